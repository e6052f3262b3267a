"""EDTF: what is read, with its bounds, what is refused, and what is written for values of every kind."""

from __future__ import annotations

import pytest
from hypothesis import given

from tests.dates.strategies import edtf_like, vague_dates
from timeline.dates import TBD, DateSyntaxError, VagueDate, parse
from timeline.dates.edtf import read_edtf, to_edtf

# EDTF, canonical text ("=" for the same), first day, last day ("=" for the same). The headings are those of
# the specification, and so are most of the examples.
READ = """
# level 0: date
1985-04-12              | = | 1985-04-12 | =
1985-04                 | = | 1985-04-01 | 1985-04-30
1985                    | = | 1985-01-01 | 1985-12-31
# level 0: date and time
1985-04-12T23:20:30     | 1985-04-12T23:20:30Z | 1985-04-12 | =
1985-04-12T23:20:30Z    | = | 1985-04-12 | =
1985-04-12T23:20:30-04  | 1985-04-13T03:20:30Z | 1985-04-13 | =
1985-04-12T23:20:30+04:30 | 1985-04-12T18:50:30Z | 1985-04-12 | =
# level 0: time interval
1964/2008               | = | 1964-01-01 | 2008-12-31
2004-06/2006-08         | = | 2004-06-01 | 2006-08-31
2004-02-01/2005-02-08   | = | 2004-02-01 | 2005-02-08
2004-02-01/2005-02      | = | 2004-02-01 | 2005-02-28
2004-02-01/2005         | = | 2004-02-01 | 2005-12-31
2005/2006-02            | = | 2005-01-01 | 2006-02-28
# level 1: seasons
2001-21                 | spring 2001 | 2001-03-01 | 2001-05-31
2001-22                 | summer 2001 | 2001-06-01 | 2001-08-31
2001-23                 | autumn 2001 | 2001-09-01 | 2001-11-30
2001-24                 | winter 2001 | 2001-12-01 | 2002-02-28
2001-24?                | winter 2001? | 2001-12-01 | 2002-02-28
# level 1: qualification of a date (complete)
1984?                   | = | 1984-01-01 | 1984-12-31
2004-06~                | = | 2004-06-01 | 2004-06-30
2004-06-11%             | = | 2004-06-11 | =
# level 1: unspecified digits from the right
201X                    | 2010s | 2010-01-01 | 2019-12-31
201X?                   | 2010s? | 2010-01-01 | 2019-12-31
20XX                    | 2000/2099 | 2000-01-01 | 2099-12-31
2004-XX                 | 2004-01/2004-12 | 2004-01-01 | 2004-12-31
1985-04-XX              | 1985-04-01/1985-04-30 | 1985-04-01 | 1985-04-30
1985-XX-XX              | 1985-01-01/1985-12-31 | 1985-01-01 | 1985-12-31
# level 1: extended interval
1985-04-12/..           | NET 1985-04-12 | 1985-04-12 | ..
1985-04/..              | NET 1985-04 | 1985-04-01 | ..
1985/..                 | NET 1985 | 1985-01-01 | ..
../1985-04-12           | NLT 1985-04-12 | .. | 1985-04-12
../1985-04              | NLT 1985-04 | .. | 1985-04-30
../1985                 | NLT 1985 | .. | 1985-12-31
1985-04-12/             | NET 1985-04-12 | 1985-04-12 | ..
1985/                   | NET 1985 | 1985-01-01 | ..
/1985-04                | NLT 1985-04 | .. | 1985-04-30
../..                   | TBD | .. | ..
1984~/2004-06           | = | 1984-01-01 | 2004-06-30
1984-06-02?/2004-08-08~ | = | 1984-06-02 | 2004-08-08
1984?/..                | NET 1984? | 1984-01-01 | ..
# level 2: qualification of single parts, taken for the whole
2004-06~-11             | 2004-06-11~ | 2004-06-11 | =
2004?-06-11             | 2004-06-11? | 2004-06-11 | =
?2004-06-~11            | 2004-06-11% | 2004-06-11 | =
2004-%06-11             | 2004-06-11% | 2004-06-11 | =
2004-?06                | 2004-06? | 2004-06-01 | 2004-06-30
2004-06-~01/2004-06-~20 | 2004-06-01~/2004-06-20~ | 2004-06-01 | 2004-06-20
# level 2: unspecified digits, where what fits is one stretch of time
1XXX                    | 1000/1999 | 1000-01-01 | 1999-12-31
2004-0X                 | 2004-01/2004-09 | 2004-01-01 | 2004-09-30
2004-1X                 | 2004-10/2004-12 | 2004-10-01 | 2004-12-31
2004-1X-XX              | 2004-10-01/2004-12-31 | 2004-10-01 | 2004-12-31
2004-06-0X              | 2004-06-01/2004-06-09 | 2004-06-01 | 2004-06-09
2004-06-1X              | 2004-06-10/2004-06-19 | 2004-06-10 | 2004-06-19
2004-06-3X              | 2004-06-30 | 2004-06-30 | =
2004-07-3X              | 2004-07-30/2004-07-31 | 2004-07-30 | 2004-07-31
2004-02-2X              | 2004-02-20/2004-02-29 | 2004-02-20 | 2004-02-29
201X-XX                 | 2010-01/2019-12 | 2010-01-01 | 2019-12-31
2004-06-XX/2004-07-03   | 2004-06-01/2004-07-03 | 2004-06-01 | 2004-07-03
20XX/..                 | NET 2000/2099 | 2000-01-01 | ..
# level 2: sub-year groupings
2001-25                 | spring 2001 | 2001-03-01 | 2001-05-31
2001-26                 | summer 2001 | 2001-06-01 | 2001-08-31
2001-27                 | autumn 2001 | 2001-09-01 | 2001-11-30
2001-28                 | winter 2001 | 2001-12-01 | 2002-02-28
2001-29                 | 2001-09/2001-11 | 2001-09-01 | 2001-11-30
2001-30                 | 2001-12/2002-02 | 2001-12-01 | 2002-02-28
2001-31                 | 2001-03/2001-05 | 2001-03-01 | 2001-05-31
2001-32                 | 2001-06/2001-08 | 2001-06-01 | 2001-08-31
2001-33                 | 2001-Q1 | 2001-01-01 | 2001-03-31
2001-34                 | 2001-Q2 | 2001-04-01 | 2001-06-30
2001-35                 | 2001-Q3 | 2001-07-01 | 2001-09-30
2001-36                 | 2001-Q4 | 2001-10-01 | 2001-12-31
2001-37                 | early 2001 | 2001-01-01 | 2001-04-30
2001-38                 | mid 2001 | 2001-05-01 | 2001-08-31
2001-39                 | late 2001 | 2001-09-01 | 2001-12-31
2001-39?                | late 2001? | 2001-09-01 | 2001-12-31
2001-40                 | 2001-H1 | 2001-01-01 | 2001-06-30
2001-41                 | 2001-H2 | 2001-07-01 | 2001-12-31
2025-26                 | summer 2025 | 2025-06-01 | 2025-08-31
2001-33/2001-36         | 2001-Q1/2001-Q4 | 2001-01-01 | 2001-12-31
# ISO 8601-2: an interval of a time
1985-04-12T23:20:30/..  | NET 1985-04-12T23:20:30Z | 1985-04-12 | ..
# level 2: one of a set
[1667..1672]            | 1667/1672 | 1667-01-01 | 1672-12-31
[1667,1668,1670..1672]  | 1667/1672 | 1667-01-01 | 1672-12-31
[1760-01, 1760-02]      | 1760-01/1760-02 | 1760-01-01 | 1760-02-29
[1760-01, 1760-02, 1760-12..] | NET 1760-01/1760-12 | 1760-01-01 | ..
[1667,1760-12]          | 1667/1760-12 | 1667-01-01 | 1760-12-31
[..1760-12-03]          | NLT 1760-12-03 | .. | 1760-12-03
[..1983, 1984-05]       | NLT 1983/1984-05 | .. | 1984-05-31
[1760-12..]             | NET 1760-12 | 1760-12-01 | ..
[2024-34?]              | 2024-Q2? | 2024-04-01 | 2024-06-30
"""

REFUSED = """
-0044                   | years run from 0001 to 9999
-1985-04-12             | years run from 0001 to 9999
-004X                   | years run from 0001 to 9999
0000                    | years run from 0001 to 9999
000X                    | years run from 0001 to 9999
00XX                    | years run from 0001 to 9999
Y170000002              | years run from 0001 to 9999
Y-170000002             | years run from 0001 to 9999
Y-17E7                  | years run from 0001 to 9999
Y171010000S3            | years run from 0001 to 9999
Y20000/..               | years run from 0001 to 9999
9999-24                 | years run from 0001 to 9999
9999-30                 | years run from 0001 to 9999
1950S2                  | write 1950~
{1667,1668, 1670..1672} | means every date in it
{1960..}                | means every date in it
XXXX                    | only the last digits can be unspecified, and not the whole year
XXXX-XX-XX              | only the last digits
XXXX-12-XX              | only the last digits
156X-12-25              | only the last digits
15XX-12                 | only the last digits
15XX-12-XX              | only the last digits
1560-XX-25              | only the last digits
20X4                    | only the last digits
2XX4                    | only the last digits
X024                    | only the last digits
2004-X1                 | only the last digits
2004-06-X1              | only the last digits
2004-2X                 | there is no month 20
2004-02-3X              | February 2004 has 29 days
2004-42                 | there is no month 42
2004-20                 | there is no month 20
2004-00                 | there is no month 0
2004-00-XX              | there is no month 0
2004-06-00              | there is no day 0
2004-21-01              | there is no month 21
2023-02-29~             | February 2023 has 28 days
?2004-06-31             | June 2004 has 30 days
2004-13/..              | there is no month 13
../2004-06-31           | June 2004 has 30 days
2006/2004-21            | the span ends (spring 2004) before it begins (2006)
[2006..2004]            | the span ends (2004) before it begins (2006)
[2004,2006,2005]        | the span ends (2005) before it begins (2006)
/                       | neither end is stated
/..                     | neither end is stated
../                     | neither end is stated
1985-04-12T24:01:00Z    | there is no time 24:01:00
1985-04-12T23:59:60Z    | leap seconds cannot be kept
1985-04-31T23:59:00Z    | April 1985 has 30 days
"""

UNKNOWN = """
85
1985-4
1985-4-12
1985-004
19850412
1985-04-12T23
1985-04-12T23:20
1985-04-12T23:20:30z
1985-04-12T23:20:30Z~
1985-04-12 23:20:30
+1985
1985..1986
..1985
1985..
..
../../..
1985//1986
1985/1986/1987
1985 / 1986
1985/86
1985/spring
2004-06??
2004-06?~
20?04
2004?~-06
2004-06-1x
198u
2004-x1
2004-06-XXX
[]
[..]
[..2004..]
[2004..2005..2006]
[2004,]
[,2004]
[2004;2005]
[2004
2004]
[TBD]
2024-Q2/..
early 2024/..
[2024-Q1..2024-Q2]
TBD
NET 2024
"""


def rows(table: str) -> list[list[str]]:
    lines = [line for line in table.strip().splitlines() if not line.startswith("#")]
    return [[cell.strip() for cell in line.split("|")] for line in lines]


@pytest.mark.parametrize(("text", "canonical", "first", "last"), rows(READ))
def test_reads(text: str, canonical: str, first: str, last: str) -> None:
    value = read_edtf(text)
    assert value is not None
    assert value.text == (text if canonical == "=" else canonical)
    assert str(value.earliest or "..") == first
    assert str(value.latest or "..") == (first if last == "=" else last)
    assert parse(text) == value


@pytest.mark.parametrize(("text", "why"), rows(REFUSED))
def test_refuses(text: str, why: str) -> None:
    with pytest.raises(DateSyntaxError) as refusal:
        read_edtf(text)
    assert why in refusal.value.why
    assert refusal.value.text == text
    with pytest.raises(DateSyntaxError, match=r"^cannot read"):
        parse(text)


@pytest.mark.parametrize("text", ["", *UNKNOWN.strip().splitlines()])
def test_leaves_to_others(text: str) -> None:
    assert read_edtf(text) is None


WRITTEN = """
2024-05-03T09:27:30Z    | 2024-05-03T09:27:30Z
2024-05-03T09:27:30Z?   | 2024-05-03?
2024-05-03T09:27Z       | 2024-05-03
2024-05-03T09Z~         | 2024-05-03~
2024-05-03T09Z/2024-05-03T11Z | 2024-05-03
2024-05-03T09Z/2024-05-04T11Z | 2024-05-03/2024-05-04
2024-05-03?             | 2024-05-03?
2024-W51                | 2024-12-16/2024-12-22
2024-W51?               | 2024-12-16?/2024-12-22?
2024-05%                | 2024-05%
2024-Q2                 | 2024-34
2024-Q4?                | 2024-36?
2024-H1                 | 2024-40
2024-H2                 | 2024-41
spring 2025             | 2025-21
summer 2025             | 2025-22
autumn 2025             | 2025-23
winter 2025             | 2025-24
2023                    | 2023
FY2027                  | 2026-10-01/2027-09-30
2020s                   | 202X
2020s~                  | 202X~
early 2024              | 2024-01~/2024-04~
late 2024?              | 2024-09%/2024-12%
mid 2024-05             | 2024-05-11~/2024-05-20~
late 2025-Q4            | 2025-12~
early summer 2024       | 2024-06~
mid 2030s               | 2034~/2036~
2024-06-15/2024-07      | 2024-06-15/2024-07
early 2026/mid 2026     | 2026-01~/2026-08~
2024-Q3/2024-Q4         | 2024-07-01/2024-12-31
2024-06/2024-Q4?        | 2024-06/2024-12-31?
winter 2025/2026-06     | 2025-12-01/2026-06
2020s/2030s             | 2020/2039
NET 2024-05-03          | 2024-05-03/..
NET 2024-05-03T09:27:30Z | 2024-05-03/..
NET 2024-05             | 2024-05/..
NET 2024-Q2             | 2024-04-01/..
NET mid 2024            | 2024-05~/..
NET 2020s               | 2020/..
NET 2024-06/2024-07~    | 2024-06~/..
NLT 2025                | ../2025
NLT 2025?               | ../2025?
NLT 2025-H1             | ../2025-06-30
NLT FY2025              | ../2025-09-30
NLT early 2024          | ../2024-04~
TBD                     | ../..
"""


@pytest.mark.parametrize(("text", "edtf"), rows(WRITTEN))
def test_writes(text: str, edtf: str) -> None:
    assert parse(text).edtf == edtf


@given(vague_dates)
def test_what_is_written_reads_back_to_the_same_days_and_qualifiers(value: VagueDate) -> None:
    read = read_edtf(to_edtf(value))
    assert read is not None
    assert (read.earliest, read.latest) == (value.earliest, value.latest)
    assert read.qualifiers == value.qualifiers
    assert read.is_tbd == value.is_tbd
    assert parse(value.edtf) == read


@given(vague_dates)
def test_what_is_written_stays_as_it_is_when_read_and_written_again(value: VagueDate) -> None:
    read = read_edtf(to_edtf(value))
    assert read is not None
    assert to_edtf(read) == to_edtf(value)


@given(edtf_like)
def test_any_text_is_read_refused_or_left(text: str) -> None:
    try:
        value = read_edtf(text)
    except DateSyntaxError as error:
        assert error.text == text  # noqa: PT017 - being refused is one of three right answers
        return
    assert value is None or value == TBD or value.stated is not None
