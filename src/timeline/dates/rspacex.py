"""Dates as in the r/SpaceX API: the first moment `date_utc` of a period, and its `date_precision`.

Source: https://github.com/r-spacex/SpaceX-API/blob/master/docs/launches/v5/schema.md; answers of 2023.
"""

from __future__ import annotations

from timeline.dates.errors import DateSyntaxError
from timeline.dates.holding import holding, read_moment
from timeline.dates.period import Unit
from timeline.dates.vague import VagueDate

_UNITS = {unit.value: unit for unit in (Unit.HOUR, Unit.DAY, Unit.MONTH, Unit.QUARTER, Unit.HALF, Unit.YEAR)}


def read_rspacex(date_utc: str, date_precision: str) -> VagueDate:
    """Read `date_utc`, an ISO 8601 date-time, to a precision: half, quarter, year, month, day or hour.

    The date is the period that holds `date_utc`: that of an hour, too, although launches that have flown
    carry their minute there. Raises `DateSyntaxError`.
    """
    moment = read_moment(date_utc)
    unit = _UNITS.get(date_precision)
    if unit is None:
        raise DateSyntaxError(date_precision, "r/SpaceX has no such precision", tuple(_UNITS))
    if moment.unit.rank > unit.rank:
        raise DateSyntaxError(date_utc, f"the date-time is not given to the {unit.value}")
    return VagueDate(holding(unit, moment.start))
