"""`timeline new`."""

from typing import TYPE_CHECKING, Annotated

import typer

from timeline.cli import complete
from timeline.cli.context import Here, index_folder
from timeline.cli.options import command, examples
from timeline.cli.writing import (
    ask,
    confirm,
    interactive,
    journal,
    needed,
    own_store,
    show_diff,
    warn_unjournaled,
)
from timeline.errors import TimelineError
from timeline.model import Ledger, Mission
from timeline.render.safe import visible

if TYPE_CHECKING:
    from timeline.store.place import Entry

app = typer.Typer()


@app.command(
    "new",
    epilog=examples(
        'timeline new svom SVOM --agency CNES --agency CNSA --vehicle "Long March 2C"',
        "timeline new dorn DORN --agency CNES --host change-6",
    ),
)
@command
def new(
    here: Here,
    mission_id: Annotated[
        str | None,
        typer.Argument(metavar="ID", help="Its id: lower-case words with hyphens, as in change-6."),
    ] = None,
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="What people call it.")] = None,
    alias: Annotated[list[str] | None, typer.Option(metavar="NAME", help="Another name of it.")] = None,
    agency: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Who flies it.", autocompletion=complete.agencies),
    ] = None,
    partner: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Who takes part.", autocompletion=complete.agencies),
    ] = None,
    program: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="A programme it belongs to.", autocompletion=complete.programs),
    ] = None,
    payload: Annotated[list[str] | None, typer.Option(metavar="TEXT", help="What it carries.")] = None,
    tag: Annotated[list[str] | None, typer.Option(metavar="WORD", help="A word to find it by.")] = None,
    vehicle: Annotated[
        str, typer.Option(metavar="NAME", help="What launches it.", autocompletion=complete.vehicles)
    ] = "",
    site: Annotated[str, typer.Option(metavar="NAME", help="Where it is launched.")] = "",
    summary: Annotated[str, typer.Option(metavar="TEXT", help="What it is, in a line.")] = "",
    url: Annotated[str, typer.Option(metavar="URL", help="The address of its page.")] = "",
    notes: Annotated[str, typer.Option(metavar="TEXT", help="Anything else.")] = "",
    host: Annotated[
        str,
        typer.Option(
            metavar="MISSION", help="The mission that carries it.", autocompletion=complete.missions
        ),
    ] = "",
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Ask nothing and show nothing first.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the diff, write nothing.")] = False,
) -> None:
    """Add a mission.

    Its announcements come with `timeline add`. What is missing is asked for in a terminal.
    """
    asked = interactive() and not yes
    mission = Mission(
        _id(here, mission_id, asked=asked),
        _name(name, asked=asked),
        aliases=tuple(alias or ()),
        agencies=tuple(agency or ()),
        partners=tuple(partner or ()),
        programs=tuple(program or ()),
        payloads=tuple(payload or ()),
        tags=tuple(tag or ()),
        vehicle=vehicle,
        site=site,
        summary=summary,
        url=url,
        notes=notes,
        host=_host(here, host),
    )
    if asked and name is None:
        mission = _asked_for(mission)
    if dry_run:
        from timeline.store.write import plan

        show_diff(
            plan(here.store.path, lambda ledger: _entries(ledger, mission), indexes=index_folder).changes
        )
        return
    if asked and not _agreed(mission):
        raise typer.Exit(1)
    _write(here, mission)


def make(here: Here, named: str) -> Mission:
    """Ask for a mission that was called *named* and isn't there, write it and return it."""
    from timeline.reports.naming import fold

    proposed = fold(named).replace(" ", "-")
    mission_id = ask("Id", lambda text: _checked_id(here, text), proposed if proposed.isascii() else "")
    mission = _asked_for(Mission(mission_id, ask("Name", _checked_name, named)))
    _write(here, mission)
    return mission


def _write(here: Here, mission: Mission) -> None:
    from timeline.store.write import write

    def entries(ledger: Ledger) -> "list[Entry]":
        return _entries(ledger, mission)

    written = write(own_store(here, entries), entries, journal(f"new {mission.id}"), indexes=index_folder)
    here.forget()
    warn_unjournaled(here, written.unjournaled)
    typer.echo(str(written.places[0]))


def _entries(ledger: Ledger, mission: Mission) -> "list[Entry]":
    from timeline.store.literal import mission_fields
    from timeline.store.place import Entry

    known = ledger.missions.get(mission.id)
    if known is not None:
        raise TimelineError(f"the mission '{mission.id}' stands at {known.place} already")
    return [Entry(mission.id, mission_fields(mission))]


def _agreed(mission: Mission) -> bool:
    from timeline.store.literal import dotted, lines, mission_fields

    typer.echo(f"[{dotted(('missions', mission.id))}]")
    for line in lines(mission_fields(mission)):
        typer.echo(visible(line))
    return confirm("Write it?")


def _asked_for(mission: Mission) -> Mission:
    """Return *mission* with what a person says of it; nothing is an answer, too."""
    return mission._replace(
        agencies=mission.agencies or ask("Agencies, with commas between", _list),
        vehicle=mission.vehicle or ask("Vehicle", str),
        summary=mission.summary or ask("What it is, in a line", str),
    )


def _list(text: str) -> tuple[str, ...]:
    return tuple(item.strip() for item in text.split(",") if item.strip())


def _id(here: Here, text: str | None, *, asked: bool) -> str:
    if text is not None:
        return _checked_id(here, text)
    if not asked:
        raise needed("ID")
    return ask("Id (lower-case words with hyphens)", lambda answer: _checked_id(here, answer))


def _checked_id(here: Here, text: str) -> str:
    from timeline.reports.naming import fold
    from timeline.store.fields import SLUG

    if not SLUG.fullmatch(text):
        right = fold(text).replace(" ", "-")
        better = f"; write {right}" if SLUG.fullmatch(right) else ""
        message = f"'{text}' is no id: it is made of lower-case letters, digits and hyphens{better}"
        raise typer.BadParameter(message, param_hint="ID")
    known = here.with_id(text)
    if known is not None:
        raise TimelineError(f"the mission '{text}' stands at {known.place} already")
    return text


def _name(text: str | None, *, asked: bool) -> str:
    if text is not None:
        return _checked_name(text)
    if not asked:
        raise needed("NAME")
    return ask("Name", _checked_name)


def _checked_name(text: str) -> str:
    if not text.strip():
        raise typer.BadParameter("a mission needs a name", param_hint="NAME")
    return text


def _host(here: Here, text: str) -> str:
    return here.named([text])[1][0].id if text else ""
