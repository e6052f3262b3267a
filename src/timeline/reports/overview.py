"""The first look: what is next, what moved lately, what needs attention."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from timeline.model import Ledger
from timeline.reports.history import heard
from timeline.reports.log import log
from timeline.reports.moves import Move, MoveKind
from timeline.reports.selection import EVERYTHING, Selection
from timeline.reports.upcoming import Upcoming, upcoming, without_twins

LATELY = timedelta(days=90)
SHOWN = 6
"""How long each list is, unless told otherwise."""
_NOT_MOVED = (MoveKind.FIRST, MoveKind.HELD)


class Overview(NamedTuple):
    """Three short lists, and how much each leaves out."""

    next: list[Upcoming]
    moved: list[Move]
    attention: list[Upcoming]
    """Overdue milestones, the latest first, then those that nobody has confirmed for long."""
    more_next: int
    more_moved: int
    more_attention: int


def overview(
    ledger: Ledger, *, today: date, as_of: date | None = None, selection: Selection = EVERYTHING
) -> Overview:
    """Return the first look at a ledger; a limit in *selection* is the length of each list."""
    shown = selection.limit or SHOWN
    every = selection._replace(limit=None)
    to_come = without_twins(upcoming(ledger, today=today, as_of=as_of, selection=every))
    ahead = [item for item in to_come if not item.overdue and not item.stale]
    attention = [item for item in reversed(to_come) if item.overdue]
    attention += [item for item in to_come if item.stale and not item.overdue]
    moved = [move for move in log(ledger, as_of=as_of, selection=every) if _moved_lately(move, today)]
    return Overview(
        ahead[:shown],
        moved[:shown],
        attention[:shown],
        *(max(0, len(found) - shown) for found in (ahead, moved, attention)),
    )


def _moved_lately(move: Move, today: date) -> bool:
    if move.slip is None or move.slip.kind in _NOT_MOVED:
        return False
    return timedelta(0) <= today - heard(move.new) <= LATELY
