"""The program: its commands by what people want of them, and what every command's end has in common."""

from __future__ import annotations

import gc
import importlib
import io
import os
import sys
from collections.abc import Iterator, MutableMapping
from contextlib import nullcontext
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command_from_info

import timeline
from timeline.cli.complete import completing, without_rich
from timeline.cli.context import Here
from timeline.cli.filters import report
from timeline.cli.options import examples
from timeline.errors import BUG, COULD_NOT, INTERRUPTED, TimelineError

SECTIONS = {
    "Ask": {
        "next": "What comes next, soonest first",
        "show": "Everything known of a mission",
        "slips": "Who slipped most",
        "log": "Announcements across missions, newest first",
        "diff": "What changed between two days",
        "list": "The missions",
        "stats": "How dates held: counts, shares, medians and quartiles",
        "date": "How a phrase is read as a date",
    },
    "Picture": {
        "chart": "What was announced when: a milestone trend chart",
        "gantt": "First dates, present dates and the slip between, on one time axis",
        "report": "A web page a mission, or one of all",
    },
    "Write": {
        "add": "Add what was announced of a mission",
        "new": "Add a mission",
        "edit": "Open the store in your editor, and check it afterwards",
        "undo": "Take back the last change that a command made",
        "init": "Make a store of your own",
    },
    "Check": {
        "check": "Find what is wrong in the store",
    },
    "Exchange": {
        "import": "Merge what other notations and services say",
        "export": "Write the ledger in another notation",
        "sync": "Ask Launch Library what is new, and merge it",
    },
}
"""The commands and what `--help` says of each. The module of `next` in this package is `next_`."""


class Commands(MutableMapping[str, Any]):
    """The commands by name. Each is imported when it is asked for, so that none pays for the others."""

    def __init__(self) -> None:
        self._loaded: dict[str, Any] = {}
        self._names = {name: None for section in SECTIONS.values() for name in section}
        self.by_name_only = False
        """Whether names and a line of help are all that is wanted of them, so that none is imported."""

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 - Typer has no public name for a command
        if name not in self._names:
            raise KeyError(name)
        if self.by_name_only:
            return TyperCommand(name, short_help=_said_of(name), rich_markup_mode=None)
        if name not in self._loaded:
            (info,) = importlib.import_module(f"timeline.cli.{name}_").app.registered_commands
            # Plain help, like the group's: Rich would take longer to load than everything else.
            self._loaded[name] = get_command_from_info(
                info, pretty_exceptions_short=False, rich_markup_mode=None
            )
        return self._loaded[name]

    def __setitem__(self, name: str, value: object) -> None:
        self._names[name] = None
        self._loaded[name] = value

    def __delitem__(self, name: str) -> None:
        del self._names[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def _said_of(name: str) -> str:
    return next(section[name] for section in SECTIONS.values() if name in section)


class Program(TyperGroup):
    """The group of all commands."""

    def __init__(self, **attributes: Any) -> None:  # noqa: ANN401 - passed on as they come
        super().__init__(**attributes)
        self.commands = self._ours = Commands()

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401, ARG002 - Typer's own types
        """Write the commands of each section, without importing them."""
        for section, entries in SECTIONS.items():
            with formatter.section(section):
                formatter.write_dl(list(entries.items()))

    def shell_complete(self, ctx: Any, incomplete: str) -> Any:  # noqa: ANN401 - Typer's own types
        """Return what a shell offers: commands and options, without importing the commands."""
        self._ours.by_name_only = True
        try:
            return super().shell_complete(ctx, incomplete)
        finally:
            self._ours.by_name_only = False

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 - Typer's own types
        """Run a command; an error that is meant for people becomes a message and an exit code."""
        try:
            return self._answer(ctx)
        except BrokenPipeError:
            _leave_quietly()

    def _answer(self, ctx: Any) -> Any:  # noqa: ANN401 - Typer's own types
        try:
            return self._flushed(ctx)
        except TimelineError as error:
            typer.echo(f"timeline: {error}", err=True)
            raise typer.Exit(error.exit_code) from None
        except BrokenPipeError:
            raise
        except OSError as error:
            typer.echo(f"timeline: {error.filename or 'the output'}: {error.strerror or error}", err=True)
            _forget_output()
            raise typer.Exit(COULD_NOT) from None
        except (KeyboardInterrupt, typer.Abort):  # Abort is Ctrl-C or the end of input at a question
            typer.echo("", err=True)
            raise typer.Exit(INTERRUPTED) from None

    def _flushed(self, ctx: Any) -> Any:  # noqa: ANN401 - Typer's own types
        try:
            return super().invoke(ctx)
        finally:
            sys.stdout.flush()  # a closed pipe or a full disk is noticed here, and not when it is too late


app = typer.Typer(
    cls=Program,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(value: bool) -> None:
    if value:
        typer.echo(f"timeline {timeline.__version__}")
        raise typer.Exit


@app.callback(
    invoke_without_command=True,
    epilog=examples("timeline --agency NASA", "timeline show svom", "timeline slips --help"),
)
@report
def overview(
    here: Here,
    ctx: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Keep and ask a ledger of space-mission dates.

    Alone: what is next, what moved lately, and what needs attention.
    """
    del version
    if ctx.invoked_subcommand is not None:
        return
    from timeline.cli.glance import glance
    from timeline.render import overview as render

    found = glance(here)
    here.show("overview", lambda: render.records(found), lambda: render.tables(found, here.today, here.now))


def main() -> None:
    """Run the program."""
    # A run is short and makes no garbage worth looking for: without the collector a large store loads faster.
    gc.disable()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # no terminal is too poor for an answer
    try:
        with without_rich() if completing() else nullcontext():
            app(prog_name="timeline")
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except Exception as error:
        if os.environ.get("TIMELINE_DEBUG"):
            raise
        what = f"{type(error).__name__}: {error}"
        typer.echo(f"timeline: this is a bug: {what}\nTIMELINE_DEBUG=1 shows where it happened.", err=True)
        sys.exit(BUG)


def _leave_quietly() -> NoReturn:
    """End as programs do whose reader has seen enough, as in `timeline log | head`."""
    _forget_output()
    sys.exit(0)


def _forget_output() -> None:
    """Send what is still to be written nowhere, so that the end of the program does not fail on it again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
