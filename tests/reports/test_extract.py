from __future__ import annotations

from tests.builders import announcement, day, ledger, mission
from timeline.model import Ledger
from timeline.reports.extract import extract
from timeline.reports.selection import Selection

STORE = ledger(
    mission(
        "lander",
        announcement("2020-01-01", "2023"),
        announcement("2022-01-01", "2024"),
        announcement("2022-01-01", "2024-06", milestone="landing"),
        agencies=("ESA",),
    ),
    mission("other", announcement("2021-01-01", "2025"), agencies=("NASA",)),
    mission("silent", agencies=("NASA",)),
)


def held(part: Ledger) -> dict[str, list[str]]:
    return {key: [item.date.text for item in value.announcements] for key, value in part.missions.items()}


def test_without_filters_everything_stays() -> None:
    assert extract(STORE) == STORE


def test_an_as_of_day_leaves_out_what_was_said_later() -> None:
    assert held(extract(STORE, as_of=day("2021-06-01"))) == {
        "lander": ["2023"],
        "other": ["2025"],
        "silent": [],
    }


def test_filters_on_missions_choose_missions() -> None:
    assert list(extract(STORE, selection=Selection(agencies=("NASA",))).missions) == ["other", "silent"]
    assert list(extract(STORE, selection=Selection(limit=1)).missions) == ["lander"]


def test_filters_on_days_choose_missions_and_keep_all_they_said() -> None:
    assert held(extract(STORE, selection=Selection(since=day("2024-01-01"), until=day("2024-12-31")))) == {
        "lander": ["2023", "2024", "2024-06"]
    }


def test_a_filter_on_milestones_leaves_out_the_others() -> None:
    assert held(extract(STORE, selection=Selection(milestones=("landing",)))) == {"lander": ["2024-06"]}
