"""`timeline init`."""

from pathlib import Path
from typing import Annotated

import typer

from timeline.cli.context import Here, user_store
from timeline.cli.options import command, examples
from timeline.cli.writing import make_store
from timeline.errors import TimelineError

app = typer.Typer()

_EMPTY = """\
# A plain-text ledger of space-mission dates: store format 1.
#
# [missions.an-id]
# name = "What people call it"
#
# [[missions.an-id.announcements]]
# announced = 2020-09-28
# date = "2022-06"
# source = "Who said so"

format = 1
"""


@app.command(
    "init",
    epilog=examples(
        "timeline init                     the store that is used everywhere",
        "timeline init .                   data/missions.toml, used in this folder and below",
        "timeline init ledger.toml         any file, used with --file or TIMELINE_FILE",
        "timeline init --shipped           begin with the ledger that ships with timeline",
    ),
)
@command
def init(
    here: Here,
    path: Annotated[
        Path | None,
        typer.Argument(
            metavar="[PATH]",
            help="A file to make, or a folder to make data/missions.toml in; else your own store.",
        ),
    ] = None,
    shipped: Annotated[
        bool, typer.Option("--shipped", help="Begin with the ledger that ships with timeline; else empty.")
    ] = False,
) -> None:
    """Make a store of your own, empty or as a copy of the shipped ledger."""
    from timeline.store.locate import IN_FOLDER, shipped_store

    named = path or (Path(here.settings.file) if here.settings.file else user_store())
    target = named / IN_FOLDER if named.is_dir() else named
    if target.exists():
        raise TimelineError(f"'{target}' exists already; nothing was written")
    make_store(target, shipped_store().read_bytes() if shipped else _EMPTY.encode())
    typer.echo(str(target))
