"""What a foreign catalogue says: statements on missions, before anybody has asked which missions they are."""

from __future__ import annotations

from typing import NamedTuple

from timeline.model import Announcement, Mission


class Statement(NamedTuple):
    """What a catalogue says of one mission."""

    mission: Mission
    """Its fields, and the id it would like to have; without announcements."""
    foreign_id: str = ""
    """Its id in the catalogue; empty where it has none."""
    names: tuple[str, ...] = ()
    """What else it may be called, besides its name and aliases; only for finding it."""
    states: tuple[Announcement, ...] = ()
    """What holds of its milestones on the day of the answer: each is an announcement if it is news."""
    history: tuple[Announcement, ...] = ()
    """What was announced on other days: each is kept, unless it is known already."""


class Unread(NamedTuple):
    """A part of an answer that could not be read."""

    place: str
    why: str


class Snapshot(NamedTuple):
    """What a catalogue answered, or what a ledger says."""

    statements: tuple[Statement, ...]
    unread: tuple[Unread, ...] = ()
    catalog: str = ""
    """The key of `ids` under which missions keep their ids of this catalogue; empty for another ledger,
    whose missions are found by their own ids."""
    complete: bool = False
    """It holds all that the catalogue still plans, so that what it lacks has vanished from there."""
