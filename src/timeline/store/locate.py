"""Finding the store: which file or folder a command works on."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from timeline.errors import TimelineError

IN_FOLDER = Path("data", "missions.toml")
"""Where a project keeps its ledger, below its top folder."""
FILE_NAME = "missions.toml"
_HEAD_BYTES = 64 * 1024
_FORMAT_KEY = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:[ \t\r\n]|#[^\n]*+)*+"  # a byte order mark, blanks and comments
    rb"(?:[A-Za-z0-9_-]+[ \t]*=[^\n]*\n(?:[ \t\r\n]|#[^\n]*+)*+)*?"  # other keys before it
    rb"format[ \t]*="
)
_PACKAGE = Path(__file__).resolve().parent.parent


class Store(NamedTuple):
    """A store to work on: where it is, and whether it is the user's to change."""

    path: Path
    shipped: bool = False
    """It came with the program: read-only, copied before the first write."""


def locate(named: str | None, folder: Path, user_store: Callable[[], Path]) -> Store:
    """Return the store to use.

    *named* is what the user named, if anything (an option or a variable); *folder* is where the user stands;
    *user_store* tells where the user's own store is, used if it exists. Else it is the ledger that ships with
    the program.
    Raises `TimelineError` if what was named does not exist.
    """
    if named is not None:
        if not named:
            raise TimelineError("the name of the store is empty; name a TOML file or a folder of them")
        return _named(Path(named).expanduser())
    for above in (folder, *folder.parents):
        if is_ours(above / IN_FOLDER):
            return Store(_shown(above / IN_FOLDER, folder))
    own = user_store()
    if own.exists():
        return Store(own)
    return Store(shipped_store(), shipped=True)


def is_ours(path: Path) -> bool:
    """Tell whether a file begins like a store: with a `format` key before any table."""
    try:
        with path.open("rb") as file:
            return _FORMAT_KEY.match(file.read(_HEAD_BYTES)) is not None
    except OSError:
        return False


def shipped_store() -> Path:
    """Return the ledger that ships with the program: in the package, or beside its source."""
    installed = _PACKAGE / IN_FOLDER
    return installed if installed.exists() else _PACKAGE.parent.parent / IN_FOLDER


def _named(path: Path) -> Store:
    if not path.exists():
        raise TimelineError(f"there is no store at '{path}'; name a TOML file or a folder of them")
    return Store(path)


def _shown(path: Path, folder: Path) -> Path:
    return path.relative_to(folder) if path.is_relative_to(folder) else path
