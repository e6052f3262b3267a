"""`timeline show`."""

from typing import Annotated

import typer

from timeline.cli import complete
from timeline.cli.context import Here
from timeline.cli.options import command, examples
from timeline.render import card as render
from timeline.reports.card import card

app = typer.Typer()


@app.command("show", epilog=examples('timeline show "chang\'e 6"', "timeline show svom --as-of 2020-10-02"))
@command
def show(
    here: Here,
    mission: Annotated[
        list[str],
        typer.Argument(
            metavar="MISSION...",
            help="A mission's id, name, or part of it.",
            autocompletion=complete.missions,
        ),
    ],
) -> None:
    """Show everything known of a mission: who, what, each milestone's announcements, moves, sources."""
    ledger, missions = here.named(mission)
    found = [card(ledger, item, today=here.today, as_of=here.as_of) for item in missions]
    here.show(
        "show",
        lambda: map(render.record, found),
        lambda: (table for item in found for table in render.tables(item, here.today)),
    )
