from __future__ import annotations

import pytest

from tests.builders import announcement, day, ledger, mission
from timeline.model import Announcement
from timeline.reports.diff import Change, changes
from timeline.reports.moves import MoveKind, Slip
from timeline.reports.selection import Selection

FIRST, LAST = day("2021-01-01"), day("2022-01-01")


def change_of(*announcements: Announcement) -> Change | None:
    found = changes(ledger(mission("probe", *announcements)), FIRST, LAST)
    assert len(found) <= 1
    return found[0] if found else None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (announcement("2020", "2023"), announcement("2021-06-01", "2023")),
        (announcement("2020", "2023"), announcement("2022-01-02", "2024")),  # said too late
        (announcement("2020", "2023"), announcement("2021-01-01", "2023")),
        (announcement("2022", "2023"), announcement("2022", "2024")),  # not known on either day
    ],
)
def test_no_change(before: Announcement, after: Announcement) -> None:
    assert change_of(before, after) is None


def test_what_was_said_on_the_first_day_was_believed_on_it() -> None:
    assert change_of(announcement("2020", "2022"), announcement("2021-01-01", "2023")) is None
    assert change_of(announcement("2020", "2022"), announcement("2021-01-02", "2023")) is not None
    assert change_of(announcement("2020", "2022"), announcement("2022-01-01", "2023")) is not None


def test_there_and_back_is_no_change() -> None:
    told = (announcement("2020", "2023"), announcement("2021-02", "2024"), announcement("2021-03", "2023"))
    assert change_of(*told) is None


@pytest.mark.parametrize(
    ("after", "slip"),
    [
        (announcement("2021-06-01", "2024"), Slip(MoveKind.SLIP, 1, 730)),
        # 31 December to 1 June, 1 January to 30 June
        (announcement("2021-06-01", "2023-06"), Slip(MoveKind.FIRMED, -213, 180)),
        (announcement("2021-06-01", "NET 2023"), Slip(MoveKind.HELD, -364, 364)),  # other words, same period
        (announcement("2021-06-01", "TBD"), Slip(MoveKind.TBD)),
        (announcement("2021-06-01", "2023", "on-hold"), Slip(MoveKind.ON_HOLD)),
        (announcement("2021-06-01", status="cancelled"), Slip(MoveKind.CANCELLED)),
        # 31 May 2021 is 214 + 365 + 1 days before 1 January 2023, and 364 more before its 31 December
        (announcement("2021-06-01", "2021-05-31", "achieved"), Slip(MoveKind.ACHIEVED, -944, -580)),
    ],
)
def test_changes(after: Announcement, slip: Slip) -> None:
    change = change_of(announcement("2020", "2023"), after)
    assert change is not None
    assert change.slip == slip
    assert change.old is change.measured
    assert change.new.announced == after.announced


def test_a_new_milestone_has_nothing_before() -> None:
    new = change_of(announcement("2021-06-01", "2024"))
    assert new is not None
    assert (new.old, new.measured, new.slip) == (None, None, Slip(MoveKind.FIRST))
    done = change_of(announcement("2021-06-01", "2021-06-01", "achieved"))
    assert done is not None
    assert (done.old, done.slip) == (None, Slip(MoveKind.ACHIEVED))


def test_a_first_date_after_none_is_first() -> None:
    change = change_of(announcement("2020"), announcement("2021-06-01", "2024"))
    assert change is not None
    assert change.old is not None
    assert (change.measured, change.slip) == (None, Slip(MoveKind.FIRST))


def test_a_date_lost_in_between_is_what_the_new_one_is_measured_from() -> None:
    told = (
        announcement("2019", "2023"),
        announcement("2020", status="cancelled"),
        announcement("2021-06-01", "2024"),
    )
    change = change_of(*told)
    assert change is not None
    assert change.old is not None
    assert change.old.status.value == "cancelled"
    assert change.measured is not None
    assert change.measured.date.text == "2023"
    assert change.slip == Slip(MoveKind.SLIP, 1, 730)


STORE = ledger(
    mission("z", announcement("2020", "2022"), announcement("2021-03-01", "2030")),
    mission("a", announcement("2020", "2022"), announcement("2021-02-01", "2030")),
    mission("soon", announcement("2020", "2022"), announcement("2021-06-01", "2023")),
    mission("carried", host="soon"),
)


def ids(selection: Selection) -> list[str]:
    return [change.history.mission.id for change in changes(STORE, FIRST, LAST, selection=selection)]


def test_in_the_order_of_new_dates_and_each_once() -> None:
    assert ids(Selection()) == ["soon", "a", "z"]


def test_filters() -> None:
    assert ids(Selection(since=day("2021-06-01"))) == ["soon"]  # when it was said
    assert ids(Selection(limit=2)) == ["soon", "a"]
    assert ids(Selection(text="z")) == ["z"]
