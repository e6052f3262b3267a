from __future__ import annotations

import pytest
from rich.cells import cell_len

from tests.builders import announcement, ledger, mission
from tests.render.shown import TODAY, check_picture, plain, the_ledger
from timeline.model import Ledger
from timeline.render import gantt
from timeline.reports.slips import SlipOrder, total_slips


def drawn(known: Ledger, width: int = 80, *, ascii_only: bool = False) -> str:
    items = total_slips(known, today=TODAY, order=SlipOrder.DATE)
    signs = gantt.ASCII if ascii_only else None
    return plain(gantt.lines(items, today=TODAY, as_of=TODAY, width=width, signs=signs))


@pytest.mark.parametrize("width", [60, 80, 100, 160])
def test_rows_fit_and_stand_below_one_another(width: int, *, rewrite: bool) -> None:
    text = drawn(the_ledger(), width)
    rows = text.splitlines()[2:-1]
    assert all(cell_len(row) <= width for row in rows)
    assert "嫦娥六号" in text
    check_picture(f"gantt-{width}", text, rewrite=rewrite)


def test_today_is_one_column_whatever_is_in_the_names() -> None:
    rows = [row for row in drawn(the_ledger(), 100).splitlines()[2:-1] if "│" in row]
    assert len({cell_len(row[: row.index("│")]) for row in rows}) == 1


def test_wide_signs_and_combining_marks_take_the_cells_that_they_take() -> None:
    names = ("嫦娥六号", "Chang’e 6", "I\u0301caro", "はやぶさ2", "plain")
    known = [
        mission(
            f"m{number}", announcement("2024-01-01", "2025"), announcement("2025-01-01", "2026"), name=name
        )
        for number, name in enumerate(names)
    ]
    rows = [row for row in drawn(ledger(*known)).splitlines() if "░" in row and "first" not in row]
    assert len(rows) == len(names)
    assert len({cell_len(row[: row.index("░")]) for row in rows}) == 1


def test_plain_ascii(*, rewrite: bool) -> None:
    check_picture("gantt-ascii", drawn(the_ledger(), ascii_only=True), rewrite=rewrite)


def test_nothing_to_show_is_said() -> None:
    assert "Nothing has moved that fits." in drawn(ledger())


def test_a_date_that_went_backwards_and_names_too_long() -> None:
    early = mission(
        "early",
        announcement("2020-01-01", "2025"),
        announcement("2021-01-01", "2022"),
        name="An uncommonly long name, é, of a mission that nobody abbreviates",
    )
    text = drawn(ledger(early))
    assert "An uncommonly long name,… " in text
    assert "−48 … −24 mo" in text
