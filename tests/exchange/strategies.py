"""Hypothesis strategies for whole ledgers of clean text, such as every exact notation must keep."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from timeline.dates import parse
from timeline.exchange.untrusted import clean_text, clean_url
from timeline.model import Announcement, Ledger, Mission, Outcome, Status

LISTS = ("aliases", "agencies", "partners", "programs", "payloads", "tags")
TEXTS = ("vehicle", "site", "summary", "notes")
LOOK_ALIKES = (
    "=1+1",
    "'=1",
    "'",
    "a; b",
    "\\",
    "\\-",
    "; ",
    "-",
    "null",
    '"',
    "嫦娥",
    "a|b",
    "1,2",
    " x ",
    "a\nb",
)

texts = st.sampled_from(LOOK_ALIKES) | st.text(max_size=12).map(clean_text)
names = texts.filter(str.strip)
urls = st.sampled_from(("", "https://example.org/a?b=c;d#e", "http://example.org/(1),2"))
slugs = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,3}){0,2}", fullmatch=True)
_CLOSED = (
    *("2024-05-03T09:27:30Z", "2024-05-03T09:27Z", "2024-12-31T23Z", "2024-05-03", "2024-02-29?", "2024-W51"),
    *("early 2024-05", "2024-05", "2024-12~", "late 2025-Q4", "2024-Q2", "winter 2025", "mid summer 2024"),
    *("early 2024", "2024-H1", "2023", "2023%", "FY2027", "late 2030s", "2020s", "0001-01-01", "9999-12-31"),
    *(
        "2024-06-15/2024-07-31",
        "2023/2024-Q1",
        "1957-10-04T19:28Z",
        "9999-12-31T23Z",
        "2024-05-03T09Z/2024-05-04",
    ),
)
closed = st.sampled_from([parse(text) for text in _CLOSED])
vague_dates = closed | st.sampled_from(
    [parse(text) for text in ("TBD", "NET 2024-Q2", "NLT 2025", "NET 2024-05-03T09:27Z", "NET 2024/2025~")]
)


@st.composite
def announcements(draw: st.DrawFn) -> Announcement:
    """Draw an announcement."""
    fields: dict[str, Any] = {key: draw(texts) for key in ("source", "title", "said", "reason")}
    return Announcement(
        draw(closed),
        draw(vague_dates),
        draw(st.just("launch") | slugs),
        draw(st.sampled_from(Status)),
        url=draw(urls),
        outcome=draw(st.none() | st.sampled_from(Outcome)),
        recorded=draw(st.none() | st.dates()),
        **fields,
    )


@st.composite
def missions(draw: st.DrawFn) -> Mission:
    """Draw a mission with its announcements."""
    mission_id = draw(slugs)
    fields: dict[str, Any] = {key: tuple(draw(st.lists(texts, max_size=3))) for key in LISTS}
    fields |= {key: draw(texts) for key in TEXTS}
    items = draw(st.lists(announcements(), max_size=3))
    placed = (item._replace(mission_id=mission_id, position=position) for position, item in enumerate(items))
    ids = draw(st.dictionaries(slugs, names, max_size=2))
    return Mission(
        mission_id,
        draw(names),
        url=draw(urls),
        host=draw(st.just("") | slugs),
        ids=MappingProxyType(ids),
        announcements=tuple(placed),
        **fields,
    )


@st.composite
def ledgers(draw: st.DrawFn) -> Ledger:
    """Draw a ledger."""
    found = draw(st.lists(missions(), max_size=3, unique_by=lambda mission: mission.id))
    assert all(mission.url == clean_url(mission.url) for mission in found)
    return Ledger({mission.id: mission for mission in found})
