"""What comes next, as records and as tables."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from timeline.render import words
from timeline.render.looks import date_cell, folded, of_slip, source_cell
from timeline.render.records import Record, date_record, milestone_keys, slip_record
from timeline.render.table import Cell, Column, Table
from timeline.reports.upcoming import Upcoming

_COLUMNS = (
    Column("when", shrinks_to=16),
    Column("in", missed=5),
    Column("mission", shrinks_to=20),
    Column("milestone", shrinks_to=10),
    Column("slip", missed=2),
    Column("said on", missed=4),
    Column("source", shrinks_to=8, missed=3),
)


def record(item: Upcoming) -> Record:
    """Return the shape of one upcoming milestone."""
    current = item.current
    return {
        **milestone_keys(item.history),
        "date": date_record(current.date),
        "status": current.status.value,
        "overdue": item.overdue,
        "stale": item.stale,
        "days_until": {"min": item.min_days_until, "max": item.max_days_until},
        "announced": date_record(current.announced),
        "source": current.source or None,
        "url": current.url or None,
        "host": None if item.history.host is None else item.history.host.id,
        "total": slip_record(item.total),
    }


def tables(items: Sequence[Upcoming], today: date, now: datetime | None = None) -> list[Table]:
    """Return what comes, and apart from it what should have come; with *now*, close ones count down."""
    ahead = [item for item in items if not item.overdue]
    overdue = [item for item in items if item.overdue]
    found = [upcoming_table(ahead, today, "Next", now=now)] if ahead or not overdue else []
    if overdue:
        found.append(
            upcoming_table(overdue, today, "Overdue: the date is past, and nobody has said more", now=now)
        )
    return found


def upcoming_table(
    items: Sequence[Upcoming], today: date, title: str, note: str = "", now: datetime | None = None
) -> Table:
    """Return one table of milestones that have not happened yet."""
    rows = [_row(item, names, today, now) for item, names in folded(items)]
    return Table(_COLUMNS, rows, title, "Nothing is announced that fits.", note)


def _row(item: Upcoming, name: str, today: date, now: datetime | None) -> tuple[Cell, ...]:
    history, current = item.history, item.current
    stated = current.period
    until = words.until(item.min_days_until, item.max_days_until, today, stated)
    if now is not None and current.date.instant is not None:
        until = words.countdown(current.date, now) or until
    slip, look = _slip(item)
    return (
        date_cell(current),
        Cell(until, "overdue" if item.overdue else ""),
        Cell(name, "name"),
        Cell(history.milestone),
        Cell(slip, look),
        Cell(current.announced.text, "stale" if item.stale else ""),
        source_cell(current),
    )


def _slip(item: Upcoming) -> tuple[str, str]:
    """Return how far it has moved, always with the date that this is counted from; and the look of it."""
    baseline = item.history.baseline
    if baseline is None or baseline is item.current or item.total is None:
        return words.NOTHING, "held"
    size = words.size(item.total, baseline.period, item.current.period)
    return (size if size == words.NOTHING else f"{size} from {baseline.date}"), of_slip(item.total)
