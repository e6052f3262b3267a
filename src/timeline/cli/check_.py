"""`timeline check`."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from timeline.cli import complete
from timeline.cli.context import Here
from timeline.cli.options import command, examples
from timeline.errors import COULD_NOT, UsageError
from timeline.render import problems as render
from timeline.render.format import Format

app = typer.Typer()


@app.command(
    "check",
    epilog=examples(
        "timeline check --strict",
        "timeline check --strict --ignore TL106 ledger/*.toml",
        "timeline check --select TL107 --fix",
    ),
)
@command
def check(
    here: Here,
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[FILE]...", help="Stores to check; else the one that every command uses."),
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Also what can be read, but hardly be meant (TL101 and up).")
    ] = False,
    select: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CODE",
            help="Only these checks: TL106, or TL1 for a group.",
            autocompletion=complete.codes,
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CODE", help="All but these checks: TL106, or TL1.", autocompletion=complete.codes
        ),
    ] = None,
    fix: Annotated[
        bool, typer.Option("--fix", help="Rewrite dates in canonical form first; touch nothing else.")
    ] = False,
) -> None:
    """Find what is wrong in the store.

    Silent if nothing is; else every problem with its line and the way out; docs/checks.md describes
    each code.
    """
    from timeline.store.check import check

    wanted = _wanted(strict=strict, select=select, ignore=ignore)
    stores = [_existing(path) for path in files or ()] or [_the_store(here, fix=fix)]
    if fix and not _wanted(strict=True, select=select, ignore=ignore)("TL107"):
        raise UsageError("--fix rewrites the dates that TL107 finds, and TL107 is left out here")
    if fix:
        for store in stores:
            _fix(here, store)
    problems = [problem for store in stores for problem in check(store, today=here.today, wanted=wanted)]
    if here.format is Format.TABLE:
        for problem in problems:
            for line in render.lines(problem):
                typer.echo(line)
    else:
        here.show("check", lambda: map(render.record, problems), list)
    if problems:
        raise typer.Exit(COULD_NOT)


def _wanted(*, strict: bool, select: list[str] | None, ignore: list[str] | None) -> Callable[[str], bool]:
    """Return what tells whether a code is asked for."""
    from timeline.store.check import BASIC, CODES

    chosen = set(CODES if strict else BASIC)
    if select:
        chosen = {code for prefix in select for code in _codes(prefix, "--select")}
    chosen -= {code for prefix in ignore or () for code in _codes(prefix, "--ignore")}
    return chosen.__contains__


def _codes(prefix: str, option: str) -> list[str]:
    from timeline.store.check import CODES

    found = [
        code for item in prefix.split(",") for code in CODES if code.startswith(item.strip().upper() or "?")
    ]
    if not found:
        message = f"there is no check '{prefix}'; the codes are {CODES[0]} to {CODES[-1]}, see docs/checks.md"
        raise typer.BadParameter(message, param_hint=option)
    return found


def _existing(path: Path) -> Path:
    if not path.exists():
        raise typer.BadParameter(f"there is no store at '{path}'", param_hint="FILE")
    return path


def _the_store(here: Here, *, fix: bool) -> Path:
    from timeline.cli.writing import own_store

    return own_store(here) if fix else here.store.path


def _fix(here: Here, store: Path) -> None:
    from timeline.cli.writing import journal, warn_unjournaled
    from timeline.store.check import fixes
    from timeline.store.write import rewrite

    changes = fixes(store)
    if not changes:
        return
    warn_unjournaled(here, rewrite(store, changes, journal("check --fix")))
    for change in changes:
        number = len(change.edits)
        here.say(f"{change.name}: {number} {'date' if number == 1 else 'dates'} rewritten")
