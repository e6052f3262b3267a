from __future__ import annotations

from datetime import date

import pytest

from tests.builders import announcement, day, ledger, mission
from timeline.model import Ledger
from timeline.reports.moves import MoveKind
from timeline.reports.selection import Selection
from timeline.reports.stats import Bin, Grouping, Spread, spread, stats

TODAY = date(2026, 11, 22)


def fleet() -> Ledger:
    return ledger(
        mission(
            "kept", announcement("2020-01-01", "2021"), announcement("2021-05-01", "2021-05-01", "achieved")
        ),
        mission(
            "late",
            announcement("2020-01-01", "2021"),
            announcement("2020-06-01", "2022"),
            announcement("2022-05-01", "2022-05-01", "achieved"),
            agencies=("ESA", "NASA"),
            vehicle="Vega",
            programs=("Earth",),
        ),
        mission(
            "early", announcement("2020-01-01", "2021"), announcement("2020-05-01", "2020-05-02", "achieved")
        ),
        mission("waits", announcement("2020-01-01", "2025"), agencies=("ESA",)),
        mission("held", announcement("2020-01-01", "2030"), announcement("2021-01-01", status="on-hold")),
        mission("ended", announcement("2020-01-01", "2030"), announcement("2021-01-01", status="cancelled")),
        mission("never", announcement("2020-01-01")),
        mission("surprise", announcement("2021-02-03", "2021-02-03", "achieved")),
        mission("rider", host="late"),
        mission("elsewhere", announcement("2020-01-01", "2021", milestone="landing")),
    )


def test_every_launch_is_counted_once_in_one_sample() -> None:
    found = stats(fleet(), today=TODAY).together
    assert found.milestones == 8
    assert (found.achieved.number, found.to_come.number, found.cancelled.number) == (4, 3, 1)
    assert (found.on_hold, found.overdue, found.undated) == (1, 1, 1)
    assert found.announcements == 14


def test_what_had_no_date_before_it_happened_is_not_measured() -> None:
    achieved = stats(fleet(), today=TODAY).together.achieved
    assert (achieved.number, achieved.measured, achieved.kept) == (4, 3, 1)


def test_certain_and_nominal_slips_are_spread_apart() -> None:
    achieved = stats(fleet(), today=TODAY).together.achieved
    assert achieved.certain == Spread(0.0, 0.0, 0.0, 60.5, 121.0)
    assert achieved.nominal is not None
    assert achieved.nominal.least < 0 < achieved.nominal.most
    assert achieved.bins == {Bin.EARLIER: 1, Bin.NONE: 1, Bin.HALF: 1}


def test_moves_are_counted_by_kind() -> None:
    moves = stats(fleet(), today=TODAY).together.moves
    assert moves[MoveKind.FIRST] == 7
    assert moves[MoveKind.SLIP] == 1
    assert moves[MoveKind.ACHIEVED] == 4


def test_excluded_missions_are_left_out_and_named() -> None:
    found = stats(fleet(), today=TODAY, excluded=("late", "never"))
    assert found.together.milestones == 6
    assert found.excluded == ("late", "never")


def test_as_of_knows_only_what_was_said_by_then() -> None:
    found = stats(fleet(), today=TODAY, as_of=day("2020-03-01")).together
    assert (found.achieved.number, found.to_come.number) == (0, 7)


def test_another_milestone_can_be_asked_for() -> None:
    found = stats(fleet(), today=TODAY, selection=Selection(milestones=("landing",))).together
    assert found.milestones == 1


def test_days_limit_by_the_present_date() -> None:
    found = stats(fleet(), today=TODAY, selection=Selection(since=day("2025-01-01"))).together
    assert found.milestones == 1


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        (Grouping.AGENCY, [("ESA", 2), ("NASA", 1), (None, 6)]),
        (Grouping.VEHICLE, [("Vega", 1), (None, 7)]),
        (Grouping.PROGRAM, [("Earth", 1), (None, 7)]),
        (Grouping.YEAR, [("2021", 4), ("2025", 1), ("2030", 2), (None, 1)]),
        (Grouping.LEAD_TIME, [("under-1-mo", 1), ("1-2-y", 3), ("over-4-y", 3), (None, 1)]),
    ],
)
def test_groups_in_their_order(by: Grouping, expected: list[tuple[str | None, int]]) -> None:
    found = stats(fleet(), today=TODAY, by=by)
    assert [(item.value, item.milestones) for item in found.groups] == expected


def test_a_limit_is_one_on_groups() -> None:
    found = stats(fleet(), today=TODAY, by=Grouping.YEAR, selection=Selection(limit=1))
    assert [item.value for item in found.groups] == ["2021"]
    assert found.together.milestones == 8


def test_an_empty_ledger_has_statistics() -> None:
    found = stats(ledger(), today=TODAY, by=Grouping.AGENCY)
    assert found.groups == []
    assert found.together.achieved.certain is None


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ([], None),
        ([3], Spread(3, 3, 3, 3, 3)),
        ([1, 2], Spread(1, 1.2, 1.5, 1.8, 2)),
        ([4, 1, 3, 2, 5], Spread(1, 2, 3, 4, 5)),
    ],
)
def test_spread(numbers: list[float], expected: Spread | None) -> None:
    assert spread(numbers) == expected


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ("2021-01-02", Bin.MONTH),
        ("2021-01-31", Bin.MONTH),
        ("2021-02-01", Bin.QUARTER),
        ("2022-01-01", Bin.YEAR),
        ("2023-01-01", Bin.TWO_YEARS),
        ("2025-01-01", Bin.FOUR_YEARS),
        ("2025-01-03", Bin.MORE),
        ("2021-01-01", Bin.NONE),
        ("2020-12-31", Bin.EARLIER),
    ],
)
def test_bins_end_at_calendar_like_lengths(days: str, expected: Bin) -> None:
    alone = ledger(
        mission("a", announcement("2020-01-01", "2021-01-01"), announcement("2020-02-01", days)),
    )
    assert stats(alone, today=TODAY).together.to_come.bins == {expected: 1}
