from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from tests.builders import announcement
from timeline.render.looks import date_cell
from timeline.render.table import Column, Screen, Table, Zone, show_tables


def shown(text: str, zone: Zone | None) -> str:
    table = Table((Column("date"),), [(date_cell(announcement("2024-01-01", text)),)], headed=False)
    out = io.StringIO()
    show_tables([table], Screen(out, zone=zone))
    return out.getvalue().strip()


def tokyo(moment: datetime) -> datetime:
    return moment.astimezone(ZoneInfo("Asia/Tokyo"))


def test_local_time_stands_beside_a_moment() -> None:
    assert shown("2024-06-22T07:00Z", tokyo) == "2024-06-22T07:00Z (16:00 JST)"
    assert shown("2024-06-22T17:00Z", tokyo) == "2024-06-22T17:00Z (2024-06-23 02:00 JST)"


def test_nothing_stands_beside_what_is_no_moment_or_the_same_time() -> None:
    assert shown("2024-06-22", tokyo) == "2024-06-22"
    assert shown("2024-06-22T07:00Z", None) == "2024-06-22T07:00Z"
    assert shown("2024-06-22T07:00Z", lambda moment: moment.astimezone(UTC)) == "2024-06-22T07:00Z"


def test_the_ends_of_the_calendar_are_left_alone() -> None:
    far = timezone(timedelta(hours=14))
    assert shown("9999-12-31T23:00Z", lambda moment: moment.astimezone(far)) == "9999-12-31T23:00Z"
