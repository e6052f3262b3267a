"""Make a store of any size: the same bytes for the same arguments on every machine.

Each mission is a small story: it has a day on which it will fly in truth, and a day that was believed at each
announcement. The beliefs drift towards the truth, mostly later, sometimes earlier, and are worded the more
precisely the nearer they are. Three in five have flown; of the others some are cancelled, on hold or overdue.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import TypeVar

Item = TypeVar("Item")

FIRST_DAY = date(1990, 1, 1)
LAST_DAY = date(2026, 11, 20)
YEAR_DAYS = 365

FLOWN_SHARE = 0.6
CANCELLED_SHARE = 0.04
ON_HOLD_SHARE = 0.03
DORMANT_SHARE = 0.1

NAMES = """
    Aquila Aster Aurora Borealis Callisto Cassia Copernicus Corona Cygnus Daphne Electra Galene Helios Hypatia
    Ícaro Iris Kepler Kuiper Lyra Mercator Meridian Mistral Nimbus Ōzora Orion Pallas Perseus Selene Vesper
""".split()
ROLES = "Explorer Lander Mapper Observer Orbiter Pathfinder Probe Relay Sat Telescope".split()
AGENCIES = "NASA ESA CNES CNSA JAXA ISRO Roscosmos DLR ASI UKSA KARI CSA".split()
VEHICLES = (
    "Ariane 5",
    "Ariane 6",
    "Atlas V",
    "Falcon 9",
    "Falcon Heavy",
    "H3",
    "Long March 5",
    "PSLV",
    "Soyuz 2.1b",
)
SITES = (
    "Baikonur",
    "Cape Canaveral",
    "Kourou",
    "Plesetsk",
    "Sriharikota",
    "Tanegashima",
    "Vandenberg",
    "Wenchang",
)
PROGRAMS = (
    "Cosmic Vision",
    "Discovery",
    "Earth Explorers",
    "Living Planet",
    "Lunar Exploration",
    "New Frontiers",
)
TAGS = "astronomy climate communication earth lunar planetary technology weather".split()
SOURCES = ("Agency press release", "Launch provider", "Parliament report", "Project office", "SpaceNews")
REASONS = (
    "a late instrument",
    "range availability",
    "a valve in the upper stage",
    "the budget",
    "weather at the site",
    'what the board called "an anomaly in testing"',
)
OUTCOMES = ("success",) * 14 + ("partial-failure", "failure")

# The units that a date is worded in, by how many days it lies ahead.
FAR = "year year fiscal-year decade half part-of-year net-year part-of-decade nlt-year".split()
MIDDLE = "quarter half month season part-of-year net-quarter year part-of-quarter months".split()
NEAR = "month part-of-month week net-day days month approximate-month day".split()
CLOSE = "day local-day local-day net-day minute second date-time hour uncertain-day".split()
FINER = {"year": "quarter", "half": "quarter", "quarter": "month", "month": "day", "decade": "year"}
COARSER = {"day": "month", "month": "quarter", "quarter": "year", "week": "month", "half": "year"}


@dataclass(frozen=True, slots=True)
class Size:
    """How much to make, and of which chance."""

    missions: int = 20_000
    announcements: int = 5
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Wording:
    """A date as it is written, the day that is meant by it, and the last day that it allows."""

    text: str
    unit: str
    meant: date
    last: date

    @property
    def toml(self) -> str:
        """The date as a TOML value: a date or date-time of TOML's own, else text."""
        return self.text if self.unit in {"local-day", "date-time"} else quote(self.text)


class Chance:
    """Chances drawn from `Random.random` alone, which gives the same numbers in every version of Python."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed).random

    def happens(self, share: float) -> bool:
        """Tell whether something that happens in *share* of all cases happens in this one."""
        return self._random() < share

    def pick(self, items: Sequence[Item]) -> Item:
        """Return one of *items*."""
        return items[int(self._random() * len(items))]

    def number(self, low: int, high: int) -> int:
        """Return a whole number from *low* to *high*, both included; *low* if there is none."""
        return low + int(self._random() * max(1, high - low + 1))

    def days(self, low: int, high: int) -> timedelta:
        """Return a span of *low* to *high* days, both included."""
        return timedelta(days=self.number(low, high))


def quote(text: str) -> str:
    """Return *text* as a TOML basic string; JSON's escapes are a part of TOML's."""
    return json.dumps(text, ensure_ascii=False)


def listed(texts: Sequence[str]) -> str:
    """Return *texts* as a TOML array."""
    return f"[{', '.join(map(quote, texts))}]"


def month_end(year: int, month: int) -> date:
    """Return the last day of *month*, which may lie past December."""
    years, month = divmod(month, 12)
    return date(year + years, month + 1, 1) - timedelta(days=1)


def word_long(unit: str, day: date) -> tuple[str, date] | None:
    """Return the period of *unit* around *day* and its last day; None if the unit is shorter than a month."""
    year, month = day.year, day.month
    quarter, half, third = (month + 2) // 3, (month + 5) // 6, (month + 3) // 4
    fiscal, decade = year + (month >= 10), year - year % 10
    season_year = year - (month <= 2)
    season = ("winter", "spring", "summer", "autumn")[month % 12 // 3]
    part = ("early", "mid", "late")
    decade_part = 0 if year % 10 <= 3 else 1 if year % 10 <= 6 else 2
    words = {
        "month": (f"{year}-{month:02}", month_end(year, month)),
        "approximate-month": (f"{year}-{month:02}~", month_end(year, month)),
        "months": (f"{year}-{month:02}/{month_end(year, month + 1):%Y-%m}", month_end(year, month + 1)),
        "quarter": (f"{year}-Q{quarter}", month_end(year, quarter * 3)),
        "net-quarter": (f"NET {year}-Q{quarter}", date.max),
        "part-of-quarter": (f"{part[(month - 1) % 3]} {year}-Q{quarter}", month_end(year, month)),
        "half": (f"{year}-H{half}", month_end(year, half * 6)),
        "season": (f"{season} {season_year}", month_end(year, month // 3 * 3 + 2)),
        "part-of-year": (f"{part[third - 1]} {year}", month_end(year, third * 4)),
        "year": (f"{year}", month_end(year, 12)),
        "net-year": (f"NET {year}", date.max),
        "nlt-year": (f"NLT {year}", month_end(year, 12)),
        "fiscal-year": (f"FY{fiscal}", month_end(fiscal, 9)),
        "part-of-decade": (f"{part[decade_part]} {decade}s", month_end(decade + (3, 6, 9)[decade_part], 12)),
        "decade": (f"{decade}s", month_end(decade + 9, 12)),
    }
    return words.get(unit)


def word_short(unit: str, day: date, chance: Chance) -> tuple[str, date]:
    """Return the text for a period shorter than a month around *day*, and its last day."""
    third = min(2, (day.day - 1) // 10)
    third_end = month_end(day.year, day.month) if third == 2 else day.replace(day=third * 10 + 10)
    week_end = day + timedelta(days=7 - day.isoweekday())
    later = day + chance.days(5, 25)
    clock = f"{chance.number(0, 23):02}:{chance.number(0, 59):02}:{chance.number(0, 59):02}"
    words = {
        "day": (f"{day}", day),
        "net-day": (f"NET {day}", date.max),
        "uncertain-day": (f"{day}?", day),
        "days": (f"{day}/{later}", later),
        "week": (f"{day:%G-W%V}", week_end),
        "part-of-month": (f"{('early', 'mid', 'late')[third]} {day:%Y-%m}", third_end),
        "hour": (f"{day}T{clock[:2]}Z", day),
        "minute": (f"{day}T{clock[:5]}Z", day),
        "second": (f"{day}T{clock}Z", day),
    }
    return words[unit]


def word(unit: str, day: date, chance: Chance) -> Wording:
    """Return *day* worded in *unit*, as TOML."""
    if unit == "local-day":
        return Wording(f"{day}", unit, day, day)
    if unit == "date-time":
        return Wording(f"{day}T{chance.number(0, 23):02}:{chance.number(0, 59):02}:00Z", unit, day, day)
    text, last = word_long(unit, day) or word_short(unit, day, chance)
    return Wording(text, unit, day, last)


def word_ahead(day: date, announced: date, chance: Chance) -> Wording:
    """Return *day* worded as precisely as one does on the day *announced*."""
    if chance.happens(0.04):
        return Wording("TBD", "none", day, date.max)
    ahead = (day - announced).days
    units = FAR if ahead > 1200 else MIDDLE if ahead > 240 else NEAR if ahead > 40 else CLOSE
    return word(chance.pick(units), day, chance)


def believe(truth: date, announced: date, chance: Chance) -> date:
    """Return the day believed on the day *announced* for what happens at *truth*: mostly too early."""
    days_left = max(30, (truth - announced).days)
    return announced + timedelta(days=2 + days_left * chance.number(40, 105) // 100)


def reword(before: Wording, announced: date, truth: date, chance: Chance) -> Wording:
    """Return what is said after *before*, on the day *announced*: held, firmed, loosened or moved."""
    drawn = chance.number(1, 100)
    if before.last >= announced and before.meant >= announced:
        if drawn <= 20:
            return before
        if drawn <= 35 and before.unit in FINER:
            return word(FINER[before.unit], before.meant, chance)
        if drawn <= 40 and before.unit in COARSER:
            return word(COARSER[before.unit], before.meant, chance)
    return word_ahead(believe(truth, announced, chance), announced, chance)


def draw_days(first: date, last: date, count: int, chance: Chance) -> list[date]:
    """Return *count* different days from *first* to *last*, in order, at about even distances."""
    step = max(1, (last - first).days // count)
    return [first + timedelta(days=step * turn) + chance.days(0, step - 1) for turn in range(count)]


@dataclass(frozen=True, slots=True)
class Entry:
    """One announcement to be written."""

    announced: date
    wording: Wording | None
    status: str = "planned"


def tell_story(count: int, chance: Chance) -> list[Entry]:
    """Return *count* announcements of one milestone, oldest first."""
    flown = chance.happens(FLOWN_SHARE)
    days_told = chance.number(YEAR_DAYS, 9 * YEAR_DAYS)
    last = LAST_DAY - chance.days(0, YEAR_DAYS // 2)
    if flown or chance.happens(DORMANT_SHARE):
        last = FIRST_DAY + chance.days(days_told, (LAST_DAY - FIRST_DAY).days)
    days = draw_days(last - timedelta(days=days_told), last, count, chance)
    truth = days[-1] if flown else days[-1] + chance.days(30, 5 * YEAR_DAYS)
    wording = word_ahead(believe(truth, days[0], chance), days[0], chance)
    entries = [Entry(days[0], wording)]
    for day in days[1:]:
        wording = reword(wording, day, truth, chance)
        entries.append(Entry(day, wording))
    if flown:
        unit = chance.pick(("local-day", "local-day", "day", "minute", "date-time"))
        # Some flights are announced the day after.
        entries[-1] = Entry(days[-1], word(unit, days[-1] - chance.days(0, 1), chance), "achieved")
    elif chance.happens(CANCELLED_SHARE / (1 - FLOWN_SHARE)):
        entries[-1] = Entry(days[-1], None, "cancelled")
    elif chance.happens(ON_HOLD_SHARE / (1 - FLOWN_SHARE)):
        turn = chance.number(0, count - 1)
        entries[turn] = Entry(days[turn], None, "on-hold")
    return entries


def mission_lines(slug: str, name: str, host: str | None, chance: Chance) -> Iterator[str]:
    """Yield the lines of a mission's own table."""
    agency = chance.number(0, len(AGENCIES) - 1)
    yield f"[missions.{slug}]"
    yield f"name = {quote(name)}"
    if chance.happens(0.5):
        yield f"aliases = {listed([name.replace(' ', ''), f'{name} mission'][: chance.number(1, 2)])}"
    if host:
        yield f"host = {quote(host)}"
    yield f"agencies = {listed([AGENCIES[agency]])}"
    if chance.happens(0.3):
        partner = (agency + chance.number(1, len(AGENCIES) - 1)) % len(AGENCIES)
        yield f"partners = {listed([AGENCIES[partner]])}"
    if not host:
        yield f"vehicle = {quote(chance.pick(VEHICLES))}"
        yield f"site = {quote(chance.pick(SITES))}"
    if chance.happens(0.4):
        yield f"programs = {listed([chance.pick(PROGRAMS)])}"
    if chance.happens(0.4):
        yield f"tags = {listed([chance.pick(TAGS)])}"
    if chance.happens(0.2):
        yield f"ids.example-catalogue = {quote(f'{slug}-{chance.number(1000, 9999)}')}"


def announcement_lines(slug: str, entry: Entry, milestone: str, chance: Chance) -> Iterator[str]:
    """Yield the lines of one announcement."""
    source = chance.pick(SOURCES)
    yield f"[[missions.{slug}.announcements]]"
    yield f"announced = {entry.announced}"
    if milestone != "launch":
        yield f"milestone = {quote(milestone)}"
    if entry.wording:
        yield f"date = {entry.wording.toml}"
    if entry.status != "planned":
        yield f"status = {quote(entry.status)}"
    if entry.status == "achieved":
        yield f"outcome = {quote(chance.pick(OUTCOMES))}"
    yield f"source = {quote(source)}"
    if chance.happens(0.15):
        folder = source.lower().replace(" ", "-")
        yield f"url = {quote(f'https://example.org/{folder}/{entry.announced:%Y/%m}/{slug}')}"
    if entry.wording and entry.status == "planned" and chance.happens(0.1):
        yield f"said = {quote(f'{milestone} now expected: {entry.wording.text}')}"
    if entry.status == "planned" and chance.happens(0.12):
        yield f"reason = {quote(chance.pick(REASONS))}"
    if chance.happens(0.05):
        yield f"recorded = {min(LAST_DAY, entry.announced + chance.days(0, 40))}"


def slug_of(name: str) -> str:
    """Return the id for *name*."""
    return name.lower().replace("í", "i").replace("ō", "o").replace(" ", "-")


def store_lines(size: Size) -> Iterator[str]:
    """Yield the lines of a store, without line ends."""
    chance = Chance(size.seed)
    yield "# Made by bench/generate.py; no mission in it exists."
    yield "format = 1"
    families = [f"{name} {role}" for role in ROLES for name in NAMES]
    host: str | None = None
    for index in range(size.missions):
        name = f"{families[index % len(families)]} {index // len(families) + 1}"
        slug = slug_of(name)
        hosted = host if chance.happens(0.02) else None
        milestone = "first-light" if hosted else "launch"
        yield ""
        yield from mission_lines(slug, name, hosted, chance)
        for entry in tell_story(size.announcements, chance) if size.announcements else ():
            yield ""
            yield from announcement_lines(slug, entry, milestone, chance)
        if not hosted:
            host = slug


def write_store(path: Path, size: Size) -> None:
    """Write a store of *size* to *path*, line by line."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for line in store_lines(size):
            file.write(f"{line}\n")


def main() -> None:
    """Read the arguments and write the store."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("output", type=Path, metavar="OUTPUT", help="the file to write")
    parser.add_argument("--missions", type=int, default=Size().missions, help="default: %(default)s")
    parser.add_argument(
        "--announcements", type=int, default=Size().announcements, help="default: %(default)s"
    )
    parser.add_argument("--seed", type=int, default=Size().seed, help="default: %(default)s")
    arguments = parser.parse_args()
    write_store(arguments.output, Size(arguments.missions, arguments.announcements, arguments.seed))


if __name__ == "__main__":
    main()
