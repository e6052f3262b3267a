"""`timeline check`."""

import typer

from timeline.cli.context import Here
from timeline.cli.options import command
from timeline.errors import COULD_NOT
from timeline.render import problems as render
from timeline.render.format import Format

app = typer.Typer()


@app.command("check")
@command
def check(here: Here) -> None:
    """Find what is wrong in the store.

    Silent if nothing is; else every problem with its line and the way out.
    """
    problems = here.problems
    if here.format is Format.TABLE:
        for problem in problems:
            for line in render.lines(problem):
                typer.echo(line)
    else:
        here.show("check", lambda: map(render.record, problems), list)
    if problems:
        raise typer.Exit(COULD_NOT)
