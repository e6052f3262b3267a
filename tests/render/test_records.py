"""The shapes of machine-readable output, as docs/json.md describes them: changing one changes the schema."""

from __future__ import annotations

from types import MappingProxyType

import pytest

from tests.builders import announcement, day, ledger, mission
from timeline.dates import parse
from timeline.model import Announcement, Outcome, Place, Problem
from timeline.render import card, diff, listing, log, overview, problems, slips, upcoming
from timeline.render.records import (
    NESTED,
    announcement_record,
    date_record,
    mission_record,
    slip_record,
    statement_record,
)
from timeline.render.writers import flat
from timeline.reports.card import card as find_card
from timeline.reports.diff import changes
from timeline.reports.listing import listing as find_missions
from timeline.reports.log import log as find_log
from timeline.reports.moves import MoveKind, Slip
from timeline.reports.overview import overview as find_overview
from timeline.reports.slips import single_moves, total_slips
from timeline.reports.upcoming import upcoming as find_upcoming

TODAY = day("2020-10-02")


def month(text: str, first: str, last: str) -> dict[str, object]:
    return {
        "text": text,
        "earliest": first,
        "latest": last,
        "precision": "month",
        "qualifiers": [],
        "edtf": text,
    }


def one_day(text: str) -> dict[str, object]:
    return {
        "text": text,
        "earliest": text,
        "latest": text,
        "precision": "day",
        "qualifiers": [],
        "edtf": text,
    }


def year(text: str) -> dict[str, object]:
    return {
        "text": text,
        "earliest": f"{text}-01-01",
        "latest": f"{text}-12-31",
        "precision": "year",
        "qualifiers": [],
        "edtf": text,
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022-06", month("2022-06", "2022-06-01", "2022-06-30")),
        (
            "NET 2024-Q2~",
            {
                "text": "NET 2024-Q2~",
                "earliest": "2024-04-01",
                "latest": None,
                "precision": "quarter",
                "qualifiers": ["net", "approximate"],
                "edtf": parse("NET 2024-Q2~").edtf,
            },
        ),
        (
            "NLT 2025?",
            {
                "text": "NLT 2025?",
                "earliest": None,
                "latest": "2025-12-31",
                "precision": "year",
                "qualifiers": ["nlt", "uncertain"],
                "edtf": parse("NLT 2025?").edtf,
            },
        ),
        (
            "2024-06-22T07:00Z",
            {
                "text": "2024-06-22T07:00Z",
                "earliest": "2024-06-22",
                "latest": "2024-06-22",
                "precision": "minute",
                "qualifiers": [],
                "edtf": parse("2024-06-22T07:00Z").edtf,
                "instant": "2024-06-22T07:00:00Z",
            },
        ),
        (
            "TBD",
            {
                "text": "TBD",
                "earliest": None,
                "latest": None,
                "precision": "none",
                "qualifiers": [],
                "edtf": "../..",
            },
        ),
    ],
)
def test_a_vague_date(text: str, expected: dict[str, object]) -> None:
    assert date_record(parse(text)) == expected


def test_a_slip() -> None:
    assert slip_record(Slip(MoveKind.SLIP, 152, 211)) == {
        "min_days": 152,
        "max_days": 211,
        "nominal_days": 181.5,
        "certain_days": 152,
        "kind": "slip",
        "certain": True,
    }
    assert slip_record(Slip(MoveKind.CANCELLED)) == {
        "min_days": None,
        "max_days": None,
        "nominal_days": None,
        "certain_days": None,
        "kind": "cancelled",
        "certain": False,
    }
    assert slip_record(None) is None


SVOM = mission(
    "svom",
    announcement("2014-03-26", "2020", source="CEA"),
    announcement("2020-09-28", "2022-06", source="CNES", url="https://example.org/svom"),
    name="SVOM",
)
STORE = ledger(SVOM, mission("rider", name="Rider", host="svom"))
SAID: dict[str, dict[str, object]] = {
    "first": {
        "announced": one_day("2014-03-26"),
        "date": year("2020"),
        "status": "planned",
        "source": "CEA",
        "url": None,
    },
    "second": {
        "announced": one_day("2020-09-28"),
        "date": month("2022-06", "2022-06-01", "2022-06-30"),
        "status": "planned",
        "source": "CNES",
        "url": "https://example.org/svom",
    },
}
# 31 December 2020 to 1 June 2022, 1 January 2020 to 30 June 2022
SLIP = {
    "min_days": 517,
    "max_days": 911,
    "nominal_days": 714.0,
    "certain_days": 517,
    "kind": "slip",
    "certain": True,
}
FIRST = {
    "min_days": None,
    "max_days": None,
    "nominal_days": None,
    "certain_days": None,
    "kind": "first",
    "certain": False,
}
KEYS = {"mission": "svom", "name": "SVOM", "milestone": "launch"}
NEXT: dict[str, object] = {
    **KEYS,
    "date": month("2022-06", "2022-06-01", "2022-06-30"),
    "status": "planned",
    "overdue": False,
    "stale": False,
    "days_until": {"min": 607, "max": 636},
    "announced": one_day("2020-09-28"),
    "source": "CNES",
    "url": "https://example.org/svom",
    "host": None,
    "total": SLIP,
}
LOGGED: dict[str, object] = {
    **KEYS,
    **SAID["second"],
    **dict.fromkeys(("title", "said", "reason", "outcome", "recorded")),
    "place": {"path": "<svom>", "line": 2},
    "slip": SLIP,
}


def test_next() -> None:
    rider, svom = find_upcoming(STORE, today=TODAY)
    assert upcoming.record(svom) == NEXT
    assert upcoming.record(rider) == {**NEXT, "mission": "rider", "name": "Rider", "host": "svom"}


def test_slips() -> None:
    (item,) = total_slips(STORE, today=TODAY, missions=[SVOM])
    assert slips.total_record(item) == {
        **KEYS,
        "baseline": SAID["first"],
        "current": SAID["second"],
        "total": SLIP,
        "moved": 1,
        "moves": {
            "first": 1,
            "held": 0,
            "firmed": 0,
            "loosened": 0,
            "slip": 1,
            "advance": 0,
            "tbd": 0,
            "on-hold": 0,
            "cancelled": 0,
            "achieved": 0,
        },
        # 2382 days from 26 March 2014: 6 * 365 + 2 leap days to 2020, then 190
        "slip_per_year": round(714 * 365.25 / 2382, 1),
    }


def test_single_moves() -> None:
    (move,) = single_moves(STORE, missions=[SVOM])
    assert slips.move_record(move) == {**KEYS, "from": SAID["first"], "to": SAID["second"], "slip": SLIP}


def test_log() -> None:
    assert log.record(find_log(STORE)[0]) == LOGGED


def test_diff() -> None:
    (change,) = changes(STORE, day("2019-01-01"), TODAY)
    assert diff.record(change) == {**KEYS, "from": SAID["first"], "to": SAID["second"], "slip": SLIP}
    (new,) = changes(STORE, day("2010-01-01"), day("2015-01-01"))
    assert diff.record(new) == {**KEYS, "from": None, "to": SAID["first"], "slip": FIRST}


OWN: dict[str, object] = {
    "mission": "svom",
    "name": "SVOM",
    **{key: [] for key in ("aliases", "agencies", "partners", "programs", "payloads", "tags")},
    **dict.fromkeys(("vehicle", "site", "summary", "url", "notes", "host")),
    "ids": {},
    "place": {"path": "<svom>", "line": 1},
}


def test_list() -> None:
    rider, svom = find_missions(STORE)
    assert listing.record(svom) == {
        **OWN,
        "milestone": "launch",
        "current": SAID["second"],
        "announcements": 2,
        "last_announced": SAID["second"]["announced"],
    }
    assert listing.record(rider)["host"] == "svom"
    (unspoken,) = find_missions(ledger(mission("new")))
    last = {
        key: listing.record(unspoken)[key]
        for key in ("milestone", "current", "announcements", "last_announced")
    }
    assert last == {"milestone": None, "current": None, "announcements": 0, "last_announced": None}


STORY = (
    "SVOM, first announced on 26 March 2014 for 2020, has moved once and is now announced for June 2022, "
    "at least 1 year and 5 months after its first date."
)


def test_show() -> None:
    assert card.record(find_card(STORE, SVOM, today=TODAY)) == {
        **OWN,
        "hosted": ["rider"],
        "milestones": [
            {
                "milestone": "launch",
                "host": None,
                "overdue": False,
                "stale": False,
                "story": STORY,
                "baseline": SAID["first"],
                "current": SAID["second"],
                "total": SLIP,
                "announcements": [
                    {
                        **SAID["first"],
                        **dict.fromkeys(("title", "said", "reason", "outcome", "recorded")),
                        "place": {"path": "<svom>", "line": 1},
                        "slip": FIRST,
                    },
                    {key: value for key, value in LOGGED.items() if key not in KEYS},
                ],
            }
        ],
    }
    rider = card.record(find_card(STORE, STORE.missions["rider"], today=day("2030-01-01")))
    (launch,) = rider["milestones"]
    assert (rider["host"], launch["host"], launch["overdue"], launch["stale"]) == ("svom", "svom", True, True)


def test_overview() -> None:
    found = find_overview(ledger(SVOM), today=TODAY)
    assert list(overview.records(found)) == [{"section": "next", **NEXT}, {"section": "moved", **LOGGED}]
    late = find_overview(ledger(SVOM), today=day("2023-01-01"))
    assert [item["section"] for item in overview.records(late)] == ["attention"]


def test_check() -> None:
    problem = Problem(
        "TL003", "'nam' is not known", Place("a.toml", 12, 1), "nam = 'x'", "did you mean 'name'?"
    )
    assert problems.record(problem) == {
        "code": "TL003",
        "message": "'nam' is not known",
        "path": "a.toml",
        "line": 12,
        "column": 1,
        "text": "nam = 'x'",
        "advice": "did you mean 'name'?",
    }


def test_all_that_an_announcement_says() -> None:
    item = Announcement(
        parse("2024-05-03"),
        parse("2024-05-03"),
        title="Launched",
        said="at dawn",
        reason="none",
        outcome=Outcome.PARTIAL_FAILURE,
        recorded=day("2024-05-04"),
    )
    said = announcement_record(item)
    assert (said["title"], said["said"], said["reason"]) == ("Launched", "at dawn", "none")
    assert (said["outcome"], said["recorded"]) == ("partial-failure", "2024-05-04")


def test_all_that_is_known_of_a_mission() -> None:
    known = mission_record(
        mission("a", aliases=("b",), vehicle="Soyuz", ids=MappingProxyType({"gcat": "S1"}))
    )
    assert (known["aliases"], known["vehicle"], known["ids"]) == (["b"], "Soyuz", {"gcat": "S1"})


@pytest.mark.parametrize("when", ["TBD", "2022-06", "2022-06-22T07:00Z"])
def test_the_columns_of_nested_values_are_those_of_their_records(when: str) -> None:
    said = announcement("2020", when)
    statement = statement_record(said)
    assert statement is not None
    assert {column for column, _ in flat(statement)} == set(NESTED["from"])
    assert {column for column, _ in flat(date_record(said.date))} <= set(NESTED["date"])
    slip = slip_record(Slip(MoveKind.TBD))
    assert slip is not None
    assert tuple(slip) == NESTED["slip"]
