from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import announcement, day, history, span
from tests.reports.strategies import dated
from timeline.dates import parse
from timeline.model import Announcement
from timeline.render import words
from timeline.reports.moves import MoveKind, Slip, moves, slip_between
from timeline.reports.upcoming import look_ahead


def sizes(old: str, new: str) -> tuple[str, str]:
    """Return the size of a move in words, and what of it is certain."""
    slip = slip_between(announcement("2000", old), announcement("2001", new))
    return words.size(slip, span(old), span(new)), words.at_least(slip, span(old), span(new))


@pytest.mark.parametrize(
    ("old", "new", "size", "least"),
    [
        # calendar words between two days
        ("2020-01-01", "2021-11-01", "+1 y 10 mo", "+1 y 10 mo"),
        ("2024-01-31", "2024-02-29", "+1 mo", "+1 mo"),  # from the last day to the last day
        ("2024-01-31", "2024-03-01", "+1 mo 1 d", "+1 mo 1 d"),
        ("2023-01-31", "2023-02-28", "+1 mo", "+1 mo"),
        ("2023-01-31", "2023-02-27", "+27 d", "+27 d"),
        ("2024-02-29", "2025-02-28", "+1 y", "+1 y"),
        ("2024-02-29", "2025-03-01", "+1 y", "+1 y"),  # and a day, which the two largest units leave out
        ("2024-02-28", "2024-03-01", "+2 d", "+2 d"),  # over a leap day
        ("2023-02-28", "2023-03-01", "+1 d", "+1 d"),
        ("2024-02-07T06:33Z", "2024-02-08T06:33Z", "+1 d", "+1 d"),
        ("2021-12-31", "2020-12-31", "−1 y", "−1 y"),
        ("2026-03-07", "2026-03-06", "−1 d", "−1 d"),
        ("2024-03-31", "2024-02-29", "−1 mo 2 d", "−1 mo 2 d"),
        # what holds is no size
        ("2020-01-01", "2020-01-01", "held", "–"),
        ("2024-Q2", "2024-05-10", "firmed", "–"),
        ("2024-05-10", "2024-Q2", "loosened", "–"),
        # ranges, in days below two months
        ("2024-06-01", "2024-06-10/2024-06-20", "+9 … +19 d", "+9 d"),
        ("2024-06-05/2024-06-10", "2024-06-08/2024-06-20", "−2 … +15 d", "–"),
        ("2024-06", "2024-07-01", "+1 … +30 d", "+1 d"),
        ("2024-06-20/2024-06-30", "2024-06-10/2024-06-12", "−20 … −8 d", "−8 d"),
        # in months, rounded outwards
        ("2024-06", "2024-07", "+1 … +60 d", "+1 d"),
        ("2022-06", "2022-11", "+4 … +6 mo", "+4 mo 2 d"),
        ("2023", "2024", "0 … +24 mo", "+1 d"),
        ("2021", "2022-06", "+5 … +18 mo", "+5 mo 1 d"),
        ("2024", "2022-06", "−31 … −18 mo", "−1 y 6 mo"),
        ("2024-Q2", "2024-05/2024-08", "−2 … +5 mo", "–"),
        # in years from five years on
        ("2007", "2021-12-25", "+13 … +15 y", "+13 y 11 mo"),
        ("2021-12-25", "2007", "−15 … −13 y", "−13 y 11 mo"),
        ("2010", "2015", "+4 … +6 y", "+4 y"),
        # NET and NLT count by what was stated
        ("NET 2024-05-03", "2024-06-01", "+29 d", "+29 d"),
    ],
)
def test_sizes(old: str, new: str, size: str, least: str) -> None:
    assert sizes(old, new) == (size, least)


def test_no_size_without_two_periods() -> None:
    some = span("2020")
    for slip, old, new in ((None, some, some), (Slip(MoveKind.CANCELLED), some, None), (None, None, None)):
        assert words.size(slip, old, new) == "–"
        assert words.at_least(slip, old, new) == "–"


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2020-01-01", "2020-01-01", "0 d"),
        ("2020-01-01", "2020-01-31", "30 d"),
        ("2020-01-01", "2020-02-01", "1 mo"),
        ("2020-01-01", "2020-02-03", "1 mo 2 d"),
        ("2020-01-15", "2021-01-14", "11 mo 30 d"),
        ("2020-01-15", "2021-01-15", "1 y"),
        ("2020-01-15", "2021-01-31", "1 y"),
        ("2020-01-15", "2033-12-20", "13 y 11 mo"),
        ("2024-02-29", "2028-02-29", "4 y"),
    ],
)
def test_elapsed(first: str, last: str, expected: str) -> None:
    assert words.elapsed(day(first), day(last)) == expected
    assert first == last or words.elapsed(day(last), day(first))  # in either order


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("2020-10-02", "today"),
        ("2020-10-03", "in 1 d"),
        ("2020-10-14", "in 12 d"),
        ("2020-11-10", "in 1 mo 8 d"),
        ("2022-10-02", "in 2 y"),
        ("2020-10-01", "1 d ago"),
        ("2018-05-05", "2 y 4 mo ago"),
        ("2020-08", "1 mo 2 d ago"),  # since its last day
        ("2020-10", "within 29 d"),
        ("2020", "within 2 mo 29 d"),
        ("2020-09-20/2020-10-02", "today"),
        ("2020-10-10/2020-10-20", "in 8 … 18 d"),
        ("2022-06", "in 19 … 21 mo"),
        ("2030", "in 9 … 11 y"),
        ("NET 2020-05", "possible for 5 mo 1 d"),
        ("NET 2020-10-02", "today or later"),
        ("NET 2022-06", "in 1 y 7 mo or later"),
        ("NLT 2020", "in 2 mo 29 d at most"),
        ("NLT 2020-10-02", "today at most"),
        ("NLT 2020-09", "2 d ago"),
        ("TBD", "–"),
    ],
)
def test_until(when: str, expected: str) -> None:
    today = day("2020-10-02")
    ahead = look_ahead(history(announcement("2018-01-01", when)), today=today)
    said = words.until(ahead.min_days_until, ahead.max_days_until, today, ahead.current.period)
    assert said == expected


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (announcement("2021", "2024"), "slip 0 … +24 mo"),
        (announcement("2021", "2022-06"), "advance −19 … −6 mo"),
        (announcement("2021", "2023"), "held"),
        (announcement("2021", "2023-06"), "firmed"),
        (announcement("2021", "2023/2024"), "loosened"),
        (announcement("2021", "TBD"), "date withdrawn"),
        (announcement("2021", "2023", "on-hold"), "on hold"),
        (announcement("2021", status="cancelled"), "cancelled"),
        (announcement("2021", "2023-06-01", "achieved"), "achieved"),
        (announcement("2021", "2024-01-01", "achieved"), "achieved 0 … +12 mo"),
    ],
)
def test_moves(after: Announcement, expected: str) -> None:
    _, move = moves(history(announcement("2020", "2023"), after))
    assert move.old is not None
    assert words.move(move.slip, move.old.period, move.new.period) == expected


def test_moves_without_a_past_or_after_the_end() -> None:
    told = history(
        announcement("2020", "2023"), announcement("2021", "2021", "achieved"), announcement("2022", "2024")
    )
    first, _, late = moves(told)
    assert words.move(first.slip, None, first.new.period) == "first"
    assert words.move(late.slip, None, late.new.period) == "after the fact"


@pytest.mark.parametrize(
    ("number", "said", "counted"),
    [(0, "0", "0 moves"), (1, "+1", "1 move"), (-3, "−3", "-3 moves"), (1200, "+1200", "1,200 moves")],
)
def test_numbers(number: int, said: str, counted: str) -> None:
    assert words.signed_number(number) == said
    assert words.count(number, "move") == counted


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("2024-06-22T07:00:30Z", "T−00:30:30"),
        ("2024-06-22T07:00Z", "T−00:30:00"),
        ("2024-06-22T06:29:59Z", "T+00:00:01"),
        ("2024-06-22T06:30Z", "T+00:00:00"),
        ("2024-06-26T06:29:59Z", "T−95:59:59"),
        ("2024-06-26T06:30Z", ""),  # four days off
        ("2024-06-22T18Z", "T−11 h"),
        ("2024-06-22", ""),
        ("TBD", ""),
    ],
)
def test_countdown(when: str, expected: str) -> None:
    now = datetime(2024, 6, 22, 6, 30, tzinfo=UTC)
    assert words.countdown(parse(when), now) == expected


@given(dated, dated)
def test_the_words_hold_on_any_reading(old: Announcement, new: Announcement) -> None:
    slip = slip_between(old, new)
    size = words.size(slip, old.period, new.period)
    assert slip.min_days is not None
    assert slip.max_days is not None
    numbers = [part for part in size.replace("−", "-").split() if part.lstrip("+-").isdigit()]
    if " … " not in size:
        return
    low, high = map(int, numbers)
    longest, shortest = {"d": (1, 1), "mo": (31, 28), "y": (366, 365)}[size.rsplit(" ", 1)[1]]
    assert low * (shortest if low > 0 else longest) <= slip.min_days
    assert slip.max_days <= high * (longest if high > 0 else shortest)


@given(st.dates(), st.dates())
def test_elapsed_names_one_or_two_units(first: date, last: date) -> None:
    said = words.elapsed(first, last)
    assert len(said.split()) in (2, 4)
