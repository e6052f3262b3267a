from __future__ import annotations

from datetime import timedelta

import pytest

from tests.builders import announcement, day, history, ledger, mission
from timeline.reports.moves import MoveKind, Slip
from timeline.reports.selection import Selection
from timeline.reports.upcoming import look_ahead, upcoming

TODAY = day("2020-10-02")


def dates(*when: str, **options: object) -> list[str]:
    """Return the dates of `upcoming` for missions that were planned for these dates a month ago."""
    store = ledger(*(mission(f"m{i}", announcement("2020-09-01", text)) for i, text in enumerate(when)))
    found = upcoming(store, today=TODAY, **options)  # type: ignore[arg-type] # whatever the test asks for
    return [item.current.date.text for item in found]


def test_soonest_first_by_last_day_first_day_and_precision() -> None:
    right = [
        "2020-10-02T09Z",
        "2020-10-02",
        "2020-10",
        "2020",  # it ends with the quarter below, and may come sooner
        "2020-Q4",
        "NET 2021-05-03",  # it stands at its stated day
        "2021-05",
        "2021-Q2",
        "2027-12-14",
        "2027",
        "2027-12",
        "2027-12-31",
        "TBD",
    ]
    assert dates(*reversed(right)) == right


def test_what_is_overdue_comes_last_and_what_has_no_date_after_the_dated() -> None:
    assert dates("TBD", "2020-09", "2022", "2020-08") == ["2022", "TBD", "2020-08", "2020-09"]


def test_what_happened_or_was_cancelled_does_not_come() -> None:
    store = ledger(
        mission("flown", announcement("2020-01-01", "2020-01-01", "achieved")),
        mission("cancelled", announcement("2020-01-01", status="cancelled")),
        mission("held", announcement("2020-01-01", "2021", "on-hold")),
        mission("planned", announcement("2020-01-01", "2022")),
    )
    found = upcoming(store, today=TODAY)
    assert [item.history.mission.id for item in found] == ["planned", "held"]


@pytest.mark.parametrize(
    ("when", "within", "comes"),
    [
        ("2020-10-12", 10, True),
        ("2020-10-13", 10, False),
        ("2020-10", 0, True),  # it may be today
        ("2021", 90, False),
        ("2021", 91, True),  # from 2 October to 1 January: 29 + 30 + 31 + 1
        ("NET 2020-05", 10, True),
        ("NLT 2025", 10, True),
        ("TBD", 9999, False),
        ("2019", 10, True),  # overdue
    ],
)
def test_within(when: str, within: int, comes: bool) -> None:  # noqa: FBT001 - a column of the table
    assert dates(when, within=timedelta(days=within)) == ([when] if comes else [])


def test_filters_and_limit() -> None:
    assert dates("2022", "2023", "2024", selection=Selection(since=day("2023-01-01"), limit=1)) == ["2023"]


@pytest.mark.parametrize(
    ("when", "least", "most"),
    [
        ("2020-10-02", 0, 0),
        ("2020-10", -1, 29),
        ("2022-06", 607, 636),  # 90 days left of 2020, 365 of 2021, then 31 + 28 + 31 + 30 + 31 + 1
        ("NET 2020-10-12", 10, None),
        ("NLT 2020-10-12", None, 10),
        ("2020-09-30", -2, -2),
        ("TBD", None, None),
    ],
)
def test_days_until(when: str, least: int | None, most: int | None) -> None:
    found = look_ahead(history(announcement("2020-09-01", when)), today=TODAY)
    assert (found.min_days_until, found.max_days_until) == (least, most)


@pytest.mark.parametrize(
    ("when", "status", "overdue"),
    [
        ("2020-10-01", "planned", True),
        ("2020-10-02", "planned", False),  # it may still happen today
        ("2020-09", "planned", True),
        ("2020", "planned", False),
        ("NET 2019", "planned", False),  # open: never overdue
        ("NLT 2019", "planned", True),
        ("TBD", "planned", False),
        ("2019", "on-hold", False),
    ],
)
def test_overdue(when: str, status: str, overdue: bool) -> None:  # noqa: FBT001 - a column of the table
    assert look_ahead(history(announcement("2018-01-01", when, status)), today=TODAY).overdue is overdue


@pytest.mark.parametrize(
    ("announced", "status", "stale"),
    [
        ("2019-10-02", "planned", True),  # 366 days ago, 2020 being a leap year
        ("2019-10-03", "planned", False),  # 365 days ago: not over a year
        ("2019", "planned", False),  # perhaps said in December
        ("2018", "planned", True),
        ("2018", "on-hold", False),
    ],
)
def test_stale(announced: str, status: str, stale: bool) -> None:  # noqa: FBT001 - a column of the table
    assert look_ahead(history(announcement(announced, "2022", status)), today=TODAY).stale is stale


def test_the_user_says_what_is_stale() -> None:
    told = history(announcement("2020-09-01", "2022"))
    assert look_ahead(told, today=TODAY, stale_after=timedelta(days=30)).stale
    assert not look_ahead(told, today=TODAY, stale_after=timedelta(days=31)).stale


def test_total_is_the_slip_against_the_first_date() -> None:
    told = history(
        announcement("2019-01-01"), announcement("2019-02-01", "2020"), announcement("2020", "2022-06")
    )
    # 31 December 2020 to 1 June 2022: 365 + 31 + 28 + 31 + 30 + 31 + 1; 1 January 2020 to 30 June 2022
    assert look_ahead(told, today=TODAY).total == Slip(MoveKind.SLIP, 517, 366 + 365 + 180)
    assert look_ahead(history(announcement("2020")), today=TODAY).total is None


def test_as_of_a_day_before_it_was_called_off() -> None:
    store = ledger(
        mission("viper", announcement("2022", "2024"), announcement("2024-07-17", status="cancelled"))
    )
    assert upcoming(store, today=day("2024-07-17"), as_of=day("2024-07-17")) == []
    (found,) = upcoming(store, today=day("2024-07-16"), as_of=day("2024-07-16"))
    assert found.current.date.text == "2024"


def test_hosted_missions_come_with_their_hosts() -> None:
    store = ledger(mission("lander", announcement("2020", "2023")), mission("instrument", host="lander"))
    found = upcoming(store, today=TODAY)
    assert [(item.history.mission.id, item.current.date.text) for item in found] == [
        ("instrument", "2023"),
        ("lander", "2023"),
    ]
