"""Reports: while nothing changes, from stores of any size; after edits by hand; when nothing is known yet."""

import os
import re
import sys
from collections.abc import Iterator
from datetime import date, timedelta

from bench.memory import peak
from bench.scene import Question, Scene, Store, settle, timeline
from bench.timing import Answer, Figure, Program, Turn, compared, constant, measured

_OVERVIEW = "the overview"
"""It counts what it leaves out, so it costs the more the more that is: there is no target for it."""
NEXT = ("next", "--limit", "20")
WHOLE = ("next", "list", "log", "slips")
_WHOSE_DATE = re.compile(rb"^date = .*$(?=[^\[]*\Z)", re.MULTILINE)
_SAID_LATELY = re.compile(rb"announced = 2026-[^\[]*\Z")
WORTH = """
import sys
from timeline.store.index import access
access.WORTH_BYTES = int(sys.argv.pop(1))
from timeline.cli import main
main()
"""


def warm(scene: Scene, rounds: int) -> list[Figure]:
    """Return what small answers cost when nothing has changed, compared with the shipped ledger's."""
    stores = (scene.shipped, scene.large, scene.huge)
    programs, names = [], []
    for store in stores:
        questions = _questions(store)
        names = list(questions)
        expected = scene.expected(store, list(questions.values()))
        for (name, question), answer in zip(questions.items(), expected, strict=True):
            programs.append(scene.asking(f"{name}, {store.name}", "warm", question, answer))
    settle(stores)
    runs = measured(programs, rounds, warm_ups=1)
    _check_indexes(scene)
    found = []
    for name in names:
        base = runs[f"{name}, shipped"]
        found.append(compared(f"{name}, shipped", base))
        for store in stores[1:]:
            label = f"{name}, {store.name}"
            target = None if name == _OVERVIEW else 2.0
            found.append(compared(label, runs[label], base, "the same, shipped", at_most=target, memory=True))
    return found


def _questions(store: Store) -> dict[str, Question]:
    """Return what a store is asked, about the last of its missions where it is about one."""
    mission, name = store.missions[-1]
    middle = len(name) // 2
    return {
        "`next --limit 20`": store.question(*NEXT),
        "`next --within 30d --limit 20`": store.question("next", "--within", "30d", "--limit", "20"),
        "`slips --limit 20`": store.question("slips", "--limit", "20"),
        "`log --limit 20`": store.question("log", "--limit", "20"),
        _OVERVIEW: store.question(),
        "`show`": store.question("show", mission),
        "`show` by a part of the name": store.question("show", name[1:]),
        "`show` of a misspelt name": store.question("show", name[:middle] + name[middle - 1 :]),
        "completion of a name": store.completion(mission[:-1]),
    }


def _check_indexes(scene: Scene) -> None:
    """Make sure that the answers were indeed those of large stores that are known."""
    kept = sorted(path.suffix for path in scene.cache("warm").rglob("*.*"))
    if kept != [".index", ".index", ".seen", ".seen"]:
        raise RuntimeError(f"two indexes that are settled were expected, not {kept}")


def just_written(scene: Scene, rounds: int) -> list[Figure]:
    """Return what an answer costs when the file, the same as ever, was written less than a minute ago."""
    programs = []
    for store in (scene.large, scene.huge):
        question = store.question(*NEXT)
        programs.append(_touching(scene, store, question, scene.expected(store, [question])[0]))
    base = scene.shipped.question(*NEXT)
    shipped = scene.asking("shipped", "warm", base, scene.expected(scene.shipped, [base])[0])
    runs = measured([shipped, *programs], rounds, warm_ups=1)
    return [
        compared(f"`next --limit 20`, {name}, just written", runs[name], runs["shipped"], "the same, shipped")
        for name in ("large", "huge")
    ]


def _touching(scene: Scene, store: Store, question: Question, expected: Answer) -> Program:
    turn = scene.asking(store.name, "warm", question, expected).turn()

    def touched() -> Turn:
        os.utime(store.path)
        return turn

    return Program(store.name, touched)


class Edits:
    """Edits by hand: each gives a mission of a store a date that makes it the first of all to come."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._content = store.path.read_bytes()
        self._missions = [mission for mission in store.missions if self._dated(mission[0]) is not None]
        self._day = date(1985, 12, 31)

    def make(self, share: float) -> tuple[bytes, bytes]:
        """Change the date of a mission that stands after this share of the others; return name and date."""
        mission, name = self._missions.pop(int(share * len(self._missions)))
        where = self._dated(mission)
        if where is None:
            raise RuntimeError(f"{mission} has lost its date")
        self._day -= timedelta(days=1)
        start, end = where
        said = f"NET {self._day}".encode()
        self._content = b'%bdate = "%b"%b' % (self._content[:start], said, self._content[end:])
        self._store.path.write_bytes(self._content)
        return name.encode(), said

    def _dated(self, mission: str) -> tuple[int, int] | None:
        """Return where the last date of a mission stands, if that is announced this year and to come."""
        start = self._content.index(b"[missions.%b]\n" % mission.encode())
        end = self._content.find(b"\n[missions.", start)
        part = self._content[start : len(self._content) if end < 0 else end + 1]
        found = _WHOSE_DATE.search(part)
        other = any(word in part for word in (b"status = ", b"host = ", b"milestone = "))
        if found is None or other or not _SAID_LATELY.search(part):
            return None
        return start + found.start(), start + found.end()


def edited(scene: Scene, rounds: int) -> list[Figure]:
    """Return what the first report costs after one announcement was changed, compared with parsing it all."""
    store = scene.copy(scene.large, "edited")
    edits = Edits(store)
    environment = scene.environment("edited")
    command = timeline(*store.question(*NEXT).arguments)

    def program(name: str, share: float) -> Program:
        def turn() -> Turn:
            mission, said = edits.make(share)
            return Turn(command, environment, lambda answer: _is_shown(answer, mission, said))

        return Program(name, turn)

    places = {"beginning": 0.02, "middle": 0.5, "end": 0.98}
    programs = [program(name, share) for name, share in places.items()]
    runs = measured([*programs, scene.parsing(store)], rounds, warm_ups=1)
    return [
        compared("`tomli.loads` of the large store", runs["tomli"], memory=True),
        *(
            compared(
                f"`next --limit 20`, edited near its {name}",
                runs[name],
                runs["tomli"],
                "tomli",
                at_most=0.25,
                memory=True,
            )
            for name in places
        ),
    ]


def _is_shown(answer: Answer, mission: bytes, said: bytes) -> bool:
    lines = (line for line in answer.out.splitlines() if line.startswith(said))
    return answer.code == 0 and any(mission in line for line in lines)


def cold(scene: Scene, rounds: int) -> list[Figure]:
    """Return what the first report on a store costs, compared with parsing it."""
    store, question = scene.large, scene.large.question(*NEXT)
    first = scene.asking_cold("first", question, scene.expected(store, [question])[0])
    runs = measured([scene.parsing(store), first], rounds)
    turn = first.turn()
    size = store.bytes
    highest = max(peak(turn.command, turn.environment), *(one.memory for one in runs["first"]))
    return [
        compared("`tomli.loads` of the large store", runs["tomli"], memory=True),
        compared(
            "`next --limit 20`, the first", runs["first"], runs["tomli"], "tomli", at_most=1.3, memory=True
        ),
        Figure("its memory, all processes", (), highest, [highest / size], "the file's size", 8.0),
        *_cold_huge(scene),
    ]


def _cold_huge(scene: Scene) -> list[Figure]:
    store, question = scene.huge, scene.huge.question(*NEXT)
    first = scene.asking_cold("first", question, scene.expected(store, [question])[0])
    runs = measured([scene.parsing(store), first], 1)
    return [
        compared("`tomli.loads` of the huge store", runs["tomli"], memory=True),
        compared(
            "`next --limit 20`, the first, huge",
            runs["first"],
            runs["tomli"],
            "tomli",
            at_most=1.3,
            memory=True,
        ),
    ]


def whole(scene: Scene, rounds: int) -> list[Figure]:
    """Return what reports on everything cost when there is no index, compared with parsing it."""
    store = scene.large
    questions = [store.question(name) for name in WHOLE]
    expected = scene.expected(store, questions)
    reports = [
        scene.asking_cold(name, question, answer)
        for name, question, answer in zip(WHOLE, questions, expected, strict=True)
    ]
    runs = measured([scene.parsing(store), *reports], rounds)
    return [
        compared(f"`{name}`, all of it", runs[name], runs["tomli"], "tomli", memory=True) for name in WHOLE
    ]


def small(scene: Scene, rounds: int) -> list[Figure]:
    """Return what an index gains stores of several sizes, and costs them when it is made."""
    stores = scene.small
    settle(stores)
    programs = [program for store in stores for program in _with_and_without(scene, store)]
    runs = measured(programs, rounds, warm_ups=1)
    found = []
    for store in stores:
        base = runs[f"none {store.name}"]
        found.append(compared(f"`next --limit 20` without an index, {store.name}", base))
        found.append(compared(f"with an index, {store.name}", runs[f"index {store.name}"], base, "without"))
        found.append(compared(f"making one, {store.name}", runs[f"first {store.name}"], base, "without"))
    return found


def _with_and_without(scene: Scene, store: Store) -> Iterator[Program]:
    """Yield programs that ask a store through its index, read it as a whole, and make it an index first."""
    question = store.question(*NEXT)
    answer = scene.expected(store, [question])[0]
    for name, worth in (("index", 0), ("none", sys.maxsize), ("first", 0)):
        command = (sys.executable, "-c", WORTH, str(worth), *question.arguments)
        cache = f"small-{name}"
        turn = Turn(command, scene.environment(cache), answer.__eq__)
        if name == "first":
            yield Program(f"{name} {store.name}", scene.without(cache, turn))
        else:
            yield constant(f"{name} {store.name}", *turn)
