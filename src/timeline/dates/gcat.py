"""Vague dates as in GCAT, Jonathan McDowell's General Catalog of Artificial Space Objects.

Source: https://planet4589.org/space/gcat/web/intro/vague.html (Vague Date Format).

A `?` there widens a date by one of its units on each side. There are no other signs and no open sides.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from enum import Enum

from timeline.dates.canonical import calendar_day, clock
from timeline.dates.clean import clean
from timeline.dates.errors import DateSyntaxError
from timeline.dates.holding import holding
from timeline.dates.period import OUT_OF_RANGE, Period, Unit
from timeline.dates.vague import TBD, VagueDate


class _Form(Enum):
    """How precisely a date is given, from narrow to wide, by the last group of `_TEXT` that it fills."""

    SECOND = "second"
    MINUTE = "minute"
    CENTIDAY = "centiday"
    HOUR = "hour"
    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    MILLENNIUM = "millennium"


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_TEXT = re.compile(
    rf"""
    (?P<century>[0-9]{{1,2}})C
  | (?P<millennium>[0-9]{{1,2}})M
  | (?P<year>[0-9]{{4}})
    (?:
        (?P<decade>(?<=0)s)
      | \ Q(?P<quarter>[0-9])
      | \ (?P<month>{"|".join(_MONTHS)})
        (?:
            \ {{1,2}}(?P<day>[0-9]{{1,2}})
            (?:
                \.(?P<centiday>[0-9]{{2}})
              | \ (?P<hour>[0-9]{{2}})
                (?:h|(?P<minute>[0-9]{{2}})(?::(?P<second>[0-9]{{2}})(?:\.[0-9]+)?)?)
            )?
        )?
    )?
    """,
    re.VERBOSE,
)
_SHAPES = {
    _Form.SECOND: "{year:04} {month} {day:2} {hour:02}{minute:02}:{second:02}",
    _Form.MINUTE: "{year:04} {month} {day:2} {hour:02}{minute:02}",
    _Form.CENTIDAY: "{year:04} {month} {day:2}.{centiday:02}",
    _Form.HOUR: "{year:04} {month} {day:2} {hour:02}h",
    _Form.DAY: "{year:04} {month} {day:2}",
    _Form.MONTH: "{year:04} {month}",
    _Form.QUARTER: "{year:04} Q{quarter}",
    _Form.YEAR: "{year:04}",
    _Form.DECADE: "{year:04}s",
    _Form.CENTURY: "{century}C",
    _Form.MILLENNIUM: "{millennium}M",
}
_YEARS = {_Form.CENTURY: 100, _Form.MILLENNIUM: 1000}
_UNITS: dict[_Form, Unit] = {
    form: Unit(form.value) for form in _Form if form not in (_Form.CENTIDAY, _Form.CENTURY, _Form.MILLENNIUM)
}
_FORMS: dict[Unit, _Form] = {unit: form for form, unit in _UNITS.items()}
_CENTIDAY = timedelta(days=1) / 100
_SECOND = timedelta(seconds=1)


def read_gcat(text: str) -> VagueDate:
    """Read a GCAT date, times being UTC; `-` is TBD. A fraction of a second is dropped.

    A `?` is read as the wider span that it means, without a sign. Centuries and millennia become spans of
    years, and hundredths of a day spans of seconds. Raises `DateSyntaxError`.
    """
    cleaned = clean(text)
    if cleaned == "-":
        return TBD
    stated = cleaned.removesuffix("?")
    found = _TEXT.fullmatch(stated)
    if found is None:
        raise DateSyntaxError(text, "it is no GCAT date", ("2016 Jun  8", "2016 Q2?"))
    try:
        return _read(found, doubtful=stated != cleaned)
    except OverflowError:
        raise DateSyntaxError(text, OUT_OF_RANGE) from None
    except ValueError as error:
        raise DateSyntaxError(text, str(error)) from None


def _read(found: re.Match[str], *, doubtful: bool) -> VagueDate:
    form = _Form(found.lastgroup)
    first, last = _holding(form, _start(found))
    if doubtful:
        first, last = _widened(form, first, last)
    return VagueDate(first, last)


def _start(found: re.Match[str]) -> datetime:
    """Return a moment in what was given, before any `?`."""
    if found["century"] or found["millennium"]:
        return Period.year(100 * int(found["century"] or 0) + 1000 * int(found["millennium"] or 0) - 50).start
    year = int(found["year"])
    if found["quarter"]:
        return Period.quarter(year, int(found["quarter"])).start
    month = _MONTHS.index(found["month"] or "Jan") + 1
    hour, minute, second = (int(found[name] or 0) for name in ("hour", "minute", "second"))
    moment = clock(calendar_day(year, month, int(found["day"] or 1)), hour, minute, second)
    return moment + int(found["centiday"] or 0) * _CENTIDAY


def to_gcat(value: VagueDate) -> str:
    """Write what *value* states: exactly where GCAT can, else in its narrowest form that holds all of it.

    Signs, NET and NLT are lost, since GCAT has nothing that means them. TBD is `-`, and so is a span that
    not even three millennia hold.
    """
    if value.first is None or value.last is None:
        return "-"
    start, end = value.first.start, value.last.end
    form = _FORMS.get(value.first.unit)
    if form and not value.is_span:
        return _text(form, start)
    held = (_text_holding(form, doubt, start, end) for form in _Form for doubt in ("", "?"))
    return next(filter(None, held), "-")


def _text_holding(form: _Form, doubt: str, start: datetime, end: datetime) -> str:
    """Return the text of this form that holds *start* to *end*, "" if there is none."""
    try:
        first, last = _holding(form, start)
        if doubt:
            first, last = _holding(form, last.end + _SECOND)
            held = _widened(form, first, last)[1].end
        else:
            held = last.end
    except (OverflowError, ValueError):
        return ""
    return f"{_text(form, first.start)}{doubt}" if end <= held else ""


def _text(form: _Form, start: datetime) -> str:
    midnight = start.replace(hour=0, minute=0, second=0)
    return _SHAPES[form].format(
        year=start.year,
        quarter=(start.month + 2) // 3,
        month=_MONTHS[start.month - 1],
        day=start.day,
        hour=start.hour,
        minute=start.minute,
        second=start.second,
        centiday=(start - midnight) // _CENTIDAY,
        century=start.year // 100 + 1,
        millennium=start.year // 1000 + 1,
    )


def _holding(form: _Form, moment: datetime) -> tuple[Period, Period]:
    """Return the first and last period of what *form* says for *moment*."""
    if form is _Form.CENTIDAY:
        midnight = moment.replace(hour=0, minute=0, second=0)
        start = midnight + (moment - midnight) // _CENTIDAY * _CENTIDAY
        return holding(Unit.SECOND, start), holding(Unit.SECOND, start + _CENTIDAY - _SECOND)
    if form in _YEARS:
        first_year = moment.year - (moment.year - 1) % _YEARS[form]
        return Period.year(first_year), Period.year(first_year + _YEARS[form] - 1)
    period = holding(_UNITS[form], moment)
    return period, period


def _widened(form: _Form, first: Period, last: Period) -> tuple[Period, Period]:
    """Return first and last period after *form* has been widened by one of its units on each side."""
    return _holding(form, first.start - _SECOND)[0], _holding(form, last.end + _SECOND)[1]
