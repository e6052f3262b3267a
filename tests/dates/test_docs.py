"""Every row of every table in docs/dates.md, by the headings of its columns."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from timeline.dates import DateSyntaxError, VagueDate, parse
from timeline.dates.gcat import read_gcat, to_gcat
from timeline.dates.launch_library import read_launch_library

PAGE = Path(__file__).parents[2] / "docs" / "dates.md"
Row = dict[str, str]


def cells(line: str) -> list[str]:
    return [cell.strip().strip("`") for cell in line.strip().strip("|").split(" | ")]


def tables() -> list[Row]:
    """Return the rows of all tables, each by its headings."""
    rows: list[Row] = []
    headings: list[str] = []
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if not line.startswith("|"):
            headings = []
        elif not headings:
            headings = cells(line)
        elif not line.startswith("|---"):
            rows.append(dict(zip(headings, cells(line), strict=True)))
    return rows


def read(row: Row) -> VagueDate:
    """Read the text that a row is about."""
    if "GCAT" in row:
        value = read_gcat(row["GCAT"])
        assert to_gcat(value) == row["GCAT"]
        return value
    if "net" in row:
        value = read_launch_library(row["net"], row["Name"])
        assert value == read_launch_library(row["net"], int(row["Id"]))
        return value
    announced = date.fromisoformat(row["Announced"]) if row.get("Announced") else None
    return parse(row["Text"] if "Text" in row else row["Canonical text"], announced=announced)


@pytest.mark.parametrize("row", tables(), ids=lambda row: " ".join(row.values()))
def test_row(row: Row) -> None:
    if "Refused" in row:
        with pytest.raises(DateSyntaxError):
            parse(row["Refused"])
        return
    value = read(row)
    assert value.text == row.get("Canonical text", value.text)
    assert str(value.earliest or "open") == row.get("First day", str(value.earliest or "open"))
    assert str(value.latest or "open") == row.get("Last day", str(value.latest or "open"))
    assert value.edtf == row.get("EDTF", value.edtf)
    assert to_gcat(value) == row.get("Written for GCAT", to_gcat(value))


def test_every_table_says_what_it_shows() -> None:
    checked = {"Canonical text", "First day", "Refused"}
    assert all(checked & row.keys() for row in tables())
    assert len(tables()) > 100
