from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.program import run

STORE = """\
format = 1
[missions.svom]
name = "SVOM"
agencies = ["CNES", "CNSA"]
partners = ["ESA \\" $(x) `y`"]
programs = ["Sino-French"]
vehicle = "Long March 2C"
[[missions.svom.announcements]]
announced = 2020-09-28
date = "2022"
source = "CNES, Paris"
[missions.change-6]
name = "Chang'e 6 $(touch x)"
aliases = ["CE-6"]
vehicle = "Long March 5"
[[missions.change-6.announcements]]
announced = 2020-09-28
date = "2022"
milestone = "landing"
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "missions.toml").write_text(STORE)
    monkeypatch.delenv("TIMELINE_FILE", raising=False)
    return tmp_path


def fish(folder: Path, line: str) -> list[str]:
    """Return what fish is offered for a command line: value and help."""
    environment = {
        "_TIMELINE_COMPLETE": "complete_fish",
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        "_TYPER_COMPLETE_ARGS": line,
    }
    return [line for line in run([], folder, environment).out.splitlines() if line]


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("timeline sho", ["show\tEverything known of a mission"]),
        ("timeline show ", ["svom\tSVOM", "change-6\tChang'e 6  (touch x)"]),
        ("timeline show CE", ["CE-6\tChang'e 6  (touch x) (change-6)"]),
        ("timeline show x", []),
        ("timeline add s", ["svom\tSVOM"]),
        ("timeline slips c", ["change-6\tChang'e 6  (touch x)"]),
        ("timeline add --milestone ", ["landing\t1 announcement", "launch\t1 announcement"]),
        ("timeline add --source ", ["CNES, Paris\t1 announcement"]),
        ("timeline next --agency ", ["CNES\t1 mission", "CNSA\t1 mission"]),
        ("timeline next --program S", ["Sino-French\t1 mission"]),
        ("timeline next --vehicle ", ["Long March 2C\t1 mission", "Long March 5\t1 mission"]),
        ("timeline next --status on", ["on-hold"]),
        ("timeline check --select TL10", [f"TL10{number}" for number in range(1, 10)]),
        ("timeline --file nowhere.toml show ", []),
        ("timeline show --file nowhere.toml ", []),
        ("timeline add --dry", ["--dry-run\tShow the diff, write nothing."]),
    ],
)
def test_what_is_offered(folder: Path, line: str, offered: list[str]) -> None:
    answer = fish(folder, line)
    if offered and "\t" not in offered[0]:
        answer = [item.partition("\t")[0] for item in answer]
    assert answer == offered


def test_every_command_is_offered_without_being_imported(folder: Path) -> None:
    script = (
        "import sys\nfrom timeline.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print([name for name in sys.modules if name.startswith('timeline.cli.') and name.endswith('_')])\n"
        "print('rich.text' in sys.modules)\n"
    )
    environment = {
        **os.environ,
        "_TIMELINE_COMPLETE": "complete_zsh",
        "_TYPER_COMPLETE_ARGS": "timeline ",
    }
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=folder,
        env=environment,
        capture_output=True,
        check=True,
        text=True,
    )
    assert '"show":"Everything known of a mission"' in done.stdout
    assert done.stdout.splitlines()[-2:] == ["[]", "False"]


def test_zsh(folder: Path) -> None:
    environment = {"_TIMELINE_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": "timeline show c"}
    assert run([], folder, environment).out == """_arguments '*: :(("change-6":"Chang''e 6  (touch x)"))'\n"""


def test_powershell(folder: Path) -> None:
    environment = {
        "_TIMELINE_COMPLETE": "complete_powershell",
        "_TYPER_COMPLETE_ARGS": "timeline show s",
        "_TYPER_COMPLETE_WORD_TO_COMPLETE": "s",
    }
    assert run([], folder, environment).out == "svom:::SVOM\n"


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["timeline", "next", "--vehicle", ""], ["Long\\ March\\ 2C", "Long\\ March\\ 5"]),
        (["timeline", "next", "--vehicle", "Long\\ March\\ 5"], ["Long\\ March\\ 5"]),
        (["timeline", "next", "--vehicle", '"Long M'], ["Long March 2C", "Long March 5"]),
        (["timeline", "next", "--vehicle", "Short"], []),
    ],
)
def test_bash_gets_values_that_stay_one_word(folder: Path, words: list[str], offered: list[str]) -> None:
    environment = {
        "_TIMELINE_COMPLETE": "complete_bash",
        "COMP_WORDS": "\n".join(words),
        "COMP_CWORD": str(len(words) - 1),
    }
    assert run([], folder, environment).out.split("\n")[:-1] == (offered or [""])


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash itself is asked")
def test_in_bash_itself(folder: Path) -> None:
    program = folder / "timeline"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m timeline "$@"\n')
    program.chmod(0o755)
    script = run(["--show-completion", "bash"], folder).out + (
        "COMP_WORDS=(timeline next --vehicle 'Long\\ March\\ 5'); COMP_CWORD=3\n"
        '_timeline_completion timeline; printf "%s\\n" "${COMPREPLY[@]}"\n'
    )
    environment = {**os.environ, "PATH": f"{folder}:{os.environ['PATH']}"}
    done = subprocess.run(
        [str(shutil.which("bash")), "-c", script],
        cwd=folder,
        env=environment,
        capture_output=True,
        check=True,
        text=True,
    )
    assert done.stdout == "Long\\ March\\ 5\n"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_the_script_of_each_shell(folder: Path, shell: str) -> None:
    answer = run(["--show-completion", shell], folder)
    assert "_TIMELINE_COMPLETE" in answer.out
    assert answer.code == 0
