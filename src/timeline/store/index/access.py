"""Getting at the index of a store: the one in the cache if it fits the store as it is, else a new one."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import timeline
from timeline.store.index.build import FORM, File, build, content_digest
from timeline.store.index.container import BadIndexError, Container, in_memory, open_file, save
from timeline.store.index.fresh import identity, now_ns, remember, remembered
from timeline.store.index.index import Index
from timeline.store.parts import NotInPartsError

WORTH_BYTES = 1 << 20
"""Smaller stores are read as fast as an index is (docs/performance.md)."""


def index_of(store: Path, folder: Callable[[], Path]) -> Index | None:
    """Return the index of a store, made anew if it has changed; *folder* tells where indexes are kept.

    None if it would not pay, or if the store is not one that can be read part by part: read it as a whole.
    """
    paths = sorted(store.glob("*.toml")) if store.is_dir() else [store]
    try:
        identities = [identity(path) for path in paths]
        if sum(file.size for file in identities) < WORTH_BYTES:
            return None
        kept, seen = _kept(store, folder())
        old = _opened(kept)
        digest = remembered(seen, identities)
        if old is None or not digest or old.about.get("digest") != digest:
            read_ns = now_ns()
            files = [File(str(path), path, path.read_bytes()) for path in paths]
            digest = content_digest(files)
            old = _of(files, digest, old, kept)
            remember(seen, identities, digest, read_ns)
    except (OSError, NotInPartsError):
        return None
    return Index(old, str(store), [(str(path), path) for path in paths])


def forget(store: Path, folder: Path) -> None:
    """Remove the index of a store, which has turned out to be damaged."""
    for path in _kept(store, folder):
        with suppress(OSError):
            path.unlink()


def _of(files: Sequence[File], digest: str, old: Container | None, kept: Path) -> Container:
    """Return the index of *files*: the *old* one if it is of this content, else a new one, which is kept."""
    if old is not None and old.about.get("digest") == digest:
        return old
    content = build(files, digest, old)
    return open_file(kept) if save(kept, content) else in_memory(content)


def _kept(store: Path, folder: Path) -> tuple[Path, Path]:
    """Return where the index of a store is kept, and where what was seen of its files."""
    name = sha256(os.fsencode(os.path.realpath(store))).hexdigest()[:16]
    return folder / f"{name}.index", folder / f"{name}.seen"


def _opened(kept: Path) -> Container | None:
    """Return the index that is kept; None if there is none, or none of this version."""
    try:
        found = open_file(kept)
    except BadIndexError:
        return None
    is_ours = found.about.get("version") == timeline.__version__ and found.about.get("form") == FORM
    return found if is_ours else None
