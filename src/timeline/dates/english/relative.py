"""Words that count from the day of the announcement, and dates without a year.

A date without a year is its first occurrence that does not end before that day. Nothing is clipped to it.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from timeline.dates.english.ends import Ends, both
from timeline.dates.english.lexicon import MONTHS, SEASONS, WEEKDAY_NAMES, WEEKDAYS
from timeline.dates.english.stated import SEASON_ORDER, Calendar, Noun, Stated
from timeline.dates.english.tokens import Cursor
from timeline.dates.errors import CalendarError
from timeline.dates.period import Period, add_months

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
_LONGEST_WAIT_YEARS = 9
"""29 February comes again within eight years."""
NOUNS = frozenset({"week", "month", "quarter", "half", "year", "decade", "fiscal"})
"""What "this" and "next" stand before, besides seasons, months and weekdays."""


def announcement(cursor: Cursor, relative: str = "") -> date:
    """Return the day of the announcement; `DateSyntaxError` if it is unknown.

    It is needed by the word *relative*, or else since the year is missing.
    """
    if cursor.announced is None:
        cursor.needs_announcement = True
        if relative:
            raise cursor.refusal(f"'{relative}' counts from the day of the announcement, which is not given")
        raise cursor.refusal("it needs a year, or the day of the announcement")
    return cursor.announced


def day_from(cursor: Cursor, days: int) -> Stated:
    """Return the day that lies *days* after the announcement."""
    day = announcement(cursor, cursor.here.text) + timedelta(days=days)
    return Stated(Noun.DAY, day.month, day.day, day.year)


def count_on(cursor: Cursor, noun: str, steps: int) -> Stated:
    """Return the week, month, quarter, half, year, fiscal year or decade *steps* after the current one."""
    day = announcement(cursor, "fiscal year" if noun == "fiscal" else noun)
    match noun:
        case "week":
            return _fixed(Period.week_of(day + steps * _WEEK))
        case "month":
            year, month = add_months(day.year, day.month, steps)
            return Stated(Noun.MONTH, month, year=year)
        case "quarter":
            year, month = add_months(day.year, day.month, 3 * steps)
            return Stated(Noun.QUARTER, (month + 2) // 3, year=year)
        case "half":
            year, month = add_months(day.year, day.month, 6 * steps)
            return Stated(Noun.HALF, (month + 5) // 6, year=year)
        case "decade":
            return _fixed(Period.decade(day.year + 10 * steps))
        case "fiscal":
            stated = Stated(Noun.YEAR, year=day.year + (day.month > 9) + steps)
            stated.calendar = Calendar.US_FISCAL
            return stated
        case _:
            return Stated(Noun.YEAR, year=day.year + steps)


def _fixed(period: Period) -> Stated:
    stated = Stated(Noun.FIXED)
    stated.fixed = both(period)
    return stated


def read_this(cursor: Cursor) -> Stated:
    """Read what follows "this": a period that holds the announcement, or else the first one after it."""
    cursor.take("coming")
    name = _take_name(cursor)
    if name in NOUNS:
        return count_on(cursor, name, 0)
    announcement(cursor, f"this {name}")
    return _by_name(name)


def read_next(cursor: Cursor) -> Stated:
    """Read what follows "next": the first such period that begins after the announcement.

    "Next May", said in March, and "next Friday", said on a Monday, have two readings and are refused.
    """
    name = _take_name(cursor) if cursor.here.kind != "end" else _noun_before(cursor)
    if name in NOUNS:
        return count_on(cursor, name, 1)
    day = announcement(cursor, f"next {name}")
    stated = _by_name(name)
    if stated.noun is Noun.WEEKDAY:
        return _next_weekday(cursor, stated.number, day)
    if stated.noun is Noun.MONTH and stated.number > day.month:
        readings = (f"{day.year}-{stated.number:02}", f"{day.year + 1}-{stated.number:02}")
        raise cursor.refusal(f"'next {name}' may be that of this year or of the next", *readings)
    stated.year = day.year if stated.in_year(day.year)[0].first_day > day else day.year + 1
    return stated


def _noun_before(cursor: Cursor) -> str:
    """Return the "year" that "this year or next" leaves out."""
    names = [
        after.text
        for before, after in pairwise(cursor.tokens[: cursor.at])
        if before.text == "this" and after.text in ("week", "month", "quarter", "year", "decade")
    ]
    if len(names) != 1:
        raise cursor.unexpected()
    return names[0]


def read_last(cursor: Cursor) -> Stated:
    """Read what follows "last": the week, month or year before the current one."""
    return count_on(cursor, _take_name(cursor), -1)


def _take_name(cursor: Cursor) -> str:
    name = cursor.here.text
    if name not in NOUNS and name not in SEASONS and name not in MONTHS and name not in WEEKDAYS:
        raise cursor.unexpected()
    cursor.at += 1
    if name == "fiscal":
        cursor.expect("year")
    return name


def _by_name(name: str) -> Stated:
    if name in SEASONS:
        return Stated(Noun.SEASON, SEASON_ORDER.index(SEASONS[name]))
    if name in MONTHS:
        return Stated(Noun.MONTH, MONTHS[name])
    return Stated(Noun.WEEKDAY, WEEKDAYS[name])


def _next_weekday(cursor: Cursor, weekday: int, day: date) -> Stated:
    coming = day + timedelta(days=(weekday - day.weekday() - 1) % 7 + 1)
    of_next_week = day + timedelta(days=7 - day.weekday() + weekday)
    if coming != of_next_week:
        why = f"'next {WEEKDAY_NAMES[weekday]}' may be that of this week or of the next"
        raise cursor.refusal(why, coming.isoformat(), of_next_week.isoformat())
    return Stated(Noun.DAY, coming.month, coming.day, coming.year)


def settle(cursor: Cursor, stated: list[Stated]) -> Ends:
    """Return the first end of the first and the last end of the last of *stated*, gaps filled.

    Raises `DateSyntaxError` where the day of the announcement is needed and unknown, `ValueError` for what
    no calendar has and for ends out of order.
    """
    if len(stated) > 1:
        _share_forwards(stated)
        _share_backwards(stated)
    if any(one.noun is Noun.WEEKDAY for one in stated):
        _count_on_from_weekdays(cursor, stated)
    elif any(one.lacks_year for one in stated):
        _find_years(cursor, stated)
    settled = [one.settled() for one in stated]
    for before, after in pairwise(settled):
        _check_order(before, after)
    return settled[0][0], settled[-1][1]


def _share_forwards(stated: list[Stated]) -> None:
    """Give a last end that is just a number the noun of the first: "May 3-5, 2024", "Q3/4 2025"."""
    for before, after in pairwise(stated):
        shares = before.month_first and (before.noun is Noun.DAY or before.year is None)
        if after.noun is Noun.NUMBER and shares:
            after.fill_from(before)


def _share_backwards(stated: list[Stated]) -> None:
    """Give the first end what was said only with the second: "3 or 4 May 2024", "Q3-Q4 2025"."""
    for before, after in reversed(list(pairwise(stated))):
        if before.noun in (Noun.NUMBER, Noun.PART):
            before.fill_from(after)
        elif before.lacks_year and after.noun not in (Noun.YEAR, Noun.FIXED):
            before.year, before.calendar = after.year, after.calendar
        if before.clock is not None and after.clock is not None and before.clock.zone is None:
            before.clock.zone = after.clock.zone


def _count_on_from_weekdays(cursor: Cursor, stated: list[Stated]) -> None:
    """Count weekdays on from the announcement, and each end from the one before."""
    day = announcement(cursor, WEEKDAY_NAMES[next(one.number for one in stated if one.noun is Noun.WEEKDAY)])
    for one in stated:
        if one.noun is Noun.WEEKDAY:
            found = day + timedelta(days=(one.number - day.weekday()) % 7)
            one.noun, one.number, one.day, one.year = Noun.DAY, found.month, found.day, found.year
        elif one.lacks_year:
            one.year = _first_year(one, day)
        day = one.settled()[1].last_day + _DAY


def _find_years(cursor: Cursor, stated: list[Stated]) -> None:
    """Find the first occurrence of all of a span: it may have begun before the announcement.

    The last end comes first, then each one before it is the last that is no later.
    """
    last = stated[-1]
    if last.lacks_year:
        known = next((one for one in reversed(stated) if not one.lacks_year), None)
        if known is not None and known.noun is Noun.YEAR:
            raise ValueError("its last end lacks a year")
        day = announcement(cursor) if known is None else known.settled()[0].first_day
        last.year = _first_year(last, day)
    for before, after in reversed(list(pairwise(stated))):
        if before.lacks_year:
            announcement(cursor)
            before.year = _last_year(before, after.settled()[0])


def _first_year(stated: Stated, day: date) -> int:
    """Return the year of the first occurrence that does not end before *day*."""
    failure = ValueError("years run from 0001 to 9999")
    for year in _years_from(day):
        try:
            if stated.in_year(year)[1].last_day >= day:
                return year
        except ValueError as error:
            failure = error if year <= day.year else failure
    raise failure


def _last_year(stated: Stated, after: Period) -> int:
    """Return the year of the last occurrence that does not begin after *after* does."""
    year = after.first_day.year
    return year if stated.in_year(year)[0].start <= after.start else year - 1


def _years_from(day: date) -> range:
    # A winter, and the week of a day, may end in the year after the one that names them.
    return range(max(day.year - 1, 1), min(day.year + _LONGEST_WAIT_YEARS, 10000))


def _check_order(before: Ends, after: Ends) -> None:
    if before == after:
        raise CalendarError("both ends of the span are the same", before[0].text)
    if after[1].end < before[0].start:
        why = f"the span ends ({after[1].text}) before it begins ({before[0].text})"
        raise CalendarError(why, f"{after[0].text}/{before[1].text}")
