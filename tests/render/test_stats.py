from __future__ import annotations

from typing import Any

import pytest

from tests.render.shown import TODAY, check_picture, tables_text, the_ledger
from timeline.render import stats as render
from timeline.reports.selection import Selection
from timeline.reports.stats import Grouping, stats


def shown(by: Grouping | None = None, width: int = 100, **options: Any) -> str:
    found = stats(the_ledger(), today=TODAY, by=by, **options)
    return tables_text(render.tables(found, by, TODAY), width)


@pytest.mark.parametrize("width", [60, 80, 100, 160])
def test_everything_at_any_width(width: int, *, rewrite: bool) -> None:
    text = shown(width=width)
    check_picture(f"stats-{width}", text, rewrite=rewrite)


@pytest.mark.parametrize("by", list(Grouping))
def test_groups(by: Grouping, *, rewrite: bool) -> None:
    check_picture(f"stats-by-{by.value}", shown(by, 120), rewrite=rewrite)


@pytest.mark.parametrize("width", [60, 80])
def test_groups_where_there_is_little_room(width: int, *, rewrite: bool) -> None:
    check_picture(f"stats-by-agency-{width}", shown(Grouping.AGENCY, width), rewrite=rewrite)


def test_nothing_that_fits_is_said_and_so_is_what_was_left_out() -> None:
    text = shown(selection=Selection(text="nowhere"), excluded=("svom",))
    assert "No milestone fits." in text
    assert "Left out on request: svom." in text
    assert "No milestone fits." in shown(Grouping.YEAR, selection=Selection(text="nowhere"))


def test_plain_ascii_bars() -> None:
    found = stats(the_ledger(), today=TODAY)
    text = tables_text(render.tables(found, None, TODAY, ascii_only=True))
    assert "#" in text
    assert "█" not in text


def test_the_record_holds_every_count_beside_its_share() -> None:
    (record,) = render.records(stats(the_ledger(), today=TODAY), None)
    assert record["by"] is None
    assert record["milestones"] == 6
    assert record["achieved"]["kept_share"] == 0.5
    assert (record["achieved"]["kept"], record["achieved"]["measured"]) == (1, 2)
    assert record["to_come"]["certain_days"]["median"] == 56.0
    assert record["cancelled"] == {"count": 1}
    assert sum(record["achieved"]["histogram"].values()) == 2


def test_a_record_a_group() -> None:
    found = stats(the_ledger(), today=TODAY, by=Grouping.VEHICLE)
    records = list(render.records(found, Grouping.VEHICLE))
    assert [record["value"] for record in records] == ["Long March 2C", "Long March 5", None]
    assert records[2]["achieved"]["certain_days"]["median"] is None
