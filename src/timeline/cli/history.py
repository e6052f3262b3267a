"""Importing what a git repository kept, day by day, and going on where that stopped."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Protocol

from timeline.cli.context import Here
from timeline.cli.merging import Options, merge_into_store, say_outcome
from timeline.cli.progress import progress
from timeline.cli.writing import state_folder
from timeline.errors import TimelineError
from timeline.exchange.errors import ExchangeError
from timeline.fetch.git import Repository, Version
from timeline.reports.merge import Merge, together
from timeline.reports.statements import Snapshot, Unread

_BATCH = 200
"""How many versions are merged before they are written: what an interruption costs at most."""


class Read(Protocol):
    """Reads what a file of the repository says."""

    notation: str

    def __call__(self, content: bytes, what: str, day: date) -> Snapshot:
        """Return what *content* says; *what* is how the user knows it, *day* when it said so."""


def import_history(here: Here, folder: Path, path: str, read: Read, options: Options) -> None:
    """Merge every day's version of *path* in the repository at *folder*, the oldest first.

    Each batch is written as a whole, and remembered: the next call goes on from there. Versions that can't be
    read are left out and listed, since nobody can mend the past.
    """
    repository = Repository(folder)
    memory = _Memory(repository, path, read.notation, here.store.path)
    known = "" if options.dry_run else memory.commit
    versions = repository.versions(path.removeprefix("./").rstrip("/"), after=known)
    if not versions:
        here.say(f"nothing new since commit {known[:12]}")
        return
    here.say(f"{len(versions)} versions, {versions[0].day} to {versions[-1].day}")
    options, found = options._replace(skip_bad=True), Merge()
    with progress("reading versions", len(versions)) as shown:
        for batch in [versions] if options.dry_run else list(_batches(versions)):
            snapshots = []
            for version, content in zip(batch, repository.contents(batch), strict=True):
                snapshots.append(_snapshot(version, content, read))
                shown.step()
            what = f"import {read.notation} --git {batch[0].day} to {batch[-1].day}"
            found = together(found, merge_into_store(here, snapshots, options, what))
            if not options.dry_run:
                memory.keep(batch[-1].commit)
    say_outcome(here, found, dry_run=options.dry_run)


def _snapshot(version: Version, content: bytes | None, read: Read) -> Snapshot:
    what = f"{version.path} at {version.commit[:12]}"
    if content is None:
        return Snapshot((), (Unread(what, "it is too large, or not in the repository"),))
    try:
        return read(content, what, version.day)
    except ExchangeError as error:
        return Snapshot((), (Unread(what, str(error).removeprefix(what).lstrip(":, ")),))


def _batches(versions: Sequence[Version]) -> Iterator[Sequence[Version]]:
    """Yield the versions in batches that never end in the middle of a commit."""
    start = 0
    while start < len(versions):
        end = min(start + _BATCH, len(versions))
        while end < len(versions) and versions[end].commit == versions[end - 1].commit:
            end += 1
        yield versions[start:end]
        start = end


class _Memory:
    """The commit up to which a path of a repository was imported into a store, in the user's state folder."""

    def __init__(self, repository: Repository, path: str, notation: str, store: Path) -> None:
        where = "\n".join((repository.root(), path, notation, os.path.realpath(store)))
        name = hashlib.sha256(where.encode("utf-8", "surrogateescape")).hexdigest()[:40]
        self._file = state_folder() / "git" / f"{name}.json"
        self.commit = self._read(repository)
        """Empty at the beginning, and where the repository has been rewritten since."""

    def keep(self, commit: str) -> None:
        """Remember that everything up to *commit* is in the store."""
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            temporary = self._file.with_suffix(f".{os.getpid()}.tmp")
            temporary.write_text(json.dumps({"commit": commit}), encoding="utf-8")
            temporary.replace(self._file)
        except OSError as error:
            raise TimelineError(f"cannot remember how far it went: {error.strerror}") from None

    def _read(self, repository: Repository) -> str:
        try:
            commit = json.loads(self._file.read_bytes())["commit"]
        except (OSError, ValueError, KeyError, TypeError):
            return ""
        return commit if isinstance(commit, str) and repository.knows(commit) else ""
