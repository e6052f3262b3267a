"""How much memory a program takes with all the processes that it starts."""

import os
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

PROCESSES = Path("/proc")
EVERY_SECONDS = 0.01


def peak(command: Sequence[str], environment: Mapping[str, str]) -> int:
    """Return the peak in bytes of what a program and its processes take together.

    What processes share counts once. Only Linux tells.
    """
    highest = 0
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment)
    while True:
        done, status, _ = os.wait4(process.pid, os.WNOHANG)
        if done:
            break
        highest = max(highest, sum(map(_share, _family(process.pid))))
        time.sleep(EVERY_SECONDS)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return highest


def _family(pid: int) -> Iterator[int]:
    """Yield the numbers of a process and of those that it has started."""
    yield pid
    try:
        children = (PROCESSES / f"{pid}" / "task" / f"{pid}" / "children").read_text()
    except OSError:
        return
    for child in children.split():
        yield from _family(int(child))


def _share(pid: int) -> int:
    """Return the bytes that a process takes, and its share of what it has together with others."""
    try:
        lines = (PROCESSES / f"{pid}" / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) * 1024
