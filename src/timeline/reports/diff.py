"""What changed between two days."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from timeline.model import Announcement, Ledger
from timeline.reports.history import History, histories
from timeline.reports.moves import Slip, slip_of
from timeline.reports.selection import EVERYTHING, Selection


class Change(NamedTuple):
    """A milestone of which other things were believed on two days."""

    history: History
    old: Announcement | None
    """What held on the first day; None if nothing had been announced."""
    new: Announcement
    slip: Slip
    measured: Announcement | None = None
    """The dated announcement that the slip is measured from: the last one up to the first day."""


def changes(ledger: Ledger, first: date, last: date, *, selection: Selection = EVERYTHING) -> list[Change]:
    """Return the milestones whose date or status changed after *first* and up to the end of *last*.

    In the order of their new dates. What was said of a hosted mission's host stands under the host alone.
    """
    before = {
        (history.mission.id, history.milestone): history
        for history in histories(ledger, as_of=first, shared=False)
    }
    found = []
    for history in selection.histories(histories(ledger, as_of=last, shared=False)):
        change = _change(before.get((history.mission.id, history.milestone)), history)
        if change is not None and selection.has_time(change.new.announced):
            found.append(change)
    found.sort(key=lambda change: (change.new.date.sort_key(), change.history.mission.id))
    return found[: selection.limit]


def _change(before: History | None, after: History) -> Change | None:
    new = after.current
    if before is None:
        return Change(after, None, new, slip_of(None, new))
    old = before.current
    if (old.date, old.status) == (new.date, new.status):
        return None
    # A date that was lost in between is still what the new one is measured from.
    dated = next((item for item in reversed((*before.announcements, old)) if item.period is not None), None)
    return Change(after, old, new, slip_of(dated, new), dated)
