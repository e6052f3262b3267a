"""Who slipped most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import Enum
from typing import Any, NamedTuple

from timeline.model import Announcement, Ledger, Mission, Status
from timeline.reports.history import History, heard, histories, histories_of
from timeline.reports.moves import Move, MoveKind, Slip, count_kinds, has_moved, moves, total
from timeline.reports.selection import EVERYTHING, Selection

_DAYS_PER_YEAR = 365.25


class SlipOrder(Enum):
    """What the slips are sorted by; numbers from high to low."""

    CERTAIN = "certain"
    NOMINAL = "nominal"
    MOVES = "moves"
    RATE = "rate"
    DATE = "date"
    NAME = "name"
    ANNOUNCED = "announced"


class TotalSlip(NamedTuple):
    """How far a milestone has moved since its baseline."""

    history: History
    baseline: Announcement
    current: Announcement
    total: Slip
    kinds: Counter[MoveKind]
    """The moves since the baseline by kind; the first date of all is one."""
    moved: int
    """How often the date really moved since the baseline: slips and advances, the one to the day it was
    achieved included."""
    slip_per_year: float | None
    """Nominal days of slip for each year from the baseline's announcement to the day it is seen from, or to
    the day it was achieved. None where nothing is known or no time has gone by."""


def total_slips(
    ledger: Ledger,
    *,
    today: date,
    missions: Iterable[Mission] = (),
    as_of: date | None = None,
    baseline_day: date | None = None,
    selection: Selection = EVERYTHING,
    min_days: int | None = None,
    order: SlipOrder | None = None,
) -> list[TotalSlip]:
    """Return the total slip of each milestone, those that certainly slipped most first.

    Of the whole ledger only milestones count that had a second date or fate; of named *missions* every dated
    one. *min_days* keeps those that slipped at least so many days on any reading of the words.
    """
    named = list(missions)
    found = [
        measured
        for history in selection.histories(_histories(ledger, named, as_of))
        if named or len(history.announcements) > 1
        if (measured := _measure(history, today, baseline_day)) is not None
    ]
    kept = [
        item for item in found if selection.has_time(item.current.date) and _reaches(item.total, min_days)
    ]
    kept.sort(key=_TOTAL_KEYS[order or SlipOrder.CERTAIN])
    return kept[: selection.limit]


def single_moves(
    ledger: Ledger,
    *,
    missions: Iterable[Mission] = (),
    as_of: date | None = None,
    selection: Selection = EVERYTHING,
    min_days: int | None = None,
    order: SlipOrder | None = None,
    since: date | None = None,
) -> list[Move]:
    """Return every single move that has something to move from.

    Of named *missions* they come in the order announced, of the whole ledger the largest certain slip first;
    there, what was said of a hosted mission's host stands under the host alone.
    """
    named = list(missions)
    found = [
        move
        for history in selection.histories(_histories(ledger, named, as_of, shared=False))
        for move in moves(history)
        if move.old is not None and move.slip is not None
        if selection.has_time(move.new.announced) and _reaches(move.slip, min_days)
        if since is None or heard(move.new) > since
    ]
    order = order or (SlipOrder.ANNOUNCED if named else SlipOrder.CERTAIN)
    found.sort(key=_MOVE_KEYS[order])
    return found[: selection.limit]


def _histories(
    ledger: Ledger, named: list[Mission], as_of: date | None, *, shared: bool = True
) -> Iterable[History]:
    if not named:
        return histories(ledger, as_of=as_of, shared=shared)
    return (history for mission in named for history in histories_of(mission, ledger, as_of=as_of))


def _measure(history: History, today: date, baseline_day: date | None) -> TotalSlip | None:
    baseline = history.baseline if baseline_day is None else history.baseline_on(baseline_day)
    slip = total(history, baseline)
    if baseline is None or slip is None:
        return None
    current = history.current
    made = _since(history, baseline)
    return TotalSlip(
        history,
        baseline,
        current,
        slip,
        count_kinds(made),
        sum(map(has_moved, made)),
        _per_year(slip, baseline, current, today),
    )


def _since(history: History, baseline: Announcement) -> tuple[Move, ...]:
    """Return the moves from *baseline* on; the one that led to it is none of them."""
    made = moves(history)[history.announcements.index(baseline) :]
    start = made[0].slip
    return made if start is not None and start.kind is MoveKind.FIRST else made[1:]


def _per_year(slip: Slip, baseline: Announcement, current: Announcement, today: date) -> float | None:
    until = current.date.latest if current.status is Status.ACHIEVED else today
    elapsed = 0 if until is None else (until - heard(baseline)).days
    if slip.nominal_days is None or elapsed <= 0:
        return None
    return round(slip.nominal_days * _DAYS_PER_YEAR / elapsed, 1)


def _reaches(slip: Slip, min_days: int | None) -> bool:
    return min_days is None or (slip.certain_days is not None and slip.certain_days >= min_days)


def _down(number: float | None) -> float:
    return float("inf") if number is None else -number


def size_key(slip: Slip | None) -> tuple[float, float]:
    """Return what sorts slips: the largest for certain first, then the largest in the middle of its range."""
    return (
        (_down(None), _down(None)) if slip is None else (_down(slip.certain_days), _down(slip.nominal_days))
    )


_TOTAL_KEYS: Mapping[SlipOrder, Callable[[TotalSlip], Any]] = {
    SlipOrder.CERTAIN: lambda item: size_key(item.total),
    SlipOrder.NOMINAL: lambda item: _down(item.total.nominal_days),
    SlipOrder.MOVES: lambda item: -item.moved,
    SlipOrder.RATE: lambda item: _down(item.slip_per_year),
    SlipOrder.DATE: lambda item: item.current.date.sort_key(),
    SlipOrder.NAME: lambda item: item.history.mission.name.casefold(),
    SlipOrder.ANNOUNCED: lambda item: heard(item.current),
}
_MOVE_KEYS: Mapping[SlipOrder, Callable[[Move], Any]] = {
    SlipOrder.CERTAIN: lambda move: size_key(move.slip),
    SlipOrder.NOMINAL: lambda move: size_key(move.slip)[1],
    SlipOrder.MOVES: lambda move: -len(move.history.announcements),
    SlipOrder.RATE: lambda move: size_key(move.slip)[1],
    SlipOrder.DATE: lambda move: move.new.date.sort_key(),
    SlipOrder.NAME: lambda move: move.history.mission.name.casefold(),
    SlipOrder.ANNOUNCED: lambda move: heard(move.new),
}
