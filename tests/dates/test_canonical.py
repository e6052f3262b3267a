"""Canonical texts and ISO 8601: what is read, with its bounds, and what is not."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given

from tests.dates.strategies import vague_dates
from timeline.dates import DateSyntaxError, VagueDate
from timeline.dates.canonical import from_day, from_moment, read_canonical

# text, canonical text ("=" for the same), first day, last day ("=" for the same), precision
READ = """
2024-05-03T09:27:30Z          | =                    | 2024-05-03 | = | second
2024-05-03T09:27Z             | =                    | 2024-05-03 | = | minute
2024-05-03T09Z                | =                    | 2024-05-03 | = | hour
2024-05-03T09:27:30           | 2024-05-03T09:27:30Z | 2024-05-03 | = | second
2024-05-03T09:27:30.999Z      | 2024-05-03T09:27:30Z | 2024-05-03 | = | second
2024-05-03T09:27:30,5Z        | 2024-05-03T09:27:30Z | 2024-05-03 | = | second
2024-05-03T23:30-05:00        | 2024-05-04T04:30Z    | 2024-05-04 | = | minute
2024-05-03T01:30+0530         | 2024-05-02T20:00Z    | 2024-05-02 | = | minute
2024-05-03T01+09              | 2024-05-02T16Z       | 2024-05-02 | = | hour
2024-05-03T09+05:30           | 2024-05-03T03:30Z/2024-05-03T04:29Z | 2024-05-03 | = | minute
2024-05-03T24:00Z             | 2024-05-04T00:00Z    | 2024-05-04 | = | minute
20240503T092700Z              | 2024-05-03T09:27:00Z | 2024-05-03 | = | second
20240503                      | 2024-05-03           | 2024-05-03 | = | day
2024-05-03T09:27Z?            | =                    | 2024-05-03 | = | minute
2024-05-03                    | =                    | 2024-05-03 | = | day
2024-02-29                    | =                    | 2024-02-29 | = | day
0001-01-01                    | =                    | 0001-01-01 | = | day
9999-12-31                    | =                    | 9999-12-31 | = | day
2024-W18-4                    | 2024-05-02           | 2024-05-02 | = | day
2020-W53-7                    | 2021-01-03           | 2021-01-03 | = | day
2024-123                      | 2024-05-02           | 2024-05-02 | = | day
2024-366                      | 2024-12-31           | 2024-12-31 | = | day
2024-W51                      | =                    | 2024-12-16 | 2024-12-22 | week
2024-05                       | =                    | 2024-05-01 | 2024-05-31 | month
2024-05~                      | =                    | 2024-05-01 | 2024-05-31 | month
2024-Q2                       | =                    | 2024-04-01 | 2024-06-30 | quarter
2024-H2%                      | =                    | 2024-07-01 | 2024-12-31 | half
spring 2025                   | =                    | 2025-03-01 | 2025-05-31 | season
winter 2025                   | =                    | 2025-12-01 | 2026-02-28 | season
2023                          | =                    | 2023-01-01 | 2023-12-31 | year
FY2027                        | =                    | 2026-10-01 | 2027-09-30 | fiscal-year
2020s                         | =                    | 2020-01-01 | 2029-12-31 | decade
early 2024                    | =                    | 2024-01-01 | 2024-04-30 | part-of-year
mid 2024~                     | mid 2024             | 2024-05-01 | 2024-08-31 | part-of-year
late 2024%                    | late 2024?           | 2024-09-01 | 2024-12-31 | part-of-year
late 2024-02                  | =                    | 2024-02-21 | 2024-02-29 | part-of-month
late 2025-Q4                  | =                    | 2025-12-01 | 2025-12-31 | part-of-quarter
early summer 2024             | =                    | 2024-06-01 | 2024-06-30 | part-of-season
mid 2030s                     | =                    | 2034-01-01 | 2036-12-31 | part-of-decade
2024-06-15/2024-07-31         | =                    | 2024-06-15 | 2024-07-31 | day
2024-06-15/2024-07            | =                    | 2024-06-15 | 2024-07-31 | month
early 2026/mid 2026           | =                    | 2026-01-01 | 2026-08-31 | part-of-year
2024-06~/2024-Q4?             | =                    | 2024-06-01 | 2024-12-31 | quarter
2024-05/2024-05               | 2024-05              | 2024-05-01 | 2024-05-31 | month
2024-06/2024                  | =                    | 2024-06-01 | 2024-12-31 | year
NET 2024-Q2                   | =                    | 2024-04-01 | ..         | quarter
NET late 2024-05              | =                    | 2024-05-21 | ..         | part-of-month
NET 2024-06/2024-07           | =                    | 2024-06-01 | ..         | month
NLT 2025                      | =                    | ..         | 2025-12-31 | year
NLT 2025-06-30?               | =                    | ..         | 2025-06-30 | day
TBD                           | =                    | ..         | ..         | none
"""

REFUSED = """
2024-13                       | there is no month 13
2024-00                       | there is no month 0
2024-42                       | there is no month 42
2023-02-29                    | February 2023 has 28 days, so there is no day 29
2023-02-30                    | February 2023 has 28 days, so there is no day 30
1900-02-29                    | February 1900 has 28 days
2024-06-31                    | June 2024 has 30 days, so there is no day 31
2024-06-00                    | so there is no day 0
2024-25-01                    | there is no month 25
20240631                      | June 2024 has 30 days
2024-Q0                       | there is no quarter 0: quarters are Q1 to Q4
2024-Q5                       | there is no quarter 5: quarters are Q1 to Q4
2024-H0                       | there is no half 0
2024-H3                       | there is no half 3: halves are H1 and H2
2024-W00                      | 2024 has no week 0
2024-W53                      | 2024 has no week 53
2024-W18-0                    | there is no day 0 of a week
2024-W18-8                    | there is no day 8 of a week
2024-000                      | 2024 has 366 days, so there is no day 0
2023-366                      | 2023 has 365 days, so there is no day 366
2024s                         | as in 2020s
0000                          | years run from 0001 to 9999
0000-05-03                    | years run from 0001 to 9999
0000s                         | years run from 0001 to 9999
FY0001                        | years run from 0001 to 9999
winter 9999                   | years run from 0001 to 9999
9999-W52                      | years run from 0001 to 9999
9999-12-31T24:00Z             | years run from 0001 to 9999
9999-12-31T23:30-01:00        | years run from 0001 to 9999
0001-01-01T00+01              | years run from 0001 to 9999
0001-01-01T00+00:30           | years run from 0001 to 9999
2024-05-03T25:00Z             | there is no time 25:00
2024-05-03T24:01Z             | there is no time 24:01
2024-05-03T09:60Z             | there is no time 09:60
2024-05-03T09:27:61Z          | there is no time 09:27:61
2016-12-31T23:59:60Z          | leap seconds cannot be kept; write the second before
2024-05-03T09:27+15:00        | there is no time zone +15:00
2024-05-03T09:27+09:60        | there is no time zone +09:60
early 2024-05-03              | there is no such thing as early 2024-05-03
mid FY2024                    | there is no such thing as mid FY2024
late 2024-H1                  | there is no such thing as late 2024-H1
early 2024-W05                | there is no such thing as early 2024-W05
early 2024-05-03T09Z          | a time of day has no early, mid or late
2024-07/2024-06               | the span ends (2024-06) before it begins (2024-07)
NET 2025/2024                 | the span ends (2024) before it begins (2025)
2024-06/2024-13               | there is no month 13
"""

UNKNOWN = """
2024-5
24-05
02024
2_024
+2024
-2024
2024-5-3
2024-05-3
2024/05/03
2024-05-03 09:27
2024-05-03T
2024-05-03T9Z
2024-05-03T09:27z
2024-05-03t09:27Z
2024-05-03T09:27ZZ
2024-05-03T09:27:30.Z
2024-05-03T09:27+5
2024-05T09Z
2024-123T09Z
2024-W1
2024-w18
2024-Q
2024-Q22
2024Q2
Q2-2024
2024-H
2024-S1
FY27
fy2027
FY 2027
2020S
20s
Spring 2025
fall 2025
spring  2025
spring
early
early early 2024
earlyish 2024
2024-05!
2024-05??
2024-05?~
?2024-05
2024-05/
/2024-05
2024-05/2024-06/2024-07
2024-05//2024-06
2024-05 / 2024-06
NET
NET  2024
net 2024
NET NET 2024
NET NLT 2024
NLT TBD
TBD?
tbd
TBD/TBD
2024-21
2024-33/2024-36
202X
"""


def rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


@pytest.mark.parametrize(("text", "canonical", "first", "last", "precision"), rows(READ))
def test_reads(text: str, canonical: str, first: str, last: str, precision: str) -> None:
    value = read_canonical(text)
    assert value is not None
    assert value.text == (text if canonical == "=" else canonical)
    assert str(value.earliest or "..") == first
    assert str(value.latest or "..") == (first if last == "=" else last)
    assert value.precision == precision


@pytest.mark.parametrize(("text", "why"), rows(REFUSED))
def test_refuses(text: str, why: str) -> None:
    with pytest.raises(DateSyntaxError) as refusal:
        read_canonical(text)
    assert why in refusal.value.why
    assert refusal.value.text == text


@pytest.mark.parametrize("text", ["", *UNKNOWN.strip().splitlines()])
def test_leaves_to_others(text: str) -> None:
    assert read_canonical(text) is None


@given(vague_dates)
def test_every_date_is_read_back_from_its_text(value: VagueDate) -> None:
    read = read_canonical(value.text)
    assert read == value
    assert read is not None
    assert (read.first, read.last, read.bound) == (value.first, value.last, value.bound)


def test_a_day_from_toml() -> None:
    assert from_day(date(2024, 5, 3)).text == "2024-05-03"


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (datetime(2024, 5, 3, 9, 27, 30, 999), "2024-05-03T09:27:30Z"),
        (datetime(2024, 5, 3, 9, 27, tzinfo=UTC), "2024-05-03T09:27:00Z"),
        (datetime(2024, 5, 3, 1, tzinfo=timezone(timedelta(hours=9))), "2024-05-02T16:00:00Z"),
    ],
)
def test_a_moment_from_toml(moment: datetime, text: str) -> None:
    assert from_moment(moment).text == text
