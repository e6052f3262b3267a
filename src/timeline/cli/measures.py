"""The parameters of the commands that measure slips: which missions, from when, how far, in which order."""

from datetime import date
from typing import Annotated

import typer

from timeline.cli import complete
from timeline.cli.context import Here
from timeline.model import Ledger
from timeline.reports.slips import SlipOrder, TotalSlip, total_slips

Missions = Annotated[
    list[str] | None,
    typer.Argument(metavar="[MISSION]...", help="Only these missions.", autocompletion=complete.missions),
]
Baseline = Annotated[
    str | None, typer.Option(metavar="DAY", help="Count from what was believed on that day.")
]
Minimum = Annotated[
    str | None, typer.Option("--min", metavar="TIME", help="Only what certainly slipped so far: 30d, 6mo.")
]
Order = Annotated[SlipOrder | None, typer.Option(help="What to sort by.", case_sensitive=False)]


def slipped(
    here: Here, names: list[str] | None, day: date | None, min_days: int | None, order: SlipOrder | None
) -> list[TotalSlip]:
    """Return the total slips that a command asks for, counted from a *day* if one is given."""
    ledger, missions = here.named(names) if names else (None, [])

    def ask(ledger: Ledger) -> list[TotalSlip]:
        return total_slips(
            ledger,
            today=here.today,
            missions=missions,
            as_of=here.as_of,
            baseline_day=day,
            selection=here.selection,
            min_days=min_days,
            order=order,
        )

    if ledger is not None:
        return ask(ledger)
    if here.selection.limit is None or day is not None or order not in (None, SlipOrder.CERTAIN):
        return ask(here.ledger)
    return here.ranked(lambda index: index.most_slipped(), ask)
