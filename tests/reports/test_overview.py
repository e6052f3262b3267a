from __future__ import annotations

from tests.builders import announcement, day, ledger, mission
from timeline.reports.overview import Overview, overview
from timeline.reports.selection import Selection

TODAY = day("2020-10-02")
STORE = ledger(
    *(mission(f"ahead-{year}", announcement("2020-01-01", str(year))) for year in range(2021, 2029)),
    mission("overdue-early", announcement("2020-01-01", "2020-02")),
    mission("overdue-late", announcement("2020-01-01", "2020-09")),
    mission("overdue-stale", announcement("2018-01-01", "2020-03")),
    mission("stale", announcement("2018-01-01", "2022")),
    mission("slipped", announcement("2020-01-01", "2021"), announcement("2020-09-01", "2023")),
    mission("held", announcement("2020-01-01", "2021"), announcement("2020-09-02", "2021")),
    mission("slipped-long-ago", announcement("2020-01-01", "2021"), announcement("2020-07-03", "2023")),
    mission("slipped-lately", announcement("2020-01-01", "2021"), announcement("2020-07-04", "2023")),
    mission(
        "flown", announcement("2020-01-01", "2020-10"), announcement("2020-10-02", "2020-10-02", "achieved")
    ),
    mission(
        "rumour",
        announcement("2020-01-01", "2020-02-02", "achieved"),
        announcement("2020-10-02", "2025"),
    ),
    mission("tomorrow", announcement("2020-01-01", "2021"), announcement("2020-10-03", "2029")),
)


def ids(found: Overview) -> tuple[list[str], list[str], list[str]]:
    return (
        [item.history.mission.id for item in found.next],
        [move.history.mission.id for move in found.moved],
        [item.history.mission.id for item in found.attention],
    )


def test_three_lists() -> None:
    found = overview(STORE, today=TODAY, as_of=TODAY)
    to_come, moved, attention = ids(found)
    assert to_come == ["ahead-2021", "held", "tomorrow", "ahead-2022", "ahead-2023", "slipped"]
    assert moved == ["flown", "slipped", "slipped-lately"]  # the last 90 days, the newest first
    assert attention == ["overdue-late", "overdue-stale", "overdue-early", "stale"]
    # two slipped ones and ahead-2024 to ahead-2028 are left
    assert (found.more_next, found.more_moved, found.more_attention) == (7, 0, 0)


def test_what_is_said_tomorrow_has_not_moved_yet() -> None:
    assert "tomorrow" not in ids(overview(STORE, today=TODAY))[1]


def test_a_limit_is_the_length_of_each_list() -> None:
    found = overview(STORE, today=TODAY, as_of=TODAY, selection=Selection(limit=1))
    assert ids(found) == (["ahead-2021"], ["flown"], ["overdue-late"])
    assert (found.more_next, found.more_moved, found.more_attention) == (12, 2, 3)


def test_filters() -> None:
    found = overview(STORE, today=TODAY, selection=Selection(text="slipped"))
    assert ids(found) == (
        ["slipped", "slipped-lately", "slipped-long-ago"],
        ["slipped", "slipped-lately"],
        [],
    )


def test_a_hosted_mission_stands_with_its_host_alone() -> None:
    carrier = mission("carrier", announcement("2026-01-01", "2027"))
    rider = mission("rider", announcement("2026-01-02", "2028", milestone="landing"), host="carrier")
    found = overview(ledger(carrier, rider), today=day("2026-02-01"))
    assert [(item.history.mission.id, item.history.milestone) for item in found.next] == [
        ("carrier", "launch"),
        ("rider", "landing"),
    ]
