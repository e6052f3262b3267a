"""Everything that is known of a mission."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from timeline.model import Ledger, Mission, Status
from timeline.reports.history import History, histories_of
from timeline.reports.moves import Move, Slip, moves, total
from timeline.reports.upcoming import Upcoming, look_ahead


class MilestoneCard(NamedTuple):
    """One milestone: what was announced of it and how far it moved."""

    history: History
    moves: tuple[Move, ...]
    total: Slip | None
    upcoming: Upcoming | None
    """How it looks from today; None once it has happened or was cancelled."""


class Card(NamedTuple):
    """A mission, its milestones, and its relations."""

    mission: Mission
    host: Mission | None
    hosted: tuple[Mission, ...]
    milestones: tuple[MilestoneCard, ...]


def card(ledger: Ledger, mission: Mission, *, today: date, as_of: date | None = None) -> Card:
    """Return what was known of *mission* at the end of the day *as_of*, seen from *today*."""
    milestones = tuple(_milestone(history, today) for history in histories_of(mission, ledger, as_of=as_of))
    hosted = tuple(
        other for other in ledger.missions.values() if other.host == mission.id and other is not mission
    )
    return Card(mission, next(ledger.hosts_of(mission), None), hosted, milestones)


def _milestone(history: History, today: date) -> MilestoneCard:
    over = history.current.status in (Status.ACHIEVED, Status.CANCELLED)
    ahead = None if over else look_ahead(history, today=today)
    return MilestoneCard(history, moves(history), total(history, history.baseline), ahead)
