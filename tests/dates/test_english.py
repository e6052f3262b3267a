"""English phrases: the collected ones, the conventions of docs/dates.md one by one, and any text at all."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.dates.phrases import READ, REFUSED, day
from timeline.dates import TBD, DateSyntaxError, VagueDate, parse
from timeline.dates.clean import clean
from timeline.dates.english import read_english
from timeline.dates.english.ends import ends_of

MAY = date(2024, 5, 3)  # a Friday


def reading(text: str, announced: date | None = None) -> str:
    return read_english(clean(text), announced).text


@pytest.mark.parametrize("row", READ, ids=lambda row: f"{row[0]}@{row[1]}")
def test_collected_phrases_are_read(row: list[str]) -> None:
    text, announced, canonical, earliest, latest = row[:5]
    value = parse(text, announced=day(announced))
    assert (value.text, value.earliest, value.latest) == (canonical, day(earliest), day(latest))


@pytest.mark.parametrize("row", REFUSED, ids=lambda row: f"{row[0]}@{row[1]}")
def test_collected_texts_are_refused_with_advice(row: list[str]) -> None:
    text, announced = row[0], day(row[1])
    with pytest.raises(DateSyntaxError) as refused:
        parse(text, announced=announced)
    assert refused.value.why
    for suggestion in refused.value.suggestions:
        assert parse(suggestion, announced=announced).text


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        # Case, commas, full stops, articles, prepositions and lead-ins do not matter.
        ("JUNE 2022.", "2022-06"),
        ("now scheduled for launch in the Spring of 2025", "spring 2025"),
        ("currently targeting some time in Q3 2025", "2025-Q3"),
        ("tentatively planned for the 3rd of May, 2024", "2024-05-03?"),
        ("postponed until May 2025", "2025-05"),
        ("will launch on or about 3 May 2024", "2024-05-03~"),
        ("at some point in 2026", "2026"),
        # Days, in every order.
        ("2016 Jun  8", "2016-06-08"),
        ("2016-Jun-08", "2016-06-08"),
        ("May the 3rd, 2024", "2024-05-03"),
        ("3 May 2024 (Friday)", "2024-05-03"),
        ("Friday (3 May 2024)", "2024-05-03"),
        ("Fri. the 3rd of May 2024", "2024-05-03"),
        ("Friday, 2024-05-03", "2024-05-03"),
        ("Monday, 13/05/2024", "2024-05-13"),
        ("Friday 3 to Sunday 5 May 2024", "2024-05-03/2024-05-05"),
        ("June 27, 2024 UTC", "2024-06-27"),
        ("3 May 2024 (UTC)", "2024-05-03"),
        # Figures with one reading.
        ("13/05/2024", "2024-05-13"),
        ("05/13/2024", "2024-05-13"),
        ("13.5.2024", "2024-05-13"),
        ("05/05/2024", "2024-05-05"),
        ("2024/05/03", "2024-05-03"),
        # Quarters, halves, fiscal years.
        ("Q2/2024", "2024-Q2"),
        ("1H26", "2026-H1"),
        ("first semester of 2025", "2025-H1"),
        ("4QFY25", "2025-Q3"),
        ("FY97", "FY1997"),
        ("FY2026 Q3", "2026-Q2"),
        ("calendar 2026", "2026"),
        ("US fiscal year 2026", "FY2026"),
        ("the 2026 fiscal year", "FY2026"),
        ("the fourth quarter of the 2025 fiscal year", "2025-Q3"),
        ("Q4 JFY2025", "2026-Q1"),
        ("second half of Japanese fiscal year 2025", "2025-10/2026-03"),
        ("India's fiscal year 2025-26", "2025-04/2026-03"),
        ("India's financial year 2025/26", "2025-04/2026-03"),
        ("Indian fiscal year 2025", "2025-04/2026-03"),
        ("2025 autumn", "autumn 2025"),
        ("winter of 2025/2026", "winter 2025"),
        ("winter 1999-2000", "winter 1999"),
        # Weeks and halves of months.
        ("week 51 of 2024", "2024-W51"),
        ("the week of Wednesday, December 18, 2024", "2024-W51"),
        ("first half of May 2024", "2024-05-01/2024-05-15"),
        ("second half of February 2024", "2024-02-16/2024-02-29"),
        ("the latter half of May 2024", "2024-05-16/2024-05-31"),
        ("first or second week of June 2025", "2025-06-01/2025-06-14"),
        ("month of May 2024", "2024-05"),
        ("first week in June 2025", "2025-06-01/2025-06-07"),
        # Parts.
        ("the latter part of 2025", "late 2025"),
        ("the early part of May 2024", "early 2024-05"),
        ("end-of-2025", "late 2025"),
        ("end of year 2025", "late 2025"),
        ("year-end 2025", "late 2025"),
        ("towards the middle of 2025", "mid 2025"),
        ("early 2024-Q2 or later", "NET early 2024-Q2"),
        ("early-mid 2025", "early 2025/mid 2025"),
        ("early, mid or late 2025", "early 2025/late 2025"),
        # Spans.
        ("May, June or July 2024", "2024-05/2024-07"),
        ("2024, 2025, or 2026", "2024/2026"),
        ("May 3, 4 or 5, 2024", "2024-05-03/2024-05-05"),
        ("either May or June 2024", "2024-05/2024-06"),
        ("the 3rd or 4th of May 2024", "2024-05-03/2024-05-04"),
        ("3rd to 5th of May 2024", "2024-05-03/2024-05-05"),
        ("October 2024 or November", "2024-10/2024-11"),
        ("December 2024 or January", "2024-12/2025-01"),
        ("from 2015 to early 2016", "2015/early 2016"),
        ("around May or June 2024", "2024-05~/2024-06~"),
        ("May or possibly June 2024", "2024-05/2024-06?"),
        ("2024-05-03 to 2024-05-10", "2024-05-03/2024-05-10"),
        # What may stand around a date.
        ("no earlier than (NET) May 2025", "NET 2025-05"),
        ("no-earlier-than May 2025", "NET 2025-05"),
        ("NET May/June 2024", "NET 2024-05/2024-06"),
        ("no sooner than 2017 or 2018", "NET 2017/2018"),
        ("2 June 2024 (NET)", "NET 2024-06-02"),
        ("no earlier than May 2024 (TBC)", "NET 2024-05?"),
        ("early 2025 or so", "early 2025"),
        ("2025, or thereabouts", "2025~"),
        ("2026 (planned)", "2026"),
        ("around 2024?", "2024%"),
        ("TBD 2025", "2025?"),
        ("before about June 2024", "NLT 2024-05-31~"),
        ("the end of 2025 at the latest", "NLT 2025"),
        ("before the end of May or June 2024", "NLT 2024-05-20"),
        # Times.
        ("12:34 UTC+5:30 on 3 May 2024", "2024-05-03T07:04Z"),
        ("12:34 (UTC-3) on 3 May 2024", "2024-05-03T15:34Z"),
        ("3 May 2024 at 0927", "2024-05-03T09:27Z"),
        ("3 May 2024 0927:30 UTC", "2024-05-03T09:27:30Z"),
        ("3 May 2024 1220-1252 UTC", "2024-05-03T12:20Z/2024-05-03T12:52Z"),
        ("3 May 2024 12:20 UTC - 12:52 UTC", "2024-05-03T12:20Z/2024-05-03T12:52Z"),
        ("3 May 2024 12:20:30.5 UTC", "2024-05-03T12:20:30Z"),
        ("3 May 2024 09 UTC", "2024-05-03T09Z"),
        ("noon EDT on 3 May 2024", "2024-05-03T16Z"),
        ("12 noon UTC, 3 May 2024", "2024-05-03T12Z"),
        ("16:08 hrs. IST on 4 December 2024", "2024-12-04T10:38Z"),
        ("11 a.m.-1 p.m. EST on 3 May 2024", "2024-05-03T16Z/2024-05-03T18Z"),
        ("11 a.m. to 1 p.m. IST on 3 May 2024", "2024-05-03T05:30Z/2024-05-03T08:29Z"),
        ("from 22:00 UTC on 3 May 2024 to 01:00 UTC on 4 May 2024", "2024-05-03T22:00Z/2024-05-04T01:00Z"),
        ("3 May 2024 22:00 to 4 May 2024 01:00 CEST", "2024-05-03T20:00Z/2024-05-03T23:00Z"),
        ("9:34:57 a.m. on August 26, 2023 (JST)", "2023-08-26T00:34:57Z"),
        ("17:27 (Beijing Time) on May 3, 2024", "2024-05-03T09:27Z"),
        ("5:27 a.m. Eastern on 3 May 2024", "2024-05-03T09:27Z"),
        ("24:00 UTC on 31 December 2024", "2025-01-01T00:00Z"),
        # The same time in other zones must be the same.
        ("May 3, 2024, 5:27 a.m. EDT (0927 UTC)", "2024-05-03T09:27Z"),
        ("5:27 a.m. EDT (0927 UTC) on May 3, 2024", "2024-05-03T09:27Z"),
        ("5:27 a.m. EDT on May 3, 2024 (0927 UTC)", "2024-05-03T09:27Z"),
        ("5:27 a.m. EDT/09:27 UTC on 3 May 2024", "2024-05-03T09:27Z"),
        ("16:52 CEST (7:52 a.m. PDT, 14:52 UTC), 7 October 2024", "2024-10-07T14:52Z"),
        ("February 7, 2020, 11:15 p.m. EST (0415 GMT 8 February)", "2020-02-08T04:15Z"),
        ("February 7, 2020, 11:15 p.m. EST (0415 GMT on Feb. 8th)", "2020-02-08T04:15Z"),
        ("1 a.m. EST (0600 UTC) on 16 January 2025", "2025-01-16T06:00Z"),
    ],
)
def test_phrases(text: str, canonical: str) -> None:
    assert reading(text) == canonical


@pytest.mark.parametrize(
    ("text", "announced", "canonical"),
    [
        ("today at 14:14 CEST", "2023-04-14", "2023-04-14T12:14Z"),
        ("tonight", "2024-05-03", "2024-05-03"),
        ("yesterday", "2024-05-01", "2024-04-30"),
        ("last week", "2024-05-03", "2024-W17"),
        ("last year", "2024-05-03", "2023"),
        ("this coming summer", "2024-05-03", "summer 2024"),
        ("current fiscal year", "2024-05-03", "FY2024"),
        ("next half", "2024-05-03", "2024-H2"),
        ("mid-month", "2024-05-03", "mid 2024-05"),
        ("late in the month", "2024-05-03", "late 2024-05"),
        ("later in the year", "2024-05-03", "2024"),
        ("by the end of the fiscal year", "2024-11-03", "NLT FY2025"),
        ("the first week of next month", "2024-05-03", "2024-06-01/2024-06-07"),
        ("the last week of the month", "2024-05-03", "2024-05-25/2024-05-31"),
        ("the first half of this month", "2024-05-03", "2024-05-01/2024-05-15"),
        ("Q2 of next fiscal year", "2024-05-03", "2025-Q1"),
        # "Next" where both readings are one.
        ("next Friday", "2024-05-03", "2024-05-10"),
        ("next Friday", "2024-05-04", "2024-05-10"),
        ("next May", "2024-05-03", "2025-05"),
        ("next May", "2024-06-03", "2025-05"),
        ("next winter", "2025-01-10", "winter 2025"),
        ("this winter", "2025-01-10", "winter 2024"),
        # A span is one date: it may have begun, and its ends follow each other.
        ("December or January", "2025-01-05", "2024-12/2025-01"),
        ("winter or spring", "2025-01-05", "winter 2024/spring 2025"),
        ("Friday or Saturday", "2024-05-04", "2024-05-10/2024-05-11"),
        ("Friday or 10 May", "2024-05-02", "2024-05-03/2024-05-10"),
        ("Friday to 2024-05-10", "2024-05-02", "2024-05-03/2024-05-10"),
        ("late December or early January", "2024-12-31", "late 2024-12/early 2025-01"),
        ("October or early 2026", "2025-05-03", "2025-10/early 2026"),
        ("Monday, 29 February", "2024-03-01", None),
    ],
)
def test_relative_phrases(text: str, announced: str, canonical: str | None) -> None:
    if canonical is None:
        with pytest.raises(DateSyntaxError, match="is a Tuesday, not a Monday"):
            reading(text, date.fromisoformat(announced))
    else:
        assert reading(text, date.fromisoformat(announced)) == canonical


@pytest.mark.parametrize(
    ("text", "why", "suggestions"),
    [
        ("31 June 2024", "June 2024 has 30 days, so there is no day 31", ("2024-06-30", "2024-07-01")),
        ("31 June", "June 2026 has 30 days, so there is no day 31", None),
        ("03/04/2024", "it has two readings", ("2024-04-03", "2024-03-04")),
        ("2024-5-3", "months and days have two digits", ("2024-05-03",)),
        ("2024/5/3", "months and days have two digits", ("2024-05-03",)),
        ("2024.13.45", "no calendar has this day", ("2024-05-03",)),
        ("03/04/24", "a year has four digits, and it stands first", ("2024-05-03",)),
        ("June", "it needs a year, or the day of the announcement", ("June 2026",)),
        ("June 15", "it needs a year, or the day of the announcement", ("June 15, 2026",)),
        ("next year", "'year' counts from the day of the announcement, which is not given", ("2027",)),
        ("Jume 2024", "'Jume' was not understood", ("3 May 2024", "NET 2024-Q2")),
        ("Febuary 2024", "'Febuary' was not understood", ("February 2024",)),
        ("May '24", "a year has four digits", ("May 2024",)),
        ("mid-26", "'mid' needs a month, quarter, season, year or decade after it", ("mid-2026",)),
        ("June 2024 at night", "'at' was not understood", ("June 2024",)),
        ("soon", "'soon' names no date", ("TBD",)),
        ("Thursday 3 May 2024", "2024-05-03 is a Friday, not a Thursday", ("2024-05-03", "2024-05-02")),
        ("the week beginning 18 December 2024", "2024-12-18 is a Wednesday, not a Monday", None),
        ("2026 to 2024", "the span ends (2024) before it begins (2026)", ("2024/2026",)),
        ("May to May 2024", "both ends of the span are the same", ("2024-05",)),
        ("2024, 2026 or 2025", "the span ends (2025) before it begins (2026)", ("2025/2026",)),
        ("December or January 2026", "the span ends (2026-01) before it begins (2026-12)", None),
        (
            "next Friday",
            "'next Friday' may be that of this week or of the next",
            ("2024-05-03", "2024-05-10"),
        ),
        ("next June", "'next june' may be that of this year or of the next", ("2024-06", "2025-06")),
        ("3 May 2024 09:27 AST", "AST may be UTC-4 or UTC+3", None),
        ("3 May 2024 09:27 local time", "local time depends on the place", None),
        ("3 May 2024 at midnight", "midnight begins one day and ends another", None),
        ("12:30 midnight UTC on 3 May 2024", "midnight begins one day and ends another", None),
        ("11 noon on 3 May 2024", "noon is at 12, not 11", None),
        ("0 a.m. UTC on 3 May 2024", "there is no 0 am: hours are 1 to 12", None),
        ("3 May 2024 12:34 +15:00", "there is no time zone +15:00", None),
        ("3 May 2024 12:34 +12345", "'+' was not understood", None),
        ("31 December 2016 23:59:60 UTC", "leap seconds cannot be kept; write the second before", ()),
        ("3 May 2024 12:52-12:20 UTC", "the second time of day is the earlier one; name the day of each", ()),
        ("May 3, 2024, 5:27 a.m. EDT (0927 MSK)", "the times given are not the same instant", ()),
        ("5:27 a.m. EDT (0927 UTC 4 May) on 3 May 2024", "the times given are not the same instant", ()),
        ("5:27 a.m. EDT (0927 UTC, soon) on 3 May 2024", "'soon' names no date", None),
        ("3 November 2024 1:30 a.m. ET", "clocks change then, so 01:30 has no one reading", None),
        ("10 March 2024 2:30 a.m. ET", "clocks change then, so 02:30 has no one reading", None),
        ("09:27 UTC", "a time of day needs its day", ("09:27 UTC on 3 May 2024",)),
        ("09:27 UTC, May 2024", "a time of day needs its day, not a longer period", None),
        ("09:27 UTC on early 3 May 2024", "a time of day needs its day, not a longer period", None),
        ("09:27 UTC to 3 May 2024", "'to' was not understood", None),
        ("9 or 10 UTC", None, None),
        ("after 09:27 UTC on 3 May 2024", "'after' goes with a day or longer", None),
        ("early 3 May 2024", "there is no such thing as early 2024-05-03", ()),
        ("late FY2026", "there is no such thing as late FY2026", ()),
        ("late JFY2026", "2026-04/2027-03 is a span, which has no parts", ()),
        ("beginning 2025", "'of' is missing before '2025'", None),
        ("early late 2024", "'late' was not understood", None),
        ("the first part of 2025", None, None),
        ("last quarter", "'last quarter' may be the one before or the last of the year", None),
        ("latter quarter of 2025", "'latter' goes with 'half', not with 'quarter'", None),
        ("first half of Q2 2025", "'of' was not understood", None),
        ("third half of May 2024", "there is no half 3", None),
        ("first week of 2025", "weeks are counted in months, and 'of' is none", None),
        ("fifth week of May 2024", "weeks of a month are the first", ()),
        ("week of May 2024", "a week is named by one of its days", None),
        ("week 51", "something is missing at its end", None),
        ("week 51 or 52", "a year is missing before 'or'", None),
        ("month of Sundays", "'Sundays' was not understood", None),
        ("the year", "'year' was not understood", None),
        ("year of the dog", "'year' was not understood", None),
        ("financial year 2026", "it does not say whose financial year", None),
        ("fiscal year 2025-26", "fiscal years of the US Government are named by one number", None),
        ("FY25/26", "fiscal years of the US Government are named by one number", None),
        ("May of the 2025", "'of' was not understood", ("3 May 2024", "NET 2024-Q2")),
        ("FY2025/26", "fiscal years of the US Government are named by one number", None),
        ("India's fiscal year 2025-27", "2025-27 are not two years in a row", ()),
        ("JFY26", "a year has four digits", None),
        ("May FY2025", "'FY' was not understood", None),
        ("summer 2025-26", "only a winter lies in two years, not a summer", ("summer 2025",)),
        ("summer 2025/26", "only a winter lies in two years, not a summer", ("summer 2025",)),
        ("winter 2025-27", "2025-27 are not two years in a row", ()),
        ("2025s", "decades begin with a year that ends in 0", ("2020s",)),
        ("3th May 2024", "it is 3rd, not 3th", ()),
        ("111th of May 2024", None, None),
        ("no earlier than 2024-13", "there is no month 13", ("2024-12",)),
        ("no earlier than 2024-42", None, None),
        ("from about 2024-05-03T9", None, None),
        ("3-May-24", None, None),
        ("3 May - 5", None, None),
        ("2024-05-03 to 9", None, None),
        ("today until 24", None, None),
        ("3 to May 2024", None, None),
        ("mid to 3", None, None),
        ("mid to", "something is missing at its end", None),
        ("either 2024", "something is missing at its end", None),
        ("2024, 2025", "'2025' was not understood", ("2024",)),
        ("2024 or 2025 to 2026", "'to' was not understood", None),
        ("2025 or Q3", "its last end lacks a year", ()),
        ("no earlier than 2025 to 2026", "'to' does not go with what is said before the date", None),
        ("between 2024 to 2026", "'and' is missing before 'to'", None),
        ("towards 2025", "'2025' was not understood", None),
        ("the 2025", "'2025' was not understood", None),
        ("late in the 2025", "'2025' was not understood", None),
        ("launching scheduled for 2025", "'for' was not understood", None),
        ("around about 2025", "'about' was said before", None),
        ("2025 (TBD", "something is missing at its end", None),
        ("2025 (TBD, soon)", "')' is missing before ','", None),
        ("NET 2025 at the latest", "'at' was not understood", None),
        ("Friday, May 2025", "a weekday goes with a day, not with ','", None),
        ("today the 3rd", "'the' was not understood", None),
        ("last spring", "'quarter', 'half' or 'week' is missing before 'spring'", None),
        ("next few weeks", "'few' names no date", None),
        ("this fiscal week", "'year' is missing before 'week'", None),
        ("later 2025", "'later' names no date", None),
        ("32 December 9999", "December 9999 has 31 days, so there is no day 32", ("9999-12-31",)),
        ("0000", "years run from 0001 to 9999", None),
        ("before 1 January 0001", "years run from 0001 to 9999", None),
        ("after 31 December 9999", "years run from 0001 to 9999", None),
        ("a " * 42, "it has more than 40 words and marks", ()),
        ("1, 2, 3, 4, 5 or 6 May 2024", "it names more than 5 dates", None),
        ("May or " * 14 + "May", "it names more than 5 dates", ()),
        ("May. 2024. x", "'.' was not understood", None),
    ],
)
def test_refusals(text: str, why: str | None, suggestions: tuple[str, ...] | None) -> None:
    relative = text.startswith(("next", "today", "last ", "this"))
    with pytest.raises(DateSyntaxError) as refused:
        reading(text, date(2024, 5, 1) if relative and text != "next year" else None)
    assert refused.value.text == clean(text)
    assert why is None or why in refused.value.why
    assert suggestions is None or suggestions == refused.value.suggestions


@given(
    st.dates(date(2000, 1, 1), date(2040, 12, 31)),
    st.sampled_from(("June", "3 May", "Q2", "winter", "late May")),
)
def test_a_date_without_a_year_is_its_first_occurrence_that_does_not_end_before(
    announced: date, text: str
) -> None:
    value = read_english(text, announced)
    years = range(announced.year - 1, announced.year + 2)
    candidates = [read_english(f"{text} {year}", None) for year in years]
    assert value == min(one for one in candidates if one.latest is not None and one.latest >= announced)


@given(st.dates(date(2000, 1, 1), date(2040, 12, 31)), st.sampled_from(("this", "next")))
def test_weeks_months_and_years_hold_or_follow_the_announcement(announced: date, word: str) -> None:
    for noun in ("week", "month", "quarter", "year", "decade"):
        value = read_english(f"{word} {noun}", announced)
        assert value.earliest is not None
        assert value.latest is not None
        if word == "this":
            assert value.earliest <= announced <= value.latest
        else:
            assert announced < value.earliest


WORDS = (
    *(
        "early",
        "mid",
        "late",
        "end",
        "beginning",
        "of",
        "the",
        "in",
        "on",
        "at",
        "by",
        "before",
        "after",
        "from",
    ),
    *("to", "and", "or", "until", "between", "no earlier than", "not before", "latest", "earliest", "around"),
    *(
        "May",
        "June",
        "3",
        "31",
        "3rd",
        "first",
        "last",
        "2024",
        "2025",
        "24",
        "Q2",
        "H1",
        "2Q24",
        "second",
        "half",
    ),
    *(
        "quarter",
        "week",
        "year",
        "month",
        "decade",
        "fiscal",
        "FY2025",
        "JFY2026",
        "2020s",
        "next",
        "this",
        "later",
    ),
    *(
        "summer",
        "winter",
        "2025-26",
        "Friday",
        "today",
        "soon",
        "TBD",
        "09:27",
        "0927",
        "UTC",
        "a.m.",
        "9",
        "EDT",
    ),
    *(
        "ET",
        "AST",
        "noon",
        "midnight",
        "+0200",
        "2024-05-03",
        "2024-06",
        "2024-W51",
        "-",
        "/",
        ",",
        ".",
        "(",
        ")",
    ),
    *("?", "~", "'24", "03/04/2024", "India's", "9999", "0001", "part"),
)
ANNOUNCEMENTS = st.sampled_from((None, MAY, date(2024, 11, 30), date.min, date.max))


@given(
    st.one_of(
        st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join),
        st.lists(st.sampled_from(WORDS), max_size=9).map("".join),
        st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=40),
    ),
    ANNOUNCEMENTS,
)
@example("January 1, 0001 at 00:00 UTC+1", None)
@example("31 December 9999 at 23:00 EST", None)
@example("first week of next month", date.max)
@example("tomorrow", date.max)
@example("next winter", date.max)
@example("next Friday", date.max)
@example("next May", date.max)
@example("last year", date.min)
@example("29 February", date.max)
def test_any_text_is_read_or_refused_with_a_reason(text: str, announced: date | None) -> None:
    try:
        value = read_english(clean(text), announced)
    except DateSyntaxError as error:
        assert error.why  # noqa: PT017 - being refused is one of two right answers
        for suggestion in error.suggestions:
            assert parse(suggestion, announced=announced).text
        return
    assert parse(value.text) == value


@given(st.sampled_from(READ), st.sampled_from(WORDS))
def test_a_word_left_over_never_goes_unnoticed(row: list[str], word: str) -> None:
    text, announced, canonical = row[0], day(row[1]), row[2]
    try:
        value = parse(f"{text} Falcon {word}", announced=announced)
    except DateSyntaxError:
        return
    pytest.fail(f"{value.text} instead of {canonical}")


@pytest.mark.parametrize("nothing", [None, TBD])
def test_no_date_has_no_ends(nothing: VagueDate | None) -> None:
    with pytest.raises(ValueError, match="no date was stated"):
        ends_of(nothing)
