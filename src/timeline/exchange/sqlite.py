"""A ledger as an SQLite database, for Datasette, DuckDB and other friends of SQL; nothing is lost.

Source: https://sqlite.org/fileformat2.html (SQLite 3.40 and later).

The tables `missions` and `announcements` hold the ledger; `moves` holds what follows from it. Lists and ids
are JSON texts. The database is made in a temporary file, so that a large ledger needs little memory.
"""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from timeline.exchange.errors import ExchangeError
from timeline.exchange.ledgers import snapshot_of
from timeline.exchange.plain import (
    ANNOUNCEMENT_KEYS,
    LISTS,
    TEXTS,
    announcement_texts,
    bounds,
    read_announcement,
    read_mission,
)
from timeline.exchange.untrusted import MAX_BYTES
from timeline.model import Announcement, Ledger, Mission
from timeline.reports.history import histories_of
from timeline.reports.moves import Move, moves
from timeline.reports.statements import Snapshot

_OWN = ("id", "name", *LISTS, *TEXTS, "ids")
_ORDER = ("mission", "position")
_DERIVED = ("earliest", "latest", "precision", "announced_earliest", "announced_latest")
_MOVE_COLUMNS = (
    *("mission", "milestone", "from_position", "to_position", "kind"),
    *("min_days", "max_days", "nominal_days", "certain_days", "certain"),
)
_SCHEMA = """
CREATE TABLE missions (
  id TEXT PRIMARY KEY, name TEXT NOT NULL,
  aliases TEXT NOT NULL, agencies TEXT NOT NULL, partners TEXT NOT NULL, programs TEXT NOT NULL,
  payloads TEXT NOT NULL, tags TEXT NOT NULL,
  vehicle TEXT, site TEXT, summary TEXT, url TEXT, notes TEXT, host TEXT, ids TEXT
);
CREATE TABLE announcements (
  mission TEXT NOT NULL REFERENCES missions (id), position INTEGER NOT NULL,
  announced TEXT NOT NULL, date TEXT NOT NULL, milestone TEXT NOT NULL, status TEXT NOT NULL,
  source TEXT, title TEXT, url TEXT, said TEXT, reason TEXT, outcome TEXT, recorded TEXT,
  earliest TEXT, latest TEXT, precision TEXT NOT NULL, announced_earliest TEXT, announced_latest TEXT,
  PRIMARY KEY (mission, position)
);
CREATE TABLE moves (
  mission TEXT NOT NULL, milestone TEXT NOT NULL, from_position INTEGER, to_position INTEGER NOT NULL,
  kind TEXT NOT NULL, min_days INTEGER, max_days INTEGER, nominal_days REAL, certain_days INTEGER,
  certain INTEGER NOT NULL,
  PRIMARY KEY (mission, to_position),
  FOREIGN KEY (mission, from_position) REFERENCES announcements (mission, position),
  FOREIGN KEY (mission, to_position) REFERENCES announcements (mission, position)
);
"""
_MAGIC = b"SQLite format 3\x00"
_STAMPS = (slice(24, 28), slice(92, 100))
"""Where the header counts changes and names the SQLite that made them: not of the ledger, so left empty."""
_THROW_AWAY = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA locking_mode = EXCLUSIVE;
PRAGMA cache_size = -8000; -- kB, for the pages of the keys: missions don't come in the order of their ids
"""
_CHUNK = 1 << 16
_packed = json.JSONEncoder(ensure_ascii=False).encode
_READING = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ}
_STEPS = 50_000_000


def write(ledger: Ledger) -> Iterator[bytes]:
    """Write the ledger as one database; `ExchangeError` if there is no room to make it."""
    with tempfile.TemporaryDirectory(prefix="timeline-", ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "ledger.db"
        try:
            _make(path, ledger)
        except sqlite3.Error as error:
            raise ExchangeError(f"the database can't be made in '{folder}': {error}") from None
        with path.open("rb") as file:
            yield _unstamped(file.read(_CHUNK))
            while piece := file.read(_CHUNK):
                yield piece


def _make(path: Path, ledger: Ledger) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.executescript(_THROW_AWAY + _SCHEMA)
        with database:
            _insert(database, "missions", _OWN, map(_mission_row, ledger.missions.values()))
            columns = (*_ORDER, *ANNOUNCEMENT_KEYS, *_DERIVED)
            _insert(database, "announcements", columns, _announcement_rows(ledger))
            _insert(database, "moves", _MOVE_COLUMNS, _move_rows(ledger))


def _unstamped(start: bytes) -> bytes:
    content = bytearray(start)
    for stamp in _STAMPS:
        content[stamp] = bytes(stamp.stop - stamp.start)
    return bytes(content)


def _insert(
    database: sqlite3.Connection, table: str, columns: tuple[str, ...], rows: Iterable[tuple[object, ...]]
) -> None:
    marks = ", ".join("?" * len(columns))
    # Only names written in this module are put into the statement.
    database.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)  # noqa: S608


def _mission_row(mission: Mission) -> tuple[object, ...]:
    lists = [_packed(items) if (items := getattr(mission, key)) else "[]" for key in LISTS]
    texts = [getattr(mission, key) or None for key in TEXTS]
    return (mission.id, mission.name, *lists, *texts, _packed(dict(mission.ids)) if mission.ids else None)


def _announcement_rows(ledger: Ledger) -> Iterator[tuple[object, ...]]:
    for mission in ledger.missions.values():
        for position, item in enumerate(mission.announcements):
            said = [text or None for text in announcement_texts(item)]
            days = (*bounds(item.date), item.date.precision, *bounds(item.announced))
            yield (mission.id, position, *said, *days)


def _move_rows(ledger: Ledger) -> Iterator[tuple[object, ...]]:
    for mission in ledger.missions.values():
        for history in histories_of(_numbered(mission), ledger, shared=False):
            yield from (_move_row(move) for move in moves(history) if move.slip is not None)


def _numbered(mission: Mission) -> Mission:
    """Return a mission whose announcements have the positions that they have in the table."""
    items = (
        item if item.position == number else item._replace(position=number)
        for number, item in enumerate(mission.announcements)
    )
    return mission._replace(announcements=tuple(items))


def _move_row(move: Move) -> tuple[object, ...]:
    old = None if move.old is None else move.old.position
    key = (move.history.mission.id, move.history.milestone, old, move.new.position)
    slip = move.slip
    if slip is None:
        return (*key, None, None, None, None, None, None)
    sizes = (slip.min_days, slip.max_days, slip.nominal_days, slip.certain_days, int(slip.certain))
    return (*key, slip.kind.value, *sizes)


def read(content: bytes, what: str, announced: date | None) -> Snapshot:
    """Read the tables `missions` and `announcements`; *announced* means nothing.

    The database may do nothing but be read: no views of functions, no triggers, no other files.
    """
    del announced
    if len(content) > MAX_BYTES or not content.startswith(_MAGIC):
        raise ExchangeError(f"{what}: it is no SQLite database of at most {MAX_BYTES // 1024 // 1024} MB")
    try:
        with closing(sqlite3.connect(":memory:")) as database:
            database.deserialize(content)
            database.execute("PRAGMA trusted_schema = OFF")
            database.set_authorizer(_only_reading)
            database.set_progress_handler(lambda: 1, _STEPS)
            return snapshot_of(_missions(database, what))
    except sqlite3.Error as error:
        raise ExchangeError(f"{what}: it cannot be read: {error}") from None


def _only_reading(action: int, *_: str | None) -> int:
    return sqlite3.SQLITE_OK if action in _READING else sqlite3.SQLITE_DENY


def _missions(database: sqlite3.Connection, what: str) -> list[Mission]:
    said: dict[str, list[Announcement]] = {}
    for row in _rows(database, "announcements", (*_ORDER, *ANNOUNCEMENT_KEYS), "rowid"):
        place = f"{what}, announcement {row['position']} of '{row['mission']}'"
        items = said.setdefault(str(row["mission"]), [])
        item = read_announcement(row, place)
        items.append(item._replace(mission_id=str(row["mission"]), position=len(items)))
    found = []
    for row in _rows(database, "missions", _OWN, "rowid"):
        mission = read_mission(_unpacked(row, what), f"{what}, mission '{row['id']}'")
        found.append(mission._replace(announcements=tuple(said.get(mission.id, ()))))
    return found


def _rows(
    database: sqlite3.Connection, table: str, columns: tuple[str, ...], order: str
) -> Iterator[dict[str, Any]]:
    # Only names written in this module are put into the statement.
    found = database.execute(f"SELECT {', '.join(columns)} FROM {table} ORDER BY {order}")  # noqa: S608
    for row in found:
        yield dict(zip(columns, row, strict=True))


def _unpacked(row: dict[str, Any], what: str) -> dict[str, Any]:
    try:
        packed = {key: json.loads(row[key]) if row[key] else None for key in (*LISTS, "ids")}
    except (TypeError, ValueError, RecursionError):
        raise ExchangeError(f"{what}, mission '{row['id']}': a list in it is not JSON") from None
    return {**row, **packed}
