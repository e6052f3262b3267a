"""How texts are read as dates, as records and as a table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from timeline.dates import VagueDate
from timeline.render.records import Record, date_record, iso
from timeline.render.table import Cell, Column, Table
from timeline.reports.reading import Reading

_COLUMNS = (
    Column("text", shrinks_to=16),
    Column("canonical", shrinks_to=12),
    Column("first day"),
    Column("last day"),
    Column("days", right=True, missed=1),
    Column("precision", missed=4),
    Column("qualifiers", shrinks_to=8, missed=5),
    Column("EDTF", shrinks_to=10, missed=3),
    Column("certain slip from", missed=2),
)
_OPEN = "open"


def record(reading: Reading) -> Record:
    """Return the shape of one reading: a vague date's, or `error` in its place."""
    head = {"text": reading.text, "announced": iso(reading.announced)}
    if reading.value is None:
        return {**head, "error": None if reading.error is None else reading.error.advice}
    fields = dict(date_record(reading.value))
    return {**head, "canonical": fields.pop("text"), **fields}


def table(found: Sequence[Reading]) -> Table:
    """Return the table of readings; why a text was refused is not in it."""
    return Table(_COLUMNS, [_row(reading.text, reading.value) for reading in found], "", "Nothing was read.")


def _row(text: str, value: VagueDate | None) -> tuple[Cell, ...]:
    if value is None:
        return (Cell(text), Cell("refused", "cancelled"), *[Cell("")] * (len(_COLUMNS) - 2))
    stated = value.stated
    return (
        Cell(text),
        Cell(value.text, "name"),
        Cell(iso(value.earliest) or _OPEN),
        Cell(iso(value.latest) or _OPEN),
        Cell("–" if stated is None else str((stated[1] - stated[0]).days + 1)),
        Cell(value.precision),
        Cell(", ".join(value.qualifiers)),
        Cell(value.edtf),
        Cell(_slips_from(value)),
    )


def _slips_from(value: VagueDate) -> str:
    """Return the first day that would be a slip on any reading; NET and NLT change nothing about it."""
    if value.stated is None:
        return "never: no period"
    last = value.stated[1]
    return "never: the last day" if last == date.max else (last + timedelta(days=1)).isoformat()
