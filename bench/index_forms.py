"""Compare the forms in which what an index knows could be kept: the second table of docs/performance.md.

    python bench/index_forms.py                  prints the table
    python bench/index_forms.py --write          also puts it into docs/performance.md

The same columns are kept as sections with digests (the form that is used), as SQLite tables, as one file of
JSON and, where msgspec is installed, as one of MessagePack. Each is opened by a new process, whose start is
not timed but its own imports are. Flipped bits: each of 1,000 copies of a small one has one; all is
read, and what is then neither refused nor right is counted.
"""

from __future__ import annotations

import importlib.util
import random
import shutil
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.forms import FORMS, Columns, Form, changed, columns_of, named_in, soonest_in
from bench.performance import options, publish, scene_of
from bench.scene import Scene, Store
from bench.table import seconds_of
from bench.timing import Answer, Program, Run, Turn, measured

BLOCK = "forms"
FLIPS = 1000
ASK = """
import sys, time
import timeline.cli.app
from bench.forms import FORMS
begun = time.perf_counter()
form, path, question, *arguments = sys.argv[1:]
answer = getattr(FORMS[form](), question)(path, *arguments)
print(time.perf_counter() - begun)
print(answer)
"""
HEAD = (
    "| missions | kept as | size | the 20 soonest | a part of a name | after a change | flips not noticed |\n"
    "| --: | --- | --: | --: | --: | --: | --: |"
)


def available() -> dict[str, type[Form]]:
    """Return the forms that can be had here."""
    has_msgspec = importlib.util.find_spec("msgspec") is not None
    return {name: form for name, form in FORMS.items() if has_msgspec or name != "MessagePack"}


def lines(scene: Scene, store: Store, rounds: int, unnoticed: dict[str, int]) -> Iterator[str]:
    """Yield a line for each form in which what is known of a store may be kept."""
    columns = columns_of(store.path)
    number = min(columns["ahead-missions"], key=lambda mission: abs(mission - len(store.missions) // 2))
    part = store.missions[-1][1][1:].casefold()
    for name, form in available().items():
        form().write(str(scene.work / name), columns)
    questions = {
        "soonest": ((), str(soonest_in(columns))),
        "named": ((part,), str(named_in(columns, part))),
        "change": ((str(number),), "None"),
    }
    programs = [
        Program(f"{name} {question}", partial(_turn, scene, name, question, *asked), times_itself=True)
        for question, asked in questions.items()
        for name in available()
    ]
    runs = measured(programs, rounds, warm_ups=1)
    for name, form in available().items():
        if form().everything(str(scene.work / f"{name}-change")) != changed(columns, number):
            raise RuntimeError(f"{name}: the change is not what it should be")
        size = (scene.work / name).stat().st_size
        times = (_time(runs[f"{name} {question}"]) for question in questions)
        cells = (f"{len(store.missions):,}", name, f"{size / 1e6:.1f} MB", *times, _share(unnoticed[name]))
        yield f"| {' | '.join(cells)} |"


def _turn(scene: Scene, form: str, question: str, arguments: Sequence[str], expected: str) -> Turn:
    """Ask a copy of a file a question in a new process."""
    path = scene.work / f"{form}-{question}"
    shutil.copyfile(scene.work / form, path)
    command = (sys.executable, "-c", ASK, form, str(path), question, *arguments)
    environment = {**scene.environment("forms"), "PYTHONPATH": ":".join(filter(None, sys.path))}
    return Turn(command, environment, partial(_says, expected))


def _says(expected: str, answer: Answer) -> bool:
    return answer.code == 0 and answer.out.decode().splitlines()[1] == expected


def _time(runs: Sequence[Run]) -> str:
    return seconds_of(median(one.seconds for one in runs))


def _share(unnoticed: int) -> str:
    return f"{100 * unnoticed / FLIPS:.1f} %"


def flipped(form: Form, columns: Columns, folder: Path) -> int:
    """Return how many of so many flipped bits change what is read and are not noticed."""
    chance = random.Random(1)
    path = folder / "flipped"
    form.write(str(path), columns)
    content = path.read_bytes()
    wrong = 0
    for _ in range(FLIPS):
        place = chance.randrange(8 * len(content))
        damaged = bytearray(content)
        damaged[place // 8] ^= 1 << place % 8
        path.write_bytes(damaged)
        try:
            wrong += form.everything(str(path)) != columns
        except Exception:  # noqa: BLE001, S112 - whatever is raised, it was noticed
            continue
    return wrong


def main() -> None:
    """Read the arguments, measure and report."""
    parser = options(__doc__)
    parser.add_argument("--rounds", type=int, default=7, help="default: %(default)s")
    arguments = parser.parse_args()
    with scene_of(arguments) as scene:
        small = columns_of(scene.small[-1].path)
        unnoticed = {name: flipped(form(), small, scene.work) for name, form in available().items()}
        tables = [
            line
            for store in (scene.large, scene.huge)
            for line in lines(scene, store, arguments.rounds, unnoticed)
        ]
    publish("\n".join((HEAD, *tables)), BLOCK, arguments)


if __name__ == "__main__":
    main()
