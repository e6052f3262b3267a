"""`new`, `edit`, `undo`, `init`, and what `check` can do to a store."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.program import Answer, run
from tests.terminal import type_in
from timeline.cli import editor
from timeline.store.locate import shipped_store
from timeline.store.read import read_store

STORE = (
    'format = 1\n\n[missions.svom]\nname = "SVOM"\nagencies = ["CNES"]\n\n[missions.dorn]\nname = "DORN"\n'
)
needs_terminal = pytest.mark.skipif(not hasattr(os, "openpty"), reason="there are no terminals to make here")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    for name in ("TIMELINE_FILE", "VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "missions.toml").write_text(STORE)
    return tmp_path


def text(folder: Path) -> str:
    return (folder / "data" / "missions.toml").read_text()


def test_new(folder: Path) -> None:
    arguments = ["new", "change-6", "Chang'e 6", "--agency", "CNSA", "--partner", "CNES", "--alias", "CE-6"]
    arguments += ["--vehicle", "Long March 5", "--host", "SVOM", "--program", "CLEP", "--tag", "Moon"]
    assert run(arguments, folder) == Answer("data/missions.toml:10\n", "", 0)
    assert text(folder) == STORE + (
        '\n[missions.change-6]\nname = "Chang\'e 6"\naliases = ["CE-6"]\nagencies = ["CNSA"]\n'
        'partners = ["CNES"]\nprograms = ["CLEP"]\ntags = ["Moon"]\nvehicle = "Long March 5"\nhost = "svom"\n'
    )


def test_new_dry_run(folder: Path) -> None:
    assert "+[missions.a]\n" in run(["new", "a", "A", "--dry-run"], folder).out
    assert text(folder) == STORE


@pytest.mark.parametrize(
    ("arguments", "message", "code"),
    [
        ([], "ID is missing", 2),
        (["a"], "NAME is missing", 2),
        (["a", " "], "a mission needs a name", 2),
        (
            ["Chang'e 6", "x"],
            "'Chang'e 6' is no id: it is made of lower-case letters, digits and hyphens; write",
            2,
        ),
        (["嫦娥", "x"], "'嫦娥' is no id", 2),
        (["svom", "x"], "the mission 'svom' stands at data/missions.toml:3 already", 1),
        (["a", "A", "--host", "nowhere"], "no mission 'nowhere'", 1),
    ],
)
def test_new_refuses(folder: Path, arguments: list[str], message: str, code: int) -> None:
    answer = run(["new", *arguments], folder)
    assert message in " ".join(answer.err.split())
    assert (answer.code, text(folder)) == (code, STORE)


@needs_terminal
def test_new_asks(folder: Path) -> None:
    screen = type_in(["new"], "B 1\nb-1\n\nB\nNASA\nAtlas V\nA probe\ny\n", folder)
    assert "[missions.b-1]" in screen.text
    assert screen.code == 0
    assert text(folder).endswith(
        '[missions.b-1]\nname = "B"\nagencies = ["NASA"]\nvehicle = "Atlas V"\nsummary = "A probe"\n'
    )
    assert type_in(["new", "c", "C"], "n\n", folder).code == 1


def test_undo(folder: Path) -> None:
    run(["new", "a", "A"], folder)
    run(["add", "a", "2030", "-y"], folder)
    both = text(folder)
    shown = run(["undo", "--dry-run"], folder)
    assert '-date = "2030"' in shown.out
    assert text(folder) == both
    answer = run(["undo"], folder)
    assert '-date = "2030"' in answer.out
    assert answer.err == "timeline: took back: add a launch 2030\n"
    assert run(["undo", "-y"], folder) == Answer("", "timeline: took back: new a\n", 0)
    assert text(folder) == STORE
    nothing = "timeline: no command has changed 'data/missions.toml' that could be taken back\n"
    assert run(["undo"], folder) == Answer("", nothing, 1)


def test_undo_refuses_after_a_change(folder: Path) -> None:
    run(["new", "a", "A"], folder)
    (folder / "data" / "missions.toml").write_text(text(folder) + "# mine\n")
    answer = run(["undo"], folder)
    assert "has changed since the last change by a command (new a); take it back by hand" in answer.err
    assert text(folder).endswith("# mine\n")


@needs_terminal
def test_undo_asks(folder: Path) -> None:
    run(["new", "a", "A"], folder)
    screen = type_in(["undo"], "n\n", folder)
    assert "Take back 'new a'? [Y/n]" in screen.text
    assert screen.code == 1
    assert type_in(["undo"], "y\n", folder).code == 0
    assert text(folder) == STORE


def test_init_makes_the_users_own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TIMELINE_FILE", raising=False)
    environment = {"XDG_DATA_HOME": str(tmp_path / "share")}
    own = tmp_path / "share" / "timeline" / "missions.toml"
    assert run(["init"], tmp_path, environment) == Answer(f"{own}\n", "", 0)
    assert read_store(own) == read_store(own)._replace(missions={}, problems=())
    assert run(["check"], tmp_path, environment) == Answer("", "", 0)
    again = run(["init"], tmp_path, environment)
    assert again == Answer("", f"timeline: '{own}' exists already; nothing was written\n", 1)


def test_init_makes_what_is_named(tmp_path: Path) -> None:
    assert run(["init", "."], tmp_path).out == "data/missions.toml\n"
    assert run(["init", "a/b.toml", "--shipped"], tmp_path).out == "a/b.toml\n"
    assert (tmp_path / "a" / "b.toml").read_bytes() == shipped_store().read_bytes()
    assert run(["--file", "c.toml", "init"], tmp_path).out == "c.toml\n"
    assert "cannot make the folder 'c.toml/d'" in run(["init", "c.toml/d/e.toml"], tmp_path).err


def editing(folder: Path, program: str, *arguments: str) -> Answer:
    """Run `timeline edit` with an editor that is a line of Python, which knows `path` and `text`."""
    script = folder / "editor.py"
    script.write_text(
        f"import sys, pathlib\npath = pathlib.Path(sys.argv[-1])\ntext = path.read_text()\n{program}\n"
    )
    return run(["edit", *arguments], folder, {"EDITOR": f"{sys.executable} {script}"})


def kept(folder: Path) -> list[Path]:
    return [path for path in (folder / "state").rglob("*") if path.suffix == ".toml"]


def test_edit(folder: Path) -> None:
    answer = editing(folder, "path.write_text(text.replace('DORN', 'Dorn'))")
    assert answer == Answer("", "timeline: data/missions.toml is written\n", 0)
    assert text(folder) == STORE.replace("DORN", "Dorn")
    assert kept(folder) == []
    assert run(["undo", "-y"], folder).err == "timeline: took back: edit missions.toml\n"
    assert text(folder) == STORE


def test_edit_without_a_change(folder: Path) -> None:
    assert editing(folder, "") == Answer("", "timeline: nothing was changed\n", 0)
    assert kept(folder) == []


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ("'name', 'nam'", "data/missions.toml:4:1: TL003 'nam' is not a key that is known here"),
        ("'[missions', '[[missions'", "TL001 this is not TOML"),
    ],
)
def test_a_broken_edit_is_kept_and_replaces_nothing(folder: Path, change: str, problem: str) -> None:
    answer = editing(folder, f"path.write_text(text.replace({change}))", "svom")
    (copy,) = kept(folder)
    assert problem in answer.out
    assert answer.err == (
        f"timeline: this is not sound: what you wrote is kept in '{copy}'; the store is as it was\n"
    )
    assert (answer.code, text(folder)) == (1, STORE)
    assert copy.read_text() != STORE


def test_what_was_wrong_before_is_no_obstacle(folder: Path) -> None:
    (folder / "data" / "missions.toml").write_text(STORE + "nam = 1\n")
    assert editing(folder, "path.write_text(text + '# mine')").code == 0
    assert text(folder).endswith("# mine")


def test_a_file_that_cannot_be_read_can_be_edited(folder: Path) -> None:
    (folder / "data" / "missions.toml").write_bytes(STORE.encode() + b"\xff\n")
    program = "import sys, pathlib; p = pathlib.Path(sys.argv[-1]); p.write_bytes(p.read_bytes()[:-2])"
    assert run(["edit"], folder, {"EDITOR": f'{sys.executable} -c "{program}"'}).code == 0
    assert text(folder) == STORE


def test_somebody_else_writes_meanwhile(folder: Path) -> None:
    store = folder / "data" / "missions.toml"
    answer = editing(
        folder,
        f"path.write_text(text + '# mine'); pathlib.Path({str(store)!r}).write_text(text + '# theirs')",
    )
    (copy,) = kept(folder)
    assert "was changed by another program meanwhile" in answer.err
    assert f"what you wrote is kept in '{copy}'" in answer.err
    assert (text(folder), copy.read_text()) == (STORE + "# theirs", STORE + "# mine")


def test_an_editor_that_fails(folder: Path) -> None:
    assert "ended with 3; the store is as it was, nothing was changed" in editing(folder, "sys.exit(3)").err
    assert kept(folder) == []
    assert "the copy is '" in editing(folder, "path.write_text(''); sys.exit(3)").err
    assert len(kept(folder)) == 1
    assert "cannot read back" in editing(folder, "path.unlink()").err
    nowhere = run(["edit"], folder, {"EDITOR": "no-such-editor"})
    assert (
        "cannot start the editor 'no-such-editor': No such file or directory; set VISUAL or EDITOR"
        in nowhere.err
    )
    assert text(folder) == STORE


def test_no_editor_at_all(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(folder))
    assert "there is no editor; say which one: EDITOR=nano timeline edit" in run(["edit"], folder).err


def test_no_place_for_a_copy(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(folder / "data" / "missions.toml"))
    assert "cannot make a copy to edit" in editing(folder, "").err


def test_a_folder_is_edited_a_file_at_a_time(folder: Path) -> None:
    answer = run(["edit", "--file", "data"], folder)
    assert "'data' is a folder; name the mission whose file is to be edited" in answer.err
    assert answer.code == 2
    assert editing(folder, "path.write_text(text + '# mine')", "dorn", "--file", "data").code == 0


def test_editing_the_shipped_ledger_makes_a_store_of_ones_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    monkeypatch.delenv("TIMELINE_FILE", raising=False)
    monkeypatch.delenv("VISUAL", raising=False)
    environment = {"XDG_DATA_HOME": str(tmp_path / "share")}
    script = tmp_path / "editor.sh"
    script.write_text('#!/bin/sh\nfor last; do :; done\necho "# mine" >> "$last"\n')
    script.chmod(0o755)
    answer = run(["edit", "svom"], tmp_path, {**environment, "EDITOR": str(script)})
    own = tmp_path / "share" / "timeline" / "missions.toml"
    assert answer.err.endswith(f"timeline: {own} is written\n")
    assert own.read_bytes() == shipped_store().read_bytes() + b"# mine\n"


@needs_terminal
@pytest.mark.parametrize(
    ("typed", "code", "written"), [("n\nn\n", 1, False), ("n\ny\n", 0, True), ("y\nn\ny\n", 0, True)]
)
def test_going_back_in(folder: Path, typed: str, code: int, written: bool) -> None:  # noqa: FBT001 - expected
    script = folder / "editor.sh"
    script.write_text('#!/bin/sh\nfor last; do :; done\necho "nam = 1" >> "$last"\n')
    script.chmod(0o755)
    screen = type_in(["edit"], typed, folder, {"EDITOR": str(script)})
    assert "Edit it again? [Y/n]" in screen.text
    assert (screen.code, text(folder) != STORE) == (code, written)


@pytest.mark.parametrize(
    ("named", "arguments"),
    [
        ("vim -n", ["+7", "f.toml"]),
        ("/usr/bin/nano", ["+7", "f.toml"]),
        ("code", ["--wait", "--goto", "f.toml:7"]),
        ("subl -n", ["--wait", "f.toml:7"]),
        ("hx", ["f.toml:7"]),
        ("myeditor", ["f.toml"]),
    ],
)
def test_editors_begin_at_the_line(monkeypatch: pytest.MonkeyPatch, named: str, arguments: list[str]) -> None:
    monkeypatch.setenv("VISUAL", named)
    assert editor._place(editor._editor()[0], Path("f.toml"), 7) == arguments


ODD = STORE + '\n[[missions.dorn.announcements]]\nannounced = 2020-09-28\ndate = "June 2022"\n'


def test_check_fix(folder: Path) -> None:
    (folder / "data" / "missions.toml").write_text(ODD)
    problem = "data/missions.toml:12:8: TL107 'June 2022' is written \"2022-06\" here\n"
    assert run(["check"], folder) == Answer("", "", 0)
    assert run(["check", "--select", "TL107"], folder).out.startswith(problem)
    answer = run(["check", "--fix", "--select", "TL107"], folder)
    assert answer == Answer("", "timeline: data/missions.toml: 1 date rewritten\n", 0)
    assert text(folder) == ODD.replace("June 2022", "2022-06")
    assert run(["check", "--fix"], folder) == Answer("", "", 0)
    assert run(["undo", "-y"], folder).code == 0
    assert text(folder) == ODD


@pytest.mark.parametrize(
    ("arguments", "codes"),
    [
        (["--strict"], ["TL101", "TL107"]),
        (["--strict", "--ignore", "TL107"], ["TL101"]),
        (["--strict", "--ignore", "TL101,TL107"], []),
        (["--strict", "--ignore", "tl1"], []),
        (["--select", "TL1", "--ignore", "TL101"], ["TL107"]),
        (["--select", "TL101", "--select", "TL107"], ["TL101", "TL107"]),
        (["--select", "TL0"], []),
    ],
)
def test_checks_are_chosen(folder: Path, arguments: list[str], codes: list[str]) -> None:
    (folder / "data" / "missions.toml").write_text(ODD)
    answer = run(["check", *arguments], folder)
    assert [line.split()[1] for line in answer.out.splitlines() if line.startswith("data")] == codes
    assert answer.code == bool(codes)


@pytest.mark.parametrize("option", ["--select", "--ignore"])
@pytest.mark.parametrize("code", ["TL999", "", "X"])
def test_unknown_checks(folder: Path, option: str, code: str) -> None:
    answer = run(["check", option, code], folder)
    assert f"there is no check '{code}'; the codes are TL001 to TL112" in " ".join(answer.err.split())
    assert answer.code == 2


def test_several_stores_are_checked_each_for_itself(folder: Path) -> None:
    (folder / "a.toml").write_text('format = 1\n[missions.a]\nname = "A"\nhost = "svom"\n')
    answer = run(["check", "--strict", "data", "a.toml"], folder)
    assert answer.out.startswith("a.toml:4:1: TL109 ")
    assert run(["check", "nowhere.toml"], folder).code == 2
