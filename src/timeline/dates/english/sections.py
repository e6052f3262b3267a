"""Reading quarters, halves, seasons, fiscal years, and what ordinals count: "second half of May 2024"."""

from __future__ import annotations

from timeline.dates.english.days import number_alone, read_day_in_words, read_day_of_month
from timeline.dates.english.lexicon import BETWEEN_ENDS, LAST, MONTHS, ORDINALS, SEASONS, SECTIONS
from timeline.dates.english.relative import count_on, read_last
from timeline.dates.english.stated import SEASON_ORDER, Noun, Stated
from timeline.dates.english.tokens import Cursor, Token, ordinal
from timeline.dates.english.years import (
    add_year,
    read_double_year,
    read_fiscal_year,
    starts_fiscal_year,
    two_digit_year,
)
from timeline.dates.period import Period

LETTERS = {"q": Noun.QUARTER, "h": Noun.HALF}
"""What the letters of Q2 and H1 stand for."""


def with_short_year(cursor: Cursor, stated: Stated, letter: Token) -> Stated:
    """Read the year of 2Q 2024 or 2Q24: two digits do only where they touch the letter."""
    year = cursor.here
    if year.kind == "number" and len(year.text) == 2 and year.start == letter.end:
        cursor.at += 1
        stated.year = two_digit_year(year.text)
        return stated
    return add_year(cursor, stated)


def read_letter(cursor: Cursor) -> Stated:
    """Read Q2 or H1."""
    noun = LETTERS[cursor.here.text]
    number = cursor.ahead(1)
    cursor.at += 1
    if number.kind != "number" or len(number.text) != 1:
        raise cursor.unexpected("a quarter or half has one digit, unlike {}")
    cursor.at += 1
    stated = Stated(noun, int(number.text))
    stated.month_first = True
    return stated


def read_lettered(cursor: Cursor) -> Stated:
    """Read "Q2 2024" or "H1 2024"."""
    return add_year(cursor, read_letter(cursor))


def read_ordinal(cursor: Cursor) -> Stated:
    """Read "3rd of May", "second half of 2026", or the third of "third or fourth quarter"."""
    start, here = cursor.at, cursor.here
    if here.text == "last" and _is_past(cursor):
        cursor.at += 1
        return read_last(cursor)
    number = ordinal(here.text) if here.kind == "ordinal" else ORDINALS[here.text]
    cursor.at += 1
    _refuse_counting_back(cursor, number)
    if cursor.here.text == "calendar" and cursor.ahead(1).text in ("quarter", "half"):
        cursor.at += 1
    if cursor.ahead(1).text in SECTIONS:
        cursor.take("-")
    section = cursor.here.text
    if section in SECTIONS:
        cursor.at += 1
        return _read_section(cursor, section, number, here.text)
    cursor.at = start
    if here.kind == "ordinal":
        return read_day_of_month(cursor)
    return _read_worded_ordinal(cursor, number)


def _refuse_counting_back(cursor: Cursor, number: int) -> None:
    """Refuse "second to last", "second-last": it is no span that ends with the last."""
    joined = number != 1 and cursor.here.text in ("to", "-")
    if joined and ORDINALS.get(cursor.ahead(1).text) == LAST:
        raise cursor.refusal("it counts from the end", "third quarter of 2024")


def _read_worded_ordinal(cursor: Cursor, number: int) -> Stated:
    after = cursor.ahead(1).text
    if after in MONTHS or (after == "of" and cursor.ahead(2).text in MONTHS):
        return read_day_in_words(cursor)
    cursor.at += 1
    if cursor.here.text not in BETWEEN_ENDS:
        raise cursor.unexpected("'quarter', 'half' or 'week' is missing before {}")
    return number_alone(cursor, number)


def _is_past(cursor: Cursor) -> bool:
    """Tell "last week" from "last week of May"."""
    return cursor.ahead(1).text in ("week", "month", "year") and cursor.ahead(2).text not in ("of", "in")


def _read_section(cursor: Cursor, section: str, number: int, said: str) -> Stated:
    """Read what a quarter, half or week is of."""
    if number == LAST and (section != "half") and said in ("latter", "back"):
        raise cursor.refusal(f"'{said}' goes with 'half', not with '{section}'")
    if section == "week":
        return _read_week_of_month(cursor, number)
    if number == LAST:
        number = SECTIONS[section]
    month = None if SECTIONS[section] == 4 else _take_month_of(cursor)
    if month is not None:
        month.noun, month.day = Noun.HALF_OF_MONTH, number
        Period.half(1, number)
        return month
    stated = add_year(cursor, Stated(Noun.QUARTER if SECTIONS[section] == 4 else Noun.HALF, number))
    if stated.year is None and said == "last":
        raise cursor.refusal(f"'last {section}' may be the one before or the last of the year")
    return stated


def _read_week_of_month(cursor: Cursor, number: int) -> Stated:
    month = _take_month_of(cursor)
    if month is None:
        raise cursor.unexpected("weeks are counted in months, and {} is none")
    month.noun, month.day = Noun.WEEK_OF_MONTH, number
    return month


def _take_month_of(cursor: Cursor) -> Stated | None:
    """Read "of May 2024", "of next month", "of the month"; None if something else stands here."""
    at = cursor.at
    if cursor.take("of", "in"):
        cursor.take("the")
        stated = _month_here(cursor)
        if stated is not None:
            return stated
    cursor.at = at
    return None


def _month_here(cursor: Cursor) -> Stated | None:
    here, after = cursor.here.text, cursor.ahead(1).text
    if here in MONTHS:
        cursor.at += 1
        return add_year(cursor, Stated(Noun.MONTH, MONTHS[here]))
    if here == "month":
        cursor.at += 1
        return count_on(cursor, "month", 0)
    if here in ("this", "next") and after == "month":
        cursor.at += 2
        return count_on(cursor, "month", 1 if here == "next" else 0)
    return None


def read_month_word(cursor: Cursor) -> Stated:
    """Read "month of May 2024"."""
    cursor.at += 1
    cursor.expect("of")
    stated = _month_here(cursor)
    if stated is None:
        raise cursor.unexpected()
    return stated


def read_season(cursor: Cursor) -> Stated:
    """Read "summer 2025" or "winter 2025-26"."""
    season = cursor.here.text
    cursor.at += 1
    stated = Stated(Noun.SEASON, SEASON_ORDER.index(SEASONS[season]))
    if cursor.ahead(1).kind == "iso":
        cursor.take("of", ",")
    if cursor.here.kind == "iso":
        stated.year = _winter_year(cursor, season, cursor.here.text)
        cursor.at += 1
        return stated
    add_year(cursor, stated)
    if stated.year is not None and _second_year_follows(cursor, season):
        _winter_year(cursor, season, f"{stated.year:04}-{cursor.ahead(1).text}")
        cursor.at += 2
    return stated


def _second_year_follows(cursor: Cursor, season: str) -> bool:
    """Tell whether "/26", "-26" or, for a winter, "/2026" follows."""
    after = cursor.ahead(1)
    lengths = (2, 4) if season == "winter" else (2,)
    return cursor.here.text in ("/", "-") and after.kind == "number" and len(after.text) in lengths


def _winter_year(cursor: Cursor, season: str, years: str) -> int:
    if season != "winter":
        raise cursor.refusal(f"only a winter lies in two years, not a {season}", f"{season} {years[:4]}")
    return read_double_year(years)


def read_fiscal(cursor: Cursor) -> Stated:
    """Read "FY2026" or "FY2026 Q3"."""
    if not starts_fiscal_year(cursor):
        raise cursor.unexpected()
    year = read_fiscal_year(cursor)
    if cursor.here.text not in LETTERS:
        return year
    stated = read_letter(cursor)
    stated.year, stated.calendar = year.year, year.calendar
    return stated
