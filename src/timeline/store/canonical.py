"""Dates that are written in another way than the program writes them, and how to rewrite them.

"June 2022" is read as well as "2022-06"; a ledger that holds only the second kind is easier to search and to
compare.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

import tomli

from timeline.dates import DateSyntaxError, VagueDate, from_toml
from timeline.dates.errors import quoted
from timeline.errors import TimelineError
from timeline.model import Problem
from timeline.reports.checks import is_allowed
from timeline.store.insertion import same
from timeline.store.lines import StoreText
from timeline.store.literal import date_value, literal
from timeline.store.place import Edit, apply
from timeline.store.scan import Statement, read_keys
from timeline.store.values import read_value, scalars

CODE = "TL107"
_KEYS = ("announced", "date")


class Respelling(NamedTuple):
    """A date that is not in canonical form: the problem that it is, and the edit that mends it."""

    problem: Problem
    edit: Edit


def respellings(text: StoreText) -> Iterator[Respelling]:
    """Yield the dates of a text that are written in another form than the canonical one.

    TOML dates and date-times are left alone, and so is what a comment allows.
    """
    header = 0
    for statement in text.statements:
        if statement.kind != "key":
            header = statement.start
        elif statement.keys[0] == "missions":
            for start, end in _date_values(text.text, statement):
                found = _respelling(text, start, end, header)
                if found is not None:
                    yield found


def mending(text: StoreText) -> tuple[Edit, ...]:
    """Return the edits that mend all of a text's dates, and change nothing that it says."""
    edits = tuple(found.edit for found in respellings(text))
    new = apply(text.text, edits)
    if not same(_spelled_alike(tomli.loads(new)), _spelled_alike(tomli.loads(text.text))):
        raise TimelineError(f"the dates of '{text.path}' can't be rewritten safely; nothing was written")
    return edits


def _date_values(text: str, statement: Statement) -> Iterator[tuple[int, int]]:
    """Yield from where to where each date stands that a statement holds."""
    if len(statement.keys) > 4:
        return
    start = text.index("=", read_keys(text, statement.start)[1]) + 1
    for way, value in scalars(read_value(text, start)):
        path = [key for key in (*statement.keys, *way) if isinstance(key, str)]
        if len(path) == 4 and path[2] == "announcements" and path[3] in _KEYS:
            yield value.start, value.end


def _respelling(text: StoreText, start: int, end: int, header: int) -> Respelling | None:
    raw = text.text[start:end]
    value = _read(raw)
    if value is None or value[1].text == value[0]:
        return None
    canonical = literal(date_value(value[1]))
    place = text.place_at(start)
    line = text.line(place.line)
    if is_allowed(CODE, (line, text.line(text.place_at(header).line))):
        return None
    message = f"{quoted(value[0])} is written {canonical} here"
    problem = Problem(CODE, message, place, line, f"write {canonical}; `timeline check --fix` does")
    return Respelling(problem, Edit(start, end, canonical))


def _read(raw: str) -> tuple[str, VagueDate] | None:
    """Return a text and its reading; None for what is no text or no date."""
    if raw[:1] not in "\"'":
        return None
    try:
        value = tomli.loads(f"k = {raw}")["k"]
        return value, from_toml(value)
    except (tomli.TOMLDecodeError, DateSyntaxError):
        return None


def _spelled_alike(data: dict[str, Any]) -> dict[str, Any]:
    """Change *data* so that every date stands in its canonical form."""
    for mission in data.get("missions", {}).values():
        for item in mission.get("announcements", []) if isinstance(mission, dict) else []:
            for key in _KEYS:
                if isinstance(item.get(key), str):
                    item[key] = _canonical(item[key])
    return data


def _canonical(text: str) -> str | date:
    try:
        return date_value(from_toml(text))
    except DateSyntaxError:
        return text
