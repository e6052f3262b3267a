"""How far the date of a milestone moved from one announcement to another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from enum import Enum
from typing import NamedTuple

from timeline.model import Announcement, Status
from timeline.reports.history import History

Span = tuple[date, date]
"""First and last day of a stated period."""


class MoveKind(Enum):
    """What an announcement does to the date before it."""

    FIRST = "first"
    HELD = "held"
    FIRMED = "firmed"
    LOOSENED = "loosened"
    SLIP = "slip"
    ADVANCE = "advance"
    TBD = "tbd"
    """The date was taken back and no other one given."""
    ON_HOLD = "on-hold"
    CANCELLED = "cancelled"
    ACHIEVED = "achieved"


class Slip(NamedTuple):
    """How far a move goes, in whole days; later is positive. Sizes are None where there is no period."""

    kind: MoveKind
    min_days: int | None = None
    """From the last day of the old period to the first day of the new one."""
    max_days: int | None = None
    """From the first day of the old period to the last day of the new one."""

    @property
    def nominal_days(self) -> float | None:
        """The middle of the range, which is the distance of the two midpoints."""
        if self.min_days is None or self.max_days is None:
            return None
        return (self.min_days + self.max_days) / 2

    @property
    def certain_days(self) -> int | None:
        """The slip that survives any reading of the words: 0 unless the new period lies after the old one."""
        return None if self.min_days is None else max(0, self.min_days)

    @property
    def certain(self) -> bool:
        """Tell whether it moved on any reading of the words."""
        if self.min_days is None or self.max_days is None:
            return False
        return self.min_days > 0 or self.max_days < 0


class Move(NamedTuple):
    """One announcement and what it did to the date before it."""

    history: History
    old: Announcement | None
    """The dated announcement that it is measured from; None if there was none."""
    new: Announcement
    slip: Slip | None
    """None for what was announced after the milestone was achieved: the history had ended."""


def compare(old: Span, new: Span) -> MoveKind:
    """Return how the period *new* lies to the period *old*: held, firmed, loosened, slip or advance."""
    if new == old:
        return MoveKind.HELD
    if new[0] >= old[0] and new[1] <= old[1]:
        return MoveKind.FIRMED
    if new[0] <= old[0] and new[1] >= old[1]:
        return MoveKind.LOOSENED
    return MoveKind.SLIP if new[0] > old[0] else MoveKind.ADVANCE


def slip_between(old: Announcement, new: Announcement) -> Slip:
    """Return the slip from *old*, which must be dated, to *new*; its kind is that of the periods.

    Where *new* has no period the kind says why and the sizes are None.
    """
    then, now = old.period, new.period
    if then is None or now is None:
        return Slip(_WITHOUT_PERIOD[new.status])
    return _measured(compare(then, now), then, now)


def slip_of(dated: Announcement | None, item: Announcement) -> Slip:
    """Return what *item* does to the date announced last before it, if any; its kind goes by its status."""
    if item.status is Status.ACHIEVED:
        if dated is None or dated.period is None or item.period is None:
            return Slip(MoveKind.ACHIEVED)
        return _measured(MoveKind.ACHIEVED, dated.period, item.period)
    if dated is None and item.status is Status.PLANNED:
        return Slip(MoveKind.FIRST)
    return Slip(_WITHOUT_PERIOD[item.status]) if dated is None else slip_between(dated, item)


def moves(history: History) -> tuple[Move, ...]:
    """Return one move for each announcement of *history*, oldest first.

    Each is measured from the last dated announcement before it, so that TBD and holds in between don't hide
    how far the date went.
    """
    found: list[Move] = []
    dated: Announcement | None = None
    achieved = False
    for item in history.announcements:
        over = achieved and item.status is not Status.ACHIEVED
        found.append(Move(history, dated, item, None if over else slip_of(dated, item)))
        if item.period is not None and not over:
            dated = item
        achieved = achieved or item.status is Status.ACHIEVED
    return tuple(found)


def has_moved(move: Move) -> bool:
    """Tell whether the date really went elsewhere: a slip or an advance, planned or achieved."""
    if move.old is None or move.slip is None or move.old.period is None or move.new.period is None:
        return False
    if move.old.status is Status.ACHIEVED:
        return False  # sources that differ over the day on which it happened
    return compare(move.old.period, move.new.period) in (MoveKind.SLIP, MoveKind.ADVANCE)


def count_kinds(made: Iterable[Move]) -> Counter[MoveKind]:
    """Return how many moves of each kind there are."""
    return Counter(move.slip.kind for move in made if move.slip is not None)


def total(history: History, baseline: Announcement | None) -> Slip | None:
    """Return the slip from *baseline* to what holds now; None without a baseline.

    It is computed from these two alone: ranges of moves don't add up.
    """
    return None if baseline is None else slip_between(baseline, history.current)


_WITHOUT_PERIOD = {
    Status.PLANNED: MoveKind.TBD,
    Status.ON_HOLD: MoveKind.ON_HOLD,
    Status.CANCELLED: MoveKind.CANCELLED,
    Status.ACHIEVED: MoveKind.ACHIEVED,
}


def _measured(kind: MoveKind, old: Span, new: Span) -> Slip:
    return Slip(kind, (new[0] - old[1]).days, (new[1] - old[0]).days)
