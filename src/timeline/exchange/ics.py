"""A ledger as a calendar: an event for each dated milestone, with its slips in the description; and back.

Source: RFC 5545 (iCalendar, September 2009) and RFC 7986 (October 2016), through the library icalendar.

A calendar holds only what is believed now: TBD milestones stay behind, and earlier announcements are lines
of text. Vague dates are all-day spans. Properties of our own (`X-TIMELINE-…`) keep the date as it was
stated, the mission and the milestone, so that our own calendars come back with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from icalendar import Calendar, Event, vText

from timeline.dates import DateSyntaxError, Period, Sign, Unit, VagueDate, parse
from timeline.dates.canonical import from_day
from timeline.exchange.errors import ExchangeError
from timeline.exchange.naming import slug
from timeline.exchange.untrusted import clean_id, clean_line, clean_text, clean_url, decoded
from timeline.model import LAUNCH, Announcement, Ledger, Mission, Outcome, Status
from timeline.reports.history import History, heard, histories
from timeline.reports.moves import Move, Slip, moves, total
from timeline.reports.statements import Snapshot, Statement, Unread

_CATALOG = "ics"
_HEAD = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//mission-timeline//timeline//EN\r\nCALSCALE:GREGORIAN\r\n"
    "METHOD:PUBLISH\r\nNAME:Space missions\r\nX-WR-CALNAME:Space missions\r\n"
)
_TAIL = "END:VCALENDAR\r\n"
_DOMAIN = "@mission-timeline"
_DAY = timedelta(days=1)
_LAST = datetime.max.replace(tzinfo=UTC)
_LENGTHS = {Unit.HOUR: timedelta(hours=1)}
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)


def write(ledger: Ledger) -> Iterator[bytes]:
    """Write the calendar, an event at a time."""
    yield _HEAD.encode()
    for history in histories(ledger, shared=False):
        dated = _dated(history)
        if dated is not None:
            yield _event(history, dated).to_ical()
    yield _TAIL.encode()


def _dated(history: History) -> Announcement | None:
    """Return the announcement that places the event; None where there is no date to place it at.

    What was cancelled or put on hold stays where it was last placed.
    """
    current = history.current
    if not current.date.is_tbd:
        return current
    if current.status is Status.PLANNED:
        return None
    return next((item for item in reversed(history.announcements) if not item.date.is_tbd), None)


def _event(history: History, dated: Announcement) -> Event:
    current, mission = history.current, history.mission
    event = Event()
    event.add("uid", f"{mission.id}.{history.milestone}{_DOMAIN}")
    event.add("dtstamp", _midnight(max(map(heard, history.announcements))))
    event.add("created", _midnight(heard(history.announcements[0])))
    event.add("last-modified", _midnight(max(map(heard, history.announcements))))
    event.add("sequence", len(history.announcements))
    event.add("summary", _summary(history, dated.date))
    event.add("status", _status(current))
    event.add("transp", "TRANSPARENT")
    event.add("description", _description(history))
    _add_times(event, dated.date)
    if mission.site:
        event.add("location", clean_line(mission.site))
    if clean_url(current.url):
        event.add("url", clean_url(current.url))
    event.add("categories", [history.milestone])
    stated = (
        *(("mission", mission.id), ("name", clean_line(mission.name)), ("milestone", history.milestone)),
        *(("date", current.date.text), ("status", current.status.value)),
        *(("outcome", "" if current.outcome is None else current.outcome.value), ("source", current.source)),
    )
    for name, value in stated:
        if value:
            event.add(f"x-timeline-{name}", vText(clean_line(value)))
    return event


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _summary(history: History, when: VagueDate) -> str:
    name = clean_line(history.mission.name)
    what = name if history.milestone == LAUNCH else f"{name}: {history.milestone}"
    status = history.current.status
    mark = f" [{status.value}]" if status in (Status.ON_HOLD, Status.CANCELLED) else ""
    is_day = when.day is not None and not when.qualifiers
    return f"{what}{mark}" if is_day else f"{what}{mark} ({when.text})"


def _status(current: Announcement) -> str:
    match current.status:
        case Status.ACHIEVED:
            return "CONFIRMED"
        case Status.CANCELLED:
            return "CANCELLED"
        case Status.ON_HOLD:
            return "TENTATIVE"
        case Status.PLANNED:
            firm = current.date.day is not None and not current.date.qualifiers
            return "CONFIRMED" if firm else "TENTATIVE"


def _add_times(event: Event, when: VagueDate) -> None:
    instant, stated = None if when.is_span else when.instant, when.stated
    if instant is not None:
        start = instant.replace(tzinfo=UTC)
        event.add("dtstart", start)
        length = _LENGTHS.get(when.unit or Unit.SECOND)
        if length is not None and start < _LAST - length:
            event.add("dtend", start + length)
    elif stated is not None:
        first, last = stated
        event.add("dtstart", first)
        if last < date.max:
            event.add("dtend", last + _DAY)


def _description(history: History) -> str:
    made = moves(history)
    lines = [_line(move) for move in made]
    baseline = history.baseline
    slip = total(history, baseline)
    if baseline is not None and slip is not None and slip.min_days is not None and len(made) > 1:
        lines.append(f"In all: {_size(slip)}, counted from {baseline.date.text} ({baseline.announced.text}).")
    return "\n".join(lines)


def _line(move: Move) -> str:
    item = move.new
    said = item.date.text if item.status is Status.PLANNED else f"{item.status.value} {item.date.text}"
    who = f" {clean_line(item.source, 100)}" if item.source else ""
    if move.slip is None or move.slip.min_days is None:
        return f"{item.announced.text}{who}: {said}"
    return f"{item.announced.text}{who}: {said} ({move.slip.kind.value}, {_size(move.slip)})"


def _size(slip: Slip) -> str:
    if slip.min_days == slip.max_days:
        return f"{slip.min_days:+d} days"
    return f"{slip.min_days:+d} to {slip.max_days:+d} days"


def read(content: bytes, what: str, announced: date | None) -> Snapshot:
    """Read a calendar; each event says when it was last changed, unless *announced* is given.

    A time is read to the minute, or to the second if it has one. Times without a zone count as days, since
    nobody knows whose clock it is. A tentative event is marked as uncertain; midnight (UTC) is its day, and
    midnight of a month's last day its month.
    """
    calendar = _parsed(content, what)
    source = clean_line(calendar.get("name") or calendar.get("x-wr-calname") or "a calendar", 100)
    statements: list[Statement] = []
    unread: list[Unread] = []
    for number, event in enumerate(calendar.walk("VEVENT"), 1):
        place = f"{what}, event {number} ('{clean_line(_value(event, 'summary'), 60)}')"
        try:
            statements.append(_statement(event, source, announced))
        except (ExchangeError, DateSyntaxError, OverflowError, ValueError, AttributeError) as error:
            unread.append(Unread(place, str(error)))
    return Snapshot(tuple(statements), tuple(unread), _CATALOG)


def _parsed(content: bytes, what: str) -> Any:  # noqa: ANN401 - icalendar's components have few types
    text = decoded(content, what)
    if "BEGIN:VCALENDAR" not in text[:10_000].upper():
        raise ExchangeError(f"{what}: it is no iCalendar file")
    try:
        return Calendar.from_ical(text)
    except (ValueError, TypeError, KeyError, IndexError, RecursionError) as error:
        raise ExchangeError(f"{what}: it is not iCalendar that can be read: {error}") from None


def _value(event: Any, name: str) -> object:  # noqa: ANN401 - likewise
    """Return a property of an event, the first one if it stands there several times."""
    value = event.get(name)
    return value[0] if isinstance(value, list) and value else value


def _statement(event: Any, source: str, announced: date | None) -> Statement:  # noqa: ANN401 - likewise
    own = {key: clean_line(_value(event, f"x-timeline-{key}")) for key in ("mission", "name", "milestone")}
    summary = clean_line(_value(event, "summary"))
    name = own["name"] or summary.rpartition(" | ")[2]
    if not name:
        raise ExchangeError("it has no summary to name it by")
    item = Announcement(
        from_day(announced or _changed(event)),
        _date(event),
        own["milestone"] if _SLUG.fullmatch(own["milestone"]) else LAUNCH,
        _read_status(event),
        source=clean_line(_value(event, "x-timeline-source")) or source,
        url=clean_url(_text(_value(event, "url"))),
        outcome=_outcome(event),
    )
    uid = "" if own["mission"] else clean_id(_text(_value(event, "uid")))
    mission = Mission(
        own["mission"] if _SLUG.fullmatch(own["mission"]) else slug(name),
        name,
        site=clean_line(_text(_value(event, "location"))),
    )
    return Statement(mission, uid, (summary, own["mission"]), states=(item,))


def _text(value: object) -> str | None:
    return None if value is None else clean_text(str(value))


def _changed(event: Any) -> date:  # noqa: ANN401 - likewise
    for name in ("last-modified", "dtstamp"):
        value = getattr(_value(event, name), "dt", None)
        if isinstance(value, datetime):
            return (value if value.tzinfo is None else value.astimezone(UTC)).date()
    raise ExchangeError("it does not say when it was last changed; name the day: --announced DAY")


def _read_status(event: Any) -> Status:  # noqa: ANN401 - likewise
    own = clean_line(_value(event, "x-timeline-status"))
    for status in Status:
        if status.value == own:
            return status
    return Status.CANCELLED if _upper(event, "status") == "CANCELLED" else Status.PLANNED


def _upper(event: Any, name: str) -> str:  # noqa: ANN401 - likewise
    return str(_value(event, name) or "").upper()


def _outcome(event: Any) -> Outcome | None:  # noqa: ANN401 - likewise
    own = clean_line(_value(event, "x-timeline-outcome"))
    return next((outcome for outcome in Outcome if outcome.value == own), None)


def _date(event: Any) -> VagueDate:  # noqa: ANN401 - likewise
    own = clean_line(_value(event, "x-timeline-date"))
    if own:
        return parse(own)
    start = getattr(_value(event, "dtstart"), "dt", None)
    if isinstance(start, datetime):
        stated = _moment(start, tentative=_upper(event, "status") == "TENTATIVE")
    elif isinstance(start, date):
        stated = _days(start, getattr(_value(event, "dtend"), "dt", None))
    else:
        raise ExchangeError("it does not say when it begins")
    return stated.signed(Sign.UNCERTAIN) if _upper(event, "status") == "TENTATIVE" else stated


def _moment(start: datetime, *, tentative: bool) -> VagueDate:
    if start.tzinfo is None:
        return from_day(start.date())
    moment = start.astimezone(UTC).replace(tzinfo=None)
    if tentative and moment.time() == time():
        # Calendars made from Launch Library put a month, quarter or year at the midnight of its last day.
        month = Period.month(moment.year, moment.month)
        return VagueDate(month if month.last_day == moment.date() else Period.day(moment.date()))
    return VagueDate(Period.instant(Unit.SECOND if moment.second else Unit.MINUTE, moment))


def _days(first: date, end: object) -> VagueDate:
    """Return the days of an all-day event, whose end is the first day after it."""
    if isinstance(end, datetime) or not isinstance(end, date) or end <= first + _DAY:
        return from_day(first)
    return VagueDate(Period.day(first), Period.day(end - _DAY))
