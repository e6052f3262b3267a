"""The parameters of the commands that measure slips: which missions, from when, how far, in which order."""

from typing import Annotated

import typer

from timeline.cli import complete
from timeline.reports.slips import SlipOrder

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
