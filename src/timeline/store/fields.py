"""What each key of a store may hold, and how its value becomes a field of a record.

This is format 1, key by key; docs/store-format.md says the same in words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import Enum
from types import MappingProxyType
from typing import TypeVar

from timeline.dates import DateSyntaxError, VagueDate, from_toml, parse
from timeline.dates.errors import quoted
from timeline.model import Outcome, Status

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
"""A mission id or the name of a milestone."""


class UnsoundError(Exception):
    """A value that its key can't hold: the code of the problem, what is wrong, and the way out."""

    def __init__(self, code: str, message: str, advice: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.advice = advice


Convert = Callable[[object], object]
_E = TypeVar("_E", bound=Enum)


def read_text(value: object) -> str:
    """Return a text."""
    if type(value) is not str:
        raise _wrong_type("text", value, 'put it in quotes, as in source = "CNES"')
    return value


def read_name(value: object) -> str:
    """Return a text that says something."""
    text = read_text(value)
    if not text.strip():
        raise UnsoundError("TL005", "the name is empty", "say what people call it")
    return text


def read_texts(value: object) -> tuple[str, ...]:
    """Return a list of texts."""
    if not isinstance(value, list) or any(type(item) is not str for item in value):
        raise _wrong_type("a list of texts", value, 'write it as in agencies = ["CNSA", "CNES"]')
    return tuple(value)


def read_ids(value: object) -> Mapping[str, str]:
    """Return the mission's ids in other catalogues, by catalogue."""
    if not isinstance(value, dict) or any(type(item) is not str for item in value.values()):
        raise _wrong_type("a table of texts", value, 'write it as in ids.launch-library = "5d40…"')
    return MappingProxyType(value)


def read_date(value: object) -> VagueDate:
    """Return a vague date."""
    if not isinstance(value, (str, date)):
        raise _wrong_type("a date", value, 'write it as in date = "2022-06" or date = 2022-06-22')
    try:
        return from_toml(value)
    except DateSyntaxError as error:
        raise UnsoundError("TL006", f"{quoted(error.text)} is no date: {error.why}", _right(error)) from None


def absolute(error: UnsoundError, value: object, fields: Mapping[str, object]) -> UnsoundError:
    """Return what to say of a date that only the day of its announcement makes one: that date.

    *fields* are those of the record that were read before; any other *error* comes back as it is.
    """
    announced = fields.get("announced")
    if error.code != "TL006" or not isinstance(value, str) or not isinstance(announced, VagueDate):
        return error
    try:
        said = parse(value, announced=announced.day)
    except DateSyntaxError:
        return error
    message = f"{quoted(value)} counts from the day on which it was said, and no date of a store may"
    return UnsoundError("TL006", message, f'write date = "{said}", and keep the words in said')


def read_announced(value: object) -> VagueDate:
    """Return when an announcement was made: a vague date with a first and a last possible day."""
    announced = read_date(value)
    if announced.earliest is None or announced.latest is None:
        advice = 'write the day, or the month or year if that is all you know: announced = "2019-03"'
        raise UnsoundError("TL006", f"'{announced}' does not say when it was announced", advice)
    return announced


def read_day(value: object) -> date:
    """Return a day."""
    if type(value) is not date:
        raise _wrong_type("a day", value, "write it without quotes, as in recorded = 2020-10-02")
    return value


def read_milestone(value: object) -> str:
    """Return the name of a milestone."""
    milestone = read_text(value)
    if not SLUG.fullmatch(milestone):
        advice = 'use lower-case words with hyphens, as in milestone = "orbit-insertion"'
        raise UnsoundError("TL007", f"{quoted(milestone)} is no name for a milestone", advice)
    return milestone


def read_status(value: object) -> Status:
    """Return what an announcement says of its milestone."""
    return _member(Status, value, "status")


def read_outcome(value: object) -> Outcome:
    """Return how something achieved ended."""
    return _member(Outcome, value, "outcome")


def _member(kind: type[_E], value: object, name: str) -> _E:
    for member in kind:
        if member.value == value:
            return member
    words = ", ".join(f'"{member.value}"' for member in kind)
    raise UnsoundError("TL008", f"{_shown(value)} is no {name}", f"{name} is one of {words}")


def _wrong_type(wanted: str, value: object, advice: str) -> UnsoundError:
    return UnsoundError("TL004", f"{_shown(value)} is not {wanted}", advice)


def _shown(value: object) -> str:
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (list, dict)):
        return "a list" if isinstance(value, list) else "a table"
    return value.isoformat() if isinstance(value, (date, datetime)) else str(value)


def _right(error: DateSyntaxError) -> str:
    examples = error.suggestions or ("2022-06", "NET 2024-Q2", "TBD")
    return f"write {' or '.join(examples)}"


MISSION: Mapping[str, Convert] = {
    "name": read_name,
    "aliases": read_texts,
    "agencies": read_texts,
    "partners": read_texts,
    "programs": read_texts,
    "payloads": read_texts,
    "tags": read_texts,
    "vehicle": read_text,
    "site": read_text,
    "summary": read_text,
    "url": read_text,
    "notes": read_text,
    "host": read_text,
    "ids": read_ids,
}
"""What a mission may hold, besides its announcements."""

ANNOUNCEMENT: Mapping[str, Convert] = {
    "announced": read_announced,
    "date": read_date,
    "milestone": read_milestone,
    "status": read_status,
    "source": read_text,
    "title": read_text,
    "url": read_text,
    "said": read_text,
    "reason": read_text,
    "outcome": read_outcome,
    "recorded": read_day,
}
"""What an announcement may hold, in the order in which a person reads it."""

PLAIN_TEXTS = frozenset(
    key for keys in (MISSION, ANNOUNCEMENT) for key, convert in keys.items() if convert is read_text
)
"""The keys that any text will do for: most of a large store, so reading them takes the short way."""
