"""The missions of a ledger, a line each."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from timeline.dates import VagueDate
from timeline.model import LAUNCH, Announcement, Ledger, Mission
from timeline.reports.history import History, heard, histories_of
from timeline.reports.selection import EVERYTHING, Selection


class Listed(NamedTuple):
    """A mission and where it stands."""

    mission: Mission
    milestone: str
    """The milestone that it is listed with: its launch, or else the one spoken of last; empty if none."""
    current: Announcement | None
    """What holds of that milestone; None if nothing was announced."""
    announcements: int
    last_announced: VagueDate | None
    """When anything of it was announced last, as precisely as that is known."""


def listing(ledger: Ledger, *, as_of: date | None = None, selection: Selection = EVERYTHING) -> list[Listed]:
    """Return the missions of the ledger by name.

    Filters on milestones, statuses and days leave missions that have such a milestone.
    """
    found = [
        listed
        for mission in ledger.missions.values()
        if selection.has_mission(mission)
        if (listed := _listed(mission, list(histories_of(mission, ledger, as_of=as_of)), selection))
        is not None
    ]
    found.sort(key=lambda item: (item.mission.name.casefold(), item.mission.id))
    return found[: selection.limit]


def _listed(mission: Mission, known: list[History], selection: Selection) -> Listed | None:
    fitting = [
        history
        for history in known
        if selection.has_history(history) and selection.has_time(history.current.date)
    ]
    if not fitting:
        return None if known or not selection.has_any_mission else Listed(mission, "", None, 0, None)
    shown = max(fitting, key=lambda history: (history.milestone == LAUNCH, heard(history.current)))
    announcements = [item for history in known for item in history.announcements]
    last = max(announcements, key=heard)
    return Listed(mission, shown.milestone, shown.current, len(announcements), last.announced)
