"""The names of many missions, each folded once: for finding one mission after another."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property
from itertools import accumulate

from timeline.model import Mission
from timeline.reports.naming import folded_names


class Directory:
    """What missions are called: the `Names` of a ledger that is asked often, and may grow meanwhile."""

    def __init__(self, missions: Iterable[Mission]) -> None:
        self._ids: set[str] = set()
        self._by_name: dict[str, list[str]] = {}
        self._pairs: list[tuple[str, str]] = []
        for mission in missions:
            self.add(mission)

    def add(self, mission: Mission) -> None:
        """Make a mission findable, after the others."""
        self._ids.add(mission.id)
        for name in dict.fromkeys(folded_names(mission)):
            self._by_name.setdefault(name, []).append(mission.id)
            self._pairs.append((name, mission.id))
        self.__dict__.pop("_joined", None)

    def has(self, mission_id: str) -> bool:
        """Tell whether there is a mission with this id."""
        return mission_id in self._ids

    def called(self, folded: str) -> list[str]:
        """Return the ids of the missions one of whose folded names this is, in the order of adding."""
        return self._by_name.get(folded, [])

    def with_part(self, folded: str) -> list[str]:
        """Return the ids of the missions that have this in one of their folded names, in that order."""
        text, starts = self._joined
        found: dict[str, None] = {}
        position = text.find(folded)
        while 0 <= position < len(text):
            following = bisect_right(starts, position)
            found[self._pairs[following - 1][1]] = None
            position = text.find(folded, starts[following])
        return list(found)

    def pairs(self) -> Iterable[tuple[str, str]]:
        """Return every folded name with the id of its mission, in that order."""
        return self._pairs

    @cached_property
    def _joined(self) -> tuple[str, list[int]]:
        """All names in one text, which is searched the fastest, and where each begins in it, and the end."""
        lines = [f"{name}\n" for name, _ in self._pairs]
        return "".join(lines), list(accumulate(map(len, lines), initial=0))
