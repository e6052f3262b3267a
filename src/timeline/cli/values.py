"""What the values of options mean: days, durations, choices."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
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
    value = vague_date(text, option, today)
    if value.day is None:
        message = f"'{text}' is not one day; write one, as in 2020-10-02"
        raise typer.BadParameter(message, param_hint=option)
    return value.day


def period(text: str, option: str, today: date) -> tuple[date, date]:
    """Return the first and the last day of the period that *text* names; errors as `named_day`."""
    value = vague_date(text, option, today)
    if value.earliest is None or value.latest is None:
        raise typer.BadParameter(f"'{text}' has no first and last day", param_hint=option)
    return value.earliest, value.latest


def vague_date(text: str, option: str, today: date) -> VagueDate:
    """Return the date that *text* names: `today`, `yesterday`, or any date; errors as `named_day`."""
    from timeline.dates import DateSyntaxError, parse

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


def moment(text: str, option: str) -> datetime:
    """Return the moment that an ISO 8601 text names, in UTC; errors as `named_day`."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        message = f"'{text}' is no moment; write one as in 2024-06-22T06:59:30Z"
        raise typer.BadParameter(message, param_hint=option) from None
    return found.replace(tzinfo=found.tzinfo or UTC).astimezone(UTC)


def time_zone(text: str, option: str) -> Callable[[datetime], datetime]:
    """Return what turns a moment into the time of the zone *text*: `local`, or one such as `Asia/Tokyo`.

    `typer.BadParameter`, which names the *option*, for everything else.
    """
    if text.casefold() == "local":
        return datetime.astimezone
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        zone = ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        message = f"'{text}' is no time zone; write `local` or a name such as Asia/Tokyo"
        raise typer.BadParameter(message, param_hint=option) from None
    return lambda moment: moment.astimezone(zone)
