"""README.md and docs/*.md: examples are run, and every command and option that they name exists.

A block that begins with `$ timeline` is a transcript: each command in it is run on the shipped ledger, and
what stands beneath must be what it answers; a line `…` stands for any lines. Everywhere else, in blocks and
between backticks, `timeline COMMAND --option` must name a command and options of it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest

from timeline.store.locate import shipped_store

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
ELLIPSIS = "…"
_BLOCK = re.compile(r"^( *)(```+|~~~+) *(\w*)[^\n]*\n(.*?)^\1\2 *$", re.MULTILINE | re.DOTALL)
_SPAN = re.compile(r"(?<!`)`(timeline(?: [^`]*)?)`(?!`)")
_COMMAND = re.compile(r"(?:[A-Z_]+=\S* )*timeline(?= |$)(.*)")


class Example(NamedTuple):
    """A command as documented, what stands beneath it, and where."""

    place: str
    command: str
    answer: tuple[str, ...] = ()


def blocks(page: Path) -> list[tuple[int, str]]:
    """Return each fenced block of a page, and the line it begins on."""
    text = page.read_text(encoding="utf-8")
    found = _BLOCK.finditer(text)
    return [
        (text.count("\n", 0, item.start(4)) + 1, re.sub(f"^{item[1]}", "", item[4], flags=re.MULTILINE))
        for item in found
    ]


def transcripts(page: Path) -> list[Example]:
    """Return the commands of the blocks that begin with one, with their answers."""
    found: list[Example] = []
    for start, block in blocks(page):
        if not block.startswith("$ timeline"):
            continue
        for number, line in enumerate(block.splitlines(), start):
            if line.startswith("$ "):
                found.append(Example(f"{page.name}:{number}", line[2:]))
            else:
                last = found.pop()
                found.append(last._replace(answer=(*last.answer, line)))
    return found


def mentions(page: Path) -> list[Example]:
    """Return every command that a page names, in blocks or between backticks."""
    text = page.read_text(encoding="utf-8")
    found = [
        Example(f"{page.name}:{number}", line.removeprefix("$ "))
        for start, block in blocks(page)
        for number, line in enumerate(block.splitlines(), start)
        if _COMMAND.match(line.removeprefix("$ "))
    ]
    prose = _BLOCK.sub(lambda block: "\n" * block[0].count("\n"), text)
    found += [
        Example(f"{page.name}:{prose.count(chr(10), 0, span.start()) + 1}", span[1].replace("\n", " "))
        for span in _SPAN.finditer(prose)
    ]
    return found


TRANSCRIPTS = [example for page in PAGES for example in transcripts(page)]
MENTIONS = [example for page in PAGES for example in mentions(page)]


@cache
def helped(command: str) -> str | None:
    """Return the help of a command, None if there is none such; of the program for an empty name."""
    answer = subprocess.run(
        [sys.executable, "-m", "timeline", *command.split(), "--help"],
        capture_output=True,
        check=False,
        text=True,
    )
    return answer.stdout if answer.returncode == 0 else None


def run(command: str, folder: Path) -> list[str]:
    """Run a documented command, which may hold a pipe, where the shipped ledger is the nearest."""
    (folder / "data").mkdir()
    shutil.copy(shipped_store(), folder / "data" / "missions.toml")
    programs = folder / "bin"
    programs.mkdir()
    program = programs / "timeline"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m timeline "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    unset = {"TIMELINE_FILE", "NO_COLOR", "COLUMNS", "FORCE_COLOR"}
    environment = {key: value for key, value in os.environ.items() if key not in unset}
    environment |= {"PATH": f"{programs}:{os.environ['PATH']}", "HOME": str(folder), "LC_ALL": "C.UTF-8"}
    answer = subprocess.run(
        ["/bin/sh", "-c", command],
        cwd=folder,
        env=environment,
        capture_output=True,
        check=False,
        text=True,
        timeout=60,
    )
    return (answer.stdout + answer.stderr).splitlines()


def fits(answer: list[str], documented: tuple[str, ...]) -> bool:
    """Tell whether an answer is as documented, any lines standing where the document has an ellipsis."""
    lines = [".*" if line == ELLIPSIS else re.escape(line) for line in documented]
    pattern = "\n".join(lines).replace("\n.*\n", "\n(?:.*\n)*?").replace("\n.*", "(?:\n.*)*")
    return re.fullmatch(pattern, "\n".join(line.rstrip() for line in answer)) is not None


@pytest.mark.parametrize(
    "example", [item for item in TRANSCRIPTS if item.answer], ids=lambda item: item.place
)
def test_a_documented_answer_is_what_the_program_says(example: Example, tmp_path: Path) -> None:
    documented = tuple(line.rstrip() for line in example.answer)
    while documented and not documented[-1]:
        documented = documented[:-1]
    answer = run(example.command, tmp_path)
    if not fits(answer, documented):
        assert "\n".join(answer) == "\n".join(documented), f"{example.place}: $ {example.command}"


@pytest.mark.parametrize("example", MENTIONS, ids=lambda item: item.place)
def test_documented_commands_and_options_exist(example: Example) -> None:
    found = _COMMAND.match(example.command)
    assert found is not None, f"{example.place}: {example.command} names no command"
    words = re.split(r"\s[|>&;]", found[1].partition(" #")[0])[0].split()
    general = helped("") or ""
    known = [word for word in words if re.fullmatch(r"[a-z]+", word) and f"\n  {word} " in general]
    command = known[0] if known else ""
    first = next((word for word in words if not word.startswith("-")), "")
    values = {after for word, after in pairwise(words) if word.startswith("-")}
    assert command or not first or first in values or first[0] in "[{…" or first.isupper(), (
        f"{example.place}: there is no command '{first}'"
    )
    described = f"{helped(command)}{general}"
    for option in re.findall(r"(?<=\s)--?[a-z][a-z-]*", f" {' '.join(words)}"):
        assert re.search(rf"{option}\b", described), (
            f"{example.place}: {command or 'timeline'} has no {option}"
        )


def test_the_readme_shows_an_answer() -> None:
    assert [item for item in TRANSCRIPTS if item.answer and item.place.startswith("README.md")]


def test_fits() -> None:
    assert fits(["a", "b", "c"], ("a", "b", "c"))
    assert fits(["a", "b", "c", "d"], ("a", ELLIPSIS, "d"))
    assert fits(["a", "b"], ("a", ELLIPSIS))
    assert not fits(["a", "b"], ("a",))
    assert not fits(["a.", "b"], ("a*", "b"))
