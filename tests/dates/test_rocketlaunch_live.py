"""RocketLaunch.Live: `t0`, `win_open` and `est_date`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from timeline.dates import DateSyntaxError
from timeline.dates.rocketlaunch_live import read_est_date, read_rocketlaunch_live

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"


@pytest.mark.parametrize(
    ("year", "quarter", "month", "day", "text"),
    [
        (None, None, None, None, "TBD"),
        (2023, None, None, None, "2023"),
        (2023, 3, None, None, "2023-Q3"),
        (2023, None, 10, None, "2023-10"),
        (2023, None, 2, 10, "2023-02-10"),
    ],
)
def test_reads_estimates(year: Any, quarter: Any, month: Any, day: Any, text: str) -> None:
    estimate = {"month": month, "day": day, "year": year, "quarter": quarter}
    assert read_est_date(estimate).text == text
    assert read_est_date({key: part for key, part in estimate.items() if part is not None}).text == text


@pytest.mark.parametrize(
    ("year", "quarter", "month", "day", "why"),
    [
        (None, None, 10, None, "it takes a year"),
        (None, 3, None, None, "it takes a year"),
        (None, None, 2, 10, "it takes a year"),
        (2023, None, None, 10, "it takes a year"),
        (2023, 1, 2, None, "it takes a year"),
        (2023, 1, None, 10, "it takes a year"),
        (2023, 1, 2, 10, "it takes a year"),
        ("2023", None, None, None, "it takes a year"),
        (2023.0, None, None, None, "it takes a year"),
        ([2023], None, None, None, "it takes a year"),
        ("\x1b[31m", None, None, None, "it takes a year"),
        (0, None, None, None, "years run from 0001 to 9999"),
        (10**30, None, None, None, "years run from 0001 to 9999"),
        (2023, 0, None, None, "there is no quarter 0"),
        (2023, 5, None, None, "there is no quarter 5"),
        (2023, None, 13, None, "there is no month 13"),
        (2023, None, 2, 29, "February 2023 has 28 days"),
        (2023, None, 2, -1, "February 2023 has 28 days"),
    ],
)
def test_refuses_estimates(year: Any, quarter: Any, month: Any, day: Any, why: str) -> None:
    with pytest.raises(DateSyntaxError, match=why) as refusal:
        read_est_date({"month": month, "day": day, "year": year, "quarter": quarter})
    assert str(refusal.value).isprintable()


@pytest.mark.parametrize(
    ("launch", "text"),
    [
        ({"t0": "2023-02-09T06:15Z", "win_open": "2023-02-09T06:00Z"}, "2023-02-09T06:15Z"),
        ({"t0": None, "win_open": "2023-02-20T01:57Z", "est_date": {"year": 2023}}, "2023-02-20T01:57Z"),
        ({"t0": None, "win_open": None, "est_date": {"year": 2023, "quarter": 1}}, "2023-Q1"),
        ({"est_date": None}, "TBD"),
        ({}, "TBD"),
    ],
)
def test_reads_launches(launch: dict[str, object], text: str) -> None:
    assert read_rocketlaunch_live(launch).text == text


@pytest.mark.parametrize("time", ["", "soon", "2023-02-30T00:00Z", "2023-02", 1675923300, ["2023-02-09"]])
def test_refuses_launches(time: object) -> None:
    with pytest.raises(DateSyntaxError):
        read_rocketlaunch_live({"t0": time})


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="../shared/samples is not beside the project")
def test_real_answers() -> None:
    path = SAMPLES / "rocketlaunch.live-launches.json"
    launches = json.loads(path.read_text(encoding="utf-8"))["result"]
    assert len(launches) == 75
    for launch in launches:
        value = read_rocketlaunch_live(launch)
        assert value.earliest is not None
        assert value.earliest.year == 2023
        words = launch["date_str"].split()
        if value.precision in ("minute", "day"):
            assert f"{value.earliest:%b %d}" == launch["date_str"]
        elif value.precision == "quarter":
            assert value.text == f"{words[1]}-{words[0]}"
        else:
            assert value.text[:4] == words[-1]
