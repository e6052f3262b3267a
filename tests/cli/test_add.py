from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from tests.program import Answer, run
from tests.terminal import type_in
from timeline.store import locate
from timeline.store.read import read_store

STORE = """\
format = 1

[missions.svom]
name = "SVOM"

[[missions.svom.announcements]]
announced = 2019-10-01
date = "2021-12"
source = "CNSA"
"""
ANNOUNCED = ["--announced", "2020-09-28", "--source", "CNES", "--today", "2020-10-02"]
BLOCK = """
[[missions.svom.announcements]]
announced = 2020-09-28
date = "2022-06"
source = "CNES"
recorded = 2020-10-02
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.delenv("TIMELINE_FILE", raising=False)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "missions.toml").write_text(STORE)
    return tmp_path


def text(folder: Path) -> str:
    return (folder / "data" / "missions.toml").read_text()


def test_add(folder: Path) -> None:
    answer = run(["add", "svom", "June 2022", *ANNOUNCED], folder)
    assert answer == Answer(
        BLOCK.lstrip()
        + "\ndate   2022-06: 2022-06-01 to 2022-06-30\n"
        + "move   slip: at least 5 mo 1 d after 2021-12 (announced 2019-10-01)\n"
        + "data/missions.toml:11\n",
        "",
        0,
    )
    assert text(folder) == STORE + BLOCK


def test_yes_shows_nothing_first(folder: Path) -> None:
    assert run(["add", "svom", "June 2022", *ANNOUNCED, "--yes"], folder) == Answer(
        "data/missions.toml:11\n", "", 0
    )


def test_dry_run_shows_the_diff_only(folder: Path) -> None:
    answer = run(["add", "svom", "June 2022", *ANNOUNCED, "--dry-run"], folder)
    assert answer.out.splitlines()[:4] == [
        "--- data/missions.toml",
        "+++ data/missions.toml",
        "@@ -7,3 +7,9 @@",
        " announced = 2019-10-01",
    ]
    assert [line[1:] for line in answer.out.splitlines() if line[0] == "+"][1:] == BLOCK.splitlines()
    assert text(folder) == STORE


def test_json(folder: Path) -> None:
    answer = run(["add", "svom", "June 2022", *ANNOUNCED, "--format", "json"], folder)
    (item,) = json.loads(answer.out)["items"]
    assert item["place"] == {"path": "data/missions.toml", "line": 11}
    assert (item["mission"], item["date"]["text"], item["slip"]["kind"]) == ("svom", "2022-06", "slip")


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["next year"], 'date = "2021"'),
        (["3 May 2024 0927 UTC"], 'date = "2024-05-03T09:27Z"'),
        (["28 Sept 2020", "--achieved", "--outcome", "success"], 'date = 2020-09-28\nstatus = "achieved"'),
        (["--on-hold"], 'announced = 2020-09-28\nstatus = "on-hold"'),
        (["2022", "--cancelled"], 'date = "2022"\nstatus = "cancelled"'),
        (["2022", "--milestone", "landing"], 'date = "2022"\nmilestone = "landing"'),
        (
            ["2022", "--title", 'A "b"', "--url", "https://cnes.fr", "--said", "c", "--reason", "d"],
            'said = "c"',
        ),
    ],
)
def test_what_is_written(folder: Path, arguments: list[str], line: str) -> None:
    assert run(["add", "svom", *arguments, *ANNOUNCED, "--yes"], folder).code == 0
    assert line in text(folder)
    assert read_store(folder / "data" / "missions.toml").problems == ()


@pytest.mark.parametrize(
    ("announced", "line"),
    [("yesterday", "announced = 2020-10-01"), ("28 Sept 2020", "= 2020-09-28"), ("2019-03", '"2019-03"')],
)
def test_when_it_was_said(folder: Path, announced: str, line: str) -> None:
    run(["add", "svom", "2022", "--announced", announced, "--today", "2020-10-02", "-y"], folder)
    assert line in text(folder)


def test_it_was_said_today_unless_told_otherwise(folder: Path) -> None:
    run(["add", "svom", "2022", "--today", "2020-10-02", "-y"], folder)
    assert "announced = 2020-10-02\n" in text(folder)


@pytest.mark.parametrize(
    ("arguments", "message", "code"),
    [
        ([], "timeline: MISSION is missing; name it (in a terminal you would be asked)", 2),
        (["svom"], "timeline: DATE is missing; name it (in a terminal you would be asked)", 2),
        (["svom", "soonish"], "Error: Invalid value for DATE: cannot read the date 'soonish'", 2),
        (
            ["svom", "next year", "--announced", "2020"],
            "Error: Invalid value for DATE: cannot read the date",
            2,
        ),
        (["svom", "2022", "--announced", "TBD"], "'TBD' does not say when it was said", 2),
        (["svom", "2022", "--milestone", "Big Bang"], "'Big Bang' is no name for a milestone", 2),
        (["svom", "2022", "--achieved", "--on-hold"], "only one of --achieved, --on-hold and --cancelled", 2),
        (["svom", "2022", "--outcome", "success"], "an outcome belongs to what happened; add --achieved", 2),
        (["svom", "2022", "--from", "-"], "--from brings missions and dates of its own", 2),
        (
            ["nowhere", "2022"],
            "no mission 'nowhere'; `timeline list` shows them all; `timeline new` adds one",
            1,
        ),
        (["--from", "nowhere"], "cannot read 'nowhere': No such file or directory", 1),
    ],
)
def test_what_is_refused(folder: Path, arguments: list[str], message: str, code: int) -> None:
    answer = run(["add", *arguments], folder)
    assert message in answer.err
    assert (answer.out, answer.code, text(folder)) == ("", code, STORE)


def test_a_duplicate_is_refused_unless_forced(folder: Path) -> None:
    again = ["add", "svom", "Dec 2021", "--announced", "2019-10-01", "--source", "CNSA", "-y"]
    message = "timeline: this stands at data/missions.toml:6 already; --force adds it once more\n"
    assert run(again, folder) == Answer("", message, 1)
    assert run([*again, "--force"], folder).code == 0
    assert text(folder).count('date = "2021-12"') == 2


def test_what_is_strange_is_remarked(folder: Path) -> None:
    answer = run(["add", "svom", "2019", "--announced", "2020-09-28", "--url", "x"], folder)
    assert [line for line in answer.out.splitlines() if line.startswith("note")] == [
        "note   TL102 'x' is no address",
        "note   TL104 planned for 2019, which was past when announced (2020-09-28)",
    ]


def test_text_that_a_terminal_would_obey_is_shown(folder: Path) -> None:
    answer = run(["add", "svom", "2022", *ANNOUNCED, "--said", "a\x1b[31mb\nc"], folder)
    assert 'said = "a\\u001b[31mb\\nc"' in answer.out


@pytest.mark.parametrize(
    ("date", "move"),
    [
        ("Dec 2021", "held: 2021-12 (announced 2019-10-01) before"),
        ("24 Dec 2021", "firmed: 2021-12 (announced 2019-10-01) before"),
        ("Nov 2021", "advance: at least 1 d before 2021-12 (announced 2019-10-01)"),
        ("Dec 2021 to June 2022", "loosened: 2021-12 (announced 2019-10-01) before"),
        ("15 Dec 2021 to 14 Feb 2022", "slip: −1 … +3 mo, from 2021-12 (announced 2019-10-01)"),
        ("TBD", "date withdrawn; before that 2021-12 (announced 2019-10-01)"),
    ],
)
def test_moves(folder: Path, date: str, move: str) -> None:
    assert f"move   {move}\n" in run(["add", "svom", date, *ANNOUNCED], folder).out


def test_more_moves(folder: Path) -> None:
    first = run(["add", "svom", "2022", *ANNOUNCED, "--milestone", "landing"], folder)
    assert "move   first: no date was announced before\n" in first.out
    day = run(["add", "svom", "3 May 2022", *ANNOUNCED, "--milestone", "docking", "--achieved"], folder)
    assert "date   2022-05-03: that day\nmove   achieved\n" in day.out
    after = run(["add", "svom", "2023", "--milestone", "docking", "--today", "2023-01-01"], folder)
    assert "move   none: docking was achieved before\n" in after.out


def test_records_from_standard_input(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import io

    lines = '{"mission": "svom", "announced": "2020-09-28", "date": "next year", "source": "CNES"}\n'
    monkeypatch.setattr("sys.stdin", io.StringIO(lines))
    assert run(["add", "--from", "-"], folder) == Answer("data/missions.toml:11\n", "", 0)
    assert 'date = "2021"\n' in text(folder)
    monkeypatch.setattr("sys.stdin", io.StringIO(lines))
    assert run(["add", "--from", "-"], folder).code == 1


def test_records_from_a_file(folder: Path) -> None:
    (folder / "new.toml").write_text('[missions.new]\nname = "New"\n')
    assert "+[missions.new]" in run(["add", "--from", "new.toml", "--dry-run"], folder).out
    assert run(["add", "--from", "new.toml"], folder) == Answer("data/missions.toml:11\n", "", 0)
    (folder / "new.toml").write_bytes(b"\xff")
    assert "is not UTF-8; nothing was written" in run(["add", "--from", "new.toml"], folder).err


def test_the_first_write_makes_a_store_of_ones_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TIMELINE_FILE", raising=False)
    environment = {"XDG_DATA_HOME": str(tmp_path / "share"), "XDG_STATE_HOME": str(tmp_path / "state")}
    own = tmp_path / "share" / "timeline" / "missions.toml"
    arguments = ["add", "svom", "2031", "--source", "Nobody", "--today", "2026-01-01", "-y"]
    assert not run([*arguments, "--dry-run"], tmp_path, environment).err
    assert run(["add", "nowhere", "2031"], tmp_path, environment).code == 1
    assert not own.exists()
    answer = run(arguments, tmp_path, environment)
    copied = f"'{own}' is one now, a copy of the one that ships with timeline"
    assert answer.err == f"timeline: you had no ledger of your own; {copied}\n"
    assert answer.out.startswith(f"{own}:")
    again = run([*arguments, "--force"], tmp_path, environment)
    assert (again.err, again.code) == ("", 0)
    assert stat.S_IMODE(own.stat().st_mode) & 0o600 == 0o600


def test_a_shipped_ledger_that_nobody_may_write_can_be_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TIMELINE_FILE", raising=False)
    shipped = tmp_path / "shipped.toml"
    shipped.write_text(STORE)
    shipped.chmod(0o444)
    monkeypatch.setattr(locate, "shipped_store", lambda: shipped)
    environment = {"XDG_DATA_HOME": str(tmp_path / "share"), "XDG_STATE_HOME": str(tmp_path / "state")}
    assert run(["add", "svom", "2031", "--dry-run"], tmp_path, environment).code == 0
    assert run(["add", "svom", "2031", "-y"], tmp_path, environment).code == 0
    assert run(["undo", "-y"], tmp_path, environment).code == 0
    assert (tmp_path / "share" / "timeline" / "missions.toml").read_text() == STORE


def test_what_can_not_be_taken_back_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(folder / "file"))
    answer = run(["add", "svom", "2022", *ANNOUNCED, "-y"], folder)
    assert "timeline: `timeline undo` won't know of this change" in answer.err
    assert answer.code == 0


needs_terminal = pytest.mark.skipif(not hasattr(os, "openpty"), reason="there are no terminals to make here")


@needs_terminal
def test_what_is_missing_is_asked_for(folder: Path) -> None:
    typed = "svom\n28 Sept 2031x\n28 Sept 2020\nsoonish\nnext year\nCNES\nA title\nfoo\nhttps://cnes.fr\n\n"
    screen = type_in(["add", "--today", "2020-10-02"], typed, folder)
    assert screen.code == 0
    for shown in (
        "Announced on [today]: ",
        "  cannot read the date '28 Sept 2031x'",
        "  cannot read the date 'soonish'",
        "  2021: 2021-01-01 to 2021-12-31",
        "  'foo' is no address",
        "Add this to SVOM? [Y/n]: ",
        "data/missions.toml:11",
    ):
        assert shown in screen.text
    assert text(folder) == STORE + (
        "\n[[missions.svom.announcements]]\nannounced = 2020-09-28\n"
        'date = "2021"\nsource = "CNES"\ntitle = "A title"\nurl = "https://cnes.fr"\nrecorded = 2020-10-02\n'
    )


@needs_terminal
def test_a_new_mission_is_offered_and_made(folder: Path) -> None:
    typed = "n\n\nLunar Base\ny\nLunar Base\nlunar-base\n\nNASA, ESA\n\nA base\ny\n"
    screen = type_in(
        ["add", "Lunar Gate", "2030", "--source", "NASA", "--today", "2020-10-02"], typed, folder
    )
    assert "Make a new mission 'Lunar Gate'? [y/N]" in screen.text
    assert "say which one" in screen.text
    assert "'Lunar Base' is no id" in screen.text
    assert screen.code == 0
    assert text(folder).endswith(
        '\n[missions.lunar-base]\nname = "Lunar Base"\nagencies = ["NASA", "ESA"]\nsummary = "A base"\n'
        "\n[[missions.lunar-base.announcements]]\nannounced = 2020-10-02\n"
        'date = "2030"\nsource = "NASA"\nrecorded = 2020-10-02\n'
    )


@needs_terminal
@pytest.mark.parametrize(("typed", "code"), [("n\n", 1), ("\x04", 130)])
def test_who_does_not_agree_writes_nothing(folder: Path, typed: str, code: int) -> None:
    screen = type_in(["add", "svom", "2030", *ANNOUNCED], typed, folder)
    assert (screen.code, text(folder)) == (code, STORE)


@needs_terminal
def test_many_records_are_shown_first(folder: Path) -> None:
    (folder / "new.toml").write_text('[missions.new]\nname = "New"\n')
    refused = type_in(["add", "--from", "new.toml"], "n\n", folder)
    assert "+[missions.new]" in refused.text
    assert (refused.code, text(folder)) == (1, STORE)
    assert type_in(["add", "--from", "new.toml"], "y\n", folder).code == 0
