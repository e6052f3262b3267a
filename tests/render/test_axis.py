from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.render.axis import Axis, middle


def labels(first: str, last: str, most: int) -> list[str]:
    return [tick.label for tick in Axis.over(date.fromisoformat(first), date.fromisoformat(last)).ticks(most)]


@pytest.mark.parametrize(
    ("first", "last", "most", "expected"),
    [
        ("2024-03-01", "2024-03-02", 4, ["2024-02-26", "2024-03-04"]),
        ("2024-03-01", "2024-03-14", 20, [f"2024-03-{day:02}" for day in range(1, 16)]),
        ("2024-01-10", "2024-04-20", 5, ["2024-02", "2024-03", "2024-04"]),
        ("2022-01-10", "2024-04-20", 6, ["2022-01", "2022-07", "2023-01", "2023-07", "2024-01"]),
        ("2020-01-10", "2024-04-20", 6, ["2020", "2021", "2022", "2023", "2024"]),
        ("1986-01-10", "2024-04-20", 6, ["1990", "2000", "2010", "2020"]),
        ("0001-01-01", "9999-12-31", 6, ["0001", "5000"]),
    ],
)
def test_ticks_are_round_days(first: str, last: str, most: int, expected: list[str]) -> None:
    assert labels(first, last, most) == expected


@given(st.dates(), st.dates(), st.integers(3, 40))
def test_any_days_lie_on_their_axis(one: date, other: date, most: int) -> None:
    first, last = sorted((one, other))
    axis = Axis.over(first, last)
    assert 0 <= axis.at(first) <= axis.at(last) <= 1
    ticks = axis.ticks(most)
    assert len(ticks) <= most + 1
    assert all(-1e-6 <= tick.at <= 1 for tick in ticks)
    assert all(early.at < late.at for early, late in pairwise(ticks))


def test_the_middle_of_a_period_is_a_day() -> None:
    assert middle(date(2024, 1, 1), date(2024, 12, 31)) == date(2024, 7, 1)
    assert middle(date(2024, 1, 1), date(2024, 1, 1)) == date(2024, 1, 1)
