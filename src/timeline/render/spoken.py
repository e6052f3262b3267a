"""Dates and lengths of time as prose says them: "early June 2024", "3 years and 5 months"."""

from __future__ import annotations

from datetime import date

from dateutil.relativedelta import relativedelta

from timeline.dates import Bound, Period, Unit, VagueDate, parse

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_ORDINALS = ("first", "second", "third", "fourth")
_BOUNDS = {Bound.CLOSED: "", Bound.NET: "no earlier than ", Bound.NLT: "no later than "}
_ON_DAYS = (Unit.SECOND, Unit.MINUTE, Unit.HOUR, Unit.DAY)


def spoken(value: VagueDate) -> str:
    """Return a date in words: `2020`, `no earlier than June 2024`, `2023 to 2024`; no times of day."""
    if value.first is None or value.last is None:
        return "no date"
    ends = [_period(value.first)]
    if value.is_span:
        ends.append(_period(value.last))
    return _BOUNDS[value.bound] + " to ".join(dict.fromkeys(ends))


def spoken_when(value: VagueDate) -> str:
    """Return a date as when something was: `on 22 June 2024`, `in June 2024`, `between May and June 2024`."""
    if value.first is None or value.last is None:
        return "on an unknown day"
    if value.is_span:
        return f"between {_period(value.first)} and {_period(value.last)}"
    preposition = "on" if value.first.unit in _ON_DAYS else "in"
    return f"{preposition} {_BOUNDS[value.bound]}{_period(value.first)}"


def spoken_day(day: date) -> str:
    """Return a day in words: `22 June 2024`."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def spoken_time(first: date, last: date, *, up: bool = False) -> str:
    """Return the time between two days, in either order, in its two largest units, rounded down or *up*."""
    gap = relativedelta(max(first, last), min(first, last))
    if up and gap.years and gap.days:
        gap = relativedelta(years=gap.years, months=gap.months + 1)
    parts = [(gap.years, "year"), (gap.months, "month"), (gap.days, "day")]
    while len(parts) > 1 and not parts[0][0]:
        parts.pop(0)
    shown = [f"{number} {unit}{'' if number == 1 else 's'}" for number, unit in parts[:2] if number]
    return " and ".join(shown) or "0 days"


def _period(period: Period) -> str:
    sign = ("possibly " if period.sign.uncertain else "") + ("about " if period.sign.approximate else "")
    return sign + _plain(period)


def _plain(period: Period) -> str:
    day = period.first_day
    match period.unit:
        case Unit.SECOND | Unit.MINUTE | Unit.HOUR | Unit.DAY:
            return spoken_day(day)
        case Unit.WEEK:
            return f"the week of {spoken_day(day)}"
        case Unit.MONTH:
            return f"{_MONTHS[day.month - 1]} {day.year}"
        case Unit.QUARTER:
            return f"the {_ORDINALS[(day.month - 1) // 3]} quarter of {day.year}"
        case Unit.HALF:
            return f"the {_ORDINALS[(day.month - 1) // 6]} half of {day.year}"
        case Unit.SEASON | Unit.YEAR:
            return period.text.rstrip("?~%")
        case Unit.FISCAL_YEAR:
            return f"fiscal year {period.last_day.year}"
        case Unit.DECADE:
            return f"the {day.year}s"
        case (
            Unit.PART_OF_MONTH
            | Unit.PART_OF_QUARTER
            | Unit.PART_OF_SEASON
            | Unit.PART_OF_YEAR
            | Unit.PART_OF_DECADE
        ):
            return _part(period)


def _part(period: Period) -> str:
    part, _, whole = period.text.rstrip("?~%").partition(" ")
    found = parse(whole).first
    text = whole if found is None else _plain(found)
    if not text.startswith("the "):
        return f"{part} {text}"
    return f"the {part} {text[4:]}" if period.unit is Unit.PART_OF_DECADE else f"{part} in {text}"
