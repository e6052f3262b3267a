from __future__ import annotations

from pathlib import Path

import pytest

from tests.program import run
from timeline.cli import app
from timeline.cli.app import Commands


def test_commands_are_imported_when_asked_for() -> None:
    commands = Commands()
    assert {"next", "show", "slips", "log", "diff", "list", "check"} <= set(commands)
    assert len(commands) == len(list(commands))
    assert commands["next"].name == "next"
    assert commands["next"] is commands["next"]
    with pytest.raises(KeyError):
        commands["frobnicate"]


def test_commands_can_be_put_in_and_taken_out() -> None:
    commands = Commands()
    commands["mine"] = commands["next"]
    assert commands["mine"] is commands["next"]
    assert "mine" in commands
    del commands["mine"]
    assert "mine" not in commands


@pytest.mark.parametrize("problem", [KeyboardInterrupt(), ValueError("of all things")])
def test_what_goes_wrong_before_a_command_runs(
    problem: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**_: str) -> None:
        raise problem

    monkeypatch.setattr(app, "app", fail)
    answer = run(["next"], tmp_path)
    interrupted = isinstance(problem, KeyboardInterrupt)
    assert answer.code == (130 if interrupted else 3)
    assert answer.out == ""
    assert answer.err.startswith(
        "" if interrupted else "timeline: this is a bug: ValueError: of all things\n"
    )


@pytest.mark.parametrize("name", ["next", "show", "slips", "log", "diff", "list", "check"])
def test_every_command_says_what_it_does(name: str, tmp_path: Path) -> None:
    answer = run([name, "--help"], tmp_path)
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith(f"Usage: timeline {name} [OPTIONS]")
    for option in ("--file", "--as-of", "--today", "--format", "--no-color", "--help"):
        assert option in answer.out
    assert "install-completion" not in answer.out


def test_help_names_every_command(tmp_path: Path) -> None:
    said = run(["--help"], tmp_path).out
    assert said == run(["-h"], tmp_path).out
    for name in Commands():
        assert f"\n  {name} " in said
