"""A stated period: a unit of time, which one it is, and how surely it was stated."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import Enum

from timeline.dates.errors import CalendarError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)


class Unit(Enum):
    """How precisely a period was stated, from the finest unit to the coarsest."""

    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    PART_OF_MONTH = "part-of-month"
    MONTH = "month"
    PART_OF_QUARTER = "part-of-quarter"
    PART_OF_SEASON = "part-of-season"
    QUARTER = "quarter"
    SEASON = "season"
    PART_OF_YEAR = "part-of-year"
    HALF = "half"
    YEAR = "year"
    FISCAL_YEAR = "fiscal-year"
    PART_OF_DECADE = "part-of-decade"
    DECADE = "decade"

    rank: int
    """Place in the order from fine to coarse, from 0."""


for _rank, _unit in enumerate(Unit):
    _unit.rank = _rank


class Part(Enum):
    """A third of a longer period, as spoken of: "early 2024"."""

    EARLY = "early"
    MID = "mid"
    LATE = "late"


class Season(Enum):
    """Northern meteorological seasons; a winter is named after the year in which it begins."""

    SPRING = "spring"
    SUMMER = "summer"
    AUTUMN = "autumn"
    WINTER = "winter"


class Sign(Enum):
    """How surely a period was stated. Signs never move its bounds."""

    NONE = ""
    UNCERTAIN = "?"
    APPROXIMATE = "~"
    BOTH = "%"

    @property
    def uncertain(self) -> bool:
        """Tell whether the period may be another one."""
        return self in (Sign.UNCERTAIN, Sign.BOTH)

    @property
    def approximate(self) -> bool:
        """Tell whether the period is only about right."""
        return self in (Sign.APPROXIMATE, Sign.BOTH)

    @classmethod
    def of(cls, *, uncertain: bool, approximate: bool) -> Sign:
        """Return the sign that says just this."""
        if uncertain:
            return cls.BOTH if approximate else cls.UNCERTAIN
        return cls.APPROXIMATE if approximate else cls.NONE

    def __or__(self, other: Sign) -> Sign:
        """Return the sign that says what either says."""
        return Sign.of(
            uncertain=self.uncertain or other.uncertain,
            approximate=self.approximate or other.approximate,
        )


_MONTHS = {
    Unit.MONTH: 1,
    Unit.PART_OF_QUARTER: 1,
    Unit.PART_OF_SEASON: 1,
    Unit.QUARTER: 3,
    Unit.SEASON: 3,
    Unit.PART_OF_YEAR: 4,
    Unit.HALF: 6,
    Unit.YEAR: 12,
    Unit.FISCAL_YEAR: 12,
    Unit.DECADE: 120,
}
_SECONDS = {Unit.SECOND: 1, Unit.MINUTE: 60, Unit.HOUR: 3600}
_PART_UNITS = {
    Unit.MONTH: Unit.PART_OF_MONTH,
    Unit.QUARTER: Unit.PART_OF_QUARTER,
    Unit.SEASON: Unit.PART_OF_SEASON,
    Unit.YEAR: Unit.PART_OF_YEAR,
    Unit.DECADE: Unit.PART_OF_DECADE,
}
PARTS = frozenset(_PART_UNITS.values())
"""The units that are thirds of others. Their bounds are conventions, so they are always approximate."""


class Period:
    """One stated period: a *unit*, its first instant *start* (UTC, without a zone) and a *sign*.

    Immutable, hashable, equal by value. Make one with the class methods, which align the start with the
    unit; they raise `ValueError`, with words for a person, for what no calendar has (month 13) and for
    what lies outside the years 0001 to 9999.
    """

    __slots__ = ("first_day", "last_day", "sign", "start", "unit")

    unit: Unit
    start: datetime
    sign: Sign
    first_day: date
    """The first day that the period touches."""
    last_day: date
    """The last day that the period touches, that day included."""

    def __init__(self, unit: Unit, start: datetime, sign: Sign = Sign.NONE) -> None:
        first_day = start.date()
        if unit in PARTS and sign.approximate:
            sign = Sign.UNCERTAIN if sign.uncertain else Sign.NONE
        try:
            last_day = _last_day(unit, first_day)
        except (ValueError, OverflowError):
            raise ValueError(OUT_OF_RANGE) from None
        keep = object.__setattr__
        keep(self, "unit", unit)
        keep(self, "start", start)
        keep(self, "sign", sign)
        keep(self, "first_day", first_day)
        keep(self, "last_day", last_day)

    def __setattr__(self, name: str, value: object) -> None:
        """Refuse: a period is a value."""
        raise AttributeError(name)

    def __delattr__(self, name: str) -> None:
        """Refuse: a period is a value."""
        raise AttributeError(name)

    def __reduce__(self) -> tuple[type[Period], tuple[Unit, datetime, Sign]]:
        """Return how to build it again: copies and pickles go through the constructor."""
        return Period, (self.unit, self.start, self.sign)

    def __eq__(self, other: object) -> bool:
        """Tell whether *other* states the same period in the same unit, as surely."""
        if not isinstance(other, Period):
            return NotImplemented
        return self.start == other.start and self.unit is other.unit and self.sign is other.sign

    def __hash__(self) -> int:
        """Return a hash that fits equality."""
        return hash((self.unit, self.start, self.sign))

    def __repr__(self) -> str:
        """Return the canonical text, for people who debug."""
        return f"<Period {self.text}>"

    @property
    def end(self) -> datetime:
        """The last whole second of the period."""
        seconds = _SECONDS.get(self.unit)
        if seconds is not None:
            return self.start + timedelta(seconds=seconds - 1)
        return datetime(self.last_day.year, self.last_day.month, self.last_day.day, 23, 59, 59)

    @property
    def text(self) -> str:
        """The canonical text, with its sign."""
        return f"{self._plain_text()}{self.sign.value}"

    @property
    def approximate(self) -> bool:
        """Tell whether the bounds are only about right."""
        return self.unit in PARTS or self.sign.approximate

    def signed(self, sign: Sign) -> Period:
        """Return this period with *sign* added to the sign it has."""
        return self if sign is Sign.NONE else Period(self.unit, self.start, self.sign | sign)

    @classmethod
    def instant(cls, unit: Unit, moment: datetime) -> Period:
        """Return the second, minute or hour *unit* that holds *moment* (UTC, without a zone)."""
        moment = moment.replace(microsecond=0)
        if unit is not Unit.SECOND:
            moment = moment.replace(second=0)
        if unit is Unit.HOUR:
            moment = moment.replace(minute=0)
        return cls(unit, moment)

    @classmethod
    def day(cls, day: date) -> Period:
        """Return *day* as a period."""
        return cls(Unit.DAY, _midnight(day.year, day.month, day.day))

    @classmethod
    def week(cls, year: int, week: int) -> Period:
        """Return the week *week* (1 to 52 or 53) of the ISO year *year*."""
        try:
            monday = date.fromisocalendar(year, week, 1)
        except (ValueError, OverflowError):
            why = f"{year:04} has no week {week}"
            raise CalendarError(why, f"{year:04}-W{_nearest(week, 52):02}") from None
        return cls(Unit.WEEK, _midnight(monday.year, monday.month, monday.day))

    @classmethod
    def week_of(cls, day: date) -> Period:
        """Return the week, Monday to Sunday, that holds *day*."""
        return cls.week(*day.isocalendar()[:2])

    @classmethod
    def month(cls, year: int, month: int) -> Period:
        """Return a month; *month* is 1 to 12."""
        if not 1 <= month <= 12:
            raise CalendarError(f"there is no month {month}", f"{year:04}-{_nearest(month, 12):02}")
        return cls(Unit.MONTH, _midnight(year, month))

    @classmethod
    def quarter(cls, year: int, quarter: int) -> Period:
        """Return a calendar quarter; *quarter* is 1 to 4."""
        if not 1 <= quarter <= 4:
            why = f"there is no quarter {quarter}: quarters are Q1 to Q4"
            raise CalendarError(why, f"{year:04}-Q{_nearest(quarter, 4)}")
        return cls(Unit.QUARTER, _midnight(year, 3 * quarter - 2))

    @classmethod
    def half(cls, year: int, half: int) -> Period:
        """Return half a calendar year; *half* is 1 or 2."""
        if not 1 <= half <= 2:
            why = f"there is no half {half}: halves are H1 and H2"
            raise CalendarError(why, f"{year:04}-H{_nearest(half, 2)}")
        return cls(Unit.HALF, _midnight(year, 6 * half - 5))

    @classmethod
    def season(cls, year: int, season: Season) -> Period:
        """Return a season that begins in *year*."""
        return cls(Unit.SEASON, _midnight(year, 3 * _SEASONS.index(season) + 3))

    @classmethod
    def year(cls, year: int) -> Period:
        """Return a calendar year."""
        return cls(Unit.YEAR, _midnight(year))

    @classmethod
    def fiscal_year(cls, year: int) -> Period:
        """Return a fiscal year of the US Government: it ends on 30 September of *year*."""
        return cls(Unit.FISCAL_YEAR, _midnight(year - 1, 10))

    @classmethod
    def decade(cls, year: int) -> Period:
        """Return the ten years that hold *year*."""
        return cls(Unit.DECADE, _midnight(year - year % 10))

    @classmethod
    def part(cls, part: Part, whole: Period) -> Period:
        """Return a third of a month, quarter, season, year or decade, with the sign of *whole*."""
        unit = _PART_UNITS.get(whole.unit)
        if unit is None:
            raise ValueError(f"there is no such thing as {part.value} {whole.text}")
        third = _PARTS.index(part)
        start = whole.start
        if unit is Unit.PART_OF_MONTH:
            start = start.replace(day=1 + 10 * third)
        elif unit is Unit.PART_OF_DECADE:
            start = start.replace(year=start.year + _YEARS_INTO_DECADE[third])
        else:
            months = 4 * third if unit is Unit.PART_OF_YEAR else third
            start = _midnight(*add_months(start.year, start.month, months))
        return cls(unit, start, whole.sign)

    def _plain_text(self) -> str:
        return _TEXTS[self.unit](self.start)


_SEASONS = tuple(Season)
_YEARS_INTO_DECADE = (0, 4, 7)
_PARTS = tuple(Part)
_NTH = tuple(part.value for part in Part)
_TEXTS: dict[Unit, Callable[[datetime], str]] = {
    Unit.SECOND: lambda start: f"{start.isoformat()}Z",
    Unit.MINUTE: lambda start: f"{start.isoformat(timespec='minutes')}Z",
    Unit.HOUR: lambda start: f"{start.isoformat(timespec='hours')}Z",
    Unit.DAY: lambda start: start.date().isoformat(),
    Unit.WEEK: lambda start: "{:04}-W{:02}".format(*start.isocalendar()),
    Unit.MONTH: lambda start: f"{start.year:04}-{start.month:02}",
    Unit.QUARTER: lambda start: f"{start.year:04}-Q{start.month // 3 + 1}",
    Unit.SEASON: lambda start: f"{_SEASONS[start.month // 3 - 1].value} {start.year:04}",
    Unit.HALF: lambda start: f"{start.year:04}-H{start.month // 6 + 1}",
    Unit.YEAR: lambda start: f"{start.year:04}",
    Unit.FISCAL_YEAR: lambda start: f"FY{start.year + 1:04}",
    Unit.DECADE: lambda start: f"{start.year:04}s",
    Unit.PART_OF_MONTH: lambda start: f"{_NTH[start.day // 10]} {start.year:04}-{start.month:02}",
    Unit.PART_OF_QUARTER: lambda start: (
        f"{_NTH[(start.month - 1) % 3]} {start.year:04}-Q{(start.month - 1) // 3 + 1}"
    ),
    Unit.PART_OF_SEASON: lambda start: (
        f"{_NTH[start.month % 3]} {_SEASONS[start.month // 3 - 1].value} {start.year - (start.month < 3):04}"
    ),
    Unit.PART_OF_YEAR: lambda start: f"{_NTH[start.month // 4]} {start.year:04}",
    Unit.PART_OF_DECADE: lambda start: (
        f"{_NTH[_YEARS_INTO_DECADE.index(start.year % 10)]} {start.year - start.year % 10:04}s"
    ),
}
OUT_OF_RANGE = "years run from 0001 to 9999"


def _nearest(number: int, last: int) -> int:
    return 1 if number < 1 else last


def add_months(year: int, month: int, months: int) -> tuple[int, int]:
    """Return the year and month that lie *months* after (or before, when negative) a month."""
    years, index = divmod(month - 1 + months, 12)
    return year + years, index + 1


def _midnight(year: int, month: int = 1, day: int = 1) -> datetime:
    if not 1 <= year <= 9999:
        raise ValueError(OUT_OF_RANGE)
    return datetime(year, month, day)


def _last_day(unit: Unit, first: date) -> date:
    months = _MONTHS.get(unit)
    if months is not None:
        return _end_of_month(*add_months(first.year, first.month, months - 1))
    if unit is Unit.WEEK:
        return first + timedelta(days=6)
    if unit is Unit.PART_OF_MONTH:
        return first + timedelta(days=9) if first.day < 21 else _end_of_month(first.year, first.month)
    if unit is Unit.PART_OF_DECADE:
        return date(first.year + (3 if first.year % 10 == 0 else 2), 12, 31)
    return first


def _end_of_month(year: int, month: int) -> date:
    return date(year, 12, 31) if month == 12 else date(year, month + 1, 1) - _DAY
