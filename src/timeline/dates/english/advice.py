"""What to write instead of a phrase that was refused."""

from __future__ import annotations

import re
from datetime import date

from timeline.dates.english.grammar import read_phrase
from timeline.dates.english.lexicon import MONTHS, VAGUE
from timeline.dates.english.tokens import Cursor
from timeline.dates.errors import DateSyntaxError, suggestions_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from timeline.dates.vague import VagueDate

_EXAMPLE_DAY = date(2026, 1, 1)
_EXAMPLES = ("3 May 2024", "NET 2024-Q2")
_NO_DATE = ("TBD",)
_MENDABLE = 32
"""More tokens are no date with a slip of the pen, and trying to mend them takes time."""
_SHORT_YEAR = re.compile(r"'(?=[0-9]{2}\b)|(?<!['0-9])(?=[0-9]{2}$)")
_MONTH_NAMES = [name for name in MONTHS if len(name) > 4]


def refuse(error: ValueError | OverflowError, cursor: Cursor) -> DateSyntaxError:
    """Return the refusal of *cursor*'s phrase, which ended in *error*, with texts that would be right."""
    if len(cursor.tokens) > _MENDABLE:
        return cursor.refusal(_why(error), *suggestions_of(error))
    if cursor.needs_announcement:
        return _refuse_relative(error, cursor)
    if isinstance(error, DateSyntaxError):
        return cursor.refusal(error.why, *(error.suggestions or _suggest(cursor)))
    return cursor.refusal(_why(error), *suggestions_of(error))


def _refuse_relative(error: ValueError | OverflowError, cursor: Cursor) -> DateSyntaxError:
    """Suggest the phrase with a year, or else what it would be if said on some day."""
    words = [token.text for token in cursor.tokens if token.kind != "end"]
    comma = "," if words[-2:-1] and words[-2] in MONTHS else ""
    with_year = f"{cursor.source}{comma} {_EXAMPLE_DAY.year}"
    if _read(with_year, None) is not None:
        return cursor.refusal(_why(error), with_year)
    example = Cursor(cursor.source, _EXAMPLE_DAY)
    try:
        return cursor.refusal(f"{_why(error)} (supposing {_EXAMPLE_DAY})", read_phrase(example).text)
    except (ValueError, OverflowError) as worse:
        return refuse(worse, example)


def _why(error: ValueError | OverflowError) -> str:
    if isinstance(error, OverflowError):
        return "years run from 0001 to 9999"
    return error.why if isinstance(error, DateSyntaxError) else str(error)


def _suggest(cursor: Cursor) -> tuple[str, ...]:
    """Return the phrase with the piece that was not understood mended, or else what stands before it."""
    piece = cursor.here
    if piece.text in VAGUE:
        return _NO_DATE
    before, after = cursor.source[: piece.start], cursor.source[piece.end :]
    month = next((name for name in _MONTH_NAMES if name[:3] == piece.text[:3]), "")
    tries = (
        _SHORT_YEAR.sub("20", cursor.source),
        f"{before}{month.capitalize()}{after}" if month else "",
        before.rstrip(" ,;(-/"),
    )
    return next(((text,) for text in tries if text and _read(text, cursor.announced) is not None), _EXAMPLES)


def _read(text: str, announced: date | None) -> VagueDate | None:
    try:
        return read_phrase(Cursor(text, announced))
    except (ValueError, OverflowError):
        return None
