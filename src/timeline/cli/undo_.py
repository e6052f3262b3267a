"""`timeline undo`."""

from typing import Annotated

import typer

from timeline.cli.context import Here
from timeline.cli.options import command, examples
from timeline.cli.writing import confirm, interactive, journal_folder, show_diff, warn_unjournaled

app = typer.Typer()


@app.command("undo", epilog=examples("timeline undo --dry-run", "timeline undo --yes"))
@command
def undo(
    here: Here,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Ask nothing and show nothing first.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the diff, write nothing.")] = False,
) -> None:
    """Take back the last change that a command made to the store.

    Refuses if the file has changed since. Said again it takes back the change before that.
    """
    from timeline.store.write import last_change, take_back

    store = here.store.path
    entry, changes = last_change(store, journal_folder())
    if dry_run or not yes:
        show_diff(changes)
    if dry_run:
        return
    if interactive() and not yes and not confirm(f"Take back '{entry.what}'?"):
        raise typer.Exit(1)
    written = take_back(store, journal_folder())
    warn_unjournaled(here, written.unjournaled)
    here.say(f"took back: {entry.what}")
