"""No report shows what had not been announced by the as-of day."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings

from tests.reports.strategies import days, ledgers
from timeline.model import Announcement, Ledger
from timeline.reports.card import card
from timeline.reports.diff import changes
from timeline.reports.history import heard
from timeline.reports.listing import listing
from timeline.reports.log import log
from timeline.reports.overview import overview
from timeline.reports.slips import single_moves, total_slips
from timeline.reports.upcoming import upcoming

REPORTS: dict[str, Callable[[Ledger, date], Any]] = {
    "card": lambda store, day: [
        card(store, mission, today=day, as_of=day).milestones for mission in store.missions.values()
    ],
    "diff": lambda store, day: changes(store, day.replace(year=2014), day),
    "listing": lambda store, day: [item[1:] for item in listing(store, as_of=day)],
    "log": lambda store, day: log(store, as_of=day),
    "overview": lambda store, day: overview(store, today=day, as_of=day),
    "single-moves": lambda store, day: single_moves(store, as_of=day),
    "slips": lambda store, day: total_slips(store, today=day, as_of=day),
    "slips-from-a-day": lambda store, day: total_slips(
        store, today=day, as_of=day, baseline_day=day.replace(year=2016, day=1)
    ),
    "upcoming": lambda store, day: upcoming(store, today=day, as_of=day),
}


def mentioned(value: object) -> Iterator[Announcement]:
    """Yield every announcement in a report's answer, whatever it is made of; missions hold all of theirs."""
    if isinstance(value, Announcement):
        yield value
    elif isinstance(value, (list, tuple)) and "Mission" not in type(value).__name__:
        for item in value:
            yield from mentioned(item)


@pytest.mark.parametrize("report", REPORTS)
@settings(max_examples=30)
@given(store=ledgers(), as_of=days.filter(lambda day: (day.month, day.day) != (2, 29)))
def test_reports_never_show_the_future(report: str, store: Ledger, as_of: date) -> None:
    assert all(heard(item) <= as_of for item in mentioned(REPORTS[report](store, as_of)))


@pytest.mark.parametrize("report", REPORTS)
@settings(max_examples=30)
@given(store=ledgers(), as_of=days.filter(lambda day: (day.month, day.day) != (2, 29)))
def test_reports_are_as_if_nothing_later_stood_in_the_store(report: str, store: Ledger, as_of: date) -> None:
    then = store._replace(
        missions={
            mission.id: mission._replace(
                announcements=tuple(item for item in mission.announcements if heard(item) <= as_of)
            )
            for mission in store.missions.values()
        }
    )
    seen_now = list(mentioned(REPORTS[report](store, as_of)))
    assert seen_now == list(mentioned(REPORTS[report](then, as_of)))
