"""One writer at a time: whoever comes second waits."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from timeline.errors import TimelineError

LOCK_NAME = ".timeline.lock"
"""The lock of a folder: it serves all stores in it, files and folders alike."""
WAIT_SECONDS = 60.0
_POLL_SECONDS = 0.01


class BusyError(TimelineError):
    """Another writer held the lock for too long."""


@contextmanager
def locked(folders: set[Path], *, wait_seconds: float = WAIT_SECONDS) -> Iterator[None]:
    """Hold the locks of *folders*, which must be resolved, waiting while other writers hold them.

    `BusyError` if that takes longer than *wait_seconds*, `TimelineError` if a folder can't be written.
    """
    with ExitStack() as held:
        for folder in sorted(folders):  # always in this order, so that two writers can't block one another
            held.enter_context(_locked(folder, wait_seconds))
        yield


@contextmanager
def _locked(folder: Path, wait_seconds: float) -> Iterator[None]:
    from filelock import FileLock, Timeout, UnixFileLock

    path = folder / LOCK_NAME
    lock = FileLock(path, fallback_to_soft=True)
    try:
        lock.acquire(timeout=wait_seconds, poll_interval=_POLL_SECONDS)
    except Timeout:
        raise BusyError(
            f"another timeline has been writing in '{folder}' for {wait_seconds:.0f} seconds; "
            "wait for it or end it, then try again; nothing was written"
        ) from None
    except OSError as error:
        raise TimelineError(_no_lock(folder, error)) from None
    try:
        yield
    finally:
        # Nothing is left behind. It goes while it is still held: those who wait for it notice that it has no
        # name any more and begin anew.
        with suppress(OSError):
            if isinstance(lock, UnixFileLock):
                os.unlink(path)  # noqa: PTH108 - a plain system call, which tests make fail
        with suppress(OSError):
            lock.release(force=True)


def _no_lock(folder: Path, error: OSError) -> str:
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"cannot write in the folder '{folder}': {error.strerror}; nothing was written"
    return f"cannot make the lock '{folder / LOCK_NAME}': {error.strerror or error}; nothing was written"
