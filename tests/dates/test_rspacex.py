"""The r/SpaceX API: `date_utc` with `date_precision`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from timeline.dates import DateSyntaxError
from timeline.dates.rspacex import read_rspacex

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"


@pytest.mark.parametrize(
    ("date_utc", "precision", "text"),
    [
        ("2022-11-01T00:00:00.000Z", "hour", "2022-11-01T00Z"),
        ("2006-03-24T22:30:00.000Z", "hour", "2006-03-24T22Z"),
        ("2022-11-08T00:00:00.000Z", "day", "2022-11-08"),
        ("2022-11-01T00:00:00.000Z", "month", "2022-11"),
        ("2022-07-01T00:00:00.000Z", "quarter", "2022-Q3"),
        ("2022-12-31T00:00:00.000Z", "quarter", "2022-Q4"),
        ("2022-01-01T00:00:00.000Z", "half", "2022-H1"),
        ("2022-07-01T00:00:00.000Z", "half", "2022-H2"),
        ("2022-01-01T00:00:00.000Z", "year", "2022"),
        ("2022-06-30T20:00:00-04:00", "half", "2022-H2"),
    ],
)
def test_reads(date_utc: str, precision: str, text: str) -> None:
    assert read_rspacex(date_utc, precision).text == text


@pytest.mark.parametrize(
    ("date_utc", "precision", "why"),
    [
        ("2022-11-01T00:00:00.000Z", "decade", "no such precision"),
        ("2022-11-01T00:00:00.000Z", "minute", "no such precision"),
        ("2022-11-01T00:00:00.000Z", "Month", "no such precision"),
        ("2022-11-01T00:00:00.000Z", "", "no such precision"),
        ("2022-11-01", "hour", "not given to the hour"),
        ("2022-11", "month", "it is no date-time"),
        ("November 2022", "month", "it is no date-time"),
        ("", "month", "it is no date-time"),
        ("2022-11-31T00:00:00.000Z", "month", "November 2022 has 30 days"),
    ],
)
def test_refuses(date_utc: str, precision: str, why: str) -> None:
    with pytest.raises(DateSyntaxError, match=why):
        read_rspacex(date_utc, precision)


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="../shared/samples is not beside the project")
def test_real_answers() -> None:
    path = SAMPLES / "rspacex-v5-launches-2023-05.json"
    launches = json.loads(path.read_text(encoding="utf-8"))
    assert len(launches) == 205
    for launch in launches:
        value = read_rspacex(launch["date_utc"], launch["date_precision"])
        assert value.precision == launch["date_precision"]
        assert launch["date_utc"].startswith(value.text.removesuffix("Z"))
