"""Hypothesis strategies for announcements, histories and ledgers."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from tests.builders import ledger, mission
from tests.dates.strategies import stated, vague_dates
from timeline.dates import VagueDate
from timeline.dates.period import Period
from timeline.model import Announcement, Ledger, Status

days = st.dates(date(2015, 1, 1), date(2030, 12, 31))
"""Days of our time."""

_told = st.one_of(
    days.map(lambda day: VagueDate(Period.day(day))),
    days.map(lambda day: VagueDate(Period.month(day.year, day.month))),
    days.map(lambda day: VagueDate(Period.year(day.year))),
)


@st.composite
def _announcements(draw: st.DrawFn) -> Announcement:
    milestone = draw(st.sampled_from(("launch", "landing")))
    return Announcement(
        draw(_told), draw(vague_dates), milestone=milestone, status=draw(st.sampled_from(Status))
    )


announcements = _announcements()
"""Announcements of any date and status, made in our time."""

dated = st.tuples(_told, stated).map(lambda pair: Announcement(*pair))
"""Planned announcements that state a period."""

_HOSTS = ("", "alpha", "beta", "gamma", "unknown")


@st.composite
def ledgers(draw: st.DrawFn) -> Ledger:
    """Draw a ledger of three missions, which may host one another, even in circles."""
    return ledger(
        *(
            mission(name, *draw(st.lists(announcements, max_size=5)), host=draw(st.sampled_from(_HOSTS)))
            for name in ("alpha", "beta", "gamma")
        )
    )
