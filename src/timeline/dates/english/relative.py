"""Words that count from the day of the announcement, and dates without a year.

A date without a year is its first occurrence that does not end before that day. Nothing is clipped to it.
"""

from __future__ import annotations

from datetime import date, timedelta

from timeline.dates.english.ends import Ends, both
from timeline.dates.english.lexicon import MONTHS, SEASONS, WEEKDAY_NAMES, WEEKDAYS
from timeline.dates.english.stated import SEASON_ORDER, Calendar, Noun, Stated
from timeline.dates.english.tokens import Cursor
from timeline.dates.period import Period, add_months

_WEEK = timedelta(days=7)
_LONGEST_WAIT_YEARS = 9
"""29 February comes again within eight years."""
NOUNS = frozenset({"week", "month", "quarter", "half", "year", "decade", "fiscal"})
"""What "this" and "next" stand before, besides seasons, months and weekdays."""


def announcement(cursor: Cursor, what: str = "it") -> date:
    """Return the day of the announcement; `DateSyntaxError` if nobody gave it."""
    if cursor.announced is None:
        raise cursor.refusal(f"{what} needs the day of the announcement, or a year")
    return cursor.announced


def day_from(cursor: Cursor, days: int) -> Stated:
    """Return the day that lies *days* after the announcement."""
    day = announcement(cursor, cursor.piece(cursor.here)) + timedelta(days=days)
    return Stated(Noun.DAY, day.month, day.day, day.year)


def count_on(cursor: Cursor, noun: str, steps: int) -> Stated:
    """Return the week, month, quarter, half, year, fiscal year or decade *steps* after the current one."""
    day = announcement(cursor, f"'{noun}'")
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
    name = _take_name(cursor)
    if name in NOUNS:
        return count_on(cursor, name, 0)
    announcement(cursor, f"'this {name}'")
    return _by_name(name)


def read_next(cursor: Cursor) -> Stated:
    """Read what follows "next": the first such period that begins after the announcement.

    "Next May", said in March, and "next Friday", said on a Monday, have two readings and are refused.
    """
    name = _take_name(cursor)
    if name in NOUNS:
        return count_on(cursor, name, 1)
    day = announcement(cursor, f"'next {name}'")
    stated = _by_name(name)
    if stated.noun is Noun.WEEKDAY:
        return _next_weekday(cursor, stated.number, day)
    if stated.noun is Noun.MONTH and stated.number > day.month:
        readings = (f"{day.year}-{stated.number:02}", f"{day.year + 1}-{stated.number:02}")
        raise cursor.refusal(f"'next {name}' may be that of this year or of the next", *readings)
    stated.year = next(year for year in _years_from(day) if stated.fixed_in(year)[0].first_day > day)
    return stated


def read_last(cursor: Cursor) -> Stated:
    """Read what follows "last": the week, month or year before the current one."""
    if cursor.here.text not in ("week", "month", "year"):
        raise cursor.unexpected()
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
    for before, after in reversed(list(zip(stated, stated[1:], strict=False))):
        _share(before, after)
    if len(stated) > 1:
        _fill_backwards(stated)
    if any(one.noun is Noun.WEEKDAY for one in stated):
        settled = _forwards(cursor, stated)
    else:
        settled = _backwards(cursor, stated)
    for one, other in zip(settled, settled[1:], strict=False):
        _check_order(one, other)
    return settled[0][0], settled[-1][1]


def _share(before: Stated, after: Stated) -> None:
    """Give the first end what was said only with the second: "3 or 4 May 2024"."""
    if before.noun in (Noun.NUMBER, Noun.PART) and after.noun is not Noun.NUMBER:
        before.fill_from(after)
    elif before.lacks_year and after.noun not in (Noun.YEAR, Noun.FIXED):
        before.year, before.calendar = after.year, after.calendar
    if before.clock is not None and after.clock is not None and before.clock.zone is None:
        before.clock.zone = after.clock.zone


def _fill_backwards(stated: list[Stated]) -> None:
    """Give a last end that is just a number the month of the first: "May 3-5, 2024"."""
    for before, after in zip(stated, stated[1:], strict=False):
        if after.noun is not Noun.NUMBER:
            continue
        if before.noun is not Noun.DAY:
            raise ValueError(f"it does not say of what {after.day} is the number")
        after.fill_from(before)
        if before.year is None:
            before.year = after.year
    for before, after in reversed(list(zip(stated, stated[1:], strict=False))):
        _share(before, after)


def _forwards(cursor: Cursor, stated: list[Stated]) -> list[Ends]:
    """Weekdays count on from the announcement, and each from the one before."""
    settled: list[Ends] = []
    day = announcement(cursor, "a weekday alone")
    for one in stated:
        if one.noun is Noun.WEEKDAY:
            found = day + timedelta(days=(one.number - day.weekday()) % 7)
            one.noun, one.number, one.day, one.year = Noun.DAY, found.month, found.day, found.year
        ends = one.fixed_in(one.year) if one.year is not None else _first_from(one, day)
        settled.append(ends)
        day = ends[1].last_day + timedelta(days=1)
    return settled


def _backwards(cursor: Cursor, stated: list[Stated]) -> list[Ends]:
    """A span is one date: it may have begun before the announcement, but does not end before it."""
    last = stated[-1]
    if last.lacks_year:
        known = next((one for one in reversed(stated) if not one.lacks_year), None)
        if known is None:
            settled = [_first_from(last, announcement(cursor))]
        else:
            settled = [_first_from(last, known.fixed_in(known.year or 0)[0].first_day)]
    else:
        settled = [last.fixed_in(last.year or 0)]
    for one in stated[-2::-1]:
        if one.lacks_year:
            announcement(cursor)
            settled.append(_last_until(one, settled[-1][0]))
        else:
            settled.append(one.fixed_in(one.year or 0))
    return settled[::-1]


def _first_from(stated: Stated, day: date) -> Ends:
    """Return the first occurrence that does not end before *day*."""
    failure: ValueError | None = None
    for year in _years_from(day):
        try:
            ends = stated.fixed_in(year)
        except ValueError as error:
            failure = failure or error
            continue
        if ends[1].last_day >= day:
            return ends
    raise failure or ValueError("years run from 0001 to 9999")


def _last_until(stated: Stated, after: Period) -> Ends:
    """Return the last occurrence that does not begin after *after* does."""
    ends = stated.fixed_in(after.first_day.year)
    return ends if ends[0].start <= after.start else stated.fixed_in(after.first_day.year - 1)


def _years_from(day: date) -> range:
    # A winter, and the week of a day, may end in the year after the one that names them.
    return range(max(day.year - 1, 1), min(day.year + _LONGEST_WAIT_YEARS, 10000))


def _check_order(one: Ends, other: Ends) -> None:
    if other[1].end < one[0].start:
        raise ValueError(f"the span ends ({other[1].text}) before it begins ({one[0].text})")
