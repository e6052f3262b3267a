"""`timeline stats`."""

from typing import Annotated

import typer

from timeline.cli import complete
from timeline.cli.context import Here
from timeline.cli.filters import report
from timeline.cli.options import examples
from timeline.render import stats as render
from timeline.reports.naming import find_missions
from timeline.reports.stats import Grouping, stats

app = typer.Typer()


@app.command(
    "stats",
    epilog=examples("timeline stats --exclude artemis-1", "timeline stats --by lead-time --agency ESA"),
)
@report
def stats_(
    here: Here,
    by: Annotated[Grouping | None, typer.Option("--by", help="Group by group, a line each.")] = None,
    exclude: Annotated[
        list[str] | None,
        typer.Option(
            metavar="MISSION",
            help="Leave this mission out; may be repeated.",
            autocompletion=complete.missions,
        ),
    ] = None,
    ascii_only: Annotated[bool, typer.Option("--ascii", help="Draw bars with plain ASCII.")] = False,
) -> None:
    """Show how dates held and how far they moved: counts, shares, medians, quartiles.

    Of launches, unless --milestone names another. What has not happened yet is counted apart.
    """
    excluded = [mission.id for mission in find_missions(here.ledger, exclude or ())]
    found = stats(
        here.ledger,
        today=here.today,
        as_of=here.as_of,
        selection=here.selection,
        by=by,
        excluded=excluded,
    )
    here.show(
        "stats",
        lambda: render.records(found, by),
        lambda: render.tables(found, by, here.as_of or here.today, ascii_only=ascii_only),
        excluded=excluded,
    )
