"""The records of a ledger: missions, their announcements, and what is wrong with them.

They are named tuples, the cheapest frozen records there are: a large ledger holds a hundred thousand.
Text that was not given is empty, lists that were not given are empty tuples.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from types import MappingProxyType
from typing import NamedTuple, Protocol

from timeline.dates import TBD, VagueDate

LAUNCH = "launch"


class Status(Enum):
    """What an announcement says of its milestone."""

    PLANNED = "planned"
    ACHIEVED = "achieved"
    ON_HOLD = "on-hold"
    CANCELLED = "cancelled"


class Outcome(Enum):
    """How something achieved ended."""

    SUCCESS = "success"
    PARTIAL_FAILURE = "partial-failure"
    FAILURE = "failure"


class Place(NamedTuple):
    """A place in a store: a file as the user named it, a line and a column, both from 1."""

    path: str
    line: int
    column: int = 1

    def __str__(self) -> str:
        """Return `path:line`, which editors and terminals understand."""
        return f"{self.path}:{self.line}"


class Origin(Protocol):
    """A file that records came from, which can say where each of them stands."""

    def mission(self, mission_id: str) -> Place:
        """Return the place of a mission."""

    def announcement(self, mission_id: str, index: int) -> Place:
        """Return the place of a mission's announcement number *index*, from 0, in file order."""

    def key(self, key: str, mission_id: str, index: int | None = None) -> Place:
        """Return the place of a key of a mission or of its announcement; that of the record if unknown."""

    def line(self, number: int) -> str:
        """Return line *number*, from 1, without its end."""


class Unplaced:
    """The origin of records that no file holds."""

    def mission(self, mission_id: str) -> Place:
        """Return a place that names the mission alone."""
        return Place(f"<{mission_id}>", 1)

    def announcement(self, mission_id: str, index: int) -> Place:
        """Return a place that counts announcements as lines."""
        return Place(f"<{mission_id}>", index + 1)

    def key(self, key: str, mission_id: str, index: int | None = None) -> Place:  # noqa: ARG002 - no keys here
        """Return the place of the record."""
        return self.mission(mission_id) if index is None else self.announcement(mission_id, index)

    def line(self, number: int) -> str:  # noqa: ARG002 - no lines here
        """Return nothing: there is no text."""
        return ""


UNPLACED = Unplaced()


class Announcement(NamedTuple):
    """One public statement, made on one day by one source, of when a milestone will happen or happened."""

    announced: VagueDate
    """When it was made public. Always closed: it has a first and a last possible day."""
    date: VagueDate = TBD
    """When it was said to happen; TBD also where being on hold or cancelled left no date."""
    milestone: str = LAUNCH
    status: Status = Status.PLANNED
    source: str = ""
    title: str = ""
    url: str = ""
    said: str = ""
    reason: str = ""
    outcome: Outcome | None = None
    recorded: dt.date | None = None
    """The day on which it was typed in."""
    mission_id: str = ""
    position: int = 0
    """Its number among the mission's announcements in the file, from 0."""
    origin: Origin = UNPLACED

    @property
    def place(self) -> Place:
        """Where it stands in the store. Found when asked for: most reports never do."""
        return self.origin.announcement(self.mission_id, self.position)

    @property
    def period(self) -> tuple[dt.date, dt.date] | None:
        """First and last day of the period it commits to; None where it commits to none.

        TBD has none, and neither has what is on hold or cancelled, even if an old date is repeated.
        """
        if self.status is Status.ON_HOLD or self.status is Status.CANCELLED:
            return None
        return self.date.stated


class Mission(NamedTuple):
    """Anything with dates of its own: a spacecraft, a first flight, a hosted instrument, a programme."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    programs: tuple[str, ...] = ()
    payloads: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    vehicle: str = ""
    site: str = ""
    summary: str = ""
    url: str = ""
    notes: str = ""
    host: str = ""
    """The id of the mission that carries this one; it flies when its host flies."""
    ids: Mapping[str, str] = MappingProxyType({})
    """Its ids in other catalogues, by catalogue."""
    announcements: tuple[Announcement, ...] = ()
    """In file order."""
    origin: Origin = UNPLACED

    @property
    def place(self) -> Place:
        """Where it stands in the store. Found when asked for."""
        return self.origin.mission(self.id)


class Problem(NamedTuple):
    """Something wrong in a store: what, where, the line as it stands, and the way out."""

    code: str
    message: str
    place: Place
    line: str = ""
    advice: str = ""


class Ledger(NamedTuple):
    """All missions of a store, by id, in file order; and what was wrong with the rest of it."""

    missions: Mapping[str, Mission]
    problems: Sequence[Problem] = ()
    name: str = ""
    """The store that it was read from, as shown to the user."""

    def hosts_of(self, mission: Mission) -> Iterator[Mission]:
        """Yield the mission's host, its host's host and so on. Unknown hosts and circles end the chain."""
        seen = {mission.id}
        while mission.host not in seen and (host := self.missions.get(mission.host)):
            yield host
            seen.add(host.id)
            mission = host
