"""Measure how fast timeline starts, as ratios to a small Typer program measured in the same run.

Every round starts each program once, one after the other, so that whatever else the machine does falls on all
of them alike. A ratio is taken within its round; the table shows the median of the rounds and the quartiles.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

HERE = Path(__file__).resolve().parent
LEDGER = HERE.parent / "data" / "missions.toml"
BASELINE = "typer program"


@dataclass(frozen=True, slots=True)
class Program:
    """A command to start, and how many times the baseline it may take."""

    name: str
    command: tuple[str, ...]
    target: float | None = None


def programs() -> tuple[Program, ...]:
    """Return what is measured, the baseline among it."""
    timeline = (sys.executable, "-m", "timeline", "--file", str(LEDGER))
    return (
        Program("python -c pass", (sys.executable, "-c", "pass")),
        Program(BASELINE, (sys.executable, str(HERE / "typer_program.py"), "table")),
        Program("timeline --version", (sys.executable, "-m", "timeline", "--version"), 1.0),
        Program("timeline --help", (sys.executable, "-m", "timeline", "--help"), 1.0),
        Program("timeline next", (*timeline, "next"), 1.5),
    )


def start(command: Sequence[str], environment: Mapping[str, str]) -> float:
    """Return the seconds that *command* takes from its start to its end."""
    begun = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)
    return time.perf_counter() - begun


def measure(rounds: int) -> dict[str, list[float]]:
    """Return the seconds of every program in every round, after one round that only warms the caches."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    seconds: dict[str, list[float]] = {program.name: [] for program in programs()}
    for turn in range(rounds + 1):
        for program in programs():
            taken = start(program.command, environment)
            if turn:
                seconds[program.name].append(taken)
    return seconds


def report(seconds: Mapping[str, Sequence[float]]) -> None:
    """Print a line per program: median time, ratio to the baseline with its quartiles, target."""
    print(f"{'program':<20} {'median':>9}  {'ratio':>5}  {'quartiles':<11}  target")
    for program in programs():
        ratios = [taken / base for taken, base in zip(seconds[program.name], seconds[BASELINE], strict=True)]
        low, middle, high = quantiles(ratios, n=4)
        target = ""
        if program.target is not None:
            verdict = "met" if middle <= program.target else "MISSED"
            target = f"at most {program.target:.1f}: {verdict}"
        time_ms, spread = median(seconds[program.name]) * 1000, f"{low:.2f}-{high:.2f}"
        print(f"{program.name:<20} {time_ms:6.1f} ms  {middle:5.2f}  {spread:<11}  {target}")


def main() -> None:
    """Read the arguments, measure and report."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=30, help="rounds to measure, at least 20 (default: 30)")
    rounds = max(20, parser.parse_args().rounds)
    print(f"{rounds} rounds, Python {sys.version.split()[0]}; ratios are to the {BASELINE}\n")
    report(measure(rounds))


if __name__ == "__main__":
    main()
