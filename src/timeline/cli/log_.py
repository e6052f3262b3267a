"""`timeline log`."""

from typing import Annotated

import typer

from timeline.cli.context import Here
from timeline.cli.filters import report
from timeline.cli.options import examples
from timeline.render import log as render
from timeline.reports.log import log

app = typer.Typer()


@app.command(
    "log", epilog=examples("timeline log --since 2026-01 --agency NASA", "timeline log svom --format csv")
)
@report
def log_(
    here: Here,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[WORDS]...", help="Words in what is known of the mission.")
    ] = None,
) -> None:
    """Show announcements across missions, newest first."""
    found = log(here.ledger, as_of=here.as_of, selection=here.matching(words))
    here.show("log", lambda: map(render.record, found), lambda: [render.table(found)])
