from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.builders import announcement, ledger, mission
from tests.render.shown import tables_text
from timeline.dates import parse
from timeline.render import upcoming as render
from timeline.render import words
from timeline.reports.upcoming import upcoming

NOW = datetime(2026, 11, 22, 17, 25, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-23T06:00:00Z", "T−12:34:56"),
        ("2026-11-23T06:00Z", "T−12:34:56"),
        ("NET 2026-11-23T06:00Z", "T−12:34:56"),
        ("2026-11-23T06Z", "T−12 h"),
        ("2026-11-22T17:25:04Z", "T+00:00:00"),
        ("2026-11-22T17:00Z", "T+00:25:04"),
        ("2026-11-26T17:25:03Z", "T−95:59:59"),
        ("2026-11-26T17:25:04Z", ""),
        ("2026-11-18T17:25:04Z", ""),
        ("2026-11-23", ""),
        ("2026-11-23T06:00Z/2026-11-24T06:00Z", ""),
        ("TBD", ""),
    ],
)
def test_an_hour_that_was_announced_counts_down(text: str, expected: str) -> None:
    assert words.countdown(parse(text), NOW) == expected


def test_the_countdown_stands_where_the_days_would() -> None:
    known = ledger(
        mission("soon", announcement("2026-11-01", "2026-11-23T06:00Z")),
        mission("later", announcement("2026-11-01", "2026-12-23")),
    )
    items = upcoming(known, today=NOW.date())
    text = tables_text(render.tables(items, NOW.date(), NOW))
    assert "T−12:34:56" in text
    assert "in 1 mo 1 d" in text
    assert "in 1 d " in tables_text(render.tables(items, NOW.date()))
