"""Missions as rows on one time axis: where a date was first, where it is now, and the slip between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from timeline.model import LAUNCH, Status
from timeline.render import words
from timeline.render.axis import Axis
from timeline.render.canvas import Canvas, Line, ascii_words
from timeline.render.chart import key_lines
from timeline.render.looks import folded, of_slip, of_status
from timeline.render.safe import visible
from timeline.render.table import Cell
from timeline.reports.moves import Span
from timeline.reports.slips import TotalSlip

_NAME = 30
_SIZE_FROM = 76
"""The width from which there is room for the slip in words."""
_GAP = 2
_LABEL = 10


class Signs(NamedTuple):
    """What the picture is drawn with."""

    first: str = "░"
    now: str = "█"
    between: str = "─"
    today: str = "│"
    achieved: str = "✓"
    cancelled: str = "✗"
    ellipsis: str = "…"


ASCII = Signs(".", "#", "-", "|", "*", "x", "~")


class Row(NamedTuple):
    """What one row shows."""

    name: str
    milestone: str
    """Empty for a launch."""
    item: TotalSlip
    first: Span
    now: Span | None
    """None where it is cancelled, on hold or without a date."""

    @property
    def label(self) -> str:
        """The name, and the milestone where it is no launch."""
        return f"{self.name}, {self.milestone}" if self.milestone else self.name


def rows_of(items: Sequence[TotalSlip]) -> list[Row]:
    """Return the rows; a hosted mission goes with its host, and a milestone other than a launch is named."""
    found = []
    for item, name in folded(items):
        first = item.baseline.period
        if first is not None:
            milestone = item.history.milestone
            shown = "" if milestone == LAUNCH else milestone.replace("-", " ")
            found.append(Row(visible(name), visible(shown), item, first, item.current.period))
    return found


def axis_of(rows: Sequence[Row], today: date, margin: float = 0.02) -> Axis:
    """Return a time axis that holds every row and today."""
    spans = [span for row in rows for span in (row.first, row.now) if span is not None]
    first = min([today, *(span[0] for span in spans)])
    return Axis.over(first, max([today, *(span[1] for span in spans)]), margin)


def size_of(row: Row) -> str:
    """Return in words how far a date went from the first one, or why it has gone."""
    if row.now is None:
        status = row.item.current.status
        return "no date" if status is Status.PLANNED else status.value.replace("-", " ")
    return words.size(row.item.total, row.first, row.now)


def lines(
    items: Sequence[TotalSlip], *, today: date, as_of: date, width: int, signs: Signs | None = None
) -> Iterator[Line]:
    """Yield the picture, *width* cells wide at most, and what its signs mean."""
    rows, signs = rows_of(items), signs or Signs()
    yield [Cell(f"First and present dates, as of {as_of}", "heading")]
    if not rows:
        yield [Cell("Nothing has moved that fits.", "held")]
        return
    yield from _Drawing(rows, today, width, signs).draw()
    yield from key_lines(_keys(rows, signs), width)


def _keys(rows: Sequence[Row], signs: Signs) -> list[str]:
    statuses = {row.item.current.status for row in rows}
    return [
        f"{signs.first} first date",
        f"{signs.between} slip",
        f"{signs.now} present date",
        *([f"{signs.achieved} achieved"] if Status.ACHIEVED in statuses else ()),
        *([f"{signs.cancelled} cancelled"] if Status.CANCELLED in statuses else ()),
        f"{signs.today} today",
    ]


class _Drawing:
    def __init__(self, rows: Sequence[Row], today: date, width: int, signs: Signs) -> None:
        from rich.cells import cell_len

        self.rows, self.today, self.signs = rows, today, signs
        self.name_width = min(max(cell_len(row.label) for row in rows), _NAME, width // 3)
        sizes = [len(self._far(row)) for row in rows] if width >= _SIZE_FROM else []
        self.size_width = max(sizes, default=0)
        taken = self.name_width + _GAP + (self.size_width + _GAP if self.size_width else 0)
        self.columns = max(width - taken, _LABEL)
        self.axis = axis_of(rows, today)

    def draw(self) -> Iterator[Line]:
        yield self._labels()
        canvas = Canvas(self.columns, len(self.rows))
        for number, row in enumerate(self.rows):
            self._strip(canvas, number, row)
        for row, strip in zip(self.rows, canvas.lines(), strict=True):
            yield [self._name(row), *strip, *self._size(row)]

    def column(self, day: date) -> int:
        return min(max(int(self.axis.at(day) * self.columns), 0), self.columns - 1)

    def _labels(self) -> Line:
        canvas, free = Canvas(self.columns, 1), 0
        for tick in self.axis.ticks(max(self.columns // 7, 1)):
            column = int(tick.at * self.columns)
            if column >= free and column + len(tick.label) <= self.columns:
                canvas.write(column, 0, tick.label, "label")
                free = column + len(tick.label) + 1
        return [Cell(" " * (self.name_width + _GAP)), *canvas.lines()[0]]

    def _strip(self, canvas: Canvas, number: int, row: Row) -> None:
        signs, item = self.signs, row.item
        first = (self.column(row.first[0]), self.column(row.first[1]))
        now = first if row.now is None else (self.column(row.now[0]), self.column(row.now[1]))
        style = of_slip(item.total)
        canvas.put(self.column(self.today), number, signs.today, "today")
        for column in range(min(first[1], now[1]), max(first[0], now[0]) + 1):
            canvas.put(column, number, signs.between, style)
        for column in range(first[0], first[1] + 1):
            canvas.put(column, number, signs.first, "held")
        if item.current.status is Status.CANCELLED:
            canvas.put(first[1], number, signs.cancelled, "cancelled")
        elif item.current.status is Status.ACHIEVED:
            canvas.put(now[1], number, signs.achieved, "achieved")
        elif row.now is not None:
            for column in range(now[0], now[1] + 1):
                canvas.put(column, number, signs.now, "name")

    def _name(self, row: Row) -> Cell:
        from rich.cells import cell_len, set_cell_size

        label = row.label
        if cell_len(label) > self.name_width:
            ending = f"{self.signs.ellipsis}{row.milestone and ', '}{row.milestone}"
            room = max(self.name_width - cell_len(ending), 1)
            label = set_cell_size(row.name, room).rstrip() + ending
        return Cell(set_cell_size(label, self.name_width + _GAP), "name")

    def _size(self, row: Row) -> Iterator[Cell]:
        if self.size_width:
            look = of_status(row.item.current.status) or of_slip(row.item.total)
            yield Cell(f"{' ' * _GAP}{self._far(row)}", look)

    def _far(self, row: Row) -> str:
        return ascii_words(size_of(row)) if self.signs is ASCII else size_of(row)
