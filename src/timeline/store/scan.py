"""Where the statements of a TOML text begin and end.

The parser gives the data and no positions; this scanner gives positions and no data. It relies on the text
having been parsed: on text that is no TOML it returns statements that mean nothing, but it ends.
Source: the grammar of TOML 1.0.0, https://toml.io/en/v1.0.0
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_KEY = re.compile(r"""[ \t]*(?:([A-Za-z0-9_-]+)|"((?:[^"\\\n]|\\.)*)"|'([^'\n]*)')[ \t]*(\.)?""")
VALUE = re.compile(
    r'''"""(?:[^\\]|\\[\s\S])*?"{3,5}'''
    r"""|'{3}[\s\S]*?'{3,5}"""
    r'''|"(?:[^"\\\n]|\\.)*"'''
    r"""|'[^'\n]*'"""
    r"|\#[^\n]*"
    r"|[\[\]{}\n,]"
    r"|[^\[\]{}\n,\"'#]+"
)
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|x([0-9A-Fa-f]{2})|(.))")
_ESCAPED = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b"}


class Statement(NamedTuple):
    """A table header or a key with its value, from character *start* up to *end*, without the line end."""

    keys: tuple[str, ...]
    """The whole path from the root: the table's, and for a key its own."""
    kind: str
    """`table`, `array-table` or `key`."""
    start: int
    end: int
    elements: tuple[int, ...] = ()
    """Where the inline tables of an array value begin."""


def scan(text: str, position: int = 0) -> Iterator[Statement]:
    """Yield the statements of *text* in order, from *position* on, where a statement must begin."""
    table: tuple[str, ...] = ()
    while True:
        position = _skip(BLANK, text, position)
        if position >= len(text):
            return
        statement = _header(text, position) if text[position] == "[" else _key_value(text, position, table)
        if statement.kind != "key":
            table = statement.keys
        yield statement
        position = max(statement.end, position + 1)


def _skip(pattern: re.Pattern[str], text: str, position: int) -> int:
    found = pattern.match(text, position)
    return found.end() if found else position


def _header(text: str, start: int) -> Statement:
    kind = "array-table" if text.startswith("[[", start) else "table"
    keys, position = read_keys(text, start + (2 if kind == "array-table" else 1))
    return Statement(keys, kind, start, line_end(text, position))


def line_end(text: str, position: int) -> int:
    """Return where the line of *position* ends, before its line break."""
    found = text.find("\n", position)
    end = len(text) if found < 0 else found
    return end - 1 if text[end - 1 : end] == "\r" else end


def read_keys(text: str, position: int) -> tuple[tuple[str, ...], int]:
    """Return the dotted key that stands at *position*, and where it ends."""
    keys: list[str] = []
    while found := _KEY.match(text, position):
        bare, basic, literal, dot = found.groups()
        keys.append(bare or literal or _unescape(basic or ""))
        position = found.end()
        if not dot:
            break
    return tuple(keys), position


def _unescape(text: str) -> str:
    return _ESCAPE.sub(_one_escape, text) if "\\" in text else text


def _one_escape(found: re.Match[str]) -> str:
    code = found[1] or found[2] or found[3]
    return chr(int(code, 16)) if code else _ESCAPED.get(found[4], found[4])


def _key_value(text: str, start: int, table: tuple[str, ...]) -> Statement:
    keys, position = read_keys(text, start)
    elements: list[int] = []
    depth = 0
    end = position
    for token in VALUE.finditer(text, position + 1):
        mark = token[0][0]
        if mark == "\n" and depth == 0:
            break
        if mark in "[{":
            depth += 1
            if mark == "{" and depth == 2:
                elements.append(token.start())
        elif mark in "]}":
            depth -= 1
        elif mark in "#\n" or token[0].isspace():
            continue
        end = token.start() + len(token[0].rstrip())
    return Statement((*table, *keys), "key", start, end, tuple(elements))
