"""Launches as in GCAT, Jonathan McDowell's General Catalog of Artificial Space Objects: tab-separated lists.

Source: https://planet4589.org/space/gcat/web/launch/index.html (Launch Lists, release 1.5, 2024); read are
`launch.tsv` and its kin, and `launchlog.tsv`, which has a line for each payload of a launch.

A list holds one date a launch: earlier announcements, other milestones, signs, NET and NLT stay behind, and
so does what has no date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from types import MappingProxyType

from timeline.dates import TBD, DateSyntaxError, VagueDate
from timeline.dates.canonical import from_day
from timeline.dates.gcat import read_gcat, to_gcat
from timeline.exchange.errors import ExchangeError
from timeline.exchange.naming import slug
from timeline.exchange.untrusted import clean_id, clean_line, decoded
from timeline.model import LAUNCH, Announcement, Ledger, Mission, Outcome, Status
from timeline.reports.history import History, heard, histories
from timeline.reports.statements import Snapshot, Statement, Unread

_CATALOG = "gcat"
_SOURCE = "GCAT"
_COLUMNS = (
    *("Launch_Tag", "Launch_JD", "Launch_Date", "LV_Type", "Variant", "Flight_ID", "Flight", "Mission"),
    *(
        "FlightCode",
        "Platform",
        "Launch_Site",
        "Launch_Pad",
        "Ascent_Site",
        "Ascent_Pad",
        "Apogee",
        "Apoflag",
    ),
    *("Range", "RangeFlag", "Dest", "OrbPay", "Agency", "LaunchCode", "FailCode", "Group", "Category"),
    *("LTCite", "Cite", "Notes"),
)
_NAMES = ("Mission", "PLName", "Flight", "Name")
_UPDATED = re.compile(r"#\s*Updated\s+([0-9]{4} [A-Z][a-z]{2} [ 0-9][0-9])")
_TAG = re.compile(r"[0-9]{4}-[A-Z]?[0-9]+[A-Z]?")
_JD_OF_YEAR_1 = 1721425.5
_RESULTS = {Outcome.SUCCESS: "S", Outcome.FAILURE: "F", Outcome.PARTIAL_FAILURE: "F", None: "U"}
_OUTCOMES = {"S": Outcome.SUCCESS, "F": Outcome.FAILURE}


def write(ledger: Ledger) -> Iterator[bytes]:
    """Write the launches that have a date, a line each; launches still to come have no launch code."""
    launches = [
        history
        for history in histories(ledger, shared=False)
        if history.milestone == LAUNCH and history.current.status in (Status.PLANNED, Status.ACHIEVED)
    ]
    yield ("#" + "\t".join(_COLUMNS) + "\n").encode()
    if launches:
        last = max(heard(item) for history in launches for item in history.announcements)
        yield f"# Updated {to_gcat(from_day(last))}\n".encode()
    for history in launches:
        cells = _cells(history)
        if cells["Launch_Date"] != "-":
            yield ("\t".join(cells.get(column) or "-" for column in _COLUMNS) + "\n").encode()


def _cells(history: History) -> dict[str, str]:
    mission, current = history.mission, history.current
    achieved = current.status is Status.ACHIEVED
    cells = {
        "Launch_Tag": mission.ids.get(_CATALOG, mission.id),
        "Launch_JD": _julian_day(current.date),
        "Launch_Date": to_gcat(current.date),
        "LV_Type": mission.vehicle,
        "Flight": mission.name,
        "Mission": mission.name,
        "Launch_Site": mission.site,
        "Agency": "/".join(mission.agencies),
        "LaunchCode": f"O{_RESULTS[current.outcome]}" if achieved else "",
        "Cite": current.source,
    }
    return {key: clean_line(value) for key, value in cells.items()}


def _julian_day(when: VagueDate) -> str:
    """Return the Julian date of the first moment, where the day is stated."""
    if when.first is None or when.day is None:
        return ""
    since = when.first.start - datetime(1, 1, 1)  # noqa: DTZ001 - both are UTC, and neither says so
    return f"{_JD_OF_YEAR_1 + since.total_seconds() / 86400:.2f}"


def read(content: bytes, what: str, announced: date | None) -> Snapshot:
    """Read a launch list; its `# Updated` line says when it was made, unless *announced* is given."""
    lines = decoded(content, what).splitlines()
    columns = lines[0].lstrip("#").split("\t") if lines else []
    if not {"Launch_Tag", "Launch_Date"} <= {column.strip() for column in columns}:
        raise ExchangeError(f"{what}, line 1: it is no GCAT launch list, with Launch_Tag and Launch_Date")
    day = announced or _updated(lines[:20])
    if day is None:
        raise ExchangeError(f"{what} does not say when it was made; name the day: --announced DAY")
    statements: dict[str, Statement] = {}
    unread = []
    for number, line in enumerate(lines[1:], 2):
        if not line.strip() or line.startswith("#"):
            continue
        cells = {key.strip(): cell.strip() for key, cell in zip(columns, line.split("\t"), strict=False)}
        try:
            statement = _statement(cells, day)
        except (DateSyntaxError, ExchangeError) as error:
            unread.append(Unread(f"{what}, line {number}", str(error)))
            continue
        # In the launch log the lines after the first one are other pieces of the same launch.
        statements.setdefault(statement.names[0], statement)
    return Snapshot(tuple(statements.values()), tuple(unread), _CATALOG)


def _updated(lines: list[str]) -> date | None:
    for line in lines:
        found = _UPDATED.match(line)
        if found:
            return read_gcat(found[1]).day
    return None


def _statement(cells: Mapping[str, str], day: date) -> Statement:
    def cell(name: str) -> str:
        text = clean_line(cells.get(name, ""))
        return "" if text == "-" else text

    tag = clean_id(cells.get("Launch_Tag"))
    flown = _launch_code(cell("LaunchCode") or cell("Launch_Code"))
    name = (
        next(filter(None, map(cell, _NAMES)), "") or f"{cell('LV_Type')} {cell('Flight_ID')}".strip() or tag
    )
    if not tag:
        raise ExchangeError("it has no Launch_Tag")
    when = read_gcat(cells.get("Launch_Date", ""))
    item = Announcement(
        from_day(day),
        when,
        status=Status.ACHIEVED if flown is not None and when != TBD else Status.PLANNED,
        source=_SOURCE,
        outcome=_OUTCOMES.get(flown or ""),
    )
    mission = Mission(
        slug(name),
        name,
        agencies=tuple(filter(None, cell("Agency").split("/"))),
        vehicle=cell("LV_Type"),
        site=cell("Launch_Site"),
        ids=MappingProxyType({}),
    )
    return Statement(mission, tag if _TAG.fullmatch(tag) else "", (tag,), states=(item,))


def _launch_code(code: str) -> str | None:
    """Return the second letter of a launch code: how it ended; None for a launch still to come."""
    return code[1] if len(code) > 1 else None
