from __future__ import annotations

from datetime import date, datetime, time

import pytest

from timeline.model import Announcement, Mission, Outcome, Status
from timeline.store.fields import ANNOUNCEMENT, MISSION, PLAIN_TEXTS, SLUG, UnsoundError
from timeline.store.read import read_text


def test_every_field_of_a_record_has_a_key() -> None:
    assert set(MISSION) == set(Mission._fields) - {"id", "announcements", "origin"}
    assert set(ANNOUNCEMENT) == set(Announcement._fields) - {"mission_id", "position", "origin"}
    assert {"source", "vehicle", "url"} <= PLAIN_TEXTS
    assert not {"name", "date", "milestone", "status", "aliases"} & PLAIN_TEXTS


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("vehicle", "Soyuz", "Soyuz"),
        ("vehicle", "", ""),
        ("name", "嫦娥六号", "嫦娥六号"),
        ("aliases", [], ()),
        ("aliases", ["a", "b"], ("a", "b")),
        ("ids", {}, {}),
        ("ids", {"gcat": "S1"}, {"gcat": "S1"}),
    ],
)
def test_fields_of_a_mission(key: str, value: object, expected: object) -> None:
    assert MISSION[key](value) == expected


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("date", "June 2022", "2022-06"),
        ("date", "NET 2024-Q2", "NET 2024-Q2"),
        ("date", "TBD", "TBD"),
        ("date", date(2022, 6, 22), "2022-06-22"),
        ("date", datetime(2022, 6, 22, 7, 0), "2022-06-22T07:00:00Z"),  # noqa: DTZ001 - what TOML calls local
        ("announced", "2019-03", "2019-03"),
        ("milestone", "orbit-insertion", "orbit-insertion"),
        ("status", "on-hold", Status.ON_HOLD),
        ("outcome", "partial-failure", Outcome.PARTIAL_FAILURE),
        ("recorded", date(2020, 10, 2), date(2020, 10, 2)),
    ],
)
def test_fields_of_an_announcement(key: str, value: object, expected: object) -> None:
    found = ANNOUNCEMENT[key](value)
    assert (str(found) if key in ("date", "announced") else found) == expected


@pytest.mark.parametrize(
    ("key", "value", "code", "message"),
    [
        ("vehicle", 5, "TL004", "5 is not text"),
        ("vehicle", True, "TL004", "true is not text"),
        ("vehicle", 1.5, "TL004", "1.5 is not text"),
        ("vehicle", ["Soyuz"], "TL004", "a list is not text"),
        ("vehicle", {"name": "Soyuz"}, "TL004", "a table is not text"),
        ("vehicle", date(2020, 1, 2), "TL004", "2020-01-02 is not text"),
        ("vehicle", time(7, 30), "TL004", "07:30:00 is not text"),
        ("name", " ", "TL005", "the name is empty"),
        ("name", 6, "TL004", "6 is not text"),
        ("aliases", "CE-6", "TL004", "'CE-6' is not a list of texts"),
        ("aliases", ["CE-6", 6], "TL004", "a list is not a list of texts"),
        ("ids", "S1", "TL004", "'S1' is not a table of texts"),
        ("ids", {"gcat": 1}, "TL004", "a table is not a table of texts"),
    ],
)
def test_what_a_mission_may_not_hold(key: str, value: object, code: str, message: str) -> None:
    with pytest.raises(UnsoundError) as caught:
        MISSION[key](value)
    assert (caught.value.code, caught.value.message) == (code, message)
    assert caught.value.advice


@pytest.mark.parametrize(
    ("key", "value", "code", "message"),
    [
        ("date", 2022, "TL004", "2022 is not a date"),
        ("date", time(7, 30), "TL004", "07:30:00 is not a date"),
        ("date", "2022-13", "TL006", "'2022-13' is no date: "),
        ("date", "\x1b[31m", "TL006", "'\\x1b[31m' is no date: "),
        ("date", "x" * 300, "TL006", f"'{'x' * 60}…' is no date: it is longer than 200 characters"),
        ("announced", "TBD", "TL006", "'TBD' does not say when it was announced"),
        ("announced", "NET 2020", "TL006", "'NET 2020' does not say when it was announced"),
        ("announced", "NLT 2020", "TL006", "'NLT 2020' does not say when it was announced"),
        ("milestone", "Orbit insertion", "TL007", "'Orbit insertion' is no name for a milestone"),
        ("milestone", "", "TL007", "'' is no name for a milestone"),
        ("milestone", "landing-", "TL007", "'landing-' is no name for a milestone"),
        ("milestone", 1, "TL004", "1 is not text"),
        ("status", "launched", "TL008", "'launched' is no status"),
        ("status", ["planned"], "TL008", "a list is no status"),
        ("outcome", "ok", "TL008", "'ok' is no outcome"),
        ("recorded", "2020-10-02", "TL004", "'2020-10-02' is not a day"),
        ("recorded", datetime(2020, 10, 2, 1, 2), "TL004", "2020-10-02T01:02:00 is not a day"),  # noqa: DTZ001 - as above
    ],
)
def test_what_an_announcement_may_not_hold(key: str, value: object, code: str, message: str) -> None:
    with pytest.raises(UnsoundError) as caught:
        ANNOUNCEMENT[key](value)
    assert caught.value.code == code
    assert caught.value.message.startswith(message)
    assert caught.value.advice


def test_choices_are_named() -> None:
    with pytest.raises(UnsoundError) as caught:
        ANNOUNCEMENT["status"]("launched")
    assert caught.value.advice == 'status is one of "planned", "achieved", "on-hold", "cancelled"'


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("change-6", True),
        ("a", True),
        ("6", True),
        ("a--b", False),
        ("-a", False),
        ("A", False),
        ("a_b", False),
        ("é", False),
        ("٣", False),
        ("a\n", False),
        ("", False),
    ],
)
def test_ids(text: str, fits: bool) -> None:  # noqa: FBT001 - a column of the table
    assert bool(SLUG.fullmatch(text)) is fits


@pytest.mark.parametrize(
    ("announced", "text", "advice"),
    [
        ("2020-01-01", "next year", 'write date = "2021", and keep the words in said'),
        ("2020-11-20", "June", 'write date = "2021-06", and keep the words in said'),
    ],
)
def test_relative_words_are_answered_with_the_date_they_meant(announced: str, text: str, advice: str) -> None:
    ledger = read_text(_STORE.format(announced=announced, date=text), "a.toml")
    (problem,) = ledger.problems
    assert (problem.code, problem.advice) == ("TL006", advice)


def test_relative_words_that_a_year_cannot_settle_stay_as_they_are() -> None:
    (problem,) = read_text(_STORE.format(announced="2020-11-20", date="soon"), "a.toml").problems
    assert "'soon'" in problem.message


_STORE = """format = 1
[missions.a]
name = "A"
[[missions.a.announcements]]
announced = {announced}
date = "{date}"
"""
