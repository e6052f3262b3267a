"""An axis of days: where a day lies on it, and which days are worth a label."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import MAXYEAR, date, timedelta
from typing import NamedTuple

_LEAST_DAYS = 14
_YEARS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000)
_MONTHS = (1, 3, 6)
_DAYS = (1, 2, 7, 14)
_FIRST, _LAST = date.min.toordinal(), date.max.toordinal()


class Axis(NamedTuple):
    """The days from *first* to *last* laid out from 0 to 1; both are ordinals, and *last* is the greater."""

    first: float
    last: float

    @classmethod
    def over(cls, first: date, last: date, margin: float = 0.04) -> Axis:
        """Return an axis that holds both days, a little more on both sides, and two weeks at least."""
        low, high = first.toordinal(), last.toordinal() + 1
        room = max((high - low) * margin, (_LEAST_DAYS - (high - low)) / 2)
        return cls(max(low - room, _FIRST), min(high + room, _LAST))

    def at(self, day: date, into_day: float = 0.5) -> float:
        """Return where *day* lies, from 0 to 1 for what the axis holds; in the middle of the day."""
        return (day.toordinal() + into_day - self.first) / (self.last - self.first)

    def ticks(self, most: int) -> list[Tick]:
        """Return days worth a label, evenly spaced, *most* of them at most but two if there are two."""
        days = self.last - self.first
        for step in _DAYS:
            if days / step <= most:
                return list(self._days(step))
        for step in _MONTHS:
            if days / (step * 30.44) <= most:
                return list(self._months(step))
        step = next((step for step in _YEARS if days / (step * 365.25) <= most), _YEARS[-1])
        return list(self._months(12 * step))

    def _days(self, step: int) -> Iterator[Tick]:
        # Weeks begin on Monday: 0001-01-01, the first ordinal, was one.
        number = -(-(int(self.first + 0.999999) - 1) // step) * step + 1
        while number < self.last:
            day = date.fromordinal(number)
            yield Tick(self.at(day, 0), day, day.isoformat())
            number += step

    def _months(self, step: int) -> Iterator[Tick]:
        begin = date.fromordinal(int(self.first))
        index = (begin.year * 12 + begin.month - 1) // step * step
        while (index // 12) <= MAXYEAR:
            day = date(max(index // 12, 1), index % 12 + 1, 1)
            if day.toordinal() >= self.last:
                return
            if day.toordinal() >= self.first:
                yield Tick(self.at(day, 0), day, day.isoformat()[: 4 if step % 12 == 0 else 7])
            index += step


class Tick(NamedTuple):
    """A labelled day of an axis: where it lies, from 0 to 1."""

    at: float
    day: date
    label: str


def middle(first: date, last: date) -> date:
    """Return the day in the middle of a period."""
    return first + timedelta(days=(last - first).days // 2)
