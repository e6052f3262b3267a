from __future__ import annotations

import copy
import pickle
from datetime import date, datetime

import pytest
from hypothesis import given

from tests.dates.strategies import periods, stated, vague_dates
from timeline.dates import TBD, Bound, Period, Sign, Unit, VagueDate, parse

MAY = Period.month(2024, 5)
JULY = Period.month(2024, 7)


def test_one_period() -> None:
    value = VagueDate(MAY)
    assert (value.first, value.last) == (MAY, MAY)
    assert not value.is_span
    assert not value.is_tbd
    assert value.stated == (date(2024, 5, 1), date(2024, 5, 31))
    assert (value.earliest, value.latest) == value.stated
    assert value.precision == "month"
    assert value.day is None
    assert value.instant is None
    assert value.qualifiers == ()
    assert str(value) == value.text == "2024-05"
    assert repr(value) == "<VagueDate 2024-05>"


def test_a_span_is_as_precise_as_its_coarser_end() -> None:
    value = VagueDate(Period.day(date(2024, 5, 13)), JULY.signed(Sign.UNCERTAIN))
    assert value.is_span
    assert value.stated == (date(2024, 5, 13), date(2024, 7, 31))
    assert value.unit is Unit.MONTH
    assert value.qualifiers == ("uncertain",)
    assert value.text == "2024-05-13/2024-07?"


def test_a_span_of_one_period_is_that_period() -> None:
    assert VagueDate(MAY, Period.month(2024, 5)) == VagueDate(MAY)


def test_a_reversed_span_is_refused() -> None:
    with pytest.raises(ValueError, match=r"the span ends \(2024-05\) before it begins \(2024-07\)"):
        VagueDate(JULY, MAY)


def test_net_and_nlt_open_one_side() -> None:
    net, nlt = VagueDate(MAY, bound=Bound.NET), VagueDate(MAY, JULY, Bound.NLT)
    assert (net.earliest, net.latest) == (date(2024, 5, 1), None)
    assert (nlt.earliest, nlt.latest) == (None, date(2024, 7, 31))
    assert net.stated == (date(2024, 5, 1), date(2024, 5, 31))
    assert net.text == "NET 2024-05"
    assert nlt.text == "NLT 2024-05/2024-07"
    assert net.qualifiers == ("net",)
    assert nlt.qualifiers == ("nlt",)
    assert net.bounded(Bound.CLOSED) == VagueDate(MAY)


def test_tbd_states_nothing() -> None:
    assert TBD.is_tbd
    assert not TBD.is_span
    assert (TBD.stated, TBD.earliest, TBD.latest) == (None, None, None)
    assert (TBD.unit, TBD.instant, TBD.day) == (None, None, None)
    assert TBD.precision == "none"
    assert TBD.qualifiers == ()
    assert TBD.text == "TBD"
    assert TBD.signed(Sign.BOTH) is TBD
    assert VagueDate(None, MAY, Bound.NET) == TBD


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-05-03", date(2024, 5, 3)),
        ("2024-05-03T09:27Z", date(2024, 5, 3)),
        ("2024-05-03T09Z/2024-05-03T11Z", date(2024, 5, 3)),
        ("2024-05-03?", date(2024, 5, 3)),
        ("2024-05", None),
        ("2024-05-03/2024-05-04", None),
        ("NET 2024-05-03", None),
        ("NLT 2024-05-03", None),
        ("TBD", None),
    ],
)
def test_the_one_day_it_names(text: str, day: date | None) -> None:
    assert parse(text).day == day


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2024-05-03T09:27:30Z", datetime(2024, 5, 3, 9, 27, 30)),
        ("2024-05-03T09Z", datetime(2024, 5, 3, 9)),
        ("NET 2024-05-03T09:27Z", datetime(2024, 5, 3, 9, 27)),
        ("2024-05-03", None),
        ("2024-05-03T09Z/2024-05-03T11Z", datetime(2024, 5, 3, 9)),
        ("2024-05-03T09Z/2024-05-04", None),
    ],
)
def test_the_instant_it_names(text: str, instant: datetime | None) -> None:
    assert parse(text).instant == instant


def test_signs_reach_both_ends() -> None:
    value = VagueDate(MAY, JULY, Bound.NET)
    assert value.signed(Sign.NONE) is value
    assert value.signed(Sign.BOTH).text == "NET 2024-05%/2024-07%"
    assert value.signed(Sign.BOTH).qualifiers == ("net", "approximate", "uncertain")


def test_order() -> None:
    texts = [
        *("2024-05-02", "2024-05-03T09Z", "2024-05-03T23:59:59Z", "2024-05-03", "NET 2024-05-03"),
        *("2024-05-03/2024-05-04", "2024", "2024-Q4", "2024-12", "2024-12-31", "9999-12-31", "TBD"),
    ]
    shuffled = [parse(text) for text in texts[::-1]]
    assert [value.text for value in sorted(shuffled)] == texts


@given(vague_dates, vague_dates)
def test_any_two_are_less_equal_or_greater(one: VagueDate, other: VagueDate) -> None:
    assert [one < other, one == other, one > other].count(True) == 1
    assert (one <= other) == (one < other or one == other)
    assert (one >= other) == (one > other or one == other)
    assert one <= TBD


@given(vague_dates, vague_dates, vague_dates)
def test_the_order_is_transitive(one: VagueDate, two: VagueDate, three: VagueDate) -> None:
    first, second, third = sorted((one, two, three))
    assert first <= second <= third
    assert first <= third


@given(vague_dates, vague_dates)
def test_equal_dates_have_equal_texts_and_only_they(one: VagueDate, other: VagueDate) -> None:
    same = (one.first, one.last, one.bound) == (other.first, other.last, other.bound)
    assert (one == other) == same == (one.text == other.text)
    assert one != other or hash(one) == hash(other)


@given(vague_dates)
def test_copies_are_equal(value: VagueDate) -> None:
    for twin in (copy.copy(value), copy.deepcopy(value), pickle.loads(pickle.dumps(value))):  # noqa: S301 - ours
        assert twin == value
        assert (twin.first, twin.last, twin.bound) == (value.first, value.last, value.bound)


@given(stated)
def test_what_is_stated_runs_forwards(value: VagueDate) -> None:
    assert value.earliest is not None
    assert value.latest is not None
    assert value.earliest <= value.latest
    assert value.bounded(Bound.NET).latest is None
    assert value.bounded(Bound.NLT).earliest is None
    assert value.bounded(Bound.NET).stated == value.stated


@given(periods())
def test_a_sign_never_moves_the_bounds(period: Period) -> None:
    assert VagueDate(period).signed(Sign.BOTH).stated == VagueDate(period).stated


def test_is_immutable_and_no_other_thing() -> None:
    value = VagueDate(MAY)
    with pytest.raises(AttributeError):
        value.bound = Bound.NET
    with pytest.raises(AttributeError):
        del value.bound
    assert value != "2024-05"


@pytest.mark.parametrize("name", ["__lt__", "__le__", "__gt__", "__ge__"])
def test_dates_sort_among_themselves_only(name: str) -> None:
    compare = getattr(parse("2024-05"), name)
    assert compare("2024-06") is NotImplemented
    assert isinstance(compare(parse("2024-06")), bool)
