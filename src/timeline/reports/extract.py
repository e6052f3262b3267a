"""A part of a ledger: the missions and announcements that somebody asks for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice

from timeline.model import Ledger, Mission
from timeline.reports.history import heard, histories_of
from timeline.reports.selection import EVERYTHING, Selection


def extract(ledger: Ledger, *, as_of: date | None = None, selection: Selection = EVERYTHING) -> Ledger:
    """Return the missions that have what *selection* asks for, with what was announced by *as_of*.

    Filters on statuses and days choose missions, which keep all their announcements; a filter on milestones
    leaves out the announcements of others, too.
    """
    kept = islice(_kept(ledger, as_of, selection), selection.limit)
    return ledger._replace(missions={mission.id: mission for mission in kept})


def _kept(ledger: Ledger, as_of: date | None, selection: Selection) -> Iterator[Mission]:
    for mission in ledger.missions.values():
        if not selection.has_mission(mission):
            continue
        if not selection.has_any_mission and not _has_history(mission, ledger, as_of, selection):
            continue
        if as_of is None and not selection.milestones:
            yield mission
            continue
        own = {
            history.milestone for history in histories_of(mission, ledger) if selection.has_history(history)
        }
        announcements = tuple(
            item
            for item in mission.announcements
            if (as_of is None or heard(item) <= as_of) and (not selection.milestones or item.milestone in own)
        )
        yield mission._replace(announcements=announcements)


def _has_history(mission: Mission, ledger: Ledger, as_of: date | None, selection: Selection) -> bool:
    return any(
        selection.has_history(history) and selection.has_time(history.current.date)
        for history in histories_of(mission, ledger, as_of=as_of)
    )
