"""Small builders of records: dates are given as texts, everything else has a default."""

from __future__ import annotations

from datetime import date
from typing import Any

from timeline.dates import parse
from timeline.model import Announcement, Ledger, Mission, Status
from timeline.reports.history import History, histories_of


def day(text: str) -> date:
    """Return the day that an ISO text names."""
    return date.fromisoformat(text)


def span(text: str) -> tuple[date, date]:
    """Return the first and last day of what a date text states."""
    stated = parse(text).stated
    assert stated is not None, f"{text} states no period"
    return stated


def announcement(announced: str, when: str = "TBD", status: str = "planned", **fields: Any) -> Announcement:
    """Return what was said on *announced*: that it will be (or was) *when*."""
    return Announcement(parse(announced), parse(when), status=Status(status), **fields)


def mission(mission_id: str, *announcements: Announcement, **fields: Any) -> Mission:
    """Return a mission with *announcements*, in file order; its name is its id unless *fields* say more."""
    placed = (
        item._replace(mission_id=mission_id, position=position) for position, item in enumerate(announcements)
    )
    return Mission(mission_id, fields.pop("name", mission_id), announcements=tuple(placed), **fields)


def ledger(*missions: Mission) -> Ledger:
    """Return the ledger of *missions*."""
    return Ledger({item.id: item for item in missions})


def history(*announcements: Announcement) -> History:
    """Return the history of one milestone of a mission that nothing else is known of."""
    alone = mission("alone", *announcements)
    (found,) = histories_of(alone, ledger(alone))
    return found
