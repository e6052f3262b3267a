"""Finding missions by what people call them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from timeline.errors import TimelineError
from timeline.model import Ledger, Mission

_APOSTROPHES = re.compile("['’‘`ʼ]")
_BETWEEN_WORDS = re.compile(r"[\W_]+")
_MOST_SHOWN = 8


def fold(text: str) -> str:
    """Return *text* as it is compared: words without case, accents, apostrophes and punctuation."""
    if not text.isascii():
        parts = unicodedata.normalize("NFKD", text)
        text = "".join(part for part in parts if not unicodedata.combining(part))
    return _BETWEEN_WORDS.sub(" ", _APOSTROPHES.sub("", text).casefold()).strip()


def find_mission(ledger: Ledger, name: str) -> Mission:
    """Return the mission that *name* means: an id, a name, an alias, or a part that only one mission has.

    Raises `TimelineError` with suggestions if none has it, and with the candidates if several have.
    """
    if name in ledger.missions:
        return ledger.missions[name]
    wanted = fold(name)
    whole = [mission for mission in ledger.missions.values() if wanted in _names(mission)]
    part = whole or [mission for mission in ledger.missions.values() if wanted and _has_part(mission, wanted)]
    if len(part) == 1:
        return part[0]
    if part:
        raise TimelineError(f"'{name}' could be {_listed(part)}; say which one")
    raise TimelineError(f"no mission '{name}'{_suggestion(ledger, wanted)}")


def find_missions(ledger: Ledger, names: Iterable[str]) -> list[Mission]:
    """Return the missions that *names* mean, in that order, each once; errors as `find_mission`."""
    return list({mission.id: mission for mission in (find_mission(ledger, name) for name in names)}.values())


def _names(mission: Mission) -> Iterator[str]:
    yield fold(mission.id)
    yield fold(mission.name)
    yield from map(fold, mission.aliases)


def _has_part(mission: Mission, wanted: str) -> bool:
    return any(wanted in name for name in _names(mission))


def _listed(missions: list[Mission]) -> str:
    shown = [f"'{mission.id}'" for mission in missions[:_MOST_SHOWN]]
    if len(missions) > _MOST_SHOWN:
        return f"{', '.join(shown)} or one of {len(missions) - _MOST_SHOWN} others"
    return f"{', '.join(shown[:-1])} or {shown[-1]}"


def _suggestion(ledger: Ledger, wanted: str) -> str:
    known = {name: mission.id for mission in ledger.missions.values() for name in _names(mission)}
    near = dict.fromkeys(known[name] for name in get_close_matches(wanted, known, n=3, cutoff=0.6))
    if not near:
        return "; `timeline list` shows them all"
    return f"; did you mean {' or '.join(repr(mission_id) for mission_id in near)}?"
