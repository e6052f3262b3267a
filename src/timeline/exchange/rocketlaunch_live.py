"""Launches as recorded answers of RocketLaunch.Live.

Source: https://www.rocketlaunch.live/api (version 1), and answers of 2023.

Read only. Weather, media and the words around the date stay behind.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from timeline.dates import TBD, DateSyntaxError
from timeline.dates.canonical import from_day
from timeline.dates.holding import read_moment
from timeline.dates.rocketlaunch_live import read_rocketlaunch_live
from timeline.exchange.errors import ExchangeError
from timeline.exchange.naming import slug
from timeline.exchange.untrusted import clean_id, clean_line, load_json
from timeline.model import Announcement, Mission, Outcome, Status
from timeline.reports.statements import Snapshot, Statement, Unread

_CATALOG = "rocketlaunch-live"
_SOURCE = "RocketLaunch.Live"
_PAGE = "https://rocketlaunch.live/launch/"
_OUTCOMES = {0: Outcome.FAILURE, 1: Outcome.SUCCESS, 2: Outcome.PARTIAL_FAILURE}
_MAX_SUMMARY = 300
_SLUG_CHARACTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")


def read(content: bytes, what: str, announced: date | None) -> Snapshot:
    """Read an answer; each launch says when it was last modified, unless *announced* is given."""
    data = load_json(content, what)
    launches = data.get("result") if isinstance(data, dict) else data
    if isinstance(launches, dict):
        launches = [launches]
    if not isinstance(launches, list):
        raise ExchangeError(f"{what}: it is no answer of RocketLaunch.Live, with a list 'result'")
    statements: list[Statement] = []
    unread: list[Unread] = []
    for number, launch in enumerate(launches, 1):
        name = clean_line(launch.get("name"), 60) if isinstance(launch, dict) else ""
        try:
            statements.append(_statement(launch, announced))
        except (ExchangeError, DateSyntaxError) as error:
            unread.append(Unread(f"{what}, launch {number} ('{name}')", str(error)))
    whole = isinstance(data, dict) and data.get("total") == len(launches)
    return Snapshot(tuple(statements), tuple(unread), _CATALOG, complete=whole)


def _statement(launch: object, announced: date | None) -> Statement:
    if not isinstance(launch, dict):
        raise ExchangeError("it is not an object")
    foreign_id, name = clean_id(launch.get("id")), clean_line(launch.get("name"))
    if not foreign_id or not name:
        raise ExchangeError("it has no id or no name")
    provider, vehicle = _name(launch.get("provider")), _name(launch.get("vehicle"))
    pad = launch.get("pad")
    description = launch.get("mission_description")
    mission = Mission(
        slug(name),
        name,
        agencies=(provider,) if provider else (),
        vehicle=vehicle,
        site=_name(pad.get("location")) if isinstance(pad, dict) else "",
        summary=clean_line(description, _MAX_SUMMARY),
    )
    return Statement(mission, foreign_id, states=(_state(launch, announced),))


def _state(launch: Mapping[str, Any], announced: date | None) -> Announcement:
    result = launch.get("result")
    flown = isinstance(result, int) and not isinstance(result, bool) and result in _OUTCOMES
    when = read_rocketlaunch_live(launch)
    return Announcement(
        from_day(announced or _modified(launch)),
        when,
        status=Status.ACHIEVED if flown and when != TBD else Status.PLANNED,
        source=_SOURCE,
        url=_page(launch.get("slug")),
        said=clean_line(launch.get("date_str")),
        outcome=_OUTCOMES[result] if isinstance(result, int) and flown and when != TBD else None,
    )


def _modified(launch: Mapping[str, Any]) -> date:
    value = launch.get("modified")
    if not isinstance(value, str):
        raise ExchangeError("it does not say when it was modified; name the day: --announced DAY")
    return read_moment(value).first_day


def _page(name: object) -> str:
    is_slug = isinstance(name, str) and 0 < len(name) < 200 and _SLUG_CHARACTERS.issuperset(name)
    return f"{_PAGE}{name}" if is_slug else ""


def _name(value: object) -> str:
    return clean_line(value.get("name")) if isinstance(value, dict) else ""
