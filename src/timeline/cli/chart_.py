"""`timeline chart`."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

import typer

from timeline.cli import complete
from timeline.cli.context import Here
from timeline.cli.options import command, examples
from timeline.cli.saving import save_picture
from timeline.render import chart as render
from timeline.reports.trend import Trend, trends

app = typer.Typer()


@app.command(
    "chart",
    epilog=examples("timeline chart svom", "timeline chart artemis-2 artemis-3 --save artemis.svg"),
)
@command
def chart(
    here: Here,
    mission: Annotated[
        list[str],
        typer.Argument(
            metavar="MISSION...",
            help="A mission's id, name, or part of it.",
            autocompletion=complete.missions,
        ),
    ],
    milestone: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME", help="This milestone instead of the launch.", autocompletion=complete.milestones
        ),
    ] = None,
    save: Annotated[
        str | None, typer.Option(metavar="FILE", help="Draw into this file instead: .svg, .png or .pdf.")
    ] = None,
    width: Annotated[
        int | None, typer.Option(min=40, max=500, metavar="N", help="Draw so many characters wide.")
    ] = None,
    ascii_only: Annotated[bool, typer.Option("--ascii", help="Draw with plain ASCII.")] = False,
) -> None:
    """Draw what was announced when: the milestone trend chart.

    To the right the day of the announcement, upwards the date announced, each as a bar over its period. On
    the dotted diagonal a date is the day that it is announced on; what never comes nearer runs beside it.
    """
    ledger, missions = here.named(mission)
    found = trends(ledger, missions, as_of=here.as_of, milestones=milestone or ())
    as_of = here.as_of or here.today
    if save is not None:
        save_picture(here, save, lambda kind: _draw(found, here.today, as_of, kind))
        return
    here.picture(
        "chart",
        lambda: map(render.record, found),
        lambda screen: render.lines(
            found,
            today=here.today,
            as_of=as_of,
            width=width or screen.width,
            signs=render.ASCII if ascii_only else None,
        ),
    )


def _draw(found: Sequence[Trend], today: date, as_of: date, kind: str) -> tuple[bytes, bool]:
    from timeline.render.plot import trend_picture

    return trend_picture(found, today=today, as_of=as_of, kind=kind)
