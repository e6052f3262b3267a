"""The missions of a ledger, as records and as a table."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.render.looks import date_cell
from timeline.render.records import Record, date_record, mission_record, statement_record
from timeline.render.table import Cell, Column, Table
from timeline.reports.listing import Listed

_COLUMNS = (
    Column("id", shrinks_to=16),
    Column("mission", shrinks_to=18),
    Column("agencies", shrinks_to=6, missed=2),
    Column("vehicle", shrinks_to=6, missed=3),
    Column("milestone", shrinks_to=7, missed=1),
    Column("date"),
    Column("said", right=True, missed=4),
    Column("last on", missed=5),
)


def record(item: Listed) -> Record:
    """Return the shape of one mission of a list."""
    return {
        **mission_record(item.mission),
        "milestone": item.milestone or None,
        "current": statement_record(item.current),
        "announcements": item.announcements,
        "last_announced": None if item.last_announced is None else date_record(item.last_announced),
    }


def table(items: Sequence[Listed]) -> Table:
    """Return the table of missions."""
    return Table(_COLUMNS, [_row(item) for item in items], "", "No mission fits.")


def _row(item: Listed) -> tuple[Cell, ...]:
    mission = item.mission
    return (
        Cell(mission.id),
        Cell(mission.name, "name", mission.url),
        Cell(", ".join(mission.agencies)),
        Cell(mission.vehicle),
        Cell(item.milestone),
        date_cell(item.current),
        Cell(str(item.announcements)),
        Cell("" if item.last_announced is None else item.last_announced.text),
    )
