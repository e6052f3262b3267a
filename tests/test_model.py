from __future__ import annotations

import pytest

from tests.builders import announcement, day, ledger, mission, span
from timeline.model import Place


def test_a_place_is_what_editors_understand() -> None:
    assert str(Place("data/missions.toml", 214, 7)) == "data/missions.toml:214"


def test_places_sort_by_file_line_and_column() -> None:
    places = [Place("a", 2, 1), Place("b", 1, 1), Place("a", 1, 9), Place("a", 1, 2)]
    assert sorted(places) == [Place("a", 1, 2), Place("a", 1, 9), Place("a", 2, 1), Place("b", 1, 1)]


def test_records_that_no_file_holds_have_places_of_their_own() -> None:
    svom = mission("svom", announcement("2020", "2022"), announcement("2021", "2023"))
    assert svom.place == Place("<svom>", 1)
    assert [str(item.place) for item in svom.announcements] == ["<svom>:1", "<svom>:2"]
    assert svom.origin.key("name", "svom") == svom.place
    assert svom.origin.key("date", "svom", 1) == svom.announcements[1].place
    assert svom.origin.line(1) == ""


@pytest.mark.parametrize(
    ("date", "status", "period"),
    [
        ("2022-06", "planned", "2022-06"),
        ("NET 2022-06", "planned", "2022-06"),
        ("2022-06-22", "achieved", "2022-06-22"),
        ("TBD", "planned", None),
        ("2022-06", "on-hold", None),
        ("2022-06", "cancelled", None),
    ],
)
def test_period_of_an_announcement(date: str, status: str, period: str | None) -> None:
    expected = None if period is None else span(period)
    assert announcement("2020-10-02", date, status).period == expected


def test_hosts_of_a_mission() -> None:
    store = ledger(mission("a", host="b"), mission("b", host="c"), mission("c"), mission("d", host="nobody"))
    assert [host.id for host in store.hosts_of(store.missions["a"])] == ["b", "c"]
    assert list(store.hosts_of(store.missions["c"])) == []
    assert list(store.hosts_of(store.missions["d"])) == []


def test_a_circle_of_hosts_ends() -> None:
    store = ledger(
        mission("a", host="b"), mission("b", host="c"), mission("c", host="b"), mission("s", host="s")
    )
    assert [host.id for host in store.hosts_of(store.missions["a"])] == ["b", "c"]
    assert [host.id for host in store.hosts_of(store.missions["b"])] == ["c"]
    assert list(store.hosts_of(store.missions["s"])) == []


def test_days_are_dates() -> None:
    assert span("2020-02") == (day("2020-02-01"), day("2020-02-29"))
