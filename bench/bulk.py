"""Measure writing and reading in bulk: exports of a large store, and imports of many records at once.

A writer is timed over a ledger that is loaded already, a command whole, from the start of Python to its end.
Memory is what the writer takes beyond the loaded ledger, and the peak of the whole command, as multiples of
the store's size. An import of 5,000 records, half of them of new missions, is compared with one of 500 in the
same round. The targets: 50,000 announcements a second by each writer, its memory within half the store's
size, and an import of ten times as many records into that store in at most twice the time. The ledger that
ships is small, so that an import takes little time there besides that for the records themselves.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.generate import Size, write_store
from bench.reports import run

LEDGER = Path(__file__).resolve().parent.parent / "data" / "missions.toml"
NOTATIONS = ("json", "csv", "sqlite")
FEW, MANY = 500, 5000
WRITE = """
import gc, resource, sys, time
from pathlib import Path
from timeline.exchange.registry import writer
from timeline.store.read import read_store
def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
gc.disable()
ledger = read_store(Path(sys.argv[1]))
write = writer(sys.argv[2]).write
before = peak()
with open(sys.argv[3], "wb") as file:
    begun = time.perf_counter()
    file.writelines(write(ledger))
    seconds = time.perf_counter() - begun
count = sum(len(mission.announcements) for mission in ledger.missions.values())
unit = 1 if sys.platform == "darwin" else 1024
print(count, seconds, (peak() - before) * unit)
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One figure, as it came out in every round, and what it should be."""

    name: str
    unit: str
    values: tuple[float, ...]
    at_least: float | None = None
    at_most: float | None = None

    @property
    def middle(self) -> float:
        """The median of the rounds."""
        return median(self.values)

    @property
    def target(self) -> str:
        """What it should be and whether it is; empty where there is no target."""
        if self.at_least is not None:
            return f"at least {self.at_least:,g}: {'met' if self.middle >= self.at_least else 'MISSED'}"
        if self.at_most is not None:
            return f"at most {self.at_most:,g}: {'met' if self.middle <= self.at_most else 'MISSED'}"
        return ""


def rows(store: Path, rounds: int) -> list[Row]:
    """Return what was measured with *store*, a large one, in at least 2 *rounds*."""
    found: dict[Row, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(rounds):
            for row, value in _round(store, Path(folder)):
                found.setdefault(row, []).append(value)
    return [Row(row.name, row.unit, tuple(own), row.at_least, row.at_most) for row, own in found.items()]


def _round(store: Path, folder: Path) -> Iterator[tuple[Row, float]]:
    """Yield each figure of one round, with an empty row that says what it is."""
    for notation in NOTATIONS:
        yield from _export(store, notation, folder)
    for ledger, at_most, name in ((store, 2.0, "a large store"), (LEDGER, None, "the shipped ledger")):
        few, many = (_import(ledger, count, folder) for count in (FEW, MANY))
        yield Row(f"import {FEW} into {name}", "s", ()), few
        yield Row(f"import {MANY} into {name}", "s", ()), many
        yield Row(f"{MANY} to {FEW} into {name}", "times", (), at_most=at_most), many / few


def _export(store: Path, notation: str, folder: Path) -> Iterator[tuple[Row, float]]:
    output, size = folder / "export", store.stat().st_size
    command = (sys.executable, "-c", WRITE, str(store), notation, str(output))
    written = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    count, seconds, memory = map(float, written.split())
    yield Row(f"{notation} writer", "announcements/s", (), at_least=50_000), count / seconds
    yield Row(f"{notation} writer, memory", "of the store", (), at_most=0.5), memory / size
    timeline = (sys.executable, "-m", "timeline", "--file", str(store))
    whole = run((*timeline, "export", notation), times_itself=False)
    yield Row(f"export {notation}", "announcements/s", ()), count / whole.seconds
    yield Row(f"export {notation}, memory", "of the store", ()), whole.peak_mebibytes * 2**20 / size


def _import(ledger: Path, count: int, folder: Path) -> float:
    """Return the seconds that importing *count* records into a copy of *ledger* takes."""
    copy, records = folder / "missions.toml", folder / "records.json"
    shutil.copy(ledger, copy)
    records.write_text(_records(_missions(ledger), count), encoding="utf-8")
    timeline = (sys.executable, "-m", "timeline", "--file", str(copy))
    own = {**os.environ, "XDG_STATE_HOME": str(folder), "XDG_CACHE_HOME": str(folder)}
    begun = time.perf_counter()
    subprocess.run((*timeline, "import", "json", str(records)), check=True, capture_output=True, env=own)
    return time.perf_counter() - begun


def _records(missions: Sequence[str], count: int) -> str:
    """Return *count* announcements as a ledger in JSON: of its missions and of new ones by turns."""
    items: dict[str, list[dict[str, str]]] = {}
    for number in range(count):
        mission = missions[number % len(missions)] if number % 2 else f"imported-{number}"
        said = {
            "announced": f"2026-10-{1 + number % 31:02}",
            "date": f"{2027 + number // 100}",
            "source": "ESA",
        }
        items.setdefault(mission, []).append(said)
    found = [{"id": key, "name": f"Name of {key}", "announcements": own} for key, own in items.items()]
    return json.dumps({"format": "timeline-ledger", "schema": 1, "missions": found})


def _missions(ledger: Path) -> list[str]:
    """Return the ids of the missions in a store."""
    with ledger.open(encoding="utf-8") as lines:
        return [line[len("[missions.") : -2] for line in lines if line.startswith("[missions.")]


def report(found: Sequence[Row]) -> None:
    """Print a line per figure: its median, its quartiles, its unit, its target."""
    print(f"{'figure':<42} {'median':>9}  {'quartiles':<17} {'unit':<15}  target")
    for row in found:
        low, middle, high = (
            f"{value:,.{0 if row.middle > 100 else 2}f}" for value in quantiles(row.values, n=4)
        )
        print(f"{row.name:<42} {middle:>9}  {f'{low}-{high}':<17} {row.unit:<15}  {row.target}".rstrip())


def main() -> None:
    """Read the arguments, make the store if it is not there, measure and report."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--store", type=Path, help="the store to measure with; made if it does not exist")
    parser.add_argument(
        "--missions", type=int, default=Size().missions, help="missions to make (default: %(default)s)"
    )
    parser.add_argument("--rounds", type=int, default=5, help="rounds, at least 2 (default: %(default)s)")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store: Path = arguments.store or Path(folder) / "missions.toml"
        if not store.exists():
            write_store(store, Size(missions=arguments.missions))
        rounds = max(2, arguments.rounds)
        print(f"{store.stat().st_size / 1e6:.1f} MB, {rounds} rounds\n")
        report(rows(store, rounds))


if __name__ == "__main__":
    main()
