"""The options that commands share, and the decorator that gives a command its share of them."""

import functools
import inspect
from collections.abc import Callable
from typing import Annotated, Any

import typer

from timeline.cli.context import Here, Settings
from timeline.render.format import Format


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
    zone: Annotated[
        str | None,
        typer.Option(metavar="ZONE", help="Show times in this zone, too: local, or one such as Asia/Tokyo."),
    ] = None,
    now: Annotated[str | None, typer.Option(hidden=True)] = None,
) -> None:
    """Be the options of every command, accepted before and after its name."""


SETTINGS = tuple(inspect.signature(_settings).parameters.values())
_CONTEXT = inspect.Parameter("ctx", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context)


def command(function: Callable[..., None]) -> Callable[..., None]:
    """Make *function*, whose first parameter is a `Here`, a command with the options of every command."""
    return with_options(function, SETTINGS)


def examples(*lines: str) -> str:
    """Return what stands at the end of a command's help: commands as a person would type them."""
    return "\n".join(["\b", "Examples:", *(f"  {line}" for line in lines)])


def with_options(function: Callable[..., None], shared: tuple[inspect.Parameter, ...]) -> Callable[..., None]:
    """Return *function* as a command that takes the *shared* options after its own.

    It is given a `Here` made of them; what stood before the command's name fills what was left out.
    """
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
