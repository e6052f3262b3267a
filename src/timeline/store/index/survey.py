"""What has changed in a store since its index was made.

The index divides each file into *stretches* of some thirty missions and keeps a digest of each. Where one
begins depends on the ids of the missions alone, so that the same content is divided alike, and edits change
the stretches that they are in and hardly others.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from timeline.store.index.container import DIGEST, PLACE, BadIndexError, Container, digest_of
from timeline.store.index.names import IndexNames
from timeline.store.parts import NotInPartsError, mission_of, read_head, split
from timeline.store.read import FORMAT

_MISSIONS_PER_STRETCH = 32
_MOST_SEARCHES = 8
"""So many missions that have vanished are looked for, before all that follows counts as new."""
_FIELDS = 6
_NUMBER_BYTES = 8
_MANY = 200
"""Who asks for more missions than these by id had better know them all."""


class File(NamedTuple):
    """A file of a store as it was read: how the user knows it, and what is in it."""

    name: str
    path: Path
    content: bytes


class Stretch(NamedTuple):
    """Missions that stand one after the other; the first stretch of a file has its head, too."""

    file: int
    start: int
    end: int
    lines_above: int
    lines: int
    first: int
    """The number of its first mission, from 0 in the whole store."""


class Piece(NamedTuple):
    """Where the part of a mission stands: number of the file, bytes from *start* to *end*, lines above it."""

    mission_id: str
    file: int
    start: int
    end: int
    lines_above: int


class Same(NamedTuple):
    """A stretch that the index has, and where it is now."""

    number: int
    stretch: Stretch
    file: int
    start: int
    lines_above: int

    @property
    def moved(self) -> tuple[int, int]:
        """By how many bytes, and by how many lines, it stands lower than it did."""
        return self.start - self.stretch.start, self.lines_above - self.stretch.lines_above


class New(NamedTuple):
    """Content that the index doesn't have: whole stretches."""

    file: int
    start: int
    end: int
    pieces: list[Piece]


class Known:
    """The stretches that an index has. Every method may raise `BadIndexError`."""

    def __init__(self, container: Container) -> None:
        self.container = container
        self.firsts = container.read("stretch-firsts").split(b"\n")
        self._digests = container.read("stretch-digests")
        numbers = container.numbers("stretches", "Q")
        if len(numbers) != len(self.firsts) * _FIELDS or len(self._digests) != len(self.firsts) * DIGEST:
            raise BadIndexError
        starts = range(0, len(numbers), _FIELDS)
        self.stretches = [Stretch(*numbers[start : start + _FIELDS]) for start in starts]
        self._asked = 0
        self.names = IndexNames(container)
        self.files = container.json("files")
        """The names of the files, without folders."""
        self._mission_digests = container.read("digests")
        self.missions = len(self._mission_digests) // DIGEST
        if (
            container.size("digests") % DIGEST
            or container.size("places") != self.missions * PLACE * _NUMBER_BYTES
        ):
            raise BadIndexError

    @cached_property
    def ids(self) -> list[str]:
        """The ids of the missions, in order."""
        return self.names.ids()

    def number(self, mission_id: str) -> int | None:
        """Return the number of a mission; None if there is none with this id."""
        self._asked += 1
        if self._asked < _MANY:
            return self.names.number(mission_id)
        return self._numbers.get(mission_id)

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {mission_id: number for number, mission_id in enumerate(self.ids)}

    @cached_property
    def places(self) -> array[int]:
        """File, first byte, last byte and lines above of each mission."""
        return self.container.numbers("places", "Q", 0, PLACE * self.missions)

    def mission_digest(self, number: int, count: int = 1) -> bytes:
        """Return the digest of what stood of a mission, or of several in a row."""
        return self._mission_digests[number * DIGEST : (number + count) * DIGEST]

    def digest(self, number: int) -> bytes:
        """Return the digest of a stretch."""
        return self._digests[number * DIGEST : (number + 1) * DIGEST]

    def count(self, number: int) -> int:
        """Return how many missions stand in a stretch."""
        after = self.stretches[number + 1].first if number + 1 < len(self.stretches) else self.missions
        return after - self.stretches[number].first

    def of_file(self, name: str) -> list[int]:
        """Return the numbers of the stretches of a file."""
        return self._by_file.get(name, [])

    @cached_property
    def _by_file(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for number, stretch in enumerate(self.stretches):
            found.setdefault(self.files[stretch.file], []).append(number)
        return found

    def stretch_of(self, mission: int) -> int:
        """Return the number of the stretch in which a mission stands, by its number."""
        return bisect_right(self.stretches, mission, key=lambda stretch: stretch.first) - 1

    def is_same(self, number: int, content: memoryview, start: int) -> bool:
        """Tell whether a stretch stands in *content*, which is not copied, from *start* on."""
        _, begin, end, *_ = self.stretches[number]
        there = content[start : start + end - begin]
        return digest_of(there) == self.digest(number)


def survey(files: Sequence[File], known: Known | None) -> list[Same | New]:
    """Return the stretches of *files* in order: those that are *known*, and new ones, not yet divided.

    Raises `NotInPartsError` where the new ones can't be read part by part.
    """
    found: list[Same | New] = []
    for number, file in enumerate(files):
        old = [] if known is None else known.of_file(file.path.name)
        found += _placed(
            number, file.content, known, _merged(_compared(file.content, known, old), file.content)
        )
    _check_ids(found, known)
    return found


def is_unchanged(files: Sequence[File], found: Sequence[Same | New], known: Known) -> bool:
    """Tell whether the survey *found* that *files* are just what is *known*."""
    numbers = [item.number for item in found if isinstance(item, Same)]
    names = [file.path.name for file in files]
    return (
        len(found) == len(numbers) and numbers == list(range(len(known.stretches))) and names == known.files
    )


def is_boundary(mission_id: str) -> bool:
    """Tell whether a stretch begins with this mission, if it isn't the first of its file."""
    return crc32(mission_id.encode()) % _MISSIONS_PER_STRETCH == 0


_Span = tuple[int | None, int, int]
"""The number of a known stretch, or None; and from which byte up to which it stands."""


def _compared(content: bytes, known: Known | None, old: Sequence[int]) -> Iterator[_Span]:
    position = 0
    index = 0
    view = memoryview(content)
    while known is not None and index < len(old):
        if known.is_same(old[index], view, position):
            stretch = known.stretches[old[index]]
            end = position + stretch.end - stretch.start
            yield old[index], position, end
            index += 1
        else:
            index, end = _next_known(content, known, old, index + 1, position)
            yield None, position, end
        position = end
    yield None, position, len(content)


def _next_known(
    content: bytes, known: Known, old: Sequence[int], index: int, position: int
) -> tuple[int, int]:
    """Return which of *old*, from *index* on, probably comes next, and where: its first mission is there."""
    for candidate in range(index, min(index + _MOST_SEARCHES, len(old))):
        found = content.find(b"\n[missions.%b]" % known.firsts[old[candidate]], position)
        if found >= 0:
            return candidate, found + 1
    return len(old), len(content)


def _merged(spans: Iterator[_Span], content: bytes) -> list[_Span]:
    """Return *spans* with the new ones joined, and each of them whole stretches."""
    found: list[_Span] = []
    for number, begin, end in spans:
        start = begin
        if start == end:
            continue
        while number is None and found and not _begins_stretch(content, start):
            start = found.pop()[1]
        last = found[-1] if found else None
        if last is not None and last[0] is None and (number is None or not _has_mission(content, last)):
            found[-1] = (None, last[1], end)
        else:
            found.append((number, start, end))
    return found


def _begins_stretch(content: bytes, start: int) -> bool:
    if start == 0:
        return True
    if content[start - 1] != ord("\n"):  # what was the end of the file goes on in its last line
        return False
    try:
        return is_boundary(mission_of(content[start : start + 1000]))
    except NotInPartsError:
        return False


def _has_mission(content: bytes, span: _Span) -> bool:
    _, start, end = span
    return start > 0 or content.startswith(b"[missions.") or content.find(b"\n[missions.", 0, end) >= 0


def _placed(number: int, content: bytes, known: Known | None, spans: Sequence[_Span]) -> Iterator[Same | New]:
    lines = 0
    for old, start, end in spans:
        if old is not None and known is not None:
            stretch = known.stretches[old]
            yield Same(old, stretch, number, start, lines)
            lines += stretch.lines
        else:
            yield New(number, start, end, list(_pieces(number, content, start, end, lines)))
            lines += content.count(b"\n", start, end)


def _pieces(file: int, content: bytes, start: int, end: int, lines: int) -> Iterator[Piece]:
    new = content if end - start == len(content) else content[start:end]
    parts = split(new)
    if not (_is_head(new[: parts[0].start]) if start == 0 else parts[0].start == 0):
        raise NotInPartsError
    position = 0
    for mission_id, begin, stop in parts:
        lines += new.count(b"\n", position, begin)
        position = begin
        yield Piece(mission_id, file, start + begin, start + stop, lines)


def _is_head(content: bytes) -> bool:
    """Tell whether a file begins like a store: with its format and nothing else. True is not 1."""
    head = read_head(content)
    return head == {"format": FORMAT} and head["format"] is not True


def _check_ids(found: Sequence[Same | New], known: Known | None) -> None:
    """Raise `NotInPartsError` if a mission is in two places."""
    new = [piece.mission_id for item in found if isinstance(item, New) for piece in item.pieces]
    if len(set(new)) != len(new):
        raise NotInPartsError
    if known is None:
        return
    kept = {item.number for item in found if isinstance(item, Same)}
    for mission_id in new:
        number = known.number(mission_id)
        if number is not None and known.stretch_of(number) in kept:
            raise NotInPartsError
