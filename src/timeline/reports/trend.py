"""What was announced when: the milestone trend, a point for each announcement."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from timeline.errors import TimelineError
from timeline.model import LAUNCH, Ledger, Mission, Status
from timeline.reports.history import History, heard, histories_of
from timeline.reports.moves import Move, Slip, Span, has_moved, moves, total


class Point(NamedTuple):
    """One announcement: when it was made, and the period that it put the milestone in."""

    announced: date
    """The last day on which it may have been made public."""
    period: Span | None
    """None where it gave no date: put off, on hold, cancelled."""
    status: Status
    move: Move


class Trend(NamedTuple):
    """The announcements of one milestone, oldest first."""

    history: History
    points: tuple[Point, ...]
    total: Slip | None
    moved: int
    """How often the date really moved."""

    @property
    def first(self) -> Point:
        """The first announcement of a date; a trend has one."""
        return next(point for point in self.points if point.period is not None)


class Frame(NamedTuple):
    """The days that a picture of trends has to hold, both ends included."""

    announced: Span
    dates: Span


def trends(
    ledger: Ledger,
    missions: Iterable[Mission],
    *,
    as_of: date | None = None,
    milestones: Sequence[str] = (),
) -> list[Trend]:
    """Return the trends of the *milestones* of *missions*: of the launch where none is named.

    A mission without a dated launch gives the dated milestone that was spoken of last. `TimelineError` for a
    mission that has none of the named ones, or no date at all.
    """
    return [
        trend_of(history)
        for mission in missions
        for history in _chosen(mission, list(histories_of(mission, ledger, as_of=as_of)), milestones)
    ]


def _chosen(mission: Mission, known: list[History], milestones: Sequence[str]) -> list[History]:
    dated = [history for history in known if history.baseline is not None]
    if not dated:
        raise TimelineError(f"nothing that was announced of {mission.name} has a date")
    if not milestones:
        return [max(dated, key=lambda history: (history.milestone == LAUNCH, heard(history.current)))]
    wanted = [history for history in dated if history.milestone in milestones]
    if not wanted:
        others = ", ".join(history.milestone for history in dated)
        raise TimelineError(f"{mission.name} has no dated {' or '.join(milestones)}; it has {others}")
    return wanted


def trend_of(history: History) -> Trend:
    """Return the trend of a milestone that has been dated."""
    made = moves(history)
    points = tuple(
        Point(heard(move.new), move.new.period, move.new.status, move)
        for move in made
        if move.slip is not None
    )
    return Trend(history, points, total(history, history.baseline), sum(map(has_moved, made)))


def frame(found: Sequence[Trend], today: date) -> Frame:
    """Return what a picture has to hold: every period, and *today* unless everything is over.

    Some day always lies on both axes, so that the diagonal on which they agree is in the picture.
    """
    announced = [point.announced for trend in found for point in trend.points]
    if any(trend.history.current.status in (Status.PLANNED, Status.ON_HOLD) for trend in found):
        announced.append(today)
    first, last = min(announced), max(announced)
    periods = [point.period for trend in found for point in trend.points if point.period is not None]
    first_day = min(period[0] for period in periods)
    last_day = max(period[1] for period in periods)
    return Frame((first, last), (min(first_day, last), max(last_day, first)))
