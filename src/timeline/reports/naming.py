"""Finding missions by what people call them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Protocol, runtime_checkable

from timeline.errors import TimelineError
from timeline.model import Ledger, Mission

_APOSTROPHES = re.compile("['’‘`ʼ]")
_BETWEEN_WORDS = re.compile(r"[\W_]+")
_MOST_SHOWN = 8


def fold(text: str) -> str:
    """Return *text* as it is compared: words without case, accents, apostrophes and punctuation."""
    if text.isascii() and "'" not in text and "`" not in text:  # nearly all, the short way
        return _BETWEEN_WORDS.sub(" ", text.lower()).strip()
    parts = unicodedata.normalize("NFKD", text)
    text = "".join(part for part in parts if not unicodedata.combining(part))
    return _BETWEEN_WORDS.sub(" ", _APOSTROPHES.sub("", text).casefold()).strip()


@runtime_checkable
class Names(Protocol):
    """What the missions of a ledger are called. Folded names are those of `fold`."""

    def has(self, mission_id: str) -> bool:
        """Tell whether there is a mission with this id."""

    def called(self, folded: str) -> list[str]:
        """Return the ids of the missions one of whose folded names this is, in file order."""

    def with_part(self, folded: str) -> list[str]:
        """Return the ids of the missions that have this in one of their folded names, in file order."""

    def pairs(self) -> Iterable[tuple[str, str]]:
        """Return every folded name with the id of its mission, in file order."""


class NamesOf:
    """The names in a ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._missions = ledger.missions

    def has(self, mission_id: str) -> bool:
        """Tell whether there is a mission with this id."""
        return mission_id in self._missions

    def called(self, folded: str) -> list[str]:
        """Return the ids of the missions one of whose folded names this is."""
        return [mission.id for mission in self._missions.values() if folded in folded_names(mission)]

    def with_part(self, folded: str) -> list[str]:
        """Return the ids of the missions that have this in one of their folded names."""
        return [
            mission.id
            for mission in self._missions.values()
            if any(folded in name for name in folded_names(mission))
        ]

    def pairs(self) -> Iterable[tuple[str, str]]:
        """Return every folded name with the id of its mission."""
        return ((name, mission.id) for mission in self._missions.values() for name in folded_names(mission))


def find_mission(ledger: Ledger, name: str) -> Mission:
    """Return the mission that *name* means: an id, a name, an alias, or a part that only one mission has.

    Raises `TimelineError` with suggestions if none has it, and with the candidates if several have.
    """
    missions = ledger.missions
    names = (
        missions if isinstance(missions, Names) else NamesOf(ledger)
    )  # some know their names without reading
    return missions[find_id(names, name)]


def find_id(names: Names, name: str) -> str:
    """Return the id of the mission that *name* means; errors as `find_mission`."""
    if names.has(name):
        return name
    wanted = fold(name)
    found = names.called(wanted) or (names.with_part(wanted) if wanted else [])
    if len(found) == 1:
        return found[0]
    if found:
        raise TimelineError(f"'{name}' could be {_listed(found)}; say which one")
    raise TimelineError(f"no mission '{name}'{_suggestion(names, wanted)}")


def find_missions(ledger: Ledger, names: Iterable[str]) -> list[Mission]:
    """Return the missions that *names* mean, in that order, each once; errors as `find_mission`."""
    return list({mission.id: mission for mission in (find_mission(ledger, name) for name in names)}.values())


def folded_names(mission: Mission) -> Iterator[str]:
    """Yield what a mission is called, folded: its id, its name, its aliases."""
    yield fold(mission.id)
    yield fold(mission.name)
    yield from map(fold, mission.aliases)


def _listed(found: list[str]) -> str:
    shown = [f"'{mission_id}'" for mission_id in found[:_MOST_SHOWN]]
    if len(found) > _MOST_SHOWN:
        return f"{', '.join(shown)} or one of {len(found) - _MOST_SHOWN} others"
    return f"{', '.join(shown[:-1])} or {shown[-1]}"


def _suggestion(names: Names, wanted: str) -> str:
    known = dict(names.pairs())
    near = dict.fromkeys(known[name] for name in get_close_matches(wanted, known, n=3, cutoff=0.6))
    if not near:
        return "; `timeline list` shows them all"
    return f"; did you mean {' or '.join(repr(mission_id) for mission_id in near)}?"
