"""`timeline date -`: a line of standard input, an item of the answer."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from tests.program import run

LINES = "next year\t2020-10-02\n\nJune 2022\r\nsoon\n\N{FULLWIDTH DIGIT TWO}024\n2024\twhenever\n"


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> None:
    content = LINES.encode() + b"\xff2024\n" + b"1" * 1_000_000
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content), encoding="utf-8"))


@pytest.mark.usefixtures("lines")
def test_each_line_is_answered_in_order_refused_ones_included(tmp_path: Path) -> None:
    answer = run(["date", "-", "--format", "jsonl"], tmp_path)
    items = [json.loads(line) for line in answer.out.splitlines()]
    assert [item.get("canonical") for item in items] == ["2021", None, "2022-06", *[None] * 5]
    assert all(("error" in item) != ("canonical" in item) for item in items)
    assert items[0]["announced"] == "2020-10-02"
    assert (answer.err, answer.code) == ("", 1)


@pytest.mark.usefixtures("lines")
def test_as_a_table_each_line_has_a_row_and_the_reasons_stand_on_stderr(tmp_path: Path) -> None:
    answer = run(["date", "-", "--announced", "2020-10-02"], tmp_path)
    heading, *rows = answer.out.splitlines()
    assert heading.startswith("text")
    assert sum("refused" in row for row in rows) == answer.err.count("timeline: cannot read") == 6
    assert answer.code == 1
