"""What an index answers from: for what is the same as in an older index taken from that, else made anew."""

from __future__ import annotations

import json
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from timeline.model import Mission
from timeline.reports.ranking import Standing
from timeline.reports.vocabulary import KINDS
from timeline.store.index.container import BadIndexError, parsed
from timeline.store.index.gist import Gist, chain_of, standings_under
from timeline.store.index.layout import Layout
from timeline.store.index.survey import Known
from timeline.store.read import MissionReader

UNDATED = 0xFFFF_FFFF


class Columns:
    """The sections of an index that small answers are found with. *gists* are those of new missions."""

    def __init__(self, layout: Layout, gists: Mapping[int, Gist], known: Known | None) -> None:
        self._layout = layout
        self._gists = gists
        self._old = None if known is None else known.container
        self._ids = list(layout.numbers)
        self._was = [place.old for place in layout.places]
        self._is_now = {old: now for now, old in enumerate(self._was) if old is not None}
        self._gone = [] if known is None else [n for n in range(known.missions) if n not in self._is_now]

    def sections(self) -> dict[str, bytes]:
        """Return the sections."""
        return {
            "hosts": json.dumps(self._hosts).encode(),
            "hosted": json.dumps(self._hosted()).encode(),
            "problems": json.dumps(self.problems).encode(),
            "names": self._lines("names", lambda gist: "\t".join(["", *gist.folded, ""])),
            "labels": self._lines("labels", lambda gist: "\t".join(_labels(gist))),
            "words": self._lines("words", lambda gist: json.dumps(gist.words, separators=(",", ":"))),
            **self._ahead(),
            **self._slips(),
            **self._counted(),
        }

    @cached_property
    def problems(self) -> dict[str, int]:
        """How many problems missions have, by id, as far as they have any."""
        old = self._json("problems")
        gists = self._gists
        found = (
            (mission_id, gists[now].problems if now in gists else old.get(mission_id, 0))
            for now, mission_id in enumerate(self._ids)
        )
        return {mission_id: number for mission_id, number in found if number}

    @cached_property
    def _hosts(self) -> dict[str, list[str]]:
        """What each hosted mission says is its host, and then its hosts as far as they are there."""
        old = self._json("hosts")
        gists = self._gists
        said = {
            mission_id: gists[now].host if now in gists else old[mission_id][0]
            for now, mission_id in enumerate(self._ids)
            if (gists[now].host if now in gists else mission_id in old)
        }
        numbers = self._layout.numbers
        return {mission_id: [host, *chain_of(mission_id, said, numbers)] for mission_id, host in said.items()}

    def _hosted(self) -> dict[str, list[str]]:
        """Return the missions that each host carries."""
        found: dict[str, list[str]] = {}
        for mission_id, (host, *_) in self._hosts.items():
            if host != mission_id:
                found.setdefault(host, []).append(mission_id)
        return found

    @cached_property
    def _standings(self) -> dict[int, list[Standing]]:
        """The standings of the missions whose standings may have changed, or those of their hosts."""
        old = self._json("hosts")
        found = {now: gist.standings for now, gist in self._gists.items() if not gist.host}
        numbers = self._layout.numbers
        for mission_id, hosts in self._hosts.items():
            chain = [numbers[host] for host in hosts[1:]]
            now = numbers[mission_id]
            is_new = now in self._gists or any(host in self._gists for host in chain)
            if is_new or old.get(mission_id) != hosts:
                found[now] = standings_under(*map(self._mission, (now, *chain)))
        return found

    def _mission(self, number: int) -> Mission:
        piece = self._layout.places[number].piece
        return MissionReader("").mission(self._layout.content(piece), piece.mission_id, 0)[0]

    def _kept(self, name: str) -> Iterator[tuple[int, int, int]]:
        """Yield what holds of an old ranking: its place there, the mission's number, the milestone's."""
        if self._old is None:
            return
        missions, milestones = (
            self._old.numbers(f"{name}-{part}", "I") for part in ("missions", "milestones")
        )
        if len(missions) != len(milestones):
            raise BadIndexError
        for place, (was, milestone) in enumerate(zip(missions, milestones, strict=True)):
            now = self._is_now.get(was)
            if now is not None and now not in self._standings:
                yield place, now, milestone

    def _ahead(self) -> dict[str, bytes]:
        """Return the milestones to come, soonest first: whose, which one, from when on, when due."""
        found = [
            (one.ahead.key, now, milestone, one.ahead.earliest if one.ahead.dated else UNDATED, one.ahead.due)
            for now, standings in self._standings.items()
            for milestone, one in enumerate(standings)
            if one.ahead is not None
        ]
        if self._old is not None:
            keys = [key.decode() for key in self._old.lines("ahead-keys")]
            begun, due = (self._old.numbers(f"ahead-{part}", "I") for part in ("from", "due"))
            found += (
                (keys[place], now, milestone, begun[place], due[place])
                for place, now, milestone in self._kept("ahead")
            )
        found.sort()
        return {
            "ahead-keys": "\n".join(["", *(item[0] for item in found)]).encode(),
            **_columns("ahead", ("missions", "milestones", "from", "due"), (item[1:] for item in found)),
        }

    def _slips(self) -> dict[str, bytes]:
        """Return the milestones that may have slipped, the largest slip first: whose and which one."""
        found = [
            (one.slip, now, milestone)
            for now, standings in self._standings.items()
            for milestone, one in enumerate(standings)
            if one.slip is not None
        ]
        if self._old is not None:
            keys = self._old.numbers("slips-keys", "d")
            found += (
                ((keys[2 * place], keys[2 * place + 1]), now, milestone)
                for place, now, milestone in self._kept("slips")
            )
        found.sort()
        return {
            "slips-keys": array("d", (number for key, *_ in found for number in key)).tobytes(),
            **_columns("slips", ("missions", "milestones"), (item[1:] for item in found)),
        }

    def _counted(self) -> dict[str, bytes]:
        """Return how often each word occurs, by kind, sorted by word."""
        gone = self._old_words(self._gone)
        found = {}
        for kind, name in enumerate(KINDS):
            total = Counter(self._json(name))
            total.subtract(word for words in gone for word in words[kind])
            total.update(word for gist in self._gists.values() for word in gist.words[kind])
            found[name] = json.dumps(
                {word: number for word, number in sorted(total.items()) if number}
            ).encode()
        return found

    def _old_words(self, numbers: Iterable[int]) -> list[list[list[str]]]:
        wanted = list(numbers)
        if self._old is None or not wanted:
            return []
        lines = self._old.lines("words")
        return [parsed(lines[number]) for number in wanted]

    def _lines(self, name: str, line: Callable[[Gist], str]) -> bytes:
        """Return a section that has a line for each mission, each after a line break."""
        old = [] if self._old is None else self._old.lines(name)
        made = {now: line(gist).encode() for now, gist in self._gists.items()}
        lines = (made[now] if was is None else old[was] for now, was in enumerate(self._was))
        return b"\n".join([b"", *lines])

    def _json(self, name: str) -> dict[str, Any]:
        """Return a section of the older index that is a JSON object."""
        found = {} if self._old is None else self._old.json(name)
        if not isinstance(found, dict):
            raise BadIndexError
        return found


def _labels(gist: Gist) -> Iterable[str]:
    """Return a mission's id, name and aliases on a line; what is left out no shell could be given."""
    mission_id, name, *aliases = gist.labels
    usual = (alias for alias in aliases if "\n" not in alias and "\t" not in alias)
    return (mission_id, name.replace("\n", " ").replace("\t", " "), *usual)


def _columns(name: str, columns: tuple[str, ...], rows: Iterable[tuple[int, ...]]) -> dict[str, bytes]:
    """Return a section of numbers for each column of *rows*."""
    arrays = [array("I") for _ in columns]
    for row in rows:
        for column, number in zip(arrays, row, strict=True):
            column.append(number)
    return {f"{name}-{column}": numbers.tobytes() for column, numbers in zip(columns, arrays, strict=True)}
