"""A word about what takes long: on stderr, in terminals only, and gone when it is done."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock, Timer

AFTER_SECONDS = 0.5
_WIPE = "\r\x1b[K"


class Progress:
    """What is being done, and how far it is."""

    def __init__(self, doing: str, whole: int) -> None:
        self._doing, self._whole, self._done = doing, whole, 0
        self._shown = False
        self._lock = Lock()

    def step(self) -> None:
        """Say that one more is done."""
        with self._lock:
            self._done += 1
            if self._shown:
                self._write()

    def appear(self) -> None:
        """Show it from now on: it takes long."""
        with self._lock:
            self._shown = True
            self._write()

    def vanish(self) -> None:
        """Take it away."""
        with self._lock:
            if self._shown:
                sys.stderr.write(_WIPE)
                sys.stderr.flush()
            self._shown = False

    def _write(self) -> None:
        count = f" {self._done} of {self._whole}" if self._whole else ""
        sys.stderr.write(f"{_WIPE}timeline: {self._doing}{count} …")
        sys.stderr.flush()


@contextmanager
def progress(doing: str, whole: int = 0) -> Iterator[Progress]:
    """Say what is being done, of *whole* parts if that is known, should it take over half a second."""
    shown = Progress(doing, whole)
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield shown
        return
    timer = Timer(AFTER_SECONDS, shown.appear)
    timer.daemon = True
    timer.start()
    try:
        yield shown
    finally:
        timer.cancel()
        timer.join()
        shown.vanish()
