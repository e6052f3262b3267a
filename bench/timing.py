"""The one way in which programs are timed and figures are shown.

Programs take turns within a round, so that whatever else the machine does falls on all of them alike. A ratio
is taken within its round; what is shown is the median of the rounds and the quartiles. Every answer is
checked.
"""

import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from statistics import median, quantiles
from typing import NamedTuple

LAUNCH = Path(__file__).resolve().parent / "launch.py"
PARSE = """
import sys, time
from importlib import import_module
parser = import_module(sys.argv[1])
with open(sys.argv[2], encoding="utf-8", newline="") as file:
    text = file.read()
begun = time.perf_counter()
data = parser.loads(text)
print(time.perf_counter() - begun)
print(len(data["missions"]))
"""


class WrongAnswerError(Exception):
    """A program was timed that did not do what it should."""


class Answer(NamedTuple):
    """What a program said, and how it ended."""

    out: bytes
    err: bytes
    code: int


Check = Callable[[Answer], bool]


class Turn(NamedTuple):
    """A command to run, in which environment, and what tells whether its answer is right."""

    command: Sequence[str]
    environment: Mapping[str, str]
    is_right: Check


class Program(NamedTuple):
    """What takes turns with others: *turn* prepares each of its runs and is not timed.

    One that *times itself* prints the seconds that count, first of all.
    """

    name: str
    turn: Callable[[], Turn]
    times_itself: bool = False


class Run(NamedTuple):
    """What one run of a program took; of its memory the peak of its largest process, in bytes."""

    seconds: float
    memory: int


class Figure(NamedTuple):
    """A line of the table: what was measured, how it came out in every round, and what it should be."""

    what: str
    seconds: Sequence[float] = ()
    memory: int | None = None
    values: Sequence[float] = ()
    """What has a target: ratios, or a rate."""
    to: str = ""
    """What the values are ratios to, or what they count."""
    at_most: float | None = None
    at_least: float | None = None

    @property
    def is_met(self) -> bool:
        """Whether the median is what it should be; so it is where there is no target."""
        middle = median(self.values) if self.values else 0.0
        return (self.at_most is None or middle <= self.at_most) and (
            self.at_least is None or middle >= self.at_least
        )


def succeeds(answer: Answer) -> bool:
    """Tell whether a program ended well, of which nothing else is known."""
    return answer.code == 0


def constant(name: str, command: Sequence[str], environment: Mapping[str, str], is_right: Check) -> Program:
    """Return a program that does the same in each of its turns."""
    turn = Turn(command, environment, is_right)
    return Program(name, lambda: turn)


def parsing(parser: str, path: str, missions: int, environment: Mapping[str, str]) -> Program:
    """Return what only parses a store of so many missions, in a process that is new; reading is not timed."""
    command = (sys.executable, "-c", PARSE, parser, path)
    turn = Turn(command, environment, lambda answer: answer.out.split()[1:] == [b"%d" % missions])
    return Program(parser, lambda: turn, times_itself=True)


def run(program: Program) -> Run:
    """Run a program to its end and check its answer."""
    turn = program.turn()
    with tempfile.TemporaryDirectory() as folder:
        result, out, err = (Path(folder) / name for name in ("result", "out", "err"))
        with out.open("wb") as output, err.open("wb") as errors:
            subprocess.run(
                (sys.executable, "-I", str(LAUNCH), str(result), *turn.command),
                check=True,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=errors,
                env=turn.environment,
            )
        seconds, memory, code = map(float, result.read_text().split())
        answer = Answer(out.read_bytes(), err.read_bytes(), int(code))
    if not turn.is_right(answer):
        said = (answer.err or answer.out)[-2000:].decode(errors="replace")
        raise WrongAnswerError(f"{program.name}: exit code {answer.code}, {said}")
    if program.times_itself:
        seconds = float(answer.out.split()[0])
    return Run(seconds, int(memory))


def measured(programs: Sequence[Program], rounds: int, *, warm_ups: int = 0) -> dict[str, list[Run]]:
    """Return every run of every program, by name, after rounds that only warm up."""
    runs: dict[str, list[Run]] = {program.name: [] for program in programs}
    for turn in range(-warm_ups, rounds):
        for program in programs:
            one = run(program)
            if turn >= 0:
                runs[program.name].append(one)
    return runs


def ratios(own: Iterable[Run], base: Iterable[Run]) -> list[float]:
    """Return how many times the base's time each run took, round by round."""
    return [one.seconds / other.seconds for one, other in zip(own, base, strict=True)]


def compared(
    what: str,
    own: Sequence[Run],
    base: Sequence[Run] = (),
    to: str = "",
    *,
    at_most: float | None = None,
    memory: bool = False,
) -> Figure:
    """Return the figure of a program's runs, as ratios to those of another one if there is one."""
    peak = max(one.memory for one in own) if memory else None
    found = Figure(what, [one.seconds for one in own], peak)
    return found._replace(values=ratios(own, base), to=to, at_most=at_most) if base else found


def quartiles(values: Sequence[float]) -> tuple[float, float, float]:
    """Return the first quartile, the median and the third quartile, none of them beyond the *values*."""
    if len(values) == 1:
        return values[0], values[0], values[0]
    low, middle, high = quantiles(values, n=4, method="inclusive")
    return low, middle, high
