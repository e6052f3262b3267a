"""What the commands that write have in common: the store to write to, the journal, questions."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import typer

from timeline.cli.context import Here, user_store
from timeline.errors import TimelineError, UsageError

if TYPE_CHECKING:
    from timeline.store.change import Change
    from timeline.store.plan import Decide
    from timeline.store.write import Journal

_T = TypeVar("_T")


def own_store(here: Here, decide: Decide | None = None) -> Path:
    """Return the store to write to: the user's own, which is made, and said to be, if there is none.

    It is not made for nothing: if *decide* would refuse to write to it, its error is raised before.
    """
    if not here.store.shipped:
        return here.store.path
    if decide is not None:
        from timeline.store.write import plan

        plan(here.store.path, decide)
    path = user_store()
    make_store(path, here.store.path.read_bytes())
    here.say(
        f"you had no ledger of your own; '{path}' is one now, a copy of the one that ships with timeline"
    )
    return path


def make_store(path: Path, content: bytes) -> None:
    """Make a new store; `TimelineError` if there is something already or it can't be made."""
    from timeline.store.replace import create

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise TimelineError(f"cannot make the folder '{path.parent}': {error.strerror}") from None
    create(path, content)


def journal_folder() -> Path:
    """Return where the journals of all stores are."""
    return state_folder() / "journal"


def state_folder() -> Path:
    """Return where the program keeps what it must remember, for this user."""
    import platformdirs

    return platformdirs.user_state_path("timeline", appauthor=False)


def journal(what: str) -> Journal:
    """Return the journal for a change that is called *what*."""
    from timeline.store.write import Journal

    return Journal(journal_folder(), what)


def warn_unjournaled(here: Here, why: str) -> None:
    """Say that a change can't be taken back by a command, if so."""
    if why:
        here.say(f"`timeline undo` won't know of this change: {why}")


def show_diff(changes: Sequence[Change]) -> None:
    """Show what changes as a diff."""
    from timeline.render.safe import visible
    from timeline.store.change import diff_lines

    for change in changes:
        for line in diff_lines(change):
            typer.echo(visible(line.rstrip("\r")))


def interactive() -> bool:
    """Tell whether there is a person to ask."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def ask(question: str, read: Callable[[str], _T], default: str = "") -> _T:
    """Return what *read* makes of the answer to a question, which is asked until it can."""
    while True:
        answer = typer.prompt(question, default=default, show_default=bool(default), err=True)
        try:
            return read(str(answer).strip())
        except typer.BadParameter as error:
            typer.echo(f"  {error.message}", err=True)
        except TimelineError as error:
            typer.echo(f"  {error}", err=True)


def needed(what: str) -> UsageError:
    """Return the error for what is missing where nobody can be asked."""
    return UsageError(f"{what} is missing; name it (in a terminal you would be asked)")


def confirm(question: str, *, default: bool = True) -> bool:
    """Return the answer to a question of yes or no."""
    return typer.confirm(question, default=default, err=True)
