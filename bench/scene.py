"""Where the bench plays: the stores, an environment that is nobody's, and what timeline should answer."""

import compileall
import json
import os
import re
import shutil
import site
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from bench.generate import Size, write_store
from bench.timing import Answer, Program, Turn, constant, parsing

HERE = Path(__file__).resolve().parent
SHIPPED = HERE.parent / "data" / "missions.toml"
TODAY = "2026-11-20"
KIBIBYTES = (128, 256, 512, 1024, 2048)
BYTES_PER_MISSION = 868
SETTLED_SECONDS = 61
"""A file that was changed less than a minute ago is read again, whatever its index says."""
_MISSION = re.compile(r'^\[missions\.([\w-]+)\]\nname = "(.*)"$', re.MULTILINE)
_DROPPED = ("COVERAGE_", "PYTHON", "TIMELINE_", "XDG_", "TASK", "LEDGER_", "LC_")


class Question(NamedTuple):
    """What timeline is asked: arguments, and variables of the environment."""

    arguments: tuple[str, ...]
    variables: Mapping[str, str] = {}


class Store:
    """A store that the bench asks."""

    def __init__(self, name: str, path: Path) -> None:
        self.name = name
        self.path = path
        self.bytes = path.stat().st_size

    @cached_property
    def missions(self) -> list[tuple[str, str]]:
        """The ids and names of the missions, in order."""
        return _MISSION.findall(self.path.read_text(encoding="utf-8"))

    def question(self, *arguments: str) -> Question:
        """Return a question to this store."""
        return Question(("--file", str(self.path), "--today", TODAY, *arguments))

    def completion(self, word: str) -> Question:
        """Return what bash asks when the name of a mission has been begun."""
        words = ("timeline", "--file", str(self.path), "show", word)
        shell = {"_TIMELINE_COMPLETE": "complete_bash", "COMP_CWORD": str(len(words) - 1)}
        return Question((), {**shell, "COMP_WORDS": "\n".join(words)})


class Scene:
    """A folder with the stores in it, made where they are not there yet."""

    def __init__(self, stores: Path, work: Path, missions: int) -> None:
        self.work = work
        self._answers: dict[str, Answer] = {}
        self.shipped = Store("shipped", SHIPPED)
        self.huge = _made("huge", stores, 10 * missions)
        self.large = _made("large", stores, missions)
        self.small = [_made(f"{size} KiB", stores, size * 1024 // BYTES_PER_MISSION) for size in KIBIBYTES]
        compiled()

    def environment(self, cache: str) -> dict[str, str]:
        """Return the environment of a user whose cache is the folder of this name."""
        kept = {key: value for key, value in os.environ.items() if not key.startswith(_DROPPED)}
        own = {f"XDG_{kind}_HOME": str(self.work / kind) for kind in ("STATE", "DATA", "CONFIG")}
        own |= {"XDG_CACHE_HOME": str(self.cache(cache)), "HOME": str(self.work), "COLUMNS": "80"}
        return {**kept, **own, "LC_ALL": "C.UTF-8"}

    def cache(self, name: str) -> Path:
        """Return the folder of a cache."""
        return self.work / f"cache-{name}"

    def asking(self, name: str, cache: str, question: Question, expected: Answer) -> Program:
        """Return a program that asks timeline, and has to get an answer."""
        environment = {**self.environment(cache), **question.variables}
        return constant(name, timeline(*question.arguments), environment, expected.__eq__)

    def asking_cold(self, name: str, question: Question, expected: Answer) -> Program:
        """Return a program that asks timeline when there is no index."""
        return Program(name, self.without("cold", self.asking(name, "cold", question, expected).turn()))

    def without(self, cache: str, turn: Turn) -> Callable[[], Turn]:
        """Return what deletes a cache before each turn."""

        def prepared() -> Turn:
            shutil.rmtree(self.cache(cache), ignore_errors=True)
            return turn

        return prepared

    def parsing(self, store: Store, parser: str = "tomli") -> Program:
        """Return what only parses a store."""
        return parsing(parser, str(store.path), len(store.missions), self.environment("none"))

    def copy(self, store: Store, folder: str) -> Store:
        """Return a copy of a store in a folder of its own."""
        path = self.work / folder / "missions.toml"
        path.parent.mkdir(exist_ok=True)
        shutil.copyfile(store.path, path)
        return Store(f"copy of {store.name}", path)

    def expected(self, store: Store, questions: Sequence[Question]) -> list[Answer]:
        """Return the answers to questions to a store that is read as a whole, without an index."""
        new = [question for question in questions if str(question) not in self._answers]
        if new:
            self._answers.update(zip(map(str, new), self._answered(store, new), strict=True))
        return [self._answers[str(question)] for question in questions]

    def _answered(self, store: Store, questions: Sequence[Question]) -> list[Answer]:
        asked = json.dumps([[list(item.arguments), dict(item.variables)] for item in questions])
        done = subprocess.run(
            (sys.executable, str(HERE / "whole.py"), str(store.path)),
            input=asked,
            check=True,
            capture_output=True,
            text=True,
            encoding="utf-8",
            env=self.environment("none"),
        )
        found = json.loads(done.stdout)
        return [Answer(item["out"].encode(), item["err"].encode(), item["code"]) for item in found]


def _made(name: str, folder: Path, missions: int) -> Store:
    """Return the store of this name, made if it is not in the folder yet."""
    path = folder / f"{name.replace(' ', '-')}.toml"
    if not path.exists():
        write_store(path, Size(missions=missions))
    return Store(name, path)


def timeline(*arguments: str) -> tuple[str, ...]:
    """Return the command line of timeline."""
    return (sys.executable, "-m", "timeline", *arguments)


def compiled() -> None:
    """Compile all that is imported, so that nobody's first run pays for it."""
    for folder in (*site.getsitepackages(), str(HERE.parent / "src"), str(HERE)):
        compileall.compile_dir(folder, quiet=2)


def settle(stores: Sequence[Store]) -> None:
    """Wait until the last change of the stores is long enough past for their indexes to count on it."""
    changed = max(store.path.stat().st_ctime for store in stores)
    time.sleep(max(0.0, changed + SETTLED_SECONDS - time.time()))
