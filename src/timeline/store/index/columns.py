"""What an index answers from: for what is the same as in an older index taken from that, else made anew."""

from __future__ import annotations

import json
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, TypeVar

from timeline.model import Mission
from timeline.reports.ranking import Ahead, Standing
from timeline.reports.vocabulary import KINDS
from timeline.store.index.container import BadIndexError, parsed
from timeline.store.index.gist import Gist, chain_of, standings_under
from timeline.store.index.index import UNDATED
from timeline.store.index.layout import Layout, Run
from timeline.store.index.survey import Known
from timeline.store.read import MissionReader

_Value = TypeVar("_Value")

_MARK = "\t"
"""Stands between the name of a milestone and the host that it is shared with."""


class Columns:
    """The sections of an index that small answers are found with. *gists* are those of new missions."""

    def __init__(self, layout: Layout, gists: Mapping[int, Gist], known: Known | None) -> None:
        self._layout = layout
        self._gists = gists
        self._old = None if known is None else known.container
        self._is_now = _renumbered(layout.runs)
        """The number of each mission that is the same, by the number it had."""
        self._gone = [] if known is None else [n for n in range(known.missions) if n not in self._is_now]

    def sections(self) -> dict[str, bytes]:
        """Return the sections."""
        return {
            "hosts": json.dumps(self._hosts).encode(),
            "hosted": json.dumps(self._hosted()).encode(),
            "problems": json.dumps(self.problems).encode(),
            "names": self._lines("names", lambda gist: gist.names),
            "labels": self._lines("labels", lambda gist: gist.labels),
            "words": self._lines("words", lambda gist: gist.words),
            **self._ahead(),
            **self._slips(),
            **self._heard(),
            **self._counted(),
        }

    @cached_property
    def problems(self) -> dict[str, int]:
        """How many problems missions have, by id, as far as they have any."""
        made = {gist.mission_id: gist.problems for gist in self._gists.values()}
        return self._by_mission({**self._json("problems"), **made})

    @cached_property
    def _hosts(self) -> dict[str, list[str]]:
        """What each hosted mission says is its host, and then its hosts as far as they are there."""
        old = {mission_id: hosts[0] for mission_id, hosts in self._json("hosts").items()}
        said = self._by_mission({**old, **{gist.mission_id: gist.host for gist in self._gists.values()}})
        numbers = self._layout.numbers
        return {mission_id: [host, *chain_of(mission_id, said, numbers)] for mission_id, host in said.items()}

    def _by_mission(self, values: Mapping[str, _Value]) -> dict[str, _Value]:
        """Return *values* of missions that are there, in their order, and without those that are nothing."""
        numbers = self._layout.numbers
        there = sorted((numbers[key], key) for key, value in values.items() if value and key in numbers)
        return {key: values[key] for _, key in there}

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
        piece = self._layout.piece(number)
        return MissionReader("").mission(self._layout.content(piece), piece.mission_id, 0)[0]

    def _kept(self, name: str) -> Iterator[tuple[int, int, int]]:
        """Yield what holds of an old ranking: its place there, the mission's number, the milestone's."""
        if self._old is None:
            return
        missions, milestones = (
            self._old.numbers(f"{name}-{part}", "I") for part in ("missions", "milestones")
        )
        if len(missions) != len(milestones) or not self._were(missions):
            raise BadIndexError
        is_now = {old: now for old, now in self._is_now.items() if now not in self._standings}
        for place, (was, milestone) in enumerate(zip(missions, milestones, strict=True)):
            if was in is_now:
                yield place, is_now[was], milestone

    def _were(self, missions: Iterable[int]) -> bool:
        """Tell whether the older index has missions of these numbers."""
        return max(missions, default=-1) < len(self._is_now) + len(self._gone)

    def _ahead(self) -> dict[str, bytes]:
        """Return the milestones to come, soonest first; what else is said of them is for each day's view."""
        found = [
            (one.ahead.key, now, milestone, *_view(one.ahead))
            for now, standings in self._standings.items()
            for milestone, one in enumerate(standings)
            if one.ahead is not None
        ]
        if self._old is not None:
            keys, which = (
                [line.decode() for line in self._old.lines(f"ahead-{part}")] for part in ("keys", "which")
            )
            begun, due, heard = (self._old.numbers(f"ahead-{part}", "I") for part in ("from", "due", "heard"))
            found += (
                (keys[place], now, milestone, begun[place], due[place], heard[place], which[place])
                for place, now, milestone in self._kept("ahead")
            )
        found.sort()
        columns = ("missions", "milestones", "from", "due", "heard")
        return {
            "ahead-keys": "\n".join(["", *(item[0] for item in found)]).encode(),
            "ahead-which": "\n".join(["", *(item[-1] for item in found)]).encode(),
            "ahead-twins": self._twins([(item[1], item[-1]) for item in found]),
            **_columns("ahead", columns, (item[1:-1] for item in found)),
        }

    def _twins(self, found: list[tuple[int, str]]) -> bytes:
        """Return for each milestone to come, given whose and which it is, whether its host's is there."""
        ids = self._layout.ids
        own = {f"{which.partition(_MARK)[0]}{_MARK}{ids[number]}" for number, which in found}
        return bytes(which[-1] != _MARK and which in own for _, which in found)

    def _heard(self) -> dict[str, bytes]:
        """Return the missions of which anything was announced, the latest first, and when that was."""
        found = [(-gist.heard, -now) for now, gist in self._gists.items() if gist.heard]
        if self._old is not None:
            missions, days = (self._old.numbers(f"heard-{part}", "I") for part in ("missions", "days"))
            if not self._were(missions):
                raise BadIndexError
            is_now = self._is_now
            found += ((-day, -is_now[was]) for was, day in zip(missions, days, strict=True) if was in is_now)
        found.sort()
        return _columns("heard", ("days", "missions"), ((-day, -now) for day, now in found))

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
            for words, number in Counter(gist.used[kind] for gist in self._gists.values()).items():
                for word in words:
                    total[word] += number
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

    def _lines(self, name: str, line: Callable[[Gist], bytes]) -> bytes:
        """Return a section that has a line for each mission, each after a line break."""
        old = [] if self._old is None else self._old.lines(name)
        lines = [b""]
        for was, count in self._layout.runs:
            if was is None:
                lines.append(line(self._gists[len(lines) - 1]))
            elif was + count > len(old):
                raise BadIndexError
            else:
                lines += old[was : was + count]
        return b"\n".join(lines)

    def _json(self, name: str) -> dict[str, Any]:
        """Return a section of the older index that is a JSON object."""
        found = {} if self._old is None else self._old.json(name)
        if not isinstance(found, dict):
            raise BadIndexError
        return found


def _view(ahead: Ahead) -> tuple[int, int, int, str]:
    begun = ahead.earliest if ahead.dated else UNDATED
    return begun, ahead.due, ahead.heard, f"{ahead.milestone}{_MARK}{ahead.host}"


def _renumbered(runs: Iterable[Run]) -> dict[int, int]:
    """Return the new number of each mission that the older index has, by its number there."""
    found: dict[int, int] = {}
    number = 0
    for old, count in runs:
        if old is not None:
            found.update(zip(range(old, old + count), range(number, number + count), strict=True))
        number += count
    return found


def _columns(name: str, columns: tuple[str, ...], rows: Iterable[tuple[int, ...]]) -> dict[str, bytes]:
    """Return a section of numbers for each column of *rows*."""
    numbers = list(zip(*rows, strict=True)) or [()] * len(columns)
    return {
        f"{name}-{column}": array("I", own).tobytes() for column, own in zip(columns, numbers, strict=True)
    }
