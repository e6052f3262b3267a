"""What each command loads: the time to start is spent on imports, so none pays for what it doesn't use."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

LEDGER = Path(__file__).parent / "data" / "ledger.toml"
NEXT = ["--file", str(LEDGER), "--as-of", "2020-10-02", "next"]
HEAVY = ("rich", "tomli", "tomli_w", "dateutil", "platformdirs", "timeline.store", "timeline.dates.english")


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
