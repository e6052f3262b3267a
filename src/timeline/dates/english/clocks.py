"""Times of day: "9:27 a.m. EDT", "0927 UTC", "12:20-12:52 UTC", and what they are in UTC."""

from __future__ import annotations

from datetime import date, timedelta

from timeline.dates.canonical import at_offset, clock
from timeline.dates.english.ends import ends_of
from timeline.dates.english.lexicon import MONTHS
from timeline.dates.english.tokens import Cursor
from timeline.dates.english.zones import UTC, Zone, is_zone, read_zone
from timeline.dates.period import Unit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from timeline.dates.english.ends import Ends

_MERIDIEMS = ("am", "pm")
_HOUR_WORDS = ("hr", "hrs", "hours")
_BETWEEN_TIMES = ("-", "to", "and", "until", "through")
_DAYS_AROUND = (0, -1, 1)
_NOON = 12


class Time:
    """What a clock shows: an hour of 24, or of 12 with a *meridiem* (am, pm); how precisely is its *unit*."""

    __slots__ = ("hour", "meridiem", "minute", "second", "unit")

    def __init__(self, unit: Unit, hour: int, minute: int = 0, second: int = 0, meridiem: str = "") -> None:
        self.unit = unit
        self.hour = hour
        self.minute = minute
        self.second = second
        self.meridiem = meridiem

    def on(self, day: date, zone: Zone) -> Ends:
        """Return this time of *day* in UTC; `ValueError` where there is no such time."""
        moment = clock(day, self._hour_of_24(), self.minute, self.second)
        return ends_of(at_offset(self.unit, moment, zone.offset_at(moment)))

    def _hour_of_24(self) -> int:
        if not self.meridiem:
            return self.hour
        if not 1 <= self.hour <= _NOON:
            raise ValueError(f"there is no {self.hour} {self.meridiem}: hours are 1 to 12")
        return self.hour % _NOON + (_NOON if self.meridiem == "pm" else 0)


class Clock:
    """A time of day, or the two ends of a span of them, in a zone; and the same in other zones, to check."""

    __slots__ = ("also", "day", "first", "last", "zone")

    def __init__(self, first: Time, last: Time | None, zone: Zone | None) -> None:
        self.first = first
        self.last = last
        self.zone = zone
        self.day: tuple[int, int] | None = None
        """Month and day, where brackets name them: "(0415 GMT 8 February)"."""
        self.also: list[Clock] = []

    def on(self, day: date) -> Ends:
        """Return these times of *day* in UTC.

        Raises `ValueError` where there is no such time, where the second time is the earlier one, and where
        the times in brackets are other times.
        """
        ends = self._alone(day)
        for other in self.also:
            ends = _finer(ends, other, day)
        return ends

    def _alone(self, day: date) -> Ends:
        zone = self.zone or UTC
        first, last = self.first.on(day, zone)
        if self.last is not None:
            last = self.last.on(day, zone)[1]
            if last.start < first.start:
                raise ValueError("the second time of day is the earlier one; name the day of each")
        return first, last

    def days_near(self, day: date) -> list[date]:
        """Return the days that this clock may be on when another one, on *day*, shows the same instant."""
        near = [day + timedelta(days=days) for days in _DAYS_AROUND]
        return near if self.day is None else [one for one in near if (one.month, one.day) == self.day]


def _finer(ends: Ends, other: Clock, day: date) -> Ends:
    for near in other.days_near(day):
        others = other._alone(near)  # noqa: SLF001 - its own kind
        if _overlap(ends, others):
            return min(ends, others, key=_width)
    raise ValueError("the times given are not the same instant")


def _overlap(one: Ends, other: Ends) -> bool:
    coarse, fine = sorted((one, other), key=_width, reverse=True)
    return coarse[0].start <= fine[0].start and fine[1].end <= coarse[1].end


def _width(ends: Ends) -> timedelta:
    return ends[1].end - ends[0].start


def starts_clock(cursor: Cursor) -> bool:
    """Tell whether a time of day stands here."""
    here, after = cursor.here, cursor.ahead(1)
    if here.kind == "time" or here.text in ("noon", "midnight"):
        return True
    if here.kind != "number":
        return False
    if len(here.text) == 4:
        return _is_zone_of_four_digits(cursor)
    return len(here.text) <= 2 and (
        after.text in _MERIDIEMS
        or after.text in _HOUR_WORDS
        or (is_zone(after) and len(here.text) == 2)
        or after.text == "noon"
        or _is_range_of_hours(cursor)
    )


def _is_zone_of_four_digits(cursor: Cursor) -> bool:
    after = cursor.ahead(1)
    if is_zone(after) or after.text in _HOUR_WORDS or cursor.tokens[cursor.at - 1].text == "at":
        return True
    return after.text == "-" and len(cursor.ahead(2).text) == 4 and is_zone(cursor.ahead(3))


def _is_range_of_hours(cursor: Cursor) -> bool:
    return (
        cursor.ahead(1).text in _BETWEEN_TIMES
        and cursor.ahead(2).kind == "number"
        and cursor.ahead(3).text in _MERIDIEMS
    )


def read_clock(cursor: Cursor) -> Clock:
    """Read a time of day or a span of them, with its zone, and the same times in other zones after it."""
    found = _read_one(cursor)
    read_other_clocks(cursor, found)
    return found


def _read_one(cursor: Cursor) -> Clock:
    first = _read_time(cursor)
    zone = read_zone(cursor)
    if cursor.here.text not in _BETWEEN_TIMES or not _time_follows(cursor):
        return Clock(first, None, zone)
    cursor.at += 1
    last = _read_time(cursor)
    if not first.meridiem and first.hour <= _NOON:
        first.meridiem = last.meridiem
    return Clock(first, last, read_zone(cursor) or zone)


def _time_follows(cursor: Cursor) -> bool:
    cursor.at += 1
    follows = starts_clock(cursor)
    cursor.at -= 1
    return follows


def read_other_clocks(cursor: Cursor, found: Clock) -> None:
    """Read the same time in other zones, after a slash or in brackets: "(0415 GMT 8 February)"."""
    while cursor.here.text == "/" and _time_follows(cursor):
        cursor.at += 1
        found.also.append(_read_one(cursor))
    if cursor.here.text != "(" or not _time_follows(cursor):
        return
    cursor.at += 1
    found.also.append(_read_with_day(cursor))
    while cursor.take(",", "/", ";"):
        found.also.append(_read_with_day(cursor))
    cursor.expect(")")


def _read_with_day(cursor: Cursor) -> Clock:
    if not starts_clock(cursor):
        raise cursor.unexpected()
    found = _read_one(cursor)
    at = cursor.at
    cursor.take(",")
    cursor.take("on")
    pair = (cursor.here, cursor.ahead(1))
    for month, day in (pair, pair[::-1]):
        if month.text in MONTHS and day.kind in ("number", "ordinal"):
            cursor.at += 2
            found.day = MONTHS[month.text], int(day.text.rstrip("stndrh"))
            return found
    cursor.at = at
    return found


def _read_time(cursor: Cursor) -> Time:
    token = cursor.here
    cursor.at += 1
    if token.text == "midnight" or cursor.here.text == "midnight":
        raise cursor.refusal("midnight begins one day and ends another", "00:00 UTC on 3 May 2024")
    if token.text == "noon" or cursor.take("noon"):
        return _noon(cursor, token.text)
    time = _time(token.text)
    if cursor.here.text in _MERIDIEMS:
        time.meridiem = cursor.here.text
        cursor.at += 1
    elif cursor.here.text in _HOUR_WORDS:
        cursor.at += 1
    return time


def _noon(cursor: Cursor, said: str) -> Time:
    if said not in ("noon", "12"):
        raise cursor.refusal(f"noon is at 12, not {said}")
    return Time(Unit.HOUR, _NOON)


def _time(text: str) -> Time:
    figures = text.partition(".")[0].split(":")
    if len(figures[0]) == 4:
        figures[:1] = figures[0][:2], figures[0][2:]
    if len(figures) == 1:
        return Time(Unit.HOUR, int(text))
    hour, minute, second = (*figures, "")[:3]
    return Time(Unit.SECOND if second else Unit.MINUTE, int(hour), int(minute), int(second or 0))
