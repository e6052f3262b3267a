"""Small answers from an index: which missions they are about, and a ledger of those alone."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple, Protocol, TypeVar

from timeline.model import Ledger, Mission
from timeline.reports.history import History, histories_of
from timeline.store.index.columns import UNDATED
from timeline.store.index.container import OPEN, BadIndexError, Container, digest_of, read_at
from timeline.store.index.names import IndexNames
from timeline.store.parts import NotInPartsError, mission_of
from timeline.store.read import MissionReader

_PLACE = 4
_DIGEST = 16
_FEWEST = 16


class Milestone(NamedTuple):
    """A milestone in a ranking: the number of its mission, and its place among that one's histories."""

    mission: int
    place: int


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
        if type(number) is not int:
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

    def soonest(self, today: date, within: timedelta | None) -> list[Milestone]:
        """Return the milestones to come in the order of `upcoming`, those that may be *within* a time."""
        due = self._container.numbers("ahead-due", "I")
        begun = self._container.numbers("ahead-from", "I")
        if not len(due) == len(begun) == self._container.size("ahead-missions") // due.itemsize:
            raise BadIndexError
        day = today.toordinal()
        last = UNDATED if within is None else day + within.days
        wanted = [number for number, start in enumerate(begun) if start <= last]
        overdue = [number for number in wanted if 0 < due[number] < day]
        ahead = [number for number in wanted if not 0 < due[number] < day]
        return self._ranked("ahead", [*ahead, *overdue])

    def most_slipped(self) -> list[Milestone]:
        """Return the milestones that may have slipped, in the order of `total_slips`."""
        return self._ranked("slips", None)

    def best(
        self,
        ranking: Sequence[Milestone],
        limit: int | None,
        ask: Callable[[Ledger], list[_Row]],
    ) -> list[_Row]:
        """Return what a report says of the whole ledger, having read as few missions as that takes.

        *ask* makes the report of a ledger: up to *limit* rows in the order of *ranking*, which has all
        of them and may have more.
        """
        number = len(ranking) if limit is None else max(_FEWEST, 2 * limit)
        while True:
            head = ranking[:number]
            ledger = self._ledger({milestone.mission for milestone in head})
            rows = ask(ledger)
            if number >= len(ranking) or (len(rows) == limit and self._are_first(rows, head, ledger)):
                return rows
            number *= 4

    def labels(self) -> Iterator[list[str]]:
        """Yield each mission's id, name and aliases."""
        lines = self._container.read("labels").decode("utf-8", "replace").split("\n")[1:]
        return (line.split("\t") for line in lines)

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

    def _ranked(self, name: str, order: Sequence[int] | None) -> list[Milestone]:
        missions = self._container.numbers(f"{name}-missions", "I")
        places = self._container.numbers(f"{name}-milestones", "I")
        if len(missions) != len(places) or (order and max(order) >= len(missions)):
            raise BadIndexError
        if order is None:
            return list(map(Milestone, missions, places))
        return [Milestone(missions[number], places[number]) for number in order]

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
        file, start, end, above = self._container.numbers("places", "Q", number * _PLACE, _PLACE)
        if file >= len(self._files) or end < start:
            raise BadIndexError
        name, path = self._files[file]
        content = _read(path, start, end - start)
        if digest_of(content) != self._container.read("digests", number * _DIGEST, _DIGEST):
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
