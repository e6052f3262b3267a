"""Launch Library 2: `net` with `net_precision`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.dates.strategies import moments, stated
from timeline.dates import DateSyntaxError, VagueDate, parse
from timeline.dates.launch_library import read_launch_library, read_ll2_line, to_launch_library

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"

# net, id, name, canonical text
READ = """
2026-08-25T05:49:17Z | 0  | Second      | 2026-08-25T05:49:17Z
2026-08-25T05:49:00Z | 1  | Minute      | 2026-08-25T05:49Z
2026-08-25T05:49:00Z | 2  | Hour        | 2026-08-25T05Z
2026-08-25T05:49:00Z | 3  | Morning     | 2026-08-25T00Z/2026-08-25T11Z
2026-08-25T05:49:00Z | 4  | Afternoon   | 2026-08-25T12Z/2026-08-25T23Z
2026-08-25T00:00:00Z | 5  | Day         | 2026-08-25
2026-08-30T00:00:00Z | 6  | Week        | 2026-W35
2024-12-31T00:00:00Z | 6  | Week        | 2025-W01
2026-08-31T00:00:00Z | 7  | Month       | 2026-08
2026-08-01T00:00:00Z | 7  | Month       | 2026-08
2026-03-31T00:00:00Z | 8  | Quarter 1   | 2026-Q1
2026-06-30T00:00:00Z | 9  | Quarter 2   | 2026-Q2
2026-09-30T00:00:00Z | 10 | Quarter 3   | 2026-Q3
2026-12-31T00:00:00Z | 11 | Quarter 4   | 2026-Q4
2026-12-31T00:00:00Z | 9  | Quarter 2   | 2026-Q2
2026-06-30T00:00:00Z | 12 | Year Half 1 | 2026-H1
2026-12-31T00:00:00Z | 13 | Year Half 2 | 2026-H2
2026-12-31T00:00:00Z | 14 | Year        | 2026
2026-09-30T00:00:00Z | 15 | Fiscal Year | FY2026
2026-12-31T00:00:00Z | 15 | Fiscal Year | FY2026
2029-12-31T00:00:00Z | 16 | Decade      | 2020s
2026-06-30           | 7  | Month       | 2026-06
2026-06-30T23:59:59.999Z | 5 | Day      | 2026-06-30
2026-06-30T23:00:00-04:00 | 7 | Month   | 2026-07
"""

REFUSED = """
2026-06-30T00:00:00Z         | it lacks a precision
                             | it lacks a precision
2026-06-30T00:00:00Z|      | no such precision
2026-06-30T00:00:00Z|Q2    | no such precision
2026-06-30T00:00:00Z|7     | no such precision
2026-06-30T00:00:00Z|Quarter | no such precision
2026-06-30T00:00:00Z|Quarter 5 | no such precision
2026-06-30T00:00:00Z|Month|Day | no such precision
2026-06-30T00:00:00Z|Mois  | no such precision
|Month                     | it is no date-time
TBD|Month                  | it is no date-time
2026-06|Month              | it is no date-time
2026|Year                  | it is no date-time
2026-Q2|Quarter 2          | it is no date-time
30 June 2026|Month         | it is no date-time
2026-06-30 00:00|Month     | it is no date-time
1790812800|Month           | it is no date-time
2026-06-31T00:00:00Z|Month | June 2026 has 30 days
2026-06-30T25:00:00Z|Month | there is no time 25:00:00
2016-12-31T23:59:60Z|Second | leap seconds cannot be kept
2026-06-30T09:27Z|Second   | not given to the second
2026-06-30|Second          | not given to the second
2026-06-30|Hour            | not given to the hour
2026-06-30|Morning         | not given to the hour
9999-12-31T00:00:00Z|Week  | years run from 0001 to 9999
0001-01-01T00:00:00Z|Fiscal Year | years run from 0001 to 9999
0005-01-01T00:00:00Z|Decade | years run from 0001 to 9999
"""

HELD = """
2026-06~                     | 2026-06-30T00:00:00Z|Month
NET 2026-Q2                  | 2026-06-30T00:00:00Z|Quarter 2
NLT 2026                     | 2026-12-31T00:00:00Z|Year
2026-06-05/2026-06-20        | 2026-06-20T00:00:00Z|Month
late 2026-06                 | 2026-06-30T00:00:00Z|Month
2026-05/2026-06              | 2026-06-30T00:00:00Z|Quarter 2
early 2026                   | 2026-04-30T00:00:00Z|Year Half 1
mid 2026                     | 2026-08-31T00:00:00Z|Year
autumn 2026                  | 2026-11-30T00:00:00Z|Year Half 2
winter 2026                  | 2027-02-28T00:00:00Z|Fiscal Year
2025/2027                    | 2027-12-31T00:00:00Z|Decade
2026-06-05T03Z/2026-06-05T05Z | 2026-06-05T00:00:00Z|Morning
2026-06-05T13Z/2026-06-05T15Z | 2026-06-05T12:00:00Z|Afternoon
2026-06-05T09Z/2026-06-05T15Z | 2026-06-05T00:00:00Z|Day
2026-06-05T09:10Z/2026-06-05T09:20Z | 2026-06-05T09:00:00Z|Hour
9999-12-30/9999-12-31        | 9999-12-31T00:00:00Z|Month
"""


def rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split(" | ")] for line in table.strip("\n").splitlines()]


@pytest.mark.parametrize(("net", "number", "name", "text"), rows(READ))
def test_reads_ids_and_names(net: str, number: str, name: str, text: str) -> None:
    value = parse(text)
    assert read_launch_library(net, int(number)) == value
    assert read_launch_library(net, name) == value
    assert read_launch_library(net, name.upper()) == value
    assert read_ll2_line(f" {net} | {name} ") == value
    assert to_launch_library(value)[1:] == (int(number), name)


@pytest.mark.parametrize(("line", "why"), rows(REFUSED))
def test_refuses(line: str, why: str) -> None:
    with pytest.raises(DateSyntaxError) as refusal:
        read_ll2_line(line)
    assert why in refusal.value.why


@pytest.mark.parametrize("number", [-1, 17, 1 << 70])
def test_refuses_ids(number: int) -> None:
    with pytest.raises(DateSyntaxError, match="no such precision"):
        read_launch_library("2026-06-30T00:00:00Z", number)


@pytest.mark.parametrize(("text", "line"), rows(HELD))
def test_writes_the_narrowest_that_holds_it(text: str, line: str) -> None:
    net, _, name = to_launch_library(parse(text))
    assert f"{net}|{name}" == line


@pytest.mark.parametrize("text", ["TBD", "2029/2030", "0001/9999", "0005/0006"])
def test_has_no_words_for(text: str) -> None:
    with pytest.raises(DateSyntaxError, match="Launch Library"):
        to_launch_library(parse(text))


@given(moments, st.integers(0, 16))
def test_what_was_read_is_written_with_the_same_precision(moment: Any, number: int) -> None:
    net = f"{moment.replace(microsecond=0).isoformat()}Z"
    try:
        value = read_launch_library(net, number)
    except DateSyntaxError as error:
        assert "years run" in error.why  # noqa: PT017 - the rim of the calendar
        return
    written, same, name = to_launch_library(value)
    assert same == number
    assert read_launch_library(written, name) == value


@given(stated)
def test_what_is_written_holds_what_was_stated(value: VagueDate) -> None:
    try:
        net, number, _ = to_launch_library(value)
    except DateSyntaxError:
        return
    read = read_launch_library(net, number)
    assert read.first is not None
    assert read.last is not None
    assert value.first is not None
    assert value.last is not None
    assert read.first.start <= value.first.start
    assert value.last.end <= read.last.end


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="../shared/samples is not beside the project")
def test_real_answers() -> None:
    path = SAMPLES / "launch-library-2.2.0-upcoming-2025-11-01.json"
    launches = json.loads(path.read_text(encoding="utf-8"))["results"]
    assert len(launches) == 5
    for launch in launches:
        net, precision = launch["net"], launch["net_precision"]
        value = read_launch_library(net, precision["id"])
        assert value == read_launch_library(net, precision["name"])
        assert str(value.day) == net[:10]
