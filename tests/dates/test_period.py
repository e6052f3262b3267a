from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from datetime import date, datetime

import pytest
from hypothesis import given

from tests.dates.strategies import periods
from timeline.dates import Part, Period, Season, Sign, Unit
from timeline.dates.period import add_months

MOMENT = datetime(2024, 5, 3, 9, 27, 30, 999)
MAY = Period.month(2024, 5)
SUMMER = Period.season(2024, Season.SUMMER)
WINTER = Period.season(2023, Season.WINTER)
BOUNDS: list[tuple[Period, str, str, str]] = [
    (Period.instant(Unit.SECOND, MOMENT), "2024-05-03T09:27:30Z", "2024-05-03", "="),
    (Period.instant(Unit.MINUTE, MOMENT), "2024-05-03T09:27Z", "2024-05-03", "="),
    (Period.instant(Unit.HOUR, MOMENT), "2024-05-03T09Z", "2024-05-03", "="),
    (Period.day(date(2024, 2, 29)), "2024-02-29", "2024-02-29", "="),
    (Period.week(2020, 53), "2020-W53", "2020-12-28", "2021-01-03"),
    (Period.week_of(date(2024, 12, 31)), "2025-W01", "2024-12-30", "2025-01-05"),
    (Period.month(2023, 2), "2023-02", "2023-02-01", "2023-02-28"),
    (Period.month(9999, 12), "9999-12", "9999-12-01", "9999-12-31"),
    (Period.quarter(2024, 1), "2024-Q1", "2024-01-01", "2024-03-31"),
    (Period.quarter(2024, 4), "2024-Q4", "2024-10-01", "2024-12-31"),
    (Period.half(2024, 1), "2024-H1", "2024-01-01", "2024-06-30"),
    (Period.half(2024, 2), "2024-H2", "2024-07-01", "2024-12-31"),
    (Period.season(2024, Season.SPRING), "spring 2024", "2024-03-01", "2024-05-31"),
    (SUMMER, "summer 2024", "2024-06-01", "2024-08-31"),
    (Period.season(2024, Season.AUTUMN), "autumn 2024", "2024-09-01", "2024-11-30"),
    (WINTER, "winter 2023", "2023-12-01", "2024-02-29"),
    (Period.year(1), "0001", "0001-01-01", "0001-12-31"),
    (Period.fiscal_year(2027), "FY2027", "2026-10-01", "2027-09-30"),
    (Period.decade(2024), "2020s", "2020-01-01", "2029-12-31"),
    (Period.part(Part.EARLY, MAY), "early 2024-05", "2024-05-01", "2024-05-10"),
    (Period.part(Part.MID, MAY), "mid 2024-05", "2024-05-11", "2024-05-20"),
    (Period.part(Part.LATE, MAY), "late 2024-05", "2024-05-21", "2024-05-31"),
    (Period.part(Part.LATE, Period.quarter(2025, 4)), "late 2025-Q4", "2025-12-01", "2025-12-31"),
    (Period.part(Part.EARLY, SUMMER), "early summer 2024", "2024-06-01", "2024-06-30"),
    (Period.part(Part.MID, WINTER), "mid winter 2023", "2024-01-01", "2024-01-31"),
    (Period.part(Part.LATE, WINTER), "late winter 2023", "2024-02-01", "2024-02-29"),
    (Period.part(Part.EARLY, Period.year(2024)), "early 2024", "2024-01-01", "2024-04-30"),
    (Period.part(Part.MID, Period.year(2024)), "mid 2024", "2024-05-01", "2024-08-31"),
    (Period.part(Part.LATE, Period.year(2024)), "late 2024", "2024-09-01", "2024-12-31"),
    (Period.part(Part.EARLY, Period.decade(2030)), "early 2030s", "2030-01-01", "2033-12-31"),
    (Period.part(Part.MID, Period.decade(2030)), "mid 2030s", "2034-01-01", "2036-12-31"),
    (Period.part(Part.LATE, Period.decade(2030)), "late 2030s", "2037-01-01", "2039-12-31"),
]


@pytest.mark.parametrize(("period", "text", "first", "last"), BOUNDS, ids=str)
def test_text_and_bounds(period: Period, text: str, first: str, last: str) -> None:
    assert period.text == text
    assert period.first_day == date.fromisoformat(first)
    assert period.last_day == date.fromisoformat(first if last == "=" else last)


IMPOSSIBLE: list[tuple[Callable[[], Period], str]] = [
    (lambda: Period.week(2024, 53), "2024 has no week 53"),
    (lambda: Period.week(2024, 0), "2024 has no week 0"),
    (lambda: Period.week(0, 1), "0000 has no week 1"),
    (lambda: Period.week(9999, 52), "years run from 0001 to 9999"),
    (lambda: Period.week_of(date(9999, 12, 31)), "years run from 0001 to 9999"),
    (lambda: Period.month(2024, 0), "there is no month 0"),
    (lambda: Period.month(2024, 13), "there is no month 13"),
    (lambda: Period.month(0, 1), "years run from 0001 to 9999"),
    (lambda: Period.quarter(2024, 0), "there is no quarter 0"),
    (lambda: Period.quarter(2024, 5), "there is no quarter 5"),
    (lambda: Period.half(2024, 0), "there is no half 0"),
    (lambda: Period.half(2024, 3), "there is no half 3"),
    (lambda: Period.season(9999, Season.WINTER), "years run from 0001 to 9999"),
    (lambda: Period.year(0), "years run from 0001 to 9999"),
    (lambda: Period.year(10_000), "years run from 0001 to 9999"),
    (lambda: Period.fiscal_year(1), "years run from 0001 to 9999"),
    (lambda: Period.fiscal_year(10_000), "years run from 0001 to 9999"),
    (lambda: Period.decade(5), "years run from 0001 to 9999"),
    (lambda: Period.part(Part.EARLY, Period.day(date(2024, 5, 3))), "no such thing as early 2024-05-03"),
    (lambda: Period.part(Part.LATE, Period.fiscal_year(2024)), "no such thing as late FY2024"),
    (lambda: Period.part(Part.MID, Period.half(2024, 1)), "no such thing as mid 2024-H1"),
    (lambda: Period.part(Part.MID, Period.week(2024, 1)), "no such thing as mid 2024-W01"),
]


@pytest.mark.parametrize(("make", "why"), IMPOSSIBLE)
def test_what_no_calendar_has(make: Callable[[], Period], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        make()


@given(periods())
def test_bounds_hold_the_start_and_the_end(period: Period) -> None:
    assert period.first_day <= period.last_day
    assert period.start.date() == period.first_day
    assert period.end.date() == period.last_day
    assert period.start <= period.end


@given(periods())
def test_copies_are_equal(period: Period) -> None:
    for twin in (copy.copy(period), copy.deepcopy(period), pickle.loads(pickle.dumps(period))):  # noqa: S301 - ours
        assert twin == period
        assert hash(twin) == hash(period)
        assert twin.last_day == period.last_day


@given(periods(), periods())
def test_equal_periods_have_equal_texts(one: Period, other: Period) -> None:
    assert (one == other) == (one.text == other.text)


def test_is_immutable() -> None:
    with pytest.raises(AttributeError):
        MAY.sign = Sign.BOTH
    with pytest.raises(AttributeError):
        del MAY.sign


def test_is_no_other_thing() -> None:
    assert MAY != "2024-05"
    assert repr(MAY) == "<Period 2024-05>"


def test_signs_add_up_and_thirds_are_approximate_anyway() -> None:
    assert MAY.signed(Sign.NONE) is MAY
    assert MAY.signed(Sign.UNCERTAIN).signed(Sign.APPROXIMATE).text == "2024-05%"
    early = Period.part(Part.EARLY, MAY)
    assert early.approximate
    assert early.signed(Sign.APPROXIMATE) == early
    assert early.signed(Sign.BOTH).text == "early 2024-05?"


@pytest.mark.parametrize(
    ("uncertain", "approximate", "sign"),
    [
        (False, False, Sign.NONE),
        (True, False, Sign.UNCERTAIN),
        (False, True, Sign.APPROXIMATE),
        (True, True, Sign.BOTH),
    ],
)
def test_signs_say_two_things(*, uncertain: bool, approximate: bool, sign: Sign) -> None:
    assert Sign.of(uncertain=uncertain, approximate=approximate) is sign
    assert (sign.uncertain, sign.approximate) == (uncertain, approximate)
    assert sign | sign is sign
    assert sign | Sign.BOTH is Sign.BOTH


def test_units_go_from_fine_to_coarse() -> None:
    assert [unit.rank for unit in Unit] == list(range(len(Unit)))
    assert Unit.SECOND.rank < Unit.DAY.rank < Unit.DECADE.rank


@pytest.mark.parametrize(
    ("year", "month", "months", "result"),
    [
        (2024, 1, 0, (2024, 1)),
        (2024, 12, 1, (2025, 1)),
        (2024, 1, -1, (2023, 12)),
        (2024, 6, 30, (2026, 12)),
        (2024, 6, -18, (2022, 12)),
    ],
)
def test_add_months(year: int, month: int, months: int, result: tuple[int, int]) -> None:
    assert add_months(year, month, months) == result
