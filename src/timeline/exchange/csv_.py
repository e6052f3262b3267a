r"""A ledger as CSV: a row for each announcement, its mission's fields repeated; nothing is lost.

Source: RFC 4180 (October 2005). Cells that a spreadsheet would run as formulas get an apostrophe in front, as
OWASP's page on CSV injection advises; reading takes it off. Lists are joined with `; `, a `;` or `\` in an
item having a `\` before it.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from timeline.exchange.errors import ExchangeError
from timeline.exchange.ledgers import snapshot_of
from timeline.exchange.plain import (
    ANNOUNCEMENT_KEYS,
    LISTS,
    TEXTS,
    announcement_texts,
    bounds,
    mission_values,
    read_announcement,
    read_mission,
)
from timeline.exchange.untrusted import MAX_TEXT, decoded
from timeline.model import Announcement, Ledger, Mission
from timeline.reports.statements import Snapshot

_PREFIX = "announcement."
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_SUSPECT = frozenset(("'", *_FORMULA))
_DERIVED = ("earliest", "latest", "precision")
_OWN = ("id", "name", *LISTS, *TEXTS, "ids")
_COLUMNS = (*_OWN, *(f"{_PREFIX}{key}" for key in (*ANNOUNCEMENT_KEYS, *_DERIVED)))
_NOTHING_SAID = [""] * (len(ANNOUNCEMENT_KEYS) + len(_DERIVED))
_ITEM = re.compile(r"(?:[^;\\]|\\.)*", re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_EMPTY_ITEM = r"\-"


def write(ledger: Ledger) -> Iterator[bytes]:
    """Write the ledger, a mission at a time; one without announcements has a row of its own."""
    yield _rows([_COLUMNS])
    for mission in ledger.missions.values():
        own = _defused(_own_cells(mission))
        said = map(_announcement_cells, mission.announcements) if mission.announcements else [_NOTHING_SAID]
        yield _rows([*own, *_defused(cells)] for cells in said)


def _rows(rows: Iterable[Iterable[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode()


def _own_cells(mission: Mission) -> list[str]:
    values = mission_values(mission)
    ids = values.pop("ids", None)
    lists = {key: _joined(values.pop(key, ())) for key in LISTS}
    texts = {**values, **lists, "ids": json.dumps(ids, ensure_ascii=False) if ids else ""}
    return [texts.get(key, "") for key in _OWN]


def _announcement_cells(item: Announcement) -> list[str]:
    earliest, latest = bounds(item.date)
    return [*announcement_texts(item), earliest or "", latest or "", item.date.precision]


def _defused(cells: Iterable[str]) -> list[str]:
    return [
        f"'{cell}" if cell[:1] in _SUSPECT and cell.lstrip("'").startswith(_FORMULA) else cell
        for cell in cells
    ]


def _fused(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(_FORMULA) else cell


def _joined(items: Iterable[str]) -> str:
    return "; ".join(
        item.replace("\\", "\\\\").replace(";", "\\;") if item else _EMPTY_ITEM for item in items
    )


def _split(cell: str) -> list[str]:
    if not cell:
        return []
    items = []
    position = 0
    while found := _ITEM.match(cell, position):
        items.append("" if found[0] == _EMPTY_ITEM else _ESCAPED.sub(r"\1", found[0]))
        position = found.end() + 1
        if position > len(cell):
            break
        position += cell.startswith(" ", position)
    return items


def read(content: bytes, what: str, announced: date | None) -> Snapshot:
    """Read a ledger; every announcement has its own day, so *announced* means nothing.

    Columns may stand in any order; what can be worked out from others is not needed.
    """
    del announced
    text = decoded(content, what)
    csv.field_size_limit(MAX_TEXT)
    reader = csv.DictReader(io.StringIO(text, newline=""), restval="", strict=True)
    missions: dict[str, Mission] = {}
    said: dict[str, list[Announcement]] = {}
    try:
        if not {"id", "name"} <= set(reader.fieldnames or ()):
            raise ExchangeError(f"{what}, line 1: it has no columns 'id' and 'name'")
        for row in reader:
            _read_row(row, f"{what}, line {reader.line_num}", missions, said)
    except csv.Error as error:
        raise ExchangeError(f"{what}, line {reader.line_num}: it is not CSV: {error}") from None
    return snapshot_of(
        mission._replace(announcements=tuple(said[mission_id])) for mission_id, mission in missions.items()
    )


def _read_row(
    row: Mapping[str | None, Any],
    place: str,
    missions: dict[str, Mission],
    said: dict[str, list[Announcement]],
) -> None:
    if None in row:
        raise ExchangeError(f"{place}: it has more cells than there are columns")
    cells = {key: _fused(value) for key, value in row.items() if key is not None}
    values: dict[str, Any] = {**cells, **{key: _split(cells.get(key, "")) for key in LISTS}}
    values["ids"] = _ids(cells.get("ids", ""), place)
    mission = read_mission(values, place)
    if missions.setdefault(mission.id, mission) != mission:
        raise ExchangeError(f"{place}: '{mission.id}' has other fields in an earlier row")
    items = said.setdefault(mission.id, [])
    stated = {key: cells.get(f"{_PREFIX}{key}", "") for key in ANNOUNCEMENT_KEYS}
    if any(stated.values()):
        item = read_announcement(stated, place)
        items.append(item._replace(mission_id=mission.id, position=len(items)))


def _ids(cell: str, place: str) -> object:
    if not cell:
        return None
    try:
        return json.loads(cell[:MAX_TEXT])
    except (ValueError, RecursionError):
        raise ExchangeError(f"{place}: 'ids' is not a JSON object") from None
