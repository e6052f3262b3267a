"""What missions are called, as the index knows it; `timeline.reports.naming.Names`."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.store.index.container import BadIndexError, Container


class IndexNames:
    """The names in an index. Every method may raise `BadIndexError`."""

    def __init__(self, container: Container) -> None:
        self._container = container
        self._ids = b""
        self._names = b""

    def number(self, mission_id: str) -> int | None:
        """Return the number of a mission, from 0 in file order; None if there is none with this id."""
        wanted = f"\n{mission_id}\n".encode("utf-8", "surrogateescape")
        position = -1 if wanted.count(b"\n") > 2 else self._all_ids.find(wanted)
        return None if position < 0 else self._all_ids.count(b"\n", 0, position)

    def has(self, mission_id: str) -> bool:
        """Tell whether there is a mission with this id."""
        return self.number(mission_id) is not None

    def called(self, folded: str) -> list[str]:
        """Return the ids of the missions one of whose folded names this is."""
        return self._found(f"\t{folded}\t")

    def with_part(self, folded: str) -> list[str]:
        """Return the ids of the missions that have this in one of their folded names."""
        return self._found(folded)

    def are(self, number: int, names: bytes) -> bool:
        """Tell whether the line of a mission's names is this."""
        wanted, lines = b"\n" + names, self._all_names
        position = lines.find(wanted)
        while position >= 0:
            after = lines[position + len(wanted) : position + len(wanted) + 1]
            if after in (b"", b"\n") and lines.count(b"\n", 0, position) == number:
                return True
            position = lines.find(wanted, position + 1)
        return False

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Yield every folded name with the id of its mission."""
        lines = _text(self._all_names).split("\n")[1:]
        for mission_id, line in zip(self.ids(), lines, strict=True):
            yield from ((name, mission_id) for name in line.split("\t")[1:-1])

    def ids(self) -> list[str]:
        """Return all ids, in file order."""
        return _text(self._all_ids).split("\n")[1:-1]

    @property
    def _all_ids(self) -> bytes:
        self._ids = self._ids or self._container.read("ids")
        return self._ids

    @property
    def _all_names(self) -> bytes:
        if not self._names:
            self._names = self._container.read("names")
            if self._names.count(b"\n") != self._all_ids.count(b"\n") - 1:
                raise BadIndexError
        return self._names

    def _found(self, wanted: str) -> list[str]:
        """Return the ids of the missions in whose line something stands."""
        names, sought = self._all_names, wanted.encode("utf-8", "surrogateescape")
        ids: list[str] = []
        found: list[str] = []
        number, line = -1, 0
        position = names.find(sought)
        while position >= 0:
            ids = ids or self.ids()
            number += names.count(b"\n", line, position)
            if not 0 <= number < len(ids):
                raise BadIndexError
            found.append(ids[number])
            line = names.find(b"\n", position)
            position = -1 if line < 0 else names.find(sought, line)
        return found


def _text(content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError:
        raise BadIndexError from None
