"""What writing records to a store would do: to which file, at which place."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from timeline.errors import TimelineError
from timeline.model import Ledger, Place
from timeline.store.apart import change_apart
from timeline.store.change import Change
from timeline.store.index.access import forget, missions_of
from timeline.store.index.container import BadIndexError
from timeline.store.insertion import insertions
from timeline.store.lines import StoreText
from timeline.store.parts import NotInPartsError
from timeline.store.place import Edit, Entry, apply, edit_starts
from timeline.store.read import FORMAT, NotTomlError, decode, interpret, joined, parsed
from timeline.store.replace import Snapshot, check_writable, snapshot

Indexes = Callable[[], Path]
"""Tells where the indexes of large stores are kept."""
Decide = Callable[[Ledger], Sequence[Entry]]
"""What to write, given what the store holds; an error it raises leaves the store as it is."""

NEW_FILE = f"format = {FORMAT}\n"
"""What a file of a store holds at least."""


class Written(NamedTuple):
    """What was written, or would be."""

    changes: tuple[Change, ...]
    entries: tuple[Entry, ...] = ()
    """The entries as they were decided on."""
    entries_of_changes: tuple[Sequence[Entry], ...] = ()
    """The same by change, in the order of its edits."""
    unjournaled: str = ""
    """Why it can't be taken back by a command, if so."""

    @property
    def places(self) -> tuple[Place, ...]:
        """Where each entry's last record stands. Found when asked for: who writes thousands doesn't ask."""
        of_changes = zip(self.changes, self.entries_of_changes, strict=True)
        found = {id(entry): place for change, own in of_changes for entry, place in _places(change, own)}
        return tuple(found[id(entry)] for entry in self.entries)


class _File(NamedTuple):
    """One file of a store, ready to be changed."""

    name: str
    path: Path
    old: Snapshot | None
    text: str
    data: dict[str, Any]


def plan(
    store: Path, decide: Decide, *, indexes: Indexes | None = None, to_be_written: bool = False
) -> Written:
    """Return what writing the records that *decide* returns would do, without doing it.

    With *indexes*, where these are kept, a large store is not read as a whole; *decide* may be asked twice.
    `TimelineError` if the store can't be read, has another format, or holds no place where TOML allows the
    records; and for a read-only file that is *to_be_written*.
    """
    if indexes is not None and not store.is_dir():
        try:
            return _apart(store, decide, indexes, to_be_written=to_be_written)
        except NotInPartsError:
            pass
        except BadIndexError:
            forget(store, indexes())
    files, ledger = _load(store)
    for file in files if to_be_written else ():
        if file.old is not None:
            check_writable(file.old)
    return _planned(store, files, decide(ledger))


def _apart(store: Path, decide: Decide, indexes: Indexes, *, to_be_written: bool) -> Written:
    """Plan for a file that is large and can be read part by part; `NotInPartsError` if it is not."""
    old = snapshot(store)
    missions = missions_of(store, old.content, indexes)
    if to_be_written:
        check_writable(old)
    entries = decide(Ledger(missions, (), str(store)))
    change, ordered = change_apart(str(store), old, missions, entries)
    _check_unicode(change)
    return Written((change,), tuple(entries), (ordered,))


def _load(store: Path) -> tuple[list[_File], Ledger]:
    if not store.is_dir():
        file = _file(store)
        return [file], _ledger(file)
    files, ledgers = [], []
    for path in sorted(store.glob("*.toml")):
        try:
            file = _file(path)
        except NotTomlError as error:
            ledgers.append(Ledger({}, (error.problem,), str(path)))
        else:
            files.append(file)
            ledgers.append(_ledger(file))
    return files, joined(ledgers, str(store)) if ledgers else Ledger({}, (), str(store))


def _file(path: Path) -> _File:
    old = snapshot(path)
    text = decode(old.content, str(path))
    return _File(str(path), old.path, old, text, parsed(text, str(path)))


def _ledger(file: _File) -> Ledger:
    # The reader takes the announcements out of the tables; the data must keep them.
    missions = file.data.get("missions")
    if isinstance(missions, dict):
        copied = {key: dict(table) if isinstance(table, dict) else table for key, table in missions.items()}
        return interpret({**file.data, "missions": copied}, file.text, file.name)
    return interpret(file.data, file.text, file.name)


def _planned(store: Path, files: Sequence[_File], entries: Sequence[Entry]) -> Written:
    by_name = {file.name: file for file in files}
    homes = _homes(files) if store.is_dir() else None
    wanted: dict[str, list[Entry]] = {}
    for entry in entries:
        file = files[0] if homes is None else _home(store, by_name, homes, entry)
        by_name[file.name] = file
        wanted.setdefault(file.name, []).append(entry)
    for of_file in wanted.values():
        # Where both go to the same place a known mission's record comes before a new mission.
        of_file.sort(key=lambda entry: entry.mission is not None)
    changes = tuple(_change(by_name[name], of_file) for name, of_file in wanted.items())
    return Written(changes, tuple(entries), tuple(wanted.values()))


def _places(change: Change, entries: Sequence[Entry]) -> Iterator[tuple[Entry, Place]]:
    """Yield the place of each entry's last record."""
    text = StoreText(change.name, change.after, change.window.lines_above if change.window else 0)
    if len(change.edits) == len(entries) and all(edit.record is not None for edit in change.edits):
        # Edits that each add one entry know where: the whole text needn't be looked through again.
        ends = edit_starts(change.edits)
        for entry, edit, start in zip(entries, change.edits, ends, strict=True):
            yield entry, text.place_at(start + (edit.record or 0))
        return
    for entry in entries:
        announcements = text.announcements.get(entry.mission_id, ())
        if entry.announcements and announcements:
            yield entry, text.announcement(entry.mission_id, len(announcements) - 1)
        else:
            yield entry, text.mission(entry.mission_id)


def _homes(files: Sequence[_File]) -> dict[str, _File]:
    """Return the first file that each mission stands in."""
    tables = ((file, file.data.get("missions")) for file in reversed(files))
    return {mission_id: file for file, table in tables if isinstance(table, dict) for mission_id in table}


def _home(store: Path, by_name: Mapping[str, _File], homes: Mapping[str, _File], entry: Entry) -> _File:
    """Return the file in a folder that an entry goes to: the mission's own; for a new one, a new file."""
    if entry.mission is None and entry.mission_id in homes:
        return homes[entry.mission_id]
    path = store / f"{entry.mission_id}.toml"
    if str(path) in by_name:
        return by_name[str(path)]
    return _File(str(path), Path(os.path.realpath(path)), None, NEW_FILE, {"format": FORMAT})


def _change(file: _File, entries: Sequence[Entry]) -> Change:
    version = file.data.get("format")
    if version != FORMAT or isinstance(version, bool):
        raise TimelineError(
            f"'{file.name}' does not say format = {FORMAT}, so nothing is written to it; "
            "`timeline init` makes a store"
        )
    edits = insertions(file.text, file.data, entries, file.name)
    before = "" if file.old is None else file.text
    if file.old is None:
        edits = (Edit(0, 0, apply(file.text, edits)),)
    change = Change(file.name, file.path, file.old, before, edits)
    _check_unicode(change)
    return change


def _check_unicode(change: Change) -> None:
    try:
        change.after.encode()
    except UnicodeEncodeError:
        raise TimelineError("a text to write is not valid Unicode; nothing was written") from None
