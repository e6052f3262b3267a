"""Running the program in a terminal, as a person would: keys go in, what is on the screen comes out."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

_CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


class Screen(NamedTuple):
    """What stood on the screen in the end, and the exit code."""

    text: str
    code: int


def type_in(
    arguments: Sequence[str], typed: str, folder: Path, environment: Mapping[str, str] | None = None
) -> Screen:
    """Run `timeline` with *arguments* in a terminal in *folder*, and type everything in at once.

    The terminal keeps what was typed until somebody asks; `\\x04` alone ends the input.
    """
    ours, theirs = os.openpty()
    variables = {**os.environ, "HOME": str(folder), "TERM": "dumb", "COLUMNS": "80", **(environment or {})}
    try:
        os.write(ours, typed.encode())
        process = subprocess.Popen(
            [sys.executable, "-m", "timeline", *arguments],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            cwd=folder,
            env=variables,
            start_new_session=True,
        )
    finally:
        os.close(theirs)
    text = _read_all(ours)
    os.close(ours)
    return Screen(_CONTROL.sub("", text).replace("\r\n", "\n"), process.wait())


def _read_all(terminal: int) -> str:
    parts = []
    try:
        while part := os.read(terminal, 1 << 16):
            parts.append(part)
    except OSError:  # this is how Linux says that the other side has gone
        pass
    return b"".join(parts).decode()
