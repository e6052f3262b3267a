"""A grid of characters to draw on, and pictures made of lines, shown in a terminal or anywhere else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from timeline.render.safe import visible
from timeline.render.table import Cell

if TYPE_CHECKING:
    from timeline.render.table import Screen

Line = Sequence[Cell]
"""One line of a picture, in pieces that look different."""


_IN_ASCII = str.maketrans({"✓": "*", "…": "...", "−": "-", "–": "-"})


class Canvas:
    """A grid of single-width characters; columns count from the left, rows from the top, both from 0."""

    def __init__(self, columns: int, rows: int) -> None:
        self.columns = columns
        self.rows = rows
        self._grid = [[(" ", "")] * columns for _ in range(rows)]

    def put(self, column: int, row: int, sign: str, style: str = "", *, over: bool = True) -> None:
        """Put *sign* somewhere; outside of the grid, or where something is and *over* is off, do nothing."""
        if not (0 <= column < self.columns and 0 <= row < self.rows):
            return
        if over or self._grid[row][column][0] == " ":
            self._grid[row][column] = (sign, style)

    def write(self, column: int, row: int, text: str, style: str = "") -> None:
        """Write *text*, of single-width characters, from *column* on."""
        for offset, sign in enumerate(text):
            self.put(column + offset, row, sign, style)

    def lines(self) -> list[list[Cell]]:
        """Return the rows, each in pieces of the same look."""
        return [_pieces(row) for row in self._grid]


def _pieces(row: Iterable[tuple[str, str]]) -> list[Cell]:
    pieces: list[Cell] = []
    for sign, style in row:
        if pieces and pieces[-1].style == style:
            pieces[-1] = Cell(pieces[-1].text + sign, style)
        else:
            pieces.append(Cell(sign, style))
    return pieces


def ascii_words(text: str) -> str:
    """Return our own words in ASCII; what a name holds beyond these few signs stays."""
    return text.translate(_IN_ASCII)


def show_lines(lines: Iterable[Line], screen: Screen) -> None:
    """Show a picture: with its looks in a terminal, as plain text anywhere else. Nothing in it is obeyed."""
    if not screen.terminal:
        screen.out.writelines(f"{''.join(visible(cell.text) for cell in line).rstrip()}\n" for line in lines)
        return
    from rich.text import Text

    from timeline.render.theme import console_for

    console = console_for(screen)
    for line in lines:
        text = Text.assemble(*((visible(cell.text), cell.style) for cell in line))
        text.rstrip()
        console.print(text, soft_wrap=True)
