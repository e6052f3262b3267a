from __future__ import annotations

import io
import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from timeline.render.table import GAP, Cell, Column, Screen, Table, fit, natural_widths, show_tables

NAMED = (
    Column("mission", shrinks_to=8),
    Column("slip"),
    Column("source", shrinks_to=6, missed=2),
    Column("title", shrinks_to=6, missed=3),
)


def total(widths: dict[int, int]) -> int:
    return sum(widths.values()) + GAP * (len(widths) - 1)


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        (200, {0: 20, 1: 10, 2: 30, 3: 40}),  # nothing is cut
        (106, {0: 20, 1: 10, 2: 30, 3: 40}),
        (100, {0: 20, 1: 10, 2: 30, 3: 34}),  # who has most to give gives first
        (60, {0: 16, 1: 10, 2: 14, 3: 14}),
        (36, {0: 8, 1: 10, 2: 6, 3: 6}),  # the least of each
        (35, {0: 11, 1: 10, 2: 10}),  # what can be missed most goes first
        (28, {0: 8, 1: 10, 2: 6}),
        (27, {0: 15, 1: 10}),
        (20, {0: 8, 1: 10}),
        (19, {0: 8, 1: 9}),  # too narrow for what can't be missed
        (10, {0: 4, 1: 4}),
        (3, {0: 4, 1: 4}),
    ],
)
def test_fit(width: int, expected: dict[int, int]) -> None:
    assert fit(NAMED, (20, 10, 30, 40), width) == expected


_columns = st.builds(
    Column,
    title=st.just("x"),
    shrinks_to=st.one_of(st.just(0), st.integers(4, 20)),
    missed=st.integers(0, 4),
)


@given(st.lists(st.tuples(_columns, st.integers(0, 90)), min_size=1, max_size=8), st.integers(1, 200))
def test_fitted_columns(drawn: list[tuple[Column, int]], width: int) -> None:
    columns, natural = [item[0] for item in drawn], [item[1] for item in drawn]
    fitted = fit(columns, natural, width)
    needed = [index for index, column in enumerate(columns) if not column.missed]
    assert set(needed) <= set(fitted)
    assert list(fitted) == sorted(fitted)
    for index, given_width in fitted.items():
        assert min(natural[index], 4) <= given_width <= natural[index]
    least = {index: min(natural[index], 4) for index in fitted}
    assert total(fitted) <= width or (fitted == least and not set(fitted) - set(needed))
    left_out = [columns[index].missed for index in range(len(columns)) if index not in fitted]
    stayed = [columns[index].missed for index in fitted if columns[index].missed]
    assert not left_out or not stayed or max(stayed) <= min(left_out)


def drawn(tables: Sequence[Table], width: int, *, color: bool = False) -> list[str]:
    """Return the lines of *tables* in a terminal, without blanks at their ends."""
    out = io.StringIO()
    show_tables(tables, Screen(out, width, terminal=True, color=color))
    return [re.sub(r"\x1b\[[0-9;]*m", "", line).rstrip() for line in out.getvalue().splitlines()]


def piped(tables: Sequence[Table]) -> list[str]:
    out = io.StringIO()
    show_tables(tables, Screen(out, 20))
    return out.getvalue().splitlines()


MISSIONS = Table(
    (Column("mission", shrinks_to=8), Column("moves", right=True), Column("title", shrinks_to=6, missed=1)),
    [
        (Cell("SVOM"), Cell("5"), Cell("A satellite with a long title")),
        (Cell("嫦娥六号"), Cell("12"), Cell("")),
    ],
    "Slips",
    "nothing",
    "… and 2 more",
)


def test_a_table_in_a_pipe_is_never_cut() -> None:
    assert piped([MISSIONS]) == [
        "Slips",
        "mission   moves  title",
        "SVOM          5  A satellite with a long title",
        "嫦娥六号     12",
        "… and 2 more",
    ]


def test_a_table_in_a_terminal_is_cut_to_its_width() -> None:
    assert drawn([MISSIONS], 30) == [
        "Slips",
        "mission   moves  title",
        "SVOM          5  A satellite …",
        "嫦娥六号     12",
        "… and 2 more",
    ]
    assert drawn([MISSIONS], 20)[1:4] == ["mission   moves", "SVOM          5", "嫦娥六号     12"]


def test_a_column_may_wrap() -> None:
    facts = Table(
        (Column(""), Column("", shrinks_to=5, wraps=True)),
        [(Cell("what"), Cell("one two three"))],
        headed=False,
    )
    assert drawn([facts], 12) == ["what  one", "      two", "      three"]
    assert piped([facts]) == ["what  one two three"]


def test_tables_stand_apart_and_say_if_they_are_empty() -> None:
    empty = MISSIONS._replace(rows=[])
    lines = ["Slips", "nothing", "", "nothing", "… and 2 more"]
    assert drawn([empty._replace(note=""), empty._replace(title="")], 80) == lines
    assert piped([empty._replace(note="")]) == ["Slips", "nothing"]


def test_natural_widths_count_cells_of_a_terminal() -> None:
    assert natural_widths(MISSIONS) == [8, 5, 29]
    assert natural_widths(MISSIONS._replace(headed=False)) == [8, 2, 29]
    assert natural_widths(Table((Column("a"),), [(Cell("\x1b"),)])) == [4]


@given(st.lists(st.text(max_size=30), min_size=1, max_size=4), st.integers(40, 120))
def test_no_line_is_wider_than_the_screen(texts: list[str], width: int) -> None:
    columns = [Column(f"c{index}", shrinks_to=6) for index in range(len(texts))]
    for line in drawn([Table(columns, [[Cell(text) for text in texts]])], width):
        assert cell_len(line) <= width


def test_without_colour_there_is_none() -> None:
    out = io.StringIO()
    table = Table((Column("a"),), [(Cell("x", "slip"),)], "Title", "", "note")
    show_tables([table], Screen(out, 80, terminal=True, color=False))
    assert not re.search(r"\x1b\[[0-9;]*(3[0-9]|4[0-9]|9[0-9])[0-9;]*m", out.getvalue())
    assert "Title" in out.getvalue()


HOURS = Table(
    (Column("date"), Column("slip", missed=1), Column("from", missed=1), Column("reason")),
    [
        (Cell("2024-06-22T07:00Z", short="2024-06-22"), Cell("+1 d"), Cell("2024-06-21"), Cell("")),
        (Cell("2024-07"), Cell("+2 d"), Cell("2024-06-20"), Cell("")),
    ],
)


@pytest.mark.parametrize(
    ("width", "lines"),
    [
        (40, ["date               slip  from", "2024-06-22T07:00Z  +1 d  2024-06-21"]),
        (30, ["date          slip  from", "2024-06-22    +1 d  2024-06-21"]),
        (20, ["date", "2024-06-22T07:00Z"]),
        (12, ["date", "2024-06-22"]),
    ],
)
def test_a_date_is_shortened_and_not_cut_and_what_belongs_together_goes_together(
    width: int, lines: list[str]
) -> None:
    out = io.StringIO()
    show_tables([HOURS], Screen(out, width, terminal=True, color=False))
    shown = [re.sub(r"\x1b\[[0-9;]*m", "", line).rstrip() for line in out.getvalue().splitlines()]
    assert shown[:2] == lines
