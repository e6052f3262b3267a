"""Dates as in Launch Library 2: a moment `net`, and a `net_precision` that says how much of it counts.

Source: https://ll.thespacedevs.com/2.3.0/config/net_precisions/ (The Space Devs); answers of 2025, 2026.

The date is the period of that precision which holds `net`; `net` is a placeholder in it, usually on its last
day. The period is closed, whatever the name `net` may suggest.
"""

from __future__ import annotations

from timeline.dates.clean import clean
from timeline.dates.errors import DateSyntaxError
from timeline.dates.holding import holding, read_moment
from timeline.dates.period import Period, Unit
from timeline.dates.vague import VagueDate

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import datetime

_NAMES = (
    *("Second", "Minute", "Hour", "Morning", "Afternoon", "Day", "Week", "Month"),
    *("Quarter 1", "Quarter 2", "Quarter 3", "Quarter 4", "Year Half 1", "Year Half 2"),
    *("Year", "Fiscal Year", "Decade"),
)
"""The names of the precisions, from narrow to wide; the place of each is its id."""
_IDS = {name.lower(): number for number, name in enumerate(_NAMES)}
_FIRST_HOURS = {3: 0, 4: 12}
_DAY = 5
_QUARTERS = range(8, 12)
_HALVES = range(12, 14)
_FISCAL_YEAR = 15
_UNITS = {
    0: Unit.SECOND,
    1: Unit.MINUTE,
    2: Unit.HOUR,
    _DAY: Unit.DAY,
    6: Unit.WEEK,
    7: Unit.MONTH,
    14: Unit.YEAR,
    16: Unit.DECADE,
}


def read_launch_library(net: str, precision: str | int) -> VagueDate:
    """Read `net`, an ISO 8601 date-time or day, to a *precision*, given as its id or its name.

    Quarters, halves and fiscal years are those of the calendar year of `net`. Mornings and afternoons are the
    halves of its day in UTC, as spans of hours. Raises `DateSyntaxError`.
    """
    moment = read_moment(net)
    number = _id_of(precision)
    try:
        first, last = _ends(number, moment.start)
    except ValueError as error:
        raise DateSyntaxError(f"{net}|{precision}", str(error)) from None
    if number < _DAY and moment.unit.rank > first.unit.rank:
        raise DateSyntaxError(f"{net}|{precision}", f"the date-time is not given to the {first.unit.value}")
    return VagueDate(first, last)


def read_ll2_line(line: str) -> VagueDate:
    """Read `NET|PRECISION NAME`, as in `2026-06-30T00:00:00Z|Quarter 2`; raises `DateSyntaxError`."""
    net, bar, precision = clean(line).partition("|")
    if not bar:
        raise DateSyntaxError(line, "it lacks a precision", ("2026-06-30T00:00:00Z|Month",))
    return read_launch_library(net, precision)


def to_launch_library(value: VagueDate) -> tuple[str, int, str]:
    """Return the `net`, and the id and name of the `net_precision`, that say what *value* states.

    They are exact where Launch Library has that period, else its narrowest period that holds all of it; `net`
    is then the last day of *value*, or its first moment where that is finer than a day. Signs, NET and NLT
    are lost. Raises `DateSyntaxError` for TBD and for spans that no decade holds.
    """
    if value.first is None or value.last is None:
        raise DateSyntaxError(value.text, "Launch Library has no precision for it")
    for number, name in enumerate(_NAMES):
        start = _start_of_holding(number, value.first.start, value.last.end)
        if start:
            net = start.isoformat() if number < _DAY else f"{value.last.last_day}T00:00:00"
            return f"{net}Z", number, name
    raise DateSyntaxError(value.text, "not even a decade, Launch Library's widest period, holds it")


def _start_of_holding(number: int, start: datetime, end: datetime) -> datetime | None:
    """Return where the precision *number* begins for *end*, if it holds *start* to *end*."""
    try:
        first, last = _ends(number, end)
    except ValueError:
        return None
    return first.start if first.start <= start and end <= last.end else None


def _id_of(precision: str | int) -> int:
    number = precision if isinstance(precision, int) else _IDS.get(clean(precision).lower(), -1)
    if not 0 <= number < len(_NAMES):
        raise DateSyntaxError(str(precision), "Launch Library has no such precision", ("Month", "Quarter 2"))
    return number


def _ends(number: int, net: datetime) -> tuple[Period, Period]:
    """Return the first and last period of what the precision *number* says for *net*."""
    if number not in _FIRST_HOURS:
        period = _period(number, net)
        return period, period
    hour = _FIRST_HOURS[number]
    return holding(Unit.HOUR, net.replace(hour=hour)), holding(Unit.HOUR, net.replace(hour=hour + 11))


def _period(number: int, net: datetime) -> Period:
    if number in _QUARTERS:
        return Period.quarter(net.year, number - _QUARTERS.start + 1)
    if number in _HALVES:
        return Period.half(net.year, number - _HALVES.start + 1)
    if number == _FISCAL_YEAR:
        return Period.fiscal_year(net.year)
    return holding(_UNITS[number], net)
