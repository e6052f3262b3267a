"""Writers that are killed, whose system fails them, and many at once: see bench/torture.py.

Each runs in a process of its own, which forks and may be killed without harm to other tests.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = Path(__file__).resolve().parents[2] / "bench" / "torture.py"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there are no forks here")
@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        (["many"], "32 processes added 20 records each: all 640 are there"),
        (["kill", "--times", "300"], "300 writers were killed"),
        (["fail"], "the file was whole every time"),
        (["many", "--large", "--processes", "5", "--records", "6"], "6 records each: all 30 are there"),
        (["kill", "--large", "--times", "12"], "12 writers were killed"),
        (["fail", "--large", "--quick"], "the file was whole every time"),
    ],
    ids=lambda value: " ".join(value[:2]) if isinstance(value, list) else "",
)
def test_no_file_is_harmed(arguments: list[str], answer: str) -> None:
    # Coverage would count every step of every writer, and the processes that are killed save nothing.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    done = subprocess.run(
        [sys.executable, str(PROGRAM), *arguments],
        capture_output=True,
        check=False,
        text=True,
        env=environment,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert answer in done.stdout
