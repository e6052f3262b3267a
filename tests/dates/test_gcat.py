"""GCAT's vague dates. READ begins with the forms of its page "Vague Date Format"."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.dates.strategies import stated, vague_dates
from timeline.dates import TBD, Bound, DateSyntaxError, VagueDate, parse
from timeline.dates.gcat import read_gcat, to_gcat

# GCAT, canonical text, first and last second
READ = """
2016 Jun  8 2355:57  | 2016-06-08T23:55:57Z | 2016-06-08T23:55:57 | 2016-06-08T23:55:57
2016 Jun  8 2355:57? | 2016-06-08T23:55:56Z/2016-06-08T23:55:58Z | 2016-06-08T23:55:56 | 2016-06-08T23:55:58
2016 Jun  8 2355     | 2016-06-08T23:55Z | 2016-06-08T23:55:00 | 2016-06-08T23:55:59
2016 Jun  8 2355?    | 2016-06-08T23:54Z/2016-06-08T23:56Z | 2016-06-08T23:54:00 | 2016-06-08T23:56:59
2016 Jun  8 23h      | 2016-06-08T23Z | 2016-06-08T23:00:00 | 2016-06-08T23:59:59
2016 Jun  8.98       | 2016-06-08T23:31:12Z/2016-06-08T23:45:35Z | 2016-06-08T23:31:12 | 2016-06-08T23:45:35
2016 Jun  8          | 2016-06-08 | 2016-06-08T00:00:00 | 2016-06-08T23:59:59
2016 Jun  8?         | 2016-06-07/2016-06-09 | 2016-06-07T00:00:00 | 2016-06-09T23:59:59
2016 Jun             | 2016-06 | 2016-06-01T00:00:00 | 2016-06-30T23:59:59
2016 Jun?            | 2016-05/2016-07 | 2016-05-01T00:00:00 | 2016-07-31T23:59:59
2016 Q2              | 2016-Q2 | 2016-04-01T00:00:00 | 2016-06-30T23:59:59
2016 Q2?             | 2016-Q1/2016-Q3 | 2016-01-01T00:00:00 | 2016-09-30T23:59:59
2016                 | 2016 | 2016-01-01T00:00:00 | 2016-12-31T23:59:59
2016?                | 2015/2017 | 2015-01-01T00:00:00 | 2017-12-31T23:59:59
2010s                | 2010s | 2010-01-01T00:00:00 | 2019-12-31T23:59:59
2010s?               | 2000s/2020s | 2000-01-01T00:00:00 | 2029-12-31T23:59:59
21C                  | 2001/2100 | 2001-01-01T00:00:00 | 2100-12-31T23:59:59
21C?                 | 1901/2200 | 1901-01-01T00:00:00 | 2200-12-31T23:59:59
3M                   | 2001/3000 | 2001-01-01T00:00:00 | 3000-12-31T23:59:59
3M?                  | 1001/4000 | 1001-01-01T00:00:00 | 4000-12-31T23:59:59
2016 Jun  8 23h?     | 2016-06-08T22Z/2016-06-09T00Z | 2016-06-08T22:00:00 | 2016-06-09T00:59:59
2016 Jun  8.98?      | 2016-06-08T23:16:48Z/2016-06-08T23:59:59Z | 2016-06-08T23:16:48 | 2016-06-08T23:59:59
2016 Jun  8.00       | 2016-06-08T00:00:00Z/2016-06-08T00:14:23Z | 2016-06-08T00:00:00 | 2016-06-08T00:14:23
2016 Jan  1 0000?    | 2015-12-31T23:59Z/2016-01-01T00:01Z | 2015-12-31T23:59:00 | 2016-01-01T00:01:59
2016 Mar  1?         | 2016-02-29/2016-03-02 | 2016-02-29T00:00:00 | 2016-03-02T23:59:59
2016 Jan?            | 2015-12/2016-02 | 2015-12-01T00:00:00 | 2016-02-29T23:59:59
2016 May?            | 2016-04/2016-06 | 2016-04-01T00:00:00 | 2016-06-30T23:59:59
2016 Q4?             | 2016-Q3/2017-Q1 | 2016-07-01T00:00:00 | 2017-03-31T23:59:59
1957 Oct  4 1928:34  | 1957-10-04T19:28:34Z | 1957-10-04T19:28:34 | 1957-10-04T19:28:34
1957 Oct 14          | 1957-10-14 | 1957-10-14T00:00:00 | 1957-10-14T23:59:59
1C                   | 0001/0100 | 0001-01-01T00:00:00 | 0100-12-31T23:59:59
99C                  | 9801/9900 | 9801-01-01T00:00:00 | 9900-12-31T23:59:59
"""

LENIENT = [
    ("2016 Jun 8", "2016 Jun  8"),
    ("2016 Jun 08", "2016 Jun  8"),
    (" 2016 Jun ", "2016 Jun"),
    ("2016 Jun  8 2355:57.345", "2016 Jun  8 2355:57"),
    ("2016 Jun  8 2400", "2016 Jun  9 0000"),
]

REFUSED = """
                        | it is no GCAT date
?                       | it is no GCAT date
-?                      | it is no GCAT date
--                      | it is no GCAT date
2016-06-08              | it is no GCAT date
2016 June  8            | it is no GCAT date
2016 jun  8             | it is no GCAT date
8 Jun 2016              | it is no GCAT date
2016  Jun  8            | it is no GCAT date
2016 Jun   8            | it is no GCAT date
2016 Jun  8?? | it is no GCAT date
2016 Jun? 8             | it is no GCAT date
2016 Jun  8 23          | it is no GCAT date
2016 Jun  8 23:55       | it is no GCAT date
2016 Jun  8 23:55:57    | it is no GCAT date
2016 Jun  8 2355Z       | it is no GCAT date
2016 Jun  8  2355       | it is no GCAT date
2016 Jun  8.9           | it is no GCAT date
2016 Jun  8.985         | it is no GCAT date
2016 Jun  8h            | it is no GCAT date
2016 Jun.98             | it is no GCAT date
2016 Q                  | it is no GCAT date
2016Q2                  | it is no GCAT date
2016 H1                 | it is no GCAT date
2016s                   | it is no GCAT date
10s                     | it is no GCAT date
16                      | it is no GCAT date
100C                    | it is no GCAT date
21c                     | it is no GCAT date
2016 Q0                 | there is no quarter 0
2016 Q5                 | there is no quarter 5
2016 Jun 31             | June 2016 has 30 days, so there is no day 31
2016 Jun  0             | so there is no day 0
2015 Feb 29?            | February 2015 has 28 days
2016 Jun  8 24h?x       | it is no GCAT date
2016 Jun  8 25h         | there is no time 25:00
2016 Jun  8 2360        | there is no time 23:60
2016 Dec 31 2359:60     | leap seconds cannot be kept
0000                    | years run from 0001 to 9999
0000s                   | years run from 0001 to 9999
0C                      | years run from 0001 to 9999
0M                      | years run from 0001 to 9999
10M                     | years run from 0001 to 9999
1C?                     | years run from 0001 to 9999
1M?                     | years run from 0001 to 9999
9M?                     | years run from 0001 to 9999
0001?                   | years run from 0001 to 9999
9999?                   | years run from 0001 to 9999
9990s?                  | years run from 0001 to 9999
0001 Jan  1?            | years run from 0001 to 9999
9999 Dec 31?            | years run from 0001 to 9999
9999 Dec 31 2359:59?    | years run from 0001 to 9999
"""

HELD = """
2024-05-03T09:27:30Z?   | 2024 May  3 0927:30
2024-05-03?             | 2024 May  3
NET 2024-05             | 2024 May
NLT 2025                | 2025
2024-05-03/2024-05-05   | 2024 May  4?
2024-05-03/2024-05-04   | 2024 May  4?
2024-05-03/2024-05-06   | 2024 May
2024-05-03T09Z/2024-05-03T10Z | 2024 May  3 10h?
2024-05-03T09Z/2024-05-03T13Z | 2024 May  3
2024-05-03T09:27Z/2024-05-03T09:35Z | 2024 May  3.39
2024-W20                | 2024 May
2024-W18                | 2024 May?
2024-05/2024-06         | 2024 Jun?
late 2024-05            | 2024 May
2024-H1                 | 2024 Q2?
winter 2024             | 2025 Jan?
early 2024              | 2024 Q2?
FY2024                  | 2024?
2024/2029               | 2020s
2020s/2030s             | 2030s?
2010s/2050s             | 21C
0001/0005               | 1C
9998/9999               | 9990s
1999-12-31/2000-01-01   | 2000 Jan  1?
0001-12-31/0002-01-01   | 0002 Jan  1?
9950/9999               | -
0001/9999               | -
TBD                     | -
"""


def rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in table.strip("\n").splitlines()]


def bounds(value: VagueDate) -> tuple[str, str]:
    assert value.first is not None
    assert value.last is not None
    return value.first.start.isoformat(), value.last.end.isoformat()


@pytest.mark.parametrize(("text", "canonical", "start", "end"), rows(READ))
def test_reads_and_writes(text: str, canonical: str, start: str, end: str) -> None:
    value = read_gcat(text)
    assert value == parse(canonical)
    assert value.qualifiers == ()
    assert bounds(value) == (start, end)
    assert to_gcat(value) == text


@pytest.mark.parametrize(("text", "written"), LENIENT)
def test_reads_what_it_would_write_otherwise(text: str, written: str) -> None:
    assert to_gcat(read_gcat(text)) == written


def test_a_dash_is_no_date() -> None:
    assert read_gcat("-") == TBD


@pytest.mark.parametrize(("text", "why"), rows(REFUSED))
def test_refuses(text: str, why: str) -> None:
    with pytest.raises(DateSyntaxError) as refusal:
        read_gcat(text)
    assert why in refusal.value.why


@pytest.mark.parametrize(("text", "gcat"), rows(HELD))
def test_writes_what_gcat_cannot_say_as_the_narrowest_that_holds_it(text: str, gcat: str) -> None:
    assert to_gcat(parse(text)) == gcat


@given(stated)
def test_what_is_written_holds_what_was_stated(value: VagueDate) -> None:
    read = read_gcat(to_gcat(value))
    if read.is_tbd:
        return
    (first, last), (start, end) = bounds(read), bounds(value)
    assert first <= start <= end <= last


@given(vague_dates)
def test_what_was_read_is_written_as_it_was(value: VagueDate) -> None:
    text = to_gcat(value)
    assert to_gcat(read_gcat(text)) == text
    assert to_gcat(value.bounded(Bound.CLOSED)) == text


@given(st.one_of(st.text(max_size=20), st.text(alphabet="0123456789 JunQsCMh.:?-", max_size=20)))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        value = read_gcat(text)
    except DateSyntaxError as error:
        assert error.why  # noqa: PT017 - being refused is one of two right answers
        return
    assert value.bound is Bound.CLOSED
