"""Writing pictures and pages to files that the user names."""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import typer

from timeline.cli.context import Here
from timeline.cli.progress import progress
from timeline.errors import TimelineError

KINDS = ("svg", "png", "pdf")
_INSTALL = "pictures in files need Matplotlib; install it with: pip install 'mission-timeline[plot]'"
_NO_GLYPHS = "no font here has all characters of the picture; install one that does, such as Noto Sans CJK"


def save_picture(here: Here, name: str, draw: Callable[[str], tuple[bytes, bool]]) -> None:
    """Write the file *name*, of the kind that its ending says; *draw* makes one and says if it is whole."""
    path = Path(name)
    kind = path.suffix.lower().removeprefix(".")
    if kind not in KINDS:
        message = f"'{name}' should end in .svg, .png or .pdf"
        raise typer.BadParameter(message, param_hint="--save")
    if find_spec("matplotlib") is None:
        raise TimelineError(_INSTALL)
    with progress("drawing"):
        content, whole = draw(kind)
    if not whole:
        here.say(_NO_GLYPHS)
    write_file(here, path, content)


def write_file(here: Here, path: Path, content: bytes) -> None:
    """Write *content* to *path* and say so."""
    refuse_store(here, path)
    try:
        path.write_bytes(content)
    except OSError as error:
        raise TimelineError(f"can't write {path}: {error.strerror}") from None
    here.say(f"saved {path}")


def refuse_store(here: Here, path: Path) -> None:
    """Raise `TimelineError` if *path* is the store that the command reads, or would be a file of it."""
    store = Path(os.path.realpath(here.store.path))
    target = Path(os.path.realpath(path))
    if target == store or (store.is_dir() and target.parent == store and target.suffix == ".toml"):
        raise TimelineError(f"'{path}' is the store itself; write to another file")
