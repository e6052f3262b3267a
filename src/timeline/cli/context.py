"""What a command needs of the world: the store, the days, the terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import typer

from timeline.cli.values import moment, named_day, period, time_zone
from timeline.render.format import Format

if TYPE_CHECKING:
    from timeline.cli import filters
    from timeline.model import Ledger, Mission
    from timeline.render.canvas import Line
    from timeline.render.table import Screen, Table
    from timeline.reports.selection import Selection
    from timeline.store.index.index import Index, Ranked, Ranking
    from timeline.store.locate import Store

_T = TypeVar("_T")
_Row = TypeVar("_Row", bound="Ranked")
_NARROWEST = 40


class Settings(NamedTuple):
    """The shared options as given; None or empty where they were not."""

    file: str | None = None
    as_of: str | None = None
    today: str | None = None
    form: Format | None = None
    no_color: bool | None = None
    zone: str | None = None
    now: str | None = None
    text: str | None = None
    agency: list[str] | None = None
    program: list[str] | None = None
    vehicle: list[str] | None = None
    milestone: list[str] | None = None
    status: list[filters.Status] | None = None
    since: str | None = None
    until: str | None = None
    limit: int | None = None

    def over(self, earlier: Settings | None) -> Settings:
        """Return these settings, filled up with those given *earlier*: before the command's name."""
        if earlier is None:
            return self
        filled = (old if new is None or new == [] else new for new, old in zip(self, earlier, strict=True))
        return Settings._make(filled)


class Here:
    """Where a command runs: what was asked for, and what the world says."""

    def __init__(self, settings: Settings, *, silent: bool = False) -> None:
        self.settings = settings
        self._silent = silent
        self._problems = 0
        """How many were said to be in the store."""

    @cached_property
    def clock(self) -> datetime:
        """This moment, in UTC. `--now` replaces it in tests and transcripts."""
        if self.settings.now is None:
            return datetime.now(UTC)
        return moment(self.settings.now, "--now")

    @property
    def now(self) -> datetime | None:
        """The moment the ledger is seen from, in UTC; None where a day was named instead."""
        named = self.settings.today is not None or self.settings.as_of is not None
        return None if named and self.settings.now is None else self.clock

    @cached_property
    def zone(self) -> Callable[[datetime], datetime] | None:
        """What gives the time that stands beside UTC, if one was asked for."""
        return None if self.settings.zone is None else time_zone(self.settings.zone, "--zone")

    @cached_property
    def today(self) -> date:
        """The day the ledger is seen from: `--today`, else `--as-of`, else the clock's day in UTC."""
        clock = self.clock.date()
        if self.settings.today is not None:
            return named_day(self.settings.today, "--today", clock)
        if self.settings.as_of is not None:
            return named_day(self.settings.as_of, "--as-of", clock)
        return clock

    @cached_property
    def as_of(self) -> date | None:
        """The last day whose announcements count; None if all do."""
        return None if self.settings.as_of is None else named_day(self.settings.as_of, "--as-of", self.today)

    @cached_property
    def selection(self) -> Selection:
        """The shared filters."""
        from timeline.model import Status
        from timeline.reports.selection import Selection

        given = self.settings
        return Selection(
            text=given.text or "",
            agencies=tuple(given.agency or ()),
            programs=tuple(given.program or ()),
            vehicles=tuple(given.vehicle or ()),
            milestones=tuple(given.milestone or ()),
            statuses=tuple(Status(status.value) for status in given.status or ()),
            since=None if given.since is None else period(given.since, "--since", self.today)[0],
            until=None if given.until is None else period(given.until, "--until", self.today)[1],
            limit=given.limit,
        )

    @cached_property
    def store(self) -> Store:
        """The store that the command works on."""
        from timeline.store.locate import locate

        named = self.settings.file
        if named is None:
            named = os.environ.get("TIMELINE_FILE") or None
        return locate(named, Path.cwd(), user_store)

    def matching(self, words: Iterable[str] | None) -> Selection:
        """Return the shared filters with the words given as arguments."""
        return self.selection._replace(text=" ".join([self.selection.text, *(words or ())]).strip())

    @cached_property
    def ledger(self) -> Ledger:
        """What is sound in the store; how much is not is said on stderr."""
        from timeline.store.read import read_store

        with self._reading():
            ledger = read_store(self.store.path)
        self._say_problems(len(ledger.problems))
        return ledger

    @cached_property
    def index(self) -> Index | None:
        """What finds small answers in a store that is large; None where reading it whole is as fast."""
        from timeline.store.index.access import index_of

        with self._reading():
            return index_of(self.store.path, index_folder)

    def named(self, names: Iterable[str]) -> tuple[Ledger, list[Mission]]:
        """Return the missions that *names* mean, and a ledger with all that concerns them."""
        from timeline.reports.naming import find_id, find_missions

        wanted = list(names)

        def ask(index: Index) -> tuple[Ledger, list[Mission]]:
            ids = dict.fromkeys(find_id(index.names, name) for name in wanted)
            ledger = index.excerpt(ids)
            return ledger, [ledger.missions[mission_id] for mission_id in ids]

        return self.small(ask, lambda: (self.ledger, find_missions(self.ledger, wanted)))

    def with_id(self, mission_id: str) -> Mission | None:
        """Return the mission with this very id, if there is one."""

        def ask(index: Index) -> Mission | None:
            return index.excerpt([mission_id]).missions[mission_id] if index.names.has(mission_id) else None

        return self.small(ask, lambda: self.ledger.missions.get(mission_id))

    def ranked(self, ranking: Callable[[Index], Ranking], ask: Callable[[Ledger], list[_Row]]) -> list[_Row]:
        """Return the rows of a report that is sorted like a *ranking* of the index; *ask* makes it."""
        limit = self.selection.limit
        if self.as_of is not None:  # the ranking is that of all that is known
            return ask(self.ledger)
        return self.small(lambda index: index.best(ranking(index), limit, ask), lambda: ask(self.ledger))

    def small(self, ask: Callable[[Index], _T], otherwise: Callable[[], _T]) -> _T:
        """Return a small answer from the index, or *otherwise* from the ledger."""
        if self.index is None:
            return otherwise()
        from timeline.store.index.container import BadIndexError

        try:
            self._say_problems(self.index.problems)
            return ask(self.index)
        except BadIndexError:
            from timeline.store.index.access import forget

            forget(self.store.path, index_folder())
        return otherwise()

    @contextmanager
    def _reading(self) -> Iterator[None]:
        if self._silent or not sys.stderr.isatty():
            yield
            return
        from timeline.cli.progress import progress

        with progress(f"reading {self.store.path.name}"):
            yield

    def _say_problems(self, number: int) -> None:
        if number and number != self._problems:
            self._problems = number
            noun = "problem" if number == 1 else "problems"
            name = self.store.path
            self.say(f"{number} {noun} in {name}: `timeline check` shows them; what is sound is used")

    def forget(self) -> None:
        """Find and read the store anew when it is asked for next: it was written to."""
        for known in ("store", "ledger", "index"):
            self.__dict__.pop(known, None)
        self._problems = 0

    @property
    def format(self) -> Format:
        """The form of the answer."""
        return self.settings.form or Format.TABLE

    def say(self, message: str) -> None:
        """Say something that is no answer."""
        if self._silent:
            return
        typer.echo(f"timeline: {message}", err=True)

    def show(
        self,
        report: str,
        records: Callable[[], Iterable[Mapping[str, Any]]],
        tables: Callable[[], Iterable[Table]],
        **head: object,
    ) -> None:
        """Show the answer of a report in the form asked for; *head* is what JSON says of it besides."""
        if self.format is Format.TABLE:
            from timeline.render.table import show_tables

            show_tables(tables(), self.screen)
        else:
            self._write(report, records(), head)

    def picture(
        self,
        report: str,
        records: Callable[[], Iterable[Mapping[str, Any]]],
        lines: Callable[[Screen], Iterable[Line]],
        **head: object,
    ) -> None:
        """Show an answer that is drawn where others are a table."""
        if self.format is Format.TABLE:
            from timeline.render.canvas import show_lines

            show_lines(lines(self.screen), self.screen)
        else:
            self._write(report, records(), head)

    def _write(self, report: str, items: Iterable[Mapping[str, Any]], head: Mapping[str, object]) -> None:
        from timeline.render.writers import write_records

        as_of = (self.as_of or self.today).isoformat()
        write_records(self.format, {"report": report, "as_of": as_of, **head}, items, sys.stdout)

    @cached_property
    def screen(self) -> Screen:
        """Where answers are shown: the terminal, or whatever stdout is."""
        return screen(no_color=bool(self.settings.no_color), zone=self.zone)


def user_store() -> Path:
    """Return where the user's own store is, or would be."""
    import platformdirs

    from timeline.store.locate import FILE_NAME

    return platformdirs.user_data_path("timeline", appauthor=False) / FILE_NAME


def index_folder() -> Path:
    """Return where the indexes of large stores are kept: in the user's cache."""
    import platformdirs

    return platformdirs.user_cache_path("timeline", appauthor=False) / "index"


def screen(*, no_color: bool, zone: Callable[[datetime], datetime] | None = None) -> Screen:
    """Return where tables are shown: the terminal, or whatever stdout is."""
    import shutil

    from timeline.render.table import Screen

    terminal = sys.stdout.isatty()
    width = max(_NARROWEST, shutil.get_terminal_size((80, 24)).columns)
    color = not (no_color or os.environ.get("NO_COLOR"))
    return Screen(sys.stdout, width, terminal, color, zone)
