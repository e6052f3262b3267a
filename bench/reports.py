"""Measure the reports on a large store, as ratios to parsing that file, measured in the same run.

The baseline is the time that `tomli.loads` takes on the text in a fresh process, without starting Python and
reading the file. tomllib and, where it is installed, rtoml stand beside it. A report is timed whole, from the
start of Python to its end. The target: `next` within 2 times the baseline.
"""

import argparse
import importlib.util
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.generate import Size, write_store

BASELINE = "tomli"
PARSERS = ("tomli", "tomllib", "rtoml")
COMMANDS = ("next", "slips", "log", "list", "--version")
TARGETS = {"next": 2.0}
PARSE = """
import sys, time
from importlib import import_module
parser = import_module(sys.argv[1])
with open(sys.argv[2], encoding="utf-8", newline="") as file:
    text = file.read()
begun = time.perf_counter()
parser.loads(text)
print(time.perf_counter() - begun)
"""


@dataclass(frozen=True, slots=True)
class Run:
    """What one run of a program took: a parser's parsing, or a report from start to end."""

    seconds: float
    peak_mebibytes: float


def run(command: Sequence[str], *, times_itself: bool) -> Run:
    """Run *command* to its end; one that *times itself* prints the seconds that count."""
    with tempfile.TemporaryFile("w+") as output:
        begun = time.perf_counter()
        process = subprocess.Popen(command, stdout=output)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            raise subprocess.CalledProcessError(process.returncode, command)
        output.seek(0)
        if times_itself:
            seconds = float(output.read())
    # Linux counts in kibibytes, macOS in bytes.
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return Run(seconds, usage.ru_maxrss / unit)


def programs(store: Path, mission: str) -> dict[str, tuple[str, ...]]:
    """Return the commands to measure by the name they are shown under, the parsers first."""
    found = [name for name in PARSERS if importlib.util.find_spec(name)]
    parsers: dict[str, tuple[str, ...]] = {
        name: (sys.executable, "-c", PARSE, name, str(store)) for name in found
    }
    timeline = (sys.executable, "-m", "timeline", "--file", str(store))
    reports: dict[str, tuple[str, ...]] = {f"timeline {name}": (*timeline, name) for name in COMMANDS}
    return parsers | reports | {"timeline show": (*timeline, "show", mission)}


def measure(commands: dict[str, tuple[str, ...]], rounds: int) -> dict[str, list[Run]]:
    """Return every run of every program, the programs taking turns."""
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            runs[name].append(run(command, times_itself=name in PARSERS))
    return runs


def report(runs: dict[str, list[Run]]) -> None:
    """Print a line per program: time, ratio to the baseline with its quartiles, memory, target."""
    print(f"{'program':<19} {'median':>8}  {'ratio':>5}  {'quartiles':<11} {'memory':>9}  target")
    for name, own in runs.items():
        ratios = [one.seconds / base.seconds for one, base in zip(own, runs[BASELINE], strict=True)]
        low, middle, high = quantiles(ratios, n=4)
        goal = TARGETS.get(name.removeprefix("timeline "))
        target = "" if goal is None else f"at most {goal:.1f}: {'met' if middle <= goal else 'MISSED'}"
        seconds, memory = median(one.seconds for one in own), max(one.peak_mebibytes for one in own)
        spread = f"{low:.2f}-{high:.2f}"
        print(f"{name:<19} {seconds:6.2f} s  {middle:5.2f}  {spread:<11} {memory:5.0f} MiB  {target}")


def first_mission(store: Path) -> str:
    """Return the id of the first mission in *store*."""
    with store.open(encoding="utf-8") as lines:
        return next(line[len("[missions.") : -2] for line in lines if line.startswith("[missions."))


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
        megabytes, rounds = store.stat().st_size / 1e6, max(2, arguments.rounds)
        print(f"{megabytes:.1f} MB, {rounds} rounds; ratios are to {BASELINE}\n")
        report(measure(programs(store, first_mission(store)), rounds))


if __name__ == "__main__":
    main()
