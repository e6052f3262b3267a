"""The words of dates: which ones are read, and what each of them means."""

from __future__ import annotations

from enum import Enum

from timeline.dates.period import Part, Season, Sign

_MONTHS = (
    "january jan",
    "february feb",
    "march mar",
    "april apr",
    "may",
    "june jun",
    "july jul",
    "august aug",
    "september sep sept",
    "october oct",
    "november nov",
    "december dec",
)
MONTHS = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
"""Months, 1 to 12."""

_WEEKDAYS = (
    "monday mon",
    "tuesday tue tues",
    "wednesday wed weds",
    "thursday thu thur thurs",
    "friday fri",
    "saturday sat",
    "sunday sun",
)
WEEKDAYS = {name: number for number, names in enumerate(_WEEKDAYS) for name in names.split()}
"""Weekdays, 0 (Monday) to 6, as `date.weekday` counts."""
MONDAY = 0
WEEKDAY_NAMES = tuple(names.split()[0].capitalize() for names in _WEEKDAYS)

SEASONS = {
    "spring": Season.SPRING,
    "summer": Season.SUMMER,
    "autumn": Season.AUTUMN,
    "fall": Season.AUTUMN,
    "winter": Season.WINTER,
}

PARTS = {
    "early": Part.EARLY,
    "mid": Part.MID,
    "late": Part.LATE,
    "beginning": Part.EARLY,
    "start": Part.EARLY,
    "middle": Part.MID,
    "end": Part.LATE,
}
PARTS_WITH_OF = frozenset({"beginning", "start", "middle"})
"""These need their "of": "beginning 2024" might as well mean "from 2024 on"."""

LAST = -1
ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "last": LAST,
    "final": LAST,
    "latter": LAST,
    "back": LAST,
}

_DAY_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
    *("eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth"),
    *("eighteenth", "nineteenth", "twentieth"),
)
DAY_ORDINALS = {name: number for number, name in enumerate(_DAY_ORDINALS, 1)} | {"thirtieth": 30}
"""Days of a month in words; those of two words begin with one of `TENS`."""
TENS = {"twenty": 20, "thirty": 30}

SECTIONS = {"quarter": 4, "qtr": 4, "half": 2, "semester": 2, "week": 0}
"""What is counted by ordinals, and how many of them there are in a year (weeks are counted in months)."""

ABBREVIATIONS = frozenset(
    {name for names in (*_MONTHS, *_WEEKDAYS) for name in names.split()[1:]}
    | {"may", "am", "pm", "us", "approx", "c", "ca", "hr", "hrs", "tbd", "tbc", "tba", "est", "qtr"}
)
"""The words that a full stop may follow within a phrase."""

GLUED = frozenset({"q", "h", "fy", "jfy", "cy", "am", "pm", "z", "hr", "hrs"})
"""The words that digits may touch: Q2, 2Q24, FY27, 9am, 0927Z."""


class Limit(Enum):
    """What a phrase says about the two ends of its date."""

    NET = "no earlier than"
    NLT = "no later than"
    FROM = "from"
    AFTER = "after"
    BEFORE = "before"


LIMITS = {
    "net": Limit.NET,
    "net :": Limit.NET,
    "( net )": Limit.NET,
    "no earlier than": Limit.NET,
    "no earlier than :": Limit.NET,
    "no earlier than ( net )": Limit.NET,
    "no - earlier - than": Limit.NET,
    "not earlier than": Limit.NET,
    "not earlier than ( net )": Limit.NET,
    "no sooner than": Limit.NET,
    "not sooner than": Limit.NET,
    "not before": Limit.NET,
    "not until": Limit.NET,
    "not expected before": Limit.NET,
    "not expected until": Limit.NET,
    "not planned before": Limit.NET,
    "earliest": Limit.NET,
    "not until at least": Limit.NET,
    "until at least": Limit.NET,
    "at least until": Limit.NET,
    "at least": Limit.NET,
    "on or after": Limit.NET,
    "in or after": Limit.NET,
    "as early as": Limit.NET,
    "as soon as": Limit.NET,
    "at the earliest": Limit.NET,
    "from": Limit.FROM,
    "starting": Limit.FROM,
    "starting in": Limit.FROM,
    "starting on": Limit.FROM,
    "starting from": Limit.FROM,
    "beginning in": Limit.FROM,
    "beginning on": Limit.FROM,
    "after": Limit.AFTER,
    "nlt": Limit.NLT,
    "no later than": Limit.NLT,
    "no later than ( nlt )": Limit.NLT,
    "no - later - than": Limit.NLT,
    "not later than": Limit.NLT,
    "not after": Limit.NLT,
    "on or before": Limit.NLT,
    "in or before": Limit.NLT,
    "as late as": Limit.NLT,
    "at the latest": Limit.NLT,
    "at the latest by": Limit.NLT,
    "by": Limit.NLT,
    "by at the latest": Limit.NLT,
    "until": Limit.NLT,
    "till": Limit.NLT,
    "before": Limit.BEFORE,
    "prior to": Limit.BEFORE,
}
"""What stands before a date."""

LATER_LIMITS = {
    "net": Limit.NET,
    "no earlier": Limit.NET,
    "earliest": Limit.NET,
    "at earliest": Limit.NET,
    "at the earliest": Limit.NET,
    "at the very earliest": Limit.NET,
    "at the soonest": Limit.NET,
    "or later": Limit.NET,
    "or after": Limit.NET,
    "or beyond": Limit.NET,
    "onward": Limit.NET,
    "onwards": Limit.NET,
    "and later": Limit.NET,
    "and beyond": Limit.NET,
    "nlt": Limit.NLT,
    "no later": Limit.NLT,
    "latest": Limit.NLT,
    "at latest": Limit.NLT,
    "at the latest": Limit.NLT,
    "at the very latest": Limit.NLT,
    "or earlier": Limit.NLT,
    "or sooner": Limit.NLT,
    "or before": Limit.NLT,
}
"""What stands after a date."""

DOUBTS = {
    "around": Sign.APPROXIMATE,
    "about": Sign.APPROXIMATE,
    "circa": Sign.APPROXIMATE,
    "c": Sign.APPROXIMATE,
    "ca": Sign.APPROXIMATE,
    "approximately": Sign.APPROXIMATE,
    "approx": Sign.APPROXIMATE,
    "roughly": Sign.APPROXIMATE,
    "estimated": Sign.APPROXIMATE,
    "est": Sign.APPROXIMATE,
    "on or about": Sign.APPROXIMATE,
    "on or around": Sign.APPROXIMATE,
    "in or about": Sign.APPROXIMATE,
    "in or around": Sign.APPROXIMATE,
    "~": Sign.APPROXIMATE,
    "tbd": Sign.UNCERTAIN,
    "tentatively": Sign.UNCERTAIN,
    "provisionally": Sign.UNCERTAIN,
    "possibly": Sign.UNCERTAIN,
    "perhaps": Sign.UNCERTAIN,
    "maybe": Sign.UNCERTAIN,
    "likely": Sign.UNCERTAIN,
    "most likely": Sign.UNCERTAIN,
    "probably": Sign.UNCERTAIN,
    "hopefully": Sign.UNCERTAIN,
}
"""What stands before a date, and what of it is doubtful."""

LATER_DOUBTS = {
    "?": Sign.UNCERTAIN,
    "~": Sign.APPROXIMATE,
    "%": Sign.BOTH,
    "tbd": Sign.UNCERTAIN,
    "tbc": Sign.UNCERTAIN,
    "tba": Sign.UNCERTAIN,
    "to be determined": Sign.UNCERTAIN,
    "to be confirmed": Sign.UNCERTAIN,
    "tentative": Sign.UNCERTAIN,
    "tentatively": Sign.UNCERTAIN,
    "provisional": Sign.UNCERTAIN,
    "possibly": Sign.UNCERTAIN,
    "probably": Sign.UNCERTAIN,
    "likely": Sign.UNCERTAIN,
    "unconfirmed": Sign.UNCERTAIN,
    "not confirmed": Sign.UNCERTAIN,
    "estimated": Sign.APPROXIMATE,
    "est": Sign.APPROXIMATE,
    "approximate": Sign.APPROXIMATE,
    "approximately": Sign.APPROXIMATE,
    "approx": Sign.APPROXIMATE,
    "or so": Sign.APPROXIMATE,
    "or thereabouts": Sign.APPROXIMATE,
    "planned": Sign.NONE,
    "expected": Sign.NONE,
    "scheduled": Sign.NONE,
    "targeted": Sign.NONE,
    "target": Sign.NONE,
    "timeframe": Sign.NONE,
    "time frame": Sign.NONE,
}
"""What stands after a date."""

_PLANNED = (
    *("scheduled", "rescheduled", "planned", "targeted", "targeting", "expected", "anticipated", "projected"),
    *("set", "slated", "due", "aimed", "aiming", "tracking", "foreseen", "baselined", "manifested"),
)
_ENDINGS = (
    "",
    " for",
    " for launch",
    " for liftoff",
    " to launch",
    " to fly",
    " to be launched",
    " to lift off",
)
_MOVED = ("delayed", "postponed", "pushed", "pushed back", "moved", "moved up", "slipped", "rescheduled")
_KINDS_OF_DATE = ("", "planned ", "expected ", "target ", "targeted ", "scheduled ", "projected ")
_LABELS = (
    *(f"{kind}launch date{mark}" for kind in _KINDS_OF_DATE for mark in (" :", " of")),
    *(f"target date{mark}" for mark in (" :", " of")),
    *("planned :", "expected :", "scheduled :", "targeted :", "target :", "date :", "launch :"),
)
LEAD_INS = {
    **dict.fromkeys(_LABELS, 1),
    **dict.fromkeys(("launch is", "launch now", "launch is now", "launch is currently"), 1),
    **dict.fromkeys(("is", "is now", "is currently", "is still", "now", "currently", "still"), 1),
    **dict.fromkeys((f"{word}{ending}" for word in _PLANNED for ending in _ENDINGS), 2),
    **dict.fromkeys((f"launch {word} for" for word in _PLANNED), 2),
    **dict.fromkeys((f"{word} {ending}" for word in _MOVED for ending in ("to", "until", "into")), 2),
    **dict.fromkeys(("launch", "launching", "launches", "launched", "to launch", "liftoff"), 3),
    **dict.fromkeys(("will launch", "will be launched"), 3),
    **dict.fromkeys(("sometime", "some time", "at some point"), 4),
}
"""Words that come before a date and say nothing about it, each with its place among the others."""

PREPOSITIONS = frozenset({"in", "on", "at", "during", "within", "for"})
RANGE_JOINERS = frozenset({"to", "through", "thru", "until", "till", "-", "/"})
"""What stands between the two ends of a span; so do "or", and "and" after "between"."""
BETWEEN_ENDS = RANGE_JOINERS | {"or", "and", ","}

TO_BE_DETERMINED = frozenset(
    {
        *("tbd", "tba", "tbc", "t.b.d", "launch date: tbd", "date: tbd", "net: tbd"),
        *("to be determined", "to be announced", "to be confirmed", "to be decided"),
        *("not yet announced", "not yet determined", "not yet set", "not yet scheduled", "not announced"),
        *("no date", "no date yet", "no date set", "no date announced", "no new date", "no new date yet"),
        *("date tbd", "launch date tbd", "net tbd", "date to be determined", "date to be announced"),
        *("no launch date", "undetermined", "not yet known", "no date given", "no new date set"),
    }
)
VAGUE = frozenset(
    {
        *(
            "soon",
            "shortly",
            "eventually",
            "someday",
            "later",
            "recently",
            "future",
            "possible",
            "practicable",
        ),
        *("coming", "few", "several", "couple", "months", "weeks", "days", "years", "hours", "indefinitely"),
    }
)
"""Words of phrases that name no date at all."""

DAY_NAMES = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
"""How many days after the announcement."""

APRIL_NATIONS = frozenset({"japanese", "japan's", "japan", "indian", "india's", "india"})
US_NATIONS = frozenset({"us", "american", "federal"})
