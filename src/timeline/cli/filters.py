"""The filters that reports share, and the decorator that gives a report its share of them."""

import inspect
from collections.abc import Callable
from enum import Enum
from typing import Annotated

import typer

from timeline.cli import complete
from timeline.cli.options import SETTINGS, with_options


class Status(Enum):
    """The values of `timeline.model.Status` once more, since `--version` does without the model."""

    PLANNED = "planned"
    ACHIEVED = "achieved"
    ON_HOLD = "on-hold"
    CANCELLED = "cancelled"


def _filters(
    text: Annotated[
        str | None, typer.Option(metavar="WORDS", help="Words in what is known of the mission.")
    ] = None,
    agency: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME", help="Missions of this agency or partner.", autocompletion=complete.agencies
        ),
    ] = None,
    program: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Missions of this programme.", autocompletion=complete.programs),
    ] = None,
    vehicle: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Missions on this launcher.", autocompletion=complete.vehicles),
    ] = None,
    milestone: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME", help="Only this milestone, such as launch.", autocompletion=complete.milestones
        ),
    ] = None,
    status: Annotated[list[Status] | None, typer.Option(help="Only milestones that stand like this.")] = None,
    since: Annotated[str | None, typer.Option(metavar="DAY", help="Nothing before this day.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DAY", help="Nothing after this day.")] = None,
    limit: Annotated[int | None, typer.Option(min=1, metavar="N", help="No more than so many.")] = None,
) -> None:
    """Be the filters of every report."""


FILTERS = tuple(inspect.signature(_filters).parameters.values())


def report(function: Callable[..., None]) -> Callable[..., None]:
    """Make *function*, whose first parameter is a `Here`, a command that takes the filters, too."""
    return with_options(function, (*FILTERS, *SETTINGS))
