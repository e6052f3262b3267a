"""The first look, as records and as tables."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from timeline.render import log, upcoming
from timeline.render.records import Record
from timeline.render.table import Table
from timeline.reports.overview import LATELY, Overview


def records(found: Overview) -> Iterator[Record]:
    """Yield the items of the three lists; `section` says which list an item is of."""
    yield from ({"section": "next", **upcoming.record(item)} for item in found.next)
    yield from ({"section": "moved", **log.record(move)} for move in found.moved)
    yield from ({"section": "attention", **upcoming.record(item)} for item in found.attention)


def tables(found: Overview, today: date, now: datetime | None = None) -> list[Table]:
    """Return the three lists; each says how to see the rest of it."""
    lately = log.table(
        found.moved, f"Moved in the last {LATELY.days} days", _more(found.more_moved, "timeline log")
    )
    return [
        upcoming.upcoming_table(found.next, today, "Next", _more(found.more_next, "timeline next"), now),
        lately._replace(empty="Nothing moved."),
        upcoming.upcoming_table(
            found.attention,
            today,
            "Needs attention: overdue, or unconfirmed for a year",
            _more(found.more_attention, "timeline next"),
            now,
        )._replace(empty="Nothing does."),
    ]


def _more(number: int, command: str) -> str:
    return f"… and {number} more: {command}" if number else ""
