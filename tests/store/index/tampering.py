"""Putting something else in place of what is kept of a store."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from timeline.store.index.container import Container, open_file, pack


def kept(folder: Path) -> Path:
    """Return the path of the one index in a folder."""
    (path,) = folder.glob("*.index")
    return path


def sections_of(found: Container) -> dict[str, bytes]:
    """Return all sections of an index."""
    return {name: found.read(name) for name in found._places}


def tell(path: Path, about: Mapping[str, object], sections: Mapping[str, bytes]) -> None:
    """Let an index say something else, in a file that is sound."""
    found = open_file(path)
    known = sections_of(found)
    assert known.keys() >= sections.keys()
    path.write_bytes(b"".join(pack({**found.about, **about}, {**known, **sections})))
