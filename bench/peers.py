"""Peers with the same data: hledger and Taskwarrior, each announcement of the large store being an entry."""

import csv
import json
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import NamedTuple

from bench.reports import NEXT
from bench.scene import TODAY, Scene, Store, settle, timeline
from bench.timing import Answer, Figure, Program, Turn, compared, constant, measured, run

SINCE, UNTIL, AFTER = "2026-01-01", "2026-06-30", "2026-07-01"
PEERS = ("hledger", "task")


class Said(NamedTuple):
    """An announcement as an entry for the peers; *latest* is empty where there is no last possible day."""

    mission: str
    name: str
    announced: str
    latest: str
    milestone: str
    source: str


def missing() -> list[str]:
    """Return the peers that are not installed."""
    return [peer for peer in PEERS if shutil.which(peer) is None]


def version(peer: str) -> str:
    """Return the version of a peer."""
    said = subprocess.run([peer, "--version"], check=True, capture_output=True, text=True).stdout
    return next(word for word in said.replace(",", " ").split() if word[0].isdigit())


def figures(scene: Scene, rounds: int) -> list[Figure]:
    """Return what reports and checks cost, compared with the nearest that the peers have."""
    entries = list(exported(scene))
    settle([scene.large])
    found: list[Figure] = []
    if "hledger" not in missing():
        found += _hledger(scene, entries, rounds)
    if "task" not in missing():
        found += _task_next(scene, entries, rounds)
    return found


def exported(scene: Scene) -> Iterator[Said]:
    """Yield what was announced in the large store, as timeline exports it."""
    path = scene.work / "export.csv"
    question = scene.large.question("export", "csv", "--output", str(path))
    subprocess.run(
        timeline(*question.arguments), check=True, capture_output=True, env=scene.environment("peers")
    )
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield Said(
                row["id"],
                row["name"],
                row["announcement.announced"],
                row["announcement.latest"],
                row["announcement.milestone"],
                row["announcement.source"],
            )


def _hledger(scene: Scene, entries: Sequence[Said], rounds: int) -> list[Figure]:
    journal = scene.work / "missions.journal"
    with journal.open("w", encoding="utf-8") as file:
        file.writelines(map(_transaction, entries))
    hledger = ("hledger", "--file", str(journal))
    own, plain = scene.environment("peers"), scene.environment("none")
    wanted = sum(SINCE <= entry.announced <= UNTIL for entry in entries)
    store = scene.large
    period = store.question("log", "--since", SINCE, "--until", UNTIL)
    log = scene.expected(store, [period])[0]
    if _lines(log) != wanted + 1:
        raise RuntimeError(f"timeline log has {_lines(log)} lines, {wanted} rows and a head were expected")
    run(constant("stats", (*hledger, "stats"), plain, lambda said: _has_transactions(said, len(entries))))
    programs = [
        constant(
            "register",
            (*hledger, "register", "-b", SINCE, "-e", AFTER),
            plain,
            lambda said: _lines(said) == wanted,
        ),
        scene.asking("log", "peers", period, log),
        constant("hledger check", (*hledger, "check"), plain, _is_silent),
        constant("check", timeline(*store.question("check").arguments), own, _is_silent),
    ]
    runs = measured(programs, rounds, warm_ups=1)
    return [
        compared("`hledger register` of half a year", runs["register"], memory=True),
        compared("`timeline log` of half a year", runs["log"], runs["register"], "hledger", memory=True),
        compared("`hledger check`", runs["hledger check"], memory=True),
        compared("`timeline check`", runs["check"], runs["hledger check"], "hledger", memory=True),
    ]


def _transaction(entry: Said) -> str:
    return (
        f"{entry.announced} {entry.name} | {entry.milestone}  ; source: {entry.source}\n"
        f"    (missions:{entry.mission})  1\n\n"
    )


def _lines(answer: Answer) -> int:
    return len(answer.out.splitlines()) if answer.code == 0 else -1


def _is_silent(answer: Answer) -> bool:
    return answer == Answer(b"", b"", 0)


def _has_transactions(answer: Answer, number: int) -> bool:
    line = next((line for line in answer.out.splitlines() if line.startswith(b"Transactions  ")), b": -1 ")
    return int(line.partition(b":")[2].split()[0]) == number


def tasks(scene: Scene, entries: Iterable[Said]) -> dict[str, str]:
    """Give a new Taskwarrior a task for each entry; return the environment in which it is used."""
    folder = scene.work / "task"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    (folder / "rc").write_text(f"data.location={folder}\nconfirmation=off\n", encoding="utf-8")
    environment = {**scene.environment("none"), "TASKRC": str(folder / "rc")}
    items = [_task(entry) for entry in entries]
    (folder / "tasks.json").write_text(json.dumps(items), encoding="utf-8")
    imported = ("task", "import", str(folder / "tasks.json"))
    subprocess.run(imported, check=True, capture_output=True, env=environment)
    number = b"%d\n" % len(items)
    run(constant("task count", ("task", "count"), environment, lambda said: said.out == number))
    return environment


def _task(entry: Said) -> dict[str, str]:
    item = {
        "description": f"{entry.name} {entry.milestone}",
        "project": entry.mission,
        "entry": f"{entry.announced.replace('-', '')}T000000Z",
    }
    return {**item, "due": f"{entry.latest.replace('-', '')}T000000Z"} if entry.latest else item


def _task_next(scene: Scene, entries: Sequence[Said], rounds: int) -> list[Figure]:
    environment = tasks(scene, entries)
    store = scene.large
    question = store.question(*NEXT)
    shown = b"%d tasks, 20 shown" % len(entries)
    programs = [
        constant(
            "task", ("task", "next", "limit:20"), environment, lambda said: shown in said.out + said.err
        ),
        scene.asking("next", "peers", question, scene.expected(store, [question])[0]),
    ]
    runs = measured(programs, rounds, warm_ups=1)
    return [
        compared("`task next limit:20`", runs["task"], memory=True),
        compared("`timeline next --limit 20`", runs["next"], runs["task"], "Taskwarrior", memory=True),
    ]


def added(scene: Scene, rounds: int) -> list[Figure]:
    """Return what one more record costs in the large store, compared with one more task among as many."""
    store = scene.copy(scene.large, "added")
    environment = scene.environment("added")
    prime = store.question(*NEXT)
    subprocess.run(timeline(*prime.arguments), check=True, capture_output=True, env=environment)
    programs = [_adding(store, environment)]
    if "task" not in missing():
        programs.append(_adding_tasks(tasks(scene, exported(scene))))
    runs = measured(programs, rounds, warm_ups=1)
    base = runs.get("task add", ())
    return [
        *([compared("`task add`, 100,000 tasks", base, memory=True)] if base else []),
        compared(
            "`timeline add`, 100,000 announcements",
            runs["add"],
            base,
            "Taskwarrior",
            at_most=1 / 3,
            memory=True,
        ),
    ]


def _adding(store: Store, environment: Mapping[str, str]) -> Program:
    numbers = count(1)
    missions = store.missions

    def turn() -> Turn:
        number = next(numbers)
        mission = missions[number * 7919 % len(missions)][0]
        source = f"bench, record {number}"
        said = ("2027-Q3", "--announced", TODAY, "--source", source, "--yes")
        command = timeline(*store.question("add", mission, *said).arguments)
        return Turn(command, environment, lambda answer: answer.code == 0 and _holds(store.path, source))

    return Program("add", turn)


def _holds(path: Path, text: str) -> bool:
    return path.read_bytes().count(text.encode()) == 1


def _adding_tasks(environment: Mapping[str, str]) -> Program:
    numbers = count(100_001)
    path = Path(environment["TASKRC"]).parent / "pending.data"

    def turn() -> Turn:
        text = f"bench, task {next(numbers)}"
        command = ("task", "add", text, "project:svom", "due:2027-09-30")
        return Turn(command, environment, lambda answer: answer.code == 0 and _holds(path, text))

    return Program("task add", turn)
