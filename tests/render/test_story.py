from __future__ import annotations

from datetime import date

import pytest

from tests.builders import announcement, ledger, mission
from timeline.model import Announcement, Outcome
from timeline.render.story import main_milestone, story
from timeline.reports.card import card

TODAY = date(2026, 11, 22)
FIRST = "X, first announced on 26 March 2014 for"


def told(*said: Announcement) -> str:
    alone = mission("x", *said, name="X")
    milestone = main_milestone(card(ledger(alone), alone, today=TODAY))
    assert milestone is not None
    return story(milestone)


def first(date_text: str) -> Announcement:
    return announcement("2014-03-26", date_text)


def flew(day: str, **fields: object) -> Announcement:
    return announcement(day, day, "achieved", **fields)


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        (
            [announcement("2020-09-28", "2022"), flew("2024-06-22")],
            (
                f"{FIRST} 2020, has moved once and launched on 22 June 2024, "
                "at least 3 years and 5 months after its first date."
            ),
        ),
        ([flew("2020-06-22")], f"{FIRST} 2020, launched on 22 June 2020, within its first date."),
        (
            [flew("2019-06-22")],
            f"{FIRST} 2020, launched on 22 June 2019, at least 6 months and 10 days before its first date.",
        ),
        (
            [flew("2020-06-22", outcome=Outcome.FAILURE)],
            f"{FIRST} 2020, launched on 22 June 2020, within its first date, and failed.",
        ),
        (
            [flew("2020-06-22", outcome=Outcome.PARTIAL_FAILURE)],
            f"{FIRST} 2020, launched on 22 June 2020, within its first date, and partly failed.",
        ),
        ([], f"{FIRST} 2020, has not moved and is past that date without further word."),
        (
            [announcement("2015-01-01", "2021"), announcement("2016-01-01", "2022")],
            (
                f"{FIRST} 2020, has moved twice and was last announced for 2022, now past, "
                "at least 1 year after its first date."
            ),
        ),
        (
            [announcement("2015-01-01", "2020-02")],
            f"{FIRST} 2020, was last announced for February 2020, now past, within its first date.",
        ),
        (
            [announcement("2015-01-01", "2021"), announcement("2016-01-01", "2020")],
            f"{FIRST} 2020, has moved twice and is past that date without further word.",
        ),
        (
            [announcement("2015-01-01", "2028")],
            (
                f"{FIRST} 2020, has moved once and is now announced for 2028, "
                "at least 7 years after its first date."
            ),
        ),
        (
            [announcement("2015-01-01", "2020/2030")],
            f"{FIRST} 2020, is now announced for 2020 to 2030.",
        ),
        (
            [announcement("2015-01-01", "late 2020/2030")],
            (
                f"{FIRST} 2020, has moved once and is now announced for late 2020 to 2030, "
                "up to 11 years later than first announced."
            ),
        ),
        ([announcement("2015-01-01")], f"{FIRST} 2020, has no date now."),
        (
            [announcement("2015-01-01", status="cancelled")],
            f"{FIRST} 2020, was cancelled on 1 January 2015.",
        ),
        (
            [announcement("2015-01", status="on-hold")],
            f"{FIRST} 2020, has been on hold since January 2015.",
        ),
    ],
)
def test_the_story_in_one_sentence(later: list[Announcement], expected: str) -> None:
    assert told(first("2020"), *later) == expected


def test_days_have_exact_distances() -> None:
    assert told(first("2020-01-01"), flew("2020-03-05")).endswith(
        ", 2 months and 4 days after its first date."
    )


def test_what_has_not_come_yet_has_not_moved() -> None:
    assert told(first("2030")) == f"{FIRST} 2030, has not moved."


def test_earlier_by_nobody_knows_how_much() -> None:
    assert told(first("2030"), announcement("2015-01-01", "2029/early 2030")).endswith(
        "up to 2 years earlier than first announced."
    )


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (announcement("2014-03-26"), "X was announced without a date."),
        (announcement("2014-03-26", status="cancelled"), "X was cancelled before it had a date."),
        (announcement("2014-03-26", status="on-hold"), "X is on hold and never had a date."),
        (
            flew("2014-03-26"),
            "X launched on 26 March 2014; no date is known to have been announced before.",
        ),
    ],
)
def test_the_story_of_what_had_no_date(said: Announcement, expected: str) -> None:
    assert told(said) == expected


def test_the_launch_is_the_story_and_else_what_was_spoken_of_last() -> None:
    assert told(announcement("2020-01-01", "2021", milestone="sample-return"), flew("2014-03-26")).startswith(
        "X "
    )
    assert told(
        announcement("2020-01-01", "2021", milestone="docking"),
        announcement("2021-05-05", "2021-05-05", "achieved", milestone="sample-return"),
    ).startswith("Sample return of X happened on 5 May 2021; ")


def test_a_mission_of_which_nothing_was_announced_has_no_story() -> None:
    empty = mission("x")
    assert main_milestone(card(ledger(empty), empty, today=TODAY)) is None
