"""Hypothesis strategies for every kind of period and vague date."""

from __future__ import annotations

from datetime import datetime

from hypothesis import reject
from hypothesis import strategies as st

from timeline.dates import TBD, Bound, Part, Period, Season, Sign, Unit, VagueDate
from timeline.dates.holding import holding

PARTS = {
    Unit.PART_OF_MONTH: Unit.MONTH,
    Unit.PART_OF_QUARTER: Unit.QUARTER,
    Unit.PART_OF_SEASON: Unit.SEASON,
    Unit.PART_OF_YEAR: Unit.YEAR,
    Unit.PART_OF_DECADE: Unit.DECADE,
}


@st.composite
def periods(draw: st.DrawFn, units: tuple[Unit, ...] = tuple(Unit)) -> Period:
    """Draw a period of one of *units*, with any sign."""
    try:
        period = _period(draw, draw(st.sampled_from(units)))
    except ValueError:  # it leaves the years 0001 to 9999
        reject()
    return period.signed(draw(st.sampled_from(Sign)))


def _period(draw: st.DrawFn, unit: Unit) -> Period:
    if unit in PARTS:
        return Period.part(draw(st.sampled_from(Part)), _period(draw, PARTS[unit]))
    if unit is Unit.SEASON:
        return Period.season(draw(moments).year, draw(st.sampled_from(Season)))
    if unit is Unit.FISCAL_YEAR:
        return Period.fiscal_year(draw(moments).year)
    return holding(unit, draw(moments))


moments = st.one_of(
    st.datetimes(datetime(2015, 1, 1), datetime(2035, 12, 31)),
    st.datetimes(),
)
"""Date-times without a zone: mostly of our days, at times from any year."""


@st.composite
def spans(draw: st.DrawFn) -> VagueDate:
    """Draw the span between two periods of any kind."""
    first, last = sorted((draw(periods()), draw(periods())), key=lambda period: period.start)
    return VagueDate(first, last)


stated = st.one_of(periods().map(VagueDate), spans())
"""Closed dates: one period, or a span."""

vague_dates = st.one_of(
    stated,
    st.builds(VagueDate.bounded, stated, st.sampled_from((Bound.NET, Bound.NLT))),
    st.just(TBD),
)
"""Vague dates of every kind."""

edtf_like = st.text(alphabet="0123456789X-/.[],{}?~%TZ:+SYE ", max_size=24)
"""Texts of the characters that EDTF uses, mostly of no meaning."""
