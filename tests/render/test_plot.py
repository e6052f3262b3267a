from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest

from tests.builders import announcement, ledger, mission
from tests.render.shown import TODAY, missions, the_ledger
from timeline.model import Ledger
from timeline.reports.slips import total_slips
from timeline.reports.trend import trends

plot = pytest.importorskip("timeline.render.plot")

BEGINNINGS = {"svg": b"<?xml", "png": b"\x89PNG", "pdf": b"%PDF"}


def trend_file(kind: str, *ids: str) -> bytes:
    content, _ = plot.trend_picture(trends(the_ledger(), missions(*ids)), today=TODAY, as_of=TODAY, kind=kind)
    assert isinstance(content, bytes)
    return content


def texts(svg: bytes) -> str:
    return " ".join(map(unescape, re.findall(r"<text [^>]*>([^<]*)</text>", svg.decode())))


@pytest.mark.parametrize("kind", ["svg", "png", "pdf"])
def test_every_kind_of_file_is_what_it_says_and_always_the_same(kind: str) -> None:
    first = trend_file(kind, "svom", "viper", "lander")
    assert first.startswith(BEGINNINGS[kind])
    assert first == trend_file(kind, "svom", "viper", "lander")


def test_the_sources_and_the_day_stand_in_the_picture() -> None:
    text = texts(trend_file("svg", "svom"))
    assert "As announced by 2026-11-22." in text
    assert "Sources: CEA/Irfu; CNES; SVOM consortium." in text
    assert "launches today" in text
    assert "slips day for day" in text


def test_rows_have_their_names_sizes_and_sources() -> None:
    items = total_slips(the_ledger(), today=TODAY)
    content, _ = plot.gantt_picture(items, today=TODAY, as_of=TODAY, kind="svg")
    text = texts(content)
    for wanted in ("SVOM", "+41 … +54 mo", "嫦娥六号", "cancelled", "on hold", "Sources: "):
        assert wanted in text


def hostile() -> Ledger:
    said = [
        announcement("2020-01-01", "2021", source="$\\frac{1}{0$ <b>"),
        announcement("2021-01-01", "2022", source="\x1b[31m"),
    ]
    return ledger(mission("x", *said, name="$\\undefined{ <script> & \x07"))


def test_hostile_names_are_text() -> None:
    known = hostile()
    found = trends(known, known.missions.values())
    content, _ = plot.trend_picture(found, today=TODAY, as_of=TODAY, kind="svg")
    assert "$\\undefined{ <script> & \\x07" in texts(content)
    content, _ = plot.gantt_picture(total_slips(known, today=TODAY), today=TODAY, as_of=TODAY, kind="png")
    assert content.startswith(BEGINNINGS["png"])


def test_signs_that_no_font_has_are_noticed_where_they_would_be_missing() -> None:
    known = ledger(mission("x", announcement("2020-01-01", "2021"), name="\U00013000"))
    found = trends(known, known.missions.values())
    assert plot.trend_picture(found, today=TODAY, as_of=TODAY, kind="svg")[1]
    assert not plot.trend_picture(found, today=TODAY, as_of=TODAY, kind="png")[1]


def test_many_sources_are_cut_and_counted() -> None:
    said = [announcement(f"2020-01-{day:02}", "2021", source=f"S{day}") for day in range(1, 20)]
    known = ledger(mission("x", *said))
    found = trends(known, known.missions.values())
    content, _ = plot.trend_picture(found, today=date(2020, 2, 1), as_of=TODAY, kind="svg")
    assert "S12; and 7 others." in texts(content)


def test_nothing_to_draw_is_an_empty_axis() -> None:
    content, _ = plot.gantt_picture([], today=TODAY, as_of=TODAY, kind="svg")
    assert "No mission" not in texts(content)
