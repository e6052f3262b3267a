"""Who slipped most, as records and as tables."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.render import words
from timeline.render.looks import date_cell, folded, of_slip, said_cell, source_cell, when_cell
from timeline.render.records import Record, milestone_keys, slip_record, statement_record
from timeline.render.table import Cell, Column, Table
from timeline.reports.moves import Move, MoveKind
from timeline.reports.slips import TotalSlip

_TOTALS = (
    Column("mission", shrinks_to=18),
    Column("milestone", shrinks_to=9, missed=3),
    Column("at least"),
    Column("slip", missed=1),
    Column("from"),
    Column("said on", missed=4),
    Column("to"),
    Column("moves", right=True, missed=5),
    Column("d/year", right=True, missed=6),
    Column("source", shrinks_to=8, missed=7),
)
_MOVES = (
    Column("announced"),
    Column("mission", shrinks_to=18),
    Column("milestone", shrinks_to=9, missed=3),
    Column("move"),
    Column("at least", missed=4),
    Column("from"),
    Column("to"),
    Column("source", shrinks_to=8, missed=5),
    Column("reason", shrinks_to=8, missed=6),
)


def total_record(item: TotalSlip) -> Record:
    """Return the shape of a total slip."""
    return {
        **milestone_keys(item.history),
        "baseline": statement_record(item.baseline),
        "current": statement_record(item.current),
        "total": slip_record(item.total),
        "moved": item.moved,
        "moves": {kind.value: item.kinds[kind] for kind in MoveKind},
        "slip_per_year": item.slip_per_year,
    }


def move_record(move: Move) -> Record:
    """Return the shape of a single move."""
    return {
        **milestone_keys(move.history),
        "from": statement_record(move.old),
        "to": statement_record(move.new),
        "slip": slip_record(move.slip),
    }


def totals_table(items: Sequence[TotalSlip]) -> Table:
    """Return the table of total slips; each stands beside the date that it is counted from."""
    return Table(
        _TOTALS, [_total_row(item, name) for item, name in folded(items)], "", "Nothing has moved that fits."
    )


def moves_table(found: Sequence[Move]) -> Table:
    """Return the table of single moves."""
    return Table(_MOVES, [_move_row(move) for move in found], "", "Nothing has moved that fits.")


def _total_row(item: TotalSlip, name: str) -> tuple[Cell, ...]:
    old, new = item.baseline.period, item.current.period
    look = of_slip(item.total)
    rate = item.slip_per_year
    return (
        Cell(name, "name"),
        Cell(item.history.milestone),
        Cell(words.at_least(item.total, old, new), look),
        Cell(words.size(item.total, old, new), look),
        when_cell(item.baseline.date),
        said_cell(item.baseline, "held"),
        date_cell(item.current),
        Cell(str(item.moved)),
        Cell(words.NOTHING if rate is None else words.signed_number(round(rate))),
        source_cell(item.current),
    )


def _move_row(move: Move) -> tuple[Cell, ...]:
    old = None if move.old is None else move.old.period
    new = move.new.period
    look = of_slip(move.slip)
    return (
        said_cell(move.new),
        Cell(move.history.mission.name, "name"),
        Cell(move.history.milestone),
        Cell(words.move(move.slip, old, new), look),
        Cell(words.at_least(move.slip, old, new), look),
        Cell("") if move.old is None else when_cell(move.old.date),
        date_cell(move.new),
        source_cell(move.new),
        Cell(move.new.reason),
    )
