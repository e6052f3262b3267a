"""Which line of a store each record stands on."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from timeline.model import Place

if TYPE_CHECKING:
    from timeline.store.scan import Statement

_ROOT = "missions"
_LIST = "announcements"


class Record(NamedTuple):
    """Where a record begins, and the key statements that belong to it."""

    start: int
    keys: dict[str, Statement]


class StoreText:
    """The text of one file of a store, or of a part of one, which can say where each record stands.

    The text is scanned when first asked: reports on sound stores never ask.
    """

    def __init__(self, path: str, text: str | bytes, lines_above: int = 0) -> None:
        self.path = path
        self._given = text
        self._above = lines_above
        """How many lines the file has above the part."""

    @cached_property
    def text(self) -> str:
        """The text itself, without a byte order mark."""
        given = self._given
        return given if isinstance(given, str) else given.decode("utf-8-sig")

    def mission(self, mission_id: str) -> Place:
        """Return the place of a mission."""
        return self._place(self._start(self.missions.get(mission_id)))

    def announcement(self, mission_id: str, index: int) -> Place:
        """Return the place of a mission's announcement number *index*, from 0, in file order."""
        return self._place(self._start(self._announcement(mission_id, index)))

    def key(self, key: str, mission_id: str, index: int | None = None) -> Place:
        """Return the place of a key of a mission or of its announcement; that of the record if unknown."""
        record = self.missions.get(mission_id) if index is None else self._announcement(mission_id, index)
        if record is not None and key in record.keys:
            return self._place(record.keys[key].start)
        return self._place(self._start(record))

    def list_of(self, mission_id: str) -> Place:
        """Return the place where a mission's announcements begin, whatever stands there."""
        path = (_ROOT, mission_id, _LIST)
        starts = (statement.start for statement in self.statements if statement.keys[:3] == path)
        start = next(starts, None)
        return self.mission(mission_id) if start is None else self._place(start)

    def top(self, key: str) -> Place:
        """Return the place of a key outside all missions; the first line where there is none."""
        return self._place(self._top.get(key, 0))

    def line(self, number: int) -> str:
        """Return line *number*, from 1, without its end."""
        start = self._newlines[number - 1 - self._above]
        end = self.text.find("\n", start)
        return self.text[start : len(self.text) if end < 0 else end].rstrip("\r")

    def place_at(self, offset: int) -> Place:
        """Return the place of the character at *offset*."""
        return self._place(offset)

    @cached_property
    def missions(self) -> dict[str, Record]:
        """Every mission that the text states, by id."""
        found: dict[str, Record] = {}
        for statement in self.statements:
            keys = statement.keys
            if len(keys) < 2 or keys[0] != _ROOT or keys[2:3] == (_LIST,):
                continue
            record = found.setdefault(keys[1], Record(statement.start, {}))
            if len(keys) > 2:
                record.keys.setdefault(keys[2], statement)
        return found

    @cached_property
    def announcements(self) -> dict[str, list[Record]]:
        """Every announcement that the text states, by mission id, in file order."""
        found: dict[str, list[Record]] = {}
        for statement in self.statements:
            if len(statement.keys) < 3 or statement.keys[0] != _ROOT or statement.keys[2] != _LIST:
                continue
            records = found.setdefault(statement.keys[1], [])
            if statement.kind == "array-table" and len(statement.keys) == 3:
                records.append(Record(statement.start, {}))
            elif statement.elements:
                records.extend(Record(start, {}) for start in statement.elements)
            elif records and len(statement.keys) > 3:
                records[-1].keys.setdefault(statement.keys[3], statement)
        return found

    @cached_property
    def _top(self) -> dict[str, int]:
        return {
            statement.keys[0]: statement.start for statement in reversed(self.statements) if statement.keys
        }

    @cached_property
    def statements(self) -> list[Statement]:
        """The statements of the text, in order."""
        from timeline.store.scan import scan

        return list(scan(self.text))

    @cached_property
    def _newlines(self) -> list[int]:
        starts, position = [0], self.text.find("\n")
        while position >= 0:
            starts.append(position + 1)
            position = self.text.find("\n", position + 1)
        return starts

    def _announcement(self, mission_id: str, index: int) -> Record | None:
        records = self.announcements.get(mission_id, [])
        # A list written as one inline value in an inline mission has no places of its own.
        return records[index] if index < len(records) else self.missions.get(mission_id)

    def _start(self, record: Record | None) -> int:
        return self._top.get(_ROOT, 0) if record is None else record.start

    def _place(self, offset: int) -> Place:
        line = bisect_right(self._newlines, offset)
        return Place(self.path, self._above + line, offset - self._newlines[line - 1] + 1)
