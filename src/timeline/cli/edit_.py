"""`timeline edit`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from timeline.cli import complete
from timeline.cli.context import Here
from timeline.cli.editor import Draft, open_editor
from timeline.cli.options import command, examples
from timeline.cli.writing import confirm, interactive, journal, own_store, state_folder, warn_unjournaled
from timeline.errors import TimelineError, UsageError
from timeline.render import problems as render

if TYPE_CHECKING:
    from timeline.model import Problem
    from timeline.store.replace import Snapshot

app = typer.Typer()


@app.command("edit", epilog=examples("timeline edit", "timeline edit svom"))
@command
def edit(
    here: Here,
    mission: Annotated[
        str | None,
        typer.Argument(
            metavar="[MISSION]", help="Go to this mission's line.", autocompletion=complete.missions
        ),
    ] = None,
) -> None:
    """Open the store in your editor, and check it afterwards.

    What is edited is a copy. It becomes the store when it is sound; if it is not, you can go back in, and
    it is never lost.
    """
    from timeline.store.replace import check_writable, snapshot

    path, line = _where(here, mission)
    old = snapshot(path)
    if not here.store.shipped:
        check_writable(old)
    known = _problems(old.content, str(path))
    if known and mission is None:
        line = known[0].place.line
    draft = Draft.of(old.content, state_folder() / "edits", path.name)
    content = _edited(draft, line, str(path), known)
    if content == old.content:
        draft.drop()
        here.say("nothing was changed")
    else:
        _write(here, path, old, content, draft)


def _edited(draft: Draft, line: int, name: str, known: "list[Problem]") -> bytes:
    """Return what the user makes of a draft, once it is sound or is wanted all the same."""
    while True:
        content = open_editor(draft, line)
        found = _new_problems(content, name, known)
        for problem in found:
            for shown in render.lines(problem):
                typer.echo(shown)
        if not found:
            return content
        kept = f"what you wrote is kept in '{draft.path}'; the store is as it was"
        if not interactive():
            raise TimelineError(f"this is not sound: {kept}")
        if confirm("Edit it again?"):
            line = found[0].place.line
        elif confirm("Write it all the same?", default=False):
            return content
        else:
            raise TimelineError(kept)


def _where(here: Here, name: str | None) -> tuple[Path, int]:
    """Return the file to edit, and the line to begin at."""
    store = here.store.path
    if name is None:
        if store.is_dir():
            raise UsageError(f"'{store}' is a folder; name the mission whose file is to be edited")
        return store, 1
    (mission,) = here.named([name])[1]
    place = mission.place
    return Path(place.path), place.line


def _new_problems(content: bytes, name: str, known: "list[Problem]") -> "list[Problem]":
    """Return what is wrong now and was not wrong before; what makes the file unreadable counts every time."""
    before = {(problem.code, problem.message) for problem in known if problem.code != "TL001"}
    now = _problems(content, name)
    return [problem for problem in now if (problem.code, problem.message) not in before]


def _problems(content: bytes, name: str) -> "list[Problem]":
    from timeline.store.read import NotTomlError, read_content

    try:
        return list(read_content(content, name).problems)
    except NotTomlError as error:
        return [error.problem]


def _write(here: Here, path: Path, old: "Snapshot", content: bytes, draft: Draft) -> None:
    """Put what was edited in place of the store."""
    from timeline.store.replace import snapshot
    from timeline.store.write import rewrite, whole_change

    try:
        if here.store.shipped:
            store = path = own_store(here)
            old = snapshot(path)
        else:
            store = here.store.path
        failed = rewrite(store, [whole_change(str(path), old, content)], journal(f"edit {path.name}"))
    except TimelineError as error:
        raise TimelineError(f"{error}\n  what you wrote is kept in '{draft.path}'") from None
    draft.drop()
    warn_unjournaled(here, failed)
    here.say(f"{path} is written")
