"""Reading days, months and what stands in figures: "the 3rd of May 2024", "Friday, May 3", "2024-W51"."""

from __future__ import annotations

from timeline.dates.canonical import read_period as read_iso
from timeline.dates.edtf import read_edtf
from timeline.dates.english.ends import both, ends_of
from timeline.dates.english.lexicon import BETWEEN_ENDS, DAY_ORDINALS, MONTHS, TENS, WEEKDAYS
from timeline.dates.english.numeric import read_numeric_date, starts_numeric_date
from timeline.dates.english.stated import Noun, Stated
from timeline.dates.english.tokens import Cursor, Token, ordinal
from timeline.dates.english.years import add_year, is_year
from timeline.dates.period import Period, Unit


def read_iso_token(cursor: Cursor) -> Stated:
    """Read an ISO 8601 or EDTF text without blanks: "2024-05-03", "2024-Q2"."""
    text = cursor.here.text.upper()
    cursor.at += 1
    ends = ends_of(read_iso(text) or read_edtf(text))
    day = ends[0].first_day
    if ends[0].unit is Unit.DAY:
        return Stated(Noun.DAY, day.month, day.day, day.year)
    stated = Stated(Noun.FIXED)
    stated.fixed = ends
    return stated


def read_decade(cursor: Cursor) -> Stated:
    """Read "2030s" or "2030's"."""
    year = int(cursor.here.text[:4])
    cursor.at += 1
    if year % 10:
        raise cursor.refusal("decades begin with a year that ends in 0", f"{year - year % 10:04}s")
    stated = Stated(Noun.FIXED)
    stated.fixed = both(Period.decade(year))
    return stated


def month_or_day(cursor: Cursor, *, hyphens: bool = False) -> Stated:
    """Read "May" or "May 3", with *hyphens* "May-03"."""
    month = MONTHS[cursor.here.text]
    cursor.at += 1
    if hyphens:
        cursor.take("-")
    elif cursor.here.text == "the" and _is_ordinal(cursor.ahead(1)):
        cursor.at += 1
    day = _take_day(cursor)
    return Stated(Noun.MONTH, month) if day is None else _named_day(month, day, month_first=True)


def _named_day(month: int, day: int, *, month_first: bool) -> Stated:
    stated = Stated(Noun.DAY, month, day)
    stated.named, stated.month_first = True, month_first
    return stated


def _is_ordinal(token: Token) -> bool:
    return token.kind == "ordinal" or token.text in DAY_ORDINALS or token.text in TENS


def read_day_in_words(cursor: Cursor) -> Stated:
    """Read "twenty-first of May 2025", or the tenth of "tenth to twelfth of May"."""
    day = _take_day_in_words(cursor)
    if day is not None and cursor.here.text in BETWEEN_ENDS:
        return number_alone(cursor, day)
    if day is None or cursor.ahead(cursor.here.text == "of").text not in MONTHS:
        raise cursor.unexpected("a month is missing before {}")
    cursor.take("of")
    stated = _named_day(MONTHS[cursor.here.text], day, month_first=False)
    cursor.at += 1
    return add_year(cursor, stated)


def _take_day_in_words(cursor: Cursor) -> int | None:
    """Read "first", "thirtieth", "twenty-first" or "twenty first"; None if something else stands here."""
    hyphens = cursor.ahead(1).text == "-"
    tens, ones = TENS.get(cursor.here.text), DAY_ORDINALS.get(cursor.ahead(1 + hyphens).text, 10)
    if tens is not None and ones < 10:
        cursor.at += 2 + hyphens
        return tens + ones
    day = DAY_ORDINALS.get(cursor.here.text)
    cursor.at += day is not None
    return day


def _take_day(cursor: Cursor) -> int | None:
    here = cursor.here
    if here.kind == "ordinal":
        cursor.at += 1
        return ordinal(here.text)
    if here.kind == "number" and len(here.text) <= 2:
        cursor.at += 1
        return int(here.text)
    return _take_day_in_words(cursor)


def read_month(cursor: Cursor) -> Stated:
    """Read "May 2024" or "May 3, 2024"."""
    return add_year(cursor, month_or_day(cursor))


def read_day_of_month(cursor: Cursor) -> Stated:
    """Read "3 May 2024", "3rd of May", or the 3 alone of "3 or 4 May 2024"."""
    day = _take_day(cursor)
    if day is None:
        raise cursor.unexpected("{} is no year of four digits and no day")
    if cursor.ahead(1).text in MONTHS:
        cursor.take("of", "-")
    if cursor.here.text in MONTHS:
        stated = _named_day(MONTHS[cursor.here.text], day, month_first=False)
        cursor.at += 1
        return add_year(cursor, stated)
    return number_alone(cursor, day)


def number_alone(cursor: Cursor, number: int) -> Stated:
    """Read the number whose noun stands with the other end, and the year of "May 3-5, 2024"."""
    stated = Stated(Noun.NUMBER, day=number)
    if cursor.here.text == "," or is_year(cursor):
        add_year(cursor, stated)
    return stated


def read_weekday(cursor: Cursor) -> Stated:
    """Read "Friday", "Friday, 3 May 2024", "Friday (3 May 2024)"."""
    weekday = WEEKDAYS[cursor.here.text]
    cursor.at += 1
    at = cursor.at
    bracketed = cursor.take("(")
    if not bracketed:
        cursor.take(",")
        cursor.take("the")
    if cursor.here.text not in MONTHS and not _is_day_number(cursor):
        cursor.at = at
        return Stated(Noun.WEEKDAY, weekday)
    stated = _read_its_day(cursor)
    if stated.noun not in (Noun.DAY, Noun.NUMBER):
        cursor.at = at
        raise cursor.unexpected("a weekday goes with a day, not with {}")
    if bracketed:
        cursor.expect(")")
    stated.weekday = weekday
    return stated


def _is_day_number(cursor: Cursor) -> bool:
    here, after = cursor.here, cursor.ahead(1)
    if here.kind == "iso" or _is_ordinal(here):
        return True
    return here.kind == "number" and (
        after.text in MONTHS
        or after.text in BETWEEN_ENDS
        or after.text == "."
        or cursor.ahead(2).text in MONTHS
    )


def _read_its_day(cursor: Cursor) -> Stated:
    if cursor.here.kind == "iso":
        return read_iso_token(cursor)
    if cursor.here.text in MONTHS:
        return read_month(cursor)
    return read_numeric_date(cursor) if starts_numeric_date(cursor) else read_day_of_month(cursor)
