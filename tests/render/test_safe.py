from __future__ import annotations

import csv
import io
import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.render.format import Format
from timeline.render.safe import inert_json, link_target, visible
from timeline.render.table import Cell, Column, Screen, Table, show_tables
from timeline.render.writers import write_records

HOSTILE = {
    "markup": "[bold red]SVOM[/] [link=https://example.org]x[/link] :rocket: {x}",
    "escape": "SVOM\x1b[31m red \x1b]8;;https://example.org\x1b\\x\x1b]0;title\x07",
    "c1": "SVOM\x9b31m\x90q\x85x",
    "delete": "SVOM\x7f\x08\x08\x00",
    "bidi": "SVOM\u202eMOVS\u2066x\u200f\u061c",
    "invisible": "S\u200bV\u00adO\u2060M\ufeff\U000e0041",
    "lines": "SVOM\nChang'e 6\r\nx\u2028y\u2029z\x0b\x0c",
    "tabs": "SVOM\tx\u00a0y",
}
OBEYED = {"Cc", "Cf", "Zl", "Zp", "Co", "Cs"}


def inert(text: str) -> bool:
    """Tell whether *text* holds nothing that a terminal obeys or hides, line ends apart."""
    return all(character == "\n" or unicodedata.category(character) not in OBEYED for character in text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Chang'e 6 → 嫦娥六号 ✓", "Chang'e 6 → 嫦娥六号 ✓"),
        ("", ""),
        ("a\x1b[31mb", r"a\x1b[31mb"),
        ("a\x9bb\x85", r"a\x9bb\x85"),
        ("a\nb\r\tc", "a b  c"),
        ("a\u202eb\u2028\U000e0041", r"a\u202eb\u2028\U000e0041"),
        ("a\u00a0b\u3000c", "a b c"),
        ("\x1cx\x1dy\x1ez\x1f", r"\x1cx\x1dy\x1ez\x1f"),
        ("\ue000", r"\ue000"),  # a private sign
    ],
)
def test_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text())
def test_visible_text_is_inert_and_stands_on_one_line(text: str) -> None:
    assert visible(text).isprintable()
    assert visible(visible(text)) == visible(text)


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_inert_json_means_the_same(text: str) -> None:
    dumped = json.dumps(text, ensure_ascii=False)
    assert json.loads(inert_json(dumped)) == text


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("fmt", [Format.JSON, Format.JSONL, Format.CSV, Format.TSV, Format.MARKDOWN])
def test_every_format_is_inert(text: str, fmt: Format) -> None:
    out = io.StringIO()
    write_records(fmt, {"report": "x"}, [{"name": text, "list": [text, text], "nested": [{"a": text}]}], out)
    written = out.getvalue()
    assert inert(written.replace("\t", "") if fmt is Format.TSV else written)
    if fmt in (Format.CSV, Format.TSV):
        rows = list(csv.reader(io.StringIO(written), delimiter="\t" if fmt is Format.TSV else ","))
        assert [len(row) for row in rows] == [3, 3]
    if fmt is Format.MARKDOWN:
        assert len(written.splitlines()) == 3


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("color", [True, False])
@pytest.mark.parametrize("terminal", [True, False])
def test_tables_are_inert(text: str, color: bool, terminal: bool) -> None:  # noqa: FBT001 - parameters
    out = io.StringIO()
    table = Table((Column("a"), Column("b")), [(Cell(text, "slip", text), Cell("x"))], text, "", text)
    show_tables([table, table._replace(rows=[])], Screen(out, 200, terminal, color))
    written = out.getvalue()
    for style in ("\x1b[0m", "\x1b[1m", "\x1b[2m", "\x1b[31m"):
        written = written.replace(style, "")
    assert inert(written)
    assert written.count(visible(text)) >= 3
    assert not terminal or color is ("\x1b[31m" in out.getvalue())


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("http://example.org", "http://example.org"),
        ("", ""),
        ("HTTPS://EXAMPLE.ORG", ""),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("https://", ""),
        ("https://example.org/a b", ""),
        ("https://example.org/\x1b\\", ""),
        ("https://example.org/\n", ""),
        ("https://example.org/é", ""),
        (" https://example.org", ""),
    ],
)
def test_links_lead_to_pages_only(url: str, target: str) -> None:
    assert link_target(url) == target
    out = io.StringIO()
    show_tables([Table((Column("a"),), [(Cell("x", "", url),)])], Screen(out, 80, terminal=True))
    assert ("\x1b]8;" in out.getvalue()) is bool(target)
