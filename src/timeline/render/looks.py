"""Which look of the theme says what; names only, so that plain output needs no Rich."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Protocol, TypeVar

from timeline.dates import Period, Unit, VagueDate
from timeline.model import Announcement, Status
from timeline.render.table import Cell
from timeline.reports.history import History, heard
from timeline.reports.moves import MoveKind, Slip

_OF_KIND = {
    MoveKind.SLIP: "slip",
    MoveKind.ADVANCE: "advance",
    MoveKind.FIRMED: "firmed",
    MoveKind.LOOSENED: "loosened",
    MoveKind.TBD: "loosened",
    MoveKind.HELD: "held",
    MoveKind.FIRST: "held",
    MoveKind.ON_HOLD: "on-hold",
    MoveKind.CANCELLED: "cancelled",
    MoveKind.ACHIEVED: "achieved",
}


def of_slip(slip: Slip | None) -> str:
    """Return the look of a move."""
    return "held" if slip is None else _OF_KIND[slip.kind]


def of_status(status: Status) -> str:
    """Return the look of a status."""
    return "" if status is Status.PLANNED else status.value


def date_cell(item: Announcement | None) -> Cell:
    """Return the date of an announcement, with its status where that is news."""
    if item is None:
        return Cell("–", "held")
    days = _in_days(item.date)
    short = "" if days is None else date_text(item._replace(date=days))
    return Cell(date_text(item), of_status(item.status), moment=_moment(item.date), short=short)


def when_cell(date: VagueDate, look: str = "") -> Cell:
    """Return a date alone."""
    days = _in_days(date)
    return Cell(date.text, look, moment=_moment(date), short="" if days is None else days.text)


def said_cell(item: Announcement, look: str = "") -> Cell:
    """Return when an announcement was made; a span, in short, by the day by which it certainly was."""
    announced = item.announced
    return Cell(announced.text, look, short=f"by {heard(item)}" if announced.is_span else "")


def _moment(date: VagueDate) -> datetime | None:
    """Return the one moment that a date names; two ends have no one local time."""
    return None if date.is_span else date.instant


def _in_days(date: VagueDate) -> VagueDate | None:
    """Return the days of a date that is stated to the hour or finer."""
    if date.first is None or date.last is None or date.last.unit.rank > Unit.HOUR.rank:
        return None
    return VagueDate(Period.day(date.first.first_day), Period.day(date.last.last_day), date.bound)


def date_text(item: Announcement) -> str:
    """Return the date of an announcement in words: `✓ 2024-06-22`, `on hold`, `2026, on hold`."""
    match item.status:
        case Status.PLANNED:
            return item.date.text
        case Status.ACHIEVED:
            return f"✓ {item.date.text}"
        case Status.ON_HOLD | Status.CANCELLED:
            words = item.status.value.replace("-", " ")
            return words if item.date.is_tbd else f"{item.date.text}, {words}"


def source_cell(item: Announcement) -> Cell:
    """Return who said it, leading to the page; an achievement without a source says nothing."""
    return Cell(item.source or item.title, "", item.url)


class _OfHistory(Protocol):
    @property
    def history(self) -> History: ...


_Item = TypeVar("_Item", bound=_OfHistory)


def folded(items: Sequence[_Item]) -> Iterator[tuple[_Item, str]]:
    """Yield the items that get a line of their own, and the name in it.

    A hosted mission goes with its host where that has a line for the same milestone: "Chang'e 6, DORN".
    """
    carried: dict[tuple[str, str], list[str]] = {}
    for item in items:
        carried.setdefault((item.history.mission.id, item.history.milestone), [])
    for item in items:
        host = item.history.host
        if host is not None and (host.id, item.history.milestone) in carried:
            carried[host.id, item.history.milestone].append(item.history.mission.name)
    for item in items:
        history = item.history
        if history.host is None:
            yield item, ", ".join([history.mission.name, *carried[history.mission.id, history.milestone]])
        elif (history.host.id, history.milestone) not in carried:
            yield item, f"{history.mission.name} (on {history.host.name})"
