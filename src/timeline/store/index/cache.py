"""The indexes in the user's cache: the one that fits a store as it is, or a new one in its place."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import timeline
from timeline.store.index.container import FORM, BadIndexError, Container, in_memory, open_file, save
from timeline.store.index.fresh import identity, now_ns, remember, remembered
from timeline.store.index.index import Index
from timeline.store.parts import NotInPartsError

if TYPE_CHECKING:
    from timeline.store.index.present import Missions
    from timeline.store.index.survey import File, Known, New, Same


def index_of(store: Path, paths: Sequence[Path], folder: Path) -> Index | None:
    """Return the index of a store, whose files are at *paths*, made anew if it has changed.

    None if the store can't be read part by part.
    """
    try:
        identities = [identity(path) for path in paths]
        kept, seen = _kept(store, folder)
        old = _opened(kept)
        digest = remembered(seen, identities)
        if old is None or not digest or old.about.get("digest") != digest:
            from timeline.store.index.survey import File

            read_ns = now_ns()
            old = _of([File(str(path), path, path.read_bytes()) for path in paths], old, kept)
            if [identity(path) for path in paths] == identities:  # else others were read
                remember(seen, identities, str(old.about.get("digest")), read_ns)
    except (OSError, NotInPartsError):
        return None
    return Index(old, str(store), [(str(path), path) for path in paths])


def missions_of(store: Path, content: bytes, folder: Path) -> Missions:
    """Return the missions of a file, a store by itself, that has this *content*.

    Raises `NotInPartsError` if it can't be read part by part, `BadIndexError` if the index is damaged.
    """
    from timeline.store.index.present import Missions
    from timeline.store.index.survey import File, Known, survey

    files = [File(str(store), store, content)]
    kept, _ = _kept(store, folder)
    old = _opened(kept)
    if old is not None:
        with suppress(BadIndexError, NotInPartsError, ArithmeticError, LookupError, TypeError, ValueError):
            known = Known(old)
            return Missions(files[0], known, survey(files, known))
    known = Known(_of(files, old, kept))
    return Missions(files[0], known, survey(files, known))


def forget(store: Path, folder: Path) -> None:
    """Remove the index of a store, which has turned out to be damaged."""
    for path in _kept(store, folder):
        with suppress(OSError):
            path.unlink()


def _of(files: Sequence[File], old: Container | None, kept: Path) -> Container:
    """Return the index of *files*: the *old* one if it is of this content, else a new one, which is kept."""
    from timeline.store.index.survey import Known, is_unchanged, survey

    content = None
    if old is not None:
        # What has been tampered with may make no sense in any way.
        with suppress(BadIndexError, NotInPartsError, ArithmeticError, LookupError, TypeError, ValueError):
            known = Known(old)
            found = survey(files, known)
            if is_unchanged(files, found, known):
                return old
            content = _built(files, found, known)
    if content is None:
        content = _built(files, survey(files, None), None)
    # Others may put theirs there at any time: this one is read from where it was made.
    save(kept, content)
    return in_memory(content)


def _built(files: Sequence[File], found: Sequence[Same | New], known: Known | None) -> list[bytes]:
    from timeline.store.index.build import build  # few need it: most find an index that fits

    return build(files, found, known)


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
