from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import announcement
from timeline.render.format import Format
from timeline.render.records import statement_record
from timeline.render.writers import flat, write_records

ITEMS: list[Mapping[str, Any]] = [
    {"name": "Chang'e 6", "date": {"text": "2023", "span": {"days": 365}}, "tags": ["a", "b"], "late": False},
    {"name": "嫦娥六号", "date": None, "tags": [], "late": True, "size": -3, "list": [{"a": 1}]},
]
COLUMNS = ["name", "date.text", "date.span.days", "tags", "late", "size", "list"]
ROWS = [
    ["Chang'e 6", "2023", "365", "a; b", "false", "", ""],
    ["嫦娥六号", "", "", "", "true", "-3", '[{"a": 1}]'],
]


def written(fmt: Format, items: list[Mapping[str, Any]]) -> str:
    out = io.StringIO()
    write_records(fmt, {"report": "x", "as_of": "2020-10-02"}, iter(items), out)
    return out.getvalue()


def rows(text: str, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def test_json() -> None:
    said = written(Format.JSON, ITEMS)
    assert json.loads(said) == {"schema": 1, "report": "x", "as_of": "2020-10-02", "items": ITEMS}
    assert list(json.loads(said)) == ["schema", "report", "as_of", "items"]
    assert said.endswith("}\n")
    assert "嫦娥六号" in said


def test_jsonl_is_an_item_a_line() -> None:
    assert [json.loads(line) for line in written(Format.JSONL, ITEMS).splitlines()] == ITEMS


def test_csv_has_dotted_columns() -> None:
    assert rows(written(Format.CSV, ITEMS)) == [COLUMNS, *ROWS]


def test_tsv_has_the_same_rows() -> None:
    lines = written(Format.TSV, ITEMS).splitlines()
    assert [line.split("\t") for line in lines] == [COLUMNS, *ROWS]


def test_markdown_has_the_same_rows() -> None:
    head, rule, *body = written(Format.MARKDOWN, ITEMS).splitlines()
    assert head == f"| {' | '.join(COLUMNS)} |"
    assert rule == "|" + " --- |" * len(COLUMNS)
    cells = [[re.sub(r"\\(.)", r"\1", cell.strip()) for cell in line[1:-1].split(" | ")] for line in body]
    assert cells == ROWS


@pytest.mark.parametrize(
    ("fmt", "expected"),
    [
        (Format.JSON, '{\n  "schema": 1,\n  "report": "x",\n  "as_of": "2020-10-02",\n  "items": []\n}\n'),
        (Format.JSONL, ""),
        (Format.CSV, ""),
        (Format.TSV, ""),
        (Format.MARKDOWN, ""),
    ],
)
def test_nothing(fmt: Format, expected: str) -> None:
    assert written(fmt, []) == expected


def test_a_table_is_not_made_of_records() -> None:
    with pytest.raises(ValueError, match="not made of records"):
        written(Format.TABLE, ITEMS)


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+33 1", "'+33 1"),
        ("-x", "'-x"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ('=HYPERLINK("x")', '\'=HYPERLINK("x")'),
        ("\t=1", " =1"),  # a tab is shown as a blank
        (["=1", "x"], "'=1; x"),
        (-5, "-5"),
        (-2.5, "-2.5"),
        (True, "true"),
        (None, ""),
        ("a=1", "a=1"),
        ('a,"b"', 'a,"b"'),
    ],
)
def test_cells_that_a_spreadsheet_would_run_are_defused(value: object, cell: str) -> None:
    assert rows(written(Format.CSV, [{"a": value}, {"a": "x"}]))[1] == [cell]
    assert written(Format.TSV, [{"a": value}]).splitlines()[1] == cell


def test_markdown_is_not_obeyed() -> None:
    said = written(Format.MARKDOWN, [{"a": "[x](y) | **b** <i> `c` ~d~ # \\ _e_"}])
    assert said.splitlines()[2] == r"| \[x\](y) \| \*\*b\*\* \<i\> \`c\` \~d\~ \# \\ \_e\_ |"


def test_columns_come_in_the_order_in_which_they_appear() -> None:
    items: list[Mapping[str, Any]] = [{"a": None, "b": 1}, {"a": {"x": {"y": 1}}, "c": 2}, {"a": {"x": None}}]
    assert rows(written(Format.CSV, items)) == [
        ["b", "a.x.y", "c"],
        ["1", "", ""],
        ["", "1", "2"],
        ["", "", ""],
    ]
    assert list(flat(items[1])) == [("a.x.y", 1), ("c", 2)]


_SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.text(alphabet=st.characters(codec="utf-8"), max_size=20)
)
_RECORDS = st.tuples(_SCALARS, _SCALARS, st.lists(st.text(max_size=3), max_size=2)).map(
    lambda drawn: {"a": drawn[0], "b": {"c": drawn[1], "d": drawn[2]}}
)


@given(st.lists(_RECORDS, min_size=1, max_size=4))
def test_all_formats_tell_the_same(items: list[Mapping[str, Any]]) -> None:
    table = rows(written(Format.CSV, items))
    assert table[0] == ["a", "b.c", "b.d"]
    assert len(table) == len(items) + 1
    tabbed = [line.split("\t") for line in written(Format.TSV, items).rstrip("\n").split("\n")]
    assert table == tabbed
    assert len(written(Format.MARKDOWN, items).splitlines()) == len(items) + 2
    from_json = json.loads(written(Format.JSON, items))["items"]
    assert from_json == [json.loads(line) for line in written(Format.JSONL, items).splitlines()] == items
    for item, row in zip(items, table[1:], strict=True):
        for value, cell in zip((item["a"], item["b"]["c"]), row, strict=False):
            if isinstance(value, int) and not isinstance(value, bool):
                assert int(cell) == value
            elif isinstance(value, str) and value.isprintable():
                assert cell.removeprefix("'") == value.removeprefix("'")


def test_a_column_is_there_whatever_its_rows_hold() -> None:
    timed = statement_record(announcement("2020", "2022-06-22T07:00Z"))
    vague = statement_record(announcement("2020", "2022-06"))
    heads = set()
    for rows in (
        [{"from": None, "slip": None}],
        [{"from": vague, "slip": None}],
        [{"from": timed, "slip": None}],
    ):
        out = io.StringIO()
        write_records(Format.CSV, {}, rows, out)
        heads.add(out.getvalue().splitlines()[0])
    (head,) = heads
    assert head.startswith("from.announced.text,")
    assert "from.date.instant" in head
    assert head.endswith("slip.kind,slip.certain")
