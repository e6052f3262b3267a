"""Reading a store: text in, a ledger out, with every problem found on the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import tomli

from timeline.dates import TBD
from timeline.errors import TimelineError
from timeline.model import Announcement, Ledger, Mission, Place, Problem, Status
from timeline.store.fields import ANNOUNCEMENT, MISSION, PLAIN_TEXTS, SLUG, Convert, UnsoundError, absolute
from timeline.store.lines import StoreText
from timeline.store.parts import NotInPartsError, read_head, read_part, read_parts, split

FORMAT = 1
_TOP = {"format", "missions"}
_DATELESS = (Status.ON_HOLD, Status.CANCELLED)


def read_store(path: Path) -> Ledger:
    """Read the store at *path*: a file, or a folder whose every `*.toml` is read.

    What is sound is in the ledger, everything else in its problems. Raises `TimelineError` only where there
    is nothing to read: no such file, no permission, or not one file that is TOML.
    """
    if not path.is_dir():
        return read_content(content_of(path), str(path))
    files = sorted(path.glob("*.toml"))
    if not files:
        raise TimelineError(f"there is no *.toml file in the folder '{path}'")
    return joined([_tolerant(file) for file in files], str(path))


def read_text(text: str, name: str) -> Ledger:
    """Read the text of one file of a store; *name* is how the user knows the file.

    Raises `TimelineError` with line and column if it is no TOML.
    """
    return read_content(text.encode("utf-8", "surrogatepass"), name)


def read_content(content: bytes, name: str) -> Ledger:
    """Read the content of one file of a store, part by part where that is possible; errors as `read_text`."""
    try:
        parts = split(content)
        head = read_head(content[: parts[0].start])
        return _Reader(StoreText(name, content)).ledger(head, read_parts(content, parts))
    except NotInPartsError:
        text = decode(content, name)
        return interpret(parsed(text, name), text, name)


def parsed(text: str, name: str) -> dict[str, Any]:
    """Return the data of one file of a store; errors as `read_text`."""
    try:
        return tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        raise NotTomlError(_syntax_problem(error, text, name)) from None


def interpret(data: Mapping[str, Any], text: str, name: str) -> Ledger:
    """Return what the *data* of one file say; mission tables in *data* lose their announcements."""
    reader = _Reader(StoreText(name, text))
    return reader.ledger(data, reader.tables(data))


class NotTomlError(TimelineError):
    """A file of the store can't be read at all; `problem` says where and why."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        place = problem.place
        super().__init__(f"{place}:{place.column}: {problem.code} {problem.message}\n  {problem.line}")


def content_of(path: Path) -> bytes:
    """Return the content of a file; `TimelineError` if it can't be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise TimelineError(f"cannot read '{path}': {error.strerror}") from None


def decode(content: bytes, name: str) -> str:
    """Return the text of a file without its byte order mark; `NotTomlError` if it is not UTF-8."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        content = error.object  # without the byte order mark
        before = content[: error.start]
        column = error.start - before.rfind(b"\n")
        place = Place(name, before.count(b"\n") + 1, column)
        line = content.splitlines()[place.line - 1].decode("utf-8", "backslashreplace")
        message = f"the byte 0x{content[error.start]:02x} is not UTF-8"
        raise NotTomlError(Problem("TL001", message, place, line, "save the file as UTF-8")) from None


def _syntax_problem(error: tomli.TOMLDecodeError, text: str, name: str) -> Problem:
    place = Place(name, error.lineno, error.colno)
    line = StoreText(name, text).line(error.lineno)
    message = error.msg[:1].lower() + error.msg[1:]
    return Problem(
        "TL001", f"this is not TOML: {message}", place, line, "mend the line, or the one before it"
    )


def _tolerant(path: Path) -> Ledger:
    """Read one file of a folder; what can't be read is a problem, since its neighbours may be sound."""
    try:
        return read_content(content_of(path), str(path))
    except NotTomlError as error:
        return Ledger({}, (error.problem,), str(path))


def joined(ledgers: list[Ledger], name: str) -> Ledger:
    """Return the ledger of all files of a folder; a mission in two of them is a problem."""
    missions: dict[str, Mission] = {}
    problems: list[Problem] = []
    for ledger in ledgers:
        problems += ledger.problems
        for mission in ledger.missions.values():
            first = missions.setdefault(mission.id, mission)
            if first is not mission:
                problems.append(_spread(mission, first))
    if not missions and all(problem.code == "TL001" for problem in problems) and problems:
        raise NotTomlError(problems[0])
    return Ledger(missions, tuple(problems), name)


def _spread(mission: Mission, first: Mission) -> Problem:
    message = f"the mission '{mission.id}' stands in {first.place.path} already"
    line = mission.origin.line(mission.place.line) if isinstance(mission.origin, StoreText) else ""
    return Problem("TL009", message, mission.place, line, "keep a mission and its announcements in one file")


class MissionReader:
    """Reads missions of a file one by one, each from the part of the file that it stands in."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._known = _nothing_read()

    def mission(self, content: bytes, mission_id: str, lines_above: int) -> tuple[Mission, int]:
        """Return what is sound of a mission, and how many problems it has.

        The file has so many *lines above* the part. Raises `NotInPartsError` if the part is not that mission.
        """
        reader = _Reader(StoreText(self._name, content, lines_above), self._known)
        (mission,) = reader.missions([(mission_id, read_part(content, mission_id))])
        return mission, len(reader.problems)


_Known = dict[str, dict[object, object]]
"""What values of announcements were read as, by key: large stores repeat them, and one of each will do."""


def _nothing_read() -> _Known:
    return {key: {} for key in ANNOUNCEMENT}


class _Reader:
    """Turns the data of one file into records, collecting problems."""

    def __init__(self, text: StoreText, known: _Known | None = None) -> None:
        self._text = text
        self.problems: list[Problem] = []
        self._known = _nothing_read() if known is None else known

    def ledger(self, top: Mapping[str, Any], tables: Iterable[tuple[str, object]]) -> Ledger:
        """Return the ledger of a file from its *top* keys and its missions' ids and *tables*."""
        self._check_top(top)
        missions = {mission.id: mission for mission in self.missions(tables)}
        problems = sorted(self.problems, key=lambda problem: problem.place)
        return Ledger(missions, tuple(problems), self._text.path)

    def tables(self, data: Mapping[str, Any]) -> Iterable[tuple[str, object]]:
        """Return the ids and tables of the missions in the whole *data* of a file."""
        tables = data.get("missions", {})
        if isinstance(tables, dict):
            return tables.items()
        error = UnsoundError("TL004", "'missions' is not a table", _MISSION_ADVICE)
        self._report(error, self._text.top("missions"))
        return ()

    def _check_top(self, data: Mapping[str, Any]) -> None:
        version = data.get("format")
        if version is None:
            self._report(
                UnsoundError("TL002", "the format is missing", "begin the file with format = 1"),
                self._text.top(""),
            )
        elif version != FORMAT or isinstance(version, bool):
            message = f"format {version!r} is not one that this program reads"
            otherwise = "or use a newer timeline" if type(version) is int else "a number, without quotes"
            advice = f"write format = 1, {otherwise}"
            self._report(
                UnsoundError("TL002", message, advice),
                self._text.top("format"),
            )
        for key in data.keys() - _TOP:
            self._report(_unknown(key, _TOP), self._text.top(key))

    def missions(self, tables: Iterable[tuple[str, object]]) -> Iterator[Mission]:
        """Yield the missions of these ids and *tables*."""
        for mission_id, table in tables:
            if not isinstance(table, dict):
                error = UnsoundError("TL004", f"the mission '{mission_id}' is not a table", _MISSION_ADVICE)
                self._report(error, self._text.mission(mission_id))
                continue
            if not SLUG.fullmatch(mission_id):
                error = UnsoundError("TL007", f"'{mission_id}' is no id for a mission", _ID_ADVICE)
                self._report(error, self._text.mission(mission_id))
            yield self._mission(mission_id, table)

    def _mission(self, mission_id: str, table: dict[str, Any]) -> Mission:
        records = table.pop("announcements", [])
        fields = self._fields(table, MISSION, mission_id, None)
        if "name" not in table:
            error = UnsoundError("TL005", f"the mission '{mission_id}' has no name", 'add name = "…"')
            self._report(error, self._text.mission(mission_id))
        name = fields.pop("name", mission_id)
        announcements = tuple(self._announcements(mission_id, records))
        return Mission(mission_id, name, announcements=announcements, origin=self._text, **fields)

    def _announcements(self, mission_id: str, records: object) -> Iterator[Announcement]:
        if not isinstance(records, list):
            error = UnsoundError(
                "TL004", "'announcements' is not a list of tables", _LIST_ADVICE % mission_id
            )
            self._report(error, self._text.list_of(mission_id))
            return
        for index, table in enumerate(records):
            if not isinstance(table, dict):
                error = UnsoundError("TL004", "an announcement is not a table", _LIST_ADVICE % mission_id)
                self._report(error, self._text.list_of(mission_id))
                continue
            fields = self._fields(table, ANNOUNCEMENT, mission_id, index)
            is_plain = "date" in fields and "announced" in fields and "status" not in table
            if is_plain or self._complete(table, fields, mission_id, index):
                yield Announcement(mission_id=mission_id, position=index, origin=self._text, **fields)

    def _fields(
        self, table: Mapping[str, Any], known: Mapping[str, Convert], mission_id: str, index: int | None
    ) -> dict[str, Any]:
        """Return the sound fields of a record and report the others."""
        fields: dict[str, Any] = {}
        read = self._known if known is ANNOUNCEMENT else {}
        for key, value in table.items():
            kind = type(value)
            if kind is str and key in PLAIN_TEXTS and key in known:
                fields[key] = value
                continue
            same = read.get(key) if kind is str or kind is date else None
            if same is not None and value in same:
                fields[key] = same[value]
                continue
            try:
                convert = known.get(key)
                if convert is None:
                    raise _unknown(key, known)
                fields[key] = convert(value)
            except UnsoundError as error:
                self._report(absolute(error, value, fields), self._text.key(key, mission_id, index))
            else:
                if same is not None:
                    same[value] = fields[key]
        return fields

    def _complete(
        self, table: Mapping[str, Any], fields: dict[str, Any], mission_id: str, index: int
    ) -> bool:
        """Tell whether an announcement has what it needs; report what was never written."""
        needed = ["announced"]
        if fields.get("status") in _DATELESS and "date" not in table:
            fields["date"] = TBD
        else:
            needed.append("date")
        for key in needed:
            if key not in table:
                error = UnsoundError("TL005", f"this announcement has no '{key}'", _NEEDED_ADVICE[key])
                self._report(error, self._text.announcement(mission_id, index))
        return all(key in fields for key in needed) and ("status" in fields or "status" not in table)

    def _report(self, error: UnsoundError, place: Place) -> None:
        line = self._text.line(place.line)
        self.problems.append(Problem(error.code, error.message, place, line, error.advice))


_MISSION_ADVICE = "write it as [missions.an-id] with its keys below"
_ID_ADVICE = "use lower-case letters, digits and hyphens, as in [missions.change-6]"
_LIST_ADVICE = "write each one as [[missions.%s.announcements]] with its keys below"
_NEEDED_ADVICE = {
    "announced": "add the day on which it was said, as in announced = 2020-09-28",
    "date": 'add what was said, as in date = "2022-06"; date = "TBD" where no date was given',
}


def _unknown(key: str, known: Mapping[str, object] | set[str]) -> UnsoundError:
    near = get_close_matches(key, list(known), n=1)
    advice = f"did you mean '{near[0]}'?" if near else f"known keys are {', '.join(sorted(known))}"
    return UnsoundError("TL003", f"'{key}' is not a key that is known here", advice)
