"""Records that come from elsewhere, as TOML or as JSON lines, to be added to a store.

TOML is written as in a store: `[[missions.svom.announcements]]`, with `[missions.svom]` for a new mission. A
JSON line is an announcement with one key more, `mission`. Dates may be any phrase, also a relative one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import tomli

from timeline.dates import TBD, DateSyntaxError, VagueDate, from_toml, parse
from timeline.errors import TimelineError
from timeline.model import Announcement, Ledger, Mission, Status
from timeline.reports.checks import statement
from timeline.reports.directory import Directory
from timeline.reports.naming import find_id
from timeline.store.fields import ANNOUNCEMENT, MISSION, SLUG, Convert, UnsoundError, read_announced
from timeline.store.literal import Fields, announcement_fields, mission_fields
from timeline.store.place import Entry


class Incoming(NamedTuple):
    """A mission by any of its names, what it is if it is new, and an announcement if there is one."""

    name: str
    mission: Mission | None
    announcement: Announcement | None


def read_incoming(text: str, *, recorded: date) -> list[Incoming]:
    """Return the records of *text*, each with *recorded* unless it says when it was recorded.

    `TimelineError` that names every record that is unsound.
    """
    records = _json_records(text) if text.lstrip().startswith("{") else _toml_records(text)
    found, wrong = [], []
    for where, name, fields, kind in records:
        try:
            if kind is Mission:
                found.append(Incoming(name, _mission(name, fields), None))
            else:
                found.append(Incoming(name, None, _announcement(fields, recorded)))
        except UnsoundError as error:
            wrong.append(f"{where}: {error.message}; {error.advice}")
    if wrong:
        raise TimelineError("\n  ".join(["nothing was written:", *wrong]))
    if not found:
        raise TimelineError("there is no record to add")
    return found


def entries_of(ledger: Ledger, incoming: Sequence[Incoming], *, force: bool = False) -> list[Entry]:
    """Return what to write of *incoming*: an entry for each mission, its announcements in order.

    `TimelineError` for a mission that is unknown or, if it is to be new, known; and, unless *force* is given,
    for an announcement that is in the ledger already or comes twice.
    """
    missions = dict(ledger.missions)
    names = Directory(missions.values())
    said: dict[str, dict[object, Announcement]] = {}
    fields: dict[str, Fields | None] = {}
    added: dict[str, list[Fields]] = {}
    for item in incoming:
        if item.mission is not None:
            first = missions.setdefault(item.name, item.mission)
            if first is not item.mission:
                raise TimelineError(f"the mission '{item.name}' stands at {first.place} already")
            names.add(item.mission)
            fields[item.name] = mission_fields(item.mission)
            added.setdefault(item.name, [])
        if item.announcement is not None:
            mission = missions[find_id(names, item.name)]
            if not force:
                if mission.id not in said:
                    said[mission.id] = _statements(mission)
                _refuse_duplicate(mission, item.announcement, said[mission.id])
                said[mission.id][statement(item.announcement)] = item.announcement
            added.setdefault(mission.id, []).append(announcement_fields(item.announcement))
    return [Entry(mission_id, fields.get(mission_id), items) for mission_id, items in added.items()]


def _statements(mission: Mission) -> dict[object, Announcement]:
    """Return the announcements of a mission by what makes them what they are; of twins the first."""
    return {statement(item): item for item in reversed(mission.announcements)}


def _refuse_duplicate(mission: Mission, item: Announcement, said: Mapping[object, Announcement]) -> None:
    """Raise `TimelineError` if an announcement of *mission* is among what was *said*, there or before."""
    same = said.get(statement(item))
    if same is not None:
        where = f"stands at {same.place} already" if same in mission.announcements else "comes twice"
        what = f"'{mission.id}' {item.milestone} {item.date}"
        raise TimelineError(f"{what} {where}; nothing was written; --force adds it all the same")


_Raw = tuple[str, str, dict[str, Any], type]


def _json_records(text: str) -> Iterator[_Raw]:
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        where = f"line {number}"
        try:
            fields = json.loads(line)
        except json.JSONDecodeError as error:
            raise TimelineError(f"{where}: this is not JSON: {error.msg}; nothing was written") from None
        except (RecursionError, ValueError):
            raise TimelineError(f"{where}: this is nested too deeply, or a number too long") from None
        if not isinstance(fields, dict) or not isinstance(fields.get("mission"), str):
            raise TimelineError(f'{where}: there is no "mission" that it is of; nothing was written')
        yield where, fields.pop("mission"), fields, Announcement


def _toml_records(text: str) -> Iterator[_Raw]:
    try:
        data = tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        message = f"line {error.lineno}: this is not TOML: {error.msg}; nothing was written"
        raise TimelineError(message) from None
    except (RecursionError, ValueError):
        raise TimelineError("this is nested too deeply, or a number too long; nothing was written") from None
    missions = data.get("missions")
    strange = data.keys() - {"missions", "format"}
    if strange or not isinstance(missions, dict):
        raise TimelineError(
            "records are written as in a store: [[missions.an-id.announcements]]; nothing was written"
        )
    for mission_id, table in missions.items():
        if not isinstance(table, dict) or not isinstance(table.get("announcements", []), list):
            raise TimelineError(f"'{mission_id}' is no mission with announcements; nothing was written")
        records = table.pop("announcements", [])
        if table:
            yield f"[missions.{mission_id}]", mission_id, table, Mission
        for number, fields in enumerate(records, 1):
            yield f"announcement {number} of '{mission_id}'", mission_id, dict(fields), Announcement


def _mission(mission_id: str, fields: Mapping[str, Any]) -> Mission:
    values = _converted(fields, MISSION)
    if not SLUG.fullmatch(mission_id):
        raise UnsoundError("TL007", f"'{mission_id}' is no id for a mission", "use a-z, 0-9 and hyphens")
    if "name" not in values:
        raise UnsoundError("TL005", f"the mission '{mission_id}' has no name", 'add name = "…"')
    return Mission(mission_id, **values)


def _announcement(fields: dict[str, Any], recorded: date) -> Announcement:
    stated = fields.pop("date", None)
    if isinstance(fields.get("recorded"), str):  # JSON has no days
        fields["recorded"] = _date(fields["recorded"], None).day
    values: dict[str, Any] = {"recorded": recorded, **_converted(fields, ANNOUNCEMENT)}
    if "announced" not in values:
        raise UnsoundError("TL005", "there is no 'announced'", "say on which day it was said")
    if stated is not None:
        values["date"] = _date(stated, values["announced"].day)
    elif values.get("status") in (Status.ON_HOLD, Status.CANCELLED):
        values["date"] = TBD
    else:
        raise UnsoundError("TL005", "there is no 'date'", 'say what was said, "TBD" if that was no date')
    return Announcement(**values)


def _converted(fields: Mapping[str, Any], known: Mapping[str, Convert]) -> dict[str, Any]:
    values = {}
    for key, value in fields.items():
        if key not in known:
            raise UnsoundError("TL003", f"'{key}' is not a key that is known here", f"use {', '.join(known)}")
        values[key] = read_announced(value) if key == "announced" else known[key](value)
    return values


def _date(value: object, announced: date | None) -> VagueDate:
    try:
        if isinstance(value, str):
            return parse(value, announced=announced)
        if isinstance(value, date):
            return from_toml(value)
    except DateSyntaxError as error:
        raise UnsoundError("TL006", str(error), "mend it") from None
    raise UnsoundError("TL004", f"{value!r} is not a date", 'write it as in "2022-06"')
