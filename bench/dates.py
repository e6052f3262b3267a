"""Measure how fast and how rightly dates are read, beside the parsers that others would reach for.

Canonical texts are drawn from the ledger in data/, as often as they stand there; phrases are those of
tests/data/phrases-read.tsv. Speed: every parser goes through the same texts in turn,
round after round; a ratio is taken within its round, to timeline reading English; the table shows the median
of the rounds and the quartiles. Timeline reads every text anew, past its cache. Rightness: a phrase is read
right if its first and last day are those of the table. dateutil and dateparser get the day of the
announcement as their "today". A package that is not installed is left out, and the report says so:
`pip install edtf dateparser` adds them. The targets: under 10 µs for a canonical text, under 100 µs for an
English phrase, and under 10 ms to import timeline.dates.
"""

import argparse
import importlib
import os
import random
import subprocess
import sys
import tempfile
import time
import tomllib
import warnings
from calendar import monthrange
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from timeline.dates import DateSyntaxError
from timeline.dates.canonical import read_canonical
from timeline.dates.clean import clean
from timeline.dates.english import read_english
from timeline.dates.reading import _parse_absolute

ROOT = Path(__file__).resolve().parent.parent
PHRASES = ROOT / "tests" / "data" / "phrases-read.tsv"
LEDGER = ROOT / "data" / "missions.toml"
BASELINE = "timeline, English"
PASSES = 3
TARGETS_US = {"timeline, canonical": 10.0, BASELINE: 100.0}
IMPORT_TARGET_MS = 10.0
TODAY = date(2024, 11, 22)
"""For the parsers that fill in from today, where a phrase has no day of announcement."""

Bounds = tuple[date | None, date | None]
Parser = Callable[[str, date | None], Bounds | None]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A text, the day on which it was said, and its first and last day."""

    text: str
    announced: date | None
    bounds: Bounds


def read_phrases() -> list[Phrase]:
    """Return the phrases of the table."""
    lines = PHRASES.read_text(encoding="utf-8").splitlines()[1:]
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [Phrase(row[0], _day(row[1]), (_day(row[3]), _day(row[4]))) for row in rows]


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def is_canonical(text: str) -> bool:
    """Tell whether *text* is a date as the store writes it."""
    try:
        found = read_canonical(text)
    except DateSyntaxError:
        return False
    return found is not None and found.text == text


def stored_texts(value: object) -> Iterator[str]:
    """Return every canonical date in what a TOML file holds, as often as it stands there."""
    match value:
        case dict():
            for inner in value.values():
                yield from stored_texts(inner)
        case list():
            for inner in value:
                yield from stored_texts(inner)
        case str() if is_canonical(value):
            yield value
        case _:
            pass


def timeline_parser() -> Parser:
    """Return this program's own parser, without its cache."""
    parse_absolute = _parse_absolute.__wrapped__

    def read(text: str, announced: date | None) -> Bounds | None:
        try:
            found = parse_absolute(text) or read_english(clean(text), announced)
        except DateSyntaxError:
            return None
        return found.earliest, found.latest

    return read


def dateutil_parser() -> Parser:
    """Return dateutil's parser, which gives a day whatever it was told."""
    module: Any = importlib.import_module("dateutil.parser")

    def read(text: str, announced: date | None) -> Bounds | None:
        default = datetime.combine(announced or TODAY, datetime.min.time())
        try:
            found = module.parse(text, default=default)
        except (ValueError, OverflowError):
            return None
        return found.date(), found.date()

    return read


def dateparser_parser() -> Parser:
    """Return dateparser's parser for English, with the period that it says it read."""
    module: Any = importlib.import_module("dateparser.date")

    def read(text: str, announced: date | None) -> Bounds | None:
        base = datetime.combine(announced or TODAY, datetime.min.time())
        found = module.DateDataParser(languages=["en"], settings={"RELATIVE_BASE": base}).get_date_data(text)
        return None if found.date_obj is None else period(found.date_obj.date(), found.period)

    return read


def period(day: date, name: str) -> Bounds:
    """Return the first and last day of the month or year that holds *day*, or the day itself."""
    if name == "year":
        return day.replace(month=1, day=1), day.replace(month=12, day=31)
    if name == "month":
        return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
    return day, day


def edtf_parser() -> Parser:
    """Return the parser of the package edtf, which reads EDTF and turns English into it."""
    module: Any = importlib.import_module("edtf")

    def read(text: str, announced: date | None) -> Bounds | None:
        del announced
        try:
            found = module.parse_edtf(module.text_to_edtf(text) or text)
            return edtf_bound(found.lower_strict()), edtf_bound(found.upper_strict())
        except Exception:  # noqa: BLE001 - it raises a good many kinds
            return None

    return read


def edtf_bound(bound: Any) -> date | None:  # noqa: ANN401 - its type has no name
    """Return the day of one of edtf's bounds; None for an open one."""
    return None if isinstance(bound, float) else date(*bound[:3])


PARSERS: dict[str, Callable[[], Parser]] = {
    "timeline": timeline_parser,
    "dateutil": dateutil_parser,
    "edtf": edtf_parser,
    "dateparser": dateparser_parser,
}


def installed() -> dict[str, Parser]:
    """Return the parsers that can be imported; say which cannot."""
    found: dict[str, Parser] = {}
    for name, make in PARSERS.items():
        try:
            found[name] = make()
        except ImportError:
            print(f"{name} is not installed and is left out")
    return found


def seconds_per_text(read: Parser, phrases: Sequence[Phrase]) -> float:
    """Return how long *read* takes over *phrases*, per phrase."""
    begun = time.perf_counter()
    for _ in range(PASSES):
        for phrase in phrases:
            read(phrase.text, phrase.announced)
    return (time.perf_counter() - begun) / (PASSES * len(phrases))


def measure(
    parsers: dict[str, Parser], samples: dict[str, list[Phrase]], rounds: int
) -> dict[str, list[float]]:
    """Return the seconds per text of every parser over every sample, round by round, after a warm-up."""
    seconds: dict[str, list[float]] = {f"{name}, {kind}": [] for name in parsers for kind in samples}
    for turn in range(rounds + 1):
        for name, read in parsers.items():
            for kind, phrases in samples.items():
                taken = seconds_per_text(read, phrases)
                if turn:
                    seconds[f"{name}, {kind}"].append(taken)
    return seconds


def report_speed(seconds: dict[str, list[float]]) -> None:
    """Print a line per parser and kind of text."""
    print(f"\n{'parser, texts':<22} {'median':>10}  {'ratio':>7}  {'quartiles':<15}  target")
    for name, own in seconds.items():
        ratios = [taken / base for taken, base in zip(own, seconds[BASELINE], strict=True)]
        low, middle, high = quantiles(ratios, n=4)
        taken_us, goal = median(own) * 1e6, TARGETS_US.get(name)
        target = "" if goal is None else f"under {goal:.0f} µs: {'met' if taken_us < goal else 'MISSED'}"
        print(f"{name:<22} {taken_us:7.1f} µs  {middle:7.2f}  {f'{low:.2f}-{high:.2f}':<15}  {target}")


def report_rightness(parsers: dict[str, Parser], phrases: Sequence[Phrase]) -> None:
    """Print how many of *phrases* each parser reads right, wrong and not at all."""
    print(f"\n{len(phrases)} phrases{'':<14} {'right':>6} {'wrong':>6} {'unread':>6}")
    for name, read in parsers.items():
        found = [(read(phrase.text, phrase.announced), phrase.bounds) for phrase in phrases]
        unread = sum(bounds is None for bounds, _ in found)
        right = sum(bounds == wanted for bounds, wanted in found)
        print(f"{name:<22} {right:>6} {len(found) - right - unread:>6} {unread:>6}")


def report_import(rounds: int) -> None:
    """Print what importing timeline.dates costs over starting Python, with its bytecode at hand."""
    costs: list[float] = []
    with tempfile.TemporaryDirectory() as bytecode:
        for turn in range(rounds + 1):
            bare, loaded = (_start(code, bytecode) for code in ("pass", "import timeline.dates"))
            if turn:
                costs.append((loaded - bare) * 1000)
    low, middle, high = quantiles(costs, n=4)
    verdict = "met" if middle < IMPORT_TARGET_MS else "MISSED"
    print(
        f"\nimport timeline.dates: {middle:.1f} ms over a bare interpreter ({low:.1f}-{high:.1f}),"
        f" under {IMPORT_TARGET_MS:.0f} ms: {verdict}"
    )


def _start(code: str, bytecode: str) -> float:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    begun = time.perf_counter()
    subprocess.run(
        (sys.executable, "-X", f"pycache_prefix={bytecode}", "-c", code), check=True, env=environment
    )
    return time.perf_counter() - begun


def main() -> None:
    """Read the arguments, measure and report."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=20, help="rounds, at least 5 (default: %(default)s)")
    parser.add_argument("--sample", type=int, default=60, help="texts of each kind (default: %(default)s)")
    arguments = parser.parse_args()
    warnings.simplefilter("ignore")  # the others warn of their own plans
    rounds, phrases, chosen = max(5, arguments.rounds), read_phrases(), random.Random(1)
    ledger = tomllib.loads(LEDGER.read_text(encoding="utf-8"))
    canonical = chosen.sample(list(stored_texts(ledger)), arguments.sample)
    english = [phrase for phrase in phrases if not is_canonical(phrase.text)]
    samples = {
        "canonical": [Phrase(text, None, (None, None)) for text in canonical],
        "English": chosen.sample(english, arguments.sample),
    }
    print(f"{rounds} rounds, Python {sys.version.split()[0]}; ratios are to {BASELINE}")
    parsers = installed()
    report_speed(measure(parsers, samples, rounds))
    report_rightness(parsers, phrases)
    report_import(rounds)


if __name__ == "__main__":
    main()
