"""Work on many items, shared with other processes where there is enough of it and they can be had."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TypeVar
from warnings import catch_warnings, simplefilter

_Item = TypeVar("_Item")
_Done = TypeVar("_Done")
_WORTH_BYTES = 4 << 20
"""Less is done before another process has begun."""
_MOST = 4


def shared(work: Callable[[Sequence[_Item]], list[_Done]], items: Sequence[_Item], size: int) -> list[_Done]:
    """Return what *work* makes of *items*, which are *size* bytes to read: one result for each, in order."""
    number = min(_MOST, _processors(), size // _WORTH_BYTES)
    if number < 2:
        return work(items)
    step = -(-len(items) // number)
    shares = [items[start : start + step] for start in range(0, len(items), step)]
    # The first share is done here, while the others do theirs; a share that is lost is done here, too.
    helpers = [_begun(work, share) for share in shares[1:]]
    try:
        found = work(shares[0])
        for share in shares[1:]:
            found += _fetched(helpers.pop(0)) or work(share)
    finally:
        _end(helpers)
    return found


def _processors() -> int:
    if not hasattr(os, "fork"):
        return 1
    known = getattr(os, "sched_getaffinity", None)
    return (os.cpu_count() or 1) if known is None else len(known(0))


_Helper = tuple[int, int]
"""The process, and where to read what it has done."""


def _begun(work: Callable[[Sequence[_Item]], list[_Done]], share: Sequence[_Item]) -> _Helper | None:
    """Begin a share in a process of its own; None if there can be none."""
    try:
        read, write = os.pipe()
    except OSError:
        return None
    try:
        with catch_warnings():
            # Python warns of other threads' locks. Ours say how far the work is, and a share takes none.
            simplefilter("ignore", DeprecationWarning)
            process = os.fork()
    except OSError:
        os.close(read)
        os.close(write)
        return None
    if process == 0:
        _help(work, share, read, write)
    os.close(write)
    return process, read


def _help(
    work: Callable[[Sequence[_Item]], list[_Done]], share: Sequence[_Item], read: int, write: int
) -> None:
    """Do a share in the process that was made for it, and end that process without any more ado."""
    try:
        import pickle

        os.close(read)
        with os.fdopen(write, "wb") as output:
            pickle.dump(work(share), output, pickle.HIGHEST_PROTOCOL)
    finally:
        os._exit(0)  # whoever waits sees by what has come whether it is all


def _fetched(helper: _Helper | None) -> list[_Done] | None:
    """Return what another process has done; None if that failed."""
    if helper is None:
        return None
    import pickle

    process, read = helper
    done = None
    with os.fdopen(read, "rb") as source, suppress(EOFError, pickle.UnpicklingError, OSError):
        done = pickle.load(source)  # noqa: S301 - from a copy of this very program
    with suppress(ChildProcessError):
        os.waitpid(process, 0)
    return done


def _end(helpers: Sequence[_Helper | None]) -> None:
    """End processes that nobody waits for any more: something was raised before their turn came."""
    for helper in helpers:
        if helper is not None:
            process, read = helper
            os.close(read)
            with suppress(OSError):
                os.kill(process, signal.SIGKILL)
                os.waitpid(process, 0)
