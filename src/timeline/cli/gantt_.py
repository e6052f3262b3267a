"""`timeline gantt`."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

import typer

from timeline.cli.context import Here
from timeline.cli.filters import report
from timeline.cli.measures import Baseline, Minimum, Missions, Order, slipped
from timeline.cli.options import examples
from timeline.cli.saving import save_picture
from timeline.cli.values import duration, named_day
from timeline.render import gantt as render
from timeline.render.slips import total_record
from timeline.reports.slips import TotalSlip

app = typer.Typer()


@app.command(
    "gantt",
    epilog=examples("timeline gantt --agency ESA --sort date", "timeline gantt --min 1y --save slips.pdf"),
)
@report
def gantt(
    here: Here,
    mission: Missions = None,
    baseline: Baseline = None,
    minimum: Minimum = None,
    sort: Order = None,
    save: Annotated[
        str | None, typer.Option(metavar="FILE", help="Draw into this file instead: .svg, .png or .pdf.")
    ] = None,
    width: Annotated[
        int | None, typer.Option(min=40, max=500, metavar="N", help="Draw so many characters wide.")
    ] = None,
    ascii_only: Annotated[bool, typer.Option("--ascii", help="Draw with plain ASCII.")] = False,
) -> None:
    """Draw missions as rows on one time axis: first date, present date, and the slip between.

    The missions are those of `timeline slips`, in the same order.
    """
    day = None if baseline is None else named_day(baseline, "--baseline", here.today)
    least = duration(minimum, "--min")
    found = slipped(here, mission, day, None if least is None else least.days, sort)
    as_of = here.as_of or here.today
    if save is not None:
        save_picture(here, save, lambda kind: _draw(found, here.today, as_of, kind))
        return
    here.picture(
        "gantt",
        lambda: map(total_record, found),
        lambda screen: render.lines(
            found,
            today=here.today,
            as_of=as_of,
            width=width or screen.width,
            signs=render.ASCII if ascii_only else None,
        ),
        baseline=None if day is None else day.isoformat(),
    )


def _draw(found: Sequence[TotalSlip], today: date, as_of: date, kind: str) -> tuple[bytes, bool]:
    from timeline.render.plot import gantt_picture

    return gantt_picture(found, today=today, as_of=as_of, kind=kind)
