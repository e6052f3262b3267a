"""`timeline add`."""

import sys
from typing import TYPE_CHECKING, Annotated, NamedTuple

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
from timeline.errors import TimelineError, UsageError
from timeline.model import LAUNCH, Announcement, Ledger, Mission, Outcome, Status
from timeline.render import addition as render
from timeline.render.format import Format
from timeline.render.safe import visible

if TYPE_CHECKING:
    from timeline.dates import VagueDate
    from timeline.reports.moves import Move
    from timeline.store.place import Entry
    from timeline.store.write import Written

app = typer.Typer()


class _Manner(NamedTuple):
    """How the record is to be written."""

    yes: bool
    dry_run: bool
    force: bool


class _Find(NamedTuple):
    """How to find the mission in a ledger: by what it was called, once the ledger is read anyway."""

    name: str

    def __call__(self, ledger: Ledger) -> Mission:
        """Return the mission; `TimelineError` if there is none, or more than one."""
        from timeline.reports.naming import find_mission

        try:
            return find_mission(ledger, self.name)
        except TimelineError as error:
            raise TimelineError(f"{error}; `timeline new` adds one") from None


@app.command(
    "add",
    epilog=examples(
        'timeline add svom "June 2022" --announced 2020-09-28 --source CNES',
        'timeline add change-6 2024-05-03T09:27Z --achieved --announced "3 May 2024" --source CNSA',
        'timeline add dorn --milestone landing "early June 2024" --source CNES --said "début juin"',
        "timeline add --from - < records.jsonl",
    ),
)
@command
def add(
    here: Here,
    mission: Annotated[
        str | None,
        typer.Argument(
            metavar="MISSION", help="A mission's id, name, or part of it.", autocompletion=complete.missions
        ),
    ] = None,
    when: Annotated[
        str | None,
        typer.Argument(metavar="DATE", help='The date as said: 2022-06, "early 2024", "NET May 2026".'),
    ] = None,
    announced: Annotated[
        str | None,
        typer.Option(metavar="DAY", help="When it was said; else today. Relative dates count from it."),
    ] = None,
    milestone: Annotated[
        str, typer.Option(metavar="NAME", help="What it is the date of.", autocompletion=complete.milestones)
    ] = LAUNCH,
    achieved: Annotated[bool, typer.Option("--achieved", help="It happened.")] = False,
    on_hold: Annotated[bool, typer.Option("--on-hold", help="It is on hold; a date is not needed.")] = False,
    cancelled: Annotated[bool, typer.Option("--cancelled", help="It is cancelled; likewise.")] = False,
    outcome: Annotated[Outcome | None, typer.Option(help="How it ended, if it happened.")] = None,
    source: Annotated[
        str | None, typer.Option(metavar="WHO", help="Who said so.", autocompletion=complete.sources)
    ] = None,
    title: Annotated[str, typer.Option(metavar="TEXT", help="The title of the page.")] = "",
    url: Annotated[str, typer.Option(metavar="URL", help="The address of the page.")] = "",
    said: Annotated[str, typer.Option(metavar="TEXT", help="The words themselves.")] = "",
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Why it moved, as stated.")] = "",
    records: Annotated[
        str | None,
        typer.Option("--from", metavar="FILE", help="Add many, as TOML or JSON lines; - is stdin."),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Ask nothing and show nothing first.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the diff, write nothing.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Add it even if it stands there already.")] = False,
) -> None:
    """Add what was announced of a mission.

    Shows the record, how its date is read and how far it moves, then asks. What is missing is asked for.
    """
    manner = _Manner(yes, dry_run, force)
    if records is not None:
        if mission is not None or when is not None:
            raise UsageError("--from brings missions and dates of its own; leave MISSION and DATE out")
        _add_many(here, records, manner)
        return
    status = _status(achieved=achieved, on_hold=on_hold, cancelled=cancelled)
    if outcome is not None and status is not Status.ACHIEVED:
        raise UsageError("an outcome belongs to what happened; add --achieved")
    asked = interactive() and not yes
    find = _finder(here, mission, may_ask=asked)
    told = _announced(here, announced, may_ask=asked and when is None)
    stated = _date(when, told, status, may_ask=asked)
    if source is None:
        source = ask("Source: who said so", str) if asked else ""
    item = Announcement(
        told,
        stated,
        _milestone(milestone),
        status,
        source,
        title or (ask("Title of the page", str) if asked and when is None else ""),
        url or (ask("Address of the page", _url) if asked and when is None else ""),
        said,
        reason,
        outcome,
        here.today,
    )
    _add_one(here, find, item, manner)


def _add_one(here: Here, find: _Find, item: Announcement, manner: _Manner) -> None:
    """Show, ask, write, and say where it stands."""
    from timeline.reports.addition import move_made
    from timeline.store.literal import announcement_fields
    from timeline.store.place import Entry
    from timeline.store.write import plan, write

    shown = manner.yes or manner.dry_run or here.format is not Format.TABLE
    moves: list[Move] = []

    def entries(ledger: Ledger) -> list[Entry]:
        nonlocal shown
        mission = find(ledger)
        if not manner.force:
            _refuse_duplicate(mission, item)
        moves.append(move_made(ledger, mission, item))
        if not shown:
            _preview(here, mission, item, moves[-1])
            shown = True
        return [Entry(mission.id, None, [announcement_fields(item)])]

    if manner.dry_run:
        show_diff(plan(here.store.path, entries, indexes=index_folder).changes)
        return
    if interactive() and not shown:
        entries(here.named([find.name])[0])
        if not confirm(f"Add this to {moves[-1].history.mission.name}?"):
            raise typer.Exit(1)
    what = f"add {find.name} {item.milestone} {item.date}"
    written = write(own_store(here, entries), entries, journal(what), indexes=index_folder)
    warn_unjournaled(here, written.unjournaled)
    if here.format is Format.TABLE:
        typer.echo(str(written.places[0]))
    else:
        here.show("add", lambda: [render.record(moves[-1], written.places[0])], list)


def _preview(here: Here, mission: Mission, item: Announcement, move: "Move") -> None:
    """Show the record, how its date is read, the move it makes, and what is strange about it."""
    from timeline.reports.addition import remarks
    from timeline.store.literal import announcement_fields, dotted, lines

    typer.echo(f"[[{dotted(('missions', mission.id, 'announcements'))}]]")
    for line in (*lines(announcement_fields(item)), "", *render.lines(move)):
        typer.echo(visible(line))
    for remark in remarks(mission, item, today=here.today):
        typer.echo(visible(f"note   {remark}"))


def _refuse_duplicate(mission: Mission, item: Announcement) -> None:
    from timeline.reports.addition import duplicate_of

    known = duplicate_of(mission, item)
    if known is not None:
        raise TimelineError(f"this stands at {known.place} already; --force adds it once more")


def _status(*, achieved: bool, on_hold: bool, cancelled: bool) -> Status:
    given = {Status.ACHIEVED: achieved, Status.ON_HOLD: on_hold, Status.CANCELLED: cancelled}
    chosen = [status for status, is_given in given.items() if is_given]
    if len(chosen) > 1:
        raise UsageError("only one of --achieved, --on-hold and --cancelled can be true")
    return chosen[0] if chosen else Status.PLANNED


def _finder(here: Here, name: str | None, *, may_ask: bool) -> _Find:
    """Return how to find the mission; who can be asked is asked until there is one."""
    if not may_ask:
        if name is None:
            raise needed("MISSION")
        return _Find(name)
    name = ask("Mission", _something) if name is None else name
    try:
        return _Find(here.named([name])[1][0].id)
    except TimelineError as error:
        typer.echo(f"  {error}", err=True)
    if not confirm(f"Make a new mission '{name}'?", default=False):
        return _finder(here, None, may_ask=may_ask)
    from timeline.cli.new_ import make

    return _Find(make(here, name).id)


def _announced(here: Here, text: str | None, *, may_ask: bool) -> "VagueDate":
    def read(text: str) -> "VagueDate":
        from timeline.cli.values import vague_date

        value = vague_date(text, "--announced", here.today)
        if value.earliest is None or value.latest is None:
            raise typer.BadParameter(f"'{text}' does not say when it was said", param_hint="--announced")
        return value

    if text is not None:
        return read(text)
    return ask("Announced on", read, "today") if may_ask else read("today")


def _date(text: str | None, announced: "VagueDate", status: Status, *, may_ask: bool) -> "VagueDate":
    from timeline.dates import TBD, DateSyntaxError, parse

    def read(text: str) -> "VagueDate":
        try:
            return parse(text, announced=announced.day)
        except DateSyntaxError as error:
            raise typer.BadParameter(str(error), param_hint="DATE") from None

    if text is not None:
        return read(text)
    if status in (Status.ON_HOLD, Status.CANCELLED):
        return TBD
    if not may_ask:
        raise needed("DATE")
    value = ask('Date as it was said ("June 2022", "TBD")', read)
    typer.echo(f"  {render.reading(value)}", err=True)
    return value


def _milestone(text: str) -> str:
    from timeline.store.fields import UnsoundError, read_milestone

    try:
        return read_milestone(text)
    except UnsoundError as error:
        raise typer.BadParameter(f"{error.message}; {error.advice}", param_hint="--milestone") from None


def _url(text: str) -> str:
    from timeline.reports.checks import is_url

    if text and not is_url(text):
        raise typer.BadParameter(f"'{text}' is no address; write it as in https://www.cnes.fr/…, or nothing")
    return text


def _something(text: str) -> str:
    if not text:
        raise typer.BadParameter("say which one")
    return text


def _add_many(here: Here, records: str, manner: _Manner) -> None:
    """Add records from a file or from standard input: all or none."""
    from timeline.store.incoming import entries_of, read_incoming
    from timeline.store.write import plan, write

    incoming = read_incoming(_text(records), recorded=here.today)

    def entries(ledger: Ledger) -> "list[Entry]":
        return entries_of(ledger, incoming, force=manner.force)

    if manner.dry_run:
        show_diff(plan(here.store.path, entries, indexes=index_folder).changes)
        return
    if not manner.yes and interactive():
        show_diff(plan(here.store.path, entries, indexes=index_folder).changes)
        if not confirm("Write this?"):
            raise typer.Exit(1)
    written: Written = write(
        own_store(here, entries),
        entries,
        journal(f"add --from: {len(incoming)} records"),
        indexes=index_folder,
    )
    warn_unjournaled(here, written.unjournaled)
    for place in written.places:
        typer.echo(str(place))


def _text(path: str) -> str:
    try:
        if path == "-":
            return sys.stdin.read()
        with open(path, encoding="utf-8") as file:  # noqa: PTH123 - a path as the user wrote it
            return file.read()
    except OSError as error:
        raise TimelineError(f"cannot read '{path}': {error.strerror}") from None
    except UnicodeDecodeError:
        raise TimelineError(f"'{path}' is not UTF-8; nothing was written") from None
