"""Where everything stands in a store: its files, stretches and missions, as an index keeps it."""

from __future__ import annotations

import json
import os
from array import array
from collections.abc import Iterator, Sequence
from functools import cached_property
from hashlib import sha256
from typing import NamedTuple

from timeline.store.index.container import PLACE, digest_of
from timeline.store.index.survey import File, Known, New, Piece, Same, Stretch, is_boundary


class Run(NamedTuple):
    """Missions in a row that the older index has, from number *old* on; or one that is new."""

    old: int | None
    length: int


class Layout:
    """The missions of *files* in order; *found* is the survey of these by what is *known*, if anything."""

    def __init__(self, files: Sequence[File], found: Sequence[Same | New], known: Known | None) -> None:
        self._files = files
        self._known = known
        self.ids: list[str] = []
        self.runs: list[Run] = []
        self.fresh: dict[int, Piece] = {}
        """The missions that are new or have changed, by number."""
        self._places = array("Q")
        self._digests: list[bytes] = []
        self._stretches: list[Stretch] = []
        self._stretch_digests: list[bytes] = []
        for item in found:
            self._take_new(item) if isinstance(item, New) else self._take_same(item)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each mission, by id."""
        return {mission_id: number for number, mission_id in enumerate(self.ids)}

    @property
    def digest(self) -> str:
        """What no other content of the store has."""
        names = "\0".join(file.path.name for file in self._files)
        return sha256(b"".join((os.fsencode(names), b"\n", *self._stretch_digests))).hexdigest()

    def piece(self, number: int) -> Piece:
        """Return where a mission stands."""
        return Piece(self.ids[number], *self._places[number * PLACE : (number + 1) * PLACE])

    def content(self, piece: Piece) -> bytes:
        """Return what stands of a mission."""
        return self._files[piece.file].content[piece.start : piece.end]

    def sections(self) -> dict[str, bytes]:
        """Return the sections of the index that say where things stand."""
        firsts = (self.ids[stretch.first] for stretch in self._stretches)
        return {
            "files": json.dumps([file.path.name for file in self._files]).encode(),
            "stretches": array("Q", (number for stretch in self._stretches for number in stretch)).tobytes(),
            "stretch-digests": b"".join(self._stretch_digests),
            "stretch-firsts": "\n".join(firsts).encode(),
            "ids": "\n".join(["", *self.ids, ""]).encode(),
            "places": self._places.tobytes(),
            "digests": b"".join(self._digests),
        }

    def _take_same(self, item: Same) -> None:
        known, stretch = self._known, item.stretch
        if known is None:
            return
        end = item.start + stretch.end - stretch.start
        self._stretches.append(
            Stretch(item.file, item.start, end, item.lines_above, stretch.lines, len(self.ids))
        )
        self._stretch_digests.append(known.digest(item.number))
        first, count = stretch.first, known.count(item.number)
        self.ids += known.ids[first : first + count]
        self.runs.append(Run(first, count))
        self._digests.append(known.mission_digest(first, count))
        self._places += _moved(known.places[first * PLACE : (first + count) * PLACE], item)

    def _take_new(self, item: New) -> None:
        for start, pieces in _divided(item):
            end = pieces[-1].end
            content = self._files[item.file].content[start:end]
            above = pieces[0].lines_above if start else 0
            self._stretches.append(Stretch(item.file, start, end, above, content.count(b"\n"), len(self.ids)))
            self._stretch_digests.append(digest_of(content))
            for piece in pieces:
                self._take_piece(piece)

    def _take_piece(self, piece: Piece) -> None:
        digest = digest_of(self.content(piece))
        old = None if self._known is None else self._known.number(piece.mission_id)
        is_old = old is not None and self._known is not None and self._known.mission_digest(old) == digest
        if not is_old:
            self.fresh[len(self.ids)] = piece
        self.ids.append(piece.mission_id)
        self.runs.append(Run(old if is_old else None, 1))
        self._digests.append(digest)
        self._places.extend(piece[1:])


def _moved(places: array[int], item: Same) -> array[int]:
    """Return the places of a stretch's missions as they are now."""
    by, lines = item.moved
    if by or lines or item.file != item.stretch.file:
        places[0::PLACE] = array("Q", [item.file] * (len(places) // PLACE))
        places[1::PLACE] = array("Q", [start + by for start in places[1::PLACE]])
        places[2::PLACE] = array("Q", [end + by for end in places[2::PLACE]])
        places[3::PLACE] = array("Q", [above + lines for above in places[3::PLACE]])
    return places


def _divided(item: New) -> Iterator[tuple[int, list[Piece]]]:
    """Yield the stretches of new content: where each begins, and its missions."""
    start, pieces = item.start, [item.pieces[0]]
    for piece in item.pieces[1:]:
        if is_boundary(piece.mission_id):
            yield start, pieces
            start, pieces = piece.start, []
        pieces.append(piece)
    yield start, pieces
