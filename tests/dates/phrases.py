"""The tables of tests/data: real phrases with their readings, and texts that have none."""

from __future__ import annotations

from datetime import date
from pathlib import Path

_DATA = Path(__file__).parents[1] / "data"


def day(text: str) -> date | None:
    """Return the day that a column holds, if it holds one."""
    return date.fromisoformat(text) if text else None


def rows(name: str) -> list[list[str]]:
    """Return the rows of a table without its header."""
    lines = (_DATA / name).read_text(encoding="utf-8").splitlines()[1:]
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


READ = rows("phrases-read.tsv")
"""Text, day of the announcement, canonical text, first and last day, origin."""
REFUSED = rows("phrases-refused.tsv")
"""Text, day of the announcement, reason, origin."""
