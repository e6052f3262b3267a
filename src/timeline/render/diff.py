"""What changed between two days, as records and as a table."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.render import words
from timeline.render.looks import date_cell, of_slip, said_cell, source_cell
from timeline.render.records import Record, milestone_keys, slip_record, statement_record
from timeline.render.table import Cell, Column, Table
from timeline.reports.diff import Change

_COLUMNS = (
    Column("mission", shrinks_to=18),
    Column("milestone", shrinks_to=9, missed=3),
    Column("before"),
    Column("after"),
    Column("change"),
    Column("at least", missed=4),
    Column("said on", missed=2),
    Column("source", shrinks_to=8, missed=1),
)


def record(change: Change) -> Record:
    """Return the shape of one change."""
    return {
        **milestone_keys(change.history),
        "from": statement_record(change.old),
        "to": statement_record(change.new),
        "slip": slip_record(change.slip),
    }


def table(found: Sequence[Change]) -> Table:
    """Return the table of changes."""
    return Table(_COLUMNS, [_row(change) for change in found], "", "Nothing changed between the two days.")


def _row(change: Change) -> tuple[Cell, ...]:
    old = None if change.measured is None else change.measured.period
    new = change.new.period
    look = of_slip(change.slip)
    return (
        Cell(change.history.mission.name, "name"),
        Cell(change.history.milestone),
        date_cell(change.old),
        date_cell(change.new),
        Cell("new" if change.old is None else words.move(change.slip, old, new), look),
        Cell(words.at_least(change.slip, old, new), look),
        said_cell(change.new),
        source_cell(change.new),
    )
