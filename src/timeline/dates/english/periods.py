"""Reading one end of a phrase: "the 3rd of May 2024", "late in Q2 of next year", "the week of 16 December"."""

from __future__ import annotations

from timeline.dates.canonical import read_canonical
from timeline.dates.edtf import read_edtf
from timeline.dates.english.clocks import read_clock, read_other_clocks, starts_clock
from timeline.dates.english.ends import ends_of
from timeline.dates.english.lexicon import (
    APRIL_NATIONS,
    DAY_NAMES,
    DOUBTS,
    JOINERS,
    LAST,
    MONTHS,
    ORDINALS,
    PARTS,
    PARTS_WITH_OF,
    PREPOSITIONS,
    SEASONS,
    SECTIONS,
    US_NATIONS,
    WEEKDAYS,
)
from timeline.dates.english.relative import count_on, day_from, read_last, read_next, read_this
from timeline.dates.english.stated import SEASON_ORDER, Calendar, Noun, Stated
from timeline.dates.english.tokens import Cursor, Token, ordinal, phrases
from timeline.dates.english.years import is_year, read_fiscal_year, read_year
from timeline.dates.english.zones import take_utc
from timeline.dates.period import Part, Period, Sign, Unit
