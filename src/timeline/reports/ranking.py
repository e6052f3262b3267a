"""By what reports rank the milestones of a mission, as plain numbers and texts that can be kept.

Who has them for every milestone of a ledger knows which ones a short report shows, without the ledger itself.
"""

from __future__ import annotations

from typing import NamedTuple

from timeline.model import Ledger, Mission, Status
from timeline.reports.history import History, histories_of
from timeline.reports.moves import total
from timeline.reports.slips import size_key
from timeline.reports.upcoming import is_to_come, soonest_key


class Ahead(NamedTuple):
    """A milestone to come, as `upcoming` sees it. Days are ordinals, 0 where open or unknown."""

    key: str
    """Sorts like the milestones of the report that are not overdue, and like those that are."""
    dated: bool
    earliest: int
    latest: int
    due: int
    """The last possible day, after which it is overdue; 0 if it never is."""


class Standing(NamedTuple):
    """Where a milestone stands; None for what it has no place in."""

    ahead: Ahead | None
    slip: tuple[float, float] | None
    """What `total_slips` sorts by unless told otherwise."""


def standings(mission: Mission, ledger: Ledger) -> list[Standing]:
    """Return where each milestone of *mission* stands, in the order of `histories_of`."""
    return [Standing(_ahead(history), _slip(history)) for history in histories_of(mission, ledger)]


def _ahead(history: History) -> Ahead | None:
    if not is_to_come(history):
        return None
    current = history.current
    dated = current.period is not None
    earliest = current.date.earliest if dated else None
    latest = current.date.latest if dated else None
    last = 0 if latest is None else latest.toordinal()
    return Ahead(
        _text(soonest_key(history)),
        dated,
        0 if earliest is None else earliest.toordinal(),
        last,
        last if current.status is Status.PLANNED else 0,
    )


def _text(key: tuple[object, ...]) -> str:
    """Return a text that sorts like *key*: a tab sorts before all that stands in a part of it."""
    return "\t".join(f"{part:02}" if isinstance(part, int) else str(part) for part in key)


def _slip(history: History) -> tuple[float, float] | None:
    if len(history.announcements) < 2:
        return None
    slip = total(history, history.baseline)
    return None if slip is None else size_key(slip)
