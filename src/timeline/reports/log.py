"""What was announced, newest first."""

from __future__ import annotations

from datetime import date

from timeline.model import Ledger
from timeline.reports.history import heard, histories
from timeline.reports.moves import Move, moves
from timeline.reports.selection import EVERYTHING, Selection


def log(ledger: Ledger, *, as_of: date | None = None, selection: Selection = EVERYTHING) -> list[Move]:
    """Return every announcement with the move that it made, the newest first.

    What was said of a hosted mission's host stands under the host alone.
    """
    found = [
        move
        for history in selection.histories(histories(ledger, as_of=as_of, shared=False))
        for move in moves(history)
        if selection.has_time(move.new.announced)
    ]
    found.reverse()
    found.sort(key=lambda move: heard(move.new), reverse=True)
    return found[: selection.limit]
