"""What was announced of a milestone, in the order in which the world heard it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from timeline.model import Announcement, Ledger, Mission, Status


class History(NamedTuple):
    """The announcements of one milestone of one mission, oldest first; never empty."""

    mission: Mission
    milestone: str
    announcements: tuple[Announcement, ...]
    host: Mission | None = None
    """The mission whose milestone this is, where a hosted one shares it."""

    @property
    def current(self) -> Announcement:
        """The announcement that holds: the last one, or the last that says it happened."""
        for announcement in reversed(self.announcements):
            if announcement.status is Status.ACHIEVED:
                return announcement
        return self.announcements[-1]

    @property
    def baseline(self) -> Announcement | None:
        """The first announcement of a date; None as long as there was none."""
        return next((item for item in self.announcements if item.period is not None), None)

    def baseline_on(self, day: date) -> Announcement | None:
        """Return what was believed on *day*: the last date announced by then, or that of its achievement.

        A milestone that had no date by then counts from its first one.
        """
        known = [item for item in self.announcements if heard(item) <= day and item.period is not None]
        happened = [item for item in known if item.status is Status.ACHIEVED]
        return (happened or known)[-1] if known else self.baseline


def heard(announcement: Announcement) -> date:
    """Return the day by which an announcement was certainly public: its last possible day."""
    stated = announcement.announced.stated
    return date.min if stated is None else stated[1]


def histories(ledger: Ledger, *, as_of: date | None = None, shared: bool = True) -> Iterator[History]:
    """Yield every history of the ledger, mission by mission in file order.

    *as_of* leaves out what was not certainly public by the end of that day; without *shared*, hosted missions
    have their own milestones only.
    """
    for mission in ledger.missions.values():
        yield from histories_of(mission, ledger, as_of=as_of, shared=shared)


def histories_of(
    mission: Mission, ledger: Ledger, *, as_of: date | None = None, shared: bool = True
) -> Iterator[History]:
    """Yield the histories of one mission, in the order in which the file first names the milestones.

    A hosted mission shares the milestones of its host and of that one's host: what was said of any of them is
    one history, and belongs to the farthest.
    """
    own = _by_milestone(mission, as_of)
    if shared and mission.host:
        carried: dict[str, tuple[list[Announcement], Mission]] = {}
        for host in ledger.hosts_of(mission):
            for milestone, items in _by_milestone(host, as_of).items():
                nearer = carried[milestone][0] if milestone in carried else own.pop(milestone, [])
                carried[milestone] = ([*nearer, *items], host)
        for milestone, (items, host) in carried.items():
            yield History(mission, milestone, tuple(sorted(items, key=heard)), host)
    for milestone, items in own.items():
        yield History(mission, milestone, tuple(sorted(items, key=heard)))


def _by_milestone(mission: Mission, as_of: date | None) -> dict[str, list[Announcement]]:
    found: dict[str, list[Announcement]] = {}
    for item in mission.announcements:
        if as_of is None or heard(item) <= as_of:
            found.setdefault(item.milestone, []).append(item)
    return found
