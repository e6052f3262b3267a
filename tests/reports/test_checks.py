from __future__ import annotations

import pytest

from tests.builders import announcement, day, ledger, mission
from timeline.model import Mission, Problem, Unplaced
from timeline.reports.checks import STRICT, is_allowed, is_url, statement, strict_problems

TODAY = day("2026-01-01")


def codes(*missions: Mission) -> list[str]:
    return [problem.code for problem in strict_problems(ledger(*missions), today=TODAY)]


def found(code: str, *missions: Mission) -> list[Problem]:
    return list(STRICT[code](ledger(*missions), TODAY))


def test_a_sound_ledger_has_no_problems() -> None:
    first = announcement("2020-09-28", "2022-06", source="CNES", url="https://cnes.fr/a")
    last = announcement("2024-06-22", "2024-06-22", "achieved", source="CNES")
    assert codes(mission("svom", first, last, vehicle="Long March 2C", agencies=("CNES",))) == []


def test_problems_come_in_the_order_of_the_text() -> None:
    problems = strict_problems(
        ledger(
            mission("a", announcement("2031-01-01", "2032", url="x"), announcement("2020-01-01", "2019")),
        ),
        today=TODAY,
    )
    assert [(str(problem.place), problem.code) for problem in problems] == [
        ("<a>:1", "TL101"),
        ("<a>:1", "TL102"),
        ("<a>:1", "TL103"),
        ("<a>:2", "TL101"),
        ("<a>:2", "TL104"),
    ]


@pytest.mark.parametrize("source", ["", "  "])
def test_source_required(source: str) -> None:
    assert found("TL101", mission("a", announcement("2020-01-01", "2021", source=source)))


@pytest.mark.parametrize(
    ("url", "sound"),
    [
        ("https://www.cnes.fr/a?b=c#d", True),
        ("http://localhost:8000", True),
        ("https://例え.jp/ö", True),
        ("www.cnes.fr", False),
        ("ftp://cnes.fr", False),
        ("https://", False),
        ("https:///a", False),
        ("https://cnes.fr/a b", False),
        ("https://cnes.fr/\n", False),
        ("https://[cnes", False),
    ],
)
def test_url(url: str, sound: bool) -> None:  # noqa: FBT001 - an expected value
    assert is_url(url) is sound
    assert bool(found("TL102", mission("a", url=url))) is not sound
    assert bool(found("TL102", mission("a", announcement("2020-01-01", url=url)))) is not sound


@pytest.mark.parametrize(
    ("announced", "future"), [("2026-01-01", False), ("2026-01", False), ("2026-01-02", True)]
)
def test_announced_in_the_future(announced: str, future: bool) -> None:  # noqa: FBT001 - likewise
    assert bool(found("TL103", mission("a", announcement(announced, "2027")))) is future


@pytest.mark.parametrize(
    ("announced", "date", "status", "wrong"),
    [
        ("2020-09-28", "2020-08", "planned", True),
        ("2020-09-28", "2020-09", "planned", False),
        ("2020-09", "2020-09-01", "planned", False),
        ("2020-09-28", "NLT 2019", "planned", True),
        ("2020-09-28", "NET 2019", "planned", False),
        ("2020-09-28", "TBD", "planned", False),
        ("2020-09-28", "2020-08", "achieved", False),
        ("2020-09-28", "2020-08", "cancelled", False),
    ],
)
def test_planned_for_the_past(announced: str, date: str, status: str, wrong: bool) -> None:  # noqa: FBT001 - likewise
    assert bool(found("TL104", mission("a", announcement(announced, date, status)))) is wrong


def test_planned_again() -> None:
    achieved = announcement("2024-06-22", "2024-06-22", "achieved")
    again = announcement("2024-07-01", "2025")
    assert found("TL105", mission("a", again, achieved))[0].message == (
        "launch is planned again: <a>:2 says it was achieved by then"
    )
    held = announcement("2024-07-01", "TBD", "on-hold")
    assert "launch is on hold again" in found("TL105", mission("a", achieved, held))[0].message


@pytest.mark.parametrize(
    "other",
    [
        announcement("2024-06-22", "2024-06-22"),
        announcement("2024-06", "2025"),
        announcement("2024-07-01", "2024-06-22", "achieved"),
        announcement("2024-07-01", "2025", milestone="landing"),
    ],
)
def test_not_planned_again(other: object) -> None:
    achieved = announcement("2024-06-22", "2024-06-22", "achieved")
    assert not found("TL105", mission("a", achieved, other))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("first", "second", "contradict"),
    [
        (("2022", "planned"), ("2022-06", "planned"), False),
        (("2022-06", "planned"), ("2021-12", "planned"), True),
        (("2021-12", "planned"), ("2022-06", "planned"), True),
        (("NET 2022", "planned"), ("2023", "planned"), False),
        (("NET 2022", "planned"), ("2021", "planned"), True),
        (("TBD", "planned"), ("2021", "planned"), False),
        (("2022", "planned"), ("TBD", "on-hold"), True),
        (("TBD", "cancelled"), ("TBD", "cancelled"), False),
        # Days are local, moments are not: what is one moment may have two days.
        (("2024-06-02", "planned"), ("2024-06-01T22:23Z", "planned"), False),
        (("2024-06-01T22:23Z", "planned"), ("2024-06-02", "planned"), False),
        (("2024-06-03", "planned"), ("2024-06-01T22:23Z", "planned"), True),
        (("2024-06-02", "planned"), ("2024-06-01", "planned"), True),
    ],
)
def test_contradictions(first: tuple[str, str], second: tuple[str, str], contradict: bool) -> None:  # noqa: FBT001 - likewise
    items = [
        announcement("2020-09-28", *said, source=source)
        for said, source in ((first, "CNES"), (second, "CNSA"))
    ]
    assert bool(found("TL106", mission("a", *items))) is contradict


@pytest.mark.parametrize(
    ("announced", "milestone", "source"),
    [
        ("2020-09-28", "launch", "cnes"),
        ("2020-09-28", "launch", ""),
        ("2020-09-28", "landing", "CNSA"),
        ("2020-09-29", "launch", "CNSA"),
        ("2020-09", "launch", "CNSA"),
    ],
)
def test_no_contradiction(announced: str, milestone: str, source: str) -> None:
    first = announcement("2020-09-28", "2022", source="CNES")
    second = announcement(announced, "2021", source=source, milestone=milestone)
    assert not found("TL106", mission("a", first, second))


def test_names() -> None:
    problems = found(
        "TL108",
        mission("a", agencies=("CNES", "CNSA"), partners=("Roskosmos",), vehicle="Ariane 5"),
        mission("b", agencies=("Roscosmos", "cnes"), vehicle="Ariane 6"),
        mission("c", agencies=("Roscosmos",), vehicle="Ariane  5"),
    )
    assert [problem.message for problem in problems] == [
        "'Roskosmos' looks like another spelling of 'Roscosmos'",
        "'cnes' looks like another spelling of 'CNES'",
        "'Ariane  5' looks like another spelling of 'Ariane 5'",
    ]


def test_hosts() -> None:
    assert not found("TL109", mission("a"), mission("b", host="a"), mission("c", host="b"))
    assert found("TL109", mission("b", host="a"))
    assert found("TL109", mission("a", host="a"))
    assert len(found("TL109", mission("a", host="b"), mission("b", host="c"), mission("c", host="b"))) == 2


def test_aliases() -> None:
    assert not found("TL110", mission("a", name="A 1", aliases=("a-1", "A")), mission("b"))
    assert (
        found("TL110", mission("a", aliases=("B",)), mission("b"))[0].message == "'B' also means 'b' (<b>:1)"
    )
    assert found("TL110", mission("a", name="Luna"), mission("b", name="luna"))


def test_duplicates() -> None:
    first = announcement("2020-09-28", "2022-06", source="CNES")
    assert found("TL111", mission("a", first, first._replace(title="another page")))
    for other in (
        first._replace(source="CNSA"),
        first._replace(milestone="landing"),
        announcement("2020-09-28", "2022-07", source="CNES"),
        announcement("2020-09-29", "2022-06", source="CNES"),
    ):
        assert statement(other) != statement(first)
        assert not found("TL111", mission("a", first, other))


@pytest.mark.parametrize(
    ("announced", "date", "wrong"),
    [
        ("2024-06-22", "2024-06-22", False),
        ("2024-06", "2024-06-22", False),
        ("2024-06-21", "2024-06-22", True),
    ],
)
def test_achieved_later(announced: str, date: str, wrong: bool) -> None:  # noqa: FBT001 - likewise
    assert bool(found("TL112", mission("a", announcement(announced, date, "achieved")))) is wrong


@pytest.mark.parametrize(
    ("line", "allowed"),
    [
        ("[[x]]  # check: allow TL106", True),
        ("# see above; check: allow TL101, TL106", True),
        ("# check: allow TL101 TL106 both are right", True),
        ("# check: allow TL101", False),
        ("# check: allow", False),
        ("check: allow TL106", False),
        ("", False),
    ],
)
def test_allowed(line: str, allowed: bool) -> None:  # noqa: FBT001 - likewise
    assert is_allowed("TL106", ["name = 1", line]) is allowed


class Text(Unplaced):
    """An origin whose every line allows one check."""

    def line(self, number: int) -> str:
        return f"line {number}  # check: allow TL102"


def test_what_is_allowed_is_no_problem() -> None:
    item = announcement("2020-09-28", "2022-06", url="x")._replace(origin=Text(), mission_id="a")
    both = mission("a", url="x")._replace(announcements=(item,), origin=Text())
    assert codes(both) == ["TL101"]
