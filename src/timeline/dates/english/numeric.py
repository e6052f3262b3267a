"""Dates in figures only: read where there is one reading, refused with both where there are two."""

from __future__ import annotations

from timeline.dates.canonical import calendar_day
from timeline.dates.english.stated import Noun, Stated
from timeline.dates.english.tokens import Cursor

_MARKS = ("/", ".", "-")


def starts_numeric_date(cursor: Cursor) -> bool:
    """Tell whether three numbers with the same mark between them stand here: 03/04/2024, 2024.05.03."""
    if _is_month_and_year(cursor):
        return True
    mark = cursor.ahead(1).text
    return (
        mark in _MARKS
        and cursor.ahead(3).text == mark
        and cursor.ahead(2).kind == "number"
        and cursor.ahead(4).kind == "number"
    )


def _is_month_and_year(cursor: Cursor) -> bool:
    """Tell whether it is 09/2025, without a day before or after."""
    month, mark, year = (cursor.ahead(place) for place in range(3))
    return (
        (month.kind, mark.text, year.kind) == ("number", "/", "number")
        and (len(month.text), len(year.text)) == (2, 4)
        and (month.end, mark.end) == (mark.start, year.start)
    )


def read_numeric_date(cursor: Cursor) -> Stated:
    """Read a date in figures; `DateSyntaxError` where there is more than one reading or none."""
    if _is_month_and_year(cursor):
        cursor.at += 3
        return Stated(
            Noun.MONTH, int(cursor.tokens[cursor.at - 3].text), year=int(cursor.tokens[cursor.at - 1].text)
        )
    texts = [cursor.ahead(place).text for place in (0, 2, 4)]
    mark = cursor.ahead(1).text
    if [len(text) for text in texts] == [4, 2, 2] and mark != "-":
        readings = _readings(*texts)[:1]
    else:
        readings = _readings(texts[2], texts[1], texts[0]) if len(texts[2]) == 4 else []
    if len(readings) != 1:
        raise cursor.refusal(*_why(texts, readings))
    cursor.at += 5
    year, month, day = readings[0]
    return Stated(Noun.DAY, month, day, year)


def _readings(year: str, one: str, other: str) -> list[tuple[int, int, int]]:
    """Return the days that the figures may mean, *one* as the month first."""
    if len(one) > 2 or len(other) > 2:
        return []
    pairs = dict.fromkeys([(int(one), int(other)), (int(other), int(one))])
    return [(int(year), month, day) for month, day in pairs if _is_day(int(year), month, day)]


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        calendar_day(year, month, day)
    except ValueError:
        return False
    return True


def _why(texts: list[str], readings: list[tuple[int, int, int]]) -> tuple[str, ...]:
    if readings:
        return "it has two readings", *(f"{year:04}-{month:02}-{day:02}" for year, month, day in readings)
    if not any(len(text) == 4 for text in texts):
        return "a year has four digits, and it stands first", "2024-05-03"
    year, month, day = texts if len(texts[0]) == 4 else texts[::-1]
    if _readings(year, month, day)[:1] == [(int(year), int(month), int(day))]:
        return "months and days have two digits", f"{year}-{month:>02}-{day:>02}"
    return "no calendar has this day", "2024-05-03"
