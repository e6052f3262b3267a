"""The filters that every report shares."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from timeline.dates import VagueDate
from timeline.model import Mission, Status
from timeline.reports.history import History
from timeline.reports.naming import fold


class Selection(NamedTuple):
    """What a report is limited to. Where several values are given, any of them will do."""

    text: str = ""
    """Words that all must occur in what is known of the mission."""
    agencies: tuple[str, ...] = ()
    """Also found among the partners."""
    programs: tuple[str, ...] = ()
    vehicles: tuple[str, ...] = ()
    milestones: tuple[str, ...] = ()
    statuses: tuple[Status, ...] = ()
    since: date | None = None
    until: date | None = None
    limit: int | None = None

    @property
    def has_any_mission(self) -> bool:
        """Tell whether missions without any announcement are wanted, too."""
        limits = (self.milestones, self.statuses, self.since, self.until)
        return not any(limits)

    def has_mission(self, mission: Mission) -> bool:
        """Tell whether a mission is wanted."""
        return (
            _any_has(self.agencies, (*mission.agencies, *mission.partners))
            and _any_has(self.programs, mission.programs)
            and _any_has(self.vehicles, (mission.vehicle,))
            and (not self.text or _has_words(mission, fold(self.text).split()))
        )

    def has_history(self, history: History) -> bool:
        """Tell whether a milestone is wanted, as its mission, its name and its status go."""
        return (
            (not self.milestones or history.milestone in map(_slug, self.milestones))
            and (not self.statuses or history.current.status in self.statuses)
            and self.has_mission(history.mission)
        )

    def has_time(self, when: VagueDate) -> bool:
        """Tell whether a date touches the days from `since` to `until`. TBD touches none that are limited."""
        if self.since is None and self.until is None:
            return True
        if when.stated is None:
            return False
        after = self.since is None or when.latest is None or when.latest >= self.since
        return after and (self.until is None or when.earliest is None or when.earliest <= self.until)

    def histories(self, histories: Iterable[History]) -> Iterator[History]:
        """Yield the wanted ones of *histories*."""
        return filter(self.has_history, histories)


EVERYTHING = Selection()
"""No filter at all."""


def _slug(text: str) -> str:
    return fold(text).replace(" ", "-")


def _any_has(wanted: tuple[str, ...], values: tuple[str, ...]) -> bool:
    """Tell whether one of *wanted* stands in one of *values* as whole words; yes if nothing is wanted."""
    folded = [f" {fold(value)} " for value in values]
    return not wanted or any(f" {fold(word)} " in value for word in wanted for value in folded)


def _has_words(mission: Mission, words: list[str]) -> bool:
    known = fold(
        " ".join(
            (
                *(mission.id, mission.name, mission.vehicle, mission.site, mission.summary),
                *(*mission.aliases, *mission.agencies, *mission.partners),
                *(*mission.programs, *mission.payloads, *mission.tags),
            )
        )
    )
    return all(word in known for word in words)
