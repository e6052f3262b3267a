from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from tests.dates.strategies import vague_dates
from timeline.dates import VagueDate, parse
from timeline.render.spoken import spoken, spoken_time, spoken_when


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-06-22T07:00:00Z", "22 June 2024"),
        ("2024-06-22", "22 June 2024"),
        ("2024-W25", "the week of 17 June 2024"),
        ("2024-06", "June 2024"),
        ("early 2024-06", "early June 2024"),
        ("2024-Q2", "the second quarter of 2024"),
        ("late 2024-Q2", "late in the second quarter of 2024"),
        ("2024-H1", "the first half of 2024"),
        ("summer 2024", "summer 2024"),
        ("late winter 2023", "late winter 2023"),
        ("2024", "2024"),
        ("mid 2024", "mid 2024"),
        ("FY2024", "fiscal year 2024"),
        ("2020s", "the 2020s"),
        ("early 2020s", "the early 2020s"),
        ("NET 2024-06", "no earlier than June 2024"),
        ("NLT 2030", "no later than 2030"),
        ("2023/2024", "2023 to 2024"),
        ("2022~", "about 2022"),
        ("2026?", "possibly 2026"),
        ("2026%", "possibly about 2026"),
        ("TBD", "no date"),
    ],
)
def test_dates_in_words(text: str, expected: str) -> None:
    assert spoken(parse(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-06-22", "on 22 June 2024"),
        ("2024-06", "in June 2024"),
        ("2024-05-01/2024-06-22", "between 1 May 2024 and 22 June 2024"),
        ("TBD", "on an unknown day"),
    ],
)
def test_dates_as_when_something_was(text: str, expected: str) -> None:
    assert spoken_when(parse(text)) == expected


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2020, 12, 31), date(2024, 6, 22), "3 years and 5 months"),
        (date(2024, 6, 22), date(2020, 12, 31), "3 years and 5 months"),
        (date(2024, 1, 1), date(2025, 1, 1), "1 year"),
        (date(2024, 1, 1), date(2024, 2, 2), "1 month and 1 day"),
        (date(2024, 1, 1), date(2024, 1, 3), "2 days"),
        (date(2024, 1, 1), date(2024, 1, 1), "0 days"),
    ],
)
def test_time_in_words(first: date, last: date, expected: str) -> None:
    assert spoken_time(first, last) == expected


@given(vague_dates)
def test_every_date_can_be_said(value: VagueDate) -> None:
    text = spoken(value)
    assert text
    assert not set(text) & set("?~%")
