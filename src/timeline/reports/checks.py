"""What a strict reader finds in a ledger that can be read: statements that can't be, or hardly, meant.

Every check is a function from a ledger and a day to problems; docs/checks.md has a section for each code. A
problem that is meant is allowed by a comment on its line or on the first line of its record:

    [[missions.svom.announcements]]  # check: allow TL106
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations
from urllib.parse import urlsplit

from timeline.dates import Unit
from timeline.model import Announcement, Ledger, Mission, Problem, Status
from timeline.reports.history import heard
from timeline.reports.naming import fold
from timeline.reports.spelling import alike

Check = Callable[[Ledger, date], Iterator[Problem]]

_ALLOWED = re.compile(r"#.*?\bcheck: allow((?:[\s,]+TL\d{3})+)")
_DATED = (Status.PLANNED, Status.ACHIEVED)


def strict_problems(ledger: Ledger, *, today: date) -> list[Problem]:
    """Return what the strict checks find in *ledger*, seen from *today*, in the order of the text."""
    found = [problem for check in STRICT.values() for problem in check(ledger, today)]
    return sorted(found, key=lambda problem: (problem.place, problem.code))


def check_source(ledger: Ledger, today: date) -> Iterator[Problem]:
    """TL101: every announcement says who made it."""
    del today
    for item in _announcements(ledger):
        if not item.source.strip():
            yield from _of_announcement(
                "TL101",
                "this announcement names no source",
                'say who said so: source = "CNES"',
                item,
                "source",
            )


def check_urls(ledger: Ledger, today: date) -> Iterator[Problem]:
    """TL102: what stands as an address is one."""
    del today
    advice = 'write the whole address: url = "https://…"'
    for mission in ledger.missions.values():
        if mission.url and not is_url(mission.url):
            yield from _of_mission("TL102", f"'{mission.url}' is no address", advice, mission, "url")
        for item in mission.announcements:
            if item.url and not is_url(item.url):
                yield from _of_announcement("TL102", f"'{item.url}' is no address", advice, item, "url")


def check_announced_later(ledger: Ledger, today: date) -> Iterator[Problem]:
    """TL103: nothing was announced on a day that is still to come."""
    for item in _announcements(ledger):
        if item.announced.earliest is not None and item.announced.earliest > today:
            message = f"announced on {item.announced}, which is still to come on {today}"
            yield from _of_announcement("TL103", message, "mend the day", item, "announced")


def check_planned_for_the_past(ledger: Ledger, today: date) -> Iterator[Problem]:
    """TL104: no announcement plans a date that was past when it was made."""
    del today
    for item in _announcements(ledger):
        if item.status is not Status.PLANNED or item.date.latest is None or item.announced.earliest is None:
            continue
        if item.date.latest < item.announced.earliest:
            message = f"planned for {item.date}, which was past when announced ({item.announced})"
            advice = 'mend one of the two, or say status = "achieved"'
            yield from _of_announcement("TL104", message, advice, item, "date")


def check_planned_again(ledger: Ledger, today: date) -> Iterator[Problem]:
    """TL105: what has been achieved is not announced again."""
    del today
    for mission in ledger.missions.values():
        achieved = _achieved(mission)
        for item in mission.announcements:
            before = achieved.get(item.milestone)
            if before is None or item.status is Status.ACHIEVED or item.announced.earliest is None:
                continue
            if item.announced.earliest > heard(before):
                message = f"{item.milestone} is {_standing(item)} again: {before.place} says it was achieved"
                advice = "mend the status, or give the new event a milestone of its own"
                yield from _of_announcement("TL105", f"{message} by then", advice, item, "date")


def check_contradictions(ledger: Ledger, today: date) -> Iterator[Problem]:
    """TL106: two sources that say different things on one day can't both be right.

    Dates contradict one another where no day fits both; "2022" and "June 2022" don't.
    """
    del today
    advice = "if both are worth keeping, write on the record's first line: # check: allow TL106"
    for mission in ledger.missions.values():
        for first, second in _same_day(mission):
            if _have_two_sources(first, second) and _contradict(first, second):
                says = f"{second.source} says {_said(second)}, {first.source} says {_said(first)}"
                message = f"{says} on the same day ({first.place})"
                yield from _of_announcement("TL106", message, advice, second, "date")


def check_names(ledger: Ledger, today: date) -> Iterator[Problem]:
    """TL108: an agency or a launcher has one spelling."""
    del today
    for keys in (("agencies", "partners"), ("vehicle",)):
        uses = list(_named(ledger, keys))
        better = alike([name for name, _, _ in uses])
        for name, mission, key in uses:
            if name in better:
                message = f"'{name}' looks like another spelling of '{better[name]}'"
                advice = f"write '{better[name]}' if that is what is meant"
                yield from _of_mission("TL108", message, advice, mission, key)


def check_hosts(ledger: Ledger, today: date) -> Iterator[Problem]:
    """TL109: a host is a mission of the ledger, and nothing carries itself."""
    del today
    for mission in ledger.missions.values():
        if not mission.host:
            continue
        if mission.host not in ledger.missions:
            message = f"the host '{mission.host}' is no mission of this ledger"
            yield from _of_mission("TL109", message, "name the id of a mission", mission, "host")
        elif any(host.host == mission.id for host in ledger.hosts_of(mission)) or mission.host == mission.id:
            message = f"'{mission.id}' is carried by itself"
            yield from _of_mission(
                "TL109", message, "name the mission that really carries it", mission, "host"
            )


def check_aliases(ledger: Ledger, today: date) -> Iterator[Problem]:
    """TL110: a name means one mission."""
    del today
    known: dict[str, Mission] = {}
    for mission in ledger.missions.values():
        known.setdefault(fold(mission.id), mission)
    for mission in ledger.missions.values():
        names = dict.fromkeys(mission.aliases, "aliases") | {mission.name: "name"}
        for name, key in names.items():
            other = known.setdefault(fold(name), mission)
            if other is not mission:
                message = f"'{name}' also means '{other.id}' ({other.place})"
                advice = "call one of the two something else; commands ask which one is meant"
                yield from _of_mission("TL110", message, advice, mission, key)


def check_duplicates(ledger: Ledger, today: date) -> Iterator[Problem]:
    """TL111: an announcement is written down once."""
    del today
    for mission in ledger.missions.values():
        seen: dict[object, Announcement] = {}
        for item in mission.announcements:
            first = seen.setdefault(statement(item), item)
            if first is not item:
                message = f"the same announcement stands at {first.place}"
                yield from _of_announcement("TL111", message, "keep one of the two", item)


def check_achieved_later(ledger: Ledger, today: date) -> Iterator[Problem]:
    """TL112: nothing is reported as achieved before it happens."""
    del today
    for item in _announcements(ledger):
        earliest, told = item.date.earliest, item.announced.latest
        if item.status is Status.ACHIEVED and earliest is not None and told is not None and earliest > told:
            message = f"achieved on {item.date}, but announced before that ({item.announced})"
            yield from _of_announcement("TL112", message, "mend one of the two days", item, "date")


STRICT: dict[str, Check] = {
    "TL101": check_source,
    "TL102": check_urls,
    "TL103": check_announced_later,
    "TL104": check_planned_for_the_past,
    "TL105": check_planned_again,
    "TL106": check_contradictions,
    "TL108": check_names,
    "TL109": check_hosts,
    "TL110": check_aliases,
    "TL111": check_duplicates,
    "TL112": check_achieved_later,
}
"""The strict checks by code. TL107, how dates are written, is found where the text is: in the store."""


def statement(item: Announcement) -> tuple[object, ...]:
    """Return what makes an announcement this one and no other: of what, when, what, and who said so."""
    return item.milestone, item.announced, item.date, item.status, item.source


def is_allowed(code: str, lines: Iterable[str]) -> bool:
    """Tell whether a comment on one of *lines* allows a problem."""
    found = (allowed for line in lines if "allow" in line for allowed in _ALLOWED.findall(line))
    return any(code in allowed for allowed in found)


def is_url(text: str) -> bool:
    """Tell whether *text* is the address of a page: http or https, a host, no blanks."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    if not text.isprintable() or " " in text:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def _announcements(ledger: Ledger) -> Iterator[Announcement]:
    return (item for mission in ledger.missions.values() for item in mission.announcements)


def _achieved(mission: Mission) -> dict[str, Announcement]:
    """Return what first said of each milestone that it was achieved."""
    found: dict[str, Announcement] = {}
    for item in sorted(mission.announcements, key=heard):
        if item.status is Status.ACHIEVED:
            found.setdefault(item.milestone, item)
    return found


def _same_day(mission: Mission) -> Iterator[tuple[Announcement, Announcement]]:
    """Yield the pairs of announcements of one milestone on one day."""
    groups: dict[object, list[Announcement]] = {}
    for item in mission.announcements:
        if item.announced.day is not None:
            groups.setdefault((item.milestone, item.announced.day), []).append(item)
    for group in groups.values():
        yield from combinations(group, 2)


def _have_two_sources(first: Announcement, second: Announcement) -> bool:
    return bool(first.source and second.source) and fold(first.source) != fold(second.source)


def _contradict(first: Announcement, second: Announcement) -> bool:
    if first.status not in _DATED or second.status not in _DATED:
        return first.status is not second.status
    # A day without a time is the day of whoever names it: at one moment two days are right somewhere.
    slack = timedelta(days=(first.date.unit is Unit.DAY) != (second.date.unit is Unit.DAY))
    bounds = [(item.date.earliest or date.min, item.date.latest or date.max) for item in (first, second)]
    (start, end), (other_start, other_end) = bounds
    return other_start - end > slack if end < other_start else start - other_end > slack


def _standing(item: Announcement) -> str:
    return item.status.value.replace("-", " ")


def _said(item: Announcement) -> str:
    return str(item.date) if item.status in _DATED else _standing(item)


def _named(ledger: Ledger, keys: Sequence[str]) -> Iterator[tuple[str, Mission, str]]:
    for mission in ledger.missions.values():
        for key in keys:
            value = getattr(mission, key)
            for name in (value,) if isinstance(value, str) else value:
                if name:
                    yield name, mission, key


def _of_mission(code: str, message: str, advice: str, mission: Mission, key: str) -> Iterator[Problem]:
    place, text = mission.origin.key(key, mission.id), mission.origin
    line = text.line(place.line)
    if not is_allowed(code, (line, text.line(mission.place.line))):
        yield Problem(code, message, place, line, advice)


def _of_announcement(
    code: str, message: str, advice: str, item: Announcement, key: str = ""
) -> Iterator[Problem]:
    place, text = item.origin.key(key, item.mission_id, item.position), item.origin
    line = text.line(place.line)
    if not is_allowed(code, (line, text.line(item.place.line))):
        yield Problem(code, message, place, line, advice)
