"""What a new announcement would do to a ledger."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from timeline.model import UNPLACED, Announcement, Ledger, Mission
from timeline.reports.checks import STRICT, statement
from timeline.reports.history import histories_of
from timeline.reports.moves import Move, moves

_REMARKED = ("TL102", "TL103", "TL104", "TL105", "TL106", "TL112")


def grown(mission: Mission, item: Announcement) -> Mission:
    """Return *mission* as it would be with a new announcement, which is its last."""
    placed = item._replace(mission_id=mission.id, position=len(mission.announcements), origin=UNPLACED)
    return mission._replace(announcements=(*mission.announcements, placed))


def move_made(ledger: Ledger, mission: Mission, item: Announcement) -> Move:
    """Return the move that a new announcement of *mission* would make."""
    after = grown(mission, item)
    new = after.announcements[-1]
    with_it = Ledger({item.id: item for item in (after, *ledger.hosts_of(mission))})
    found = (
        move
        for history in histories_of(after, with_it)
        if history.milestone == new.milestone
        for move in moves(history)
        if move.new is new
    )
    return next(found)


def duplicate_of(mission: Mission, item: Announcement) -> Announcement | None:
    """Return the announcement of *mission* that says the same: of what, when, what, and who said so."""
    wanted = statement(item)
    return next((known for known in mission.announcements if statement(known) == wanted), None)


def remarks(mission: Mission, item: Announcement, *, today: date) -> Iterator[str]:
    """Yield what a strict reader would say of a new announcement."""
    after = grown(mission, item)
    place = after.announcements[-1].place
    alone = Ledger({mission.id: after})
    for code in _REMARKED:
        for problem in STRICT[code](alone, today):
            if problem.place == place:
                yield f"{problem.code} {problem.message}"
