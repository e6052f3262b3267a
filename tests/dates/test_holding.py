from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given

from tests.dates.strategies import moments
from timeline.dates import DateSyntaxError, Unit
from timeline.dates.holding import holding, read_moment

UNITS = (
    *(Unit.SECOND, Unit.MINUTE, Unit.HOUR, Unit.DAY, Unit.WEEK),
    *(Unit.MONTH, Unit.QUARTER, Unit.HALF, Unit.YEAR, Unit.DECADE),
)


@pytest.mark.parametrize("unit", UNITS)
@given(moment=moments)
def test_the_period_holds_the_moment(unit: Unit, moment: datetime) -> None:
    try:
        period = holding(unit, moment)
    except ValueError:
        assert moment.year < 10 or moment.year == 9999
        return
    assert period.unit is unit
    assert period.start <= moment.replace(microsecond=0) <= period.end


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024-05-03T09:27:30.5Z", "2024-05-03T09:27:30Z"),
        ("2024-05-03T09:27+01:00", "2024-05-03T08:27Z"),
        (" 2024-05-03 ", "2024-05-03"),
        ("2024-05-03T09+05:30", "2024-05-03T03:30Z"),
    ],
)
def test_reads_moments(text: str, moment: str) -> None:
    assert read_moment(text).text == moment


@pytest.mark.parametrize("text", ["", "2024", "2024-05", "TBD", "3 May 2024", "2024-05-32", "\t", "2024-W18"])
def test_refuses_what_is_no_moment(text: str) -> None:
    with pytest.raises(DateSyntaxError) as refusal:
        read_moment(text)
    assert refusal.value.text == text
