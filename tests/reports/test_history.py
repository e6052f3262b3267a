from __future__ import annotations

from datetime import date
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from tests.builders import announcement, day, history, ledger, mission
from tests.reports.strategies import announcements, days, ledgers
from timeline.model import Announcement, Ledger
from timeline.reports.history import History, heard, histories, histories_of


def texts(found: History) -> list[str]:
    return [item.date.text for item in found.announcements]


def test_announcements_stand_in_the_order_heard() -> None:
    found = history(
        announcement("2022-03-01", "2024"),
        announcement("2020-10-02", "2022-06"),
        announcement("2021", "2023"),
    )
    assert texts(found) == ["2022-06", "2023", "2024"]


def test_said_on_one_day_stays_in_file_order() -> None:
    found = history(announcement("2020-10-02", "2023"), announcement("2020-10-02", "2022"))
    assert texts(found) == ["2023", "2022"]


def test_a_vague_announcement_counts_by_its_last_possible_day() -> None:
    found = history(
        announcement("2020-12-31", "2024"), announcement("2020", "2023"), announcement("2020-12-30", "2022")
    )
    assert texts(found) == ["2022", "2024", "2023"]
    assert heard(announcement("2020-02")) == day("2020-02-29")
    assert heard(announcement("TBD")) == day("0001-01-01")


def test_as_of_includes_the_day_itself_and_nothing_later() -> None:
    svom = mission("svom", announcement("2020-10", "2022-06"), announcement("2022-03-01", "2023"))
    store = ledger(svom)
    assert list(histories(store, as_of=day("2020-10-30"))) == []
    (then,) = histories(store, as_of=day("2020-10-31"))
    assert texts(then) == ["2022-06"]
    (later,) = histories(store, as_of=day("2022-03-01"))
    assert texts(later) == ["2022-06", "2023"]


def test_milestones_have_histories_of_their_own_in_the_order_first_named() -> None:
    probe = mission(
        "probe",
        announcement("2020", "2025", milestone="landing"),
        announcement("2020", "2024"),
        announcement("2021", "2026", milestone="landing"),
    )
    found = list(histories(ledger(probe)))
    assert [(item.milestone, texts(item)) for item in found] == [
        ("landing", ["2025", "2026"]),
        ("launch", ["2024"]),
    ]


def test_current_is_the_last_word_or_the_last_achievement() -> None:
    planned = announcement("2020", "2022")
    launched = announcement("2022-06-02", "2022-06-01", "achieved")
    corrected = announcement("2022-07-01", "2022-06-02", "achieved")
    rumour = announcement("2023", "2024")
    assert history(planned, rumour).current.date.text == "2024"
    assert history(planned, launched, rumour).current.date.text == "2022-06-01"
    assert history(planned, launched, corrected, rumour).current.date.text == "2022-06-02"


def test_baseline_is_the_first_date() -> None:
    assert history(announcement("2019"), announcement("2020", status="on-hold")).baseline is None
    found = history(announcement("2019"), announcement("2020", "2022"), announcement("2021", "2023"))
    assert found.baseline is found.announcements[1]


def test_baseline_on_a_day_is_what_was_believed_then() -> None:
    found = history(
        announcement("2019-01-01"),
        announcement("2020-01-01", "2022"),
        announcement("2021-01-01", "2023"),
        announcement("2021-06-01", status="on-hold"),
        announcement("2022-01-01", "2024"),
    )
    believed = {
        "2018-01-01": "2022",  # nothing was: it counts from the first date
        "2019-06-01": "2022",
        "2020-12-31": "2022",
        "2021-01-01": "2023",
        "2021-12-31": "2023",  # on hold: the last date is what it counts from
        "2030-01-01": "2024",
    }
    for when, expected in believed.items():
        baseline = found.baseline_on(day(when))
        assert baseline is not None
        assert baseline.date.text == expected, when
    assert history(announcement("2019")).baseline_on(day("2020-01-01")) is None


def test_baseline_on_a_day_after_it_happened_is_the_day_it_happened() -> None:
    found = history(
        announcement("2020-01-01", "2022"),
        announcement("2022-06-02", "2022-06-01", "achieved"),
        announcement("2022-07-01", "2022-06-02", "achieved"),
        announcement("2023-01-01", "2024"),
    )
    assert found.baseline_on(day("2022-06-02")) is found.announcements[1]
    assert found.baseline_on(day("2025-01-01")) is found.announcements[2]


def host_and_instrument() -> Ledger:
    """Return a mission, an instrument that it carries, and one that this carries in turn."""
    lander = mission(
        "lander",
        announcement("2020-01-01", "2023"),
        announcement("2022-01-01", "2024"),
        announcement("2022-01-01", "2025", milestone="landing"),
    )
    instrument = mission(
        "instrument",
        announcement("2021-01-01", "2023"),
        announcement("2021-02-01", "2022", milestone="delivery"),
        host="lander",
    )
    detector = mission("detector", host="instrument")
    return ledger(instrument, detector, lander)


def test_a_hosted_mission_shares_its_hosts_milestones() -> None:
    store = host_and_instrument()
    found = list(histories_of(store.missions["instrument"], store))
    assert [(item.milestone, texts(item)) for item in found] == [
        ("launch", ["2023", "2023", "2024"]),
        ("landing", ["2025"]),
        ("delivery", ["2022"]),
    ]
    assert [item.host.id if item.host else None for item in found] == ["lander", "lander", None]
    assert [item.mission_id for item in found[0].announcements] == ["lander", "instrument", "lander"]


def test_a_host_may_be_hosted_itself() -> None:
    store = host_and_instrument()
    found = list(histories_of(store.missions["detector"], store))
    assert [(item.milestone, item.host.id, texts(item)) for item in found if item.host] == [
        ("launch", "lander", ["2023", "2023", "2024"]),
        ("delivery", "instrument", ["2022"]),
        ("landing", "lander", ["2025"]),
    ]


def test_hosts_can_be_left_alone() -> None:
    store = host_and_instrument()
    found = [(item.mission.id, item.milestone) for item in histories(store, shared=False)]
    assert found == [
        ("instrument", "launch"),
        ("instrument", "delivery"),
        ("lander", "launch"),
        ("lander", "landing"),
    ]


def test_circles_of_hosts_and_unknown_hosts_end() -> None:
    a = mission("a", announcement("2020", "2022"), host="b")
    b = mission("b", announcement("2021", "2023"), host="a")
    alone = mission("alone", announcement("2021", "2024"), host="alone")
    lost = mission("lost", announcement("2021", "2025"), host="nobody")
    store = ledger(a, b, alone, lost)
    assert [(item.mission.id, texts(item)) for item in histories(store)] == [
        ("a", ["2022", "2023"]),
        ("b", ["2022", "2023"]),
        ("alone", ["2024"]),
        ("lost", ["2025"]),
    ]


@given(ledgers(), days)
def test_histories_never_repeat_and_never_show_the_future(store: Ledger, as_of: date) -> None:
    found = list(histories(store, as_of=as_of))
    assert all(item.announcements for item in found)
    assert len({(item.mission.id, item.milestone) for item in found}) == len(found)
    for item in found:
        assert all(heard(told) <= as_of for told in item.announcements)
        assert list(item.announcements) == sorted(item.announcements, key=heard)


@given(st.lists(announcements, unique_by=heard, max_size=6), st.randoms(use_true_random=False))
def test_order_in_the_file_matters_for_ties_only(told: list[Announcement], random: Random) -> None:
    shuffled = list(told)
    random.shuffle(shuffled)

    def known(items: list[Announcement]) -> dict[str, list[Announcement]]:
        probe = mission("probe", *items)
        return {
            item.milestone: [told._replace(position=0) for told in item.announcements]
            for item in histories(ledger(probe))
        }

    assert known(told) == known(shuffled)
