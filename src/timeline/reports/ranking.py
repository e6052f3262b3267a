"""By what reports rank the milestones of a mission, as plain numbers and texts that can be kept.

Who has them for every milestone of a ledger knows which ones a short report shows, without the ledger itself.
"""

from __future__ import annotations

from typing import NamedTuple

from timeline.model import Ledger, Mission, Status
from timeline.reports.history import History, heard, histories_of
from timeline.reports.moves import total
from timeline.reports.slips import size_key
from timeline.reports.upcoming import is_to_come, soonest_key


class Ahead(NamedTuple):
    """A milestone to come, as `upcoming` sees it. Days are ordinals, 0 where open or unknown."""

    key: str
    """Sorts like the milestones of the report that are not overdue, and like those that are."""
    dated: bool
    earliest: int
    due: int
    """The last possible day, after which it is overdue; 0 if it never is."""
    heard: int
    """When it was spoken of last: long after that it is stale; 0 if it never is."""
    milestone: str
    host: str
    """The id of the mission whose milestone this is, where a hosted one shares it."""


class Standing(NamedTuple):
    """Where a milestone stands; None for what it has no place in."""

    ahead: Ahead | None
    slip: tuple[float, float] | None
    """What `total_slips` sorts by unless told otherwise."""


def standings(mission: Mission, ledger: Ledger) -> list[Standing]:
    """Return where each milestone of *mission* stands, in the order of `histories_of`."""
    return [Standing(_ahead(history), _slip(history)) for history in histories_of(mission, ledger)]


def last_heard(mission: Mission) -> int:
    """Return the last day on which anything was announced of a mission, as an ordinal; 0 if nothing was."""
    return max(map(heard, mission.announcements)).toordinal() if mission.announcements else 0


def _ahead(history: History) -> Ahead | None:
    if not is_to_come(history):
        return None
    current = history.current
    dated = current.period is not None
    earliest = current.date.earliest if dated else None
    latest = current.date.latest if dated else None
    is_planned = current.status is Status.PLANNED
    return Ahead(
        _text(soonest_key(history)),
        dated,
        0 if earliest is None else earliest.toordinal(),
        latest.toordinal() if is_planned and latest is not None else 0,
        heard(current).toordinal() if is_planned else 0,
        history.milestone,
        "" if history.host is None else history.host.id,
    )


def _text(key: tuple[object, ...]) -> str:
    """Return a text that sorts like *key*: a tab sorts before all that stands in a part of it."""
    return "\t".join(f"{part:02}" if isinstance(part, int) else str(part) for part in key)


def _slip(history: History) -> tuple[float, float] | None:
    if len(history.announcements) < 2:
        return None
    slip = total(history, history.baseline)
    return None if slip is None else size_key(slip)
