"""Answer questions from a store that is read once and as a whole: what all other answers are compared with.

    python bench/whole.py STORE < questions.json

Each question is the arguments of a command line and variables of the environment. No index is used.
"""

import functools
import io
import json
import os
import sys
from contextlib import redirect_stderr, redirect_stdout
from unittest import mock

from timeline.cli import main as timeline
from timeline.store import read
from timeline.store.index import access


def answered(arguments: list[str], variables: dict[str, str]) -> dict[str, object]:
    """Return what timeline says, and its exit code."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2))
    code: object = 0
    with (
        mock.patch.dict(os.environ, variables),
        mock.patch.object(sys, "argv", ["timeline", *arguments]),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        try:
            timeline()
        except SystemExit as left:
            code = left.code or 0
    return {"out": _text(out), "err": _text(err), "code": code}


def _text(stream: io.TextIOWrapper) -> str:
    stream.seek(0)
    return stream.read()


def main() -> None:
    """Read the questions from stdin and print the answers, both as JSON."""
    with (
        mock.patch.object(access, "index_of", return_value=None),
        mock.patch.object(read, "read_store", functools.cache(read.read_store)),
    ):
        print(json.dumps([answered(*question) for question in json.load(sys.stdin)]))


if __name__ == "__main__":
    main()
