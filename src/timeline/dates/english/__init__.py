"""English: what press releases, launch calendars and news write, read strictly.

A phrase is cut into tokens (`tokens`), its ends are read as they were said (`grammar`, `periods`, `clocks`),
and what one end leaves out is taken from the other and from the day of the announcement (`relative`).
"""

from __future__ import annotations

from datetime import date

from timeline.dates.english.grammar import read_phrase
from timeline.dates.english.lexicon import TO_BE_DETERMINED
from timeline.dates.english.tokens import Cursor
from timeline.dates.vague import TBD, VagueDate


def read_english(text: str, announced: date | None) -> VagueDate:
    """Return the one reading of *text*, an English phrase that `clean` has been over.

    *announced* is what relative words count from. Raises `DateSyntaxError`, and nothing else, where there is
    no reading or more than one; it names the piece that was not understood and suggests texts that are right.
    """
    if text.lower().removesuffix(".") in TO_BE_DETERMINED:
        return TBD
    cursor = Cursor(text, announced)
    try:
        return read_phrase(cursor)
    except (ValueError, OverflowError) as error:
        from timeline.dates.english.advice import refuse

        raise refuse(error, cursor) from None
