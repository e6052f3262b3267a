from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import day
from timeline.errors import TimelineError
from timeline.model import Ledger, Outcome, Place, Problem, Status
from timeline.store.read import NotTomlError, read_store, read_text

FULL = """\
format = 1

[missions.change-6]
name = "Chang'e 6"
aliases = ["CE-6"]
agencies = ["CNSA"]
partners = ["CNES", "ESA"]
programs = ["Chinese Lunar Exploration Program"]
payloads = ["DORN"]
tags = ["Moon"]
vehicle = "Long March 5"
site = "Wenchang"
summary = "Sample return"
url = "https://example.org/ce6"
notes = "Far side"
ids.launch-library = "5d40"

[[missions.change-6.announcements]]
announced = 2024-05-03
date = 2024-05-03T17:27:29+08:00
milestone = "launch"
status = "achieved"
source = "CNSA"
title = "Launched"
url = "https://example.org/launch"
said = "at 17:27 Beijing time"
reason = "none"
outcome = "success"
recorded = 2024-05-04

[[missions.change-6.announcements]]
announced = "2020"
date = "NET 2023"

[missions.dorn]
name = "DORN"
host = "change-6"
"""


def test_every_field() -> None:
    ledger = read_text(FULL, "a.toml")
    assert list(ledger.problems) == []
    assert ledger.name == "a.toml"
    mission = ledger.missions["change-6"]
    assert mission._replace(announcements=(), origin=mission.origin)[:16] == (
        "change-6",
        "Chang'e 6",
        ("CE-6",),
        ("CNSA",),
        ("CNES", "ESA"),
        ("Chinese Lunar Exploration Program",),
        ("DORN",),
        ("Moon",),
        "Long March 5",
        "Wenchang",
        "Sample return",
        "https://example.org/ce6",
        "Far side",
        "",
        {"launch-library": "5d40"},
        (),
    )
    launched, planned = mission.announcements
    assert launched[:13] == (
        *(launched.announced, launched.date, "launch", Status.ACHIEVED, "CNSA", "Launched"),
        *("https://example.org/launch", "at 17:27 Beijing time", "none", Outcome.SUCCESS),
        *(day("2024-05-04"), "change-6", 0),
    )
    assert (launched.announced.text, launched.date.text) == ("2024-05-03", "2024-05-03T09:27:29Z")
    assert (planned.announced.text, planned.date.text, planned.position) == ("2020", "NET 2023", 1)
    assert (planned.milestone, planned.status, planned.source) == ("launch", Status.PLANNED, "")
    assert ledger.missions["dorn"].host == "change-6"


def one(record: str) -> Ledger:
    """Return the ledger of a store with one mission and one announcement that holds *record*."""
    return read_text(
        f"format = 1\n[missions.a]\nname = 'A'\n[[missions.a.announcements]]\n{record}\n", "a.toml"
    )


@pytest.mark.parametrize("status", ["on-hold", "cancelled"])
def test_on_hold_and_cancelled_need_no_date(status: str) -> None:
    ledger = one(f"announced = 2020-01-01\nstatus = '{status}'")
    assert list(ledger.problems) == []
    (item,) = ledger.missions["a"].announcements
    assert item.date.is_tbd
    dated = one(f"announced = 2020-01-01\nstatus = '{status}'\ndate = '2023'")
    assert dated.missions["a"].announcements[0].date.text == "2023"


@pytest.mark.parametrize(
    ("announced", "text"),
    [
        ("2020-10-02", "2020-10-02"),
        ('"2019-03"', "2019-03"),
        ('"2 October 2020"', "2020-10-02"),
        ("2020-10-02T12:00:00Z", "2020-10-02T12:00:00Z"),
        ('"2020-10-01/2020-10-05"', "2020-10-01/2020-10-05"),
    ],
)
def test_announced_may_be_vague(announced: str, text: str) -> None:
    ledger = one(f"announced = {announced}\ndate = '2023'")
    assert list(ledger.problems) == []
    assert ledger.missions["a"].announcements[0].announced.text == text


def test_announcements_stay_in_file_order() -> None:
    ledger = read_text(FULL, "a.toml")
    assert [item.announced.text for item in ledger.missions["change-6"].announcements] == [
        "2024-05-03",
        "2020",
    ]


@pytest.mark.parametrize(
    "text", ["format = 1", "format = 1\nmissions = {}", "# nothing\nformat = 1\n[missions]\n"]
)
def test_an_empty_store_is_sound(text: str) -> None:
    assert read_text(text, "a.toml") == Ledger({}, (), "a.toml")


BROKEN = """\
format = 1
colour = "red"

[missions.sound]
name = "Sound"

[[missions.sound.announcements]]
announced = 2020-01-01
date = "2023"

[missions.Bad_Id]
nam = "Bad"

[[missions.sound.announcements]]
announced = 2020-01-01
date = "someday"
status = "flying"

[[missions.sound.announcements]]
date = "2024"

[[missions.sound.announcements]]
announced = "TBD"
date = "2024"
milestone = "Orbit insertion"
source = 7
recorded = "2020-01-01"

[missions.late]
name = "Late"
agencies = "CNSA"
"""


def test_all_problems_at_once_in_the_order_of_the_file() -> None:
    found = [(item.code, item.place.line, item.place.column) for item in read_text(BROKEN, "a.toml").problems]
    assert found == [
        ("TL003", 2, 1),  # colour
        ("TL007", 11, 1),  # Bad_Id
        ("TL005", 11, 1),  # no name
        ("TL003", 12, 1),  # nam
        ("TL006", 16, 1),  # someday
        ("TL008", 17, 1),  # flying
        ("TL005", 19, 1),  # no announced
        ("TL006", 23, 1),  # announced: TBD
        ("TL007", 25, 1),  # Orbit insertion
        ("TL004", 26, 1),  # source = 7
        ("TL004", 27, 1),  # recorded as text
        ("TL004", 31, 1),  # agencies
    ]


def test_what_is_sound_is_used() -> None:
    ledger = read_text(BROKEN, "a.toml")
    assert list(ledger.missions) == ["sound", "Bad_Id", "late"]
    assert [item.date.text for item in ledger.missions["sound"].announcements] == ["2023"]
    assert ledger.missions["Bad_Id"].name == "Bad_Id"
    assert ledger.missions["late"].agencies == ()


def test_an_announcement_is_used_in_spite_of_lesser_problems() -> None:
    ledger = one("announced = 2020-01-01\ndate = '2023'\nsource = 7\ncolour = 'red'")
    (item,) = ledger.missions["a"].announcements
    assert (item.date.text, item.source) == ("2023", "")
    assert [problem.code for problem in ledger.problems] == ["TL004", "TL003"]


def test_a_key_that_stands_in_the_wrong_record_is_unknown_there() -> None:
    ledger = one("announced = 2020-01-01\ndate = '2023'\nvehicle = 'H3'")
    assert [problem.code for problem in ledger.problems] == ["TL003"]
    assert len(ledger.missions["a"].announcements) == 1
    ledger = read_text("format = 1\n[missions.a]\nname = 'A'\nsource = 'ESA'\n", "a.toml")
    assert [(problem.code, problem.place.line) for problem in ledger.problems] == [("TL003", 4)]
    assert ledger.missions["a"].name == "A"


def test_an_announcement_whose_status_is_wrong_is_not() -> None:
    ledger = one("announced = 2020-01-01\ndate = '2023'\nstatus = 'launched'")
    assert ledger.missions["a"].announcements == ()


A = "format = 1\n[missions.a]\nname = 'A'\n"


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("format = 1\nmissions = 3", 2, "'missions' is not a table"),
        ("format = 1\n[[missions]]\nx = 1", 2, "'missions' is not a table"),
        ("format = 1\n[missions]\na = 1", 3, "the mission 'a' is not a table"),
        ("format = 1\n[[missions.a]]\nname = 'A'", 2, "the mission 'a' is not a table"),
        ("format = 1\n[missions.a]\nname = 1", 3, "1 is not text"),
        (f"{A}announcements = 1", 4, "'announcements' is not a list of tables"),
        (f"{A}[missions.a.announcements]\nx = 1", 4, "'announcements' is not a list of tables"),
        (f"{A}announcements = [\n1]", 4, "an announcement is not a table"),
        (
            "format = 1\nmissions.a = {name = 'A', announcements = 1}",
            2,
            "'announcements' is not a list of tables",
        ),
    ],
)
def test_other_shapes(text: str, line: int, message: str) -> None:
    (problem,) = read_text(text, "a.toml").problems
    assert (problem.code, problem.message, problem.place.line) == ("TL004", message, line)
    assert problem.line == text.splitlines()[line - 1]


@pytest.mark.parametrize(
    ("version", "message"),
    [
        ("2", "format 2 is not one that this program reads"),
        ("true", "format True is not"),
        ('"1"', "format '1' is not"),
    ],
)
def test_other_formats(version: str, message: str) -> None:
    (problem,) = read_text(f"# x\nformat = {version}", "a.toml").problems
    assert problem.code == "TL002"
    assert problem.message.startswith(message)
    assert problem.place == Place("a.toml", 2, 1)


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("format = 1\nname = \n", 2, 8, "invalid value"),
        ("format = 1\n[missions.a\n", 2, 12, "expected ']' at the end of a table declaration"),
        ("format = 1\r\na = 1\r\na = 2\r\n", 3, 6, "cannot overwrite a value"),
        ('a = "open', 1, 10, "unterminated string"),
        ("= 1", 1, 1, "invalid statement"),
    ],
)
def test_a_syntax_error_names_line_and_column(text: str, line: int, column: int, message: str) -> None:
    with pytest.raises(NotTomlError) as caught:
        read_text(text, "a.toml")
    problem = caught.value.problem
    assert (problem.code, problem.message) == ("TL001", f"this is not TOML: {message}")
    assert problem.place == Place("a.toml", line, column)
    assert problem.line == text.splitlines()[line - 1]
    assert str(caught.value).splitlines() == [
        f"a.toml:{line}:{column}: TL001 this is not TOML: {message}",
        f"  {problem.line}",
    ]
    assert caught.value.exit_code == 1


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


def mission(name: str) -> str:
    return f"format = 1\n[missions.{name}]\nname = '{name}'\n"


def test_a_file(tmp_path: Path) -> None:
    path = write(tmp_path, a=FULL) / "a.toml"
    ledger = read_store(path)
    assert list(ledger.missions) == ["change-6", "dorn"]
    assert ledger.name == str(path)
    assert str(ledger.missions["dorn"].place) == f"{path}:35"


def test_a_byte_order_mark_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(b"\xef\xbb\xbf" + mission("a").encode())
    ledger = read_store(path)
    assert list(ledger.problems) == []
    assert ledger.missions["a"].place == Place(str(path), 2, 1)


def test_a_folder_is_read_file_by_file(tmp_path: Path) -> None:
    write(tmp_path, b=mission("b"), a=mission("a"))
    (tmp_path / "notes.txt").write_text("no store", encoding="utf-8")
    ledger = read_store(tmp_path)
    assert list(ledger.missions) == ["a", "b"]
    assert list(ledger.problems) == []
    assert ledger.name == str(tmp_path)
    assert ledger.missions["b"].place == Place(str(tmp_path / "b.toml"), 2, 1)


def test_a_folder_without_files(tmp_path: Path) -> None:
    with pytest.raises(TimelineError, match=r"there is no \*\.toml file in the folder"):
        read_store(tmp_path)


def test_a_broken_file_of_a_folder_is_a_problem_and_the_rest_is_used(tmp_path: Path) -> None:
    write(tmp_path, a="[broken", b=mission("b"))
    (tmp_path / "c.toml").write_bytes(b'format = 1\nname = "caf\xe9"\n')
    ledger = read_store(tmp_path)
    assert list(ledger.missions) == ["b"]
    assert list(ledger.problems) == [
        Problem(
            "TL001",
            "this is not TOML: expected ']' at the end of a table declaration",
            Place(str(tmp_path / "a.toml"), 1, 8),
            "[broken",
            "mend the line, or the one before it",
        ),
        Problem(
            "TL001",
            "the byte 0xe9 is not UTF-8",
            Place(str(tmp_path / "c.toml"), 2, 12),
            'name = "caf\\xe9"',
            "save the file as UTF-8",
        ),
    ]


def test_a_folder_of_which_nothing_can_be_read(tmp_path: Path) -> None:
    with pytest.raises(NotTomlError, match=r"a\.toml:1:8: TL001"):
        read_store(write(tmp_path, a="[broken", b="[broken"))


def test_a_mission_that_is_spread_over_two_files(tmp_path: Path) -> None:
    ledger = read_store(write(tmp_path, a=mission("x"), b="# second\n" + mission("x")))
    assert ledger.missions["x"].place.path == str(tmp_path / "a.toml")
    assert list(ledger.problems) == [
        Problem(
            "TL009",
            f"the mission 'x' stands in {tmp_path / 'a.toml'} already",
            Place(str(tmp_path / "b.toml"), 3, 1),
            "[missions.x]",
            "keep a mission and its announcements in one file",
        )
    ]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_what_is_not_utf_8_is_named(tmp_path: Path, mark: bytes) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(mark + b'format = 1\nsource = "CN\xc9S"\n')
    with pytest.raises(NotTomlError) as caught:
        read_store(path)
    assert caught.value.problem == Problem(
        "TL001",
        "the byte 0xc9 is not UTF-8",
        Place(str(path), 2, 13),
        'source = "CN\\xc9S"',
        "save the file as UTF-8",
    )


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(TimelineError, match=r"cannot read '.*none\.toml': No such file or directory"):
        read_store(tmp_path / "none.toml")


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)  # root may read everything
    with pytest.raises(TimelineError, match=r"cannot read '.*a\.toml': Permission denied"):
        read_store(write(tmp_path, a=FULL) / "a.toml")
