"""Checking a store: what reading it finds, and on request what a strict reader finds in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from timeline.model import Ledger, Problem
from timeline.reports.checks import STRICT, strict_problems
from timeline.store.canonical import CODE as CANONICAL
from timeline.store.canonical import mending, respellings
from timeline.store.change import Change
from timeline.store.lines import StoreText
from timeline.store.read import NotTomlError, read_store
from timeline.store.replace import snapshot

BASIC = tuple(f"TL{number:03}" for number in range(1, 10))
"""The codes of what reading finds."""
CODES = (*BASIC, *sorted([*STRICT, CANONICAL]))
"""Every code; docs/checks.md has a section for each."""


def check(path: Path, *, today: date, wanted: Callable[[str], bool]) -> list[Problem]:
    """Return what is wrong in the store at *path*, in the order of the text, as far as its code is *wanted*.

    `TimelineError` where there is nothing to read.
    """
    try:
        ledger = read_store(path)
    except NotTomlError as error:
        return [error.problem] if wanted(error.problem.code) else []
    found = list(ledger.problems)
    if any(wanted(code) for code in CODES if code not in BASIC):
        found += strict_problems(ledger, today=today)
        found += [item.problem for text in texts_of(ledger) for item in respellings(text)]
    return sorted((problem for problem in found if wanted(problem.code)), key=lambda problem: problem.place)


def fixes(path: Path) -> list[Change]:
    """Return the changes that put every date of a store into canonical form: an edit for each date.

    Nothing else of a file is touched; a file without such dates is not changed.
    """
    found = []
    for text in texts_of(read_store(path)):
        old = snapshot(Path(text.path))
        edits = mending(text)
        if edits:
            found.append(Change(text.path, old.path, old, text.text, edits))
    return found


def texts_of(ledger: Ledger) -> Iterator[StoreText]:
    """Yield the texts of the files that hold a ledger's missions."""
    origins = {id(mission.origin): mission.origin for mission in ledger.missions.values()}
    return (origin for origin in origins.values() if isinstance(origin, StoreText))
