"""Reading a whole phrase: what it says about its ends, and everything around them.

    phrase  = { doubt | lead-in } [ limit ] span { later-doubt | later-limit }
    span    = end [ range-joiner end ] | [ "either" ] end { "or" end } | "between" end "and" end
    end     = { doubt } [ preposition ] { doubt } ( date | timed )
    date    = [ "the" ] period [ time ]
    timed   = time [ "on" ] [ "the" ] period

Periods are read in `periods`, times in `clocks`. Every rule looks a few tokens ahead at most, and every token
must find its place.
"""

from __future__ import annotations

from datetime import timedelta

from timeline.dates.english.clocks import read_clock, read_other_clocks, starts_clock
from timeline.dates.english.ends import Ends, both
from timeline.dates.english.lexicon import (
    DOUBTS,
    LATER_DOUBTS,
    LATER_LIMITS,
    LEAD_INS,
    LIMITS,
    PREPOSITIONS,
    RANGE_JOINERS,
    WEEKDAYS,
    Limit,
)
from timeline.dates.english.periods import read_period, starts_period
from timeline.dates.english.relative import settle
from timeline.dates.english.stated import Noun, Stated, is_timed
from timeline.dates.english.tokens import Cursor, phrases
from timeline.dates.english.zones import read_zone, take_utc
from timeline.dates.period import Period, Sign
from timeline.dates.vague import Bound, VagueDate

_DOUBTS = phrases(DOUBTS)
_LATER_DOUBTS = phrases(LATER_DOUBTS)
_LEAD_INS = phrases(LEAD_INS)
_LIMITS = phrases(LIMITS)
_LATER_LIMITS = phrases(LATER_LIMITS)
_DAYS = (Noun.DAY, Noun.WEEKDAY)
_DAY = timedelta(days=1)
_MAX_ENDS = 5
_GO_WITH_RANGES = (None, Limit.FROM)
_TAILS = [phrase.split() for phrase in (*LATER_LIMITS, *LATER_DOUBTS)]
_TAIL_WORDS = frozenset(words[0] for words in _TAILS)
_TAIL_AFTER_OR = frozenset(words[1] for words in _TAILS if words[0] == "or")
_BOUNDS = {Limit.NET: Bound.NET, Limit.FROM: Bound.NET, Limit.NLT: Bound.NLT}


def read_phrase(cursor: Cursor) -> VagueDate:
    """Read all of a phrase. Raises `DateSyntaxError`, or `ValueError` for what no calendar has."""
    sign = _read_lead_in(cursor)
    limit = cursor.take_phrase(_LIMITS)
    stated = _read_span(cursor, limit)
    if limit is Limit.FROM and len(stated) > 1:
        limit = None
    if limit is None and [one.noun for one in stated] == [Noun.YEAR] and cursor.take("+"):
        limit = Limit.NET
    limit, later_sign = _read_tail(cursor, limit)
    for one in stated:
        one.sign |= sign | later_sign
    return _limited(cursor, stated, limit)


def _read_lead_in(cursor: Cursor) -> Sign:
    """Go past "now tentatively scheduled for" and the like, and return what is doubtful about the date."""
    place = 0
    sign = _read_doubts(cursor)
    while (found := cursor.take_phrase(_LEAD_INS)) is not None:
        if found <= place:
            cursor.at -= 1
            raise cursor.unexpected()
        place = found
        sign |= _read_doubts(cursor)
    return sign


def _read_doubts(cursor: Cursor) -> Sign:
    sign = Sign.NONE
    while (found := cursor.take_phrase(_DOUBTS)) is not None:
        if found | sign is sign:
            cursor.at -= 1
            raise cursor.unexpected("{} was said before")
        sign |= found
    return sign


def _read_span(cursor: Cursor, limit: Limit | None) -> list[Stated]:
    if limit is None and cursor.take("between"):
        return _read_between(cursor)
    either = cursor.take("either")
    stated = [_read_end(cursor)]
    joiner = cursor.here.text
    if joiner in RANGE_JOINERS and not either:
        if limit not in _GO_WITH_RANGES and joiner.isalpha():
            raise cursor.unexpected("{} does not go with what is said before the date")
        cursor.at += 1
        cursor.take("-")
        return [*stated, _read_end(cursor)]
    while _take_or(cursor):
        stated.append(_read_end(cursor))
        if len(stated) > _MAX_ENDS:
            raise cursor.refusal(f"it names more than {_MAX_ENDS} dates")
    if either and len(stated) == 1:
        raise cursor.unexpected("'or' is missing before {}")
    return stated


def _read_between(cursor: Cursor) -> list[Stated]:
    first = _read_end(cursor)
    if first.clock is not None and first.clock.last is not None:
        return [first]
    cursor.expect("and")
    return [first, _read_end(cursor)]


def _take_or(cursor: Cursor) -> bool:
    """Go past the "or", or the comma, of "2024, 2025 or 2026"; but not past that of "2024, or later"."""
    comma = cursor.here.text == ","
    after = cursor.ahead(1)
    if comma and after.text != "or":
        return _is_listed(cursor) and cursor.take(",")
    if cursor.ahead(comma).text != "or" or cursor.ahead(comma + 1).text in _TAIL_AFTER_OR:
        return False
    cursor.at += comma + 1
    cursor.take("-")
    return True


def _is_listed(cursor: Cursor) -> bool:
    """Tell whether the comma here stands before another of several dates: an "or" follows somewhere."""
    after = cursor.ahead(1)
    if after.text in _TAIL_WORDS or not starts_period(after):
        return False
    return any(token.text == "or" for token in cursor.tokens[cursor.at :])


def _read_end(cursor: Cursor) -> Stated:
    sign = _read_doubts(cursor)
    if cursor.take("toward", "towards"):
        stated = _read_towards(cursor)
    else:
        if cursor.here.text in PREPOSITIONS:
            _refuse_coming_span(cursor)
            cursor.at += 1
            sign |= _read_doubts(cursor)
        stated = _read_timed(cursor) if starts_clock(cursor) else _read_dated(cursor)
    stated.sign = sign
    return stated


def _refuse_coming_span(cursor: Cursor) -> None:
    """Refuse "within the next year": the next one, or the twelve months from then on."""
    article, following, noun = (cursor.ahead(places).text for places in (1, 2, 3))
    if (article, following) == ("the", "next") and noun in ("week", "month", "year", "decade"):
        raise cursor.refusal(f"it may be the next {noun} or what lies a {noun} ahead", f"next {noun}")


def _read_towards(cursor: Cursor) -> Stated:
    cursor.take("the")
    if cursor.here.text not in ("end", "middle", "beginning", "start"):
        raise cursor.unexpected()
    return read_period(cursor)


def _read_dated(cursor: Cursor) -> Stated:
    if cursor.take("the") and cursor.here.kind == "number" and not _takes_article(cursor):
        raise cursor.unexpected()
    stated = read_period(cursor)
    if stated.noun in _DAYS and stated.part is None:
        _read_after_day(cursor, stated)
    return stated


def _takes_article(cursor: Cursor) -> bool:
    """Tell whether it is "the 2026 fiscal year" or "the 2027-2028 timeframe"."""
    return cursor.ahead(1).text == "fiscal" or any(
        token.text in ("timeframe", "frame") for token in cursor.tokens[cursor.at :]
    )


def _read_after_day(cursor: Cursor, stated: Stated) -> None:
    """Read the weekday in brackets and the time that may follow a day."""
    if cursor.here.text == "(" and cursor.ahead(1).text in WEEKDAYS and cursor.ahead(2).text == ")":
        stated.weekday = WEEKDAYS[cursor.ahead(1).text]
        cursor.at += 3
    at = cursor.at
    cursor.take(",")
    dash = cursor.take("-")  # a time, unless it is the second end of a span that begins with its time
    if not dash:
        cursor.take("at", "@", "between", "from")
    if starts_clock(cursor):
        stated.clock = read_clock(cursor)
        if dash and (cursor.here.kind != "end" or stated.clock.zone is None):
            stated.clock = None
            cursor.at = at
    else:
        cursor.at = at
        take_utc(cursor)
    _refuse_est(cursor)


def _refuse_est(cursor: Cursor) -> None:
    if cursor.here.text == "est":
        raise cursor.refusal("EST may be a time zone here, or 'estimated'", "circa 3 May 2024")


def _read_timed(cursor: Cursor) -> Stated:
    clock = read_clock(cursor)
    cursor.take(",")
    cursor.take("on")
    if cursor.here.kind == "end":
        raise cursor.refusal("a time of day needs its day", f"{cursor.source} on 3 May 2024")
    cursor.take("the")
    stated = read_period(cursor)
    if stated.noun not in _DAYS or stated.part is not None:
        raise cursor.refusal("a time of day needs its day, not a longer period")
    stated.clock = clock
    if clock.zone is None:
        clock.zone = read_zone(cursor)
    read_other_clocks(cursor, clock)
    _refuse_est(cursor)
    return stated


def _read_tail(cursor: Cursor, limit: Limit | None) -> tuple[Limit | None, Sign]:
    """Read what may follow a date: "(TBD)", "at the earliest", "?"."""
    sign = Sign.NONE
    planned = False
    while cursor.here.kind != "end":
        cursor.take(",")
        bracketed = cursor.take("(")
        if limit is Limit.FROM and cursor.take("on"):
            continue
        doubt = cursor.take_phrase(_LATER_DOUBTS)
        if doubt is None:
            limit = _read_later_limit(cursor, limit)
        elif (doubt | sign is sign and (planned or doubt is not Sign.NONE)) or (
            sign is not Sign.NONE and cursor.tokens[cursor.at - 1].kind == "mark"
        ):
            cursor.at -= 1
            raise cursor.unexpected("{} was said before")
        else:
            sign |= doubt
            planned |= doubt is Sign.NONE
        if bracketed:
            cursor.expect(")")
    return limit, sign


def _read_later_limit(cursor: Cursor, limit: Limit | None) -> Limit:
    at = cursor.at
    later = cursor.take_phrase(_LATER_LIMITS)
    same = later is not None and (limit is None or _BOUNDS.get(limit) is _BOUNDS[later])
    if later is None or not same:
        cursor.at = at
        raise cursor.unexpected()
    return later


def _limited(cursor: Cursor, stated: list[Stated], limit: Limit | None) -> VagueDate:
    by_end = limit in (Limit.NLT, Limit.BEFORE) and stated[-1].at_end
    if by_end:
        stated[-1].part = None
        limit = Limit.NLT
    ends = settle(cursor, stated)
    if limit in (Limit.AFTER, Limit.BEFORE):
        return _beside(cursor, ends, limit)
    return VagueDate(*ends, Bound.CLOSED if limit is None else _BOUNDS[limit])


def _beside(cursor: Cursor, ends: Ends, limit: Limit) -> VagueDate:
    """Return NET the day after, or NLT the day before."""
    if is_timed(ends):
        raise cursor.refusal(
            f"'{limit.value}' goes with a day or longer", f"NET {ends[0].text}", f"NLT {ends[1].text}"
        )
    if limit is Limit.AFTER:
        day, bound, sign = ends[1].last_day + _DAY, Bound.NET, ends[1].sign
    else:
        day, bound, sign = ends[0].first_day - _DAY, Bound.NLT, ends[0].sign
    return VagueDate(*both(Period.day(day).signed(sign)), bound)
