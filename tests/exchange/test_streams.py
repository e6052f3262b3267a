"""Writers hold no more than a piece: they begin before the ledger is read to its end, and leave nothing."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Generator, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from unittest import mock

import pytest

from tests.builders import announcement, ledger, mission
from timeline.exchange import sqlite
from timeline.exchange.errors import ExchangeError
from timeline.exchange.registry import NOTATIONS
from timeline.model import Ledger, Mission
from timeline.store.whole import whole_store

MANY = 50


class Counted(Mapping[str, Mission]):
    """Missions that count how many of them have been taken."""

    def __init__(self, missions: Mapping[str, Mission]) -> None:
        self._missions = missions
        self.taken = 0

    def __getitem__(self, mission_id: str) -> Mission:
        self.taken += 1
        return self._missions[mission_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._missions)

    def __len__(self) -> int:
        return len(self._missions)


def many() -> Ledger:
    return ledger(
        *(mission(f"m-{n}", announcement("2020-01-01", "2023"), name=f"M {n}") for n in range(MANY))
    )


def toml(ledger: Ledger) -> Generator[bytes, None, None]:
    return (piece.encode() for piece in whole_store(ledger))


@pytest.mark.parametrize("name", ["toml", "json", "csv", "markdown", "ics"])
def test_a_piece_takes_a_mission(name: str) -> None:
    missions = Counted(many().missions)
    write = toml if name == "toml" else NOTATIONS[name].write
    pieces = write(Ledger(missions))
    next(pieces)
    assert missions.taken <= 1
    next(pieces)
    assert missions.taken <= 2
    assert len(list(pieces)) >= MANY - 2
    assert missions.taken == MANY


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own for temporary files."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_the_temporary_database_is_gone_at_the_end(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "_CHUNK", 4096)
    pieces = sqlite.write(many())
    assert next(pieces).startswith(b"SQLite format 3")
    assert len(list(folder.iterdir())) == 1
    assert len(list(pieces)) > 1
    assert list(folder.iterdir()) == []


def test_the_temporary_database_is_gone_when_nobody_wants_more(folder: Path) -> None:
    with closing(NOTATIONS["sqlite"].write(many())) as pieces:
        next(pieces)
    assert list(folder.iterdir()) == []


def test_a_database_for_which_there_is_no_room(folder: Path) -> None:
    full = mock.patch.object(
        sqlite, "_insert", side_effect=sqlite3.OperationalError("database or disk is full")
    )
    with full, pytest.raises(ExchangeError, match=r"can't be made in '.*': database or disk is full"):
        list(sqlite.write(many()))
    assert list(folder.iterdir()) == []


def test_a_database_does_not_say_which_sqlite_made_it() -> None:
    content = b"".join(sqlite.write(many()))
    assert content[24:28] == bytes(4)
    assert content[92:100] == bytes(8)
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(content)
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("SELECT count(*) FROM announcements").fetchone() == (MANY,)
