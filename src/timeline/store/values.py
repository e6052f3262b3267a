"""Where the parts of a value written in line begin and end: the elements of an array, the keys of a table.

Like the scanner it gives positions and no data, and relies on the text having been parsed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from timeline.store.scan import BLANK, VALUE, read_keys


class Value(NamedTuple):
    """A value from character *start* up to *end*, and what it is made of if it is an array or a table."""

    start: int
    end: int
    kind: str
    """`array`, `table` or `scalar`."""
    items: tuple[Item, ...] = ()
    comma: int = 0
    """Where the last item's own comma ends; 0 if it has none."""


class Item(NamedTuple):
    """An element of an array, which has no keys, or a key of a table with its value."""

    keys: tuple[str, ...]
    value: Value


def read_value(text: str, position: int) -> Value:
    """Return the value that begins at *position* or after the blanks there."""
    position = _after_blanks(text, position)
    mark = text[position : position + 1]
    if mark == "[":
        return _collection(text, position, "array", "]")
    if mark == "{":
        return _collection(text, position, "table", "}")
    return Value(position, _scalar_end(text, position), "scalar")


def find(value: Value, path: tuple[str, ...]) -> tuple[Value, tuple[str, ...]]:
    """Return the deepest value on the way down *path*, and what of the path remains."""
    if value.kind == "table":
        for keys, inner in value.items:
            if path[: len(keys)] == keys:
                return find(inner, path[len(keys) :])
    return value, path


def scalars(value: Value, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Value]]:
    """Yield every value in *value* that is no array and no table, with the way there: keys and numbers."""
    if value.kind == "scalar":
        yield path, value
    for number, (keys, inner) in enumerate(value.items):
        yield from scalars(inner, (*path, *(keys or (number,))))


def _collection(text: str, start: int, kind: str, closing: str) -> Value:
    items: list[Item] = []
    position, comma = start + 1, 0
    while True:
        position = _after_blanks(text, position)
        mark = text[position : position + 1]
        if mark in ("", closing):
            return Value(start, position + 1, kind, tuple(items), comma)
        if mark == ",":
            position = comma = position + 1
            continue
        item = _item(text, position, kind)
        items.append(item)
        # A text that is no TOML may hold nothing here: go on all the same.
        position, comma = max(item.value.end, position + 1), 0


def _item(text: str, position: int, kind: str) -> Item:
    if kind == "array":
        return Item((), read_value(text, position))
    keys, position = read_keys(text, position)
    return Item(keys, read_value(text, position + 1))


def _scalar_end(text: str, position: int) -> int:
    found = VALUE.match(text, position)
    if found is None:
        return position
    token = found[0]
    return position + len(token if token[0] in "\"'" else token.rstrip())


def _after_blanks(text: str, position: int) -> int:
    found = BLANK.match(text, position)
    return found.end() if found else position
