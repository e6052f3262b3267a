from __future__ import annotations

import pytest

from tests.builders import announcement, day, ledger, mission
from timeline.model import Ledger, Status
from timeline.reports.moves import MoveKind, Slip
from timeline.reports.selection import Selection
from timeline.reports.slips import SlipOrder, TotalSlip, single_moves, total_slips

TODAY = day("2022-01-01")
STORE = ledger(
    mission(
        "far",  # certain: 1 January to 1 January of the fourth year on
        announcement("2018-01-01", "2020-01-01"),
        announcement("2019-01-01", "2022-01-01"),
        announcement("2021-06-01", "2024-01-01"),
        vehicle="Soyuz",
    ),
    mission("vague", announcement("2018-01-01", "2020"), announcement("2021-01-01", "2024")),
    mission(
        "early",
        announcement("2018-01-01", "2023-06"),
        announcement("2020-01-01", "2022-06-15"),
        announcement("2021-01-01", "2022-06-10"),
    ),
    mission(
        "flown",
        announcement("2019-01-01", "2020-06-01"),
        announcement("2020-06-01", "2020-06-30", "achieved"),
        announcement("2021-01-01", "2025"),
    ),
    mission("silent", announcement("2020-01-01", "2023")),
    mission("held", announcement("2020-01-01", "2022-02"), announcement("2021-01-01", "2022-02")),
    mission("stopped", announcement("2019-01-01", "2021"), announcement("2020-01-01", status="cancelled")),
    mission("dateless", announcement("2019-01-01"), announcement("2020-01-01")),
)


def names(found: list[TotalSlip]) -> list[str]:
    return [item.history.mission.id for item in found]


def total_of(mission_id: str, store: Ledger = STORE, **options: object) -> TotalSlip:
    (found,) = total_slips(store, today=TODAY, missions=[store.missions[mission_id]], **options)  # type: ignore[arg-type] # as asked
    return found


def test_those_that_certainly_slipped_most_come_first() -> None:
    # far 1461 days; vague 1096; flown 29; held and early 0, early's nominal slip being lower; stopped none
    assert names(total_slips(STORE, today=TODAY)) == ["far", "vague", "flown", "held", "early", "stopped"]


def test_totals_are_measured_between_two_announcements() -> None:
    far, vague, early = total_of("far"), total_of("vague"), total_of("early")
    assert far.total == Slip(MoveKind.SLIP, 1461, 1461)  # 366 + 365 + 365 + 365
    assert vague.total == Slip(MoveKind.SLIP, 1096, 1826)  # 365 + 365 + 365 + 1; 1461 + 365
    assert early.total == Slip(MoveKind.ADVANCE, -385, -356)  # 10 June 2022 from 30 and from 1 June 2023
    assert (far.baseline.date.text, far.current.date.text) == ("2020-01-01", "2024-01-01")


def test_moves_are_counted_by_kind() -> None:
    assert total_of("far").kinds == {MoveKind.FIRST: 1, MoveKind.SLIP: 2}
    assert (total_of("far").moved, total_of("held").moved) == (2, 0)
    assert total_of("flown").kinds == {MoveKind.FIRST: 1, MoveKind.ACHIEVED: 1}
    assert total_of("flown").moved == 1  # from the 1st to the 30th


def test_what_happened_has_its_final_slip() -> None:
    flown = total_of("flown")
    assert flown.total == Slip(MoveKind.SLIP, 29, 29)
    assert flown.current.status is Status.ACHIEVED


def test_what_was_called_off_has_no_size() -> None:
    assert total_of("stopped").total == Slip(MoveKind.CANCELLED)
    assert total_of("stopped").slip_per_year is None


@pytest.mark.parametrize(
    ("mission_id", "rate"),
    [
        ("far", round(1461 * 365.25 / 1461, 1)),  # 1461 days from the announcement to today, too
        ("vague", round(1461 * 365.25 / 1461, 1)),  # its nominal slip: (1096 + 1826) / 2
        ("early", round(-370.5 * 365.25 / 1461, 1)),
        ("flown", round(29 * 365.25 / 546, 1)),  # up to the day it flew: 365 + 181
        ("held", 0.0),
        ("silent", 0.0),
    ],
)
def test_slip_per_year(mission_id: str, rate: float) -> None:
    assert total_of(mission_id).slip_per_year == rate


def test_no_rate_before_any_time_has_gone_by() -> None:
    store = ledger(
        mission("new", announcement("2022-01-01", "2023")),
        mission("dateless", announcement("2020", "2021"), announcement("2022", "TBD", "achieved")),
    )
    assert total_of("new", store).slip_per_year is None
    assert total_of("dateless", store).slip_per_year is None


def test_named_missions_need_no_second_announcement_but_a_date() -> None:
    named = [STORE.missions[name] for name in ("silent", "dateless", "far")]
    assert names(total_slips(STORE, today=TODAY, missions=named)) == ["far", "silent"]


def test_baseline_of_a_day() -> None:
    far = total_of("far", baseline_day=day("2020-01-01"))
    assert far.baseline.date.text == "2022-01-01"
    assert far.total == Slip(MoveKind.SLIP, 730, 730)
    assert (far.moved, far.kinds) == (1, {MoveKind.SLIP: 1})  # the move that led to it is not counted
    assert total_of("far", baseline_day=day("2010-01-01")) == total_of("far")


def test_as_of() -> None:
    far = total_of("far", as_of=day("2020-01-01"))
    assert far.current.date.text == "2022-01-01"
    assert names(total_slips(STORE, today=TODAY, as_of=day("2018-12-31"))) == []


@pytest.mark.parametrize(
    ("min_days", "expected"),
    [
        (0, ["far", "vague", "flown", "held", "early"]),
        (29, ["far", "vague", "flown"]),
        (30, ["far", "vague"]),
        (1462, []),
    ],
)
def test_min_counts_what_is_certain(min_days: int, expected: list[str]) -> None:
    assert names(total_slips(STORE, today=TODAY, min_days=min_days)) == expected


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("certain", ["far", "vague", "flown", "held", "early", "stopped"]),
        ("nominal", ["far", "vague", "flown", "held", "early", "stopped"]),
        ("moves", ["far", "early", "vague", "flown", "held", "stopped"]),
        ("rate", ["far", "vague", "flown", "held", "early", "stopped"]),
        ("date", ["flown", "held", "early", "far", "vague", "stopped"]),
        ("name", ["early", "far", "flown", "held", "stopped", "vague"]),
        ("announced", ["stopped", "flown", "early", "vague", "held", "far"]),
    ],
)
def test_order_of_totals(order: str, expected: list[str]) -> None:
    found = total_slips(STORE, today=TODAY, order=SlipOrder(order))
    if order == "announced":  # three were announced on the same day
        assert sorted(names(found)[2:5]) == ["early", "held", "vague"]
        assert names(found)[:2] + names(found)[5:] == expected[:2] + expected[5:]
    else:
        assert names(found) == expected


def test_filters_and_limit() -> None:
    assert names(total_slips(STORE, today=TODAY, selection=Selection(vehicles=("soyuz",)))) == ["far"]
    assert names(total_slips(STORE, today=TODAY, selection=Selection(limit=2))) == ["far", "vague"]
    assert names(total_slips(STORE, today=TODAY, selection=Selection(until=day("2020-12-31")))) == ["flown"]


def single(**options: object) -> list[tuple[str, str]]:
    found = single_moves(STORE, **options)  # type: ignore[arg-type] # whatever the test asks for
    return [(move.history.mission.id, move.new.date.text) for move in found]


def test_single_moves_of_the_ledger_largest_first() -> None:
    assert single() == [
        ("vague", "2024"),  # 1096
        ("far", "2022-01-01"),  # 731, 2020 being a leap year
        ("far", "2024-01-01"),  # 730
        ("flown", "2020-06-30"),  # 29
        ("held", "2022-02"),
        ("early", "2022-06-10"),  # 5 days earlier
        ("early", "2022-06-15"),
        ("stopped", "TBD"),
    ]


def test_single_moves_of_named_missions_in_order() -> None:
    named = [STORE.missions["far"], STORE.missions["early"]]
    assert single(missions=named) == [
        ("far", "2022-01-01"),
        ("early", "2022-06-15"),
        ("early", "2022-06-10"),
        ("far", "2024-01-01"),
    ]


@pytest.mark.parametrize(
    ("order", "first"),
    [
        ("certain", "vague"),
        ("nominal", "vague"),
        ("rate", "vague"),
        ("moves", "far"),
        ("date", "flown"),
        ("name", "early"),
        ("announced", "far"),
    ],
)
def test_order_of_single_moves(order: str, first: str) -> None:
    assert single(order=SlipOrder(order))[0][0] == first


def test_single_moves_filters_by_when_they_were_announced() -> None:
    assert single(selection=Selection(since=day("2021-01-02"))) == [("far", "2024-01-01")]
    assert single(selection=Selection(limit=1)) == [("vague", "2024")]
    assert single(min_days=731) == [("vague", "2024"), ("far", "2022-01-01")]
    assert single(as_of=day("2019-01-01")) == [("far", "2022-01-01")]


def test_what_a_host_and_its_riders_share_is_told_once_unless_named() -> None:
    store = ledger(
        mission("lander", announcement("2020", "2022"), announcement("2021", "2023")),
        mission("rider", announcement("2021-02", "2024", milestone="delivery"), host="lander"),
    )
    assert [move.history.mission.id for move in single_moves(store)] == ["lander"]
    rider = [store.missions["rider"]]
    assert [move.new.date.text for move in single_moves(store, missions=rider)] == ["2023"]
    assert names(total_slips(store, today=TODAY)) == ["lander", "rider"]  # a table folds these into one row


def test_dateless_beginnings_and_late_plans_are_no_moves_since_the_baseline() -> None:
    store = ledger(
        mission("a", announcement("2019"), announcement("2020", "2022"), announcement("2021", "2023")),
        mission("b", announcement("2019", "TBD", "achieved"), announcement("2020", "2022")),
    )
    assert total_of("a", store).kinds == {MoveKind.FIRST: 1, MoveKind.SLIP: 1}
    assert total_of("b", store).kinds == {}
