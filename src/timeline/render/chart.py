"""The milestone trend chart in characters: what was announced (up) when (to the right).

A vague date is a bar over its period. The dotted diagonal is where a date is the day it was announced on:
"launches today". What slips a day every day runs beside it, along the line of colons.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from timeline.model import LAUNCH, Status
from timeline.render import words
from timeline.render.axis import Axis, middle
from timeline.render.canvas import Canvas, Line, ascii_words
from timeline.render.looks import date_text
from timeline.render.records import Record, milestone_keys, slip_record, statement_record
from timeline.render.table import Cell
from timeline.reports.trend import Point, Trend, frame

SERIES = 6
"""So many looks there are for missions in one picture."""
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LEFT = 10
_ROWS = (12, 32)
_LABEL_GAP = 2
_MOST_NAMES = 3


class Signs(NamedTuple):
    """What the picture is drawn with."""

    bar: str = "┃"
    point: str = "●"
    achieved: str = "✓"
    cancelled: str = "✗"
    undated: str = "?"
    today: str = "·"
    parallel: str = ":"
    across: str = "─"
    up: str = "│"
    corner: str = "└"
    tick_up: str = "┤"
    tick_across: str = "┬"


ASCII = Signs("|", "o", "*", "x", "?", ".", ":", "-", "|", "+", "+", "+")


def record(trend: Trend) -> Record:
    """Return the shape of a trend: its points, each with the slip against the date before it."""
    return {
        **milestone_keys(trend.history),
        "moved": trend.moved,
        "total": slip_record(trend.total),
        "points": [
            {**(statement_record(point.move.new) or {}), "slip": slip_record(point.move.slip)}
            for point in trend.points
        ],
    }


def lines(
    found: Sequence[Trend], *, today: date, as_of: date, width: int, signs: Signs | None = None
) -> Iterator[Line]:
    """Yield the picture, *width* cells wide at most but for long names, and what its signs mean."""
    drawn = _Drawing(found, today, width, signs or Signs())
    yield [Cell(f"{title(found)}, as of {as_of}", "heading")]
    yield from drawn.draw()
    yield from _legend(found, width, signs or Signs())


def title(found: Sequence[Trend]) -> str:
    """Return what the picture shows, in words."""
    names = list(dict.fromkeys(trend.history.mission.name for trend in found))
    milestones = list(dict.fromkeys(trend.history.milestone.replace("-", " ") for trend in found))
    whose = f"{len(names)} missions" if len(names) > _MOST_NAMES else ", ".join(names)
    return f"{whose}: {' and '.join(milestones)} date by the day it was announced"


def diagonal(found: Sequence[Trend]) -> str:
    """Return what it means to lie on the diagonal."""
    launches = all(trend.history.milestone == LAUNCH for trend in found)
    return "launches today" if launches else "happens today"


class _Drawing:
    def __init__(self, found: Sequence[Trend], today: date, width: int, signs: Signs) -> None:
        self.found, self.signs = found, signs
        self.columns = max(width - _LEFT - 1, 20)
        self.rows = min(max(self.columns // 4, _ROWS[0]), _ROWS[1])
        held = frame(found, today)
        self.across, self.up = Axis.over(*held.announced), Axis.over(*held.dates)
        self.canvas = Canvas(_LEFT + 1 + self.columns, self.rows + 2)

    def draw(self) -> list[list[Cell]]:
        self._axes()
        self._slope(0, self.signs.today, 1)
        if len(self.found) == 1:
            first = self.found[0].first
            if first.period is not None:
                self._slope((middle(*first.period) - first.announced).days, self.signs.parallel, 2)
        for number, trend in enumerate(self.found):
            self._trend(number, trend)
        return self.canvas.lines()

    def column(self, day: date) -> int:
        return _LEFT + 1 + min(int(self.across.at(day) * self.columns), self.columns - 1)

    def row(self, day: date) -> int:
        return self.rows - 1 - min(max(int(self.up.at(day) * self.rows), 0), self.rows - 1)

    def _axes(self) -> None:
        canvas, signs = self.canvas, self.signs
        for row in range(self.rows):
            canvas.put(_LEFT, row, signs.up, "label")
        for column in range(self.columns):
            canvas.put(_LEFT + 1 + column, self.rows, signs.across, "label")
        canvas.put(_LEFT, self.rows, signs.corner, "label")
        for tick in self.up.ticks(self.rows // 2):
            row = self.rows - 1 - int(tick.at * self.rows)
            canvas.put(_LEFT, row, signs.tick_up, "label")
            canvas.write(_LEFT - len(tick.label), row, tick.label, "label")
        self._labels_across()

    def _labels_across(self) -> None:
        free = 0
        for tick in self.across.ticks(self.columns // 8):
            column = _LEFT + 1 + int(tick.at * self.columns)
            start = column - len(tick.label) // 2
            if start < free or start + len(tick.label) > self.canvas.columns:
                continue
            self.canvas.put(column, self.rows, self.signs.tick_across, "label")
            self.canvas.write(start, self.rows + 1, tick.label, "label")
            free = start + len(tick.label) + _LABEL_GAP

    def _slope(self, days_ahead: int, sign: str, every: int) -> None:
        """Draw where the date lies *days_ahead* of the day of the announcement."""
        across, up = self.across, self.up
        for column in range(0, self.columns, every):
            day = across.first + (column + 0.5) / self.columns * (across.last - across.first)
            at = (day + days_ahead - up.first) / (up.last - up.first)
            if 0 <= at < 1:
                row = self.rows - 1 - int(at * self.rows)
                self.canvas.put(_LEFT + 1 + column, row, sign, "held", over=False)

    def _trend(self, number: int, trend: Trend) -> None:
        style = series_style(number)
        letter = _LETTERS[number % len(_LETTERS)] if len(self.found) > 1 else ""
        known = trend.first.period
        for point in trend.points:
            known = point.period or known
            if known is not None:
                self._point(point, known, letter, style)

    def _point(self, point: Point, known: tuple[date, date], letter: str, style: str) -> None:
        column, signs = self.column(point.announced), self.signs
        top, bottom = self.row(known[1]), self.row(known[0])
        center = self.row(middle(*known))
        if point.period is not None:
            for row in range(top, bottom + 1):
                self.canvas.put(column, row, signs.bar, style)
        mark = _mark(point, signs)
        if mark:
            self.canvas.put(column, center, mark, _mark_style(point) or style)
            if letter:
                self.canvas.put(max(column - 1, _LEFT + 1), center, letter, style)
        elif letter:
            self.canvas.put(column, center, letter, style)
        elif top == bottom:
            self.canvas.put(column, center, signs.point, style)


def series_style(number: int) -> str:
    """Return the look of mission *number*, from 0, in a picture."""
    return f"series-{number % SERIES + 1}"


def _mark(point: Point, signs: Signs) -> str:
    if point.status is Status.ACHIEVED:
        return signs.achieved
    if point.status is Status.CANCELLED:
        return signs.cancelled
    return "" if point.period is not None else signs.undated


def _mark_style(point: Point) -> str:
    return "" if point.status is Status.PLANNED else point.status.value


def _legend(found: Sequence[Trend], width: int, signs: Signs) -> Iterator[Line]:
    for number, trend in enumerate(found):
        letter = _LETTERS[number % len(_LETTERS)] if len(found) > 1 else signs.bar
        said = caption(trend)
        text = ascii_words(said) if signs is ASCII else said
        yield [Cell(f"{letter} ", series_style(number)), Cell(text)]
    used = {_mark(point, signs) for trend in found for point in trend.points}
    meanings = {
        signs.achieved: "achieved",
        signs.cancelled: "cancelled",
        signs.undated: "date withdrawn or on hold",
    }
    keys = [f"{sign} {meaning}" for sign, meaning in meanings.items() if sign in used]
    keys.append(f"{signs.today} {diagonal(found)}")
    if len(found) == 1:
        keys.append(f"{signs.parallel} slips day for day")
    yield from key_lines(keys, width)


def key_lines(keys: Sequence[str], width: int) -> Iterator[Line]:
    """Yield what signs mean, in as few lines as they fit in."""
    line = ""
    for key in keys:
        if line and len(line) + len(key) + _LABEL_GAP > width:
            yield [Cell(line, "held")]
            line = ""
        line += f"{' ' * _LABEL_GAP if line else ''}{key}"
    yield [Cell(line, "held")]


def caption(trend: Trend) -> str:
    """Return a trend in a line: its name, where it stands, and how far it moved from which date."""
    history, baseline = trend.history, trend.history.baseline
    now = f"{history.mission.name}, {history.milestone} {date_text(history.current)}"
    if baseline is None or baseline is history.current or trend.total is None:
        return now
    moved = words.count(trend.moved, "move")
    size = words.size(trend.total, baseline.period, history.current.period)
    far = "" if size == words.NOTHING else f", {size}"
    return f"{now}: {moved}{far} from {baseline.date} (said {baseline.announced})"
