"""The file that an index is kept in: named sections of bytes, of which a reader takes what it needs.

It begins with `MAGIC`, the digest of all up to the payload, and two lengths of 8 bytes, big-endian: of the
header and of the payload. The header is JSON: what the index is about, and where in the payload each section
begins and how long it is. Then come the digests of the payload's blocks, and the payload, where each section
begins with a block. So what is read is known to be what was written, and nothing else need be read.
"""

from __future__ import annotations

import json
import os
import stat
import sys
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from hashlib import sha256
from itertools import accumulate
from pathlib import Path
from struct import Struct
from typing import Any
from weakref import finalize

MAGIC = b"timeline index\n"
FORM = 3
"""Counts the changes of what the sections hold."""
_BLOCK = 1 << 14
DIGEST = 16
"""How many bytes a digest has."""
PLACE = 4
"""How many numbers of `places` say where a mission stands: its file, first byte, end, and the lines above."""
_LENGTHS = Struct(">QQ")
_FIXED = len(MAGIC) + DIGEST + _LENGTHS.size
OPEN = os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_PLAIN = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
"""No link is followed, and no pipe waited for."""

_LONG_SECONDS = 3600
"""No writer takes so long."""

ReadAt = Callable[[int, int], bytes]
"""Returns so many bytes from a place on; fewer at the end."""


class BadIndexError(Exception):
    """It is no index that this program can use: make a new one."""


def digest_of(content: bytes | memoryview) -> bytes:
    """Return 16 bytes that no other content has."""
    return sha256(content).digest()[:DIGEST]  # the fastest, where processors know it


def pack(about: Mapping[str, object], sections: Mapping[str, bytes]) -> list[bytes]:
    """Return the content of the file that holds *sections*, in pieces; *about* is JSON."""
    places, position = {}, 0
    digests: list[bytes] = []
    payload: list[bytes] = []
    for name, section in sections.items():
        places[name] = [position, len(section)]
        padding = bytes(-len(section) % _BLOCK)
        payload += section, padding
        position += len(section) + len(padding)
        starts = range(0, len(section), _BLOCK)
        digests += (digest_of(section[start : start + _BLOCK].ljust(_BLOCK, b"\0")) for start in starts)
    header = json.dumps({"about": about, "order": sys.byteorder, "sections": places}).encode()
    rest = b"".join((_LENGTHS.pack(len(header), position), header, *digests))
    return [MAGIC, digest_of(rest), rest, *payload]


class Container:
    """The sections of an index, each read when it is asked for. Every method may raise `BadIndexError`."""

    def __init__(self, read_at: ReadAt, size: int) -> None:
        fixed = read_at(0, _FIXED)
        if len(fixed) < _FIXED or not fixed.startswith(MAGIC):
            raise BadIndexError
        header_size, self._payload_size = _LENGTHS.unpack(fixed[-_LENGTHS.size :])
        digests_size = -(-self._payload_size // _BLOCK) * DIGEST
        self._payload_start = _FIXED + header_size + digests_size
        if self._payload_start + self._payload_size != size:
            raise BadIndexError
        rest = read_at(_FIXED, header_size + digests_size)
        if digest_of(fixed[-_LENGTHS.size :] + rest) != fixed[len(MAGIC) : len(MAGIC) + DIGEST]:
            raise BadIndexError
        self._digests = rest[header_size:]
        self._read_at = read_at
        self._blocks: dict[int, bytes] = {}
        self.about, self._places = _header(rest[:header_size])

    def size(self, name: str) -> int:
        """Return the length of a section in bytes."""
        return self._place(name)[1]

    def read(self, name: str, start: int = 0, length: int | None = None) -> bytes:
        """Return *length* bytes of a section, from *start* on; all that follow if none is given."""
        begin, size = self._place(name)
        length = size - start if length is None else length
        if start < 0 or length < 0 or start + length > size:
            raise BadIndexError
        return self._verified(begin + start, length)

    def numbers(self, name: str, code: str, start: int = 0, count: int | None = None) -> array[int]:
        """Return *count* numbers of a section, of a type as in `array`, from number *start* on."""
        found = array(code)
        width = found.itemsize
        length = None if count is None else count * width
        content = self.read(name, start * width, length)
        if len(content) % width:
            raise BadIndexError
        found.frombytes(content)
        return found

    def lines(self, name: str) -> list[bytes]:
        """Return the lines of a section in which each comes after a line break."""
        nothing, *lines = self.read(name).split(b"\n")
        if nothing:
            raise BadIndexError
        return lines

    def json(self, name: str) -> Any:  # noqa: ANN401 - so is JSON
        """Return what a section of JSON says."""
        return parsed(self.read(name))

    def _place(self, name: str) -> tuple[int, int]:
        place = self._places.get(name)
        if not isinstance(place, list) or [type(number) for number in place] != [int, int]:
            raise BadIndexError
        start, size = place
        if start < 0 or size < 0 or start + size > self._payload_size:
            raise BadIndexError
        return start, size

    def _verified(self, start: int, length: int) -> bytes:
        """Return bytes of the payload from the blocks that they stand in."""
        if not length:
            return b""
        first, last = start // _BLOCK, (start + length - 1) // _BLOCK
        content = b"".join(map(self._block, range(first, last + 1)))
        begin = start - first * _BLOCK
        return content[begin : begin + length]

    def _block(self, number: int) -> bytes:
        known = self._blocks.get(number)
        if known is not None:
            return known
        length = min(_BLOCK, self._payload_size - number * _BLOCK)
        block = self._read_at(self._payload_start + number * _BLOCK, length)
        if digest_of(block) != self._digests[number * DIGEST : (number + 1) * DIGEST]:
            raise BadIndexError
        self._blocks[number] = block
        return block


def parsed(content: bytes) -> Any:  # noqa: ANN401 - so is JSON
    """Return what JSON says; `BadIndexError` if it is none."""
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        raise BadIndexError from None


def _header(content: bytes) -> tuple[dict[str, Any], dict[str, Any]]:
    header = parsed(content)
    if not isinstance(header, dict) or header.get("order") != sys.byteorder:
        raise BadIndexError
    about, places = header.get("about"), header.get("sections")
    if not isinstance(about, dict) or not isinstance(places, dict):
        raise BadIndexError
    return about, places


def in_memory(pieces: Iterable[bytes]) -> Container:
    """Return the sections of what `pack` returned, which is not copied together."""
    parts = list(pieces)
    ends = list(accumulate(map(len, parts)))

    def read(start: int, length: int) -> bytes:
        found = []
        number = bisect_right(ends, start)
        while length > 0 and number < len(parts):
            begin = start - ends[number] + len(parts[number])
            found.append(parts[number][begin : begin + length])
            start, length = start + len(found[-1]), length - len(found[-1])
            number += 1
        return b"".join(found)

    return Container(read, ends[-1] if ends else 0)


def open_file(path: Path) -> Container:
    """Return the sections of a file; `BadIndexError` also if it isn't there, or others could have made it."""
    try:
        descriptor = os.open(path, OPEN | _PLAIN)
        status = os.fstat(descriptor)
    except OSError:
        raise BadIndexError from None

    def read(start: int, length: int) -> bytes:
        try:
            return read_at(descriptor, start, length)
        except (OSError, OverflowError, MemoryError):
            raise BadIndexError from None

    finalize(read, _close, descriptor)
    if not is_own(status):
        raise BadIndexError
    return Container(read, status.st_size)


def _close(descriptor: int) -> None:
    with suppress(OSError):  # all that was wanted has been read
        os.close(descriptor)


def is_own(status: os.stat_result) -> bool:
    """Tell whether a file is an ordinary one that nobody but this user could have written."""
    if not stat.S_ISREG(status.st_mode):
        return False
    return not hasattr(os, "geteuid") or (status.st_uid == os.geteuid() and not status.st_mode & 0o022)


def read_at(descriptor: int, start: int, length: int) -> bytes:
    """Return *length* bytes of an open file from *start* on; fewer at its end. `OSError` if that fails."""
    if hasattr(os, "pread"):
        return os.pread(descriptor, length, start)
    os.lseek(descriptor, start, os.SEEK_SET)
    return os.read(descriptor, length)


def save(path: Path, content: Iterable[bytes]) -> bool:
    """Put *content* in place of a file in one step, for this user alone; tell whether it could be done.

    A power cut may leave half of it: reading notices.
    """
    temporary = path.with_name(f"{path.name}.{os.getpid()}-{os.urandom(4).hex()}.new")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        with open(os.open(temporary, flags, 0o600), "wb") as file:  # noqa: PTH123 - a descriptor
            file.writelines(content)
        temporary.replace(path)
    except OSError:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        return False
    _remove_leftovers(path)
    return True


def _remove_leftovers(path: Path) -> None:
    """Remove what writers of a file that were killed have left long ago."""
    with suppress(OSError):
        long_ago = path.stat().st_mtime - _LONG_SECONDS
        for left in path.parent.glob(f"{path.name}.*.new"):
            with suppress(OSError):
                if left.stat().st_mtime < long_ago:
                    left.unlink()
