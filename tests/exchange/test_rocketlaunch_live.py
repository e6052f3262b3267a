from __future__ import annotations

from datetime import date

import pytest

from tests.exchange.samples import read, said
from timeline.exchange import rocketlaunch_live
from timeline.exchange.errors import ExchangeError

DAY = date(2030, 5, 9)


def test_every_form_of_date() -> None:
    found = read("rocketlaunch-live", "rocketlaunch-live.json")
    assert said(found) == [
        "Meridian 1: 2030-05-01 2030-06-19T08:40Z planned",
        "Meridian 2: 2030-05-01 2030-Q2 planned",
        "Meridian 3: 2030-05-01 TBD planned",
        "Meridian 6: 2030-04-20 2030-04-20T01:02Z achieved success",
    ]
    assert found.complete
    assert found.catalog == "rocketlaunch-live"


def test_fields_of_a_mission() -> None:
    first = read("rocketlaunch-live", "rocketlaunch-live.json").statements[0]
    mission, state = first.mission, first.states[0]
    assert (first.foreign_id, mission.id, mission.vehicle, mission.site) == (
        "11",
        "meridian-1",
        "Astra Nova",
        "Northport",
    )
    assert (state.said, state.url) == ("Jun 19", "https://rocketlaunch.live/launch/meridian-1")


def test_a_named_day_counts_more() -> None:
    assert said(read("rocketlaunch-live", "rocketlaunch-live.json", DAY))[0].startswith(
        "Meridian 1: 2030-05-09"
    )


@pytest.mark.parametrize(
    ("launch", "why"),
    [
        ("7", "not an object"),
        ('{"id": true, "name": "x"}', "no id or no name"),
        ('{"id": 1, "name": "x"}', "--announced DAY"),
        ('{"id": 1, "name": "x", "modified": "2030-05-01", "t0": "soon"}', "cannot read the date"),
        (
            '{"id": 1, "name": "x", "modified": "2030-05-01", "est_date": {"quarter": 7}}',
            "cannot read the date",
        ),
    ],
)
def test_what_cannot_be_read_is_a_value_with_its_place(launch: str, why: str) -> None:
    (unread,) = rocketlaunch_live.read(f'{{"result": [{launch}]}}'.encode(), "it", None).unread
    assert unread.place.startswith("it, launch 1 ")
    assert why in unread.why


def test_one_launch_alone_and_odd_pages() -> None:
    launch = '{"id": 1, "name": "x", "slug": "../../x", "pad": 7, "provider": [], "result": true}'
    (found,) = rocketlaunch_live.read(f'{{"result": {launch}}}'.encode(), "it", DAY).statements
    assert (found.states[0].url, found.mission.agencies, found.states[0].outcome) == ("", (), None)


@pytest.mark.parametrize("text", ["{}", "7", '{"result": 7}'])
def test_other_json_is_refused(text: str) -> None:
    with pytest.raises(ExchangeError, match="no answer of RocketLaunch"):
        rocketlaunch_live.read(text.encode(), "it", DAY)
