"""Writing and reading in bulk: exports of the large store, and imports of many records at once.

A writer is timed over a ledger that is loaded already, a command whole, from the start of Python to its end.
The memory of a writer is what it takes beyond the loaded ledger.
"""

import csv
import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

from bench.reports import NEXT
from bench.scene import Scene, Store, timeline
from bench.timing import Answer, Figure, Program, Run, Turn, compared, measured

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
print(seconds, (peak() - before) * (1 if sys.platform == "darwin" else 1024))
"""


def figures(scene: Scene, rounds: int) -> list[Figure]:
    """Return what exports of the large store and imports into it cost."""
    number = scene.large.path.read_bytes().count(b".announcements]]\n")
    exports = [figure for notation in COUNTS for figure in _exports(scene, notation, number, rounds)]
    return [
        *exports,
        *_imports(scene, scene.large, rounds, at_most=2.0),
        *_imports(scene, scene.shipped, rounds),
    ]


def _in_json(path: Path) -> int:
    missions = json.loads(path.read_bytes())["missions"]
    return sum(len(mission["announcements"]) for mission in missions)


def _in_csv(path: Path) -> int:
    with path.open(encoding="utf-8", newline="") as file:
        return sum(1 for _ in csv.DictReader(file))


def _in_sqlite(path: Path) -> int:
    with closing(sqlite3.connect(path)) as database:
        number: int = database.execute("SELECT count(*) FROM announcements").fetchone()[0]
    return number


COUNTS: dict[str, Callable[[Path], int]] = {"json": _in_json, "csv": _in_csv, "sqlite": _in_sqlite}
"""How many announcements an export holds, by its notation."""


def _exports(scene: Scene, notation: str, number: int, rounds: int) -> Iterator[Figure]:
    store, output = scene.large, scene.work / f"export.{notation}"
    extra: list[float] = []

    def is_right(answer: Answer) -> bool:
        if answer.code == 0 and answer.out:
            extra.append(float(answer.out.split()[1]))
        return answer.code == 0 and COUNTS[notation](output) == number

    write = (sys.executable, "-c", WRITE, str(store.path), notation, str(output))
    question = store.question("export", notation, "--output", str(output))
    environment = scene.environment("none")
    programs = [
        Program("writer", lambda: Turn(write, environment, is_right), times_itself=True),
        Program("whole", lambda: Turn(timeline(*question.arguments), environment, is_right)),
    ]
    runs = measured(programs, rounds)
    rate = "announcements a second"
    yield _rate(f"{notation} writer", runs["writer"], number, rate, at_least=50_000)
    beyond = [memory / store.bytes for memory in extra]
    yield Figure(
        f"{notation} writer, its memory", (), int(max(extra)), beyond, "the store's size", at_most=0.5
    )
    yield _rate(f"`timeline export {notation}`", runs["whole"], number, rate)._replace(
        memory=max(one.memory for one in runs["whole"])
    )


def _rate(what: str, runs: Sequence[Run], number: int, to: str, *, at_least: float | None = None) -> Figure:
    seconds = [one.seconds for one in runs]
    return Figure(what, seconds, None, [number / one for one in seconds], to, at_least=at_least)


def _imports(scene: Scene, store: Store, rounds: int, *, at_most: float | None = None) -> list[Figure]:
    programs = [_import(scene, store, number) for number in (FEW, MANY)]
    runs = measured(programs, rounds)
    few, many = (runs[program.name] for program in programs)
    return [
        compared(f"import of {FEW:,}, {store.name} store", few),
        compared(f"import of {MANY:,}, {store.name} store", many, few, f"import of {FEW:,}", at_most=at_most),
    ]


def _import(scene: Scene, store: Store, number: int) -> Program:
    """Return what imports so many records into a copy of a store, whose index is there."""
    records = scene.work / f"records-{store.name}-{number}.json"
    records.write_text(_records([mission for mission, _ in store.missions], number), encoding="utf-8")
    environment = scene.environment("bulk")
    before = store.path.read_bytes().count(b".announcements]]\n")

    def turn() -> Turn:
        copy = scene.copy(store, "bulk")
        prime = timeline(*copy.question(*NEXT).arguments)
        subprocess.run(prime, check=True, capture_output=True, env=environment)
        command = timeline(*copy.question("import", "json", str(records)).arguments)
        return Turn(command, environment, lambda answer: _has(answer, copy.path, before + number))

    return Program(f"{number} records", turn)


def _has(answer: Answer, path: Path, number: int) -> bool:
    return answer.code == 0 and path.read_bytes().count(b".announcements]]\n") == number


def _records(missions: Sequence[str], number: int) -> str:
    """Return so many announcements as a ledger in JSON: of a store's missions and of new ones by turns."""
    items: dict[str, list[dict[str, str]]] = {}
    for record in range(number):
        mission = missions[record % len(missions)] if record % 2 else f"imported-{record}"
        said = {
            "announced": f"2026-10-{1 + record % 31:02}",
            "date": f"{2027 + record // 100}",
            "source": "ESA",
        }
        items.setdefault(mission, []).append(said)
    found = [{"id": key, "name": f"Name of {key}", "announcements": own} for key, own in items.items()]
    return json.dumps({"format": "timeline-ledger", "schema": 1, "missions": found})
