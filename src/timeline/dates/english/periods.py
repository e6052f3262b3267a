"""Reading a period as it stands in a phrase, whatever it is: "late in Q2 of next year"."""

from __future__ import annotations

from timeline.dates.english.days import (
    month_or_day,
    read_day_in_words,
    read_decade,
    read_iso_token,
    read_month,
    read_weekday,
)
from timeline.dates.english.days import read_day_of_month as read_day
from timeline.dates.english.ends import both
from timeline.dates.english.lexicon import (
    APRIL_NATIONS,
    BETWEEN_ENDS,
    DAY_NAMES,
    DAY_ORDINALS,
    MONDAY,
    MONTHS,
    ORDINALS,
    PARTS,
    PARTS_WITH_OF,
    SEASONS,
    TENS,
    US_NATIONS,
    WEEKDAYS,
)
from timeline.dates.english.numeric import read_numeric_date, starts_numeric_date
from timeline.dates.english.relative import NOUNS, count_on, day_from, read_next, read_this
from timeline.dates.english.sections import (
    LETTERS,
    read_fiscal,
    read_letter,
    read_lettered,
    read_month_word,
    read_ordinal,
    read_season,
    with_short_year,
)
from timeline.dates.english.stated import SEASON_ORDER, Noun, Stated
from timeline.dates.english.tokens import Cursor, Token
from timeline.dates.english.years import (
    add_year,
    is_year,
    read_civil_year,
    starts_fiscal_year,
    take_fiscal_suffix,
    take_year,
)
from timeline.dates.period import Part, Period

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    Reader = Callable[[Cursor], Stated]

_ADJECTIVES = ("early", "mid", "late")
_BEGINNING = ("beginning", "starting", "commencing")


def starts_period(token: Token) -> bool:
    """Tell whether *token* may begin a period."""
    return token.kind in _BY_KIND or token.text in _BY_WORD or token.text in ("the", "in", "on")


def read_period(cursor: Cursor) -> Stated:
    """Read a day, week, month, quarter, half, season, year or decade, or a part of one.

    Its gaps are left open. Raises `DateSyntaxError` where none stands here.
    """
    here = cursor.here
    reader = _BY_KIND.get(here.kind) or _BY_WORD.get(here.text)
    if reader is None:
        raise cursor.unexpected()
    return reader(cursor)


def _read_number(cursor: Cursor) -> Stated:
    if starts_numeric_date(cursor):
        return read_numeric_date(cursor)
    if is_year(cursor):
        return _read_after_year(cursor)
    after = cursor.ahead(1)
    noun = LETTERS.get(after.text)
    if noun is not None and len(cursor.here.text) == 1:
        cursor.at += 2
        return with_short_year(cursor, Stated(noun, int(cursor.tokens[cursor.at - 2].text)), after)
    return read_day(cursor)


def _read_after_year(cursor: Cursor) -> Stated:
    """Read "2024", "2024 May 3", "2024-May-03", "2024 Q3", "2025H1"."""
    year = take_year(cursor)
    here, after = cursor.here, cursor.ahead(1)
    if here.text in ORDINALS and cursor.ahead(1).text in ("quarter", "half"):
        stated = read_ordinal(cursor)
        if stated.year is not None or stated.noun not in (Noun.QUARTER, Noun.HALF):
            raise cursor.refusal("it names two years")
        stated.year = year
        return stated
    hyphens = here.text == "-" and after.text in MONTHS and cursor.ahead(2).text == "-"
    if hyphens:
        cursor.at += 1
    if cursor.here.text in MONTHS:
        stated = month_or_day(cursor, hyphens=hyphens)
    elif here.text in LETTERS:
        stated = read_letter(cursor)
    elif here.text in SEASONS:
        cursor.at += 1
        stated = Stated(Noun.SEASON, SEASON_ORDER.index(SEASONS[here.text]))
    else:
        stated = take_fiscal_suffix(cursor, Stated(Noun.YEAR))
    stated.year = year
    return stated


def _read_part(cursor: Cursor) -> Stated:
    """Read "early 2024", "late in May", "the end of next year", or the mid of "mid to late May"."""
    word = cursor.here.text
    cursor.at += 1
    part = PARTS.get(word, Part.LATE)  # "the latter part of 2025"
    hyphen = cursor.take("-")
    if word in _ADJECTIVES and (cursor.here.text in BETWEEN_ENDS or cursor.here.text in PARTS):
        return _part_alone(cursor, part, hyphen=hyphen and cursor.here.text in PARTS)
    definite = _take_of(cursor, word) or word == "mid"
    article = cursor.take("the")
    if article and cursor.here.kind == "number":
        raise cursor.unexpected()
    stated = _read_inner(cursor) if article or definite else read_period(cursor)
    if stated.part is not None or stated.noun in (Noun.NUMBER, Noun.PART):
        raise cursor.refusal(f"'{word}' needs a month, quarter, season, year or decade after it")
    stated.part, stated.at_end = part, word == "end"
    return stated


def _take_of(cursor: Cursor, word: str) -> bool:
    """Go past the "of" of "end of 2024" and the "in" of "late in 2024"; tell whether it was an "of"."""
    if cursor.take("part") or word in PARTS_WITH_OF:
        cursor.expect("of")
        return True
    if word != "end":
        cursor.take("in")
        return False
    found = cursor.take("of")
    cursor.take("-")
    return found


def _part_alone(cursor: Cursor, part: Part, *, hyphen: bool) -> Stated:
    if cursor.here.text in PARTS and not hyphen:
        raise cursor.unexpected()
    if hyphen:
        cursor.at -= 1
    stated = Stated(Noun.PART)
    stated.part = part
    return stated


def _read_inner(cursor: Cursor) -> Stated:
    """Read a period that may be "the year" or "the month": the current one."""
    name = cursor.here.text
    if name in NOUNS and not _is_specific(cursor):
        cursor.at += 1
        if name == "fiscal":
            cursor.expect("year")
        return count_on(cursor, name, 0)
    return read_period(cursor)


def _is_specific(cursor: Cursor) -> bool:
    after = cursor.ahead(1)
    if cursor.here.text == "fiscal":
        return starts_fiscal_year(cursor)
    return after.kind == "number" or after.text in ("of", *_BEGINNING)


def _read_ordinal(cursor: Cursor) -> Stated:
    late_part = cursor.here.text in ("latter", "last") and cursor.ahead(1).text == "part"
    return _read_part(cursor) if late_part else read_ordinal(cursor)


def _read_later(cursor: Cursor) -> Stated:
    """Read "later this year", "later in 2025": all of it, since nothing is clipped."""
    cursor.at += 1
    if cursor.take("in"):
        return _read_inner(cursor) if cursor.take("the") else read_period(cursor)
    if cursor.here.text not in ("this", "next"):
        cursor.at -= 1
        raise cursor.unexpected("{} names no date")
    return read_period(cursor)


def _read_day_name(cursor: Cursor) -> Stated:
    stated = day_from(cursor, DAY_NAMES[cursor.here.text])
    cursor.at += 1
    return stated


def _read_nth_week(cursor: Cursor) -> Stated:
    """Read "week of 16 December 2024", "week 51 of 2024"."""
    cursor.at += 1
    here = cursor.here
    if here.kind == "number" and len(here.text) <= 2:
        cursor.at += 1
        return _iso_week(cursor, int(here.text))
    if here.text not in ("of", *_BEGINNING):
        raise cursor.unexpected("'of' is missing before {}")
    cursor.at += 1
    cursor.take("the")
    stated = read_period(cursor)
    if stated.noun is not Noun.DAY:
        raise cursor.refusal("a week is named by one of its days", "week of 16 December 2024")
    stated.noun, stated.named, stated.month_first = Noun.WEEK_OF_DAY, False, False
    if here.text in _BEGINNING and stated.weekday is None:
        stated.weekday = MONDAY
    return stated


def _iso_week(cursor: Cursor, week: int) -> Stated:
    stated = Stated(Noun.FIXED)
    cursor.take("of", ",")
    year = take_year(cursor)
    if year is None:
        raise cursor.unexpected("a year is missing before {}")
    stated.fixed = both(Period.week(year, week))
    return stated


def _read_year_word(cursor: Cursor) -> Stated:
    """Read "year 2026", "calendar year 2026", "CY2026" and "year-end"."""
    at = cursor.at
    stated = read_civil_year(cursor)
    if stated is not None:
        return _read_quarter_of(cursor, stated)
    cursor.at += 1
    cursor.take("-")
    if not cursor.take("end"):
        cursor.at = at
        raise cursor.unexpected()
    year = take_year(cursor)
    stated = count_on(cursor, "year", 0) if year is None else Stated(Noun.YEAR, year=year)
    stated.part, stated.at_end = Part.LATE, True
    return stated


def _read_quarter_of(cursor: Cursor, year: Stated) -> Stated:
    """Read the Q2 of "CY2024 Q2"."""
    if cursor.here.text not in LETTERS:
        return year
    stated = read_letter(cursor)
    stated.year = year.year
    return stated


def _read_owned_end(cursor: Cursor) -> Stated:
    """Read "year's end", "decade's end": the end of the current one."""
    noun = cursor.here.text.removesuffix("'s")
    cursor.at += 1
    cursor.expect("end")
    stated = count_on(cursor, noun, 0)
    stated.part, stated.at_end = Part.LATE, True
    return stated


def _read_quarter_number(cursor: Cursor) -> Stated:
    """Read "quarter 2 of 2024"."""
    word = cursor.here
    cursor.at += 1
    number = cursor.here
    if number.kind != "number" or len(number.text) != 1:
        cursor.at -= 1
        raise cursor.unexpected()
    cursor.at += 1
    return add_year(cursor, Stated(Noun.HALF if word.text == "half" else Noun.QUARTER, int(number.text)))


def _read_relative(cursor: Cursor) -> Stated:
    word = cursor.here.text
    cursor.at += 1
    return read_next(cursor) if word == "next" else read_this(cursor)


_BY_KIND: dict[str, Reader] = {
    "iso": read_iso_token,
    "decade": read_decade,
    "number": _read_number,
    "ordinal": _read_ordinal,
}
_BY_WORD: dict[str, Reader] = {
    **dict.fromkeys(MONTHS, read_month),
    **dict.fromkeys(WEEKDAYS, read_weekday),
    **dict.fromkeys(SEASONS, read_season),
    **dict.fromkeys(PARTS, _read_part),
    **dict.fromkeys(DAY_ORDINALS, read_day_in_words),
    **dict.fromkeys(ORDINALS, _read_ordinal),
    **dict.fromkeys(LETTERS, read_lettered),
    **dict.fromkeys(DAY_NAMES, _read_day_name),
    **dict.fromkeys((*APRIL_NATIONS, *US_NATIONS, "fy", "jfy", "fiscal", "financial"), read_fiscal),
    **dict.fromkeys(("year's", "month's", "decade's"), _read_owned_end),
    **dict.fromkeys(TENS, read_day_in_words),
    **dict.fromkeys(("quarter", "half"), _read_quarter_number),
    **dict.fromkeys(("this", "current", "next"), _read_relative),
    **dict.fromkeys(("year", "calendar", "cy"), _read_year_word),
    "later": _read_later,
    "week": _read_nth_week,
    "month": read_month_word,
}
