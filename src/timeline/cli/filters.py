"""The filters that reports share, and the decorator that gives a report its share of them."""

import inspect
from collections.abc import Callable
from typing import Annotated

import typer

from timeline.cli.options import SETTINGS, with_options
from timeline.model import Status


def _filters(
    text: Annotated[
        str | None, typer.Option(metavar="WORDS", help="Words in what is known of the mission.")
    ] = None,
    agency: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Missions of this agency or partner.")
    ] = None,
    program: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Missions of this programme.")
    ] = None,
    vehicle: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Missions on this launcher.")
    ] = None,
    milestone: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Only this milestone, such as launch.")
    ] = None,
    status: Annotated[list[Status] | None, typer.Option(help="Only milestones that stand like this.")] = None,
    since: Annotated[str | None, typer.Option(metavar="DAY", help="Nothing before this day.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DAY", help="Nothing after this day.")] = None,
    limit: Annotated[int | None, typer.Option(min=1, metavar="N", help="No more than so many.")] = None,
) -> None:
    """Be the filters of every report."""


_FILTERS = tuple(inspect.signature(_filters).parameters.values())


def report(function: Callable[..., None]) -> Callable[..., None]:
    """Make *function*, whose first parameter is a `Here`, a command that takes the filters, too."""
    return with_options(function, (*_FILTERS, *SETTINGS))
