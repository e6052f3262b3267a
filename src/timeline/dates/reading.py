"""Reading a text as a vague date: the one way in."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

from timeline.dates.canonical import from_day, from_moment, read_canonical
from timeline.dates.clean import clean
from timeline.dates.errors import DateSyntaxError
from timeline.dates.vague import VagueDate


def parse(text: str, *, announced: date | None = None) -> VagueDate:
    """Return the one reading of *text*.

    *announced* is the day on which it was said: what relative words ("next year", "June") count from.
    Raises `DateSyntaxError`, and nothing else, where there is no reading or more than one.
    """
    return _parse_absolute(text) or _parse_english(text, announced)


def from_toml(value: str | date | datetime) -> VagueDate:
    """Return the date that a TOML text, date or date-time states; `DateSyntaxError` as `parse`."""
    if isinstance(value, str):
        return parse(value)
    if isinstance(value, datetime):
        try:
            return from_moment(value)
        except (OverflowError, ValueError):
            raise DateSyntaxError(str(value), "years run from 0001 to 9999") from None
    return from_day(value)


@lru_cache(maxsize=1 << 16)
def _parse_absolute(text: str) -> VagueDate | None:
    # Stores repeat few texts very often, and one value for each saves memory, too.
    cleaned = clean(text)
    if not cleaned:
        raise DateSyntaxError(text, "it is empty", ("2022-06", "TBD"))
    value = read_canonical(cleaned)
    if value is None:
        from timeline.dates.edtf import read_edtf

        value = read_edtf(cleaned)
    return value


def _parse_english(text: str, announced: date | None) -> VagueDate:
    from timeline.dates.english import read_english

    return read_english(clean(text), announced)
