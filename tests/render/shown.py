"""What the tests of pictures share: a store with missions of every sort, and pictures on file."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from timeline.model import Ledger, Mission
from timeline.render.canvas import Line, show_lines
from timeline.render.table import Screen, Table, show_tables
from timeline.store.read import read_store

TODAY = date(2026, 11, 22)
_TESTS = Path(__file__).resolve().parent.parent
STORE = _TESTS / "data" / "pictures.toml"
_EXPECTED = _TESTS / "render" / "expected" / "pictures"


def the_ledger() -> Ledger:
    """Return the ledger of tests/data/pictures.toml."""
    return read_store(STORE)


def missions(*ids: str) -> list[Mission]:
    """Return missions of that ledger."""
    known = the_ledger().missions
    return [known[mission_id] for mission_id in ids]


def plain(lines: Iterable[Line], width: int = 80) -> str:
    """Return a picture as it goes to a pipe."""
    out = io.StringIO()
    show_lines(lines, Screen(out, width))
    return out.getvalue()


def colored(lines: Iterable[Line], width: int = 80, *, color: bool = True) -> str:
    """Return a picture as it goes to a terminal."""
    out = io.StringIO()
    show_lines(lines, Screen(out, width, terminal=True, color=color))
    return out.getvalue()


def tables_text(tables: Iterable[Table], width: int = 80) -> str:
    """Return tables as a terminal without colours shows them."""
    out = io.StringIO()
    show_tables(tables, Screen(out, width, terminal=True, color=False))
    plain_text = re.sub(r"\x1b\[[0-9;]*m", "", out.getvalue())
    return "\n".join(line.rstrip() for line in plain_text.splitlines()) + "\n"


def check_picture(name: str, text: str, *, rewrite: bool) -> None:
    """Compare *text* with the picture on file, or put it there."""
    path = _EXPECTED / f"{name}.txt"
    if rewrite:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")
