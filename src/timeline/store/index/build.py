"""Making the index of a store: from nothing, or from an older index and what has changed since.

Both give the same bytes: an index depends on the store alone, and not on how it came to be.
"""

from __future__ import annotations

from collections.abc import Sequence

import timeline
from timeline.store.index.columns import Columns
from timeline.store.index.container import FORM, pack
from timeline.store.index.gist import Gist, gist_of
from timeline.store.index.layout import Layout
from timeline.store.index.share import shared
from timeline.store.index.survey import File, Known, New, Piece, Same
from timeline.store.read import MissionReader


def build(files: Sequence[File], found: Sequence[Same | New], known: Known | None) -> list[bytes]:
    """Return the content, in pieces, of the index of *files*; *found* is their survey by what is *known*.

    Raises `NotInPartsError` if a mission can't be read by itself, `BadIndexError` if *known* is damaged.
    """
    layout = Layout(files, found, known)
    columns = Columns(layout, _gists(layout, files), known)
    about = {
        "version": timeline.__version__,
        "form": FORM,
        "digest": layout.digest,
        "problems": sum(columns.problems.values()),
    }
    return pack(about, {**layout.sections(), **columns.sections()})


def _gists(layout: Layout, files: Sequence[File]) -> dict[int, Gist]:
    """Return the gists of the missions that are new or have changed, by number."""
    pieces = list(layout.fresh.values())

    def read(some: Sequence[Piece]) -> list[Gist]:
        readers = [MissionReader(file.name) for file in files]
        found = []
        for piece in some:
            content = layout.content(piece)
            found.append(gist_of(*readers[piece.file].mission(content, piece.mission_id, piece.lines_above)))
        return found

    size = sum(piece.end - piece.start for piece in pieces)
    return dict(zip(layout.fresh, shared(read, pieces, size), strict=True))
