from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import announcement, history, span
from tests.dates.strategies import stated
from tests.reports.strategies import announcements, dated
from timeline.dates import VagueDate
from timeline.model import Announcement, Status
from timeline.reports.moves import MoveKind, Slip, compare, count_kinds, has_moved, moves, slip_between, total

# old, new, kind, days from the last day of old to the first of new, from the first of old to the last of new
SIZES = (
    ("2024-05-03", "2024-05-03", "held", 0, 0),
    ("2024-05", "2024-05", "held", -30, 30),  # 31 May to 1 May, 1 May to 31 May
    ("2024-05", "2024-05~", "held", -30, 30),  # a sign moves no bound
    ("2024-05", "NET 2024-05", "held", -30, 30),  # and neither does what lies open
    ("NLT 2024-05", "NET 2024-05", "held", -30, 30),
    ("2024-05-03", "2024-05-03T09:27Z", "held", 0, 0),  # moves are measured in days
    ("2024-Q2", "2024-05-10", "firmed", -51, 39),  # 30 June to 10 May, 1 April to 10 May
    ("2024", "2024-12", "firmed", -30, 365),  # 2024 has 366 days: its first and last day lie 365 apart
    ("2024", "2024-H1", "firmed", -365, 181),  # begins alike: 31 + 29 + 31 + 30 + 31 + 30 - 1
    ("2024-05-10", "2024-Q2", "loosened", -39, 51),
    ("2024-12", "2024", "loosened", -365, 30),
    ("2024-06", "2024-07", "slip", 1, 60),  # next door: 30 June to 1 July; 1 June to 31 July
    ("2023", "2024-05-03", "slip", 124, 488),  # 31 + 29 + 31 + 30 + 3; 365 + 31 + 29 + 31 + 30 + 2
    ("2022-06", "2022-11", "slip", 124, 182),  # 31 + 31 + 30 + 31 + 1; 29 + 31 + 31 + 30 + 31 + 30
    ("2024-02-28", "2024-03-01", "slip", 2, 2),  # over a leap day
    ("2024-Q2", "2024-05/2024-08", "slip", -60, 152),  # they overlap: later, but not certain
    ("2024-06", "2024-05-15/2024-07-15", "loosened", -46, 44),
    ("2024-06", "2024-05-15/2024-06-15", "advance", -46, 14),
    ("NET 2024-05-03", "2024-06-01", "slip", 29, 29),  # NET is treated by what was stated
    ("NLT 2025", "2024-12-31", "advance", -365, -1),
    ("2024-07", "2024-06", "advance", -60, -1),
    ("2024-06-24", "2024-06-22", "advance", -2, -2),
    ("2024-05/2024-08", "2024-Q2", "advance", -152, 60),
)


@pytest.mark.parametrize(("old", "new", "kind", "least", "most"), SIZES)
def test_size_of_a_move(old: str, new: str, kind: str, least: int, most: int) -> None:
    slip = slip_between(announcement("2020", old), announcement("2021", new))
    assert slip == Slip(MoveKind(kind), least, most)
    assert slip.nominal_days == (least + most) / 2
    assert slip.certain_days == max(0, least)
    assert slip.certain is (kind in ("slip", "advance") and (least > 0 or most < 0))


@pytest.mark.parametrize("status", ["on-hold", "cancelled"])
def test_no_size_without_a_commitment(status: str) -> None:
    old = announcement("2020-01-01", "2022")
    for new in (announcement("2021-01-01", status=status), announcement("2021-01-01", "2022", status)):
        slip = slip_between(old, new)
        assert slip == Slip(MoveKind(status))
        assert (slip.nominal_days, slip.certain_days, slip.certain) == (None, None, False)
        assert slip_between(new, announcement("2021-02-01", "2023")).min_days is None


def kinds(*announcements: Announcement) -> list[str | None]:
    return [None if move.slip is None else move.slip.kind.value for move in moves(history(*announcements))]


def test_first_stays_first_until_a_date_is_given() -> None:
    told = (
        announcement("2016-09-29"),
        announcement("2017-01-01"),
        announcement("2019-03-25", "2023/2024"),
        announcement("2019-11-06", "2023"),
    )
    assert kinds(*told) == ["first", "first", "first", "firmed"]
    assert [move.old for move in moves(history(*told))] == [None, None, None, history(*told).announcements[2]]


def test_on_hold_and_cancelled_before_any_date_have_nothing_to_move_from() -> None:
    told = (
        announcement("2019", status="on-hold"),
        announcement("2020", status="cancelled"),
        announcement("2021", "2030"),
    )
    assert kinds(*told) == ["on-hold", "cancelled", "first"]


def test_tbd_in_the_middle_is_measured_from_the_last_dated_one() -> None:
    told = (
        announcement("2019-03-25", "2023"),
        announcement("2019-04-18", "TBD"),
        announcement("2020-01-07", "2024-05"),
    )
    taken_back, dated_again = moves(history(*told))[1:]
    assert taken_back.slip == Slip(MoveKind.TBD)
    assert taken_back.old is not None
    assert taken_back.old.date.text == "2023"
    # 31 December 2023 to 1 May 2024: 31 + 29 + 31 + 30 + 1
    # 1 January 2023 to 31 May 2024: 365 + 31 + 29 + 31 + 30 + 30
    assert dated_again.slip == Slip(MoveKind.SLIP, 122, 516)
    assert dated_again.old is taken_back.old


def test_cancelled_then_revived_is_measured_from_before() -> None:
    told = (
        announcement("2022-01-01", "2024-11"),
        announcement("2024-07-17", status="cancelled"),
        announcement("2024-10-01", "2024-11", "on-hold"),
        announcement("2025-09-19", "2027"),
    )
    assert kinds(*told) == ["first", "cancelled", "on-hold", "slip"]
    # 30 November 2024 to 1 January 2027: 31 + 365 + 365 + 1
    # 1 November 2024 to 31 December 2027: 30 + 31 + 365 + 365 + 364
    assert moves(history(*told))[-1].slip == Slip(MoveKind.SLIP, 762, 1155)


def test_achieved_carries_the_size_of_the_last_move() -> None:
    told = (announcement("2020", "2022-06"), announcement("2022-06-03", "2022-06-02", "achieved"))
    # 30 June to 2 June, 1 June to 2 June
    assert moves(history(*told))[1].slip == Slip(MoveKind.ACHIEVED, -28, 1)


def test_achieved_without_a_plan_or_a_day_has_no_size() -> None:
    assert moves(history(announcement("2020", "2020-01-05", "achieved")))[0].slip == Slip(MoveKind.ACHIEVED)
    told = (announcement("2020", "2022-06"), announcement("2022-06-03", "TBD", "achieved"))
    assert moves(history(*told))[1].slip == Slip(MoveKind.ACHIEVED)


def test_achieved_ends_the_history() -> None:
    told = (
        announcement("2024-01-01", "2024-05"),
        announcement("2024-05-03", "2024-05-03", "achieved"),
        announcement("2024-06-01", "2024-06"),
        announcement("2024-07-01", status="cancelled"),
    )
    assert kinds(*told) == ["first", "achieved", None, None]
    assert history(*told).current.date.text == "2024-05-03"


def test_a_second_achieved_corrects_the_first() -> None:
    told = (
        announcement("2024-06-01", "2024-06-02", "achieved"),
        announcement("2024-06-02", "2024-07"),
        announcement("2024-06-03", "2024-06-01", "achieved"),
    )
    assert kinds(*told) == ["achieved", None, "achieved"]
    assert moves(history(*told))[2].slip == Slip(MoveKind.ACHIEVED, -1, -1)
    assert history(*told).current.date.text == "2024-06-01"


@pytest.mark.parametrize(
    ("old", "new", "moved"),
    [("2022", "2023", True), ("2023", "2022", True), ("2022", "2022-06", False), ("2022", "2022", False)],
)
def test_only_slips_and_advances_move(old: str, new: str, moved: bool) -> None:  # noqa: FBT001 - a column of the table
    for status in ("planned", "achieved"):
        told = (announcement("2020", old), announcement("2021", new, status))
        assert has_moved(moves(history(*told))[1]) is moved


def test_what_has_no_period_has_not_moved() -> None:
    told = (
        announcement("2020", "2022"),
        announcement("2021", "TBD"),
        announcement("2022", "2022-05-05", "achieved"),
        announcement("2023", "2025"),
    )
    assert [has_moved(move) for move in moves(history(*told))] == [False, False, False, False]


def test_kinds_are_counted_without_what_came_after_the_fact() -> None:
    told = (
        announcement("2020", "2022"),
        announcement("2021", "2022"),
        announcement("2022", "2022-05-05", "achieved"),
        announcement("2023", "2025"),
    )
    counted = count_kinds(moves(history(*told)))
    assert counted == {MoveKind.FIRST: 1, MoveKind.HELD: 1, MoveKind.ACHIEVED: 1}


def test_a_total_is_measured_from_end_to_end() -> None:
    told = history(
        announcement("2018", "2020"), announcement("2019", "2022-06"), announcement("2023", "2024-06-22")
    )
    # 31 December 2020 to 22 June 2024: 365 + 365 + 365 + 174; 1 January 2020: 366 + 365 + 365 + 365 + 173
    assert total(told, told.baseline) == Slip(MoveKind.SLIP, 1269, 1634)
    assert total(told, None) is None


@given(stated, stated)
def test_every_pair_of_periods_is_exactly_one_kind(old: VagueDate, new: VagueDate) -> None:
    a, b = span(old.text), span(new.text)
    held = a == b
    inside = a[0] <= b[0] and b[1] <= a[1]
    around = b[0] <= a[0] and a[1] <= b[1]
    expected = {
        MoveKind.HELD: held,
        MoveKind.FIRMED: inside and not held,
        MoveKind.LOOSENED: around and not held,
        MoveKind.SLIP: not inside and not around and b[0] >= a[0] and b[1] >= a[1],
        MoveKind.ADVANCE: not inside and not around and b[0] <= a[0] and b[1] <= a[1],
    }
    assert [kind for kind, holds in expected.items() if holds] == [compare(a, b)]


_OPPOSITE = {
    MoveKind.HELD: MoveKind.HELD,
    MoveKind.FIRMED: MoveKind.LOOSENED,
    MoveKind.LOOSENED: MoveKind.FIRMED,
    MoveKind.SLIP: MoveKind.ADVANCE,
    MoveKind.ADVANCE: MoveKind.SLIP,
}


@given(dated, dated)
def test_the_way_back_is_as_long(old: Announcement, new: Announcement) -> None:
    there, back = slip_between(old, new), slip_between(new, old)
    assert back.kind is _OPPOSITE[there.kind]
    assert there.min_days is not None
    assert there.max_days is not None
    assert (back.min_days, back.max_days) == (-there.max_days, -there.min_days)
    assert back.certain is there.certain


@given(dated, dated)
def test_sizes_are_what_the_bounds_say(old: Announcement, new: Announcement) -> None:
    (a1, a2), (b1, b2) = span(old.date.text), span(new.date.text)
    slip = slip_between(old, new)
    assert slip.certain_days == max(0, (b1 - a2).days)
    midpoints = [(first.toordinal() + last.toordinal()) / 2 for first, last in ((a1, a2), (b1, b2))]
    assert slip.nominal_days == midpoints[1] - midpoints[0]
    assert slip.certain is (b1 > a2 or b2 < a1)
    assert slip.certain is False or slip.kind in (MoveKind.SLIP, MoveKind.ADVANCE)


@given(st.lists(announcements.map(lambda item: item._replace(milestone="launch")), min_size=1, max_size=6))
def test_a_total_never_adds_up_moves(told: list[Announcement]) -> None:
    found = history(*told)
    slip = total(found, found.baseline)
    if found.baseline is None:
        assert slip is None
    else:
        assert slip == slip_between(found.baseline, found.current)


@given(st.lists(announcements.map(lambda item: item._replace(milestone="launch")), min_size=1, max_size=6))
def test_there_is_one_move_for_each_announcement(told: list[Announcement]) -> None:
    found = history(*told)
    made = moves(found)
    assert tuple(move.new for move in made) == found.announcements
    over = False
    for index, move in enumerate(made):
        before = found.announcements[:index]
        dated_before = [item for item in before if item.period is not None]
        assert move.old is None or move.old in dated_before
        assert move.old is not None or not dated_before or over
        assert (move.slip is None) is (over and move.new.status is not Status.ACHIEVED)
        if move.slip is not None and move.slip.min_days is not None:
            assert move.old is not None
        over = over or move.new.status is Status.ACHIEVED


def test_sources_that_differ_over_the_day_it_happened_are_no_moves() -> None:
    told = history(
        announcement("2020", "2024-06-02"),
        announcement("2024-06-02", "2024-06-01", "achieved"),
        announcement("2024-06-03", "2024-06-02", "achieved"),
    )
    assert [has_moved(move) for move in moves(told)] == [False, True, False]
