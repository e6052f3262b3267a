"""What the values of options mean: days, durations, choices."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from timeline.dates import VagueDate

_DURATION = re.compile(r"(\d{1,5})\s*(d|w|mo|m|y)?", re.ASCII | re.IGNORECASE)
_DAYS = {"d": 1, "w": 7, "mo": 30, "m": 30, "y": 365}


def named_day(text: str, option: str, today: date) -> date:
    """Return the one day that *text* names: `today`, `yesterday`, or any date that is a day.

    `typer.BadParameter`, which names the *option*, for everything else.
    """
    value = _read(text, option, today)
    if value.day is None:
        message = f"'{text}' is not one day; write one, as in 2020-10-02"
        raise typer.BadParameter(message, param_hint=option)
    return value.day


def period(text: str, option: str, today: date) -> tuple[date, date]:
    """Return the first and the last day of the period that *text* names; errors as `named_day`."""
    value = _read(text, option, today)
    if value.earliest is None or value.latest is None:
        raise typer.BadParameter(f"'{text}' has no first and last day", param_hint=option)
    return value.earliest, value.latest


def _read(text: str, option: str, today: date) -> VagueDate:
    from timeline.dates import DateSyntaxError, parse
    from timeline.dates.canonical import from_day

    days = {"today": today, "yesterday": today - timedelta(days=1)}
    if text.strip().casefold() in days:
        return from_day(days[text.strip().casefold()])
    try:
        return parse(text, announced=today)
    except DateSyntaxError as error:
        raise typer.BadParameter(str(error), param_hint=option) from None


def duration(text: str | None, option: str) -> timedelta | None:
    """Return a length of time: `90d`, `12w`, `6mo` (30 days each), `2y` (365 days each), `90` (days).

    `typer.BadParameter`, which names the *option*, for everything else.
    """
    if text is None:
        return None
    found = _DURATION.fullmatch(text.strip())
    if found is None:
        message = f"'{text}' is no length of time; write one as in 90d, 12w, 6mo or 2y"
        raise typer.BadParameter(message, param_hint=option)
    return timedelta(days=int(found[1]) * _DAYS[(found[2] or "d").lower()])
