"""Every notation by name. The module of each is imported when it is asked for."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Generator
from datetime import date
from typing import Protocol, cast

from timeline.errors import TimelineError, UsageError
from timeline.model import Ledger
from timeline.reports.statements import Snapshot

Writer = Callable[[Ledger], Generator[bytes, None, None]]
"""Writes a ledger, piece by piece; the same ledger always gives the same bytes.

Who stops early closes it, so that nothing is left behind.
"""


class Reader(Protocol):
    """Reads what a notation says."""

    def __call__(self, content: bytes, what: str, announced: date | None) -> Snapshot:
        """Return what *content* says; *what* is how the user knows it, for messages.

        *announced* is the day on which it said so. Without one, the content must say it itself.
        Raises `ExchangeError` where the content is not of this notation.
        """


class Notation:
    """A notation: the module that knows it, and which ways it goes.

    The module has a function `write` (a `Writer`), a function `read` (a `Reader`), or both.
    """

    def __init__(
        self, module: str, *, writes: bool = False, reads: bool = False, needs: str = "", binary: bool = False
    ) -> None:
        self.module = module
        self.writes = writes
        self.reads = reads
        self.needs = needs
        """The extra that must be installed for it."""
        self.binary = binary
        """It is no text, and a terminal can't show it."""

    @property
    def write(self) -> Writer:
        """The function that writes it."""
        return cast("Writer", self._load("write"))

    @property
    def read(self) -> Reader:
        """The function that reads it."""
        return cast("Reader", self._load("read"))

    def _load(self, name: str) -> object:
        try:
            return getattr(importlib.import_module(f"timeline.exchange.{self.module}"), name)
        except ModuleNotFoundError as error:
            if not self.needs:
                raise
            message = (
                f"this needs {error.name}; install it with: pip install 'mission-timeline[{self.needs}]'"
            )
            raise TimelineError(message) from None


NOTATIONS = {
    "json": Notation("json_", writes=True, reads=True),
    "csv": Notation("csv_", writes=True, reads=True),
    "markdown": Notation("markdown", writes=True),
    "ics": Notation("ics", writes=True, reads=True),
    "gcat": Notation("gcat", writes=True, reads=True),
    "sqlite": Notation("sqlite", writes=True, reads=True, binary=True),
    "parquet": Notation("parquet", writes=True, needs="parquet", binary=True),
    "launch-library": Notation("launch_library", reads=True),
    "rocketlaunch-live": Notation("rocketlaunch_live", reads=True),
}
"""The notations, by the names that people use. TOML is the store's own and not among them."""


def writer(name: str, *others: str) -> Notation:
    """Return the notation called *name* that can be written; `UsageError` with all, and *others*, if none."""
    return _named(name, [*others, *(key for key, notation in NOTATIONS.items() if notation.writes)])


def reader(name: str, *others: str) -> Notation:
    """Return the notation called *name* that can be read; `UsageError` with all, and *others*, if none."""
    return _named(name, [*others, *(key for key, notation in NOTATIONS.items() if notation.reads)])


def _named(name: str, known: list[str]) -> Notation:
    if name not in known:
        raise UsageError(f"there is no format '{name}' here; it is one of {', '.join(known)}")
    return NOTATIONS[name]
