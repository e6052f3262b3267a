"""English: what press releases and launch calendars write."""

from __future__ import annotations

import re
from datetime import date

from timeline.dates.canonical import read_period
from timeline.dates.errors import DateSyntaxError
from timeline.dates.vague import Bound, VagueDate

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def read_english(text: str, announced: date | None) -> VagueDate:
    """Stand in for the grammar that is being written."""
    plain = text.lower()
    for words, bound in (("no earlier than ", Bound.NET), ("by ", Bound.NLT)):
        if plain.startswith(words):
            return read_english(text[len(words) :], announced).bounded(bound)
    plain = re.sub(r"^q([1-4]) (\d{4})$", r"\2-Q\1", plain)
    for number, name in enumerate(_MONTHS, 1):
        plain = re.sub(rf"^(\d\d?) {name}[a-z]* (\d{{4}})$", rf"\2-{number:02}-\1", plain)
        plain = re.sub(rf"^{name}[a-z]* (\d{{4}})$", rf"\1-{number:02}", plain)
    plain = re.sub(r"-(\d)$", r"-0\1", plain)
    try:
        found = read_period(plain)
    except ValueError as error:
        raise DateSyntaxError(text, str(error)) from None
    if found is None:
        raise DateSyntaxError(text, "it was not understood")
    return found
