"""What the shipped ledger must answer: figures worked out by hand, from the dates as announced.

Days of a year, as used below: 1 June is day 152 (153 in a leap year), 22 June day 173 (174), 25 December
day 359.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from tests.builders import day
from tests.program import run
from timeline.model import Announcement, Ledger, Status
from timeline.reports.history import History, histories_of
from timeline.reports.moves import Move, MoveKind, Slip, moves
from timeline.reports.slips import TotalSlip, total_slips
from timeline.reports.upcoming import look_ahead
from timeline.store.locate import shipped_store
from timeline.store.read import read_store

TODAY = day("2026-11-22")


@pytest.fixture(scope="module")
def shipped() -> Ledger:
    return read_store(shipped_store())


def launch(ledger: Ledger, mission_id: str, as_of: date = TODAY) -> History:
    found = histories_of(ledger.missions[mission_id], ledger, as_of=as_of)
    return next(history for history in found if history.milestone == "launch")


def slipped(
    ledger: Ledger, mission_id: str, as_of: date = TODAY, baseline_day: date | None = None
) -> TotalSlip:
    mission = ledger.missions[mission_id]
    found = total_slips(ledger, today=as_of, as_of=as_of, missions=[mission], baseline_day=baseline_day)
    return next(item for item in found if item.history.milestone == "launch")


def move(ledger: Ledger, mission_id: str, announced: str, when: str) -> Move:
    (found,) = (
        move
        for move in moves(launch(ledger, mission_id))
        if move.new.announced.text == announced and move.new.date.text == when
    )
    return found


def from_to(found: TotalSlip) -> tuple[str, str, str]:
    return found.baseline.announced.text, found.baseline.date.text, found.current.date.text


# The James Webb Space Telescope, "2007" when first spoken of in 1996, flew on 25 December 2021.


def test_webb_slipped_at_least_5108_days(shipped: Ledger) -> None:
    webb = slipped(shipped, "jwst")
    assert from_to(webb) == ("1996", "2007", "2021-12-25")
    # from 31 December 2007: thirteen years with the leap days of 2008, 2012, 2016 and 2020, then 359 days
    assert webb.total.certain_days == 13 * 365 + 4 + 359 == 5108
    # from 1 January 2007: 364 days more
    assert webb.total == Slip(MoveKind.SLIP, 5108, 5472)
    assert webb.total.nominal_days == (5108 + 5472) / 2 == 5290
    assert webb.current.status is Status.ACHIEVED


# SVOM, "2020" in March 2014.


def test_svom_on_the_day_of_the_seed_article(shipped: Ledger) -> None:
    svom = slipped(shipped, "svom", day("2020-10-02"))
    assert from_to(svom) == ("2014-03-26", "2020", "2022-06")
    # 31 December 2020 to 1 June 2022: 365 + 152; 1 January 2020 to 30 June 2022: 366 + 365 + 180
    assert svom.total == Slip(MoveKind.SLIP, 517, 911)
    assert svom.total.nominal_days == 714
    assert svom.moved == 2  # 2020 to 2021 to June 2022


def test_svom_three_weeks_before_it_flew(shipped: Ledger) -> None:
    svom = slipped(shipped, "svom", day("2024-06-01"))
    assert from_to(svom) == ("2014-03-26", "2020", "late 2023-12")
    # 31 December 2020 to 21 December 2023: 365 + 365 + 355; 1 January 2020 to 31 December 2023: 1461 - 1
    assert svom.total == Slip(MoveKind.SLIP, 1085, 1460)
    ahead = look_ahead(svom.history, today=day("2024-06-01"))
    assert ahead.overdue
    # 21 December to 1 June: 10 + 31 + 29 + 31 + 30 + 31 + 1; from the 31st ten fewer
    assert (ahead.min_days_until, ahead.max_days_until) == (-163, -153)


def test_svom_today(shipped: Ledger) -> None:
    svom = slipped(shipped, "svom")
    assert from_to(svom) == ("2014-03-26", "2020", "2024-06-22T07:00Z")
    # 31 December 2020 to 22 June 2024: 3 * 365 + 174; 1 January 2020: 366 + 3 * 365 + 173
    assert svom.total == Slip(MoveKind.SLIP, 1269, 1634)
    assert svom.total.nominal_days == 1451.5
    assert svom.current.status is Status.ACHIEVED


# Chang'e 6, "2023-2024" in March 2019, "2023" in September 2020, flew on 3 May 2024 (day 124).


def test_change_6_on_the_day_of_the_seed_article(shipped: Ledger) -> None:
    change = slipped(shipped, "change-6", day("2020-10-02"))
    assert from_to(change) == ("2019-03-25", "2023/2024", "2023")
    # 31 December 2024 back to 1 January 2023: 366 + 364; 1 January to 31 December 2023: 364
    assert change.total == Slip(MoveKind.FIRMED, -730, 364)
    assert change.total.certain_days == 0
    assert change.moved == 0


@pytest.mark.parametrize("as_of", ["2024-06-01", "2026-11-22"])
def test_change_6_once_flown(shipped: Ledger, as_of: str) -> None:
    change = slipped(shipped, "change-6", day(as_of))
    assert change.current.status is Status.ACHIEVED
    assert change.current.date.stated == (day("2024-05-03"), day("2024-05-03"))
    # 31 December 2024 back to 3 May: 366 - 124; 1 January 2023 to 3 May 2024: 365 + 123
    assert change.total == Slip(MoveKind.FIRMED, -242, 488)


def test_change_6_against_what_cnes_said_in_2020(shipped: Ledger) -> None:
    change = slipped(shipped, "change-6", baseline_day=day("2020-10-02"))
    assert (change.baseline.announced.text, change.baseline.date.text) == ("2020-09-28", "2023")
    # 31 December 2023 to 3 May 2024: 124; 1 January 2023: 365 + 123
    assert change.total == Slip(MoveKind.SLIP, 124, 488)
    assert change.total.nominal_days == 306


def test_dorn_flew_when_its_host_did(shipped: Ledger) -> None:
    assert launch(shipped, "dorn").current is launch(shipped, "change-6").current
    assert slipped(shipped, "dorn").total == slipped(shipped, "change-6").total


# Single moves of each kind.


def test_a_firmed_date_is_no_slip(shipped: Ledger) -> None:
    # "fin 2023", September to December, became late December
    firmed = move(shipped, "svom", "2023-04", "late 2023-12")
    assert firmed.old is not None
    assert firmed.old.date.text == "late 2023"
    # 31 December back to the 21st; 1 September to 31 December: 29 + 31 + 30 + 31
    assert firmed.slip == Slip(MoveKind.FIRMED, -10, 121)
    assert not firmed.slip.certain


def test_a_loosened_date_is_no_slip(shipped: Ledger) -> None:
    loosened = move(shipped, "jwst", "1996", "2007/2011")
    assert loosened.old is not None
    assert loosened.old.date.text == "2007"
    # 31 December back to 1 January 2007; 1 January 2007 to 31 December 2011: 5 * 365 + 1 - 1
    assert loosened.slip == Slip(MoveKind.LOOSENED, -364, 1825)
    assert loosened.slip.certain_days == 0


def test_a_tbd_in_the_middle(shipped: Ledger) -> None:
    # Luna 25: July 2022, in September 2022 no date, in May 2023 August 2023
    withdrawn = move(shipped, "luna-25", "2022-09-07", "TBD")
    again = move(shipped, "luna-25", "2023-05-30", "2023-08")
    assert withdrawn.slip == Slip(MoveKind.TBD)
    assert withdrawn.old is again.old
    assert again.old is not None
    assert again.old.date.text == "2022-07"
    # 31 July 2022 to 1 August 2023: 366; 1 July 2022 to 31 August 2023: 365 + 31 + 30
    assert again.slip == Slip(MoveKind.SLIP, 366, 426)


def test_an_advance(shipped: Ledger) -> None:
    # Artemis II: in December 2024 April 2026, in December 2025 6 February 2026
    (advance,) = (
        move
        for move in moves(launch(shipped, "artemis-2"))
        if move.old is not None and move.old.date.text == "2026-04" and move.slip is not None
    )
    assert advance.new.date.stated == (day("2026-02-06"), day("2026-02-06"))
    # 30 April back to 6 February: 22 + 31 + 30; 1 April back: 22 + 31 + 1
    assert advance.slip == Slip(MoveKind.ADVANCE, -83, -54)
    assert advance.slip is not None
    assert advance.slip.certain
    assert advance.slip.certain_days == 0


# The ledger as a whole.


def test_the_shipped_ledger_is_sound(shipped: Ledger) -> None:
    assert list(shipped.problems) == []
    assert len(shipped.missions) >= 80


def test_every_announcement_has_a_source_and_a_page(shipped: Ledger) -> None:
    bare = [
        str(item.place)
        for mission in shipped.missions.values()
        for item in mission.announcements
        if not item.source or not item.url.startswith(("http://", "https://"))
    ]
    assert bare == []


SEED = "https://parabolicarc.com/2020/10/02/"
SEED_FACTS = (
    ("change-6", "launch", "2023", "planned"),
    ("change-6", "meeting", "2020-09-28", "achieved"),
    ("change-6", "technical-meetings", "NLT 2020", "planned"),
    ("svom", "launch", "2022-06", "planned"),
    ("fr-cn-water-cycle", "launch", "TBD", "planned"),
    ("fr-cn-water-cycle", "technical-meetings", "NLT 2020", "planned"),
    ("sco", "deployment", "TBD", "planned"),
)


def told_by_the_seed_article(ledger: Ledger, mission_id: str) -> list[Announcement]:
    return [item for item in ledger.missions[mission_id].announcements if item.url.startswith(SEED)]


@pytest.mark.parametrize(("mission_id", "milestone", "when", "status"), SEED_FACTS)
def test_facts_of_the_seed_article(
    shipped: Ledger, mission_id: str, milestone: str, when: str, status: str
) -> None:
    (fact,) = (item for item in told_by_the_seed_article(shipped, mission_id) if item.milestone == milestone)
    assert (fact.date.text, fact.status.value) == (when, status)
    assert (fact.announced.text, fact.source) == ("2020-09-28", "CNES")


@pytest.mark.parametrize(
    ("mission_id", "milestone", "when"),
    [
        ("change-6", "agreement", "2019-03-25"),
        ("change-6", "declaration", "2019-11-05"),
        ("fr-cn-water-cycle", "declaration", "2019-11-05"),
    ],
)
def test_agreements_that_the_seed_article_recalls(
    shipped: Ledger, mission_id: str, milestone: str, when: str
) -> None:
    (fact,) = (item for item in shipped.missions[mission_id].announcements if item.milestone == milestone)
    assert (fact.date.text, fact.status) == (when, Status.ACHIEVED)


def test_dorn_of_irap_flies_on_change_6(shipped: Ledger) -> None:
    dorn = shipped.missions["dorn"]
    assert dorn.host == "change-6"
    assert "IRAP" in (*dorn.agencies, *dorn.partners)


def test_next_as_it_was_known_when_the_seed_article_came_out(tmp_path: Path) -> None:
    shipped = ["--file", str(shipped_store()), "--as-of", "2020-10-02", "next"]
    items = json.loads(run([*shipped, "--format", "json"], tmp_path).out)["items"]
    dates = {item["mission"]: item["date"]["text"] for item in items if item["milestone"] == "launch"}
    assert (dates["change-6"], dates["dorn"], dates["svom"]) == ("2023", "2023", "2022-06")
    table = run(shipped, tmp_path).out.splitlines()
    assert any(line.startswith("2022-06  ") and "  SVOM  " in line for line in table)
    assert any(line.startswith("2023  ") and "  Chang'e 6, DORN  " in line for line in table)
