"""Replacing a file in one step: at every moment there is the whole old one or the whole new one."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, NoReturn

from timeline.errors import TimelineError

_SUFFIX = ".timeline-tmp"
_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
_READ = os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_WRITE = _CREATE | getattr(os, "O_BINARY", 0)
_CHUNK = 1 << 20


Content = bytes | tuple[bytes | memoryview, ...]
"""What a file is to hold, whole or in pieces: a large one needn't be copied together."""


class Snapshot(NamedTuple):
    """A file as it was read: what was in it, and whose it was. The path is that of the file itself."""

    path: Path
    content: bytes
    status: os.stat_result


def snapshot(path: Path) -> Snapshot:
    """Read the file that *path* leads to; `TimelineError` if that is no file or can't be read."""
    try:
        target = Path(os.path.realpath(path, strict=True))
        return _read(target)
    except FileNotFoundError:
        raise TimelineError(f"there is no file '{path}' any more; nothing was written") from None
    except OSError as error:
        raise TimelineError(f"cannot read '{path}': {error.strerror}; nothing was written") from None


def check_writable(old: Snapshot) -> None:
    """Raise `TimelineError` if a file is not to be changed: no ordinary file, or read-only."""
    if not stat.S_ISREG(old.status.st_mode):
        raise TimelineError(f"'{old.path}' is no ordinary file; a store must be one to be written")
    # The superuser may write everything; a file that nobody may write is meant to stay as it is all the same.
    closed = os.access(old.path, os.F_OK) and not os.access(old.path, os.W_OK)
    if closed or not old.status.st_mode & 0o222:
        raise TimelineError(f"'{old.path}' is read-only; nothing was written. Make it writable: chmod u+w")


def replace(old: Snapshot, content: Content) -> None:
    """Put *content* in place of a file that is still as it was read.

    Its permissions stay, its owner where that is possible. If it can't be done or the file has changed since,
    `TimelineError`, and the file is as it was.
    """
    check_writable(old)
    temporary = old.path.with_name(f".{old.path.name}.{os.getpid()}-{os.urandom(4).hex()}{_SUFFIX}")
    try:
        _write(temporary, content, old)
        _check_unchanged(old)
        os.replace(temporary, old.path)  # noqa: PTH105 - a plain system call, which tests make fail
    except BaseException as error:
        with suppress(OSError):
            os.unlink(temporary)  # noqa: PTH108 - likewise
        if isinstance(error, OSError):
            _refuse(old.path, error)
        raise
    _flush_folder(old.path)


def create(path: Path, content: Content) -> None:
    """Make a new file, in one step, too; `TimelineError` if there is one already or it can't be done."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}-{os.urandom(4).hex()}{_SUFFIX}")
    try:
        _write(temporary, content, None)
        # Unlike a rename, a link never replaces what somebody else has made meanwhile.
        os.link(temporary, path)
    except FileExistsError:
        raise TimelineError(f"'{path}' exists already; nothing was written") from None
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.ENOSYS):
            _refuse(path, error, "nothing was written")
        _move_new(temporary, path)
    finally:
        with suppress(OSError):
            os.unlink(temporary)  # noqa: PTH108 - a plain system call, which tests make fail
    _flush_folder(path)


def remove(old: Snapshot) -> None:
    """Remove a file that is still as it was read; `TimelineError` if that can't be done."""
    try:
        _check_unchanged(old)
        os.unlink(old.path)  # noqa: PTH108 - a plain system call, which tests make fail
    except OSError as error:
        _refuse(old.path, error)
    _flush_folder(old.path)


def remove_leftovers(folder: Path) -> None:
    """Remove what writers that were killed have left in *folder*, whose lock must be held."""
    with suppress(OSError):
        for name in os.listdir(folder):  # noqa: PTH208 - a plain system call, which tests make fail
            if name.startswith(".") and name.endswith(_SUFFIX):
                with suppress(OSError):
                    os.unlink(folder / name)  # noqa: PTH108 - likewise


def _read(target: Path) -> Snapshot:
    descriptor = os.open(target, _READ | getattr(os, "O_NONBLOCK", 0))
    try:
        status = os.fstat(descriptor)
        parts = []
        if stat.S_ISREG(status.st_mode):
            while part := os.read(descriptor, max(_CHUNK, status.st_size)):
                parts.append(part)
        return Snapshot(target, b"".join(parts), status)
    finally:
        os.close(descriptor)


def _check_unchanged(old: Snapshot) -> None:
    try:
        same = _holds(old.path, old.content)
    except FileNotFoundError:
        raise TimelineError(f"'{old.path}' has vanished meanwhile; nothing was written") from None
    if not same:
        raise TimelineError(
            f"'{old.path}' was changed by another program meanwhile; nothing was written. Try again"
        )


def _holds(target: Path, content: bytes) -> bool:
    """Tell whether a file holds just this."""
    descriptor = os.open(target, _READ | getattr(os, "O_NONBLOCK", 0))
    try:
        position = 0
        while part := os.read(descriptor, _CHUNK):
            if not content.startswith(part, position):
                return False
            position += len(part)
        return position == len(content)
    finally:
        os.close(descriptor)


def _write(path: Path, content: Content, like: Snapshot | None) -> None:
    descriptor = os.open(path, _WRITE, 0o666 if like is None else 0o600)
    try:
        for piece in content if isinstance(content, tuple) else (content,):
            view = memoryview(piece)
            while view:
                view = view[os.write(descriptor, view) :]
        if like is not None:
            _make_like(descriptor, path, like)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _make_like(descriptor: int, path: Path, like: Snapshot) -> None:
    """Give a new file the owner, as far as that is allowed, and the permissions of the old one."""
    owner, mode = like.status, stat.S_IMODE(like.status.st_mode)
    if not hasattr(os, "fchown"):
        os.chmod(path, mode)  # noqa: PTH101 - a plain system call, which tests make fail
        return
    made = os.fstat(descriptor)
    if (made.st_uid, made.st_gid) != (owner.st_uid, owner.st_gid):
        try:
            os.fchown(descriptor, owner.st_uid, owner.st_gid)
        except PermissionError:
            with suppress(PermissionError):
                os.fchown(descriptor, -1, owner.st_gid)
    os.fchmod(descriptor, mode)
    if hasattr(os, "listxattr"):  # access lists are permissions, too
        with suppress(OSError):
            for name in os.listxattr(like.path):
                os.setxattr(descriptor, name, os.getxattr(like.path, name))


def _move_new(temporary: Path, path: Path) -> None:
    """Rename a new file into place where there are no hard links; the lock keeps other writers out."""
    if path.exists():
        raise TimelineError(f"'{path}' exists already; nothing was written")
    try:
        os.replace(temporary, path)  # noqa: PTH105 - a plain system call, which tests make fail
    except OSError as error:
        _refuse(path, error, "nothing was written")


def _flush_folder(path: Path) -> None:
    """Ask that a rename survive a power cut. If that fails both states are whole all the same."""
    with suppress(OSError):
        descriptor = os.open(path.parent, _READ)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _refuse(path: Path, error: OSError, state: str = "the file is as it was") -> NoReturn:
    reason = error.strerror or str(error)
    if error.errno == errno.ENOSPC:
        reason = "the disk is full"
    where = f"the folder '{path.parent}'" if error.errno in (errno.EACCES, errno.EPERM) else f"'{path}'"
    raise TimelineError(f"cannot write {where}: {reason}; {state}") from None
