"""Real answers of the services, which may not be copied into the project: they are looked for beside it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.builders import ledger
from tests.exchange.samples import REAL_SAMPLES, said
from timeline.dates import parse
from timeline.dates.gcat import to_gcat
from timeline.exchange.errors import ExchangeError
from timeline.exchange.registry import NOTATIONS
from timeline.reports.merge import merge
from timeline.reports.statements import Snapshot

DAY = date(2026, 6, 18)


def sample(name: str) -> Path:
    path = REAL_SAMPLES / name
    if not path.exists():
        pytest.skip(f"the real sample {name} is not beside this checkout (../shared/samples)")
    return path


def read(notation: str, name: str, announced: date | None = None) -> Snapshot:
    found = NOTATIONS[notation].read(sample(name).read_bytes(), name, announced)
    assert found.unread == ()
    return found


@pytest.mark.parametrize(
    ("notation", "name", "announced", "count"),
    [
        ("launch-library", "launch-library-2.0.0-upcoming.json", DAY, 10),
        ("launch-library", "launch-library-2.2.0-upcoming-2025-11-01.json", None, 5),
        ("launch-library", "launch-library-2.2.0-detailed-capstone.json", None, 1),
        ("rocketlaunch-live", "rocketlaunch.live-launches.json", None, 75),
        ("ics", "launches-2026-09-19.ics", None, 15),
    ],
)
def test_everything_is_read_and_merging_twice_is_like_once(
    notation: str, name: str, announced: date | None, count: int
) -> None:
    found = read(notation, name, announced)
    assert len(found.statements) == count
    once = merge(ledger(), [found])
    assert len(once.new) == count
    assert not once.doubtful
    assert merge(ledger(*once.new), [found]).is_empty


def test_what_it_says() -> None:
    assert said(read("launch-library", "launch-library-2.2.0-upcoming-2025-11-01.json"))[:2] == [
        "Starlink Group 11-23: 2025-11-01 2025-10-31T20:41:10Z achieved success",
        "Bandwagon 4 (Dedicated Mid-Inclination Rideshare): 2025-11-01 2025-11-02T05:09:59Z planned",
    ]
    assert "Chang'e 7: 2026-09-19 2026-09? planned" in said(read("ics", "launches-2026-09-19.ics"))


def test_updates_of_a_detailed_answer_are_a_history() -> None:
    (found,) = read("launch-library", "launch-library-2.2.0-detailed-capstone.json").statements
    assert [item.date.text for item in found.history] == [
        *("NET early 2022", "NET 2022-03", "NET spring 2022", "NET 2022-05-27", "NET 2022-05-31"),
        *("NET 2022-06-06", "NET 2022-06-25", "NET 2022-06-27", "NET 2022-06-28"),
    ]


def test_what_somebody_made_of_answers_is_refused() -> None:
    name = "launch-library-2.3.0-derived-2026-08-22.json"
    with pytest.raises(ExchangeError, match="no answer of Launch Library 2"):
        NOTATIONS["launch-library"].read(sample(name).read_bytes(), name, None)


def test_every_orbital_launch_makes_the_journey_through_gcat() -> None:
    lines = sample("orbital-launches-1957-2024.csv").read_text(encoding="utf-8").splitlines()[1:]
    moments = [line.split(",")[1] for line in lines if line.split(",")[1].endswith("Z")]
    dates = [parse(moment[:16] + "Z") for moment in moments]
    rows = [f"1957-{number}\t{to_gcat(when)}\tOS" for number, when in enumerate(dates)]
    text = "\n".join(["#Launch_Tag\tLaunch_Date\tLaunchCode", "# Updated 2024 Dec 31", *rows])
    found = NOTATIONS["gcat"].read(text.encode(), "it", None)
    assert found.unread == ()
    assert [item.states[0].date for item in found.statements] == dates
    assert len(dates) > 6000
