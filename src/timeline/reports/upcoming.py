"""What comes next, what is overdue and what nobody has confirmed for long."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from timeline.model import Announcement, Ledger, Status
from timeline.reports.history import History, heard, histories
from timeline.reports.moves import Slip, total
from timeline.reports.selection import EVERYTHING, Selection

STALE_AFTER = timedelta(days=365)
_TO_COME = (Status.PLANNED, Status.ON_HOLD)


class Upcoming(NamedTuple):
    """A milestone that has not happened yet."""

    history: History
    current: Announcement
    overdue: bool
    """Its last possible day is past."""
    stale: bool
    """Nothing was announced of it for too long."""
    min_days_until: int | None
    """Days to the first possible day; None where open or unknown, negative where past."""
    max_days_until: int | None
    """Days to the last possible day; None where open or unknown."""
    total: Slip | None
    """How far it has moved from its baseline."""


def upcoming(
    ledger: Ledger,
    *,
    today: date,
    as_of: date | None = None,
    selection: Selection = EVERYTHING,
    within: timedelta | None = None,
    stale_after: timedelta = STALE_AFTER,
) -> list[Upcoming]:
    """Return the milestones to come, soonest first, the overdue ones after them.

    *within* keeps those that may happen by then. Soonest goes by the last possible day of what was stated:
    "NET 3 May" stands at 3 May, and what has no date comes last.
    """
    found = [
        look_ahead(history, today=today, stale_after=stale_after)
        for history in selection.histories(histories(ledger, as_of=as_of))
        if is_to_come(history)
    ]
    kept = [item for item in found if selection.has_time(item.current.date) and _may_be_within(item, within)]
    kept.sort(key=_soonest)
    return kept[: selection.limit]


def is_to_come(history: History) -> bool:
    """Tell whether a milestone is still planned or on hold."""
    return history.current.status in _TO_COME


def look_ahead(history: History, *, today: date, stale_after: timedelta = STALE_AFTER) -> Upcoming:
    """Return how a milestone that has not happened yet looks from *today*."""
    current = history.current
    earliest, latest = (
        (None, None) if current.period is None else (current.date.earliest, current.date.latest)
    )
    return Upcoming(
        history,
        current,
        overdue=current.status is Status.PLANNED and latest is not None and latest < today,
        stale=current.status is Status.PLANNED and today - heard(current) > stale_after,
        min_days_until=None if earliest is None else (earliest - today).days,
        max_days_until=None if latest is None else (latest - today).days,
        total=total(history, history.baseline),
    )


def without_twins(items: list[Upcoming]) -> list[Upcoming]:
    """Return *items* without the milestones that a hosted mission shares with a host that is among them."""
    own = {(item.history.mission.id, item.history.milestone) for item in items}
    return [
        item
        for item in items
        if item.history.host is None or (item.history.host.id, item.history.milestone) not in own
    ]


def _may_be_within(item: Upcoming, within: timedelta | None) -> bool:
    if within is None:
        return True
    return item.current.period is not None and (item.min_days_until or 0) <= within.days


def _soonest(item: Upcoming) -> tuple[object, ...]:
    return (item.overdue, *soonest_key(item.history))


def soonest_key(history: History) -> tuple[object, ...]:
    """Return what sorts milestones to come, those that are overdue and those that are not alike."""
    current = history.current
    return (current.period is None, *current.date.sort_key(), history.mission.id)
