"""A ledger read from a notation of our own, as statements."""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType
from typing import Any

from timeline.exchange.plain import LISTS, SAID, TEXTS
from timeline.exchange.untrusted import clean_text, clean_url
from timeline.model import Announcement, Mission
from timeline.reports.statements import Snapshot, Statement


def snapshot_of(missions: Iterable[Mission]) -> Snapshot:
    """Return what a ledger says: its missions by their own ids, each announcement on its own day."""
    return Snapshot(
        tuple(
            Statement(mission._replace(announcements=()), history=mission.announcements)
            for mission in missions
        )
    )


def cleaned(mission: Mission) -> Mission:
    """Return a mission with its announcements, without control characters and odd addresses."""
    texts = {key: clean_text(getattr(mission, key)) for key in ("name", *TEXTS) if key != "url"}
    lists = {key: tuple(map(clean_text, getattr(mission, key))) for key in LISTS}
    ids = MappingProxyType({clean_text(key): clean_text(value) for key, value in mission.ids.items()})
    announcements = tuple(map(_cleaned, mission.announcements))
    fields: dict[str, Any] = {**texts, **lists}
    return mission._replace(url=clean_url(mission.url), ids=ids, announcements=announcements, **fields)


def _cleaned(item: Announcement) -> Announcement:
    texts: dict[str, Any] = {key: clean_text(getattr(item, key)) for key in SAID if key != "url"}
    return item._replace(url=clean_url(item.url), **texts)
