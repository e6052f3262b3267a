"""Which period holds a moment: for the notations that name a moment and say how much of it counts."""

from __future__ import annotations

from timeline.dates.canonical import read_period
from timeline.dates.clean import clean
from timeline.dates.errors import DateSyntaxError
from timeline.dates.period import Period, Unit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

_HOLDING: dict[Unit, Callable[[datetime], Period]] = {
    Unit.SECOND: lambda moment: Period.instant(Unit.SECOND, moment),
    Unit.MINUTE: lambda moment: Period.instant(Unit.MINUTE, moment),
    Unit.HOUR: lambda moment: Period.instant(Unit.HOUR, moment),
    Unit.DAY: lambda moment: Period.day(moment.date()),
    Unit.WEEK: lambda moment: Period.week_of(moment.date()),
    Unit.MONTH: lambda moment: Period.month(moment.year, moment.month),
    Unit.QUARTER: lambda moment: Period.quarter(moment.year, (moment.month + 2) // 3),
    Unit.HALF: lambda moment: Period.half(moment.year, (moment.month + 5) // 6),
    Unit.YEAR: lambda moment: Period.year(moment.year),
    Unit.DECADE: lambda moment: Period.decade(moment.year),
}


def holding(unit: Unit, moment: datetime) -> Period:
    """Return the period of *unit*, a key of `_HOLDING`, that holds *moment* (UTC, without a zone).

    Raises `ValueError` where that period leaves the years 0001 to 9999.
    """
    return _HOLDING[unit](moment)


def read_moment(text: str) -> Period:
    """Read an ISO 8601 date-time or day: how a service writes a moment. No zone means UTC.

    Raises `DateSyntaxError` for anything else.
    """
    try:
        read = read_period(clean(text))
    except DateSyntaxError:
        raise
    except ValueError as error:
        raise DateSyntaxError(text, str(error)) from None
    if read is None or read.first is None or read.first.unit.rank > Unit.DAY.rank:
        raise DateSyntaxError(text, "it is no date-time", ("2024-06-30T00:00:00Z",))
    return read.first
