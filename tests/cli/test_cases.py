"""What a person types and what the program answers: `cases/*.case`.

A case is a command, the lines it writes on stdout, those on stderr after `2| `, and its exit code if not 0:

    # Why this case is here.
    $ timeline slips artemis-3000
    2| timeline: no mission 'artemis-3000'; did you mean 'artemis-3'?
    [exit 1]

Lines on stdout that look like any of these are written after `1| `. Each command runs in a new folder that
`world` fills; variables may stand before `timeline`. `pytest --rewrite-cases tests/cli` writes what the
program answers now into the files, to be reviewed by hand: read the difference before you keep it.
"""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.program import Answer, run

CASES = Path(__file__).parent / "cases"
DATA = Path(__file__).parent.parent / "data"
_MARKED = re.compile(r"[$#] ?|[12]\| |\[exit ")
_ASSIGNMENT = re.compile(r"([A-Z_]+)=(.*)")


class Case(NamedTuple):
    """A command, the comment above it, and the answer expected."""

    comment: tuple[str, ...]
    command: str
    answer: tuple[str, ...]


def read_cases(text: str) -> list[Case]:
    """Return the cases of a file."""
    cases: list[Case] = []
    comment: list[str] = []
    answer: list[str] = []
    command = ""
    for line in [*text.splitlines(), "$ "]:
        if line.startswith(("$ ", "#")) and command:
            cases.append(Case(tuple(comment), command, _without_last_blank(answer)))
            comment, answer, command = [], [], ""
        if line.startswith("$ "):
            command = line[2:]
        elif command:
            answer.append(line)
        else:
            comment.append(line)
    return cases


def _without_last_blank(lines: list[str]) -> tuple[str, ...]:
    return tuple(lines[:-1] if lines and not lines[-1] else lines)


def write_cases(cases: list[Case]) -> str:
    """Return the text of a file of cases."""
    return "\n".join(
        "".join(f"{line}\n" for line in (*comment, f"$ {command}", *answer))
        for comment, command, answer in cases
    )


def as_written(answer: Answer) -> tuple[str, ...]:
    """Return an answer as a case shows it."""
    out = [f"1| {line}" if _MARKED.match(line) else line for line in answer.out.splitlines()]
    err = [f"2| {line}".rstrip() for line in answer.err.splitlines()]
    return (*out, *err, *([f"[exit {answer.code}]"] if answer.code else []))


def world(folder: Path) -> Path:
    """Fill *folder* with the stores that the cases know, and return it."""
    (folder / "data").mkdir()
    shutil.copy(DATA / "ledger.toml", folder / "data" / "missions.toml")
    shutil.copytree(DATA / "stores", folder, dirs_exist_ok=True)
    return folder


def answer_of(command: str, folder: Path) -> tuple[str, ...]:
    words = shlex.split(command)
    environment = {}
    while (found := _ASSIGNMENT.fullmatch(words[0])) is not None:
        environment[found[1]] = found[2]
        del words[0]
    assert words[0] == "timeline", f"a case runs timeline, not {words[0]}"
    return as_written(run(words[1:], folder, environment))


ALL = [
    pytest.param(path, number, id=f"{path.stem}-{number + 1}")
    for path in sorted(CASES.glob("*.case"))
    for number in range(len(read_cases(path.read_text(encoding="utf-8"))))
]


@pytest.mark.parametrize(("path", "number"), ALL)
def test_case(path: Path, number: int, tmp_path: Path, rewrite: bool) -> None:  # noqa: FBT001 - a fixture
    cases = read_cases(path.read_text(encoding="utf-8"))
    case = cases[number]
    answer = answer_of(case.command, world(tmp_path))
    if rewrite and answer != case.answer:
        cases[number] = case._replace(answer=answer)
        path.write_text(write_cases(cases), encoding="utf-8")
        return
    assert "\n".join(answer) == "\n".join(case.answer), f"$ {case.command}"


@pytest.mark.parametrize("path", sorted(CASES.glob("*.case")), ids=lambda path: path.stem)
def test_files_of_cases_are_written_in_one_way(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert write_cases(read_cases(text)) == text
