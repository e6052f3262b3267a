"""Tables that fit where they are shown.

A table is columns and rows of cells. In a terminal Rich draws it, cut to the width: first the columns that
can do with less give way, then those that can be missed are left out. Elsewhere it is plain text, never cut.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple, TextIO

from timeline.render.safe import link_target, visible

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

GAP = 2
_NARROWEST = 4

Zone = Callable[[datetime], datetime]
"""Turns a moment in UTC into a time on some wall."""


class Cell(NamedTuple):
    """A text from anywhere, how it looks (a name of the theme), and where it leads."""

    text: str
    style: str = ""
    link: str = ""
    moment: datetime | None = None
    """The moment (UTC, without a zone) that the text names; its local time can stand beside it."""
    short: str = ""
    """What says the same less precisely, where there is no room for the text: a date is never cut."""


class Column(NamedTuple):
    """A column: its heading and what it does when there is too little room."""

    title: str
    right: bool = False
    shrinks_to: int = 0
    """The width it can do with; 0 if it never gives way."""
    missed: int = 0
    """The higher, the sooner it is left out, with all that have the same number; 0 for never."""
    wraps: bool = False
    """Long texts go on in the next line instead of being cut."""


class Table(NamedTuple):
    """A heading, columns, rows, and the words for when there are none."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    title: str = ""
    empty: str = "nothing"
    note: str = ""
    headed: bool = True
    """Whether the titles of the columns are shown."""


class Screen(NamedTuple):
    """Where tables are shown."""

    out: TextIO
    width: int = 80
    terminal: bool = False
    color: bool = True
    zone: Zone | None = None
    """What gives the time that stands beside UTC; None for none."""


def show_tables(tables: Iterable[Table], screen: Screen) -> None:
    """Show *tables* one below the other: drawn in a terminal, as plain text anywhere else."""
    if screen.zone is not None:
        tables = _beside(tables, screen.zone)
    if screen.terminal:
        _draw(tables, screen)
    else:
        screen.out.writelines(f"{line}\n" for line in plain_lines(tables))


def _beside(tables: Iterable[Table], zone: Zone) -> Iterator[Table]:
    """Yield *tables* with the time that *zone* gives beside every moment."""
    for table in tables:
        yield table._replace(rows=[[_in_zone(cell, zone) for cell in row] for row in table.rows])


def _in_zone(cell: Cell, zone: Zone) -> Cell:
    if cell.moment is None:
        return cell
    try:
        local = zone(cell.moment.replace(tzinfo=UTC))
    except (OverflowError, ValueError):
        return cell
    if not local.utcoffset():
        return cell
    day = "" if local.date() == cell.moment.date() else f"{local:%Y-%m-%d} "
    return cell._replace(text=f"{cell.text} ({day}{local:%H:%M %Z})")


def plain_lines(tables: Iterable[Table]) -> Iterable[str]:
    """Yield the lines of *tables* as plain text, each row on one line, whatever its length."""
    for number, table in enumerate(tables):
        if number:
            yield ""
        if table.title:
            yield visible(table.title)
        if not table.rows:
            yield table.empty
            continue
        widths = natural_widths(table)
        if table.headed:
            yield _plain_row([column.title for column in table.columns], table.columns, widths)
        for row in table.rows:
            yield _plain_row([visible(cell.text) for cell in row], table.columns, widths)
        if table.note:
            yield visible(table.note)


def _plain_row(texts: Sequence[str], columns: Sequence[Column], widths: Sequence[int]) -> str:
    from rich.cells import cell_len

    padded = []
    for text, column, width in zip(texts, columns, widths, strict=True):
        blanks = " " * (width - cell_len(text))
        padded.append(blanks + text if column.right else text + blanks)
    return (" " * GAP).join(padded).rstrip()


def natural_widths(table: Table) -> list[int]:
    """Return the width of each column if nothing is cut, in terminal cells."""
    from rich.cells import cell_len

    widths = [cell_len(column.title) if table.headed else 0 for column in table.columns]
    for row in table.rows:
        for index, cell in enumerate(row):
            widths[index] = max(widths[index], cell_len(visible(cell.text)))
    return widths


def short_widths(table: Table) -> list[int]:
    """Return the width of each column if every cell that has a short text shows it, in terminal cells."""
    return natural_widths(
        table._replace(rows=[[Cell(cell.short or cell.text) for cell in row] for row in table.rows])
    )


def fit(
    columns: Sequence[Column], natural: Sequence[int], width: int, short: Sequence[int] | None = None
) -> dict[int, int]:
    """Return the columns to show, by number, and the width of each, so that they fill *width* at most.

    A column that never gives way still may take its *short* width. Where even what can't be missed is too
    wide, every column gives way, the widest first.
    """
    shown = list(range(len(columns)))
    whole = natural if short is None else short
    while True:
        least = {index: min(natural[index], columns[index].shrinks_to or whole[index]) for index in shown}
        room = width - GAP * (len(shown) - 1)
        if sum(least.values()) <= room:
            return _shrunk({index: natural[index] for index in shown}, least, room)
        missed = max(columns[index].missed for index in shown)
        if not missed:
            narrow = {index: min(least[index], _NARROWEST) for index in shown}
            return _shrunk(least, narrow, room)
        shown = [index for index in shown if columns[index].missed != missed]


def _shrunk(widths: dict[int, int], least: dict[int, int], room: int) -> dict[int, int]:
    """Take from the widest column that can give, until all fit or none can."""
    while sum(widths.values()) > room:
        giving = [index for index in widths if widths[index] > least[index]]
        if not giving:
            break
        widths[max(giving, key=lambda index: widths[index] - least[index])] -= 1
    return widths


def _draw(tables: Iterable[Table], screen: Screen) -> None:
    from timeline.render.theme import console_for

    console = console_for(screen)
    for number, table in enumerate(tables):
        if number:
            console.print()
        if table.title:
            console.print(_text(Cell(table.title, "heading")), soft_wrap=True)
        if table.rows:
            _draw_rows(table, console)
        else:
            console.print(_text(Cell(table.empty, "dim")))
        if table.note:
            console.print(_text(Cell(table.note, "dim")))


def _draw_rows(table: Table, console: Console) -> None:
    from rich.table import Table as RichTable

    table = _without_blanks(table)
    widths = fit(table.columns, natural_widths(table), console.width, short_widths(table))
    grid = RichTable(
        box=None, padding=(0, GAP, 0, 0), pad_edge=False, show_header=table.headed, header_style="label"
    )
    for index, width in widths.items():
        column = table.columns[index]
        grid.add_column(
            column.title,
            justify="right" if column.right else "left",
            width=width,
            no_wrap=not column.wraps,
            overflow="fold" if column.wraps else "ellipsis",
        )
    for row in table.rows:
        grid.add_row(*(_text(_fitting(row[index], width)) for index, width in widths.items()))
    console.print(grid)


def _without_blanks(table: Table) -> Table:
    """Return *table* without the columns in which no row says anything."""
    said = [index for index in range(len(table.columns)) if any(row[index].text for row in table.rows)]
    return table._replace(
        columns=[table.columns[index] for index in said],
        rows=[[row[index] for index in said] for row in table.rows],
    )


def _fitting(cell: Cell, width: int) -> Cell:
    from rich.cells import cell_len

    return cell._replace(text=cell.short) if cell.short and cell_len(cell.text) > width else cell


def _text(cell: Cell) -> Text:
    from rich.style import Style
    from rich.text import Text

    text = Text(visible(cell.text), style=cell.style)
    target = link_target(cell.link)
    if target:
        text.stylize(Style(link=target))
    return text
