from __future__ import annotations

import pytest

from tests.builders import announcement, day, history, ledger, mission
from timeline.dates import parse
from timeline.model import Status
from timeline.reports.history import histories
from timeline.reports.selection import EVERYTHING, Selection

WEBB = mission(
    "jwst",
    announcement("2020-07-16", "2021-10-31"),
    name="James Webb Space Telescope",
    aliases=("NGST",),
    agencies=("NASA",),
    partners=("ESA", "Canadian Space Agency"),
    programs=("Origins",),
    payloads=("NIRSpec",),
    tags=("infra-red",),
    vehicle="Ariane 5 ECA",
    site="Kourou",
    summary="Observatory at L2",
)


@pytest.mark.parametrize(
    ("selection", "wanted"),
    [
        (EVERYTHING, True),
        (Selection(agencies=("nasa",)), True),
        (Selection(agencies=("ESA",)), True),  # a partner
        (Selection(agencies=("canadian space",)), True),
        (Selection(agencies=("SA",)), False),  # whole words only
        (Selection(agencies=("JAXA", "NASA")), True),  # any of them will do
        (Selection(agencies=("JAXA",)), False),
        (Selection(programs=("origins",)), True),
        (Selection(programs=("Explorer",)), False),
        (Selection(vehicles=("ariane-5",)), True),
        (Selection(vehicles=("Ariane 6",)), False),
        (Selection(agencies=("NASA",), vehicles=("Soyuz",)), False),  # every filter must fit
        (Selection(text="webb"), True),
        (Selection(text="WEBB kourou"), True),  # all words, from anywhere
        (Selection(text="webb baikonur"), False),
        (Selection(text="ngst nirspec infra-red l2 ariane esa"), True),
        (Selection(text="obs"), True),  # parts of words
        (Selection(text="  "), True),
    ],
)
def test_missions(selection: Selection, wanted: bool) -> None:  # noqa: FBT001 - a column of the table
    assert selection.has_mission(WEBB) is wanted


@pytest.mark.parametrize(
    ("selection", "wanted"),
    [
        (Selection(milestones=("launch",)), True),
        (Selection(milestones=("landing", "Launch")), True),
        (Selection(milestones=("landing",)), False),
        (Selection(statuses=(Status.PLANNED,)), True),
        (Selection(statuses=(Status.ACHIEVED, Status.ON_HOLD)), False),
        (Selection(agencies=("JAXA",)), False),
    ],
)
def test_milestones(selection: Selection, wanted: bool) -> None:  # noqa: FBT001 - a column of the table
    (found,) = histories(ledger(WEBB))
    assert selection.has_history(found) is wanted
    assert list(selection.histories([found])) == ([found] if wanted else [])


def test_names_of_milestones_are_read_as_people_write_them() -> None:
    found = history(announcement("2020", "2021", milestone="orbit-insertion"))
    assert Selection(milestones=("Orbit insertion",)).has_history(found)


@pytest.mark.parametrize(
    ("when", "since", "until", "wanted"),
    [
        ("2022-06", "2022-06-30", None, True),
        ("2022-06", "2022-07-01", None, False),
        ("2022-06", None, "2022-06-01", True),
        ("2022-06", None, "2022-05-31", False),
        ("2022", "2022-06-01", "2022-06-30", True),
        ("2021", "2022-06-01", "2022-06-30", False),
        ("NET 2022-06", "2030-01-01", None, True),  # open towards the future
        ("NET 2022-06", None, "2022-05-31", False),
        ("NLT 2022-06", None, "1999-01-01", True),  # open towards the past
        ("NLT 2022-06", "2022-07-01", None, False),
        ("TBD", "2022-01-01", None, False),
        ("TBD", None, "2022-01-01", False),
        ("TBD", None, None, True),
    ],
)
def test_times(when: str, since: str | None, until: str | None, wanted: bool) -> None:  # noqa: FBT001 - as above
    selection = Selection(since=day(since) if since else None, until=day(until) if until else None)
    assert selection.has_time(parse(when)) is wanted


def test_missions_without_announcements_fit_where_nothing_is_asked_of_announcements() -> None:
    assert EVERYTHING.has_any_mission
    assert Selection(text="x", agencies=("y",), limit=3).has_any_mission
    assert not Selection(milestones=("launch",)).has_any_mission
    assert not Selection(statuses=(Status.PLANNED,)).has_any_mission
    assert not Selection(since=day("2020-01-01")).has_any_mission
    assert not Selection(until=day("2020-01-01")).has_any_mission
