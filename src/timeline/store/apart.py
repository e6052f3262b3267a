"""Adding records to missions that each stand in a part of their file, without looking at the others.

A part and the header after it are a small store of their own: what is true of it when the records are in is
true of the whole file (`timeline.store.parts` says why).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import tomli

from timeline.store.change import Change, Window
from timeline.store.index.present import Missions
from timeline.store.index.survey import Piece
from timeline.store.insertion import together
from timeline.store.parts import NotInPartsError, split
from timeline.store.place import Edit, Entry, apply
from timeline.store.replace import Snapshot


class _Work(NamedTuple):
    """What is to be added to one part; new missions follow the last one of the file."""

    piece: Piece
    entries: list[Entry]


def change_apart(
    name: str, old: Snapshot, missions: Missions, entries: Sequence[Entry]
) -> tuple[Change, list[Entry]]:
    """Return the change of a file that adds *entries*, and these in the order of its edits.

    Raises `NotInPartsError` if there is a record for which the whole text must be looked at.
    """
    works = _works(missions, entries)
    start, end = works[0].piece.start, works[-1].piece.end
    edits: list[Edit] = []
    position = shift = 0
    content = memoryview(old.content)[start:end]
    for work in works:
        begin = work.piece.start - start
        shift += len(str(content[position:begin], "utf-8"))
        position = begin
        edits += (
            edit._replace(start=edit.start + shift, end=edit.end + shift)
            for edit in _edits(old.content, work)
        )
    window = Window(start, end, works[0].piece.lines_above)
    change = Change(name, old.path, old, str(content, "utf-8"), tuple(edits), window)
    return change, [entry for work in works for entry in work.entries]


def _works(missions: Missions, entries: Sequence[Entry]) -> list[_Work]:
    """Return the entries by part, in the order of the file."""
    found: dict[str, _Work] = {}
    last = missions.last()
    for entry in sorted(entries, key=lambda entry: entry.mission is not None):
        if (entry.mission is not None) is missions.has(entry.mission_id):
            raise NotInPartsError
        piece = missions.piece(entry.mission_id) if entry.mission is None else last
        found.setdefault(piece.mission_id, _Work(piece, [])).entries.append(entry)
    if not found:
        raise NotInPartsError
    return sorted(found.values(), key=lambda work: work.piece.start)


def _edits(content: bytes, work: _Work) -> Iterator[Edit]:
    """Yield the edits of a part, in characters from its beginning on."""
    _, _, start, end, _ = work.piece
    header = content[end : content.find(b"\n", end) + 1 or len(content)]
    if _has_returns(content, end + len(header)) != _has_returns(content, len(content)):
        raise NotInPartsError  # new lines may end as the last one of the file does
    try:
        text = str(content[start:end], "utf-8")
        both = text + header.decode()
        edits = together(both, tomli.loads(both), work.entries)
        grown = b"" if edits is None else apply(both, edits).encode()
    except (tomli.TOMLDecodeError, UnicodeError, RecursionError):  # what is to be added may be no Unicode
        raise NotInPartsError from None
    if edits is None or len(edits) != len(work.entries) or any(edit.end > len(text) for edit in edits):
        raise NotInPartsError
    new = [entry.mission_id for entry in work.entries if entry.mission is not None]
    following = [part.mission_id for part in split(header)] if header else []
    if [part.mission_id for part in split(grown)] != [work.piece.mission_id, *new, *following]:
        raise NotInPartsError
    yield from edits


def _has_returns(content: bytes, end: int) -> bool:
    """Tell whether the last line break before *end* is one of Windows."""
    return content.endswith(b"\r", 0, max(0, content.rfind(b"\n", 0, end)))
