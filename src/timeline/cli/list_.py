"""`timeline list`."""

from typing import Annotated

import typer

from timeline.cli.context import Here
from timeline.cli.filters import report
from timeline.cli.options import examples
from timeline.render import listing as render
from timeline.reports.listing import listing

app = typer.Typer()


@app.command("list", epilog=examples("timeline list mars", "timeline list --agency ISRO --format json"))
@report
def list_(
    here: Here,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[WORDS]...", help="Words in what is known of the mission.")
    ] = None,
) -> None:
    """Show the missions, each with where its launch, or what was spoken of last, stands."""
    found = listing(here.ledger, as_of=here.as_of, selection=here.matching(words))
    here.show("list", lambda: map(render.record, found), lambda: [render.table(found)])
