from __future__ import annotations

from tests.builders import announcement, day, ledger, mission
from timeline.reports.addition import duplicate_of, grown, move_made, remarks
from timeline.reports.moves import MoveKind

FIRST = announcement("2020-09-28", "2021-12", source="CNES")


def test_the_move_that_a_new_announcement_makes() -> None:
    svom = mission("svom", FIRST)
    move = move_made(ledger(svom), svom, announcement("2021-01-01", "2022-06"))
    assert (move.old, move.slip and move.slip.kind) == (svom.announcements[0], MoveKind.SLIP)
    assert move.slip is not None
    assert move.slip.min_days == 152


def test_an_announcement_may_come_late() -> None:
    svom = mission("svom", FIRST, announcement("2021-01-01", "2022-06"))
    move = move_made(ledger(svom), svom, announcement("2020-10-01", "2021-12"))
    assert move.slip is not None
    assert move.slip.kind is MoveKind.HELD


def test_what_was_said_of_the_host_comes_before() -> None:
    host = mission("change-6", FIRST)
    dorn = mission("dorn", host="change-6")
    move = move_made(ledger(host, dorn), dorn, announcement("2021-01-01", "2022-06"))
    assert move.old is not None
    assert move.old.mission_id == "change-6"


def test_other_milestones_have_moves_of_their_own() -> None:
    svom = mission("svom", FIRST)
    move = move_made(ledger(svom), svom, announcement("2021-01-01", "2022-06", milestone="landing"))
    assert (move.history.milestone, move.old) == ("landing", None)


def test_duplicates() -> None:
    svom = mission("svom", FIRST)
    assert duplicate_of(svom, FIRST._replace(title="x")) is svom.announcements[0]
    assert duplicate_of(svom, FIRST._replace(source="x")) is None


def test_remarks_are_on_the_new_one_alone() -> None:
    svom = mission("svom", announcement("2019-01-01", "2018"), FIRST)
    assert list(remarks(svom, announcement("2021-01-01", "2022"), today=day("2026-01-01"))) == []
    strange = announcement("2020-09-28", "2019", source="CNSA", url="x")
    assert [remark[:5] for remark in remarks(svom, strange, today=day("2020-01-01"))] == [
        "TL102",
        "TL103",
        "TL104",
        "TL106",
    ]


def test_grown() -> None:
    after = grown(mission("svom", FIRST), announcement("2021-01-01", "2022-06"))
    assert [(item.mission_id, item.position) for item in after.announcements] == [("svom", 0), ("svom", 1)]
