"""`timeline sync`."""

import hashlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

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
from timeline.cli.progress import progress
from timeline.errors import TimelineError
from timeline.reports.statements import Snapshot, Statement, Unread

if TYPE_CHECKING:
    from timeline.fetch.launch_library import Answer, Settings

app = typer.Typer()
_BASE = "https://ll.thespacedevs.com/2.3.0"


@app.command(
    "sync",
    epilog=examples(
        "timeline sync --dry-run",
        "timeline sync --filter lsp__name=CNSA --flown-days 90",
        "timeline sync --offline",
    ),
)
@command
def sync(
    here: Here,
    offline: Annotated[
        bool, typer.Option("--offline", help="Use what was fetched last; ask nobody.")
    ] = False,
    base: Annotated[
        str, typer.Option(metavar="ADDRESS", envvar="TIMELINE_SYNC_BASE", help="Whom to ask.")
    ] = _BASE,
    filters: Annotated[
        list[str] | None,
        typer.Option("--filter", metavar="NAME=VALUE", help="Ask for less: a filter of Launch Library."),
    ] = None,
    flown_days: Annotated[
        int,
        typer.Option(min=0, max=3650, metavar="N", help="How far to go back among those that have flown."),
    ] = 30,
    held: HeldOption = False,
    mapping: MapOption = None,
    dry_run: DryRunOption = False,
    skip_bad: SkipBadOption = False,
) -> None:
    """Ask Launch Library 2 what is to come and what flew lately, and merge it into the store.

    It asks at most 15 times an hour, only for what has changed, and goes on where it was if it was stopped;
    `timeline import` says how the answers are merged. Nothing is sent anywhere but the request itself.
    """
    settings = _settings(base, filters or [], flown_days)
    answers = _answers(here, settings, offline=offline)
    snapshot = _snapshot(answers, whole=not settings.filters)
    options = Options(held=held, map=mapping or (), dry_run=dry_run, skip_bad=skip_bad)
    say_outcome(here, merge_into_store(here, [snapshot], options, "sync"), dry_run=dry_run)


def _settings(base: str, filters: list[str], flown_days: int) -> "Settings":
    try:
        from timeline.fetch.launch_library import Settings, check
    except ModuleNotFoundError as error:
        message = f"this needs {error.name}; install it with: pip install 'mission-timeline[sync]'"
        raise TimelineError(message) from None
    pairs = []
    for text in filters:
        name, equals, value = text.partition("=")
        if not equals:
            raise typer.BadParameter(
                f"'{text}' is no NAME=VALUE, as in lsp__name=CNSA", param_hint="--filter"
            )
        pairs.append((name.strip(), value.strip()))
    return check(Settings(base, tuple(pairs), flown_days))


def _answers(here: Here, settings: "Settings", *, offline: bool) -> "list[Answer]":
    import platformdirs

    from timeline.exchange.launch_library import page
    from timeline.fetch.cache import Cache
    from timeline.fetch.launch_library import ask, kept

    name = hashlib.sha256(settings.base.encode()).hexdigest()[:16]
    folder = platformdirs.user_cache_path("timeline", appauthor=False) / "launch-library" / name
    if offline:
        return kept(Cache(folder))

    def read_page(content: bytes) -> tuple[int, bool]:
        launches, more = page(content, "an answer of Launch Library")
        return len(launches), more

    now = here.clock if here.settings.now else datetime.now(UTC)
    with progress("asking Launch Library") as shown:
        return ask(settings, Cache(folder), read_page, now, say=lambda _: shown.step())


def _snapshot(answers: "list[Answer]", *, whole: bool) -> Snapshot:
    from timeline.exchange.launch_library import CATALOG, page, snapshot

    statements: list[Statement] = []
    unread: list[Unread] = []
    for number, answer in enumerate(answers, 1):
        what = f"page {number}"
        launches, _ = page(answer.content, what)
        read = snapshot(launches, what, fetched=answer.fetched)
        statements += read.statements
        unread += read.unread
    return Snapshot(tuple(statements), tuple(unread), CATALOG, complete=whole)
