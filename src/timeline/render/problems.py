"""What is wrong in a store, as lines for people and editors, and as records."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.model import Problem
from timeline.render.records import Record
from timeline.render.safe import visible


def record(problem: Problem) -> Record:
    """Return the shape of a problem."""
    return {
        "code": problem.code,
        "message": problem.message,
        "path": problem.place.path,
        "line": problem.place.line,
        "column": problem.place.column,
        "text": problem.line,
        "advice": problem.advice,
    }


def lines(problem: Problem) -> Iterator[str]:
    """Yield `path:line:column: CODE message`, the line as it stands, and the way out."""
    place = problem.place
    yield visible(f"{place.path}:{place.line}:{place.column}: {problem.code} {problem.message}")
    if problem.line:
        yield f"    {visible(problem.line.strip())}"
    if problem.advice:
        yield f"    {visible(problem.advice)}"
