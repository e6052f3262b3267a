"""The shapes of machine-readable output: schema 1, described in docs/json.md."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from timeline.dates import VagueDate
from timeline.model import Announcement, Mission, Place
from timeline.reports.history import History
from timeline.reports.moves import Slip

SCHEMA = 1
INSTANT = "instant"
"""The one key of a vague date that only some have: those stated to the hour or finer."""

Record = Mapping[str, Any]
"""One item of a report: JSON values by key."""


def date_record(value: VagueDate) -> Record:
    """Return the shape of a vague date; `instant` is there for an hour or finer."""
    record = {
        "text": value.text,
        "earliest": iso(value.earliest),
        "latest": iso(value.latest),
        "precision": value.precision,
        "qualifiers": list(value.qualifiers),
        "edtf": value.edtf,
    }
    if value.instant is not None:
        record[INSTANT] = f"{value.instant.isoformat()}Z"
    return record


def slip_record(slip: Slip | None) -> Record | None:
    """Return the shape of a slip; sizes are null where there is no period."""
    if slip is None:
        return None
    return {
        "min_days": slip.min_days,
        "max_days": slip.max_days,
        "nominal_days": slip.nominal_days,
        "certain_days": slip.certain_days,
        "kind": slip.kind.value,
        "certain": slip.certain,
    }


def statement_record(item: Announcement | None) -> Record | None:
    """Return the short shape of an announcement: when, what, and who said so."""
    if item is None:
        return None
    return {
        "announced": date_record(item.announced),
        "date": date_record(item.date),
        "status": item.status.value,
        "source": item.source or None,
        "url": item.url or None,
    }


def announcement_record(item: Announcement) -> Record:
    """Return the whole shape of an announcement, with its place in the store."""
    return {
        "announced": date_record(item.announced),
        "date": date_record(item.date),
        "status": item.status.value,
        "source": item.source or None,
        "title": item.title or None,
        "url": item.url or None,
        "said": item.said or None,
        "reason": item.reason or None,
        "outcome": None if item.outcome is None else item.outcome.value,
        "recorded": iso(item.recorded),
        "place": place_record(item.place),
    }


def mission_record(mission: Mission) -> Record:
    """Return the shape of a mission's own fields."""
    return {
        "mission": mission.id,
        "name": mission.name,
        "aliases": list(mission.aliases),
        "agencies": list(mission.agencies),
        "partners": list(mission.partners),
        "programs": list(mission.programs),
        "payloads": list(mission.payloads),
        "tags": list(mission.tags),
        "vehicle": mission.vehicle or None,
        "site": mission.site or None,
        "summary": mission.summary or None,
        "url": mission.url or None,
        "notes": mission.notes or None,
        "host": mission.host or None,
        "ids": dict(mission.ids),
        "place": place_record(mission.place),
    }


def place_record(place: Place) -> Record:
    """Return the shape of a place in a store."""
    return {"path": place.path, "line": place.line}


def milestone_keys(history: History) -> Record:
    """Return the keys that say which milestone a record is of."""
    return {"mission": history.mission.id, "name": history.mission.name, "milestone": history.milestone}


def iso(day: date | None) -> str | None:
    """Return a day as an ISO text, None for None."""
    return None if day is None else day.isoformat()


_DATE = ("text", "earliest", "latest", "precision", "qualifiers", "edtf", INSTANT)
_STATEMENT = (
    *(f"announced.{key}" for key in _DATE),
    *(f"date.{key}" for key in _DATE),
    *("status", "source", "url"),
)
_SLIP = ("min_days", "max_days", "nominal_days", "certain_days", "kind", "certain")
NESTED: Mapping[str, Sequence[str]] = {
    "announced": _DATE,
    "date": _DATE,
    "last_announced": _DATE,
    "baseline": _STATEMENT,
    "current": _STATEMENT,
    "from": _STATEMENT,
    "to": _STATEMENT,
    "slip": _SLIP,
    "total": _SLIP,
}
"""The dotted columns of the values that records nest, by key: there is a cell for each, whatever it holds."""
NULLABLE = frozenset({"last_announced", "baseline", "current", "from", "to", "slip", "total"})
"""Those of them that may be null; the day of `timeline date`, null or not, is no record."""
