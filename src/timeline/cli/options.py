"""The options that commands share, and the decorator that gives a command its share of them."""

import functools
import inspect
from collections.abc import Callable
from typing import Annotated, Any

import typer

from timeline.cli.context import Here, Settings
from timeline.cli.values import Format, Status


def _settings(
    file: Annotated[
        str | None,
        typer.Option(
            "--file",
            "-f",
            metavar="PATH",
            help="The store: a TOML file or a folder of them.",
        ),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(
            metavar="DAY", help="The ledger as it stood at the end of that day, seen from that day."
        ),
    ] = None,
    today: Annotated[str | None, typer.Option(metavar="DAY", help="The day it is seen from.")] = None,
    form: Annotated[
        Format | None, typer.Option("--format", help="The form of the answer.", case_sensitive=False)
    ] = None,
    no_color: Annotated[
        bool | None, typer.Option("--no-color", help="Use no colours; so does the variable NO_COLOR.")
    ] = None,
) -> None:
    """Be the options of every command, accepted before and after its name."""


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


_SETTINGS = tuple(inspect.signature(_settings).parameters.values())
_FILTER_PARAMETERS = tuple(inspect.signature(_filters).parameters.values())
_CONTEXT = inspect.Parameter("ctx", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context)


def command(function: Callable[..., None]) -> Callable[..., None]:
    """Make *function*, whose first parameter is a `Here`, a command with the options of every command."""
    return _with_options(function, _SETTINGS)


def report(function: Callable[..., None]) -> Callable[..., None]:
    """Make *function*, whose first parameter is a `Here`, a command that takes the filters, too."""
    return _with_options(function, (*_FILTER_PARAMETERS, *_SETTINGS))


def _with_options(
    function: Callable[..., None], shared: tuple[inspect.Parameter, ...]
) -> Callable[..., None]:
    own = [
        item for item in inspect.signature(function, eval_str=True).parameters.values() if item.name != "here"
    ]
    wants_context = any(item.name == "ctx" for item in own)

    @functools.wraps(function)
    def run(ctx: typer.Context, **given: Any) -> None:  # noqa: ANN401 - whatever Typer parsed
        settings = Settings(**{item.name: given.pop(item.name) for item in shared})
        here = Here(settings.over(ctx.obj))
        ctx.obj = here.settings
        if wants_context:
            given["ctx"] = ctx
        function(here, **given)

    context = [] if wants_context else [_CONTEXT]
    keyword = inspect.Parameter.KEYWORD_ONLY
    parameters = [item.replace(kind=keyword) for item in (*context, *own, *shared)]
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined] # what Typer reads
    return run
