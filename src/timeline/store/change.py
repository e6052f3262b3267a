"""A change of one file: what was there, what is to be there, and the edits between the two."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from timeline.store.place import Edit, apply
from timeline.store.replace import Snapshot

_BOM_BYTES = b"\xef\xbb\xbf"
_CONTEXT = 3


def to_text(content: bytes) -> str:
    """Return bytes as characters, also those that are no UTF-8: they come back as they were."""
    return content.decode("utf-8", "surrogateescape")


def to_bytes(text: str) -> bytes:
    """Return the bytes of what `to_text` returned."""
    return text.encode("utf-8", "surrogateescape")


class Window(NamedTuple):
    """The part of a file that a change looks at: from byte *start* up to *end*."""

    start: int
    end: int
    lines_above: int


class Change(NamedTuple):
    """What is to be done to a file; *old* is None where the file is new."""

    name: str
    """The file as the user knows it."""
    path: Path
    old: Snapshot | None
    before: str
    """The text without a byte order mark, as `edits` counts it; what is in the window if there is one."""
    edits: tuple[Edit, ...]
    window: Window | None = None
    """Where `before` stands, unless it is the whole text."""

    @property
    def after(self) -> str:
        """What `before` becomes."""
        return apply(self.before, self.edits)

    @property
    def content(self) -> bytes:
        """The new content of the file."""
        return b"".join(self.pieces)

    @property
    def pieces(self) -> tuple[bytes | memoryview, ...]:
        """The new content of the file, in pieces."""
        after = to_bytes(self.after)
        if self.window is not None and self.old is not None:
            old = memoryview(self.old.content)
            return old[: self.window.start], after, old[self.window.end :]
        return _BOM_BYTES if self._marked else b"", after

    def byte_edits(self) -> list[tuple[int, str, str]]:
        """Return the edits as places in the old bytes, the text taken out and the text put in."""
        found, position = [], 0
        offset = self.window.start if self.window is not None else len(_BOM_BYTES) if self._marked else 0
        for edit in sorted(self.edits, key=lambda edit: edit.start):
            offset += len(to_bytes(self.before[position : edit.start]))
            found.append((offset, self.before[edit.start : edit.end], edit.text))
            offset += len(to_bytes(self.before[edit.start : edit.end]))
            position = edit.end
        return found

    @property
    def _marked(self) -> bool:
        return self.old is not None and self.old.content.startswith(_BOM_BYTES)


def difference(before: str, after: str) -> Edit:
    """Return the one edit that makes *before* into *after*: all but their common beginning and end."""
    shorter = min(len(before), len(after))
    start = _common(before, after, shorter)
    end = _common(before[start:][::-1], after[start:][::-1], shorter - start)
    return Edit(start, len(before) - end, after[start : len(after) - end])


def _common(first: str, second: str, most: int) -> int:
    """Return how many characters two texts have in common from their beginning on."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if first[low:middle] == second[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def diff_lines(change: Change) -> Iterator[str]:
    """Yield the change as a unified diff, as `diff -u` and git write it."""
    above, before, edits = _in_context(change)
    old = _lines(before)
    yield f"--- {change.name if change.old else '/dev/null'}"
    yield f"+++ {change.name}"
    shift = above
    for group in _grouped(_hunks(edits, old)):
        start, end = max(0, group[0][0] - _CONTEXT), min(len(old), group[-1][1] + _CONTEXT)
        growth = sum(len(new) - (last - first) for first, last, new in group)
        yield f"@@ -{_range(start + above, end - start)} +{_range(start + shift, end - start + growth)} @@"
        yield from _body(old, group, start, end)
        shift += growth


def _in_context(change: Change) -> tuple[int, str, Sequence[Edit]]:
    """Return the lines above what is shown, its text, its edits: the window and a few lines more."""
    if change.window is None or change.old is None:
        return 0, change.before, change.edits
    content, (start, end, above) = change.old.content, change.window
    for _ in range(_CONTEXT):
        if start > 0:
            start = content.rfind(b"\n", 0, start - 1) + 1
            above -= 1
        end = content.find(b"\n", end) + 1 or len(content)
    if start == 0:
        start = len(_BOM_BYTES) if content.startswith(_BOM_BYTES) else 0
    more = len(to_text(content[start : change.window.start]))
    moved = [edit._replace(start=edit.start + more, end=edit.end + more) for edit in change.edits]
    return above, to_text(content[start:end]), moved


_Hunk = tuple[int, int, list[str]]
"""The lines to replace, from a number from 0 up to another, and what replaces them."""


def _grouped(hunks: Iterator[_Hunk]) -> list[list[_Hunk]]:
    """Return hunks in groups: those whose surroundings touch go together."""
    groups: list[list[_Hunk]] = []
    for hunk in hunks:
        if groups and hunk[0] - groups[-1][-1][1] <= 2 * _CONTEXT:
            groups[-1].append(hunk)
        else:
            groups.append([hunk])
    return groups


def _body(old: Sequence[str], group: Sequence[_Hunk], start: int, end: int) -> Iterator[str]:
    for first, last, new in (*group, (end, end, [])):
        for sign, lines in ((" ", old[start:first]), ("-", old[first:last]), ("+", new)):
            yield from (shown for line in lines for shown in _shown(sign, line))
        start = last


def _lines(text: str) -> list[str]:
    """Return the lines of a text with their ends: only line feeds end lines, as in TOML."""
    lines = text.split("\n")
    return [f"{line}\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])


def _shown(sign: str, line: str) -> Iterator[str]:
    yield f"{sign}{line.rstrip(chr(10))}"
    if not line.endswith("\n"):
        yield "\\ No newline at end of file"


def _range(start: int, count: int) -> str:
    return f"{start + 1 if count else start},{count}"


def _hunks(edits: Sequence[Edit], old: Sequence[str]) -> Iterator[_Hunk]:
    starts = list(accumulate((len(line) for line in old if line.endswith("\n")), initial=0))
    merged: list[list[Edit]] = []
    numbers: list[tuple[int, int]] = []
    for edit in sorted(edits, key=lambda edit: edit.start):
        first, last = bisect_right(starts, edit.start) - 1, bisect_right(starts, edit.end)
        if merged and first < numbers[-1][1]:
            merged[-1].append(edit)
            numbers[-1] = (numbers[-1][0], last)
        else:
            merged.append([edit])
            numbers.append((first, last))
    for together, (first, last) in zip(merged, numbers, strict=True):
        offset = starts[first]
        part = "".join(old[first:last])
        moved = [Edit(edit.start - offset, edit.end - offset, edit.text) for edit in together]
        yield _trimmed(first, old[first:last], _lines(apply(part, moved)))


def _trimmed(first: int, old: Sequence[str], new: list[str]) -> _Hunk:
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return first + start, first + len(old) - end, new[start : len(new) - end]
