"""Maltreat writers and see whether the file survives: many at once, killed ones, ones whose system fails.

    python bench/torture.py many               32 processes add 20 records each
    python bench/torture.py kill               300 writers are killed at random moments
    python bench/torture.py fail               every system call of a writer fails in turn
    python bench/torture.py strace             likewise in the kernel, for the whole program (needs strace)
    ... --large                                with a store that is written with the help of an index

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
from contextlib import contextmanager, suppress
from datetime import date
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any

import tomli

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.generate import Size, store_lines
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
    *(
        "open",
        "close",
        "read",
        "pread",
        "write",
        "fsync",
        "fstat",
        "stat",
        "lstat",
        "access",
        "listdir",
        "scandir",
    ),
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
LARGE_MISSIONS = 1300
"""So many of `bench/generate.py` are a little more than what an index is made for."""
FOLDER = "index"
INDEX_STATES = ("stale", "missing", "damaged")
"""What the index of a large store is like before a writer is maltreated."""


class HarmError(Exception):
    """A file was harmed, or something was left behind."""


def entry(number: int) -> list[Entry]:
    """Return a record to add."""
    return [
        Entry(MISSION, None, [{"announced": date(2020, 9, 28), "date": "2022-06", "source": f"no. {number}"}])
    ]


def add(store: Path, number: int) -> None:
    """Add a record, with a journal and an index, if the store is large, beside the store's folder."""
    beside = store.parent.parent
    journal = Journal(beside / "journal", "torture")
    write(store, lambda _: entry(number), journal, indexes=lambda: beside / FOLDER)


def rest_of(missions: int) -> bytes:
    """Return what follows the missions of `LEDGER`: so many more."""
    lines = list(store_lines(Size(missions=missions)))
    return "\n".join(lines[lines.index("format = 1") + 1 :] if missions else []).encode()


def reset(store: Path, rest: bytes) -> None:
    """Make the store what it was in the beginning."""
    store.write_bytes(LEDGER.encode() + rest)


def spoil(store: Path, state: str) -> None:
    """Bring the index of a store, if it has one, into a *state*; stale it is by itself."""
    for index in (store.parent.parent / FOLDER).glob("*.index"):
        with suppress(OSError):  # others do it, too
            if state == "missing":
                index.unlink()
            if state == "damaged":
                index.write_bytes(index.read_bytes()[:-9999] + bytes(9999))


@contextmanager
def store_of_ones_own(rest: bytes) -> Iterator[Path]:
    """Make a store in a folder that holds nothing else."""
    with tempfile.TemporaryDirectory(prefix="timeline-torture-") as work:
        folder = Path(work, "store")
        folder.mkdir()
        store = folder / "missions.toml"
        reset(store, rest)
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


def expected(store: Path, rest: bytes, number: int) -> bytes:
    """Return what the file will hold after a record is added: the *rest* stays."""
    beginning = store.parent.parent / "beginning.toml"
    beginning.write_bytes(store.read_bytes().removesuffix(rest))
    return plan(beginning, lambda _: entry(number)).changes[0].content + rest


def many(rest: bytes, processes: int, records: int) -> str:
    """Let processes add records to one store at the same time."""
    with store_of_ones_own(rest) as store:
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
        if number % 5 == 4:
            spoil(store, INDEX_STATES[first % len(INDEX_STATES)])
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


def kill(rest: bytes, times: int, seed: int) -> str:
    """Kill writers at random moments of their lives: between any two steps that Python takes."""
    rng = random.Random(seed)
    written = 0
    with store_of_ones_own(rest) as store:
        add(store, 0)
        states = INDEX_STATES if rest else INDEX_STATES[:1]
        steps = {state: count_steps(store, state) for state in states}
        for number in range(times):
            state = rng.choice(states)
            spoil(store, state)
            old, new = store.read_bytes(), expected(store, rest, number)
            last = rng.randrange(steps[state])
            child = fork(partial(add_until, store, number, last))
            os.waitpid(child, 0)
            written += check_whole(store, old, new)
            if number % 10 == 9:
                add(store, number)
                check_clean(store)
                reset(store, rest)
        add(store, times)
        check_clean(store)
    most = max(steps.values())
    return f"{times} writers were killed at any of {most} moments; {written} of them had written"


def count_steps(store: Path, state: str) -> int:
    """Return how many steps a writer takes where the index is in a *state*."""
    spoil(store, state)
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


def fail(rest: bytes, *, quick: bool) -> str:
    """Let every system call of a writer fail in turn."""
    runs = 0
    states = INDEX_STATES if rest and not quick else INDEX_STATES[:1]
    with store_of_ones_own(rest) as store:
        add(store, 0)
        for error, state in product(ERRORS[:1] if quick else ERRORS, states):
            failing = 1
            while try_to_add(store, rest, state, Faults(failing, error)) >= failing:
                runs += 1
                failing += 1
                add(store, failing)
                check_clean(store)
    return f"{runs} system calls failed in turn: the file was whole every time"


def try_to_add(store: Path, rest: bytes, state: str, faults: Faults) -> int:
    """Add a record while a system call fails; return how many calls there were."""
    reset(store, rest)
    spoil(store, state)
    old, new = store.read_bytes(), expected(store, rest, 1)
    try:
        with faults.installed():
            add(store, 1)
    except TimelineError:
        check_whole(store, old, new)
    else:
        if not check_whole(store, old, new):
            raise HarmError(f"call {faults.failing} failed, and the writer said that all is well")
    return faults.calls


def strace(rest: bytes, last_calls: int) -> str:
    """Let the system calls of the whole program fail in the kernel, the last ones of every kind."""
    runs = 0
    with store_of_ones_own(rest) as store:
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
    beside = store.parent.parent
    environment = {
        **os.environ,
        "XDG_STATE_HOME": str(beside / "state"),
        "XDG_CACHE_HOME": str(beside / "cache"),
    }
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
    parser.add_argument("--large", action="store_true", help="a store of a bit more than a megabyte")
    parser.add_argument("--quick", action="store_true", help="fail with one error only, and a stale index")
    given = parser.parse_args()
    rest = rest_of(LARGE_MISSIONS if given.large else 0)
    ways: dict[str, Callable[[], str]] = {
        "many": lambda: many(rest, given.processes, given.records),
        "kill": lambda: kill(rest, given.times, given.seed),
        "fail": lambda: fail(rest, quick=given.quick),
        "strace": lambda: strace(rest, LAST_CALLS),
    }
    try:
        print(ways[given.what]())
    except HarmError as error:
        print(f"HARM: {error}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
