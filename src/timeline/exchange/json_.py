"""A ledger as JSON: the keys of the store, dates as canonical texts; nothing is lost.

Source: RFC 8259 (December 2017) for JSON; the shape is this project's own (docs/formats.md).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from timeline.exchange.errors import ExchangeError
from timeline.exchange.ledgers import snapshot_of
from timeline.exchange.plain import (
    ANNOUNCEMENT_KEYS,
    announcement_texts,
    mission_values,
    read_announcement,
    read_mission,
)
from timeline.exchange.untrusted import load_json
from timeline.model import Announcement, Ledger, Mission
from timeline.reports.statements import Snapshot

_NAME = "timeline-ledger"
_SCHEMA = 1
_encode = json.JSONEncoder(ensure_ascii=False).encode
_escape = json.JSONEncoder().encode


def write(ledger: Ledger) -> Iterator[bytes]:
    """Write the ledger, a mission at a time."""
    yield f'{{"format": "{_NAME}", "schema": {_SCHEMA}, "missions": ['.encode()
    separator = "\n"
    for mission in ledger.missions.values():
        values = mission_values(mission)
        values["announcements"] = [_said(item) for item in mission.announcements]
        yield f"{separator}{_dumps(values)}".encode()
        separator = ",\n"
    yield b"\n]}\n"


def _said(item: Announcement) -> dict[str, str]:
    texts = announcement_texts(item)
    return {key: text for key, text in zip(ANNOUNCEMENT_KEYS, texts, strict=True) if text}


def _dumps(values: object) -> str:
    text = _encode(values)
    # What a terminal would obey stands as an escape, which means the same.
    return text if text.isprintable() else _escape(values)


def read(content: bytes, what: str, announced: date | None) -> Snapshot:
    """Read a ledger; every announcement has its own day, so *announced* means nothing."""
    del announced
    data = load_json(content, what)
    if not isinstance(data, dict) or data.get("format") != _NAME:
        raise ExchangeError(f'{what}: it does not say "format": "{_NAME}"')
    if data.get("schema") != _SCHEMA or not isinstance(data.get("missions"), list):
        raise ExchangeError(f"{what}: it is not schema {_SCHEMA}, with a list of missions")
    return snapshot_of([_mission(item, f"{what}, mission {n}") for n, item in enumerate(data["missions"], 1)])


def _mission(values: Any, place: str) -> Mission:  # noqa: ANN401 - whatever JSON holds
    if not isinstance(values, dict):
        raise ExchangeError(f"{place}: it is not an object")
    mission = read_mission(values, place)
    items = values.get("announcements", [])
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise ExchangeError(f"{place}: its announcements are not a list of objects")
    return mission._replace(
        announcements=tuple(
            read_announcement(item, f"{place} ('{mission.id}'), announcement {n + 1}")._replace(
                mission_id=mission.id, position=n
            )
            for n, item in enumerate(items)
        )
    )
