from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import announcement, day, ledger, mission
from tests.reports.strategies import days, ledgers
from timeline.model import Ledger
from timeline.reports.history import History, heard, histories_of
from timeline.reports.ranking import Ahead, Standing, last_heard, standings
from timeline.reports.slips import total_slips
from timeline.reports.upcoming import STALE_AFTER, upcoming

_DAYS = st.none() | st.integers(0, 4000)


def ranked(store: Ledger) -> list[tuple[History, Standing]]:
    """Return every milestone with where it stands, in file order."""
    return [
        pair
        for item in store.missions.values()
        for pair in zip(histories_of(item, store), standings(item, store), strict=True)
    ]


def ahead(*announcements: tuple[str, ...]) -> Ahead | None:
    """Return where the one milestone of a mission with these announcements stands."""
    alone = mission("alone", *(announcement(*given) for given in announcements))
    (standing,) = standings(alone, ledger(alone))
    return standing.ahead


def overdue(item: Ahead, today: date) -> bool:
    return 0 < item.due < today.toordinal()


def stale(item: Ahead, today: date) -> bool:
    return 0 < item.heard < today.toordinal() - STALE_AFTER.days


@given(ledgers(), days, _DAYS)
def test_what_comes_next_is_found_with_standings_alone(
    store: Ledger, today: date, within: int | None
) -> None:
    found = [(history, item.ahead) for history, item in ranked(store) if item.ahead is not None]
    last = None if within is None else today.toordinal() + within
    kept = [pair for pair in found if last is None or (pair[1].dated and pair[1].earliest <= last)]
    kept.sort(key=lambda pair: (overdue(pair[1], today), pair[1].key))
    report = upcoming(store, today=today, within=None if within is None else timedelta(days=within))
    assert [history for history, _ in kept] == [item.history for item in report]
    assert [overdue(item, today) for _, item in kept] == [item.overdue for item in report]
    assert [stale(item, today) for _, item in kept] == [item.stale for item in report]
    for history, item in kept:
        assert item.milestone == history.milestone
        assert item.host == ("" if history.host is None else history.host.id)


@given(ledgers())
def test_what_was_heard_last_is_what_was_announced_last(store: Ledger) -> None:
    for item in store.missions.values():
        days = [heard(said) for said in item.announcements]
        assert last_heard(item) == (max(days).toordinal() if days else 0)


@given(ledgers(), days)
def test_who_slipped_most_is_found_with_standings_alone(store: Ledger, today: date) -> None:
    found = [(history, item.slip) for history, item in ranked(store) if item.slip is not None]
    found.sort(key=lambda pair: pair[1])
    assert [history for history, _ in found] == [item.history for item in total_slips(store, today=today)]


def test_keys_sort_as_dates_do_and_the_dateless_come_last() -> None:
    right = [
        "0001-01-01",
        "0999",
        "2020-10-02T09:30Z",
        "2020-10-02T09Z",
        "2020-10-02",
        "2020-10-02?",
        "NET 2020-10-02",
        "NLT 2020-10-02",
        "2020-10",
        "9999-12-31",
        "TBD",
    ]
    keys = {}
    for text in right:
        item = ahead(("2020-01-01", text))
        assert item is not None
        keys[text] = item.key
    assert sorted(right, key=keys.__getitem__) == right


@pytest.mark.parametrize(
    ("when", "dated", "earliest", "latest"),
    [
        ("2020-10", True, "2020-10-01", "2020-10-31"),
        ("NET 2020-10-02", True, "2020-10-02", None),
        ("NLT 2020-10-02", True, None, "2020-10-02"),
        ("TBD", False, None, None),
    ],
)
def test_days_are_ordinals_and_0_where_open(
    when: str,
    dated: bool,  # noqa: FBT001 - a column of the table
    earliest: str | None,
    latest: str | None,
) -> None:
    item = ahead(("2020-01-01", when))
    assert item is not None
    last = 0 if latest is None else day(latest).toordinal()
    first = 0 if earliest is None else day(earliest).toordinal()
    assert (item.dated, item.earliest, item.due) == (dated, first, last)


def test_what_is_on_hold_has_no_date_and_is_never_overdue_or_stale() -> None:
    item = ahead(("2020-01-01", "2020-10", "on-hold"))
    assert item is not None
    assert (item.dated, item.earliest, item.due, item.heard) == (False, 0, 0, 0)


@pytest.mark.parametrize("status", ["achieved", "cancelled"])
def test_what_is_over_does_not_come(status: str) -> None:
    assert ahead(("2020-01-01", "2020-01-01", status)) is None


def test_one_announcement_and_none_with_a_date_are_no_slip() -> None:
    store = ledger(
        mission("once", announcement("2020-01-01", "2021")),
        mission("never", announcement("2020-01-01", "TBD"), announcement("2020-02-01", "TBD")),
        mission("twice", announcement("2020-01-01", "2021"), announcement("2020-02-01", "2023")),
    )
    assert [standing.slip for _, standing in ranked(store)] == [None, None, (-366, -730)]
