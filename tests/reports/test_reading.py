"""How texts are read as dates: the report behind `timeline date`."""

from datetime import date

import pytest

from timeline.reports.reading import readings

SAID = date(2020, 10, 2)


@pytest.mark.parametrize(
    ("notation", "text", "canonical"),
    [
        ("any", "2022-06", "2022-06"),
        ("any", "June 2022", "2022-06"),
        ("any", "late next year", "late 2021"),
        ("gcat", "2016?", "2015/2017"),
        ("ll2", "2026-09-30T00:00:00Z|Month", "2026-09"),
    ],
)
def test_a_text_is_read_in_its_notation(notation: str, text: str, canonical: str) -> None:
    [reading] = readings([(text, SAID)], notation)
    assert reading.value is not None
    assert (reading.value.text, reading.announced, reading.error) == (canonical, SAID, None)


@pytest.mark.parametrize("announced", ["2020-10-02", "2 October 2020", SAID])
def test_the_day_may_be_a_text(announced: str | date) -> None:
    [reading] = readings([("next year", announced)])
    assert reading.value is not None
    assert (reading.value.text, reading.announced) == ("2021", SAID)


@pytest.mark.parametrize(
    ("text", "announced", "why"),
    [
        ("31 June 2024", None, "June 2024 has 30 days"),
        ("next year", None, "announcement"),
        ("2024", "2020-10", "must be one day"),
        ("2024", "whenever", "'whenever'"),
    ],
)
def test_a_refusal_says_why_and_the_rest_is_read(text: str, announced: str | None, why: str) -> None:
    refused, read = readings([(text, announced), ("2023", None)])
    assert refused.value is None
    assert refused.text == text
    assert why in refused.error.why if refused.error else False
    assert read.value is not None
