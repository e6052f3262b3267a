from __future__ import annotations

from tests.builders import announcement, day, ledger, mission
from timeline.reports.card import card
from timeline.reports.moves import MoveKind, Slip

STORE = ledger(
    mission(
        "change-6",
        announcement("2020-09-28", "2023"),
        announcement("2023-04-24", "2024-05"),
        announcement("2024-05-03", "2024-05-03", "achieved"),
        announcement("2020-09-28", "2024-07", milestone="sample-return"),
        announcement("2021-01-01", status="cancelled", milestone="relay"),
    ),
    mission("dorn", host="change-6"),
    mission("rover", announcement("2020", "2026"), host="lost"),
)
TODAY = day("2025-01-01")


def test_milestones_with_moves_and_totals() -> None:
    shown = card(STORE, STORE.missions["change-6"], today=TODAY)
    launch, samples, relay = shown.milestones
    assert [item.history.milestone for item in shown.milestones] == ["launch", "sample-return", "relay"]
    assert [move.slip.kind.value for move in launch.moves if move.slip] == ["first", "slip", "achieved"]
    # 31 December 2023 to 3 May 2024: 31 + 29 + 31 + 30 + 3; 365 more from 1 January, less one
    assert launch.total == Slip(MoveKind.SLIP, 124, 488)
    assert samples.total == Slip(MoveKind.HELD, -30, 30)
    assert relay.total is None


def test_only_what_may_still_happen_is_looked_ahead_to() -> None:
    launch, samples, relay = card(STORE, STORE.missions["change-6"], today=TODAY).milestones
    assert launch.upcoming is None
    assert relay.upcoming is None
    assert samples.upcoming is not None
    assert samples.upcoming.overdue
    assert samples.upcoming.stale


def test_hosts_and_hosted() -> None:
    shown = card(STORE, STORE.missions["change-6"], today=TODAY)
    assert shown.host is None
    assert [item.id for item in shown.hosted] == ["dorn"]
    dorn = card(STORE, STORE.missions["dorn"], today=TODAY)
    assert dorn.host is STORE.missions["change-6"]
    assert [item.history.milestone for item in dorn.milestones] == ["launch", "sample-return", "relay"]
    assert card(STORE, STORE.missions["rover"], today=TODAY).host is None


def test_as_of() -> None:
    then = day("2020-10-02")
    launch, samples = card(STORE, STORE.missions["change-6"], today=then, as_of=then).milestones
    assert launch.history.current.date.text == "2023"
    assert launch.upcoming is not None
    assert not launch.upcoming.overdue
    assert samples.history.milestone == "sample-return"
    assert card(STORE, STORE.missions["change-6"], today=then, as_of=day("2019-01-01")).milestones == ()
