"""Running the program inside the test, as a person would: arguments in, two streams and an exit code out."""

from __future__ import annotations

import gc
import io
import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple
from unittest import mock

from timeline.cli import main

_UNSET = (
    *("TIMELINE_FILE", "TIMELINE_DEBUG", "NO_COLOR", "FORCE_COLOR", "LINES"),
    *("XDG_DATA_HOME", "XDG_CACHE_HOME"),
)


class Answer(NamedTuple):
    """What a run of the program left behind."""

    out: str
    err: str
    code: int


def run(arguments: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None) -> Answer:
    """Run `timeline` with *arguments* in *folder*, which is also the home of a user without a store."""
    out, err = _stream(), _stream()
    variables = {key: value for key, value in os.environ.items() if key not in _UNSET}
    variables |= {"HOME": str(folder), "COLUMNS": "80", **(environment or {})}
    before = Path.cwd()
    code: object = 0
    with (
        mock.patch.dict(os.environ, variables, clear=True),
        mock.patch.object(sys, "argv", ["timeline", *arguments]),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        os.chdir(folder)
        try:
            main()
        except SystemExit as left:
            code = left.code
        finally:
            os.chdir(before)
            gc.enable()
    return Answer(_text(out), _text(err), code if isinstance(code, int) else 0)


def _stream() -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="")


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode("utf-8")
