"""Where in a store's text a new record goes, and what is put there.

What is found here is a proposal: the one that is used is the first that parses back to what was meant.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from timeline.store.literal import Fields, dotted, inline, lines, literal
from timeline.store.scan import Statement, line_end, read_keys, scan
from timeline.store.values import Value, find, read_value

_ROOT = "missions"
_LIST = "announcements"
_IDS = "ids"
_DEEPEST = 3
"""The longest path of a key that can hold a mission or its announcements in line."""
_LOOK_BACK = 5000
_COMMENTS = re.compile(r"(?:\r?\n[ \t]*#[^\n]*)+")


class Entry(NamedTuple):
    """What is to be added of one mission: itself if it is new, and announcements; or ids alone."""

    mission_id: str
    mission: Fields | None
    announcements: Sequence[Fields] = ()
    ids: Fields = MappingProxyType({})
    """Ids in other catalogues that a mission gets which is there already; in an entry of their own."""


class Edit(NamedTuple):
    """Characters *start* up to *end* of a text become *text*."""

    start: int
    end: int
    text: str
    record: int | None = None
    """Where in *text* the last record begins, if it adds any."""


class Layout:
    """How a text is laid out: its statements, and the places for new records among them."""

    def __init__(self, text: str, statements: Iterable[Statement]) -> None:
        self.text = text
        self._statements = list(statements)
        last_break = text.rfind("\n")
        self._newline = "\r\n" if text[last_break - 1 : last_break] == "\r" else "\n"

    def edits(self, entry: Entry) -> Iterator[Edit]:
        """Yield the ways to add *entry*, the best one first."""
        if entry.ids:
            yield from self._links(entry)
            return
        path = (_ROOT, entry.mission_id) if entry.mission is not None else (_ROOT, entry.mission_id, _LIST)
        value = self._inline(path)
        if value is not None:
            yield self._into(*find(*value), entry)
            return
        if entry.mission is None:
            yield from self._own_block(entry)
        yield self._after(self._end, self._blocks(entry), spaced=True)

    def _inline(self, path: tuple[str, ...]) -> tuple[Value, tuple[str, ...]] | None:
        """Return the value written in line that *path* leads into, and the way to go in it."""
        for length in range(1, len(path) + 1):
            statement = self._keys.get(path[:length])
            if statement is not None:
                start = self.text.index("=", read_keys(self.text, statement.start)[1])
                return read_value(self.text, start + 1), path[length:]
        return None

    @cached_property
    def _keys(self) -> dict[tuple[str, ...], Statement]:
        """The key statements outside announcements, by their whole path."""
        statements = (item for item in self._statements if item.kind == "key" and len(item.keys) <= _DEEPEST)
        return {item.keys: item for item in statements}

    def _links(self, entry: Entry) -> Iterator[Edit]:
        """Yield the ways to give a mission ids in catalogues: beside those it has, or after its own keys."""
        path = (_ROOT, entry.mission_id, _IDS)
        value = self._inline(path)
        if value is not None:
            table, rest = find(*value)
            pairs = (f"{dotted((*rest, name))} = {literal(item)}" for name, item in entry.ids.items())
            yield self._into_table(table, ", ".join(pairs))
            return
        after = (self._last(path), self._last_own(path[:2]), self._last(path[:2]))
        for index in (number for number in after if number is not None):
            for above in (path[2:], (), path[1:], path):
                position = line_end(self.text, self._statements[index].end)
                indent = self._indent(self._statements[index])
                newline = self._newline_at(position)
                text = "".join(f"{newline}{indent}{line}" for line in lines(entry.ids, above))
                yield _insertion(position, text)

    def _last_own(self, path: tuple[str, ...]) -> int | None:
        """Return the last key of the mission's own table, or else its header."""
        index = self._firsts.get(path)
        if index is None:
            return None
        following = range(index + 1, len(self._statements))
        own = itertools.takewhile(lambda number: self._statements[number].kind == "key", following)
        return max(own, default=index)

    def _into(self, value: Value, rest: tuple[str, ...], entry: Entry) -> Edit:
        if value.kind == "array":
            return self._into_array(value, [inline(item) for item in entry.announcements])
        added = list(entry.announcements)
        content: object = added if entry.mission is None else {**entry.mission, _LIST: added}
        if entry.mission is not None and not added:
            content = entry.mission
        return self._into_table(value, f"{dotted(rest)} = {_inline_value(content)}")

    def _into_table(self, table: Value, text: str) -> Edit:
        if not table.items:
            return _insertion(table.start + 1, f" {text} ")
        if table.comma:
            return _insertion(table.comma, f" {text}")
        return _insertion(table.items[-1].value.end, f", {text}")

    def _into_array(self, array: Value, elements: list[str]) -> Edit:
        edit = self._among_elements(array, elements)
        return edit._replace(record=edit.text.rindex(elements[-1]))

    def _among_elements(self, array: Value, elements: list[str]) -> Edit:
        if not array.items:
            return _insertion(array.start + 1, ", ".join(elements))
        last = array.items[-1].value
        line_start = self.text.rfind("\n", 0, last.start) + 1
        indent = self.text[line_start : last.start]
        if indent.strip():
            text = ", ".join(elements)
            return _insertion(array.comma, f" {text}") if array.comma else _insertion(last.end, f", {text}")
        between = f",{self._newline}{indent}"
        text = between.join(elements)
        end = line_end(self.text, array.comma or last.end)
        rest_of_line = self.text[array.comma or last.end : end].strip()
        if array.comma:
            at = end if rest_of_line.startswith("#") else array.comma
            return _insertion(at, f"{self._newline}{indent}{text},")
        if rest_of_line.startswith("#"):
            return _insertion(end, f"{self._newline}{indent}, {text}")
        return _insertion(last.end, f"{between}{text}")

    def _own_block(self, entry: Entry) -> Iterator[Edit]:
        """Yield the place after the mission's last announcement, or else after the mission, if it is safe."""
        for path in ((_ROOT, entry.mission_id, _LIST), (_ROOT, entry.mission_id)):
            index = self._last(path)
            if index is None:
                continue
            # Before a key without a header of its own the block would take that key for itself.
            if index + 1 == len(self._statements) or self._statements[index + 1].kind != "key":
                position = self._after_comments(index)
                yield self._after(position, self._blocks(entry), spaced=self._spaced(entry.mission_id))
            return

    def _last(self, path: tuple[str, ...]) -> int | None:
        return self._lasts.get(path)

    @cached_property
    def _lasts(self) -> dict[tuple[str, ...], int]:
        """The number of the last statement below each mission, and below each of its keys."""
        numbered = list(enumerate(item.keys for item in self._statements))
        return {keys[:length]: index for index, keys in numbered for length in (2, 3) if len(keys) >= length}

    @cached_property
    def _firsts(self) -> dict[tuple[str, ...], int]:
        """The number of each mission's own header."""
        numbered = enumerate(self._statements)
        return {item.keys: index for index, item in numbered if item.kind == "table" and len(item.keys) == 2}

    @cached_property
    def _headers(self) -> dict[tuple[str, ...], int]:
        """The number of the last header of each list of announcements."""
        return {item.keys: index for index, item in enumerate(self._statements) if item.kind == "array-table"}

    def _after_comments(self, index: int) -> int:
        """Return where a statement's line ends, or the comments below it that belong to nothing else."""
        end = line_end(self.text, self._statements[index].end)
        comments = _COMMENTS.match(self.text, end)
        if comments is None:
            return end
        below = line_end(self.text, comments.end())
        following = self._statements[index + 1].start if index + 1 < len(self._statements) else len(self.text)
        gap = self.text[below:following]
        belongs_to_next = gap.count("\n") == 1 and following < len(self.text)
        return end if belongs_to_next else below

    @cached_property
    def _end(self) -> int:
        return line_end(self.text, len(self.text.rstrip()))

    def _header(self, mission_id: str) -> Statement | None:
        """Return the header of the mission's last announcement, the pattern for the next one."""
        path = (_ROOT, mission_id, _LIST)
        index = self._headers.get(path)
        return None if index is None else self._statements[index]

    def _spaced(self, mission_id: str) -> bool:
        """Tell whether a blank line goes before the block: unless the mission's own blocks have none."""
        header = self._header(mission_id)
        if header is None:
            return True
        above = self.text[max(0, header.start - _LOOK_BACK) : header.start].rstrip(" \t")
        return not above or above.endswith(("\n\n", "\n\r\n")) or above.rsplit("\n", 2)[-2].strip()[:1] == "#"

    def _blocks(self, entry: Entry) -> list[list[str]]:
        """Return the lines of every block of *entry*, in the style of the mission's last announcement."""
        header, outer, inner = self._style(entry.mission_id)
        blocks = [
            [f"{outer}{header}", *(f"{inner}{line}" for line in lines(item))] for item in entry.announcements
        ]
        if entry.mission is not None:
            blocks.insert(0, [f"[{dotted((_ROOT, entry.mission_id))}]", *lines(entry.mission)])
        return blocks

    def _style(self, mission_id: str) -> tuple[str, str, str]:
        """Return the header of an announcement, its indent, and that of the keys below it."""
        model = self._header(mission_id)
        if model is None:
            return f"[[{dotted((_ROOT, mission_id, _LIST))}]]", "", ""
        end = self.text.index("]]", read_keys(self.text, model.start + 2)[1]) + 2
        outer = self._indent(model)
        index = self._headers[model.keys] + 1
        below = self._statements[index : index + 1]
        inner = self._indent(below[0]) if below and below[0].kind == "key" else outer
        return self.text[model.start : end], outer, inner

    def _indent(self, statement: Statement) -> str:
        return self.text[self.text.rfind("\n", 0, statement.start) + 1 : statement.start]

    def _after(self, position: int, blocks: list[list[str]], *, spaced: bool) -> Edit:
        """Return the insertion of *blocks* below the line that ends at *position*."""
        newline = self._newline_at(position)
        between = newline * (2 if spaced else 1)
        parts = [between + newline.join(block) for block in blocks]
        text = "".join(parts)
        last = text.index("[", len(text) - len(parts[-1]))
        return Edit(position, position, text, last)

    def _newline_at(self, position: int) -> str:
        return {"\n": "\n", "\r": "\r\n"}.get(self.text[position : position + 1], self._newline)


def _inline_value(value: object) -> str:
    if isinstance(value, list):
        return f"[{', '.join(inline(item) for item in value)}]"
    if isinstance(value, dict):
        return f"{{ {', '.join(_inline_pairs(value))} }}"
    raise TypeError(value)


def _inline_pairs(fields: Fields) -> Iterator[str]:
    for name, value in fields.items():
        if name == _LIST:
            yield f"{name} = {_inline_value(value)}"
        else:
            yield from lines({name: value})


def _insertion(position: int, text: str) -> Edit:
    return Edit(position, position, text)


def likely_edit(text: str, entry: Entry) -> Edit | None:
    """Return a way to add *entry* that is found fast, by looks; None where they mislead.

    It may be wrong all the same; `Layout` knows better.
    """
    if entry.ids:  # they belong to the first block of a mission, not to the last one
        return None
    try:
        return next(Layout(text, _last_block(text, entry) if entry.mission is None else ()).edits(entry))
    except (ValueError, IndexError):  # what looks like a header stands inside a string
        return None


def _last_block(text: str, entry: Entry) -> Iterator[Statement]:
    """Yield the statements of what looks like the mission's last block, and the one after it."""
    name = re.escape(entry.mission_id)
    start = rf"^[ \t]*\[+[ \t]*{_ROOT}[ \t]*\.[ \t]*(?:{name}|\"{name}\"|'{name}')[ \t]*"
    for more in (rf"\.[ \t]*{_LIST}[ \t]*\]", r"[].]"):
        headers = [found.end() for found in re.finditer(start + more, text, re.MULTILINE)]
        if headers:
            break
    else:
        return
    for statement in scan(text, text.rindex("\n", 0, headers[-1]) + 1):
        yield statement
        if statement.keys[:2] != (_ROOT, entry.mission_id):
            return


def apply(text: str, edits: Sequence[Edit]) -> str:
    """Return *text* with all *edits* made, which must not overlap; at one place in the order given."""
    parts, position = [], 0
    for edit in sorted(edits, key=lambda edit: edit.start):
        parts += [text[position : edit.start], edit.text]
        position = edit.end
    return "".join([*parts, text[position:]])


def edit_starts(edits: Sequence[Edit]) -> list[int]:
    """Return where each of *edits*, in the order given, begins in the text that `apply` returns."""
    order = sorted(range(len(edits)), key=lambda number: edits[number].start)
    starts, shift = [0] * len(edits), 0
    for number in order:
        edit = edits[number]
        starts[number] = edit.start + shift
        shift += len(edit.text) - (edit.end - edit.start)
    return starts
