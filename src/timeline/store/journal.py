"""What commands changed last, so that it can be taken back.

A file of JSON lines per store, in the user's state folder: the newest change last. It holds the texts that
were put in and taken out and their places, and hashes of the files before and after.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import NamedTuple

from timeline.errors import TimelineError
from timeline.store.change import Change, to_bytes, to_text
from timeline.store.place import Edit
from timeline.store.replace import Snapshot, snapshot

_KEPT = 50


class Step(NamedTuple):
    """What a command did to one file."""

    name: str
    path: Path
    before: str
    """The hash of the file before; empty if there was none."""
    after: str
    edits: tuple[tuple[int, str, str], ...]
    """A place in the old bytes, the text taken out and the text put in."""


class Entry(NamedTuple):
    """What one command did."""

    what: str
    steps: tuple[Step, ...]


def journal_path(folder: Path, store: Path) -> Path:
    """Return where the journal of *store* is, in the user's state *folder*."""
    name = hashlib.sha256(os.fsencode(os.path.realpath(store))).hexdigest()[:16]
    return folder / f"{name}.jsonl"


class Steps:
    """The steps that make *changes*, worked out while the files are written, which takes as long."""

    def __init__(self, changes: Sequence[Change]) -> None:
        self._changes = changes
        self._found: list[Step] = []
        self._thread = Thread(target=self._work)
        with suppress(RuntimeError):  # there may be no room for another thread
            self._thread.start()

    def __call__(self) -> tuple[Step, ...]:
        """Return the steps, when they are ready."""
        if self._thread.ident is not None:
            self._thread.join()
        return (*self._found, *map(_step, self._changes[len(self._found) :]))

    def _work(self) -> None:
        self._found += map(_step, self._changes)


def _step(change: Change) -> Step:
    before = "" if change.old is None else _hash(change.old.content)
    return Step(change.name, change.path, before, _hash(*change.pieces), tuple(change.byte_edits()))


def record(journal: Path, what: str, steps: tuple[Step, ...]) -> None:
    """Add what was done to a journal; `OSError` if that is not possible."""
    _save(journal, [*_lines(journal)[-_KEPT + 1 :], _line(Entry(what, steps))])


def last(journal: Path) -> Entry | None:
    """Return the newest entry of a journal; None if it has none."""
    entries = list(_entries(journal))
    return entries[-1] if entries else None


def drop_last(journal: Path) -> None:
    """Forget the newest entry, which was taken back; `OSError` if that is not possible."""
    _save(journal, _lines(journal)[:-1])


def reversals(entry: Entry) -> list[Change]:
    """Return the changes that take *entry* back.

    `TimelineError` if one of its files is not as the command left it.
    """
    return [_reversal(step, entry.what) for step in entry.steps]


def _reversal(step: Step, what: str) -> Change:
    now = snapshot(step.path)
    if _hash(now.content) != step.after:
        raise TimelineError(
            f"'{step.name}' has changed since the last change by a command ({what}); take it back by hand"
        )
    edits, shift = [], 0
    for offset, removed, added in step.edits:
        start = offset + shift
        edits.append((start, start + len(to_bytes(added)), removed))
        shift += len(to_bytes(added)) - len(to_bytes(removed))
    return _as_change(step, now, edits)


def _as_change(step: Step, now: Snapshot, edits: list[tuple[int, int, str]]) -> Change:
    """Return a change of characters for edits of bytes."""
    bom = b"\xef\xbb\xbf"
    content = now.content.removeprefix(bom)
    cut = len(now.content) - len(content)
    counted = [
        Edit(len(to_text(content[: start - cut])), len(to_text(content[: end - cut])), text)
        for start, end, text in edits
    ]
    change = Change(step.name, step.path, now, to_text(content), tuple(counted))
    if step.before and _hash(change.content) != step.before:
        raise TimelineError(f"the journal does not fit '{step.name}'; take the change back by hand")
    return change


def _hash(*pieces: bytes | memoryview) -> str:
    whole = hashlib.sha256()
    for piece in pieces:
        whole.update(piece)
    return whole.hexdigest()


def _line(entry: Entry) -> str:
    steps = [{**step._asdict(), "path": str(step.path)} for step in entry.steps]
    return json.dumps({"what": entry.what, "steps": steps})


def _lines(journal: Path) -> list[str]:
    try:
        return journal.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return []


def _entries(journal: Path) -> Iterator[Entry]:
    for line in _lines(journal):
        # A line that is damaged is a change that can't be taken back any more, and nothing worse.
        with suppress(ValueError, KeyError, TypeError):
            value = json.loads(line)
            steps = [
                Step(
                    step["name"],
                    Path(step["path"]),
                    step["before"],
                    step["after"],
                    tuple((offset, removed, added) for offset, removed, added in step["edits"]),
                )
                for step in value["steps"]
            ]
            yield Entry(value["what"], tuple(steps))


def _save(journal: Path, lines: Sequence[str]) -> None:
    journal.parent.mkdir(parents=True, exist_ok=True)
    beside = journal.with_suffix(".new")
    beside.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    beside.replace(journal)
