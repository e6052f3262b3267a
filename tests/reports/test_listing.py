from __future__ import annotations

from tests.builders import announcement, day, ledger, mission
from timeline.model import Status
from timeline.reports.listing import Listed, listing
from timeline.reports.selection import Selection

STORE = ledger(
    mission("b-2", name="Beta"),
    mission(
        "probe",
        announcement("2022-01-01", "2030", milestone="landing"),
        announcement("2020-01-01", "2024"),
        announcement("2021", "2025"),
        name="alpha probe",
    ),
    mission(
        "agreement", announcement("2019-03-25", "2019-03-25", "achieved", milestone="agreement"), name="Zeta"
    ),
    mission("rider", announcement("2021-05-01", "2026", milestone="delivery"), name="Beta", host="probe"),
)


def listed(selection: Selection = Selection()) -> list[str]:  # noqa: B008 - a value
    return [item.mission.id for item in listing(STORE, selection=selection)]


def one(mission_id: str, **options: object) -> Listed:
    (found,) = [item for item in listing(STORE, **options) if item.mission.id == mission_id]  # type: ignore[arg-type] # as asked
    return found


def test_missions_by_name_and_id() -> None:
    assert listed() == ["probe", "b-2", "rider", "agreement"]


def test_a_mission_stands_with_its_launch() -> None:
    probe = one("probe")
    assert probe.milestone == "launch"
    assert probe.current is not None
    assert probe.current.date.text == "2025"
    assert probe.announcements == 3
    assert str(probe.last_announced) == "2022-01-01"


def test_without_a_launch_it_stands_with_what_was_spoken_of_last() -> None:
    assert one("agreement").milestone == "agreement"
    store = ledger(
        mission(
            "programme",
            announcement("2019", "2020", milestone="agreement"),
            announcement("2021", "2022", milestone="meeting"),
            announcement("2020", "2021", milestone="review"),
        )
    )
    assert listing(store)[0].milestone == "meeting"


def test_a_hosted_mission_stands_with_its_hosts_launch() -> None:
    rider = one("rider")
    assert (rider.milestone, rider.announcements) == ("launch", 4)


def test_a_mission_of_which_nothing_was_announced() -> None:
    assert one("b-2") == Listed(STORE.missions["b-2"], "", None, 0, None)


def test_as_of() -> None:
    probe = one("probe", as_of=day("2020-06-01"))
    assert probe.current is not None
    assert (probe.current.date.text, probe.announcements) == ("2024", 1)
    assert one("agreement", as_of=day("2018-01-01")).current is None


def test_filters_leave_missions_with_such_a_milestone() -> None:
    assert listed(Selection(text="beta")) == ["b-2", "rider"]
    assert listed(Selection(milestones=("landing",))) == ["probe", "rider"]
    assert listed(Selection(statuses=(Status.ACHIEVED,))) == ["agreement"]
    assert listed(Selection(until=day("2020-01-01"))) == ["agreement"]
    assert listed(Selection(since=day("2030-01-01"))) == ["probe", "rider"]
    assert listed(Selection(limit=1)) == ["probe"]
    assert one("rider", selection=Selection(milestones=("delivery",))).milestone == "delivery"
