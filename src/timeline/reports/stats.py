"""How far dates move, over many missions: counts, shares, medians and quartiles.

What has happened and what is still to come are never mixed: a slip of the latter is only a slip so far.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from enum import Enum
from statistics import quantiles
from typing import Any, NamedTuple

from timeline.model import LAUNCH, Ledger, Status
from timeline.reports.history import History, heard, histories
from timeline.reports.moves import MoveKind, Slip, count_kinds, moves, total
from timeline.reports.selection import EVERYTHING, Selection


class Grouping(Enum):
    """What milestones are put together by."""

    AGENCY = "agency"
    VEHICLE = "vehicle"
    PROGRAM = "program"
    YEAR = "year"
    """The year that the first date fell in; its last one where it was a span."""
    LEAD_TIME = "lead-time"
    """The time from the first announcement of a date to the middle of that date."""


class Bin(Enum):
    """How far a date went since the first one, on any reading of the words."""

    EARLIER = "earlier"
    NONE = "none"
    MONTH = "under-1-mo"
    QUARTER = "1-3-mo"
    HALF = "3-6-mo"
    YEAR = "6-12-mo"
    TWO_YEARS = "1-2-y"
    FOUR_YEARS = "2-4-y"
    MORE = "over-4-y"


class Lead(Enum):
    """How long before its middle a first date was announced."""

    MONTH = "under-1-mo"
    HALF = "1-6-mo"
    YEAR = "6-12-mo"
    TWO_YEARS = "1-2-y"
    FOUR_YEARS = "2-4-y"
    MORE = "over-4-y"


class Spread(NamedTuple):
    """Least, quartiles and most of some numbers."""

    least: float
    lower: float
    median: float
    upper: float
    most: float


class Sample(NamedTuple):
    """Milestones that stand alike, and how far they went since their first dates."""

    number: int
    measured: int
    """Those of them that had a date to count from."""
    kept: int
    """Those of the measured whose date lies inside the first one: held or firmed."""
    certain: Spread | None
    """Days of slip that survive any reading of the words; None where nothing was measured."""
    nominal: Spread | None
    """Days from middle to middle; negative is earlier."""
    bins: Counter[Bin]


class Statistics(NamedTuple):
    """What became of the dates of a group of milestones. Each stands in one of the four samples."""

    value: str | None
    """What the group has in common; None for all together, and for those that lack it."""
    milestones: int
    announcements: int
    moves: Counter[MoveKind]
    achieved: Sample
    to_come: Sample
    cancelled: Sample
    on_hold: int
    """Those to come that are on hold."""
    overdue: int
    """Those to come whose last possible day is past."""
    undated: int
    """Those that never had a date, whatever became of them."""


class Report(NamedTuple):
    """The answer: everything together, and group by group where that was asked for."""

    together: Statistics
    groups: list[Statistics]
    excluded: tuple[str, ...]
    """The ids of the missions left out on request."""


def stats(
    ledger: Ledger,
    *,
    today: date,
    as_of: date | None = None,
    selection: Selection = EVERYTHING,
    by: Grouping | None = None,
    excluded: Collection[str] = (),
) -> Report:
    """Return what became of the milestones of *selection*: of the launches, unless it names others.

    Hosted missions don't count beside their hosts. What belongs to several groups, as a mission of two
    agencies does, counts in each. A limit in *selection* is one on groups; the largest come first, years and
    lead times in their own order.
    """
    wanted = selection if selection.milestones else selection._replace(milestones=(LAUNCH,))
    found = [
        history
        for history in wanted.histories(histories(ledger, as_of=as_of, shared=False))
        if history.mission.id not in excluded and wanted.has_time(history.current.date)
    ]
    together = _statistics(None, found, today)
    groups = [] if by is None else _groups(found, by, today)
    return Report(together, groups[: selection.limit], tuple(excluded))


def _groups(found: Iterable[History], by: Grouping, today: date) -> list[Statistics]:
    members: dict[str | None, list[History]] = {}
    for history in found:
        for value in _VALUES[by](history):
            members.setdefault(value, []).append(history)
    groups = [_statistics(value, group, today) for value, group in members.items()]
    groups.sort(key=_order(by))
    return groups


def _order(by: Grouping) -> Callable[[Statistics], tuple[Any, ...]]:
    if by is Grouping.YEAR:
        return lambda group: (group.value is None, group.value or "")
    if by is Grouping.LEAD_TIME:
        order: list[str | None] = [lead.value for lead in Lead]
        return lambda group: (group.value is None, group.value and order.index(group.value))
    return lambda group: (group.value is None, -group.milestones, (group.value or "").casefold())


def _statistics(value: str | None, found: Sequence[History], today: date) -> Statistics:
    by_status: dict[Status, list[History]] = {status: [] for status in Status}
    for history in found:
        by_status[history.current.status].append(history)
    on_hold = by_status[Status.ON_HOLD]
    to_come = by_status[Status.PLANNED] + on_hold
    return Statistics(
        value,
        milestones=len(found),
        announcements=sum(len(history.announcements) for history in found),
        moves=sum((count_kinds(moves(history)) for history in found), Counter()),
        achieved=_sample(by_status[Status.ACHIEVED]),
        to_come=_sample(to_come),
        cancelled=_sample(by_status[Status.CANCELLED]),
        on_hold=len(on_hold),
        overdue=sum(_is_overdue(history, today) for history in to_come),
        undated=sum(history.baseline is None for history in found),
    )


def _is_overdue(history: History, today: date) -> bool:
    current = history.current
    return current.period is not None and current.date.latest is not None and current.date.latest < today


def _sample(found: Sequence[History]) -> Sample:
    slips = [slip for history in found if (slip := _slip(history)) is not None]
    return Sample(
        number=len(found),
        measured=len(slips),
        kept=sum(slip.kind in (MoveKind.HELD, MoveKind.FIRMED) for slip in slips),
        certain=spread([slip.certain_days for slip in slips if slip.certain_days is not None]),
        nominal=spread([slip.nominal_days for slip in slips if slip.nominal_days is not None]),
        bins=Counter(map(_bin, slips)),
    )


def _slip(history: History) -> Slip | None:
    """Return the slip since the first date; None where it was first heard of when it had happened."""
    baseline = history.baseline
    if baseline is None or baseline.status is Status.ACHIEVED:
        return None
    slip = total(history, baseline)
    return None if slip is None or slip.min_days is None else slip


def spread(numbers: Sequence[float]) -> Spread | None:
    """Return least, quartiles and most of *numbers*; None if there are none.

    The quartiles are those that split the numbers themselves (R's type 7), rounded to a tenth.
    """
    if not numbers:
        return None
    quartiles = quantiles(numbers, n=4, method="inclusive") if len(numbers) > 1 else [numbers[0]] * 3
    lower, median, upper = (round(float(quartile), 1) for quartile in quartiles)
    return Spread(float(min(numbers)), lower, median, upper, float(max(numbers)))


_BINS = (
    (0, Bin.NONE),
    (30, Bin.MONTH),
    (91, Bin.QUARTER),
    (182, Bin.HALF),
    (365, Bin.YEAR),
    (730, Bin.TWO_YEARS),
    (1461, Bin.FOUR_YEARS),
)
_LEADS = (
    (30, Lead.MONTH),
    (182, Lead.HALF),
    (365, Lead.YEAR),
    (730, Lead.TWO_YEARS),
    (1461, Lead.FOUR_YEARS),
)


def _bin(slip: Slip) -> Bin:
    if slip.max_days is not None and slip.max_days < 0:
        return Bin.EARLIER
    days = slip.certain_days or 0
    return next((name for most, name in _BINS if days <= most), Bin.MORE)


def _year(history: History) -> tuple[str | None]:
    period = None if history.baseline is None else history.baseline.period
    return (None if period is None else f"{period[1].year:04}",)


def _lead(history: History) -> tuple[str | None]:
    baseline = history.baseline
    if baseline is None or baseline.period is None:
        return (None,)
    first, last = baseline.period
    ahead = first + timedelta(days=(last - first).days // 2) - heard(baseline)
    return (next((lead for most, lead in _LEADS if ahead.days <= most), Lead.MORE).value,)


_VALUES: Mapping[Grouping, Callable[[History], Sequence[str | None]]] = {
    Grouping.AGENCY: lambda history: tuple(dict.fromkeys(history.mission.agencies)) or (None,),
    Grouping.VEHICLE: lambda history: (history.mission.vehicle or None,),
    Grouping.PROGRAM: lambda history: tuple(dict.fromkeys(history.mission.programs)) or (None,),
    Grouping.YEAR: _year,
    Grouping.LEAD_TIME: _lead,
}
