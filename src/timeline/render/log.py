"""Announcements across missions, as records and as a table."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.render import words
from timeline.render.looks import date_cell, of_slip, said_cell, source_cell, when_cell
from timeline.render.records import Record, announcement_record, milestone_keys, slip_record
from timeline.render.table import Cell, Column, Table
from timeline.reports.moves import Move

_COLUMNS = (
    Column("announced"),
    Column("mission", shrinks_to=18),
    Column("milestone", shrinks_to=9, missed=3),
    Column("date"),
    Column("move"),
    Column("from", missed=4),
    Column("source", shrinks_to=8, missed=1),
    Column("said", shrinks_to=8, missed=5),
)


def record(move: Move) -> Record:
    """Return the shape of one announcement with the move that it made."""
    return {
        **milestone_keys(move.history),
        **announcement_record(move.new),
        "slip": slip_record(move.slip),
    }


def table(found: Sequence[Move], title: str = "", note: str = "") -> Table:
    """Return the table of announcements."""
    return Table(_COLUMNS, [_row(move) for move in found], title, "Nothing was announced that fits.", note)


def _row(move: Move) -> tuple[Cell, ...]:
    look = of_slip(move.slip)
    old = None if move.old is None or move.slip is None else move.old.period
    return (
        said_cell(move.new),
        Cell(move.history.mission.name, "name"),
        Cell(move.history.milestone),
        date_cell(move.new),
        Cell(words.move(move.slip, old, move.new.period), look),
        Cell("") if old is None or move.old is None else when_cell(move.old.date, "held"),
        source_cell(move.new),
        Cell(move.new.said),
    )
