"""The samples that these tests read, and what statements look like in short."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from timeline.exchange.registry import NOTATIONS
from timeline.reports.statements import Snapshot

SAMPLES = Path(__file__).parent.parent / "data" / "exchange"
REAL_SAMPLES = Path(__file__).parents[2].parent / "shared" / "samples"
"""Real answers, beside a checkout of this project where its developers have them."""


def content(name: str) -> bytes:
    """Return the content of a sample."""
    return (SAMPLES / name).read_bytes()


def read(notation: str, name: str, announced: date | None = None) -> Snapshot:
    """Return what a sample says."""
    return NOTATIONS[notation].read(content(name), name, announced)


def said(snapshot: Snapshot) -> list[str]:
    """Return each state in short: who, when said, what, and how it stands."""
    return [
        f"{item.mission.name}: {state.announced} {state.date} {state.status.value}"
        + (f" {state.outcome.value}" if state.outcome else "")
        for item in snapshot.statements
        for state in item.states
    ]
