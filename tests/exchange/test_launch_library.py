from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from tests.exchange.samples import content, read, said
from timeline.exchange import launch_library
from timeline.exchange.errors import ExchangeError

DAY = date(2030, 5, 1)


def test_version_2_0_says_by_two_flags_how_much_of_a_date_counts() -> None:
    found = read("launch-library", "launch-library-2.0-upcoming.json", DAY)
    assert said(found) == [
        "Meridian 1: 2030-05-01 2030-06-19T08:40Z planned",
        "Meridian 2: 2030-05-01 2030-06? planned",
        "Meridian 3: 2030-05-01 2030-07-04 planned",
    ]
    assert found.complete


def test_version_2_0_does_not_say_when_it_answered() -> None:
    with pytest.raises(ExchangeError, match="--announced DAY"):
        read("launch-library", "launch-library-2.0-upcoming.json")


def test_version_2_1_says_it_by_the_status() -> None:
    found = read("launch-library", "launch-library-2.1-list.json")
    assert said(found) == [
        "Meridian 1: 2030-05-02 2030-06-19T08:40:30Z planned",
        "Meridian 2: 2030-05-02 2030-06? planned",
        "Meridian 3: 2030-05-02 2030-07-04 planned",
        "Meridian 4: 2030-05-02 TBD planned",
    ]
    assert not found.complete  # there are more pages


def test_list_mode_names_the_mission_the_provider_and_the_site_in_texts() -> None:
    (first, second, *_) = read("launch-library", "launch-library-2.1-list.json").statements
    assert (first.mission.name, first.mission.agencies, first.mission.site) == (
        "Meridian 1",
        ("Nova Works",),
        "Northport",
    )
    assert (second.mission.name, second.mission.vehicle) == ("Meridian 2", "Astra Nova")


def test_versions_from_2_2_on_state_a_precision() -> None:
    assert said(read("launch-library", "launch-library-2.3-upcoming.json")) == [
        "Meridian 1: 2030-05-02 2030-06-19T08:40:30Z planned",
        "Meridian 2: 2030-05-01 2030-06 planned",
        "Meridian 3: 2030-04-01 2030-Q4 planned",
        "Meridian 5: 2030-05-02 2030-06-20 on-hold",
    ]


def test_what_has_flown_says_how_it_ended() -> None:
    found = read("launch-library", "launch-library-2.3-previous.json")
    assert said(found) == [
        "Meridian 6: 2030-04-20 2030-04-20T01:02:03Z achieved success",
        "Meridian 7: 2030-04-21 2030-04-21T01:02:03Z achieved failure",
        "Meridian 8: 2030-04-22 2030-04-22T01:02Z achieved partial-failure",
        "Meridian 9: 2030-05-02 2030-05-02T09:00Z achieved",
    ]
    assert not found.complete
    assert [item.states[0].reason for item in found.statements] == [
        "",
        "The second stage did not light.",
        "",
        "",
    ]


def test_fields_of_a_mission() -> None:
    mission = read("launch-library", "launch-library-2.3-upcoming.json").statements[0].mission
    assert mission._asdict() == {
        **mission._asdict(),
        "id": "meridian-1",
        "name": "Meridian 1",
        "agencies": ("Meridian Agency",),
        "programs": ("Meridian",),
        "vehicle": "Astra Nova",
        "site": "Northport",
        "summary": "The mapper Meridian 1.",
    }


def test_a_day_that_is_named_counts_more_than_what_the_answer_says() -> None:
    (first, *_) = said(read("launch-library", "launch-library-2.3-list.json", date(2030, 5, 9)))
    assert first == "Meridian 2: 2030-05-09 2030-06 planned"


def test_updates_of_detailed_answers_are_announcements_where_they_are_dates() -> None:
    (found,) = read("launch-library", "launch-library-2.3-detailed.json").statements
    assert [(item.announced.text, item.date.text, item.said, item.url) for item in found.history] == [
        ("2029-10-01", "NET 2030-Q2", "Launch is NET Q2 2030.", ""),
        ("2030-05-01", "NET 2030-06-19", "NET June 19", "https://example.org/june"),
    ]
    assert [item.date.text for item in found.states] == ["2030-06-19T08:40:30Z"]


def launch(**changes: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(content("launch-library-2.3-upcoming.json"))["results"][0]
    return {**found, **changes}


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"id": None}, "no id or no name"),
        ({"name": " \x1b "}, "no id or no name"),
        ({"status": {"id": 12}}, "status 12 is unknown"),
        ({"status": None}, "status None is unknown"),
        ({"net": 7}, "'net' is no text"),
        ({"net": "tomorrow"}, "cannot read the date"),
        ({"net_precision": {"id": 99}}, "no such precision"),
        ({"net_precision": {"name": "Month"}}, "'net_precision' is not one"),
        ({"last_updated": None}, "does not say when"),
    ],
)
def test_what_cannot_be_read_is_a_value_with_its_place(changes: dict[str, Any], why: str) -> None:
    found = launch_library.snapshot([launch(), launch(**changes)], "answer")
    assert len(found.statements) == 1
    (unread,) = found.unread
    assert unread.place.startswith("answer, launch 2 ('")
    assert why in unread.why


def test_a_list_of_what_has_flown_says_nothing_of_what_is_to_come() -> None:
    flown = launch(status={"id": 3, "name": "Launch Successful"})
    assert not launch_library.snapshot([flown], "it", complete=True).complete
    assert launch_library.snapshot([flown, launch()], "it", complete=True).complete


def test_what_is_no_launch_is_a_value_too() -> None:
    (unread,) = launch_library.snapshot([7], "answer", DAY).unread
    assert unread.why == "it is not an object"


def test_a_list_of_launches_and_a_cut_launch_are_read() -> None:
    cut = {key: value for key, value in launch().items() if not key.startswith("net")}
    found = launch_library.read(json.dumps([launch(), cut]).encode(), "it", None)
    assert [len(item.states) for item in found.statements] == [1, 0]
    assert not found.complete


@pytest.mark.parametrize("text", ["{}", "7", '{"launches": []}', '{"results": {}}'])
def test_other_json_is_refused(text: str) -> None:
    with pytest.raises(ExchangeError, match="no answer of Launch Library 2"):
        launch_library.read(text.encode(), "it", DAY)


def test_a_page_is_its_launches_and_whether_there_are_more() -> None:
    assert launch_library.page(b'{"results": [1, 2], "next": "https://x"}', "it") == ([1, 2], True)
    assert launch_library.page(b'{"results": [], "next": null}', "it") == ([], False)
    with pytest.raises(ExchangeError, match="no page"):
        launch_library.page(b"[]", "it")


def test_foreign_text_comes_without_control_characters_and_bounded() -> None:
    wild = launch(mission={"name": "\x1b[31mRed\x07\u202e", "description": "x" * 5000, "agencies": "no list"})
    (found,) = launch_library.snapshot([wild], "it").statements
    assert found.mission.name == "[31mRed"
    assert len(found.mission.summary) == 300
    assert found.mission.agencies == ("Nova Works",)
