"""The user's editor, and the copy that it works on."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from timeline.errors import TimelineError

_FALLBACKS = ("sensible-editor", "nano", "vi", "notepad")
_WAITING = {"code": "--wait", "codium": "--wait", "subl": "--wait", "zed": "--wait"}
"""Editors that return at once unless they are told to wait."""
_COLON = ("code", "codium", "subl", "zed", "hx", "helix")
"""Editors that take FILE:LINE."""
_PLUS = (
    "vi",
    "vim",
    "nvim",
    "gvim",
    "nano",
    "pico",
    "emacs",
    "emacsclient",
    "kak",
    "micro",
    "joe",
    "jed",
    "mg",
    "ne",
)
"""Editors that take +LINE FILE. All others get the file alone."""


class Draft(NamedTuple):
    """A copy of a store that is being edited, kept where it survives whatever happens."""

    path: Path
    content: bytes
    """What it held at first."""

    @classmethod
    def of(cls, content: bytes, folder: Path, name: str) -> Draft:
        """Make a copy of *content* in a folder of its own; `TimelineError` if that can't be done."""
        path = folder / f"{os.getpid()}-{os.urandom(3).hex()}" / name
        try:
            path.parent.mkdir(parents=True)
            path.write_bytes(content)
        except OSError as error:
            raise TimelineError(f"cannot make a copy to edit, '{path}': {error.strerror}") from None
        return cls(path, content)

    def drop(self) -> None:
        """Remove the copy, which is of no more use."""
        with suppress(OSError):
            shutil.rmtree(self.path.parent)


def open_editor(draft: Draft, line: int) -> bytes:
    """Let the user edit a draft, beginning at *line*; return what it holds afterwards.

    `TimelineError` if there is no editor or it fails; the draft stays.
    """
    command = [*_editor(), *_place(_editor()[0], draft.path, line)]
    try:
        ended = subprocess.run(command, check=False).returncode  # noqa: S603 - the user's own editor
    except OSError as error:
        draft.drop()
        message = f"cannot start the editor '{command[0]}': {error.strerror}; set VISUAL or EDITOR"
        raise TimelineError(message) from None
    content = _read(draft)
    if ended:
        kept = f"the copy is '{draft.path}'"
        if content == draft.content:
            draft.drop()
            kept = "nothing was changed"
        raise TimelineError(f"the editor '{command[0]}' ended with {ended}; the store is as it was, {kept}")
    return content


def _read(draft: Draft) -> bytes:
    try:
        return draft.path.read_bytes()
    except OSError as error:
        raise TimelineError(f"cannot read back '{draft.path}': {error.strerror}") from None


def _editor() -> list[str]:
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if named:
        return shlex.split(named, posix=os.name != "nt")
    found = next((editor for editor in _FALLBACKS if shutil.which(editor)), None)
    if found is None:
        raise TimelineError("there is no editor; say which one: EDITOR=nano timeline edit")
    return [found]


def _place(editor: str, path: Path, line: int) -> list[str]:
    """Return the arguments that open a file at a line."""
    name = Path(editor).stem
    wait = [_WAITING[name]] if name in _WAITING else []
    if name in _COLON:
        goto = ["--goto"] if name in ("code", "codium") else []
        return [*wait, *goto, f"{path}:{line}"]
    return [f"+{line}", str(path)] if name in _PLUS else [str(path)]
