from __future__ import annotations

from collections.abc import Sequence

import pytest
from rich.cells import cell_len

from tests.builders import announcement, day, ledger, mission
from tests.render.shown import TODAY, check_picture, missions, plain, the_ledger
from timeline.render import chart
from timeline.reports.trend import Trend, trends


def drawn(*ids: str, width: int = 80, ascii_only: bool = False, milestones: Sequence[str] = ()) -> str:
    found = trends(the_ledger(), missions(*ids), milestones=milestones)
    return picture(found, width, ascii_only=ascii_only)


def picture(found: Sequence[Trend], width: int = 80, *, ascii_only: bool = False) -> str:
    signs = chart.ASCII if ascii_only else None
    return plain(chart.lines(found, today=TODAY, as_of=TODAY, width=width, signs=signs))


@pytest.mark.parametrize("width", [60, 80, 100, 160])
def test_one_mission_at_any_width(width: int, *, rewrite: bool) -> None:
    text = drawn("svom", width=width)
    picture_lines = [line for line in text.splitlines() if line.startswith(" ")]
    assert all(cell_len(line) <= width for line in picture_lines)
    check_picture(f"chart-svom-{width}", text, rewrite=rewrite)


@pytest.mark.parametrize("width", [60, 100])
def test_several_missions_in_one_picture(width: int, *, rewrite: bool) -> None:
    check_picture(
        f"chart-several-{width}", drawn("svom", "viper", "lander", "dorn", width=width), rewrite=rewrite
    )


def test_plain_ascii_is_ascii(*, rewrite: bool) -> None:
    text = drawn("viper", "lander", ascii_only=True)
    assert text.isascii()
    assert "launch * 2024-06-22T07:00:00Z: 4 moves, +41 ... +54 mo" in drawn("svom", ascii_only=True)
    check_picture("chart-ascii", text, rewrite=rewrite)


def test_another_milestone(*, rewrite: bool) -> None:
    text = drawn("change-6", milestones=["landing"])
    assert "happens today" in text
    check_picture("chart-landing", text, rewrite=rewrite)


def test_the_narrowest_still_has_a_picture() -> None:
    assert len(drawn("svom", width=10).splitlines()) > 10


def test_dates_at_the_ends_of_the_calendar_can_be_drawn() -> None:
    wide = mission("wide", announcement("0001-01-01", "9999"), announcement("2020-01-01", "0001"))
    text = picture(trends(ledger(wide), [wide]))
    assert "wide, launch 0001: 1 move" in text


def test_one_announcement_alone() -> None:
    alone = mission("alone", announcement("2026-11-01", "2026-12-05"))
    text = picture(trends(ledger(alone), [alone]))
    assert "●" in text
    assert "alone, launch 2026-12-05\n" in text


def test_more_missions_than_letters_and_looks() -> None:
    many = [mission(f"m{number}", announcement("2026-01-01", "2027")) for number in range(30)]
    text = picture(trends(ledger(*many), many))
    assert "30 missions: launch date" in text
    assert chart.series_style(6) == chart.series_style(0)


def test_the_record_of_a_trend() -> None:
    (found,) = trends(the_ledger(), missions("svom"), as_of=day("2015-01-01"))
    record = chart.record(found)
    assert record["moved"] == 1
    assert record["total"]["min_days"] == 1
    assert [point["date"]["text"] for point in record["points"]] == ["2020", "2021"]
    assert [point["slip"]["kind"] for point in record["points"]] == ["first", "slip"]


def test_the_caption_says_what_has_no_size() -> None:
    (found,) = trends(the_ledger(), missions("viper"))
    assert chart.caption(found) == "VIPER, launch cancelled: 0 moves from late 2024 (said 2022-01-10)"
