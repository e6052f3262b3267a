"""Launches as recorded answers of Launch Library 2, versions 2.0 to 2.3, in list, normal and detailed mode.

Source: https://ll.thespacedevs.com/2.3.0/swagger/ (2.3.0, 2025) and recorded answers of 2020 to 2026.

Read only. Of a launch are kept: its id, name, vehicle, site, agencies, programmes, what it is for, and its
date with the precision stated. Windows, probabilities, weather, pictures and pads stay behind. The `updates`
of detailed answers are announcements of their own where the whole of one is a date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from timeline.dates import TBD, DateSyntaxError, Period, Sign, Unit, VagueDate, parse
from timeline.dates.canonical import from_day
from timeline.dates.holding import holding, read_moment
from timeline.dates.launch_library import read_launch_library
from timeline.exchange.errors import ExchangeError
from timeline.exchange.naming import slug
from timeline.exchange.untrusted import clean_id, clean_line, clean_url, load_json
from timeline.model import Announcement, Mission, Outcome, Status
from timeline.reports.statements import Snapshot, Statement, Unread

CATALOG = "launch-library"
SOURCE = "Launch Library 2"
_MAX_SUMMARY = 300
_MAX_UPDATES = 1000
_GO, _TBD, _HOLD, _IN_FLIGHT, _TBC = 1, 2, 5, 6, 8
_STATUSES = {
    **dict.fromkeys((_GO, _TBD, _TBC), (Status.PLANNED, None)),
    3: (Status.ACHIEVED, Outcome.SUCCESS),
    4: (Status.ACHIEVED, Outcome.FAILURE),
    _HOLD: (Status.ON_HOLD, None),
    _IN_FLIGHT: (Status.ACHIEVED, None),
    7: (Status.ACHIEVED, Outcome.PARTIAL_FAILURE),
    9: (Status.ACHIEVED, Outcome.SUCCESS),
}
_BEFORE_DATE = re.compile(r"(?:(?:launch|is|now|targeting|delayed to|moved to|slips to)\s+)+", re.IGNORECASE)

Launch = Mapping[str, Any]


def read(content: bytes, what: str, announced: date | None) -> Snapshot:
    """Read an answer: a page of launches, a list of them, or one launch.

    Each launch says when it was last updated, from version 2.2 on; else *announced* must be given.
    """
    launches, complete = _launches(load_json(content, what), what)
    return snapshot(launches, what, announced, complete=complete)


def snapshot(
    launches: list[Any],
    what: str,
    announced: date | None = None,
    *,
    fetched: date | None = None,
    complete: bool = False,
) -> Snapshot:
    """Return what *launches*, as the service gives them, say; *complete* if they are all that is planned.

    They say so on the day *announced*, else on the day of their last update, else on the day *fetched*.
    """
    if launches and announced is None and fetched is None and not any(map(_is_dated, launches)):
        raise ExchangeError(f"{what} does not say when that was so; name the day: --announced DAY")
    statements: list[Statement] = []
    unread: list[Unread] = []
    for number, launch in enumerate(launches, 1):
        name = clean_line(launch.get("name"), 60) if isinstance(launch, dict) else ""
        try:
            statements.append(_statement(launch, announced, fetched))
        except (ExchangeError, DateSyntaxError) as error:
            unread.append(Unread(f"{what}, launch {number} ('{name}')", str(error)))
    # A whole list of what has flown says nothing of what is to come.
    whole = complete and any(
        state.status is not Status.ACHIEVED for item in statements for state in item.states
    )
    return Snapshot(tuple(statements), tuple(unread), CATALOG, whole)


def page(content: bytes, what: str) -> tuple[list[Any], bool]:
    """Return the launches of one page, and whether there are more."""
    data = load_json(content, what)
    if not isinstance(data, dict) or not isinstance(data.get("results"), list):
        raise ExchangeError(f"{what}: it is no page of launches, with 'results'")
    return data["results"], data.get("next") is not None


def _launches(data: Any, what: str) -> tuple[list[Any], bool]:  # noqa: ANN401 - whatever JSON holds
    if isinstance(data, list):
        return data, False
    if isinstance(data, dict) and isinstance(data.get("results"), list):
        return data["results"], "next" in data and data["next"] is None and data.get("previous") is None
    if isinstance(data, dict) and {"id", "name", "status"} <= data.keys():
        return [data], False
    raise ExchangeError(f"{what}: it is no answer of Launch Library 2, with 'results' or a launch")


def _statement(launch: object, announced: date | None, fetched: date | None) -> Statement:
    if not isinstance(launch, dict):
        raise ExchangeError("it is not an object")
    foreign_id = clean_id(launch.get("id"))
    full_name = clean_line(launch.get("name"))
    if not foreign_id or not full_name:
        raise ExchangeError("it has no id or no name")
    item = _state(launch, announced or _updated(launch) or fetched)
    mission = _mission(launch, full_name)
    return Statement(
        mission,
        foreign_id,
        (full_name, full_name.rpartition(" | ")[2]),
        states=() if item is None else (item,),
        history=tuple(_updates(launch)),
    )


def _state(launch: Launch, day: date | None) -> Announcement | None:
    """Return what the launch says of its date; None for a cut one that says nothing."""
    if launch.get("net") is None and "net_precision" not in launch:
        return None
    if day is None:
        raise ExchangeError("it does not say when that was so; name the day: --announced DAY")
    number, label = _status_of(launch)
    status, outcome = _STATUSES[number]
    when = _date(launch, number)
    stated = [clean_line(launch.get("net"), 40), _name(launch.get("net_precision")), label]
    reason = launch.get("holdreason") if status is Status.ON_HOLD else launch.get("failreason")
    return Announcement(
        from_day(day),
        when,
        status=status,
        source=SOURCE,
        url=clean_url(launch.get("url")),
        said=", ".join(filter(None, stated)),
        reason=clean_line(reason),
        outcome=outcome,
    )


def _status_of(launch: Launch) -> tuple[int, str]:
    status = launch.get("status")
    number = status.get("id") if isinstance(status, dict) else None
    if not isinstance(number, int) or number not in _STATUSES:
        raise ExchangeError(f"its status {clean_line(str(number), 40)} is unknown")
    return number, _name(status)


def _date(launch: Launch, status: int) -> VagueDate:
    net = launch.get("net")
    if net is None:
        return TBD
    if not isinstance(net, str):
        raise ExchangeError("its 'net' is no text")
    precision = launch.get("net_precision")
    if isinstance(precision, dict) and isinstance(precision.get("id"), int):
        return read_launch_library(net, precision["id"])
    if isinstance(precision, dict) or precision is not None:
        raise ExchangeError("its 'net_precision' is not one of Launch Library's")
    return _without_precision(net, launch, status)


def _without_precision(net: str, launch: Launch, status: int) -> VagueDate:
    """Return the date where no precision is stated: up to version 2.1.

    Version 2.0 says whether the day and the time are to be determined, 2.1 says it by the status. A day that
    is only a placeholder is its month, marked as uncertain: it may stand for a quarter or a year, too.
    """
    moment = read_moment(net)
    if "tbddate" in launch:
        vague, timeless = launch.get("tbddate") is True, launch.get("tbdtime") is True
    else:
        vague, timeless = status == _TBD, status == _TBC
    if vague:
        return VagueDate(holding(Unit.MONTH, moment.start).signed(Sign.UNCERTAIN))
    if timeless or moment.unit is Unit.DAY:
        return VagueDate(Period.day(moment.first_day))
    unit = Unit.SECOND if moment.start.second else Unit.MINUTE
    return VagueDate(holding(unit, moment.start))


def _updated(launch: Launch) -> date | None:
    return _day(launch.get("last_updated"))


def _is_dated(launch: object) -> bool:
    return not isinstance(launch, dict) or "last_updated" in launch


def _day(value: object) -> date | None:
    return read_moment(value).first_day if isinstance(value, str) else None


def _updates(launch: Launch) -> Iterator[Announcement]:
    """Yield an announcement for each update that is a date as a whole, the oldest first."""
    updates = launch.get("updates")
    found = []
    for update in updates[:_MAX_UPDATES] if isinstance(updates, list) else ():
        comment = clean_line(update.get("comment")) if isinstance(update, dict) else ""
        if not comment:
            continue
        day = _day(update.get("created_on"))
        when = None if day is None else _stated(comment, day)
        if day is not None and when is not None:
            url = clean_url(update.get("info_url"))
            found.append(Announcement(from_day(day), when, source=SOURCE, url=url, said=comment))
    return reversed(found)


def _stated(comment: str, day: date) -> VagueDate | None:
    words = _BEFORE_DATE.match(comment)
    try:
        return parse(comment[words.end() if words else 0 :].rstrip(". "), announced=day)
    except DateSyntaxError:
        return None


def _mission(launch: Launch, full_name: str) -> Mission:
    payload = launch.get("mission")
    # In list mode before 2.3 what is an object otherwise is just its name.
    named = payload if isinstance(payload, str) else _name(payload)
    vehicle, bar, rest = full_name.partition(" | ")
    name = clean_line(named) or (rest if bar else full_name)
    return Mission(
        slug(name),
        name,
        agencies=_agencies(launch, payload),
        programs=tuple(filter(None, map(_name, _list(launch.get("program"))))),
        vehicle=_vehicle(launch) or (vehicle if bar else ""),
        site=_site(launch),
        summary=clean_line(payload.get("description"), _MAX_SUMMARY) if isinstance(payload, dict) else "",
    )


def _agencies(launch: Launch, payload: object) -> tuple[str, ...]:
    own = payload.get("agencies") if isinstance(payload, dict) else None
    names = [name for name in map(_name, _list(own)) if name]
    provider = _name(launch.get("launch_service_provider")) or clean_line(launch.get("lsp_name"))
    return tuple(dict.fromkeys(names)) or ((provider,) if provider else ())


def _vehicle(launch: Launch) -> str:
    rocket = launch.get("rocket")
    configuration = rocket.get("configuration") if isinstance(rocket, dict) else None
    if not isinstance(configuration, dict):
        return ""
    return clean_line(configuration.get("full_name")) or _name(configuration)


def _site(launch: Launch) -> str:
    pad = launch.get("pad")
    location = pad.get("location") if isinstance(pad, dict) else launch.get("location")
    return location_name if (location_name := clean_line(location)) else _name(location)


def _name(value: object) -> str:
    return clean_line(value.get("name")) if isinstance(value, dict) else ""


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
