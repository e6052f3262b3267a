from __future__ import annotations

import tomllib

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from timeline.store.scan import Statement, scan


def shown(text: str) -> list[tuple[str, str]]:
    """Return the path of each statement of *text*, and the text from its start to its end."""
    return [(" ".join(found.keys), text[found.start : found.end]) for found in scan(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("\n\n  \t\r\n", []),
        ("# [a]\n#b = 1", []),
        ("a = 1", [("a", "a = 1")]),  # no line end
        ("a = 1\nb = 2\n", [("a", "a = 1"), ("b", "b = 2")]),
        ("a = 1  # comment\n\n  b = 2\t\n", [("a", "a = 1"), ("b", "b = 2")]),
        (
            "a = 1\r\nb = 'x'\r\n[t]\r\nc = true\r\n",
            [("a", "a = 1"), ("b", "b = 'x'"), ("t", "[t]"), ("t c", "c = true")],
        ),
        ("[t] # comment\nb = 2", [("t", "[t] # comment"), ("t b", "b = 2")]),
        ("[ t . u ]\nb = 2", [("t u", "[ t . u ]"), ("t u b", "b = 2")]),
        ("[[t.u]]\nb=2", [("t u", "[[t.u]]"), ("t u b", "b=2")]),
        ("[[ t ]]", [("t", "[[ t ]]")]),
        ("a.b.c = 1", [("a b c", "a.b.c = 1")]),
        ("a . b\t= 1", [("a b", "a . b\t= 1")]),
        ("[t]\na.b = 1", [("t", "[t]"), ("t a b", "a.b = 1")]),
        (
            "\"quoted key\" = 1\n'single' = 2",
            [("quoted key", '"quoted key" = 1'), ("single", "'single' = 2")],
        ),
        ('"a]b" = 1', [("a]b", '"a]b" = 1')]),
        ('["a]b"."#"]\nc = 1', [("a]b #", '["a]b"."#"]'), ("a]b # c", "c = 1")]),
        (r'"tab\tquote\"e\u0301" = 1', [('tab\tquote"e\u0301', r'"tab\tquote\"e\u0301" = 1')]),
        (r'"\U0001F680" = 1', [("\U0001f680", r'"\U0001F680" = 1')]),
        ('"" = 1', [("", '"" = 1')]),
        ("a-b_9 = 1\n1234 = 2", [("a-b_9", "a-b_9 = 1"), ("1234", "1234 = 2")]),
        ("d = 2020-10-02 09:27:29Z # x", [("d", "d = 2020-10-02 09:27:29Z")]),
        ("f = +1.5e-3", [("f", "f = +1.5e-3")]),
    ],
)
def test_statements(text: str, expected: list[tuple[str, str]]) -> None:
    tomllib.loads(text)
    assert shown(text) == expected


@pytest.mark.parametrize(
    "value",
    [
        '"[a]"',
        '"# no comment"',
        r'"\" [a]"',
        r'"\\"',
        "'[a] # \"'",
        r"'\'",
        '"""\n[a]\nb = 1\n"""',
        '"""one "quoted" word\n[a]"""',
        '"""ends in a quote""""',
        '"""ends in two"""""',
        '""""begins with one\n"""',
        '""""""',
        '"""\\"""\n[a]\n"""',
        '"""folded \\\n   [a]"""',
        "'''\n[a]\n'''",
        "'''it's [a]'''",
        "'''ends in one''''",
        "''''''",
        "'''\\'''",
        "[]",
        "[1, 2]",
        "[\n  1, # one ]\n  # [a]\n  2,\n]",
        '["[a]", "]", \'[\', """\n[b]\n"""]',
        "[[1, 2], [\n[a]\n]]".replace("a", "3"),
        "{}",
        "{a = 1, b.c = '}', d = [1, {e = 2}]}",
        "true",
        "0x1F",
        "07:32:00",
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_values_are_passed_over_whole(value: str, line_end: str) -> None:
    text = f"k = {value}\n[next]\nlast = 1\n".replace("\n", line_end)
    tomllib.loads(text)
    value = value.replace("\n", line_end)
    assert shown(text) == [("k", f"k = {value}"), ("next", "[next]"), ("next last", "last = 1")]


def test_kinds() -> None:
    text = "a = 1\n[b]\n[[c]]\n"
    assert [found.kind for found in scan(text)] == ["key", "table", "array-table"]


def test_inline_tables_of_a_list_are_found() -> None:
    text = 'a = [{b = 1}, # {}\n  {c = "{"},\n  {d = {e = 1}, f = [{}]}, "{"]\ng = {h = 1}\n'
    first, second = scan(text)
    assert [text[start : start + 4] for start in first.elements] == ["{b =", "{c =", "{d ="]
    assert second.elements == ()


def test_what_is_no_toml_ends_as_well() -> None:
    for text in (
        "[",
        "[[",
        "=",
        "a",
        "a =",
        '"',
        '"""',
        "a = [",
        "a = {[}",
        "]",
        "\\",
        "a = '",
        "\x00",
        "[a\nb",
    ):
        assert len(list(scan(text))) <= len(text)


@given(st.text(alphabet="ab.=[]{}#\"'\\\n\r ,1", max_size=40))
def test_any_text_ends(text: str) -> None:
    found = list(scan(text))
    assert [item.start for item in found] == sorted({item.start for item in found})


_KEYS = st.text(alphabet=st.characters(codec="utf-8"), max_size=6)
_VALUES = st.recursive(
    st.one_of(st.booleans(), st.integers(-99, 99), st.dates(), st.text(max_size=8)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(_KEYS, inner, max_size=3)),
    max_leaves=6,
)


@given(st.dictionaries(_KEYS, _VALUES, max_size=5), st.booleans())
def test_every_key_of_a_random_document_is_found(data: dict[str, object], multiline: bool) -> None:  # noqa: FBT001 - drawn
    text = tomli_w.dumps(data, multiline_strings=multiline)
    assert tomllib.loads(text) == data
    found = list(scan(text))
    assert {item.keys[0] for item in found} == set(data)
    for item in found:
        assert _stands_in(data, item)


def _stands_in(data: object, statement: Statement) -> bool:
    for key in statement.keys:
        while isinstance(data, list):  # of tables: the statement is of one of them
            data = {name: value for table in data for name, value in table.items()}
        if not isinstance(data, dict) or key not in data:
            return False
        data = data[key]
    return True
