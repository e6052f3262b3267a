"""Forms in which what an index knows could be kept: all hold the same columns and answer the same questions.

Columns are lists: of the missions in file order their ids, names, digests, and the bytes from and up to which
they stand; of the milestones ahead and of those that slipped, in order, whose they are and by what they are
ranked; of words how often they occur.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from array import array
from collections.abc import Sequence
from contextlib import closing
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import sqlite3

Columns = dict[str, Any]
DAY = 739_575
"""The day of the questions: 20 November 2026."""
SHOWN = 20
TEXTS = ("ids", "names", "digests", "ahead-keys")
AHEAD = ("ahead-keys", "ahead-missions", "ahead-milestones", "ahead-from", "ahead-due")
SLIPS = ("slips-keys", "slips-missions", "slips-milestones")
NUMBERS = {
    **dict.fromkeys(("starts", "ends"), "Q"),
    **dict.fromkeys((*AHEAD[1:], *SLIPS[1:]), "I"),
    "slips-keys": "d",
}
"""Columns of numbers, and their types as in `array`."""
COUNTS = ("milestones", "sources", "agencies", "programs", "vehicles")
Place = list[int]
"""From which byte of the store up to which a mission stands."""


class Form(Protocol):
    """A way of keeping columns in a file."""

    def write(self, path: str, columns: Columns) -> None:
        """Write the file."""

    def everything(self, path: str) -> Columns:
        """Return all that is in it."""

    def soonest(self, path: str) -> list[Place]:
        """Return where the missions stand of which something is due soonest, and is not overdue."""

    def named(self, path: str, part: str) -> list[Place]:
        """Return where the missions stand that have this in a name."""

    def change(self, path: str, number: str) -> None:
        """Bring the file up to date after a mission has changed: see `changed`."""


def columns_of(store: Path) -> Columns:
    """Return what an index of a store knows."""
    from timeline.store.index.build import build
    from timeline.store.index.container import in_memory
    from timeline.store.index.survey import File, survey

    files = [File(str(store), store, store.read_bytes())]
    index = in_memory(build(files, survey(files, None), None))
    places = index.numbers("places", "Q")
    digests = index.read("digests")
    numbers = {name: index.numbers(name, NUMBERS[name]).tolist() for name in (*AHEAD[1:], *SLIPS)}
    return {
        "ids": [line.decode() for line in index.lines("ids")[:-1]],
        "names": [line.decode() for line in index.lines("names")],
        "digests": [digests[start : start + 16].hex() for start in range(0, len(digests), 16)],
        "ahead-keys": [line.decode() for line in index.lines("ahead-keys")],
        "starts": places[1::4].tolist(),
        "ends": places[2::4].tolist(),
        **numbers,
        **{kind: index.json(kind) for kind in COUNTS},
    }


def changed(columns: Columns, number: int) -> Columns:
    """Return the columns after a mission has got a longer text, and a date that is sooner than all others."""
    found = {name: values.copy() for name, values in columns.items()}
    for end in range(number, len(found["ends"])):
        found["ends"][end] += 1
        if end > number:
            found["starts"][end] += 1
    found["digests"][number] = "0" * 32
    row = found["ahead-missions"].index(number)
    for name in AHEAD:
        found[name].insert(0, found[name].pop(row))
    found["ahead-keys"][0] = "0"
    return found


def soonest_in(columns: Columns) -> list[Place]:
    """Return what `Form.soonest` does."""
    missions = columns["ahead-missions"]
    wanted = [missions[row] for row, due in enumerate(columns["ahead-due"]) if not 0 < due < DAY][:SHOWN]
    return [[columns["starts"][number], columns["ends"][number]] for number in wanted]


def named_in(columns: Columns, part: str) -> list[Place]:
    """Return what `Form.named` does."""
    wanted = (number for number, names in enumerate(columns["names"]) if part in names)
    return [[columns["starts"][number], columns["ends"][number]] for number in wanted]


class InOne(ABC):
    """Everything in one text, which is read and written as a whole."""

    def write(self, path: str, columns: Columns) -> None:
        """Write the file."""
        Path(path).write_bytes(self.encoded(columns))

    def everything(self, path: str) -> Columns:
        """Return all that is in it."""
        return self.decoded(Path(path).read_bytes())

    def soonest(self, path: str) -> list[Place]:
        """Return where the missions stand of which something is due soonest, and is not overdue."""
        return soonest_in(self.everything(path))

    def named(self, path: str, part: str) -> list[Place]:
        """Return where the missions stand that have this in a name."""
        return named_in(self.everything(path), part)

    def change(self, path: str, number: str) -> None:
        """Bring the file up to date after a mission has changed."""
        self.write(path, changed(self.everything(path), int(number)))

    @abstractmethod
    def encoded(self, columns: Columns) -> bytes:
        """Return columns as bytes."""

    @abstractmethod
    def decoded(self, content: bytes) -> Columns:
        """Return the columns that bytes are of."""


class Json(InOne):
    """JSON of Python's own library."""

    def encoded(self, columns: Columns) -> bytes:
        """Return columns as bytes."""
        import json

        return json.dumps(columns, separators=(",", ":")).encode()

    def decoded(self, content: bytes) -> Columns:
        """Return the columns that bytes are of."""
        import json

        found: Columns = json.loads(content)
        return found


class MessagePack(InOne):
    """MessagePack by msgspec."""

    def encoded(self, columns: Columns) -> bytes:
        """Return columns as bytes."""
        return bytes(import_module("msgspec.msgpack").encode(columns))

    def decoded(self, content: bytes) -> Columns:
        """Return the columns that bytes are of."""
        found: Columns = import_module("msgspec.msgpack").decode(content)
        return found


class Sections(InOne):
    """The file that timeline uses: sections, of which those that are needed are read and checked."""

    def encoded(self, columns: Columns) -> bytes:
        """Return columns as bytes."""
        import json

        from timeline.store.index.container import pack

        sections = {name: "\n".join(["", *columns[name]]).encode() for name in TEXTS}
        sections |= {name: array(code, columns[name]).tobytes() for name, code in NUMBERS.items()}
        return b"".join(pack({}, sections | {kind: json.dumps(columns[kind]).encode() for kind in COUNTS}))

    def decoded(self, content: bytes) -> Columns:
        """Return the columns that bytes are of."""
        from timeline.store.index.container import in_memory

        index = in_memory([content])
        texts = {name: [line.decode() for line in index.lines(name)] for name in TEXTS}
        numbers = {name: index.numbers(name, code).tolist() for name, code in NUMBERS.items()}
        return {**texts, **numbers, **{kind: index.json(kind) for kind in COUNTS}}

    def soonest(self, path: str) -> list[Place]:
        """Return where the missions stand of which something is due soonest, and is not overdue."""
        from timeline.store.index.container import open_file

        index = open_file(Path(path))
        due, missions = index.numbers("ahead-due", "I"), index.numbers("ahead-missions", "I")
        wanted = [number for number, day in zip(missions, due, strict=True) if not 0 < day < DAY][:SHOWN]
        return [self._place(index, number) for number in wanted]

    def named(self, path: str, part: str) -> list[Place]:
        """Return where the missions stand that have this in a name."""
        from timeline.store.index.container import open_file

        index = open_file(Path(path))
        names, sought = index.read("names"), part.encode()
        found = []
        position = names.find(sought)
        while position >= 0:
            found.append(self._place(index, names.count(b"\n", 0, position) - 1))
            line = names.find(b"\n", position)
            position = -1 if line < 0 else names.find(sought, line)
        return found

    @staticmethod
    def _place(index: Any, number: int) -> Place:  # noqa: ANN401 - its class is imported where it is timed
        return [index.numbers(name, "Q", number, 1)[0] for name in ("starts", "ends")]


class Sqlite:
    """SQLite tables with the indexes that the questions want; it need not survive a power cut."""

    SCHEMA = """
        PRAGMA journal_mode = DELETE;
        PRAGMA synchronous = OFF;
        CREATE TABLE missions (
            number INTEGER PRIMARY KEY, id TEXT UNIQUE, names TEXT, digest BLOB, start INTEGER, stop INTEGER
        );
        CREATE TABLE ahead (
            key TEXT, mission INTEGER, milestone INTEGER, "from" INTEGER, due INTEGER,
            PRIMARY KEY (key, mission, milestone)
        ) WITHOUT ROWID;
        CREATE INDEX ahead_missions ON ahead (mission);
        CREATE TABLE slips (
            rank INTEGER PRIMARY KEY, key REAL, other REAL, mission INTEGER, milestone INTEGER
        );
        CREATE INDEX slips_missions ON slips (mission);
        CREATE TABLE counts (kind TEXT, word TEXT, number INTEGER, PRIMARY KEY (kind, word)) WITHOUT ROWID;
    """

    def write(self, path: str, columns: Columns) -> None:
        """Write the file."""
        Path(path).unlink(missing_ok=True)
        digests = map(bytes.fromhex, columns["digests"])
        missions = zip(
            columns["ids"], columns["names"], digests, columns["starts"], columns["ends"], strict=True
        )
        keys = columns["slips-keys"]
        slips = zip(
            keys[::2], keys[1::2], columns["slips-missions"], columns["slips-milestones"], strict=True
        )
        counts = ((kind, word, number) for kind in COUNTS for word, number in columns[kind].items())
        with closing(self._open(path)) as database, database:
            database.executescript(self.SCHEMA)
            database.executemany(
                "INSERT INTO missions VALUES (?, ?, ?, ?, ?, ?)",
                ((n, *row) for n, row in enumerate(missions)),
            )
            rows = zip(*(columns[name] for name in AHEAD), strict=True)
            database.executemany("INSERT INTO ahead VALUES (?, ?, ?, ?, ?)", rows)
            database.executemany(
                "INSERT INTO slips VALUES (?, ?, ?, ?, ?)", ((n, *row) for n, row in enumerate(slips))
            )
            database.executemany("INSERT INTO counts VALUES (?, ?, ?)", counts)

    def everything(self, path: str) -> Columns:
        """Return all that is in it."""
        with closing(self._open(path)) as database:
            read = database.execute
            ids, names, digests, starts, ends = self._columns(
                read("SELECT id, names, digest, start, stop FROM missions ORDER BY number").fetchall(), 5
            )
            ahead = self._columns(read("SELECT * FROM ahead ORDER BY key, mission, milestone").fetchall(), 5)
            slips = read("SELECT key, other, mission, milestone FROM slips ORDER BY rank").fetchall()
            counts: Columns = {kind: {} for kind in COUNTS}
            for kind, word, number in read("SELECT * FROM counts ORDER BY kind, word"):
                counts[kind][word] = number
        found = dict(zip(("ids", "names", "starts", "ends"), (ids, names, starts, ends), strict=True))
        found |= dict(zip(AHEAD, ahead, strict=True))
        found["digests"] = [digest.hex() for digest in digests]
        found["slips-keys"] = [key for row in slips for key in row[:2]]
        found |= dict(zip(SLIPS[1:], self._columns([row[2:] for row in slips], 2), strict=True))
        return {**found, **counts}

    def soonest(self, path: str) -> list[Place]:
        """Return where the missions stand of which something is due soonest, and is not overdue."""
        wanted = (
            "SELECT start, stop FROM ahead JOIN missions ON number = mission WHERE due <= 0 OR due >= ? "
            "ORDER BY key, mission, milestone LIMIT ?"
        )
        with closing(self._open(path)) as database:
            return list(map(list, database.execute(wanted, (DAY, SHOWN))))

    def named(self, path: str, part: str) -> list[Place]:
        """Return where the missions stand that have this in a name."""
        with closing(self._open(path)) as database:
            wanted = database.execute("SELECT start, stop FROM missions WHERE instr(names, ?)", (part,))
            return list(map(list, wanted))

    def change(self, path: str, number: str) -> None:
        """Bring the file up to date after a mission has changed."""
        wanted = {"number": int(number)}
        with closing(self._open(path)) as database, database:
            write = database.execute
            write("PRAGMA synchronous = OFF")
            write("UPDATE missions SET start = start + 1 WHERE number > :number", wanted)
            write("UPDATE missions SET stop = stop + 1 WHERE number >= :number", wanted)
            write("UPDATE missions SET digest = zeroblob(16) WHERE number = :number", wanted)
            write(
                "UPDATE ahead SET key = '0' WHERE (key, mission, milestone) IN (SELECT key, mission, "
                "milestone FROM ahead WHERE mission = :number ORDER BY key, milestone LIMIT 1)",
                wanted,
            )

    @staticmethod
    def _open(path: str) -> sqlite3.Connection:
        import sqlite3

        return sqlite3.connect(path)

    @staticmethod
    def _columns(rows: Sequence[Sequence[Any]], number: int) -> list[list[Any]]:
        return [list(column) for column in zip(*rows, strict=True)] or [[]] * number


FORMS: dict[str, type[Form]] = {
    "sections": Sections,
    "SQLite": Sqlite,
    "JSON": Json,
    "MessagePack": MessagePack,
}
