"""`timeline slips`."""

from typing import Annotated

import typer

from timeline.cli import complete
from timeline.cli.context import Here
from timeline.cli.filters import report
from timeline.cli.options import examples
from timeline.cli.values import duration, named_day
from timeline.render import slips as render
from timeline.reports.naming import find_missions
from timeline.reports.slips import SlipOrder, single_moves, total_slips

app = typer.Typer()


@app.command(
    "slips", epilog=examples("timeline slips --min 1y --sort date", "timeline slips artemis-2 --moves")
)
@report
def slips(
    here: Here,
    mission: Annotated[
        list[str] | None,
        typer.Argument(metavar="[MISSION]...", help="Only these missions.", autocompletion=complete.missions),
    ] = None,
    baseline: Annotated[
        str | None, typer.Option(metavar="DAY", help="Count from what was believed on that day.")
    ] = None,
    minimum: Annotated[
        str | None,
        typer.Option("--min", metavar="TIME", help="Only what certainly slipped so far: 30d, 6mo."),
    ] = None,
    sort: Annotated[SlipOrder | None, typer.Option(help="What to sort by.", case_sensitive=False)] = None,
    moves: Annotated[bool, typer.Option("--moves", help="Show every single move.")] = False,
) -> None:
    """Show who slipped most: from which date to which, how far for certain, and in how many moves."""
    missions = find_missions(here.ledger, mission or ())
    least = duration(minimum, "--min")
    min_days = None if least is None else least.days
    day = None if baseline is None else named_day(baseline, "--baseline", here.today)
    head = {"baseline": None if day is None else day.isoformat()}
    if moves:
        single = single_moves(
            here.ledger,
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
    found = total_slips(
        here.ledger,
        today=here.today,
        missions=missions,
        as_of=here.as_of,
        baseline_day=day,
        selection=here.selection,
        min_days=min_days,
        order=sort,
    )
    here.show("slips", lambda: map(render.total_record, found), lambda: [render.totals_table(found)], **head)
