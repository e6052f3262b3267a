"""Missions and announcements as plain values, in the keys and the order of the store, and back.

What the exact notations share: JSON, CSV, SQLite and Parquet differ in how they write these values.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from enum import Enum
from types import MappingProxyType
from typing import Any, TypeVar

from timeline.dates import TBD, DateSyntaxError, VagueDate, parse
from timeline.exchange.errors import ExchangeError
from timeline.exchange.untrusted import clean_text, clean_url
from timeline.model import LAUNCH, Announcement, Mission, Outcome, Status

LISTS = ("aliases", "agencies", "partners", "programs", "payloads", "tags")
TEXTS = ("vehicle", "site", "summary", "url", "notes", "host")
SAID = ("source", "title", "url", "said", "reason")
ANNOUNCEMENT_KEYS = ("announced", "date", "milestone", "status", *SAID, "outcome", "recorded")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
_MAX_SLUG = 80
_DATELESS = (Status.ON_HOLD, Status.CANCELLED)
_E = TypeVar("_E", bound=Enum)


def mission_values(mission: Mission) -> dict[str, Any]:
    """Return the fields of a mission that say something, without its announcements."""
    values: dict[str, Any] = {"id": mission.id, "name": mission.name}
    values |= {key: list(getattr(mission, key)) for key in LISTS if getattr(mission, key)}
    values |= {key: getattr(mission, key) for key in TEXTS if getattr(mission, key)}
    if mission.ids:
        values["ids"] = dict(mission.ids)
    return values


def announcement_texts(item: Announcement) -> tuple[str, ...]:
    """Return the fields of an announcement as texts, in the order of `ANNOUNCEMENT_KEYS`.

    Dates are canonical texts; what says nothing is empty.
    """
    return (
        item.announced.text,
        item.date.text,
        item.milestone,
        item.status.value,
        item.source,
        item.title,
        item.url,
        item.said,
        item.reason,
        "" if item.outcome is None else item.outcome.value,
        "" if item.recorded is None else item.recorded.isoformat(),
    )


def bounds(when: VagueDate) -> tuple[str | None, str | None]:
    """Return the first and the last possible day as ISO texts; None where open."""
    earliest, latest = when.earliest, when.latest
    return (
        None if earliest is None else earliest.isoformat(),
        None if latest is None else latest.isoformat(),
    )


def read_mission(values: Mapping[str, Any], place: str) -> Mission:
    """Return the mission that plain *values* state; `ExchangeError`, which names the *place*, if none."""
    mission_id = values.get("id")
    if not isinstance(mission_id, str) or not _SLUG.fullmatch(mission_id) or len(mission_id) > _MAX_SLUG:
        raise ExchangeError(f"{place}: the mission has no id in small letters, digits and hyphens")
    name = clean_text(values.get("name"))
    if not name.strip():
        raise ExchangeError(f"{place}: the mission '{mission_id}' has no name")
    fields: dict[str, Any] = {key: _texts(values.get(key), key, place) for key in LISTS}
    fields |= {key: _text(values.get(key), key, place) for key in TEXTS}
    return Mission(mission_id, name, ids=_ids(values.get("ids"), place), **fields)


def read_announcement(values: Mapping[str, Any], place: str) -> Announcement:
    """Return the announcement that plain *values* state; errors as `read_mission`."""
    announced = _date(values, "announced", place)
    if announced is None or announced.earliest is None or announced.latest is None:
        raise ExchangeError(f"{place}: the announcement does not say when it was made")
    status = _member(Status, values.get("status") or "planned", "status", place)
    stated = _date(values, "date", place)
    if stated is None and status not in _DATELESS:
        raise ExchangeError(f"{place}: the announcement has no date; write TBD where none was given")
    milestone = values.get("milestone") or LAUNCH
    if not isinstance(milestone, str) or not _SLUG.fullmatch(milestone):
        raise ExchangeError(f"{place}: its milestone is not in small letters, digits and hyphens")
    outcome = values.get("outcome")
    source, title, url, said, reason = (_text(values.get(key), key, place) for key in SAID)
    return Announcement(
        announced,
        stated or TBD,
        milestone,
        status,
        source=source,
        title=title,
        url=url,
        said=said,
        reason=reason,
        outcome=None if not outcome else _member(Outcome, outcome, "outcome", place),
        recorded=_day(values.get("recorded"), place),
    )


def _text(value: object, key: str, place: str) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ExchangeError(f"{place}: '{key}' is not a text")
    return clean_url(value) if key == "url" else clean_text(value)


def _texts(value: object, key: str, place: str) -> tuple[str, ...]:
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ExchangeError(f"{place}: '{key}' is not a list of texts")
    return tuple(clean_text(item) for item in value)


def _ids(value: object, place: str) -> Mapping[str, str]:
    if value is None:
        return MappingProxyType({})
    if not isinstance(value, dict) or not all(isinstance(item, str) for item in value.values()):
        raise ExchangeError(f"{place}: 'ids' does not hold texts by catalogue")
    return MappingProxyType({clean_text(key): clean_text(item) for key, item in value.items()})


def _date(values: Mapping[str, Any], key: str, place: str) -> VagueDate | None:
    value = values.get(key)
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise ExchangeError(f"{place}: '{key}' is not a text")
    try:
        return parse(value)
    except DateSyntaxError as error:
        raise ExchangeError(f"{place}: {error}") from None


def _day(value: object, place: str) -> date | None:
    if value is None or value == "":
        return None
    read = _date({"recorded": value}, "recorded", place)
    if read is None or read.day is None:
        raise ExchangeError(f"{place}: 'recorded' is not a day")
    return read.day


def _member(kind: type[_E], value: object, name: str, place: str) -> _E:
    for member in kind:
        if member.value == value:
            return member
    words = ", ".join(member.value for member in kind)
    raise ExchangeError(f"{place}: its {name} is none of {words}")
