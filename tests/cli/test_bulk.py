"""Many records in one command are what they are in many commands; and all are written, or none."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.program import Answer, run
from timeline.model import Announcement
from timeline.store.read import read_store

STORE = """format = 1

[missions.meridian-2]
name = "Meridian 2"
aliases = ["M2"]

[[missions.meridian-2.announcements]]
announced = 2029-01-01
date = "2030-06"
source = "me"

[missions.selene]
name = "Selène Orbiter"
"""
RECORDS = [
    {"mission": mission, "announced": f"2029-02-{day:02}", "date": "2031", "source": source}
    for day in range(1, 21)
    for mission, source in (("meridian-2", "ESA"), ("M2", "CNES"), ("selene orb", "ESA"), ("selene", "ASI"))
]
MISSIONS: list[dict[str, Any]] = [
    {
        "id": mission,
        "name": name,
        "announcements": [{"announced": "2029-03-01", "date": f"203{digit}", "source": "ESA"}],
    }
    for digit in range(5)
    for mission, name in (
        ("meridian-2", "Meridian 2"),
        (f"new-{digit}", f"New Craft {digit}x"),
        (f"other-{digit}", "Meridian 2" if digit == 0 else f"New Craft {digit}y"),
    )
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    (tmp_path / "ledger.toml").write_text(STORE)
    return tmp_path


def do(folder: Path, *arguments: str) -> Answer:
    return run([*arguments, "--file", "ledger.toml", "--today", "2030-05-03"], folder)


def ledger(folder: Path) -> dict[str, list[Announcement]]:
    found = read_store(folder / "ledger.toml").missions
    return {
        mission.id: [item._replace(origin=found["selene"].origin) for item in mission.announcements]
        for mission in found.values()
    }


def add(folder: Path, records: list[dict[str, str]]) -> Answer:
    (folder / "records.jsonl").write_text("\n".join(map(json.dumps, records)))
    return do(folder, "add", "--yes", "--from", "records.jsonl")


def import_(folder: Path, missions: list[dict[str, Any]]) -> Answer:
    content = {"format": "timeline-ledger", "schema": 1, "missions": missions}
    (folder / "ledger.json").write_text(json.dumps(content))
    return do(folder, "import", "json", "ledger.json")


def said(found: dict[str, list[Announcement]]) -> dict[str, list[tuple[object, ...]]]:
    return {mission_id: [item[:11] for item in items] for mission_id, items in found.items()}


def test_records(folder: Path) -> None:
    assert add(folder, RECORDS).code == 0
    together = said(ledger(folder))
    (folder / "ledger.toml").write_text(STORE)
    for record in RECORDS:
        assert add(folder, [record]).code == 0
    assert said(ledger(folder)) == together
    assert sum(map(len, together.values())) == len(RECORDS) + 1


def test_an_import(folder: Path) -> None:
    unlike = [mission for mission in MISSIONS if mission["id"] != "other-0"]
    assert import_(folder, unlike).code == 0
    together = said(ledger(folder))
    (folder / "ledger.toml").write_text(STORE)
    for mission in unlike:
        assert import_(folder, [mission]).code == 0
    assert said(ledger(folder)) == together
    assert len(together) == 2 + 9


def test_an_import_twice_is_like_once(folder: Path) -> None:
    first = import_(folder, MISSIONS)
    once = (folder / "ledger.toml").read_text()
    again = import_(folder, MISSIONS)
    assert (first.code, again.code) == (0, 0)
    assert "0 announcements added" in again.err
    assert (folder / "ledger.toml").read_text() == once


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ({"mission": "no such thing"}, "no mission 'no such thing'"),
        (RECORDS[0], "'meridian-2' launch 2031 comes twice; nothing was written"),
        (
            {"mission": "M2", "announced": "2029-01-01", "date": "2030-06", "source": "me"},
            "'meridian-2' launch 2030-06 stands at ledger.toml:7 already; nothing was written",
        ),
        ({"announced": "someday"}, "line 80: "),
    ],
)
def test_one_that_is_wrong_near_the_end_and_nothing_is_written(
    folder: Path, record: dict[str, str], message: str
) -> None:
    answer = add(folder, [*RECORDS[:-1], {**RECORDS[-1], **record}])
    assert answer.code == 1
    assert message in answer.err
    assert (folder / "ledger.toml").read_text() == STORE
