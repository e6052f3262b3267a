"""Where everything stands in a store: its files, stretches and missions, as an index keeps it."""

from __future__ import annotations

import json
import os
from array import array
from collections.abc import Iterator, Sequence
from functools import cached_property
from hashlib import sha256
from typing import NamedTuple

from timeline.store.index.container import digest_of
from timeline.store.index.survey import File, Known, New, Piece, Same, Stretch, is_boundary


class Place(NamedTuple):
    """Where a mission stands now, the digest of that, and its number in the older index if it is the same."""

    piece: Piece
    digest: bytes
    old: int | None


class Layout:
    """The missions of *files* in order; *found* is the survey of these by what is *known*, if anything."""

    def __init__(self, files: Sequence[File], found: Sequence[Same | New], known: Known | None) -> None:
        self._files = files
        self._known = known
        self.places: list[Place] = []
        self._stretches: list[Stretch] = []
        self._digests: list[bytes] = []
        for item in found:
            self._take_new(item) if isinstance(item, New) else self._take_same(item)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each mission, by id."""
        return {place.piece.mission_id: number for number, place in enumerate(self.places)}

    @property
    def digest(self) -> str:
        """What no other content of the store has."""
        names = "\0".join(file.path.name for file in self._files)
        return sha256(b"".join((os.fsencode(names), b"\n", *self._digests))).hexdigest()

    def content(self, piece: Piece) -> bytes:
        """Return what stands of a mission."""
        return self._files[piece.file].content[piece.start : piece.end]

    def sections(self) -> dict[str, bytes]:
        """Return the sections of the index that say where things stand."""
        firsts = (self.places[stretch.first].piece.mission_id for stretch in self._stretches)
        pieces = (number for place in self.places for number in place.piece[1:])
        return {
            "files": json.dumps([file.path.name for file in self._files]).encode(),
            "stretches": array("Q", (number for stretch in self._stretches for number in stretch)).tobytes(),
            "stretch-digests": b"".join(self._digests),
            "stretch-firsts": "\n".join(firsts).encode(),
            "ids": "\n".join(["", *self.numbers, ""]).encode(),
            "places": array("Q", pieces).tobytes(),
            "digests": b"".join(place.digest for place in self.places),
        }

    def _take_same(self, item: Same) -> None:
        known = self._known
        if known is None:
            return
        first = item.stretch.first
        end = item.start + item.stretch.end - item.stretch.start
        moved = Stretch(item.file, item.start, end, item.lines_above, item.stretch.lines, len(self.places))
        self._stretches.append(moved)
        self._digests.append(known.digest(item.number))
        by, lines = item.start - item.stretch.start, item.lines_above - item.stretch.lines_above
        for number in range(first, first + known.count(item.number)):
            _, start, end, above = known.places[number * 4 : number * 4 + 4]
            piece = Piece(known.ids[number], item.file, start + by, end + by, above + lines)
            self.places.append(Place(piece, known.mission_digest(number), number))

    def _take_new(self, item: New) -> None:
        for start, pieces in _divided(item):
            end = pieces[-1].end
            content = self._files[item.file].content[start:end]
            above = pieces[0].lines_above if start else 0
            self._stretches.append(
                Stretch(item.file, start, end, above, content.count(b"\n"), len(self.places))
            )
            self._digests.append(digest_of(content))
            self.places += (self._new_place(piece) for piece in pieces)

    def _new_place(self, piece: Piece) -> Place:
        digest = digest_of(self.content(piece))
        old = None if self._known is None else self._known.number(piece.mission_id)
        is_old = old is not None and self._known is not None and self._known.mission_digest(old) == digest
        return Place(piece, digest, old if is_old else None)


def _divided(item: New) -> Iterator[tuple[int, list[Piece]]]:
    """Yield the stretches of new content: where each begins, and its missions."""
    start, pieces = item.start, [item.pieces[0]]
    for piece in item.pieces[1:]:
        if is_boundary(piece.mission_id):
            yield start, pieces
            start, pieces = piece.start, []
        pieces.append(piece)
    yield start, pieces
