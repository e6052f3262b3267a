from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import announcement, ledger, mission
from tests.render.shown import TODAY, missions, the_ledger
from timeline.model import Ledger
from timeline.render.page import index_page, page, page_names
from timeline.reports.card import card
from timeline.reports.slips import total_slips
from timeline.reports.upcoming import upcoming

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\"' onload='alert(3)\x1b[31m\u202e"


class Tags(HTMLParser):
    """The tags of a page with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def links(self) -> list[str]:
        return [attributes["href"] or "" for tag, attributes in self.found if tag == "a"]


def page_of(known: Ledger, *ids: str, index: str = "") -> str:
    cards = [card(known, known.missions[mission_id], today=TODAY) for mission_id in ids]
    return page(cards, today=TODAY, as_of=TODAY, index=index)


def test_the_story_the_chart_and_every_source_are_there() -> None:
    text = page_of(the_ledger(), "svom")
    assert "SVOM, first announced on 26 March 2014 for 2020, has moved 3 times and launched on" in text
    assert text.count("<svg") == 1
    assert "SVOM: accord &lt;signé&gt;" in text
    assert "Reason given: the payload came late" in text
    assert "As announced by 22 November 2026." in text
    assert Tags(text).links() == ["https://example.org/svom", "https://example.org/svom/2014"]


def test_only_web_addresses_become_links() -> None:
    assert "javascript:" not in page_of(the_ledger(), "svom")


def test_hostile_text_is_inert_everywhere() -> None:
    said = announcement(
        "2024-01-01",
        "2025",
        source=HOSTILE,
        title=HOSTILE,
        said=HOSTILE,
        reason=HOSTILE,
        url=f"https://x/{HOSTILE}",
    )
    later = announcement("2024-02-01", "2026", milestone="launch")
    bad = mission(
        "bad",
        said,
        later,
        name=HOSTILE,
        aliases=(HOSTILE,),
        agencies=(HOSTILE,),
        summary=HOSTILE,
        url="javascript:alert(1)",
    )
    text = page_of(ledger(bad), "bad")
    tags = Tags(text).found
    assert not [tag for tag, _ in tags if tag in ("script", "img", "iframe", "object", "link")]
    assert not [name for _, attributes in tags for name in attributes if name.startswith("on")]
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert Tags(text).links() == []


def test_nothing_is_loaded_from_anywhere() -> None:
    text = page_of(the_ledger(), "svom", "change-6", index="index.html")
    loading = {"src", "srcset", "data", "poster", "action"}
    assert not [name for _, attributes in Tags(text).found for name in attributes if name in loading]
    assert "url(" not in text
    assert "@import" not in text
    assert "default-src 'none'" in text


def test_several_missions_are_articles_of_one_page() -> None:
    text = page_of(the_ledger(), "svom", "change-6", "dorn", "idea")
    assert text.count("<article>") == 4
    assert "<h1>SVOM, 嫦娥六号 (Chang’e 6), DORN, Idea</h1>" in text
    ids = re.findall(r'id="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    assert "Launch (on 嫦娥六号 (Chang’e 6))" in text


def test_a_mission_of_which_nothing_was_announced() -> None:
    empty = mission("empty")
    assert "Nothing was announced yet." in page_of(ledger(empty), "empty")


def test_the_same_ledger_gives_the_same_bytes() -> None:
    assert page_of(the_ledger(), "svom") == page_of(the_ledger(), "svom")


def test_the_index_leads_to_every_page() -> None:
    known = the_ledger()
    ids = list(known.missions)
    names = page_names(ids)
    text = index_page(
        [card(known, item, today=TODAY) for item in missions(*ids)],
        names,
        upcoming(known, today=TODAY),
        total_slips(known, today=TODAY),
        today=TODAY,
        as_of=TODAY,
    )
    assert set(Tags(text).links()) == set(names.values())
    assert "Who slipped most" in text
    assert "+41 … +54 mo" in text


def test_overdue_missions_stand_apart_in_the_index() -> None:
    known = ledger(mission("late", announcement("2020-01-01", "2021")))
    cards = [card(known, item, today=TODAY) for item in known.missions.values()]
    text = index_page(
        cards, {"late": "late.html"}, upcoming(known, today=TODAY), [], today=TODAY, as_of=TODAY
    )
    assert "Overdue" in text
    assert "Nothing is announced." in text
    assert "Nothing has moved." in text


@pytest.mark.parametrize(
    ("mission_id", "expected"),
    [
        ("change-6", "change-6.html"),
        ("../../etc/passwd", "etc-passwd.html"),
        ("index", "mission-index.html"),
        ("CON", "mission-con.html"),
        ("嫦娥", "mission.html"),
        ("", "mission.html"),
        ("a" * 300, "a" * 80 + ".html"),
    ],
)
def test_file_names_are_made_of_ids_but_safe(mission_id: str, expected: str) -> None:
    assert page_names([mission_id]) == {mission_id: expected}


@given(st.lists(st.text(), unique=True, max_size=8))
def test_no_two_missions_share_a_file(ids: list[str]) -> None:
    names = page_names(ids)
    assert len(set(names.values())) == len(ids)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*\.html", name) for name in names.values())
