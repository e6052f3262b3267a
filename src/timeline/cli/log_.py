"""`timeline log`."""

from typing import Annotated

import typer

from timeline.cli.context import Here
from timeline.cli.filters import report
from timeline.cli.options import examples
from timeline.model import Ledger
from timeline.render import log as render
from timeline.reports.log import log
from timeline.reports.moves import Move

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
    selection = here.matching(words)

    def ask(ledger: Ledger) -> list[Move]:
        return log(ledger, as_of=here.as_of, selection=selection)

    if here.as_of is not None or (selection.limit is None and selection.since is None):
        found = ask(here.ledger)
    else:
        since, limit = selection.since, selection.limit
        found = here.small(lambda index: index.latest(since, limit, ask), lambda: ask(here.ledger))
    here.show("log", lambda: map(render.record, found), lambda: [render.table(found)])
