"""A whole ledger as TOML, in the order and the spelling that the program itself uses.

For new files and for export. A store that people edit is never written this way: its comments would be gone.
"""

from __future__ import annotations

from collections.abc import Iterator

from timeline.model import Ledger, Mission
from timeline.store.literal import announcement_fields, dotted, lines, mission_fields
from timeline.store.read import FORMAT


def whole_store(ledger: Ledger) -> Iterator[str]:
    """Yield the text of a store that holds *ledger*, a mission at a time."""
    yield f"format = {FORMAT}\n"
    for mission in ledger.missions.values():
        yield "".join(f"\n{block}" for block in _blocks(mission))


def _blocks(mission: Mission) -> Iterator[str]:
    path = ("missions", mission.id)
    yield "\n".join([f"[{dotted(path)}]", *lines(mission_fields(mission)), ""])
    header = f"[[{dotted((*path, 'announcements'))}]]"
    for item in mission.announcements:
        yield "\n".join([header, *lines(announcement_fields(item)), ""])
