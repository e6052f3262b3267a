"""What the index is made from: all that its small answers ask of every mission, and nothing else."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from functools import lru_cache
from json import JSONEncoder
from typing import NamedTuple

from timeline.model import Ledger, Mission
from timeline.reports.naming import folded_names
from timeline.reports.ranking import Standing, last_heard, standings
from timeline.reports.vocabulary import words_of


class Gist(NamedTuple):
    """A mission in short; what is a line of the index is one already, without its line break."""

    mission_id: str
    names: bytes
    """What it is called, folded: after a tab each, and a tab at the end."""
    labels: bytes
    """Its id, its name and its aliases as written, with tabs between them."""
    words: bytes
    """What it uses of each of `KINDS`, as often as it does; JSON."""
    used: tuple[tuple[str, ...], ...]
    """The same, to be counted."""
    host: str
    standings: list[Standing]
    """Of its milestones; none of a hosted one, since they depend on its hosts."""
    heard: int
    """As `last_heard`."""
    problems: int


_json = JSONEncoder(separators=(",", ":")).encode


def gist_of(mission: Mission, problems: int) -> Gist:
    """Return a mission in short."""
    used = tuple(map(_kept, words_of(mission)))
    return Gist(
        mission.id,
        "\t".join(["", *folded_names(mission), ""]).encode(),
        "\t".join(_labels(mission)).encode(),
        b"[%b]" % b",".join(map(_encoded, used)),
        used,
        mission.host,
        [] if mission.host else standings_under(mission),
        last_heard(mission),
        problems,
    )


@lru_cache(maxsize=1 << 16)
def _kept(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the first such words that there were: a large store has the same again and again."""
    return words


@lru_cache(maxsize=1 << 16)
def _encoded(words: tuple[str, ...]) -> bytes:
    return _json(words).encode()


def _labels(mission: Mission) -> Iterator[str]:
    """Yield a mission's id, name and aliases, each on one line; no shell could be given the others."""
    yield mission.id
    yield mission.name.replace("\n", " ").replace("\t", " ")
    yield from (alias for alias in mission.aliases if "\n" not in alias and "\t" not in alias)


def standings_under(mission: Mission, *hosts: Mission) -> list[Standing]:
    """Return the standings of a mission, given all its hosts."""
    return standings(mission, Ledger({item.id: item for item in (mission, *hosts)}))


def chain_of(mission_id: str, hosts: Mapping[str, str], missions: Container[str]) -> Iterator[str]:
    """Yield the ids of a mission's hosts, as `Ledger.hosts_of` does.

    *hosts* says which mission names which host; *missions* are all there are.
    """
    seen = {mission_id}
    host = hosts.get(mission_id, "")
    while host not in seen and host in missions:
        yield host
        seen.add(host)
        host = hosts.get(host, "")
