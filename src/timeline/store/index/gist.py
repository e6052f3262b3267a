"""What the index keeps of a mission: all that its small answers ask of every mission, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from sys import intern  # a large store repeats them
from typing import Any, NamedTuple

from timeline.model import Ledger, Mission
from timeline.reports.naming import folded_names
from timeline.reports.ranking import Ahead, Standing, standings
from timeline.reports.vocabulary import words_of


class Gist(NamedTuple):
    """A mission in short. All of it is JSON, named tuples being arrays."""

    mission_id: str
    labels: list[str]
    """Its name and its aliases, as written."""
    folded: list[str]
    """Its id, name and aliases, folded."""
    host: str
    chain: list[str]
    """The ids of its host, its host's host and so on, as far as they are there."""
    standings: list[Standing]
    """Of its milestones; with those of its hosts, if it has any."""
    words: list[list[str]]
    """What it uses of each of `KINDS`, as often as it does."""
    problems: int


def gist_of(mission: Mission, problems: int) -> Gist:
    """Return a mission in short; of a hosted one without what depends on its hosts."""
    alone = [] if mission.host else standings(mission, Ledger({mission.id: mission}))
    words = [list(map(intern, used)) for used in words_of(mission)]
    labels = [mission.name, *mission.aliases]
    folded = list(folded_names(mission))
    return Gist(mission.id, labels, folded, mission.host, [], alone, words, problems)


def hosted(gist: Gist, mission: Mission, hosts: Iterable[Mission]) -> Gist:
    """Return the gist of a *mission* with what depends on its *hosts*, the nearest first."""
    chain = list(hosts)
    ledger = Ledger({item.id: item for item in (mission, *chain)})
    return gist._replace(chain=[host.id for host in chain], standings=standings(mission, ledger))


def chain_of(mission_id: str, hosts: Mapping[str, str]) -> Iterator[str]:
    """Yield the ids of a mission's hosts, as `Ledger.hosts_of` does; *hosts* has each mission's host."""
    seen = {mission_id}
    host = hosts[mission_id]
    while host not in seen and host in hosts:
        yield host
        seen.add(host)
        host = hosts[host]


_encode = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False).encode


def to_line(gist: Gist) -> bytes:
    """Return a gist as a line of JSON, without its end."""
    return _encode(gist).encode()


def from_lines(lines: Iterable[bytes]) -> list[Gist]:
    """Return the gists of lines of JSON; `ValueError`, `TypeError` or `LookupError` if they are none."""
    return [_gist(*values) for values in json.loads(b"[" + b",".join(lines) + b"]")]


def _gist(*values: Any) -> Gist:  # noqa: ANN401 - so is JSON
    gist = Gist(*values)
    found = [
        Standing(None if ahead is None else Ahead(*ahead), None if slip is None else (slip[0], slip[1]))
        for ahead, slip in gist.standings
    ]
    return gist._replace(standings=found)
