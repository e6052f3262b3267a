"""A record as TOML: the only place where TOML is made, one record at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import tomli_w

from timeline.dates import VagueDate
from timeline.model import Announcement, Mission, Status
from timeline.store.fields import ANNOUNCEMENT, MISSION

Fields = Mapping[str, object]
"""The values of a record by key, in the order in which they are written."""

_DEFAULTS = {"milestone": "launch", "status": Status.PLANNED.value}


def date_value(value: VagueDate) -> str | date:
    """Return how a date stands in a store: a plain day as a TOML date, everything else as its text."""
    return value.day if value.day is not None and value.text == value.day.isoformat() else value.text


def announcement_fields(item: Announcement) -> Fields:
    """Return what a store holds of an announcement: nothing that is empty or goes without saying."""
    values: dict[str, object] = {
        **item._asdict(),
        "announced": date_value(item.announced),
        "date": date_value(item.date),
        "status": item.status.value,
        "outcome": "" if item.outcome is None else item.outcome.value,
        "recorded": item.recorded or "",
    }
    if item.date.is_tbd and item.status in (Status.ON_HOLD, Status.CANCELLED):
        values["date"] = ""
    return {key: values[key] for key in ANNOUNCEMENT if values[key] not in ("", _DEFAULTS.get(key))}


def mission_fields(mission: Mission) -> Fields:
    """Return what a store holds of a mission, its announcements apart."""
    values = {key: getattr(mission, key) for key in MISSION}
    return {key: list(value) if isinstance(value, tuple) else value for key, value in values.items() if value}


def literal(value: object) -> str:
    """Return a value as TOML on one line."""
    if isinstance(value, list):
        return f"[{', '.join(map(literal, value))}]"
    return tomli_w.dumps({"k": value}).removeprefix("k = ").rstrip("\n")


def key(name: str) -> str:
    """Return a key as TOML, quoted where it must be."""
    return tomli_w.dumps({name: 0}).removesuffix(" = 0\n")


def dotted(names: Iterable[str]) -> str:
    """Return a path of keys as TOML."""
    return ".".join(map(key, names))


def lines(fields: Fields, above: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield `key = value` for every value, a key of a table under its dotted name."""
    for name, value in fields.items():
        if isinstance(value, Mapping):
            yield from lines(value, (*above, name))
        else:
            yield f"{dotted((*above, name))} = {literal(value)}"


def inline(fields: Fields) -> str:
    """Return a record as an inline table on one line."""
    return f"{{ {', '.join(lines(fields))} }}"
