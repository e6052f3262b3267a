"""A store's content in parts, one for each mission, that can be read one by one.

Reading in parts needs little memory, and an edit changes one part and leaves the others as they were. It is
possible where every table header stands at the beginning of its line, names its mission in plain letters, and
stands with the others of its mission: as the program writes stores, and nearly everybody who keeps one.

Why the parts say what the whole says: no header but a mission's begins a part, so a part that is TOML by
itself begins and ends between two statements, and so does the next one. Statements of different missions have
nothing to do with one another. What is not so fails as a part, and then the whole is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import tomli


class NotInPartsError(Exception):
    """The content can't be read in parts; read as a whole it says what it says, or what is wrong."""


class Part(NamedTuple):
    """Where a mission stands: from byte *start* up to *end*."""

    mission_id: str
    start: int
    end: int


_BEGIN = b"\n[missions."
_HEADER = re.compile(rb"\[missions\.([A-Za-z0-9_-]+)[ \t]*([.\]])")
_INDENTED = re.compile(rb"\n[ \t]+\[(?!\[missions\.)")


def split(content: bytes) -> list[Part]:
    """Return the parts of a file's content, in order; what is before the first one is the head.

    Raises `NotInPartsError` where it has none. Whether a part says just its mission, reading shows.
    """
    starts = _starts(content)
    headers = content.count(b"\n[") + content.startswith(b"[")
    if not starts or headers != len(starts) + content.count(b"\n[[missions."):
        raise NotInPartsError  # a header that is spelt otherwise, or a line of an array that looks like one
    if (b"\n " in content or b"\n\t" in content) and _INDENTED.search(content):
        raise NotInPartsError
    found: list[Part] = []
    known: set[bytes] = set()
    last = None
    for start, end in zip(starts, [*starts[1:], len(content)], strict=True):
        header = _HEADER.match(content, start)
        if header is None:
            raise NotInPartsError
        mission_id, mark = header.groups()
        if mission_id == last:
            found[-1] = found[-1]._replace(end=end)  # a table below the mission, such as its ids
            continue
        if mark == b"." or mission_id in known:
            raise NotInPartsError
        found.append(Part(mission_id.decode(), start, end))
        known.add(mission_id)
        last = mission_id
    return found


def _starts(content: bytes) -> list[int]:
    starts = [0] if content.startswith(_BEGIN[1:]) else []
    position = content.find(_BEGIN)
    while position >= 0:
        starts.append(position + 1)
        position = content.find(_BEGIN, position + 1)
    return starts


def read_head(content: bytes) -> dict[str, Any]:
    """Return what the bytes before the first part say; `NotInPartsError` if there is a mission in it."""
    head = _loads(content, "utf-8-sig")
    if "missions" in head:
        raise NotInPartsError
    return head


def read_part(content: bytes, mission_id: str) -> dict[str, Any]:
    """Return the table of the one mission that a part is of; `NotInPartsError` if it says anything else."""
    data = _loads(content, "utf-8")
    missions = data.get("missions")
    if len(data) != 1 or not isinstance(missions, dict) or list(missions) != [mission_id]:
        raise NotInPartsError
    table = missions[mission_id]
    if not isinstance(table, dict):
        raise NotInPartsError
    return table


def mission_of(content: bytes) -> str:
    """Return whose part it is, by its first header; `NotInPartsError` if it has none."""
    header = _HEADER.match(content)
    if header is None:
        raise NotInPartsError
    return header[1].decode()


def read_parts(content: bytes, parts: Sequence[Part]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each mission's id and table; `NotInPartsError` at a part that says anything else."""
    for mission_id, start, end in parts:
        yield mission_id, read_part(content[start:end], mission_id)


def _loads(content: bytes, encoding: str) -> dict[str, Any]:
    try:
        return tomli.loads(content.decode(encoding))
    except (UnicodeDecodeError, tomli.TOMLDecodeError, RecursionError):
        raise NotInPartsError from None
