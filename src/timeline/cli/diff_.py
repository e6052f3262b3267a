"""`timeline diff`."""

from typing import Annotated

import typer

from timeline.cli.context import Here
from timeline.cli.filters import report
from timeline.cli.options import examples
from timeline.cli.values import named_day
from timeline.errors import UsageError
from timeline.render import diff as render
from timeline.reports.diff import changes

app = typer.Typer()


@app.command(
    "diff",
    epilog=examples("timeline diff 2026-01-01", "timeline diff 2020-10-02 2024-10-02 --program Artemis"),
)
@report
def diff(
    here: Here,
    first: Annotated[str, typer.Argument(metavar="DAY", help="The day to compare with.")],
    last: Annotated[
        str | None, typer.Argument(metavar="[DAY]", help="The later day; else the day it is seen from.")
    ] = None,
) -> None:
    """Show what changed between two days: new dates, moves, achievements."""
    start = named_day(first, "DAY", here.today)
    end = here.today if last is None else named_day(last, "DAY", here.today)
    end = end if here.as_of is None else min(end, here.as_of)
    if end < start:
        raise UsageError(f"{end} is before {start}; name the earlier day first")
    found = changes(here.ledger, start, end, selection=here.selection)
    head = {"from": start.isoformat(), "to": end.isoformat()}
    here.show("diff", lambda: map(render.record, found), lambda: [render.table(found)], **head)
