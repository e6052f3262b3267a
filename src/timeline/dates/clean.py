"""What every text goes through before it is read: length, characters, dashes and blanks."""

from __future__ import annotations

import re

from timeline.dates.errors import DateSyntaxError

MAX_LENGTH = 200
_SAME = str.maketrans({"\N{EN DASH}": "-", "\N{EM DASH}": "-", "\N{NO-BREAK SPACE}": " "})
_FOREIGN = re.compile(r"[^ -~]")


def clean(text: str) -> str:
    """Return *text* in plain printable ASCII, without outer blanks; `DateSyntaxError` if it can't be."""
    if len(text) > MAX_LENGTH:
        raise DateSyntaxError(text, f"it is longer than {MAX_LENGTH} characters")
    if not text.isascii():
        text = text.translate(_SAME)
    foreign = _FOREIGN.search(text)
    if foreign:
        raise DateSyntaxError(text, _foreign(foreign[0]))
    return text.strip(" ")


def _foreign(character: str) -> str:
    if character.isdigit():
        return f"{character!a} is a digit of another script; use 0 to 9"
    if character.isprintable():
        return f"{character!r} has no place in a date; dates are read in plain English and ASCII"
    if character.isspace() and character not in "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85":
        return f"it holds the unusual blank {character!a}; use a plain one"
    return f"it holds the control character {character!a}"
