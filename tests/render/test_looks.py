from __future__ import annotations

import pytest

from tests.builders import announcement, day, ledger, mission
from timeline.dates import parse
from timeline.model import Mission, Status
from timeline.render.looks import (
    date_cell,
    date_text,
    folded,
    of_slip,
    of_status,
    said_cell,
    source_cell,
    when_cell,
)
from timeline.render.table import Cell
from timeline.render.theme import THEME
from timeline.reports.moves import MoveKind, Slip
from timeline.reports.upcoming import upcoming


@pytest.mark.parametrize(
    ("when", "status", "text", "look"),
    [
        ("2022-06", "planned", "2022-06", ""),
        ("2024-06-22", "achieved", "✓ 2024-06-22", "achieved"),
        ("TBD", "on-hold", "on hold", "on-hold"),
        ("2026", "on-hold", "2026, on hold", "on-hold"),
        ("TBD", "cancelled", "cancelled", "cancelled"),
        ("2024", "cancelled", "2024, cancelled", "cancelled"),
        ("TBD", "planned", "TBD", ""),
    ],
)
def test_dates(when: str, status: str, text: str, look: str) -> None:
    item = announcement("2020", when, status)
    assert date_text(item) == text
    assert date_cell(item)[:2] == (text, look)


def test_no_date_is_a_dash() -> None:
    assert date_cell(None)[:2] == ("–", "held")


def test_every_kind_and_status_has_a_look() -> None:
    looks = (
        {of_slip(Slip(kind)) for kind in MoveKind}
        | {of_status(status) for status in Status}
        | {of_slip(None)}
    )
    assert looks - {""} <= set(THEME.styles)


def test_a_source_leads_to_its_page() -> None:
    item = announcement("2020", "2022", source="CNES", title="News", url="https://example.org")
    assert source_cell(item) == Cell("CNES", "", "https://example.org")
    assert source_cell(item._replace(source=""))[0] == "News"


@pytest.mark.parametrize(
    ("when", "short"),
    [
        ("2024-06-22T07:00Z", "2024-06-22"),
        ("NET 2024-06-22T07Z", "NET 2024-06-22"),
        ("2024-06-22T23:00Z/2024-06-23T01:00Z", "2024-06-22/2024-06-23"),
        ("2024-06-22", ""),
        ("2024-06/2024-07", ""),
        ("TBD", ""),
    ],
)
def test_what_stands_for_an_hour_where_there_is_no_room(when: str, short: str) -> None:
    assert when_cell(parse(when)).short == short
    achieved = date_cell(announcement("2020", when, "achieved")).short
    assert achieved == (f"✓ {short}" if short else "")


@pytest.mark.parametrize(
    ("announced", "short"), [("2020-01", ""), ("2020-01-05/2020-02-07", "by 2020-02-07")]
)
def test_a_span_of_announcement_is_short_by_its_last_day(announced: str, short: str) -> None:
    assert said_cell(announcement(announced)).short == short


def names(*missions: Mission) -> list[str]:
    found = upcoming(ledger(*missions), today=day("2020-10-02"))
    return [f"{item.current.date} {name}" for item, name in folded(found)]


def test_hosted_missions_share_the_line_of_their_host() -> None:
    lander = mission(
        "lander", announcement("2020", "2023"), announcement("2020", "2024", milestone="landing")
    )
    camera = mission("camera", host="lander")
    drill = mission("drill", announcement("2020", "2022", milestone="delivery"), host="lander")
    assert names(lander, camera, drill) == [
        "2022 drill",
        "2023 lander, camera, drill",
        "2024 lander, camera, drill",
    ]


def test_a_hosted_mission_alone_names_its_host() -> None:
    lander = mission("lander", announcement("2020", "2023"), name="Lander")
    found = upcoming(ledger(lander, mission("camera", name="Camera", host="lander")), today=day("2020-10-02"))
    alone = [item for item in found if item.history.mission.id == "camera"]
    assert [name for _, name in folded(alone)] == ["Camera (on Lander)"]
