"""What the index is made from: all that its small answers ask of every mission, and nothing else."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from sys import intern  # a large store repeats words
from typing import NamedTuple

from timeline.model import Ledger, Mission
from timeline.reports.naming import folded_names
from timeline.reports.ranking import Standing, last_heard, standings
from timeline.reports.vocabulary import words_of


class Gist(NamedTuple):
    """A mission in short."""

    labels: list[str]
    """Its id, its name and its aliases, as written."""
    folded: list[str]
    """The same, folded."""
    host: str
    standings: list[Standing]
    """Of its milestones; none of a hosted one, since they depend on its hosts."""
    heard: int
    """As `last_heard`."""
    words: list[list[str]]
    """What it uses of each of `KINDS`, as often as it does."""
    problems: int


def gist_of(mission: Mission, problems: int) -> Gist:
    """Return a mission in short."""
    alone = [] if mission.host else standings_under(mission)
    words = [list(map(intern, used)) for used in words_of(mission)]
    labels = [mission.id, mission.name, *mission.aliases]
    return Gist(
        labels, list(folded_names(mission)), mission.host, alone, last_heard(mission), words, problems
    )


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
