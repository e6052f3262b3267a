"""Sizes in words that stay true on any reading of the dates: `+1 y 10 mo`, `+4 … +16 mo`, `at least 5 mo`.

A month is a calendar month: the words come from the dates themselves, not from counts of days.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

from dateutil.relativedelta import relativedelta

from timeline.dates import Unit, VagueDate
from timeline.reports.moves import MoveKind, Slip, Span, compare

_MONTHS_FROM_DAYS = 62
_YEARS_FROM_MONTHS = 60
_COUNTED_SECONDS = 4 * 24 * 3600
NOTHING = "–"
ELLIPSIS = " … "
MINUS = "−"


def size(slip: Slip | None, old: Span | None, new: Span | None) -> str:
    """Return how far it is from *old* to *new*: calendar words between two days, else a range in one unit.

    A range is rounded outwards, so that it always holds. What merely held, firmed or loosened has no size but
    that word; nothing where one of them is no period.
    """
    if slip is None or old is None or new is None:
        return NOTHING
    nested = compare(old, new)
    if nested not in (MoveKind.SLIP, MoveKind.ADVANCE):
        return str(nested.value)
    if old[0] == old[1] and new[0] == new[1]:
        return f"{_sign(new[0], old[0])}{elapsed(old[0], new[0])}"
    return _range(_Whole(old[1], new[0]), _Whole(old[0], new[1]))


def at_least(slip: Slip | None, old: Span | None, new: Span | None) -> str:
    """Return the slip, or the advance, that survives any reading; nothing where there is none."""
    if slip is None or old is None or new is None or not slip.certain:
        return NOTHING
    return f"+{elapsed(old[1], new[0])}" if new[0] > old[1] else f"{MINUS}{elapsed(new[1], old[0])}"


def elapsed(first: date, last: date) -> str:
    """Return the time between two days, in either order, in its two largest calendar units, rounded down."""
    gap = relativedelta(max(first, last), min(first, last))
    parts = [(gap.years, "y"), (gap.months, "mo"), (gap.days, "d")]
    while len(parts) > 1 and not parts[0][0]:
        parts.pop(0)
    shown = [f"{number} {unit}" for number, unit in parts[:2] if number]
    return " ".join(shown) or "0 d"


def until(min_days: int | None, max_days: int | None, today: date, stated: Span | None) -> str:
    """Return how long it is from *today* to a stated period: `in 3 … 9 mo`, `12 d ago`, `now … 5 d`."""
    if stated is None or (min_days is None and max_days is None):
        return NOTHING
    if max_days is None:
        open_since = f"possible for {elapsed(stated[0], today)}"
        return open_since if stated[0] < today else f"{_ahead(stated[0], today)} or later"
    if min_days is None:
        return f"{_ahead(stated[1], today)} at most" if max_days >= 0 else _ahead(stated[1], today)
    if max_days < 0 or min_days == max_days:
        return _ahead(stated[1], today)
    if min_days <= 0:
        return f"within {elapsed(today, stated[1])}" if max_days else "today"
    return f"in {_range(_Whole(today, stated[0]), _Whole(today, stated[1]), plus='')}"


def countdown(value: VagueDate, now: datetime) -> str:
    """Return `T−12:34:56` before and `T+00:05:00` after an hour that was announced, within four days of it.

    Where only the hour was said, so many hours: `T−12 h`. Nothing without an hour, and farther off.
    """
    if value.instant is None or value.is_span:
        return ""
    seconds = round((value.instant.replace(tzinfo=UTC) - now).total_seconds())
    if abs(seconds) >= _COUNTED_SECONDS:
        return ""
    sign = MINUS if seconds > 0 else "+"
    hours, rest = divmod(abs(seconds), 3600)
    if value.unit is Unit.HOUR:
        return f"T{sign}{hours} h"
    return f"T{sign}{hours:02}:{rest // 60:02}:{rest % 60:02}"


def move(slip: Slip | None, old: Span | None, new: Span | None) -> str:
    """Return what an announcement did, with how far it went: `slip +5 … +18 mo`, `held`, `achieved −1 d`."""
    if slip is None:
        return "after the fact"
    word = _KINDS.get(slip.kind, slip.kind.value)
    if old is None or new is None or compare(old, new) not in (MoveKind.SLIP, MoveKind.ADVANCE):
        return word
    return f"{word} {size(slip, old, new)}"


_KINDS = {MoveKind.TBD: "date withdrawn", MoveKind.ON_HOLD: "on hold"}


def count(number: int, thing: str) -> str:
    """Return a number of things: `1 move`, `2 moves`."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


def _ahead(day: date, today: date) -> str:
    if day == today:
        return "today"
    return f"in {elapsed(today, day)}" if day > today else f"{elapsed(today, day)} ago"


def _sign(new: date, old: date) -> str:
    return "" if new == old else "+" if new > old else MINUS


class _Whole:
    """The whole days and months from one day to another, rounded down and up."""

    def __init__(self, first: date, last: date) -> None:
        gap = relativedelta(last, first)
        self.days = (last - first).days
        months = gap.years * 12 + gap.months
        self.months_down = months - (gap.days < 0)
        self.months_up = months + (gap.days > 0)


def _range(low: _Whole, high: _Whole, plus: str = "+") -> str:
    if max(abs(low.days), abs(high.days)) < _MONTHS_FROM_DAYS:
        ends, unit = (low.days, high.days), "d"
    else:
        ends, unit = (low.months_down, high.months_up), "mo"
        if max(map(abs, ends)) >= _YEARS_FROM_MONTHS:
            ends, unit = (ends[0] // 12, -(-ends[1] // 12)), "y"
    shown = [signed_number(end, plus) for end in dict.fromkeys(ends)]
    return f"{ELLIPSIS.join(shown)} {unit}"


def signed_number(number: int, plus: str = "+") -> str:
    """Return a number with its sign: `+12`, `−3`, `0`."""
    return f"{plus}{number}" if number > 0 else f"{MINUS}{-number}" if number else "0"
