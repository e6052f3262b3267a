"""Asking a store that changes all the time; as a program, from a process of its own."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from tests.store.index.answers import TODAY
from timeline.cli.context import Here, Settings
from timeline.model import Ledger
from timeline.reports.upcoming import Upcoming, upcoming
from timeline.store.index import access


def answers(store: Path) -> list[str]:
    """Return what two commands say that are run one after the other."""
    return [_next(_here(store)), _shown(_here(store))]


def _here(store: Path) -> Here:
    return Here(Settings(file=str(store), today=TODAY.isoformat(), limit=2), silent=True)


def _next(here: Here) -> str:
    def ask(ledger: Ledger) -> list[Upcoming]:
        return upcoming(ledger, today=TODAY, selection=here.selection)

    rows = here.ranked(lambda index: index.soonest(TODAY, None), ask)
    return " ".join(f"{row.history.mission.name}: {row.current.date.text}" for row in rows)


def _shown(here: Here) -> str:
    ledger, (mission,) = here.named(["svom"])
    return f"{mission.name} at {mission.place.line} carries {len(ledger.missions) - 1}"


def main() -> None:
    """Ask a store so many times, and print every answer."""
    access.WORTH_BYTES = 1
    print(json.dumps([answers(Path(sys.argv[1])) for _ in range(int(sys.argv[2]))]))  # noqa: T201 - for the test


if __name__ == "__main__":
    main()
