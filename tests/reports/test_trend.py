from __future__ import annotations

from datetime import date

import pytest

from tests.builders import announcement, day, ledger, mission, span
from timeline.errors import TimelineError
from timeline.model import Status
from timeline.reports.trend import frame, trends

TODAY = date(2026, 11, 22)
BOTH = mission(
    "both",
    announcement("2020-01-01", "2022"),
    announcement("2021-01-01", "2023"),
    announcement("2021-06-01"),
    announcement("2022-01-01", "2024-05", milestone="landing"),
)
LANDING = mission("landing", announcement("2022-01-01", "2024-05", milestone="landing"))
IDEA = mission("idea", announcement("2022-01-01"))
OVER = mission(
    "over",
    announcement("2020-01-01", "2021"),
    announcement("2021-05-05", "2021-05-05", "achieved"),
    announcement("2021-06-01", "2022"),
)
ALL = ledger(BOTH, LANDING, IDEA, OVER)


def test_a_point_for_each_announcement_of_the_launch() -> None:
    (found,) = trends(ALL, [BOTH])
    assert found.history.milestone == "launch"
    assert [point.announced for point in found.points] == [
        day("2020-01-01"),
        day("2021-01-01"),
        day("2021-06-01"),
    ]
    assert [point.period for point in found.points] == [span("2022"), span("2023"), None]
    assert found.moved == 1
    assert found.first.period == span("2022")


def test_what_was_said_after_the_achievement_is_no_point() -> None:
    (found,) = trends(ALL, [OVER])
    assert [point.status for point in found.points] == [Status.PLANNED, Status.ACHIEVED]


def test_milestones_by_name() -> None:
    found = trends(ALL, [BOTH], milestones=["landing", "launch"])
    assert [trend.history.milestone for trend in found] == ["launch", "landing"]


def test_without_a_launch_the_milestone_spoken_of_last() -> None:
    assert trends(ALL, [LANDING])[0].history.milestone == "landing"


def test_a_milestone_that_is_not_there_is_an_error_that_says_which_are() -> None:
    with pytest.raises(TimelineError, match="both has no dated docking; it has launch, landing"):
        trends(ALL, [BOTH], milestones=["docking"])


def test_nothing_dated_is_an_error() -> None:
    with pytest.raises(TimelineError, match="nothing that was announced of idea has a date"):
        trends(ALL, [IDEA])
    with pytest.raises(TimelineError, match="nothing"):
        trends(ALL, [BOTH], as_of=day("2019-01-01"))


def test_the_frame_ends_today_unless_everything_is_over() -> None:
    assert frame(trends(ALL, [BOTH]), TODAY).announced == (day("2020-01-01"), TODAY)
    assert frame(trends(ALL, [OVER]), TODAY).announced == (day("2020-01-01"), day("2021-05-05"))


def test_the_frame_holds_the_periods_and_the_day_it_ends_on() -> None:
    assert frame(trends(ALL, [BOTH]), TODAY).dates == (day("2022-01-01"), day("2023-12-31"))
    early = trends(ALL, [LANDING])
    assert frame(early, day("2023-01-01")).dates == (day("2023-01-01"), day("2024-05-31"))
