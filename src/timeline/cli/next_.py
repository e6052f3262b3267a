"""`timeline next`."""

from typing import Annotated

import typer

from timeline.cli.context import Here
from timeline.cli.filters import report
from timeline.cli.options import examples
from timeline.cli.values import duration
from timeline.model import Ledger
from timeline.render import upcoming as render
from timeline.reports.upcoming import Upcoming, upcoming

app = typer.Typer()


@app.command("next", epilog=examples("timeline next --within 90d", "timeline next moon --agency ESA"))
@report
def next_(
    here: Here,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[WORDS]...", help="Words in what is known of the mission.")
    ] = None,
    within: Annotated[
        str | None, typer.Option(metavar="TIME", help="Only what may happen within 90d, 12w, 6mo, 2y.")
    ] = None,
) -> None:
    """Show what comes next, soonest first; overdue milestones apart."""
    time = duration(within, "--within")
    selection = here.matching(words)

    def ask(ledger: Ledger) -> list[Upcoming]:
        return upcoming(ledger, today=here.today, as_of=here.as_of, selection=selection, within=time)

    if selection.limit is None and time is None:
        found = ask(here.ledger)  # nearly all of it is wanted
    else:
        found = here.ranked(lambda index: index.soonest(here.today, time), ask)
    here.show(
        "next",
        lambda: map(render.record, found),
        lambda: render.tables(found, here.today, here.now),
        baseline=None,
    )
