"""A record as TOML: the only place where TOML is made, one record at a time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import tomli_w

from timeline.dates import VagueDate
from timeline.model import Announcement, Mission, Status
from timeline.store.fields import ANNOUNCEMENT, MISSION

Fields = Mapping[str, object]
"""The values of a record by key, in the order in which they are written."""

_DEFAULTS = {"milestone": "launch", "status": Status.PLANNED.value}
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_ESCAPED = re.compile(r'["\\\x00-\x08\x0a-\x1f\x7f]')
_DAY_LENGTH = len("2022-06-22")


def date_value(value: VagueDate) -> str | date:
    """Return how a date stands in a store: a plain day as a TOML date, everything else as its text."""
    if len(value.text) != _DAY_LENGTH:
        return value.text
    return value.day if value.day is not None and value.text == value.day.isoformat() else value.text


def announcement_fields(item: Announcement) -> Fields:
    """Return what a store holds of an announcement: nothing that is empty or goes without saying."""
    dateless = item.date.is_tbd and item.status in (Status.ON_HOLD, Status.CANCELLED)
    values = (
        date_value(item.announced),
        "" if dateless else date_value(item.date),
        item.milestone,
        item.status.value,
        item.source,
        item.title,
        item.url,
        item.said,
        item.reason,
        "" if item.outcome is None else item.outcome.value,
        item.recorded or "",
    )
    said = zip(ANNOUNCEMENT, values, strict=True)
    return {key: value for key, value in said if value and value != _DEFAULTS.get(key)}


def mission_fields(mission: Mission) -> Fields:
    """Return what a store holds of a mission, its announcements apart."""
    values = {key: getattr(mission, key) for key in MISSION}
    return {key: list(value) if isinstance(value, tuple) else value for key, value in values.items() if value}


def literal(value: object) -> str:
    """Return a value as TOML on one line."""
    if isinstance(value, str) and not _ESCAPED.search(value):
        return f'"{value}"'  # nearly all of a ledger
    if isinstance(value, list):
        return f"[{', '.join(map(literal, value))}]"
    return tomli_w.dumps({"k": value}).removeprefix("k = ").rstrip("\n")


def key(name: str) -> str:
    """Return a key as TOML, quoted where it must be."""
    return name if _BARE.fullmatch(name) else tomli_w.dumps({name: 0}).removesuffix(" = 0\n")


def dotted(names: Iterable[str]) -> str:
    """Return a path of keys as TOML."""
    return ".".join(map(key, names))


def lines(fields: Fields, above: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield `key = value` for every value, a key of a table under its dotted name."""
    before = "".join(f"{key(name)}." for name in above)
    for name, value in fields.items():
        if type(value) is not str and isinstance(value, Mapping):
            yield from lines(value, (*above, name))
        else:
            yield f"{before}{key(name)} = {literal(value)}"


def inline(fields: Fields) -> str:
    """Return a record as an inline table on one line."""
    return f"{{ {', '.join(lines(fields))} }}"
