"""Maltreat writers and see whether the file survives: many at once, killed ones, ones whose system fails.

    python bench/torture.py many               32 processes add 20 records each
    python bench/torture.py kill               300 writers are killed at random moments
    python bench/torture.py fail               every system call of a writer fails in turn
    python bench/torture.py strace             likewise in the kernel, for the whole program (needs strace)

Whatever happens, the file must be the whole old one or the whole new one, and the next writer that succeeds
must leave nothing behind. The answer is a line; the exit code is 1 if a file was harmed.
"""

from __future__ import annotations

import argparse
import builtins
import errno
import fcntl
import io
import os
import random
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import tomli

from timeline.errors import TimelineError
from timeline.store.place import Entry
from timeline.store.write import Journal, plan, write

MISSION = "svom"
LEDGER = """\
format = 1

[missions.svom]
name = "SVOM"  # a comment

[[missions.svom.announcements]]
announced = 2019-01-01
date = "2021"

[missions.change-6]
name = "Chang'e 6"
"""
ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES)
CALLS = (
    *("open", "close", "read", "write", "fsync", "fstat", "stat", "lstat", "access", "listdir", "scandir"),
    *("replace", "rename", "link", "unlink", "mkdir", "fchmod", "fchown", "readlink"),
    *("listxattr", "getxattr", "setxattr"),
)
"""What of `os` a writer may use."""
SYSTEM_CALLS = (
    *("write", "fsync", "rename", "link", "unlink", "fchmod", "fchown", "flock", "openat", "read", "close"),
    *("newfstatat", "lseek", "getdents64", "mkdir", "ioctl", "mmap"),
)
LAST_CALLS = 40
"""How many of each system call fail in turn: the last ones, since the first ones start Python."""


class HarmError(Exception):
    """A file was harmed, or something was left behind."""


def entry(number: int) -> list[Entry]:
    """Return a record to add."""
    return [
        Entry(MISSION, None, [{"announced": date(2020, 9, 28), "date": "2022-06", "source": f"no. {number}"}])
    ]


def add(store: Path, number: int) -> None:
    """Add a record, with a journal beside the store's folder."""
    write(store, lambda _: entry(number), Journal(store.parent.parent / "journal", "torture"))


@contextmanager
def store_of_ones_own() -> Iterator[Path]:
    """Make a store in a folder that holds nothing else."""
    with tempfile.TemporaryDirectory(prefix="timeline-torture-") as work:
        folder = Path(work, "store")
        folder.mkdir()
        store = folder / "missions.toml"
        store.write_text(LEDGER, encoding="utf-8")
        yield store


def check_whole(store: Path, old: bytes, new: bytes) -> bool:
    """Tell whether the file is the new one; `HarmError` if it is neither that nor the old one."""
    content = store.read_bytes()
    if content not in (old, new):
        raise HarmError("the file is neither the old one nor the new one")
    return content == new


def check_clean(store: Path) -> None:
    """Raise `HarmError` if anything but the store is left in its folder."""
    left = sorted(path.name for path in store.parent.iterdir() if path != store)
    if left:
        raise HarmError(f"left behind: {', '.join(left)}")


def expected(store: Path, number: int) -> bytes:
    """Return what the file will hold after a record is added."""
    return plan(store, lambda _: entry(number)).changes[0].content


def many(processes: int, records: int) -> str:
    """Let processes add records to one store at the same time."""
    with store_of_ones_own() as store:
        before = len(announcements(store))
        children = [fork(partial(add_all, store, first, records)) for first in range(processes)]
        ends = [os.waitpid(child, 0)[1] for child in children]
        if any(ends):
            raise HarmError("a writer failed")
        added = [item["source"] for item in announcements(store)[before:]]
        wanted = [
            f"no. {first * records + number}" for first in range(processes) for number in range(records)
        ]
        if sorted(added) != sorted(wanted):
            raise HarmError(f"{len(added)} of {len(wanted)} records are there")
        check_clean(store)
        return f"{processes} processes added {records} records each: all {len(added)} are there"


def add_all(store: Path, first: int, records: int) -> None:
    """Add a number of records, one by one."""
    for number in range(records):
        add(store, first * records + number)


def announcements(store: Path) -> list[dict[str, Any]]:
    """Return the announcements of the mission that records are added to."""
    found: list[dict[str, Any]] = tomli.loads(store.read_text("utf-8"))["missions"][MISSION]["announcements"]
    return found


def fork(work: Callable[[], None]) -> int:
    """Do *work* in a process of its own, whose exit code tells how it went; return its number."""
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        work()
        code = 0
    finally:
        os._exit(code)


def kill(times: int, seed: int) -> str:
    """Kill writers at random moments of their lives: between any two steps that Python takes."""
    rng = random.Random(seed)
    written = 0
    with store_of_ones_own() as store:
        add(store, 0)
        steps = count_steps(store)
        for number in range(times):
            old, new = store.read_bytes(), expected(store, number)
            last = rng.randrange(steps)
            child = fork(partial(add_until, store, number, last))
            os.waitpid(child, 0)
            written += check_whole(store, old, new)
            if number % 10 == 9:
                add(store, number)
                check_clean(store)
                store.write_text(LEDGER, encoding="utf-8")
        add(store, times)
        check_clean(store)
    return f"{times} writers were killed at any of {steps} moments; {written} of them had written"


def count_steps(store: Path) -> int:
    """Return how many steps a writer takes."""
    steps = 0

    def count(*_: object) -> None:
        nonlocal steps
        steps += 1

    sys.setprofile(count)
    add(store, 0)
    sys.setprofile(None)
    return steps


def add_until(store: Path, number: int, last: int) -> None:
    """Add a record, and be killed after step *last*."""
    steps = 0

    def count(*_: object) -> None:
        nonlocal steps
        steps += 1
        if steps > last:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.setprofile(count)
    add(store, number)


class Faults:
    """System calls, one of which fails."""

    def __init__(self, failing: int, error: int) -> None:
        self.calls = 0
        self.failing = failing
        self.error = error

    def wrapped(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return *function* as one that counts, and fails when its number comes up."""

        def call(*arguments: Any, **named: Any) -> Any:  # noqa: ANN401 - passed on as they come
            self.calls += 1
            if self.calls == self.failing:
                raise OSError(self.error, os.strerror(self.error))
            return function(*arguments, **named)

        return call

    @contextmanager
    def installed(self) -> Iterator[None]:
        """Put the failing calls in place of the real ones."""
        places = [(os, name) for name in CALLS if hasattr(os, name)]
        places += [(fcntl, "flock"), (io, "open"), (builtins, "open")]
        kept = [(module, name, getattr(module, name)) for module, name in places]
        for module, name, function in kept:
            setattr(module, name, self.wrapped(function))
        try:
            yield
        finally:
            for module, name, function in kept:
                setattr(module, name, function)


def fail() -> str:
    """Let every system call of a writer fail in turn."""
    runs = 0
    with store_of_ones_own() as store:
        add(store, 0)
        for error in ERRORS:
            failing = 1
            while try_to_add(store, Faults(failing, error)) >= failing:
                runs += 1
                failing += 1
                add(store, failing)
                check_clean(store)
    return f"{runs} system calls failed in turn: the file was whole every time"


def try_to_add(store: Path, faults: Faults) -> int:
    """Add a record while a system call fails; return how many calls there were."""
    store.write_text(LEDGER, encoding="utf-8")
    old, new = store.read_bytes(), expected(store, 1)
    try:
        with faults.installed():
            add(store, 1)
    except TimelineError:
        check_whole(store, old, new)
    else:
        if not check_whole(store, old, new):
            raise HarmError(f"call {faults.failing} failed, and the writer said that all is well")
    return faults.calls


def strace(last_calls: int) -> str:
    """Let the system calls of the whole program fail in the kernel, the last ones of every kind."""
    runs = 0
    with store_of_ones_own() as store:
        old, new = store.read_bytes(), b""
        if program(store, []).returncode == 0:
            new = store.read_bytes()
        for name in SYSTEM_CALLS:
            store.write_bytes(old)
            total = count_calls(store, name)
            for error in ERRORS:
                for number in range(max(1, total - last_calls), total + 1):
                    store.write_bytes(old)
                    inject = f"inject={name}:error={errno.errorcode[error]}:when={number}"
                    code = program(store, ["-e", f"trace={name}", "-e", inject]).returncode
                    is_new = check_whole(store, old, new)
                    if code == 0 and not is_new:
                        raise HarmError(f"{inject}: the program said that all is well")
                    runs += 1
            program(store, [])
            check_clean(store)
    return f"{runs} system calls failed in the kernel: the file was whole every time"


def count_calls(store: Path, name: str) -> int:
    """Return how often the program makes a system call."""
    log = store.parent.parent / "calls"
    program(store, ["-e", f"trace={name}", "-o", str(log)])
    return len(log.read_text().splitlines())


def program(store: Path, options: list[str]) -> subprocess.CompletedProcess[bytes]:
    """Run `timeline add` under strace."""
    command = [sys.executable, "-m", "timeline", "--file", str(store), "add", MISSION, "2022-06", "--yes"]
    command += ["--announced", "2020-09-28", "--source", "no. 1", "--today", "2020-09-28"]
    environment = {**os.environ, "XDG_STATE_HOME": str(store.parent.parent / "state")}
    tracer = ["strace", "-f", "-qq", *([] if "-o" in options else ["-o", os.devnull]), *options]
    return subprocess.run([*tracer, *command], check=False, capture_output=True, env=environment)


def main() -> int:
    """Read the arguments, maltreat and report."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=["many", "kill", "fail", "strace"])
    parser.add_argument("--processes", type=int, default=32)
    parser.add_argument("--records", type=int, default=20)
    parser.add_argument("--times", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    ways: dict[str, Callable[[], str]] = {
        "many": lambda: many(given.processes, given.records),
        "kill": lambda: kill(given.times, given.seed),
        "fail": fail,
        "strace": lambda: strace(LAST_CALLS),
    }
    try:
        print(ways[given.what]())
    except HarmError as error:
        print(f"HARM: {error}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
