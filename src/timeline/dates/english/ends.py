"""The two ends of what a phrase states: the same period twice, unless it is a span."""

from __future__ import annotations

from timeline.dates.period import Period

TYPE_CHECKING = False
if TYPE_CHECKING:
    from timeline.dates.vague import VagueDate

Ends = tuple[Period, Period]


def ends_of(date: VagueDate | None) -> Ends:
    """Return the stated ends of *date*; `ValueError` where there is none, or TBD, which has no ends."""
    if date is None or date.first is None or date.last is None:
        raise ValueError("no date was stated")
    return date.first, date.last


def both(period: Period) -> Ends:
    """Return *period* as both ends."""
    return period, period
