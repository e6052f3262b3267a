"""`timeline import`."""

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import IO, Annotated

import typer

from timeline.cli.context import Here
from timeline.cli.merging import (
    DryRunOption,
    HeldOption,
    MapOption,
    Options,
    SkipBadOption,
    merge_into_store,
    say_outcome,
)
from timeline.cli.options import command, examples
from timeline.cli.values import named_day
from timeline.errors import TimelineError, UsageError
from timeline.exchange import registry
from timeline.exchange.untrusted import MAX_BYTES, decoded
from timeline.reports.statements import Snapshot, Unread

app = typer.Typer()
_TOML = "toml"
_FORMATS = "json, csv, toml, sqlite, launch-library, rocketlaunch-live, gcat or ics"


@app.command(
    "import",
    epilog=examples(
        "timeline import launch-library upcoming.json --dry-run",
        "timeline import rocketlaunch-live answer.json --map 505=im-1",
        "timeline import launch-library --git ~/launch-archive data/upcoming.json",
        "timeline import toml colleague.toml",
    ),
)
@command
def import_(
    here: Here,
    notation: Annotated[str, typer.Argument(metavar="FORMAT", help=f"One of {_FORMATS}.")],
    files: Annotated[
        list[str], typer.Argument(metavar="FILE...", help="What to read, the oldest first; - is stdin.")
    ],
    announced: Annotated[
        str | None, typer.Option(metavar="DAY", help="The day on which it said so; else what it says itself.")
    ] = None,
    git: Annotated[
        str | None,
        typer.Option(
            metavar="REPO", help="Read every day's version of FILE, or of the folder, in this repository."
        ),
    ] = None,
    held: HeldOption = False,
    mapping: MapOption = None,
    dry_run: DryRunOption = False,
    skip_bad: SkipBadOption = False,
) -> None:
    """Merge what others say into the store: what is news becomes an announcement.

    A date that has not changed adds nothing, a changed one an announcement, a launch that has flown the
    achievement; what has vanished is only reported. Missions are found by their foreign id, then by name;
    what is doubtful is left out and listed. All or nothing, and twice is like once.
    """
    day = None if announced is None else named_day(announced, "--announced", here.today)
    options = Options(held=held, map=mapping or (), dry_run=dry_run, skip_bad=skip_bad)
    if git is None:
        snapshots = [_read(notation, content, what, day) for what, content in _contents(files)]
        found = merge_into_store(here, snapshots, options, f"import {notation}")
        say_outcome(here, found, dry_run=dry_run)
        return
    if len(files) != 1 or announced is not None:
        raise UsageError("--git takes one path in the repository, and the commits say when")
    from timeline.cli.history import import_history

    import_history(here, Path(git), files[0], _GitReader(notation), options)


class _GitReader:
    """Reads a file of a repository in one notation."""

    def __init__(self, notation: str) -> None:
        self.notation = notation

    def __call__(self, content: bytes, what: str, day: date) -> Snapshot:
        return _read(self.notation, content, what, day)


def _contents(files: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    for name in files:
        try:
            if name == "-":
                yield "standard input", _bounded(sys.stdin.buffer, "standard input")
            else:
                with Path(name).open("rb") as file:
                    yield name, _bounded(file, name)
        except OSError as error:
            raise TimelineError(f"cannot read '{name}': {error.strerror}") from None


def _bounded(file: IO[bytes], name: str) -> bytes:
    content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise TimelineError(f"{name} is longer than {MAX_BYTES // 1024 // 1024} MB, the most that is read")
    return content


def _read(notation: str, content: bytes, what: str, day: date | None) -> Snapshot:
    if notation == _TOML:
        return _toml(content, what)
    return registry.reader(notation, _TOML).read(content, what, day)


def _toml(content: bytes, what: str) -> Snapshot:
    from timeline.exchange.ledgers import cleaned, snapshot_of
    from timeline.store.read import read_text

    try:
        ledger = read_text(decoded(content, what), what)
    except RecursionError:
        raise TimelineError(f"{what}: it is nested too deeply") from None
    unread = (Unread(str(item.place), f"{item.code} {item.message}") for item in ledger.problems)
    return snapshot_of(map(cleaned, ledger.missions.values()))._replace(unread=tuple(unread))
