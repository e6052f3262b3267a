"""How reports look in terminals of 60, 80, 100 and 160 columns: `expected/*.txt`, without colours and links.

`pytest --rewrite-cases tests/render` writes what they look like now, to be reviewed by hand.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.builders import day
from timeline.model import Ledger
from timeline.render import card, diff, listing, log, overview, slips, upcoming
from timeline.render.table import Screen, Table, show_tables
from timeline.reports.card import card as find_card
from timeline.reports.diff import changes
from timeline.reports.listing import listing as find_missions
from timeline.reports.log import log as find_log
from timeline.reports.overview import overview as find_overview
from timeline.reports.slips import single_moves, total_slips
from timeline.reports.upcoming import upcoming as find_upcoming
from timeline.store.read import read_text

HERE = Path(__file__).parent
TODAY = day("2026-02-22")
THEN = day("2020-10-02")
WIDTHS = (60, 80, 100, 160)

TABLES: dict[str, Callable[[Ledger], Iterable[Table]]] = {
    "next": lambda store: upcoming.tables(find_upcoming(store, today=THEN, as_of=THEN), THEN),
    "next-overdue": lambda store: upcoming.tables(find_upcoming(store, today=TODAY), TODAY),
    "overview": lambda store: overview.tables(find_overview(store, today=TODAY), TODAY),
    "slips": lambda store: [slips.totals_table(total_slips(store, today=TODAY))],
    "moves": lambda store: [slips.moves_table(single_moves(store))],
    "log": lambda store: [log.table(find_log(store))],
    "diff": lambda store: [diff.table(changes(store, THEN, TODAY))],
    "list": lambda store: [listing.table(find_missions(store))],
    "show": lambda store: card.tables(find_card(store, store.missions["change-6"], today=TODAY), TODAY),
    "show-hosted": lambda store: card.tables(find_card(store, store.missions["dorn"], today=TODAY), TODAY),
    "show-nothing": lambda store: card.tables(
        find_card(store, store.missions["tianwen-4"], today=TODAY), TODAY
    ),
}


@pytest.fixture(scope="module")
def small() -> Ledger:
    text = (HERE.parent / "data" / "ledger.toml").read_text(encoding="utf-8")
    return read_text(text, "missions.toml")


def drawn(tables: Iterable[Table], width: int) -> list[str]:
    out = io.StringIO()
    show_tables(tables, Screen(out, width, terminal=True, color=False))
    plain = re.sub(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\", "", out.getvalue())
    return [line.rstrip() for line in plain.splitlines()]


@pytest.mark.parametrize("name", TABLES)
def test_looks(name: str, small: Ledger, rewrite: bool) -> None:  # noqa: FBT001 - a fixture
    expected = HERE / "expected" / f"{name}.txt"
    looks = {width: drawn(TABLES[name](small), width) for width in WIDTHS}
    for width, lines in looks.items():
        assert max(map(cell_len, lines)) <= width
    said = "\n\n".join(f"=== {width} columns\n" + "\n".join(lines) for width, lines in looks.items()) + "\n"
    if rewrite:
        expected.write_text(said, encoding="utf-8")
    assert said == expected.read_text(encoding="utf-8")


def test_every_column_is_wide_enough_for_its_heading_or_is_left_out(small: Ledger) -> None:
    for name, tables in TABLES.items():
        for table in tables(small):
            if not table.headed or not table.rows:
                continue
            for width in (80, 100, 160):
                head = drawn([table._replace(title="")], width)[0]
                shown = [column.title for column in table.columns if f" {column.title} " in f" {head} "]
                needed = [column.title for column in table.columns if not column.missed]
                assert set(needed) <= set(shown), f"{name} at {width}"
