from __future__ import annotations

from tests.builders import announcement, day, ledger, mission
from timeline.model import Status
from timeline.reports.log import log
from timeline.reports.moves import Move
from timeline.reports.selection import Selection

STORE = ledger(
    mission(
        "lander",
        announcement("2020-01-01", "2023"),
        announcement("2022-01-01", "2024"),
        announcement("2022-01-01", "2024-06", milestone="landing"),
    ),
    mission("instrument", announcement("2021-01-01", "2023"), host="lander"),
    mission("other", announcement("2021-01-01", "2025"), announcement("2021-01-01", "2025-06")),
)


def told(found: list[Move]) -> list[tuple[str, str]]:
    return [(move.history.mission.id, move.new.date.text) for move in found]


def test_newest_first_and_of_one_day_the_last_in_the_file() -> None:
    assert told(log(STORE)) == [
        ("lander", "2024-06"),
        ("lander", "2024"),
        ("other", "2025-06"),
        ("other", "2025"),
        ("instrument", "2023"),
        ("lander", "2023"),
    ]


def test_each_announcement_stands_once_with_its_move() -> None:
    kinds = [None if move.slip is None else move.slip.kind.value for move in log(STORE)]
    assert kinds == ["first", "slip", "firmed", "first", "first", "first"]


def test_filters() -> None:
    assert told(log(STORE, as_of=day("2020-12-31"))) == [("lander", "2023")]
    assert told(log(STORE, selection=Selection(milestones=("landing",)))) == [("lander", "2024-06")]
    assert told(log(STORE, selection=Selection(until=day("2020-12-31")))) == [("lander", "2023")]
    assert told(log(STORE, selection=Selection(text="other", limit=1))) == [("other", "2025-06")]
    assert told(log(STORE, selection=Selection(statuses=(Status.ACHIEVED,)))) == []
