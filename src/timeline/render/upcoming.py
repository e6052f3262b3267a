"""What comes next, as records and as tables."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from timeline.render import words
from timeline.render.looks import date_cell, folded, of_slip, said_cell, source_cell, when_cell
from timeline.render.records import Record, date_record, milestone_keys, slip_record
from timeline.render.table import Cell, Column, Table
from timeline.reports.upcoming import Upcoming

_COLUMNS = (
    Column("when"),
    Column("in", missed=5),
    Column("mission", shrinks_to=20),
    Column("milestone", shrinks_to=9),
    Column("slip", missed=1),
    Column("from", shrinks_to=11, missed=1),
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
    """Return what comes, and apart from it what nobody has confirmed for long and what should have come.

    With *now*, launches that are close count down.
    """
    apart = (
        ("Next", [item for item in items if not item.overdue and not item.stale]),
        ("Unconfirmed for a year", [item for item in items if item.stale and not item.overdue]),
        ("Overdue: the date is past, and nobody has said more", [item for item in items if item.overdue]),
    )
    found = [upcoming_table(group, today, title, now=now) for title, group in apart if group]
    return found or [upcoming_table((), today, "Next")]


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
    slip, since = _slip(item)
    return (
        date_cell(current),
        Cell(until, "overdue" if item.overdue else ""),
        Cell(name, "name"),
        Cell(history.milestone),
        slip,
        since,
        said_cell(current, "stale" if item.stale else ""),
        source_cell(current),
    )


def _slip(item: Upcoming) -> tuple[Cell, Cell]:
    """Return how far it has moved, and the date that this is counted from."""
    baseline = item.history.baseline
    if baseline is None or baseline is item.current or item.current.period is None:
        return Cell(words.NOTHING, "held"), Cell("")
    size = words.size(item.total, baseline.period, item.current.period)
    return Cell(size, of_slip(item.total)), when_cell(baseline.date, "held")
