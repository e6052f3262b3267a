"""How texts are read as dates."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import NamedTuple

from timeline.dates import DateSyntaxError, VagueDate, parse
from timeline.dates.gcat import read_gcat
from timeline.dates.launch_library import read_ll2_line

Read = Callable[[str, date | None], VagueDate]


class Reading(NamedTuple):
    """A text and its reading, or why it has none."""

    text: str
    announced: date | None
    """The day that relative words count from, if one was given."""
    value: VagueDate | None
    error: DateSyntaxError | None


READERS: dict[str, Read] = {
    "any": lambda text, announced: parse(text, announced=announced),
    "gcat": lambda text, _announced: read_gcat(text),
    "ll2": lambda text, _announced: read_ll2_line(text),
}
"""The notations that a text can be in, by name."""


def readings(texts: Iterable[tuple[str, date | str | None]], notation: str = "any") -> Iterator[Reading]:
    """Yield the reading of each text; *notation* is a key of `READERS`.

    Beside a text stands the day on which it was said: a day, or a text that names one.
    """
    read = READERS[notation]
    for text, announced in texts:
        day = None
        try:
            day = _day(announced) if isinstance(announced, str) else announced
            yield Reading(text, day, read(text, day), None)
        except DateSyntaxError as error:
            yield Reading(text, day, None, error)


def _day(text: str) -> date:
    day = parse(text).day
    if day is None:
        raise DateSyntaxError(text, "the day of an announcement must be one day", ("2020-10-02",))
    return day
