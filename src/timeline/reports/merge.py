"""Merging what others say into a ledger: which announcements, achievements and missions are news.

Nothing is written here: `Merge` says what would be.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from timeline.model import Announcement, Ledger, Mission, Status
from timeline.reports.history import History, heard
from timeline.reports.matching import LEFT_OUT, NEW, Doubt, Index, is_ahead
from timeline.reports.moves import Span
from timeline.reports.statements import Snapshot, Statement


class Merge(NamedTuple):
    """What the statements of others change in a ledger."""

    new: tuple[Mission, ...] = ()
    """Missions that the ledger lacks, with their announcements."""
    added: Mapping[str, tuple[Announcement, ...]] = MappingProxyType({})
    """New announcements of missions that the ledger has, by mission id, in the order of reading."""
    linked: Mapping[str, Mapping[str, str]] = MappingProxyType({})
    """Ids in catalogues that missions of the ledger get, by mission id."""
    doubtful: tuple[Doubt, ...] = ()
    """Left out until somebody says which mission they are about."""
    vanished: tuple[Mission, ...] = ()
    """Still planned here, but no longer in the catalogue. Nothing is written of them."""
    unchanged: int = 0
    """Statements that were no news."""
    left_out: int = 0

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing would be written."""
        return not (self.new or self.added or self.linked)

    @property
    def announcements(self) -> int:
        """How many announcements would be written."""
        return sum(map(len, self.added.values())) + sum(len(mission.announcements) for mission in self.new)


class Merger:
    """Takes snapshots, the oldest first, and gathers what they change in a ledger."""

    def __init__(
        self,
        ledger: Ledger,
        *,
        mapping: Mapping[str, str] = MappingProxyType({}),
        held: bool = False,
        recorded: date | None = None,
    ) -> None:
        """Merge into *ledger*.

        *mapping* settles doubts, *held* keeps confirmations of unchanged dates, *recorded* is the day of the
        merge, noted beside what a catalogue says.
        """
        self._ledger = ledger
        self._index = Index(ledger)
        self._targets = {
            foreign: target if target in (NEW, LEFT_OUT) else self._index.mapped(target).id
            for foreign, target in mapping.items()
        }
        self._held = held
        self._recorded = recorded
        self._new: dict[str, None] = {}
        self._added: dict[str, list[Announcement]] = {}
        self._sayings: dict[str, _Sayings] = {}
        self._linked: dict[str, dict[str, str]] = {}
        self._doubtful: dict[str, Doubt] = {}
        self._vanished: dict[str, Mission] = {}
        self._unchanged = 0
        self._left_out = 0

    def take(self, snapshot: Snapshot) -> None:
        """Merge one snapshot."""
        here = {item.foreign_id for item in snapshot.statements if item.foreign_id}
        if not snapshot.catalog:  # a ledger of ours: its ids are those of the missions
            here |= {item.mission.id for item in snapshot.statements}
        renamed: dict[str, str] = {}
        for statement in snapshot.statements:
            mission_id = self._mission_of(statement, snapshot, here)
            if mission_id is not None:
                renamed[statement.mission.id] = mission_id
                self._take(mission_id, statement, self._recorded if snapshot.catalog else None)
        self._name_hosts(renamed)
        if snapshot.complete:
            self._find_vanished(snapshot, here)

    def result(self) -> Merge:
        """Return what all snapshots so far change."""
        missions = self._index.missions
        return Merge(
            new=tuple(missions[mission_id] for mission_id in self._new),
            added={key: tuple(items) for key, items in self._added.items() if key not in self._new},
            linked={key: ids for key, ids in self._linked.items() if key not in self._new},
            doubtful=tuple(self._doubtful.values()),
            vanished=tuple(self._vanished.values()),
            unchanged=self._unchanged,
            left_out=self._left_out,
        )

    def _mission_of(self, statement: Statement, snapshot: Snapshot, here: Collection[str]) -> str | None:
        """Return the id of the mission that a statement is about, made if it is new; None if left out."""
        target = self._target(statement)
        if target == LEFT_OUT:
            self._left_out += 1
            return None
        if target is None:
            found = self._index.find(statement, snapshot, here)
            if isinstance(found, Doubt):
                self._doubtful[found.key] = found
                return None
            target = NEW if found is None else found.id
        if target == NEW:
            target = self._create(statement)
        self._link(target, statement, snapshot)
        return target

    def _target(self, statement: Statement) -> str | None:
        for key in (statement.foreign_id, statement.mission.name, statement.mission.id):
            if key in self._targets:
                return self._targets[key]
        return None

    def _create(self, statement: Statement) -> str:
        mission = statement.mission
        mission = mission._replace(id=self._index.free_id(mission.id), announcements=())
        self._index.add(mission)
        self._new[mission.id] = None
        return mission.id

    def _link(self, mission_id: str, statement: Statement, snapshot: Snapshot) -> None:
        mission = self._index.missions[mission_id]
        if not (snapshot.catalog and statement.foreign_id) or snapshot.catalog in mission.ids:
            return
        ids = {snapshot.catalog: statement.foreign_id}
        self._index.missions[mission_id] = mission._replace(ids=MappingProxyType({**mission.ids, **ids}))
        self._index.link(mission_id, snapshot.catalog, statement.foreign_id)
        self._linked.setdefault(mission_id, {}).update(ids)

    def _take(self, mission_id: str, statement: Statement, recorded: date | None) -> None:
        for item in statement.history:
            news = item not in self._sayings_of(mission_id)
            self._keep(mission_id, item._replace(recorded=item.recorded or recorded), news=news)
        for item in statement.states:
            news = is_news(item, self._said(mission_id), held=self._held)
            self._keep(mission_id, item._replace(recorded=recorded), news=news)

    def _said(self, mission_id: str) -> tuple[Announcement, ...]:
        return self._index.missions[mission_id].announcements

    def _sayings_of(self, mission_id: str) -> _Sayings:
        if mission_id not in self._sayings:
            self._sayings[mission_id] = _Sayings(self._said(mission_id))
        return self._sayings[mission_id]

    def _keep(self, mission_id: str, item: Announcement, *, news: bool) -> None:
        if not news:
            self._unchanged += 1
            return
        mission = self._index.missions[mission_id]
        kept = item._replace(mission_id=mission_id, position=len(mission.announcements))
        self._index.missions[mission_id] = mission._replace(announcements=(*mission.announcements, kept))
        self._added.setdefault(mission_id, []).append(kept)
        if mission_id in self._sayings:
            self._sayings[mission_id].add(kept)

    def _name_hosts(self, renamed: Mapping[str, str]) -> None:
        """Give new missions their hosts by the ids that these have here."""
        for mission_id in self._new:
            mission = self._index.missions[mission_id]
            host = renamed.get(mission.host)
            if host is not None and host != mission.host:
                self._index.missions[mission_id] = mission._replace(host=host)

    def _find_vanished(self, snapshot: Snapshot, here: Collection[str]) -> None:
        for foreign_id, mission in self._index.linked(snapshot.catalog):
            if foreign_id not in here and is_ahead(mission, self._ledger):
                self._vanished[mission.id] = mission
            else:
                self._vanished.pop(mission.id, None)


def merge(
    ledger: Ledger,
    snapshots: Iterable[Snapshot],
    *,
    mapping: Mapping[str, str] = MappingProxyType({}),
    held: bool = False,
    recorded: date | None = None,
) -> Merge:
    """Return what *snapshots*, the oldest first, change in *ledger*; see `Merger`."""
    merger = Merger(ledger, mapping=mapping, held=held, recorded=recorded)
    for snapshot in snapshots:
        merger.take(snapshot)
    return merger.result()


def together(first: Merge, then: Merge) -> Merge:
    """Return what two merges, one after the other, changed together."""
    added = dict(first.added)
    for mission_id, items in then.added.items():
        added[mission_id] = (*added.get(mission_id, ()), *items)
    doubtful = {doubt.key: doubt for doubt in (*first.doubtful, *then.doubtful)}
    return Merge(
        (*first.new, *then.new),
        added,
        {**first.linked, **then.linked},
        tuple(doubtful.values()),
        then.vanished,
        first.unchanged + then.unchanged,
        first.left_out + then.left_out,
    )


def is_news(item: Announcement, said: Iterable[Announcement], *, held: bool = False) -> bool:
    """Tell whether what a catalogue says on a day adds to what was *said* of its mission.

    It is compared with what the same source said last by that day, else with what anybody did. Something
    achieved is news once, and again with another day or another outcome. With *held*, the same date is news
    if it was said on a later day than before.
    """
    known = sorted((other for other in said if other.milestone == item.milestone), key=heard)
    achieved = next((other for other in reversed(known) if other.status is Status.ACHIEVED), None)
    if achieved is not None:
        if item.status is Status.ACHIEVED:
            return _is_other_achievement(item, achieved)
        if heard(achieved) <= heard(item):
            return False
    by_then = [other for other in known if heard(other) <= heard(item)]
    last = _last(by_then, item.source)
    if last is None or (last.status, last.date) != (item.status, item.date):
        return True
    return held and item.status is Status.PLANNED and heard(last) < heard(item)


def _last(by_then: list[Announcement], source: str) -> Announcement | None:
    """Return what *source* said last, else what held."""
    if not by_then:
        return None
    own = [other for other in by_then if other.source == source]
    return own[-1] if own else History(_NOBODY, "", tuple(by_then)).current


_NOBODY = Mission("", "")


def _is_other_achievement(item: Announcement, achieved: Announcement) -> bool:
    if item.outcome not in (None, achieved.outcome):
        return True
    return item.period is not None and achieved.period is not None and _apart(item.period, achieved.period)


def _apart(one: Span, other: Span) -> bool:
    return one[1] < other[0] or other[1] < one[0]


class _Sayings:
    """What was said of a mission; in it is what was said of the same day, in words that say no less."""

    def __init__(self, said: Iterable[Announcement]) -> None:
        self._words: dict[tuple[object, ...], list[tuple[str, ...]]] = {}
        for item in said:
            self.add(item)

    def add(self, item: Announcement) -> None:
        """Note that something else was said."""
        self._words.setdefault(_core(item), []).append(_words(item))

    def __contains__(self, item: Announcement) -> bool:
        words = _words(item)
        return any(
            all(not new or new == old for new, old in zip(words, known, strict=True))
            for known in self._words.get(_core(item), ())
        )


def _core(item: Announcement) -> tuple[object, ...]:
    return (item.announced, item.date, item.milestone, item.status, item.outcome)


def _words(item: Announcement) -> tuple[str, ...]:
    return (item.source, item.title, item.url, item.said, item.reason)
