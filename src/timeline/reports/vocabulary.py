"""The words that a ledger uses again and again, of each kind."""

from __future__ import annotations

from timeline.model import Mission

KINDS = ("milestones", "sources", "agencies", "programs", "vehicles")
"""What is offered to those who complete a word. Partners are among the agencies."""


def words_of(mission: Mission) -> tuple[tuple[str, ...], ...]:
    """Return the words of each of `KINDS` that a mission uses, as often as it does."""
    said = mission.announcements
    return (
        tuple([item.milestone for item in said]),
        tuple([item.source for item in said]),
        (*mission.agencies, *mission.partners),
        mission.programs,
        (mission.vehicle,),
    )
