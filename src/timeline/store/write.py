"""Writing to a store: records go in, and every other byte stays.

What is about to be written is parsed and compared with what was meant: the old data and the new records,
nothing else. Only then is the file replaced, in one step and under a lock.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from timeline.errors import TimelineError
from timeline.store import journal as journals
from timeline.store.change import Change, difference, to_text
from timeline.store.lock import WAIT_SECONDS, locked
from timeline.store.plan import Decide, Indexes, Written, plan
from timeline.store.replace import Snapshot, create, remove, remove_leftovers, replace, snapshot

__all__ = ["Journal", "Written", "last_change", "plan", "rewrite", "take_back", "whole_change", "write"]


class Journal(NamedTuple):
    """Where to keep what was done: the user's state folder, and what to call the change."""

    folder: Path
    what: str


def write(
    store: Path,
    decide: Decide,
    journal: Journal | None = None,
    *,
    indexes: Indexes | None = None,
    wait_seconds: float = WAIT_SECONDS,
) -> Written:
    """Write the records that *decide* returns to *store*, a file or a folder of them: all or none.

    With *indexes*, where these are kept, a large store is not read as a whole; *decide* may be asked twice.

    `TimelineError`, and the store as it was, for whatever `plan` refuses, and if somebody else has changed
    the store meanwhile or keeps it locked for longer than *wait_seconds*.
    """
    with _alone(store, wait_seconds):
        written = plan(store, decide, indexes=indexes, to_be_written=True)
        return written._replace(unjournaled=_commit(store, written.changes, journal))


def rewrite(
    store: Path, changes: Sequence[Change], journal: Journal | None, *, wait_seconds: float = WAIT_SECONDS
) -> str:
    """Make *changes* to files of *store*; errors as `write`. Returns why they can't be taken back, if so."""
    with _alone(store, wait_seconds, *(change.path.parent for change in changes)):
        return _commit(store, changes, journal)


def take_back(store: Path, folder: Path, *, wait_seconds: float = WAIT_SECONDS) -> Written:
    """Take back what a command did last to *store*, as the journal in *folder* has it; errors as `write`."""
    path = journals.journal_path(folder, store)
    with _alone(store, wait_seconds):
        entry, changes = last_change(store, folder)
        for change, step in zip(changes, entry.steps, strict=True):
            if step.before:
                _put(change)
            elif change.old is not None:
                remove(change.old)
        try:
            journals.drop_last(path)
        except OSError as error:
            return Written(tuple(changes), unjournaled=error.strerror or str(error))
    return Written(tuple(changes))


def last_change(store: Path, folder: Path) -> tuple[journals.Entry, list[Change]]:
    """Return what a command did last to *store*, and the changes that take it back.

    `TimelineError` if there is nothing, or if the files have changed since.
    """
    entry = journals.last(journals.journal_path(folder, store))
    if entry is None:
        raise TimelineError(f"no command has changed '{store}' that could be taken back")
    return entry, journals.reversals(entry)


def whole_change(name: str, old: Snapshot, content: bytes) -> Change:
    """Return the change that makes *content* of a file, whatever both are; a byte order mark stays."""
    mark = b"\xef\xbb\xbf"
    before, after = (to_text(part.removeprefix(mark)) for part in (old.content, content))
    return Change(name, old.path, old, before, (difference(before, after),))


@contextmanager
def _alone(store: Path, wait_seconds: float, *folders: Path) -> Iterator[None]:
    """Keep other writers away from a store and from *folders*; an `OSError` becomes a `TimelineError`."""
    try:
        with locked(_folders(store) | set(folders), wait_seconds=wait_seconds):
            yield
    except OSError as error:
        message = f"cannot write '{store}': {error.strerror or error}; nothing was written"
        raise TimelineError(message) from None


def _folders(store: Path) -> set[Path]:
    """Return the folders whose locks a writer to *store* needs: where its files really are."""
    if not store.is_dir():
        return {Path(os.path.realpath(store)).parent}
    return {
        Path(os.path.realpath(store)),
        *(Path(os.path.realpath(file)).parent for file in store.glob("*.toml")),
    }


def _commit(store: Path, changes: Sequence[Change], journal: Journal | None) -> str:
    """Make the changes, all or none; return why they can't be taken back, if so."""
    done: list[Change] = []
    steps = None if journal is None else journals.Steps(changes)
    try:
        for change in changes:
            _put(change)
            done.append(change)
    except BaseException:
        for change in done:
            _put_back(change)
        raise
    for folder in {change.path.parent for change in changes}:
        remove_leftovers(folder)
    if journal is None or steps is None:
        return ""
    try:
        journals.record(journals.journal_path(journal.folder, store), journal.what, steps())
    except OSError as error:
        return error.strerror or str(error)
    return ""


def _put(change: Change) -> None:
    if change.old is None:
        create(change.path, change.pieces)
    else:
        replace(change.old, change.pieces)


def _put_back(change: Change) -> None:
    """Undo one of several changes, since a later one failed."""
    now = snapshot(change.path)
    if change.old is None:
        remove(now)
    else:
        replace(now._replace(status=change.old.status), change.old.content)
