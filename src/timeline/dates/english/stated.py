"""One end of a phrase as it was said, gaps included, and which period it is in a given year."""

from __future__ import annotations

from datetime import date
from enum import Enum

from timeline.dates.canonical import calendar_day
from timeline.dates.english.ends import Ends, both
from timeline.dates.english.lexicon import LAST, WEEKDAY_NAMES
from timeline.dates.errors import CalendarError
from timeline.dates.period import Part, Period, Season, Sign, Unit, add_months

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from timeline.dates.english.clocks import Clock

SEASON_ORDER = tuple(Season)


class Noun(Enum):
    """What kind of period an end of a phrase names."""

    NUMBER = "a number whose noun stands with the other end: the 3rd of 'the 3rd or 4th of May'"
    PART = "a part whose noun stands with the other end: the mid of 'mid to late May'"
    FIXED = "a period that needs no year"
    WEEKDAY = "a weekday alone"
    DAY = "day"
    WEEK_OF_DAY = "the week of a day"
    WEEK_OF_MONTH = "the third week of a month"
    HALF_OF_MONTH = "the first half of a month"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    SEASON = "season"
    YEAR = "year"


class Calendar(Enum):
    """Whose years are counted, and in which month they begin."""

    CIVIL = "calendar year"
    US_FISCAL = "fiscal year of the US Government, from October of the year before"
    APRIL_FISCAL = "fiscal year of Japan or India, from April"


WITHOUT_YEAR = frozenset({Noun.NUMBER, Noun.PART, Noun.FIXED, Noun.WEEKDAY})


class Stated:
    """One end of a phrase, as it was said.

    *number* is which month, quarter, half or season it is; *day* which day, week or half of the month;
    *year* is None where none was said. *at_end* tells "the end of 2024" from "late 2024": by the end of it is
    by all of it. *named* tells days whose month was said by name from 2024-05-03 and "today", and
    *month_first* "May 3" and "Q3" from "3 May" and "3Q".
    """

    __slots__ = (
        *("at_end", "calendar", "clock", "day", "fixed", "month_first", "named", "noun", "number", "part"),
        *("sign", "weekday", "year"),
    )

    def __init__(self, noun: Noun, number: int = 0, day: int = 0, year: int | None = None) -> None:
        self.noun = noun
        self.number = number
        self.day = day
        self.year = year
        self.calendar = Calendar.CIVIL
        self.part: Part | None = None
        self.at_end = False
        self.named = False
        self.month_first = False
        self.weekday: int | None = None
        self.clock: Clock | None = None
        self.sign = Sign.NONE
        self.fixed: Ends | None = None

    @property
    def lacks_year(self) -> bool:
        """Tell whether a year would have to be said for this to be one date."""
        return self.year is None and self.noun not in WITHOUT_YEAR

    def fill_from(self, other: Stated) -> None:
        """Take from *other*, the other end, the noun that was said only once; `ValueError` if it has none."""
        if self.noun is Noun.PART and other.noun not in (Noun.NUMBER, Noun.PART):
            self.number, self.day = other.number, other.day
        elif other.noun in (Noun.QUARTER, Noun.HALF):
            self.number = self.day
        elif other.named or other.noun in (Noun.WEEK_OF_MONTH, Noun.HALF_OF_MONTH):
            self.number = other.number
        else:
            raise ValueError("it does not say what its first end is a part or number of")
        self.noun, self.named, self.month_first = other.noun, other.named, other.month_first
        self.year = other.year if self.year is None else self.year
        self.calendar, self.fixed = other.calendar, other.fixed

    def in_year(self, year: int) -> Ends:
        """Return the period in *year*, or that which needs no year; `ValueError` where no calendar has it."""
        ends = self._whole_in(year)
        if self.part is not None:
            ends = both(Period.part(self.part, _single(ends)))
        if self.clock is not None:
            ends = self.clock.on(_single(ends).first_day)
        return ends if self.sign is Sign.NONE else (ends[0].signed(self.sign), ends[1].signed(self.sign))

    def settled(self) -> Ends:
        """Return the period in the year that was said; `ValueError` if the weekday said is another one."""
        year = self.year or 0
        if self.weekday is not None:
            _check_weekday(self.weekday, calendar_day(year, self.number, self.day))
        return self.in_year(year)

    def _whole_in(self, year: int) -> Ends:
        if self.fixed is not None:
            return self.fixed
        if self.calendar is not Calendar.CIVIL:
            return _fiscal(self, year)
        whole = _IN_YEAR.get(self.noun)
        if whole is None:
            raise ValueError("a day needs its month, and a year has four digits")
        return whole(self, year)


def _single(ends: Ends) -> Period:
    if ends[0] != ends[1]:
        raise ValueError(f"{ends[0].text}/{ends[1].text} is a span, which has no parts and no times of day")
    return ends[0]


def _check_weekday(weekday: int, day: date) -> None:
    if day.weekday() != weekday:
        real, said = WEEKDAY_NAMES[day.weekday()], WEEKDAY_NAMES[weekday]
        meant = date.fromordinal(day.toordinal() + (weekday - day.weekday() + 3) % 7 - 3)
        why = f"{day.isoformat()} is a {real}, not a {said}"
        raise CalendarError(why, day.isoformat(), meant.isoformat())


def _week_of_month(year: int, month: int, week: int) -> Ends:
    days = Period.month(year, month).last_day.day
    first = days - 6 if week == LAST else 7 * week - 6
    if first + 6 > days:
        raise ValueError("weeks of a month are the first (days 1 to 7) to the fourth, and the last")
    return _days(year, month, first, first + 6)


def _half_of_month(year: int, month: int, half: int) -> Ends:
    days = Period.month(year, month).last_day.day
    return _days(year, month, 1, 15) if half == 1 else _days(year, month, 16, days)


def _days(year: int, month: int, first: int, last: int) -> Ends:
    return Period.day(date(year, month, first)), Period.day(date(year, month, last))


_IN_YEAR: dict[Noun, Callable[[Stated, int], Ends]] = {
    Noun.DAY: lambda said, year: both(Period.day(calendar_day(year, said.number, said.day))),
    Noun.WEEK_OF_DAY: lambda said, year: both(Period.week_of(calendar_day(year, said.number, said.day))),
    Noun.WEEK_OF_MONTH: lambda said, year: _week_of_month(year, said.number, said.day),
    Noun.HALF_OF_MONTH: lambda said, year: _half_of_month(year, said.number, said.day),
    Noun.MONTH: lambda said, year: both(Period.month(year, said.number)),
    Noun.QUARTER: lambda said, year: both(Period.quarter(year, said.number)),
    Noun.HALF: lambda said, year: both(Period.half(year, said.number)),
    Noun.SEASON: lambda said, year: both(Period.season(year, SEASON_ORDER[said.number])),
    Noun.YEAR: lambda _, year: both(Period.year(year)),
}


def _fiscal(stated: Stated, year: int) -> Ends:
    begins = (year, 4) if stated.calendar is Calendar.APRIL_FISCAL else (year - 1, 10)
    if stated.noun is Noun.QUARTER:
        Period.quarter(year, stated.number)
        in_year, month = add_months(*begins, 3 * stated.number - 3)
        return both(Period.quarter(in_year, (month + 2) // 3))
    if stated.noun is Noun.HALF:
        Period.half(year, stated.number)
        return _months(begins, 6 * stated.number - 6, 6)
    if stated.calendar is Calendar.US_FISCAL:
        return both(Period.fiscal_year(year))
    return _months(begins, 0, 12)


def _months(begins: tuple[int, int], skipped: int, count: int) -> Ends:
    return (
        Period.month(*add_months(*begins, skipped)),
        Period.month(*add_months(*begins, skipped + count - 1)),
    )


def is_timed(ends: Ends) -> bool:
    """Tell whether an end is stated more finely than to the day."""
    return min(ends[0].unit.rank, ends[1].unit.rank) < Unit.DAY.rank
