"""Run a command, and write down its seconds, its peak of memory in bytes and its exit code.

    python -I bench/launch.py RESULT COMMAND...

A process begins with the memory of the one that starts it, as the system counts: so a small one starts it.
"""

import os
import sys
import time

UNIT = 1 if sys.platform == "darwin" else 1024
"""In which systems count the memory of a process."""


def main() -> None:
    """Read the arguments, run and write."""
    result, *command = sys.argv[1:]
    begun = time.perf_counter()
    process = os.posix_spawnp(command[0], command, os.environ)
    _, status, usage = os.wait4(process, 0)
    seconds = time.perf_counter() - begun
    with open(result, "w", encoding="ascii") as file:  # noqa: PTH123 - pathlib would make this process large
        print(seconds, usage.ru_maxrss * UNIT, os.waitstatus_to_exitcode(status), file=file)


if __name__ == "__main__":
    main()
