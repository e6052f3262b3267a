"""Whether an index is that of a store as it is now.

The digest of the store's content says so, always. A large store takes long to digest, so its files'
*identity* is kept once they have been digested: which files they are, their sizes and times. The same one
later means the same content, because nobody can set the time of a file's last change: the system does, at
each change. Not quite at each: changes within one tick of its clock have the same time, and what is written
through a mapping into memory may be stamped once for half a minute. So an identity counts only if the content
was read when the last change was long past.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from timeline.store.index.container import BadIndexError, is_own, parsed, save

_LONG_NS = 60 * 10**9
"""Twice what Linux takes to write back, and so to stamp anew, what is written through memory."""
_MOST_BYTES = 64 << 20


class Identity(NamedTuple):
    """A file as the system knows it."""

    name: str
    device: int
    inode: int
    size: int
    modified_ns: int
    changed_ns: int


def identity(path: Path) -> Identity:
    """Return the identity of a file; `OSError` if it has none."""
    status = path.stat()
    return Identity(
        path.name, status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns
    )


def remember(path: Path, files: Sequence[Identity], digest: str, read_ns: int) -> None:
    """Keep in the file *path* that *files* had a content of *digest* when they were read, in Unix time.

    Nothing is kept where the same identity could mean another content later.
    """
    settled = all(max(file.changed_ns, file.modified_ns) + _LONG_NS <= read_ns for file in files)
    if settled and os.name == "posix":  # elsewhere the time of a change is that of the file's making
        save(path, [json.dumps({"files": files, "digest": digest}).encode()])


def remembered(path: Path, files: Sequence[Identity]) -> str:
    """Return the digest of *files* as the file *path* has it; empty if it has none."""
    try:
        status = path.lstat()
        if not is_own(status) or status.st_size > _MOST_BYTES:
            return ""
        known = parsed(path.read_bytes())
    except (OSError, BadIndexError):
        return ""
    if not isinstance(known, dict) or known.get("files") != [list(file) for file in files]:
        return ""
    digest = known.get("digest")
    return digest if isinstance(digest, str) else ""


def now_ns() -> int:
    """Return the time as files are stamped with it."""
    return time.time_ns()
