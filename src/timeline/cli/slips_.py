"""`timeline slips`."""

from typing import Annotated

import typer

from timeline.cli.context import Here
from timeline.cli.filters import report
from timeline.cli.measures import Baseline, Minimum, Missions, Order, slipped
from timeline.cli.options import examples
from timeline.cli.values import duration, named_day
from timeline.render import slips as render
from timeline.reports.slips import single_moves

app = typer.Typer()


@app.command(
    "slips", epilog=examples("timeline slips --min 1y --sort date", "timeline slips artemis-2 --moves")
)
@report
def slips(
    here: Here,
    mission: Missions = None,
    baseline: Baseline = None,
    minimum: Minimum = None,
    sort: Order = None,
    moves: Annotated[bool, typer.Option("--moves", help="Show every single move.")] = False,
) -> None:
    """Show who slipped most: from which date to which, how far for certain, and in how many moves."""
    least = duration(minimum, "--min")
    min_days = None if least is None else least.days
    day = None if baseline is None else named_day(baseline, "--baseline", here.today)
    head = {"baseline": None if day is None else day.isoformat()}
    if moves:
        ledger, missions = here.named(mission) if mission else (here.ledger, [])
        single = single_moves(
            ledger,
            missions=missions,
            as_of=here.as_of,
            selection=here.selection,
            min_days=min_days,
            order=sort,
            since=day,
        )
        here.show(
            "moves", lambda: map(render.move_record, single), lambda: [render.moves_table(single)], **head
        )
        return
    found = slipped(here, mission, day, min_days, sort)
    here.show("slips", lambda: map(render.total_record, found), lambda: [render.totals_table(found)], **head)
