"""The missions of a file as it is at this moment: the index knows all of it but the latest changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from timeline.model import Mission
from timeline.reports.naming import folded_names
from timeline.store.index.container import PLACE, BadIndexError, digest_of
from timeline.store.index.survey import File, Known, New, Piece, Same
from timeline.store.read import MissionReader

_MOST_CHANGED = 12
"""To look through more missions than these for each record costs more in the end than a new index."""


class Missions(Mapping[str, Mission]):
    """The missions of a file, each read when it is asked for; they also answer by name (`naming.Names`).

    All that the index does not know has been read, so the whole file is TOML and can be read part by part.
    """

    def __init__(self, file: File, known: Known, found: Sequence[Same | New]) -> None:
        """Look through a file of which *found* is the survey.

        Raises `BadIndexError` where so much has changed that the index should be made anew, `NotInPartsError`
        where what has changed can't be read part by part.
        """
        self._content = file.content
        self._known = known
        self._names = known.names
        self._reader = MissionReader(file.name)
        self._read: dict[str, Mission] = {}
        self._pieces = {
            piece.mission_id: piece for item in found if isinstance(item, New) for piece in item.pieces
        }
        self._same = {item.number: item for item in found if isinstance(item, Same)}
        self._check(found)

    def piece(self, mission_id: str) -> Piece:
        """Return where a mission stands; `KeyError` if it isn't there."""
        if mission_id in self._pieces:
            return self._pieces[mission_id]
        number = self._known.number(mission_id)
        if number is None:
            raise KeyError(mission_id)
        item = self._same.get(self._known.stretch_of(number))
        if item is None:
            raise BadIndexError
        _, start, end, above = self._known.container.numbers("places", "Q", PLACE * number, PLACE)
        by, lines = item.moved
        return Piece(mission_id, item.file, start + by, end + by, above + lines)

    def last(self) -> Piece:
        """Return where the last mission stands."""
        ids = self._known.ids
        if not ids:
            raise BadIndexError
        return max((*self._pieces.values(), self.piece(ids[-1])), key=lambda piece: piece.start)

    def __getitem__(self, mission_id: str) -> Mission:
        if mission_id not in self._read:
            piece = self.piece(mission_id)
            content = self._content[piece.start : piece.end]
            self._read[mission_id], _ = self._reader.mission(content, mission_id, piece.lines_above)
        return self._read[mission_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._known.ids)

    def __len__(self) -> int:
        return self._known.missions

    def has(self, mission_id: str) -> bool:
        """Tell whether there is a mission with this id."""
        return self._names.has(mission_id)

    def called(self, folded: str) -> list[str]:
        """Return the ids of the missions one of whose folded names this is."""
        return self._names.called(folded)

    def with_part(self, folded: str) -> list[str]:
        """Return the ids of the missions that have this in one of their folded names."""
        return self._names.with_part(folded)

    def pairs(self) -> Iterable[tuple[str, str]]:
        """Return every folded name with the id of its mission."""
        return self._names.pairs()

    def _check(self, found: Sequence[Same | New]) -> None:
        """Raise `BadIndexError` unless the missions are those of the index, in its order, so named."""
        number = changed = 0
        for item in found:
            if isinstance(item, Same):
                if item.stretch.first != number:
                    raise BadIndexError
                number += self._known.count(item.number)
                continue
            for piece in item.pieces:
                if number >= self._known.missions:
                    raise BadIndexError
                if digest_of(self._content[piece.start : piece.end]) != self._known.mission_digest(number):
                    changed += 1
                    self._check_changed(number, piece)
                if changed > _MOST_CHANGED:
                    raise BadIndexError
                number += 1
        if number != self._known.missions:
            raise BadIndexError

    def _check_changed(self, number: int, piece: Piece) -> None:
        names = "\t".join(["", *folded_names(self[piece.mission_id]), ""])
        is_its_number = self._known.number(piece.mission_id) == number
        if not (is_its_number and self._names.are(number, names.encode())):
            raise BadIndexError
