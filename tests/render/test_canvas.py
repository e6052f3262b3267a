from __future__ import annotations

from tests.render.shown import colored, plain
from timeline.render.canvas import Canvas
from timeline.render.table import Cell


def test_signs_lie_where_they_are_put_and_nowhere_else() -> None:
    canvas = Canvas(3, 2)
    canvas.put(0, 0, "a")
    canvas.put(2, 1, "b")
    canvas.put(0, 0, "c", over=False)
    for column, row in ((-1, 0), (0, -1), (3, 0), (0, 2)):
        canvas.put(column, row, "x")
    assert plain(canvas.lines()) == "a\n  b\n"


def test_text_is_cut_at_the_edge() -> None:
    canvas = Canvas(3, 1)
    canvas.write(1, 0, "long")
    assert plain(canvas.lines()) == " lo\n"


def test_neighbours_that_look_alike_are_one_piece() -> None:
    canvas = Canvas(4, 1)
    canvas.write(0, 0, "ab", "slip")
    canvas.write(2, 0, "cd", "held")
    assert canvas.lines() == [[Cell("ab", "slip"), Cell("cd", "held")]]


def test_nothing_in_a_picture_is_obeyed() -> None:
    lines = [[Cell("[bold]\x1b[31m:smile:", "name")]]
    assert plain(lines) == "[bold]\\x1b[31m:smile:\n"
    assert "[bold]\\x1b[31m:smile:" in colored(lines)


def test_colours_are_there_only_where_wanted() -> None:
    lines = [[Cell("late", "slip")]]
    assert "\x1b[31m" in colored(lines)
    assert "\x1b[31m" not in colored(lines, color=False)
    assert "\x1b" not in plain(lines)
