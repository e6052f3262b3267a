"""Merging what others say into the store: what `import` and `sync` have in common."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from timeline.cli.context import Here, index_folder
from timeline.cli.writing import journal, own_store, show_diff, warn_unjournaled
from timeline.errors import TimelineError
from timeline.render.safe import visible
from timeline.reports.matching import Doubt, mapping_of
from timeline.reports.merge import Merge, Merger
from timeline.reports.statements import Snapshot, Unread

if TYPE_CHECKING:
    from timeline.model import Ledger
    from timeline.store.place import Entry

_MOST_SHOWN = 20

HeldOption = Annotated[
    bool, typer.Option("--held", help="Keep a confirmation of each date that has not changed.")
]
MapOption = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        metavar="FOREIGN=MISSION",
        help="Settle a doubt: a foreign id or name, and the mission it means; + for a new one, - for none.",
    ),
]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help="Show what would change, and change nothing.")]
SkipBadOption = Annotated[
    bool, typer.Option("--skip-bad", help="Leave out what can't be read, and say so, instead of giving up.")
]


class Options(NamedTuple):
    """How to merge, as the user wants it."""

    held: bool = False
    map: Sequence[str] = ()
    dry_run: bool = False
    skip_bad: bool = False


class _NothingNewError(TimelineError):
    """There is nothing to write."""


def merge_into_store(here: Here, snapshots: Sequence[Snapshot], options: Options, what: str) -> Merge:
    """Merge *snapshots*, the oldest first, into the store, all or nothing; return what that was.

    With a dry run the store stays as it is and the difference is shown.
    """
    _check_readable(here, [item for snapshot in snapshots for item in snapshot.unread], options)
    mapping = _mapping(options.map)
    found = Merge()

    def decide(ledger: Ledger) -> list[Entry]:
        nonlocal found
        merger = Merger(ledger, mapping=mapping, held=options.held, recorded=here.clock.date())
        for snapshot in snapshots:
            merger.take(snapshot)
        found = merger.result()
        if found.is_empty:
            raise _NothingNewError
        return entries(found)

    from timeline.store.write import plan, write

    try:
        if options.dry_run:
            show_diff(plan(here.store.path, decide, indexes=index_folder).changes)
        else:
            written = write(own_store(here), decide, journal(what), indexes=index_folder)
            warn_unjournaled(here, written.unjournaled)
    except _NothingNewError:
        pass
    return found


def entries(found: Merge) -> list[Entry]:
    """Return what is to be written of a merge."""
    from timeline.store.literal import announcement_fields, mission_fields
    from timeline.store.place import Entry

    linked = [Entry(mission_id, None, ids=ids) for mission_id, ids in found.linked.items()]
    added = [
        Entry(mission_id, None, [announcement_fields(item) for item in items])
        for mission_id, items in found.added.items()
    ]
    new = [
        Entry(
            mission.id, mission_fields(mission), [announcement_fields(item) for item in mission.announcements]
        )
        for mission in found.new
    ]
    return [*linked, *added, *new]


def say_outcome(here: Here, found: Merge, *, dry_run: bool = False) -> None:
    """Say on stderr what a merge came to, and what is left to decide."""
    done = "would be added" if dry_run else "added"
    counts = [f"{_counted(found.announcements, 'announcement')} {done}"]
    if found.new:
        counts.append(f"{_counted(len(found.new), 'mission')} new")
    if found.linked:
        counts.append(f"{len(found.linked)} found by name")
    counts.append(f"{found.unchanged} unchanged")
    here.say(", ".join(counts))
    _say_lines(here, "doubtful", map(_doubt, found.doubtful))
    _say_lines(here, "no longer in the catalogue", (f"{item.id} ('{item.name}')" for item in found.vanished))


def _doubt(doubt: Doubt) -> str:
    statement, candidates = doubt.statement, doubt.candidates
    could_be = " or ".join(f"{item.id} ('{item.name}')" for item in candidates)
    hint = f"--map '{doubt.key}={candidates[0].id}', or '{doubt.key}=+' for a new mission"
    return f"'{statement.mission.name}' could be {could_be}; left out until you say: {hint}"


def _say_lines(here: Here, what: str, lines: Iterable[str]) -> None:
    for number, line in enumerate(every := list(lines)):
        if number == _MOST_SHOWN:
            here.say(f"{what}: {len(every) - _MOST_SHOWN} more")
            return
        here.say(visible(f"{what}: {line}"))


def _check_readable(here: Here, unread: Sequence[Unread], options: Options) -> None:
    _say_lines(here, "cannot read", (f"{item.place}: {item.why}" for item in unread))
    if unread and not options.skip_bad:
        raise TimelineError("nothing was imported; --skip-bad imports the rest")


def _mapping(pairs: Iterable[str]) -> dict[str, str]:
    try:
        return dict(mapping_of(pairs))
    except ValueError as error:
        message = f"'{error}' is no FOREIGN=MISSION, as in 5d40…=change-7"
        raise typer.BadParameter(message, param_hint="--map") from None


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
