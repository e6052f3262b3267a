"""The milestone trend chart for a web page: where everything lies in an SVG; the template draws it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from timeline.model import Status
from timeline.render.axis import Axis, middle
from timeline.render.looks import date_text
from timeline.reports.trend import Point, Trend, frame

WIDTH, HEIGHT = 560, 400
_LEFT, _RIGHT, _TOP, _BOTTOM = 62, 16, 16, 46


class Line(NamedTuple):
    """A line between two places."""

    x1: float
    y1: float
    x2: float
    y2: float


class Label(NamedTuple):
    """A day of an axis: its text, and where it lies along it."""

    at: float
    text: str


class Mark(NamedTuple):
    """An announcement: the bar over its period, what sort it is, and what it says."""

    x: float
    top: float
    bottom: float
    middle: float
    kind: str
    """`planned`, `achieved`, `cancelled` or `undated`."""
    says: str


class Picture(NamedTuple):
    """A chart as places in pixels; y counts downwards."""

    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    across: list[Label]
    up: list[Label]
    today: Line | None
    """The diagonal on which a date is the day that it is announced on."""
    parallel: Line | None
    """Where the first date goes if it slips day for day."""
    marks: list[Mark]

    @property
    def kinds(self) -> list[str]:
        """The sorts of marks in it, apart from plain dates."""
        present = {mark.kind for mark in self.marks}
        return [kind for kind in ("achieved", "cancelled", "undated") if kind in present]


def picture(trend: Trend, today: date) -> Picture:
    """Return the chart of one milestone."""
    held = frame([trend], today)
    across, up = Axis.over(*held.announced), Axis.over(*held.dates)
    first = trend.first
    ahead = 0 if first.period is None else (middle(*first.period) - first.announced).days
    return Picture(
        *(WIDTH, HEIGHT, _LEFT, WIDTH - _RIGHT, _TOP, HEIGHT - _BOTTOM),
        across=[Label(_x(tick.at), tick.label) for tick in across.ticks(6)],
        up=[Label(_y(tick.at), tick.label) for tick in up.ticks(8)],
        today=slope(across, up, 0, across.first),
        parallel=slope(across, up, ahead, first.announced.toordinal() + 0.5),
        marks=list(_marks(trend, across, up)),
    )


def _x(at: float) -> float:
    return round(_LEFT + at * (WIDTH - _LEFT - _RIGHT), 1)


def _y(at: float) -> float:
    return round(_TOP + (1 - at) * (HEIGHT - _TOP - _BOTTOM), 1)


def slope(across: Axis, up: Axis, ahead: float, start: float) -> Line | None:
    """Return where dates lie *ahead* days of their announcements, from *start* on, within the frame."""
    first, last = max(start, up.first - ahead), min(across.last, up.last - ahead)
    if first >= last:
        return None
    ends = [((day - across.first) / (across.last - across.first), day + ahead) for day in (first, last)]
    (x1, day1), (x2, day2) = ends
    height = up.last - up.first
    return Line(_x(x1), _y((day1 - up.first) / height), _x(x2), _y((day2 - up.first) / height))


def _marks(trend: Trend, across: Axis, up: Axis) -> Iterator[Mark]:
    known = trend.first.period
    for point in trend.points:
        known = point.period or known
        if known is not None:
            first, last = known
            yield Mark(
                x=_x(across.at(point.announced)),
                top=_y(up.at(last, 1)),
                bottom=_y(up.at(first, 0)),
                middle=_y((up.at(first, 0) + up.at(last, 1)) / 2),
                kind=_kind(point),
                says=_says(point),
            )


def _kind(point: Point) -> str:
    if point.status is Status.ACHIEVED:
        return "achieved"
    if point.status is Status.CANCELLED:
        return "cancelled"
    return "planned" if point.period is not None else "undated"


def _says(point: Point) -> str:
    item = point.move.new
    source = f" ({item.source})" if item.source else ""
    return f"Announced {item.announced}: {date_text(item)}{source}"
