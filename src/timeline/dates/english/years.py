"""Reading years: alone, behind a month, quarter or season, and fiscal."""

from __future__ import annotations

from timeline.dates.english.lexicon import APRIL_NATIONS, US_NATIONS
from timeline.dates.english.relative import count_on
from timeline.dates.english.stated import Calendar, Noun, Stated
from timeline.dates.english.tokens import Cursor
from timeline.dates.english.zones import is_zone

_FISCAL_WORDS = frozenset({"fy", "fiscal", "financial"})
_NATIONS = APRIL_NATIONS | US_NATIONS
_STEPS = {"this": 0, "current": 0, "next": 1, "coming": 1, "last": -1}
_FIRST_TWO_DIGIT_YEAR = 69  # as POSIX has it: FY69 is 1969, FY68 is 2068
_LIKELY_YEARS = range(1900, 2200)


def is_year(cursor: Cursor) -> bool:
    """Tell whether a year of four digits stands here, and not the time of "3 May 0927 UTC"."""
    here = cursor.here
    if here.kind != "number" or len(here.text) != 4:
        return False
    return not is_zone(cursor.ahead(1)) or int(here.text) in _LIKELY_YEARS


def take_year(cursor: Cursor) -> int | None:
    """Read a year of four digits, if one stands here."""
    if not is_year(cursor):
        return None
    cursor.at += 1
    return int(cursor.tokens[cursor.at - 1].text)


def two_digit_year(text: str) -> int:
    """Return the year that FY27 or 2Q24 means by its two digits."""
    year = int(text)
    return year + (1900 if year >= _FIRST_TWO_DIGIT_YEAR else 2000)


def add_year(cursor: Cursor, stated: Stated) -> Stated:
    """Give *stated* the year that follows, if one does: "2024", ", 2024", "of next year", "of FY2025"."""
    at = cursor.at
    cursor.take(",", "of", "-", "/")
    article = cursor.take("the")
    named = _read_numbered_year(cursor, article=article) or _read_worded_year(cursor, article=article)
    if named is None or not _can_have(stated, named):
        cursor.at = at
    else:
        stated.year, stated.calendar = named.year, named.calendar
    return stated


def _read_numbered_year(cursor: Cursor, *, article: bool) -> Stated | None:
    """Read "2026", or "2026 fiscal year", which alone may have an *article*."""
    if article and cursor.ahead(1).text != "fiscal":
        return None
    year = take_year(cursor)
    return None if year is None else take_fiscal_suffix(cursor, Stated(Noun.YEAR, year=year))


def take_fiscal_suffix(cursor: Cursor, year: Stated) -> Stated:
    """Make *year* a fiscal one if "fiscal year" follows: "the 2026 fiscal year"."""
    if cursor.here.text == "fiscal" and cursor.ahead(1).text == "year":
        cursor.at += 2
        year.calendar = Calendar.US_FISCAL
    return year


def _can_have(stated: Stated, year: Stated) -> bool:
    return year.calendar is Calendar.CIVIL or stated.noun in (Noun.QUARTER, Noun.HALF)


def _read_worded_year(cursor: Cursor, *, article: bool) -> Stated | None:
    here = cursor.here.text
    steps = _STEPS.get(here)
    if steps is not None:
        cursor.at += 1
        return read_current_year(cursor, steps)
    if starts_fiscal_year(cursor):
        return read_fiscal_year(cursor)
    if here in ("calendar", "cy", "year"):
        return read_civil_year(cursor) or (read_current_year(cursor, 0) if article else None)
    return None


def read_current_year(cursor: Cursor, steps: int) -> Stated | None:
    """Read the "year" or "fiscal year" of "next year"; None if something else stands here."""
    fiscal = cursor.here.text == "fiscal" and cursor.ahead(1).text == "year"
    if fiscal:
        cursor.at += 1
    return count_on(cursor, "fiscal" if fiscal else "year", steps) if cursor.take("year") else None


def read_civil_year(cursor: Cursor) -> Stated | None:
    """Read "year 2026", "calendar year 2026", "calendar 2026" or "CY2026"; None for anything else."""
    at = cursor.at
    if not cursor.take("cy"):
        cursor.take("calendar")
        cursor.take("year")
    year = take_year(cursor)
    if year is None:
        cursor.at = at
        return None
    return Stated(Noun.YEAR, year=year)


def starts_fiscal_year(cursor: Cursor) -> bool:
    """Tell whether a fiscal year that is named by its number stands here."""
    places = 1 if cursor.here.text in _NATIONS else 0
    word = cursor.ahead(places).text
    if word in ("fiscal", "financial") and cursor.ahead(places + 1).text == "year":
        places += 1
        places += 3 * _brackets_fy(cursor, places + 1)
    return (word in _FISCAL_WORDS or word == "jfy") and cursor.ahead(places + 1).kind in ("number", "iso")


def _brackets_fy(cursor: Cursor, places: int = 0) -> bool:
    """Tell whether the brackets of "fiscal year (FY) 2027" stand *places* on."""
    return [cursor.ahead(places + place).text for place in range(3)] == ["(", "fy", ")"]


def read_fiscal_year(cursor: Cursor) -> Stated:
    """Read "FY27", "fiscal year 2027", "JFY2026", "India's fiscal year 2025-26".

    Raises `DateSyntaxError` where it is not said whose year it is, and that would matter.
    """
    april = cursor.here.text in APRIL_NATIONS or cursor.here.text == "jfy"
    nation = cursor.take(*_NATIONS)
    word = cursor.here.text
    cursor.at += 1
    cursor.take("year")
    if _brackets_fy(cursor):
        cursor.at += 3
    if word == "financial" and not nation:
        raise cursor.refusal(
            "it does not say whose financial year", "fiscal year 2026", "India's fiscal year 2026"
        )
    stated = Stated(Noun.YEAR, year=_fiscal_number(cursor, short=word == "fy" and not april, double=april))
    stated.calendar = Calendar.APRIL_FISCAL if april else Calendar.US_FISCAL
    return stated


def _fiscal_number(cursor: Cursor, *, short: bool, double: bool) -> int:
    """Read the number of a fiscal year: *short* ones have two digits, *double* ones name two years."""
    number = cursor.here
    if number.kind == "iso":
        return _double_year(cursor, number.text, double=double)
    if not is_year(cursor) and not (short and len(number.text) == 2):
        raise cursor.unexpected("a year has four digits, unlike {}")
    cursor.at += 1
    if cursor.here.text in ("/", "-") and len(cursor.ahead(1).text) == 2 and cursor.ahead(1).kind == "number":
        cursor.at += 2
        return _double_year(cursor, f"{number.text}-{cursor.tokens[cursor.at - 1].text}", double=double)
    return two_digit_year(number.text) if len(number.text) == 2 else int(number.text)


def _double_year(cursor: Cursor, text: str, *, double: bool) -> int:
    if not double:
        why = f"fiscal years of the US Government are named by one number, so {text} has no one reading"
        raise cursor.refusal(why, "FY2026", "India's fiscal year 2025-26")
    cursor.at += cursor.here.kind == "iso"
    return read_double_year(text)


def read_double_year(text: str) -> int:
    """Return the first year of "2025-26" or "2025-2026"; `ValueError` unless the other is the next one."""
    first, last = text.split("-", 1)
    after = f"{int(first) + 1:04}"
    if last not in (after, after[2:]):
        raise ValueError(f"{text} are not two years in a row")
    return int(first)
