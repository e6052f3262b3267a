"""Canonical texts and ISO 8601: the forms that the store holds, read strictly and fast.

Source: ISO 8601-1:2019 for days, ordinal days, weeks, times; the rest is the project's own (docs/dates.md).
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache

from timeline.dates.errors import CalendarError, DateSyntaxError, suggestions_of
from timeline.dates.period import Part, Period, Season, Sign, Unit
from timeline.dates.vague import TBD, Bound, VagueDate

_CLOCK = (
    r"T(?P<hour>\d\d)(?:(?P<colon>:?)(?P<minute>\d\d)(?:(?P=colon)(?P<second>\d\d)(?:[.,]\d+)?)?)?"
    r"(?P<zone>Z|[+-]\d\d(?::?\d\d)?)?"
)
_CALENDAR = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d))?Z)?)?)?([?~%])?", re.ASCII)
"""What most texts of a store are; the short way."""
_BOUNDS = {"NET ": Bound.NET, "NLT ": Bound.NLT}
_EDTF_CODES = range(21, 42)
_HOURS_IN_DAY = 24


@cache
def _forms() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of all other texts: made when first needed, since making them takes time."""
    period = re.compile(
        rf"""
        (?:(?P<part>early|mid|late)\ )?
        (?:
            (?P<year>\d{{4}})
            (?:
                -(?P<month>\d\d)(?:-(?P<day>\d\d)(?P<clock>{_CLOCK})?)?
              | -Q(?P<quarter>\d)
              | -H(?P<half>\d)
              | -W(?P<week>\d\d)(?:-(?P<weekday>\d))?
              | -(?P<ordinal>\d{{3}})
              | (?P<decade>s)
            )?
          | (?P<season>spring|summer|autumn|winter)\ (?P<season_year>\d{{4}})
          | FY(?P<fiscal_year>\d{{4}})
        )
        (?P<sign>[?~%])?
        """,
        re.ASCII | re.VERBOSE,
    )
    compact = rf"(?P<year>\d{{4}})(?P<month>\d\d)(?P<day>\d\d)(?P<clock>{_CLOCK})?"
    return period, re.compile(compact, re.ASCII)


def read_canonical(text: str) -> VagueDate | None:
    """Read a canonical or ISO 8601 text.

    Returns None where *text* has another shape; raises `DateSyntaxError` where it has the shape but no
    calendar has the date.
    """
    if text == "TBD":
        return TBD
    bound = _BOUNDS.get(text[:4], Bound.CLOSED)
    ends = text[4:].split("/") if bound is not Bound.CLOSED else text.split("/")
    if len(ends) > 2:
        return None
    try:
        first = read_period(ends[0])
        if bound is Bound.CLOSED and len(ends) == 1:
            return first
        last = first if len(ends) == 1 else read_period(ends[1])
        return None if first is None or last is None else span(first, last, bound)
    except ValueError as error:
        raise DateSyntaxError(text, str(error), suggestions_of(error)) from None


def span(first: VagueDate, last: VagueDate, bound: Bound = Bound.CLOSED) -> VagueDate:
    """Return the date from the first end of *first* to the last end of *last*; `ValueError` if reversed."""
    return VagueDate(first.first, last.last, bound)


def read_period(text: str) -> VagueDate | None:
    """Read one stated period; None for another shape, `ValueError` for what no calendar has.

    It is a date of its own, since an hour in a zone that is not whole hours away from UTC becomes a span
    of minutes.
    """
    plain = _CALENDAR.fullmatch(text)
    if plain is not None:
        return _calendar(*plain.groups())
    period_form, compact_form = _forms()
    found = period_form.fullmatch(text) or compact_form.fullmatch(text)
    if found is None:
        return None
    part = found.groupdict()
    if part.get("clock"):
        return _timed(part)
    period = _period(part)
    sign = Sign(part.get("sign") or "")
    if part.get("part"):
        period = Period.part(Part(part["part"]), period)
    return VagueDate(period.signed(sign))


def _calendar(year: str, month: str, day: str, hour: str, minute: str, *rest: str) -> VagueDate | None:
    """Read what `_CALENDAR` found: texts of digits, None for those that are not there."""
    second, sign = rest
    if not month:
        period = Period.year(int(year))
    elif hour:
        on = calendar_day(int(year), int(month), int(day))
        unit = Unit.SECOND if second else Unit.MINUTE
        period = Period(unit, clock(on, int(hour), int(minute), int(second or 0)))
    elif day:
        period = Period.day(calendar_day(int(year), int(month), int(day)))
    elif int(month) in _EDTF_CODES:
        return None
    else:
        period = Period.month(int(year), int(month))
    return VagueDate(period.signed(Sign(sign)) if sign else period)


def _period(part: dict[str, str | None]) -> Period:
    if part.get("season"):
        return Period.season(int(part["season_year"] or 0), Season(part["season"]))
    if part.get("fiscal_year"):
        return Period.fiscal_year(int(part["fiscal_year"] or 0))
    year = int(part["year"] or 0)
    if part["day"]:
        return Period.day(calendar_day(year, int(part["month"] or 0), int(part["day"])))
    if part["month"]:
        return Period.month(year, int(part["month"]))
    if part["quarter"]:
        return Period.quarter(year, int(part["quarter"]))
    if part["half"]:
        return Period.half(year, int(part["half"]))
    if part["week"]:
        return _iso_week(year, int(part["week"]), part["weekday"])
    if part["ordinal"]:
        return Period.day(_ordinal_day(year, int(part["ordinal"])))
    if part["decade"]:
        return _decade(year)
    return Period.year(year)


def calendar_day(year: int, month: int, day: int) -> date:
    """Return a day of the calendar; `CalendarError` that says how many days the month has."""
    try:
        return date(year, month, day)
    except ValueError:
        last_day = Period.month(year, month).last_day
        why = f"{_MONTH_NAMES[month - 1]} {year:04} has {last_day.day} days, so there is no day {day}"
        raise CalendarError(why, *_nearest_days(last_day, day)) from None


def _nearest_days(last_day: date, day: int) -> tuple[str, ...]:
    if day < 1:
        return (last_day.replace(day=1).isoformat(),)
    if last_day == date.max:
        return (last_day.isoformat(),)
    return last_day.isoformat(), (last_day + timedelta(days=1)).isoformat()


_MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def _ordinal_day(year: int, ordinal: int) -> date:
    days = (Period.year(year).last_day - date(year, 1, 1)).days + 1
    if not 1 <= ordinal <= days:
        why = f"{year:04} has {days} days, so there is no day {ordinal}"
        raise CalendarError(why, f"{year:04}-{1 if ordinal < 1 else days:03}")
    return date(year, 1, 1) + timedelta(days=ordinal - 1)


def _iso_week(year: int, week: int, weekday: str | None) -> Period:
    period = Period.week(year, week)
    if weekday is None:
        return period
    if not 1 <= int(weekday) <= 7:
        why = f"there is no day {weekday} of a week: days are 1 (Monday) to 7"
        raise CalendarError(why, f"{period.text}-1", f"{period.text}-7")
    return Period.day(period.first_day + timedelta(days=int(weekday) - 1))


def _decade(year: int) -> Period:
    if year % 10:
        raise ValueError(f"decades begin with a year that ends in 0, as in {year - year % 10:04}s")
    return Period.decade(year)


def _timed(part: dict[str, str | None]) -> VagueDate:
    if part.get("part"):
        raise ValueError("a time of day has no early, mid or late")
    day = calendar_day(int(part["year"] or 0), int(part["month"] or 0), int(part["day"] or 0))
    unit = Unit.SECOND if part["second"] else Unit.MINUTE if part["minute"] else Unit.HOUR
    moment = clock(day, int(part["hour"] or 0), int(part["minute"] or 0), int(part["second"] or 0))
    timed = at_offset(unit, moment, _offset(part["zone"] or "Z"))
    return timed.signed(Sign(part.get("sign") or ""))


def clock(day: date, hour: int, minute: int = 0, second: int = 0) -> datetime:
    """Return a time of *day*, 24:00 being the midnight that ends it; `ValueError` for 25:00 and 23:59:60."""
    if second == 60:
        raise ValueError("leap seconds cannot be kept; write the second before")
    if hour == _HOURS_IN_DAY and minute == second == 0:
        hour = 0
        day = _next_day(day)
    if hour >= _HOURS_IN_DAY or minute > 59 or second > 59:
        why = f"there is no time {hour:02}:{minute:02}:{second:02}"
        raise CalendarError(why, f"{day.isoformat()}T09:27Z")
    return datetime(day.year, day.month, day.day, hour, minute, second)


def _next_day(day: date) -> date:
    try:
        return day + timedelta(days=1)
    except OverflowError:
        raise ValueError("years run from 0001 to 9999") from None


def at_offset(unit: Unit, moment: datetime, offset: timedelta) -> VagueDate:
    """Return the UTC second, minute or hour of a *moment* on a clock that is *offset* ahead of UTC.

    An hour on a clock that is not whole hours away becomes the span of its sixty minutes.
    """
    try:
        moment -= offset
        if unit is Unit.HOUR and moment.minute:
            last = moment + timedelta(minutes=59)
            return VagueDate(Period.instant(Unit.MINUTE, moment), Period.instant(Unit.MINUTE, last))
    except OverflowError:
        raise ValueError("years run from 0001 to 9999") from None
    return VagueDate(Period.instant(unit, moment))


def _offset(zone: str) -> timedelta:
    if zone == "Z":
        return timedelta(0)
    digits = zone[1:].replace(":", "")
    hours, minutes = int(digits[:2]), int(digits[2:] or 0)
    if hours > 14 or minutes > 59:
        raise ValueError(f"there is no time zone {zone}")
    offset = timedelta(hours=hours, minutes=minutes)
    return -offset if zone[0] == "-" else offset


@lru_cache(maxsize=1 << 16)
def from_day(value: date) -> VagueDate:
    """Return a day, as TOML holds it, as a date."""
    return VagueDate(Period.day(value))


def from_moment(value: datetime) -> VagueDate:
    """Return a date-time, as TOML holds it, as a date: its second; no zone means UTC."""
    if value.tzinfo is not None:
        value = value.astimezone(UTC).replace(tzinfo=None)
    return VagueDate(Period.instant(Unit.SECOND, value))
