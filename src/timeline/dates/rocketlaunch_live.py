"""Dates as in RocketLaunch.Live: a time `t0` or `win_open`, or an estimate `est_date`.

Source: https://www.rocketlaunch.live/api (version 1), and answers of 2023.
"""

from __future__ import annotations

from timeline.dates.canonical import calendar_day
from timeline.dates.errors import DateSyntaxError
from timeline.dates.holding import read_moment
from timeline.dates.period import Period
from timeline.dates.vague import TBD, VagueDate

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

_PARTS = ("year", "quarter", "month", "day")


def read_rocketlaunch_live(launch: Mapping[str, object]) -> VagueDate:
    """Read the date of a launch: its `t0`, else the opening of its window, else its `est_date`.

    Times are UTC, mostly to the minute. Raises `DateSyntaxError`.
    """
    for name in ("t0", "win_open"):
        time = launch.get(name)
        if time is not None:
            return VagueDate(read_moment(str(time)))
    est_date = launch.get("est_date")
    return read_est_date(est_date) if isinstance(est_date, dict) else TBD


def read_est_date(est_date: Mapping[str, object]) -> VagueDate:
    """Read the numbers year, quarter, month and day, each of them None where it is not known.

    Nothing known is TBD. Raises `DateSyntaxError`.
    """
    parts = [est_date.get(name) for name in _PARTS]
    try:
        return _read(parts)
    except ValueError as error:
        raise DateSyntaxError(f"est_date {parts}", str(error)) from None


def _read(parts: list[object]) -> VagueDate:
    match parts:
        case None, None, None, None:
            return TBD
        case int(year), None, None, None:
            return VagueDate(Period.year(year))
        case int(year), int(quarter), None, None:
            return VagueDate(Period.quarter(year, quarter))
        case int(year), None, int(month), None:
            return VagueDate(Period.month(year, month))
        case int(year), None, int(month), int(day):
            return VagueDate(Period.day(calendar_day(year, month, day)))
        case _:
            raise ValueError("it takes a year, and with it a quarter, a month, or a month and a day")
