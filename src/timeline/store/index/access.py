"""Getting at the index of a store, if it is large enough to have one. Small ones are not to pay for it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from timeline.store.parts import NotInPartsError

if TYPE_CHECKING:
    from timeline.store.index.index import Index
    from timeline.store.index.present import Missions

WORTH_BYTES = 1 << 18
"""Smaller stores are read as fast as an index is (docs/performance.md)."""


def index_of(store: Path, folder: Callable[[], Path]) -> Index | None:
    """Return the index of a store, made anew if it has changed; *folder* tells where indexes are kept.

    None if it would not pay, or if the store is not one that can be read part by part: read it as a whole.
    """
    paths = sorted(store.glob("*.toml")) if store.is_dir() else [store]
    try:
        if sum(path.stat().st_size for path in paths) < WORTH_BYTES:
            return None
    except OSError:
        return None
    from timeline.store.index import cache

    return cache.index_of(store, paths, folder())


def missions_of(store: Path, content: bytes, folder: Callable[[], Path]) -> Missions:
    """Return the missions of a file, a store by itself, that has this *content*; *folder* as in `index_of`.

    Raises `NotInPartsError` if its index would not pay or if it can't be read part by part, `BadIndexError`
    if the index is damaged.
    """
    if len(content) < WORTH_BYTES:
        raise NotInPartsError
    from timeline.store.index import cache

    return cache.missions_of(store, content, folder())


def forget(store: Path, folder: Path) -> None:
    """Remove the index of a store, which has turned out to be damaged."""
    from timeline.store.index import cache

    cache.forget(store, folder)
