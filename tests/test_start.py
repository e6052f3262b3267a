"""What each command loads: the time to start is spent on imports, so none pays for what it doesn't use."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bench.generate import Size, write_store

LEDGER = Path(__file__).parent / "data" / "ledger.toml"
NEXT = ["--file", str(LEDGER), "--as-of", "2020-10-02", "next"]
HEAVY = ("rich", "tomli", "tomli_w", "dateutil", "platformdirs", "timeline.store", "timeline.dates.english")


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store that is large enough for an index."""
    path = tmp_path_factory.mktemp("large") / "missions.toml"
    write_store(path, Size(missions=1500))
    return path


def loaded(arguments: list[str]) -> set[str]:
    """Return the modules that a run of the program imports."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("COV")}
    answer = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "timeline", *arguments],
        capture_output=True,
        check=True,
        text=True,
        env=environment,
        timeout=60,
    )
    assert answer.stdout
    return {
        line.rpartition("|")[2].strip()
        for line in answer.stderr.splitlines()
        if line.startswith("import time")
    }


def within(modules: set[str], package: str) -> set[str]:
    return {module for module in modules if module == package or module.startswith(f"{package}.")}


@pytest.mark.parametrize("arguments", [["--version"], ["--help"]], ids=" ".join)
def test_version_and_help_load_next_to_nothing(arguments: list[str]) -> None:
    modules = loaded(arguments)
    for package in (*HEAVY, "timeline.reports"):
        assert within(modules, package) == set()


@pytest.mark.parametrize("command", ["next", "show", "slips", "log", "diff", "list", "check"])
def test_help_of_a_command_loads_no_rich(command: str) -> None:
    modules = loaded([command, "--help"])
    assert within(modules, "rich") == set()
    assert within(modules, "tomli") == set()


def test_json_loads_no_rich() -> None:
    modules = loaded([*NEXT, "--format", "json"])
    for package in ("rich", "platformdirs", "timeline.store.scan", "timeline.dates.english", "tomli_w"):
        assert within(modules, package) == set()


def test_a_table_loads_no_foreign_formats() -> None:
    modules = loaded(NEXT)
    for package in (
        "timeline.exchange",
        "csv",
        "platformdirs",
        "timeline.dates.english",
        "tomli_w",
        "pydantic",
    ):
        assert within(modules, package) == set()


def test_a_small_store_loads_no_index() -> None:
    modules = loaded(
        ["--file", str(LEDGER), "--today", "2020-10-02", "next", "--limit", "5", "--format", "json"]
    )
    assert within(modules, "timeline.store.index") == {"timeline.store.index", "timeline.store.index.access"}
    for package in (
        "hashlib",
        "pickle",
        "sqlite3",
        "timeline.reports.checks",
        "timeline.store.plan",
    ):
        assert within(modules, package) == set()


def test_a_large_store_with_an_index_loads_nothing_that_makes_one(
    large: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    asked = ["--file", str(large), "next", "--limit", "3", "--format", "json"]
    assert within(loaded(asked), "timeline.store.index.build")
    modules = loaded(asked)
    assert within(modules, "timeline.store.index.container")
    for package in (
        "timeline.store.index.build",
        "timeline.store.index.present",
        "timeline.store.scan",
        "rich",
    ):
        assert within(modules, package) == set()


def test_completing_a_name_loads_what_the_command_is_and_what_reads_the_store(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    words = f"timeline --file {LEDGER} show c".split()
    monkeypatch.setenv("_TIMELINE_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", "\n".join(words))
    monkeypatch.setenv("COMP_CWORD", "4")
    modules = loaded([])
    assert within(modules, "timeline.store.read")
    for package in (
        "rich",
        "platformdirs",
        "timeline.store.scan",
        "timeline.dates.english",
        "timeline.reports.checks",
    ):
        assert within(modules, package) == set()
