"""Small answers from an index: which missions they are about, and a ledger of those alone."""

from __future__ import annotations

import os
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple, Protocol, TypeVar

from timeline.model import Ledger, Mission
from timeline.reports.history import History, heard, histories_of
from timeline.reports.moves import Move
from timeline.reports.upcoming import STALE_AFTER
from timeline.store.index.container import DIGEST, OPEN, PLACE, BadIndexError, Container, digest_of, read_at
from timeline.store.index.names import IndexNames
from timeline.store.parts import NotInPartsError, mission_of
from timeline.store.read import MissionReader

UNDATED = 0xFFFF_FFFF
"""Stands in the index for the first day of what has no date."""
_FEWEST = 16


class Milestone(NamedTuple):
    """A milestone in a ranking: the number of its mission, and its place among that one's histories."""

    mission: int
    place: int


class Ranking(NamedTuple):
    """Milestones in the order of a report: of columns of their missions and places, the rows to take."""

    missions: Sequence[int]
    places: Sequence[int]
    order: Sequence[int]

    def first(self, number: int) -> list[Milestone]:
        """Return the first so many."""
        return [Milestone(self.missions[row], self.places[row]) for row in self.order[:number]]


class Ranked(Protocol):
    """A row of a report that is about one milestone."""

    @property
    def history(self) -> History:
        """What was announced of the milestone."""


_Row = TypeVar("_Row", bound=Ranked)


class Index:
    """An index and the files that it is of. Every method may raise `BadIndexError`.

    What the store said is read from the store, and only if it is what the index was made from.
    """

    def __init__(self, container: Container, name: str, files: Sequence[tuple[str, Path]]) -> None:
        self._container = container
        self._name = name
        self._files = files
        self._missions: dict[int, Mission] = {}
        self._readers = {name: MissionReader(name) for name, _ in files}
        self.names = IndexNames(container)

    @property
    def problems(self) -> int:
        """How many problems the store has."""
        number = self._container.about.get("problems")
        if type(number) is not int or number < 0:
            raise BadIndexError
        return number

    def excerpt(self, mission_ids: Iterable[str]) -> Ledger:
        """Return a ledger of missions, of their hosts and theirs, and of those that they carry."""
        carried = self._container.json("hosted")
        numbers = set()
        wanted = list(mission_ids)
        for mission_id in wanted:
            others = carried.get(mission_id, []) if isinstance(carried, dict) else None
            if not isinstance(others, list):
                raise BadIndexError
            numbers |= {self._number(str(known)) for known in (mission_id, *others)}
        ledger = self._ledger(numbers)
        if not ledger.missions.keys() >= set(wanted):
            raise BadIndexError
        return ledger

    def soonest(self, today: date, within: timedelta | None) -> Ranking:
        """Return the milestones to come in the order of `upcoming`, those that may be *within* a time."""
        begun, due = self._columns("ahead", "from", "due")
        day = today.toordinal()
        last = UNDATED if within is None else day + within.days
        wanted = [number for number, start in enumerate(begun) if start <= last]
        overdue = [number for number in wanted if 0 < due[number] < day]
        ahead = [number for number in wanted if not 0 < due[number] < day]
        missions, milestones = self._columns("ahead", "missions", "milestones")
        return Ranking(missions, milestones, [*ahead, *overdue])

    def most_slipped(self) -> Ranking:
        """Return the milestones that may have slipped, in the order of `total_slips`."""
        missions, milestones = self._columns("slips", "missions", "milestones")
        return Ranking(missions, milestones, range(len(missions)))

    def glance(self, today: date, shown: int, lately: timedelta) -> tuple[Ledger, int, int]:
        """Return what an overview needs: a ledger, how much is ahead, and how much needs attention.

        In the ledger are the first so many to be *shown* of both, and all of which anything was announced
        *lately*.
        """
        missions, due, said = self._columns("ahead", "missions", "due", "heard")
        day = today.toordinal()
        stale_day = day - STALE_AFTER.days  # there may be no such day
        ahead: list[int] = []
        stale: list[int] = []
        overdue: list[int] = []
        twins = self._container.read("ahead-twins")
        if len(twins) != len(missions):
            raise BadIndexError
        for number, twin in enumerate(twins):
            if not twin:
                is_overdue, is_stale = 0 < due[number] < day, 0 < said[number] < stale_day
                (overdue if is_overdue else stale if is_stale else ahead).append(number)
        attention = [*reversed(overdue), *stale]
        days, recent = self._columns("heard", "days", "missions")
        wanted = {missions[number] for number in (*ahead[:shown], *attention[:shown])}
        ledger = self._ledger(wanted.union(recent[: _since(days, day - lately.days)]))
        return ledger, len(ahead), len(attention)

    def latest(
        self, since: date | None, limit: int | None, ask: Callable[[Ledger], list[Move]]
    ) -> list[Move]:
        """Return what a report says of the whole ledger, up to *limit* rows, those announced last first.

        *ask* makes the report of a ledger; nothing in it was announced before *since*.
        """
        days, missions = self._columns("heard", "days", "missions")
        end = len(days) if since is None else _since(days, since.toordinal())
        number = end if limit is None else min(end, max(_FEWEST, 2 * limit))
        while True:
            rows = ask(self._ledger(missions[:number]))
            if number >= end or (len(rows) == limit and heard(rows[-1].new).toordinal() > days[number]):
                return rows
            number = min(end, 4 * number)

    def best(
        self,
        ranking: Ranking,
        limit: int | None,
        ask: Callable[[Ledger], list[_Row]],
    ) -> list[_Row]:
        """Return what a report says of the whole ledger, having read as few missions as that takes.

        *ask* makes the report of a ledger: up to *limit* rows in the order of *ranking*, which has all
        of them and may have more.
        """
        number = len(ranking.order) if limit is None else max(_FEWEST, 2 * limit)
        while True:
            head = ranking.first(number)
            ledger = self._ledger({milestone.mission for milestone in head})
            rows = ask(ledger)
            if number >= len(ranking.order) or (len(rows) == limit and self._are_first(rows, head, ledger)):
                return rows
            number *= 4

    def labels_with(self, beginning: str) -> Iterator[list[str]]:
        """Yield each mission's id, name and aliases, where one of them begins like that."""
        labels = self._container.read("labels")
        starts = set()
        for mark in "\n", "\t":
            sought = f"{mark}{beginning}".encode("utf-8", "surrogateescape")
            position = labels.find(sought)
            while position >= 0:
                starts.add(labels.rfind(b"\n", 0, position + 1))
                position = labels.find(sought, position + 1)
        for start in sorted(starts):
            end = labels.find(b"\n", start + 1)
            line = labels[start + 1 : len(labels) if end < 0 else end]
            yield line.decode("utf-8", "replace").split("\t")

    def counted(self, kind: str) -> dict[str, int]:
        """Return how often each word of one of `KINDS` occurs."""
        found = self._container.json(kind)
        if not isinstance(found, dict) or any(type(number) is not int for number in found.values()):
            raise BadIndexError
        return found

    def _columns(self, name: str, *columns: str) -> tuple[array[int], ...]:
        """Return columns of a ranking, which all are as long as that of the missions."""
        length = self._container.size(f"{name}-missions")
        if any(self._container.size(f"{name}-{column}") != length for column in columns):
            raise BadIndexError
        return tuple(self._container.numbers(f"{name}-{column}", "I") for column in columns)

    def _are_first(
        self,
        rows: Sequence[_Row],
        head: Sequence[Milestone],
        ledger: Ledger,
    ) -> bool:
        """Tell whether all *rows* are of *head*: then nothing that was not read comes before them."""
        first: set[tuple[str, str]] = set()
        milestones: dict[int, list[str]] = {}
        for number, place in head:
            mission = self._mission(number)
            if number not in milestones:
                milestones[number] = [found.milestone for found in histories_of(mission, ledger)]
            if place >= len(milestones[number]):
                raise BadIndexError
            first.add((mission.id, milestones[number][place]))
        return all((own.mission.id, own.milestone) in first for own in (row.history for row in rows))

    def _number(self, mission_id: str) -> int:
        number = self.names.number(mission_id)
        if number is None:
            raise BadIndexError
        return number

    def _ledger(self, numbers: Iterable[int]) -> Ledger:
        """Return a ledger of missions by their numbers, and of all hosts above them, in file order."""
        wanted: set[int] = set()
        ahead = list(numbers)
        while ahead:
            number = ahead.pop()
            if number not in wanted:
                wanted.add(number)
                host = self._mission(number).host
                above = self.names.number(host) if host else None
                ahead += [] if above is None else [above]
        missions = map(self._mission, sorted(wanted))
        return Ledger({mission.id: mission for mission in missions}, (), self._name)

    def _mission(self, number: int) -> Mission:
        """Return a mission as the store has it, if that is what the index was made from."""
        known = self._missions.get(number)
        if known is not None:
            return known
        file, start, end, above = self._container.numbers("places", "Q", number * PLACE, PLACE)
        if file >= len(self._files) or end < start:
            raise BadIndexError
        name, path = self._files[file]
        content = _read(path, start, end - start)
        if digest_of(content) != self._container.read("digests", number * DIGEST, DIGEST):
            raise BadIndexError
        try:
            mission, _ = self._readers[name].mission(content, mission_of(content), above)
        except NotInPartsError:
            raise BadIndexError from None
        self._missions[number] = mission
        return mission


def _read(path: Path, start: int, length: int) -> bytes:
    try:
        descriptor = os.open(path, OPEN)
        try:
            return read_at(descriptor, start, length)
        finally:
            os.close(descriptor)
    except (OSError, OverflowError, MemoryError):
        raise BadIndexError from None


def _since(days: Sequence[int], day: int) -> int:
    """Return how many of *days*, ordinals from the last to the first, are not before *day*."""
    return bisect_right(days, -day, key=lambda ordinal: -ordinal)
