"""Which mission of the ledger a foreign catalogue means: by its id there, by name, and never by guess."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from timeline.model import LAUNCH, Ledger, Mission, Status
from timeline.reports.directory import Directory
from timeline.reports.history import histories_of
from timeline.reports.naming import find_id, fold
from timeline.reports.statements import Snapshot, Statement

NEW = "+"
"""In a map: it is a mission that the ledger lacks."""
LEFT_OUT = "-"
"""In a map: leave it out."""
_DIGIT = re.compile(r"\d")
_MOST_CANDIDATES = 5


class Doubt(NamedTuple):
    """A statement that could be about several missions, or about one that only looks like it."""

    statement: Statement
    candidates: tuple[Mission, ...]

    @property
    def key(self) -> str:
        """What names the statement in a map: its foreign id, else its name."""
        return self.statement.foreign_id or self.statement.mission.name


class Index:
    """The missions of a ledger by what foreign catalogues may call them."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self.missions: dict[str, Mission] = {}
        self._by_foreign: dict[tuple[str, str], list[str]] = {}
        self._by_name: dict[str, list[str]] = {}
        self._order: dict[str, int] = {}
        self._names_by_word: dict[str, list[str]] = {}
        self._names_by_rarest_word: dict[str, list[str]] = {}
        self._next_number: dict[str, int] = {}
        for mission in ledger.missions.values():
            self.add(mission)

    def add(self, mission: Mission) -> None:
        """Make a mission findable."""
        self.missions[mission.id] = mission
        for name in dict.fromkeys(_folded(mission)):
            if name not in self._by_name:
                self._by_name[name] = []
                self._add_name(name)
            self._by_name[name].append(mission.id)
        for catalog, foreign_id in mission.ids.items():
            self.link(mission.id, catalog, foreign_id)

    def _add_name(self, name: str) -> None:
        self._order[name] = len(self._order)
        words = dict.fromkeys(name.split())
        for word in words:
            self._names_by_word.setdefault(word, []).append(name)
        if words:
            rarest = min(words, key=lambda word: len(self._names_by_word[word]))
            self._names_by_rarest_word.setdefault(rarest, []).append(name)

    def link(self, mission_id: str, catalog: str, foreign_id: str) -> None:
        """Make a mission findable by its id in a catalogue."""
        self._by_foreign.setdefault((catalog, foreign_id), []).append(mission_id)

    def linked(self, catalog: str) -> Iterator[tuple[str, Mission]]:
        """Yield the missions that have an id in a catalogue, with that id."""
        for (known, foreign_id), mission_ids in self._by_foreign.items():
            if known == catalog:
                yield from ((foreign_id, self.missions[mission_id]) for mission_id in mission_ids)

    def find(self, statement: Statement, snapshot: Snapshot, here: Collection[str]) -> Mission | Doubt | None:
        """Return the mission that a statement is about, None for a new one, or a doubt.

        *here* are the foreign ids of the whole snapshot; where it is a ledger of ours, its missions' ids.
        """
        known = self._known(statement, snapshot)
        if len(known) == 1:
            return known[0]
        if known:
            return Doubt(statement, tuple(known))
        free = [
            mission
            for mission in self._called(_folded_names(statement))
            if not self._is_another(mission, snapshot, here)
        ]
        if len(free) == 1 and not (statement.foreign_id and self._has_id(free[0], snapshot.catalog)):
            return free[0]
        near = free or [
            mission
            for mission in self._near(fold(statement.mission.name))
            if not self._has_id(mission, snapshot.catalog)
            if snapshot.catalog or mission.id not in here  # a ledger that lists both knows them apart
        ]
        return Doubt(statement, tuple(near[:_MOST_CANDIDATES])) if near else None

    def mapped(self, target: str) -> Mission:
        """Return the mission that a map names; `TimelineError` if there is none or more than one."""
        return self._ledger.missions[find_id(self._names, target)]

    @cached_property
    def _names(self) -> Directory:
        return Directory(self._ledger.missions.values())

    def free_id(self, wanted: str) -> str:
        """Return *wanted*, or with the first number that makes it an id that no mission has."""
        if wanted not in self.missions:
            return wanted
        number = self._next_number.get(wanted, 2)
        while f"{wanted}-{number}" in self.missions:
            number += 1
        self._next_number[wanted] = number
        return f"{wanted}-{number}"

    def _known(self, statement: Statement, snapshot: Snapshot) -> list[Mission]:
        if not snapshot.catalog:
            own = self.missions.get(statement.mission.id)
            return [] if own is None else [own]
        ids = self._by_foreign.get((snapshot.catalog, statement.foreign_id), ())
        return [self.missions[mission_id] for mission_id in ids] if statement.foreign_id else []

    def _called(self, names: Iterable[str]) -> list[Mission]:
        found = dict.fromkeys(mission_id for name in names for mission_id in self._by_name.get(name, ()))
        return [self.missions[mission_id] for mission_id in found]

    def _has_id(self, mission: Mission, catalog: str) -> bool:
        return bool(catalog) and catalog in mission.ids

    def _is_another(self, mission: Mission, snapshot: Snapshot, here: Collection[str]) -> bool:
        """Tell whether the catalogue has a mission of this name under another id, besides this one.

        It has if that id is in the same answer, or if that mission is over; else it may have a new id now.
        """
        if not self._has_id(mission, snapshot.catalog):
            return False
        return mission.ids[snapshot.catalog] in here or not is_ahead(mission, self._ledger)

    def _near(self, wanted: str) -> list[Mission]:
        """Return the missions whose names hold *wanted* as whole words, or the other way round.

        Those that share its first word come first. Only names that share a rare word are looked at, since
        thousands may share a common one.
        """
        words = wanted.split()
        longer = min((self._names_by_word.get(word, []) for word in words), key=len, default=[])
        shorter = (name for word in words for name in self._names_by_rarest_word.get(word, ()))
        near = {
            *(name for name in longer if _is_near(wanted, name)),
            *(name for name in shorter if _is_near(name, wanted)),
        }
        return self._called(sorted(near, key=lambda name: (_first_shared(words, name), self._order[name])))


def is_ahead(mission: Mission, ledger: Ledger) -> bool:
    """Tell whether a mission's launch is still to come."""
    for history in histories_of(mission, ledger, shared=False):
        if history.milestone == LAUNCH:
            return history.current.status in (Status.PLANNED, Status.ON_HOLD)
    return False


def mapping_of(pairs: Iterable[str]) -> Mapping[str, str]:
    """Return the map that texts `FOREIGN=MISSION` state; `ValueError` with the text that is none."""
    found = {}
    for pair in pairs:
        foreign, equals, target = pair.rpartition("=")
        if not equals or not foreign.strip() or not target.strip():
            raise ValueError(pair)
        found[foreign.strip()] = target.strip()
    return found


def _is_near(part: str, whole: str) -> bool:
    telling = " " in part or _DIGIT.search(part) is not None
    return telling and part != whole and f" {part} " in f" {whole} "


def _first_shared(words: list[str], name: str) -> int:
    """Return the number of the first of *words* that *name* has, too."""
    shared = set(name.split())
    return next(number for number, word in enumerate(words) if word in shared)


def _folded(mission: Mission) -> Iterator[str]:
    yield fold(mission.id)
    yield fold(mission.name)
    yield from map(fold, mission.aliases)


def _folded_names(statement: Statement) -> Iterator[str]:
    mission = statement.mission
    yield from filter(None, map(fold, (mission.name, *mission.aliases, *statement.names)))
