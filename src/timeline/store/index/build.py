"""Making the index of a store: from nothing, or from an older index and what has changed since."""

from __future__ import annotations

import json
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import timeline
from timeline.reports.vocabulary import KINDS
from timeline.store.index.container import BadIndexError, Container, digest_of, pack
from timeline.store.index.gist import Gist, chain_of, from_lines, gist_of, hosted, to_line
from timeline.store.index.share import shared
from timeline.store.parts import NotInPartsError, read_head, split
from timeline.store.read import FORMAT, MissionReader

FORM = 1
"""Counts the changes of what sections hold."""
UNDATED = 0xFFFF_FFFF
_DIGEST = 16


class File(NamedTuple):
    """A file of a store as it was read: how the user knows it, and what is in it."""

    name: str
    path: Path
    content: bytes


class Piece(NamedTuple):
    """Where the part of a mission stands: number of the file, bytes from *start* to *end*, lines above it."""

    mission_id: str
    file: int
    start: int
    end: int
    lines_above: int


def content_digest(files: Sequence[File]) -> str:
    """Return what no other content of a store has."""
    if len(files) == 1:
        return sha256(files[0].content).hexdigest()
    whole = sha256()
    for file in files:
        whole.update(f"{file.path.name}\0{sha256(file.content).hexdigest()}\n".encode())
    return whole.hexdigest()


def build(files: Sequence[File], digest: str, old: Container | None) -> list[bytes]:
    """Return the content, in pieces, of the index of *files*, whose content has *digest*.

    It takes over what the *old* one knows. Raises `NotInPartsError` if the store can't be read part by part.
    """
    pieces = [piece for number, file in enumerate(files) for piece in _pieces(number, file)]
    if len({piece.mission_id for piece in pieces}) != len(pieces):
        raise NotInPartsError
    digests = [digest_of(files[piece.file].content[piece.start : piece.end]) for piece in pieces]
    known = _known(old)
    fresh = [number for number, own in enumerate(digests) if own not in known]
    made = dict(zip(fresh, _gists(files, [pieces[number] for number in fresh]), strict=True))
    gists, lines = [], []
    for number, own in enumerate(digests):
        gist, line = (made[number], b"") if number in made else known[own]
        gists.append(gist)
        lines.append(line)
    _complete(files, pieces, gists, lines, {pieces[number].mission_id for number in fresh})
    about = {
        "version": timeline.__version__,
        "form": FORM,
        "digest": digest,
        "missions": len(gists),
        "problems": sum(gist.problems for gist in gists),
    }
    return pack(about, {**_whereabouts(pieces, digests), **_answers(gists), "gists": b"\n".join(lines)})


def _pieces(number: int, file: File) -> list[Piece]:
    """Return the pieces of a file; `NotInPartsError` also for a file that does not begin like a store."""
    parts = split(file.content)
    if read_head(file.content[: parts[0].start]) != {"format": FORMAT}:
        raise NotInPartsError
    found, position, above = [], 0, 0
    for part in parts:
        above += file.content.count(b"\n", position, part.start)
        position = part.start
        found.append(Piece(part.mission_id, number, part.start, part.end, above))
    return found


def _known(old: Container | None) -> Mapping[bytes, tuple[Gist, bytes]]:
    """Return what an older index knows, by the digest of the part."""
    if old is None:
        return {}
    try:
        digests, lines = old.read("digests"), old.read("gists").split(b"\n")
        each = [digests[start : start + _DIGEST] for start in range(0, len(digests), _DIGEST)]
        return dict(zip(each, zip(from_lines(lines), lines, strict=True), strict=True))
    except (BadIndexError, ValueError, TypeError, LookupError, RecursionError):
        return {}


def _gists(files: Sequence[File], pieces: Sequence[Piece]) -> list[Gist]:
    """Return the gists of pieces that are to be read."""

    def read(some: Sequence[Piece]) -> list[Gist]:
        readers = [MissionReader(file.name) for file in files]
        return [
            gist_of(*readers[piece.file].mission(_content(files, piece), piece.mission_id, piece.lines_above))
            for piece in some
        ]

    return shared(read, pieces, sum(piece.end - piece.start for piece in pieces))


def _content(files: Sequence[File], piece: Piece) -> bytes:
    return files[piece.file].content[piece.start : piece.end]


def _complete(
    files: Sequence[File], pieces: Sequence[Piece], gists: list[Gist], lines: list[bytes], fresh: set[str]
) -> None:
    """Add what depends on hosts, where a host or the mission is *fresh*, and the lines that are missing."""
    hosts = {gist.mission_id: gist.host for gist in gists}
    numbers = {gist.mission_id: number for number, gist in enumerate(gists)}
    for number, gist in enumerate(gists):
        if gist.host:
            chain = list(chain_of(gist.mission_id, hosts))
            if chain != gist.chain or not fresh.isdisjoint((gist.mission_id, *chain)):
                mission, *above = (
                    MissionReader("").mission(_content(files, piece), piece.mission_id, 0)[0]
                    for piece in (pieces[number], *(pieces[numbers[host]] for host in chain))
                )
                gists[number] = hosted(gist, mission, above)
                lines[number] = b""
        if not lines[number]:
            lines[number] = to_line(gists[number])


def _whereabouts(pieces: Sequence[Piece], digests: Sequence[bytes]) -> dict[str, bytes]:
    """Return the sections that say where each mission stands."""
    places = array("Q")
    for piece in pieces:
        places.extend(piece[1:])
    ids = "\n".join(["", *(piece.mission_id for piece in pieces), ""])
    return {"ids": ids.encode(), "places": places.tobytes(), "digests": b"".join(digests)}


def _answers(gists: Sequence[Gist]) -> dict[str, bytes]:
    """Return the sections that small answers are found with."""
    carried: dict[str, list[str]] = {}
    for gist in gists:
        if gist.host and gist.host != gist.mission_id:
            carried.setdefault(gist.host, []).append(gist.mission_id)
    return {
        "names": "".join("\n\t" + "\t".join([*gist.folded, ""]) for gist in gists).encode(),
        "labels": "".join("\n" + "\t".join(_labels(gist)) for gist in gists).encode(),
        "hosted": json.dumps(carried).encode(),
        **_ahead(gists),
        **_slips(gists),
        **_counted(gists),
    }


def _labels(gist: Gist) -> Iterable[str]:
    """Return a mission's id, name and aliases: those that a shell could be given."""
    name, *aliases = gist.labels
    usual = (alias for alias in aliases if "\n" not in alias and "\t" not in alias)
    return (gist.mission_id, name.replace("\n", " ").replace("\t", " "), *usual)


def _ahead(gists: Sequence[Gist]) -> dict[str, bytes]:
    """Return the milestones to come, soonest first: whose, which one, from when on, and when it is due."""
    found = [
        (standing.ahead, number, place)
        for number, gist in enumerate(gists)
        for place, standing in enumerate(gist.standings)
        if standing.ahead is not None
    ]
    found.sort(key=lambda item: item[0].key)
    columns = {
        "ahead-missions": array("I", (number for _, number, _ in found)),
        "ahead-milestones": array("I", (place for _, _, place in found)),
        "ahead-from": array("I", (item.earliest if item.dated else UNDATED for item, _, _ in found)),
        "ahead-due": array("I", (item.due for item, _, _ in found)),
    }
    return {name: column.tobytes() for name, column in columns.items()}


def _slips(gists: Sequence[Gist]) -> dict[str, bytes]:
    """Return the milestones that may have slipped, the largest slip first: whose and which one."""
    found = [
        (standing.slip, number, place)
        for number, gist in enumerate(gists)
        for place, standing in enumerate(gist.standings)
        if standing.slip is not None
    ]
    found.sort(key=lambda item: item[0])
    return {
        "slips-missions": array("I", (number for _, number, _ in found)).tobytes(),
        "slips-milestones": array("I", (place for _, _, place in found)).tobytes(),
    }


def _counted(gists: Sequence[Gist]) -> dict[str, bytes]:
    """Return how often each word occurs, by kind; words in the order in which the store has them."""
    sums: list[Counter[str]] = [Counter() for _ in KINDS]
    for gist in gists:
        for total, own in zip(sums, gist.words, strict=True):
            for word in own:
                total[word] += 1
    return {kind: json.dumps(total).encode() for kind, total in zip(KINDS, sums, strict=True)}
