"""Every text goes in through `parse`; what TOML holds, through `from_toml`."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.dates.strategies import edtf_like, vague_dates
from timeline.dates import DateSyntaxError, VagueDate, from_toml, parse

ANNOUNCED = date(2024, 5, 3)


@given(vague_dates)
def test_text_to_value_to_text(value: VagueDate) -> None:
    assert parse(value.text) == value
    assert parse(f"  {value.text} ").text == value.text


@given(vague_dates)
def test_equal_values_have_the_same_edtf(value: VagueDate) -> None:
    assert parse(value.text).edtf == value.edtf


SCRAPS = (
    *("2024", "-05", "-03", "Q2", "/", "..", "NET ", "NLT ", "early ", "mid-", "late ", "winter ", "FY"),
    *("May ", "3 ", "2020s", "~", "?", "%", "T09Z", "TBD", "[", "]", ",", " to ", " or ", "the ", "by "),
    *("week ", "of ", "next ", "25:00", "31 ", "first ", "half ", "no earlier than "),
)


@given(
    st.one_of(
        st.text(max_size=250),
        edtf_like,
        st.lists(st.sampled_from(SCRAPS), max_size=9).map("".join),
    ),
    st.sampled_from((None, ANNOUNCED, date.min, date.max)),
)
@example("\ud800", None)
@example("2" * 5_000_000, None)
@example("(" * 200, None)
@example("2024-05-03T" + "0" * 189, None)
@example("[" + ",".join(["2024"] * 39) + "]", None)
def test_any_text_is_read_or_refused(text: str, announced: date | None) -> None:
    try:
        value = parse(text, announced=announced)
    except DateSyntaxError as error:
        assert str(error).isprintable()  # noqa: PT017 - being refused is one of two right answers
        return
    assert parse(value.text) == value


REFUSED = [
    # what no calendar has
    *("2024-06-31", "31 June 2024", "2023-02-29", "2023-02-30", "30 February 2024", "2024-13", "2024-00"),
    *("2024-Q5", "Q5 2024", "2024-H3", "2024-W53", "2024-W00", "2023-366", "0000", "0000-01-01"),
    *("2024-05-03T25:00Z", "2024-05-03T24:01Z", "2024-05-03T09:60Z", "25:00", "2024-05-03T09:27+15:00"),
    # other scripts
    *("٢٠٢٤", "\N{FULLWIDTH DIGIT TWO}024", "2024-०५", "二〇二四年五月", "MAЙ 2024", "2024−05", "½"),
    # control characters
    *("2024\t05", "2024-05\n", "\x002024", "2024-05\x7f", "2024\u200b", "2024\u202e", "\x1b[31m2024"),
    # more than 200 characters
    *("2" * 201, "May 2024" + " " * 200, "2024-05/" * 26),
    # leap seconds
    *("2016-12-31T23:59:60Z", "2016-12-31T23:59:60.5+00:00"),
    # figures that are no year
    *("2_024", "+2024", "-2024", "02024", "20240", "24", "'24"),
    *("2024.0", "2e3", "0x7e8", "2,024", "1.5", "2 024"),
    # two readings
    *("03/04/2024", "3/4/2024", "03-04-2024", "03.04.2024", "03/04/24", "2024/05/03/"),
    # reversed
    *("2024-07/2024-06", "[2025..2024]", "NET 2025/2024"),
    # something missing or left over
    *("", " ", "-", "/", "..", "?", "~", "NET", "NLT", "2024-", "2024-05-", "2024-05-03T"),
    *("2024 2025", "2024-05 maybe not", "2024-05??", "2024 [", "{2024}", "20X4", "XXXX", "Y20240"),
]


@pytest.mark.parametrize("text", REFUSED)
def test_refuses(text: str) -> None:
    with pytest.raises(DateSyntaxError) as refusal:
        parse(text)
    assert refusal.value.why
    assert str(refusal.value).isprintable()


def test_a_leap_second_has_its_own_message() -> None:
    with pytest.raises(DateSyntaxError, match="leap seconds cannot be kept; write the second before"):
        parse("2016-12-31T23:59:60Z")


@pytest.mark.parametrize(
    ("toml", "text"),
    [
        ("2024-05-03", "2024-05-03"),
        ("2024-05-03T09:27:30Z", "2024-05-03T09:27:30Z"),
        ("2024-05-03 09:27:30.999", "2024-05-03T09:27:30Z"),
        ("2024-05-03T01:00:00+09:00", "2024-05-02T16:00:00Z"),
        ('"2024-Q2"', "2024-Q2"),
        ('"NET 2024-05?"', "NET 2024-05?"),
        ('"2024-34"', "2024-Q2"),
    ],
)
def test_what_toml_holds(toml: str, text: str) -> None:
    assert from_toml(tomllib.loads(f"date = {toml}")["date"]).text == text


@pytest.mark.parametrize(
    "value",
    [
        "",
        "soon-ish",
        datetime.min.replace(tzinfo=timezone(timedelta(hours=1))),
        datetime.max.replace(tzinfo=timezone(timedelta(hours=-1))),
    ],
)
def test_what_toml_holds_may_be_no_date(value: str | datetime) -> None:
    with pytest.raises(DateSyntaxError):
        from_toml(value)


def test_importing_dates_loads_nothing_heavy() -> None:
    code = "import sys; before = set(sys.modules); import timeline.dates; print(*sys.modules.keys() - before)"
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    modules = loaded.stdout.split()
    assert "timeline.dates" in modules
    assert HEAVY.isdisjoint(modules)


HEAVY = {
    *("dataclasses", "inspect", "typing", "zoneinfo"),
    *("timeline.dates.english", "timeline.dates.gcat", "timeline.dates.launch_library"),
}
