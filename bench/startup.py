"""Start: timeline on the shipped ledger, beside a small Typer program and Python itself."""

import sys

from bench.scene import HERE, Scene, timeline
from bench.timing import Check, Figure, Program, compared, constant, measured, succeeds

TYPER_PROGRAM = "typer program"
TYPER = "import typer"
PYTHON = "python -c pass"


def figures(scene: Scene, rounds: int) -> list[Figure]:
    """Return how long timeline takes to start."""
    runs = measured(_programs(scene), rounds, warm_ups=1)
    small, python, typer = (runs[name] for name in (TYPER_PROGRAM, PYTHON, TYPER))
    # Twice Python, and what Typer costs beyond Python.
    bare = [a._replace(seconds=a.seconds + b.seconds) for a, b in zip(python, typer, strict=True)]
    bare_name = f"2 × {PYTHON} + Typer"
    return [
        compared(PYTHON, python),
        compared(TYPER, typer),
        compared("two-command Typer program", small),
        compared("`timeline next`", runs["next"], small, TYPER_PROGRAM, at_most=1.5),
        compared("`timeline --version`", runs["--version"], bare, bare_name, at_most=1.0),
        compared("completion of a mission's name", runs["completion"], bare, bare_name, at_most=1.0),
        compared("the same, beside the Typer program", runs["completion"], small, TYPER_PROGRAM, at_most=1.5),
        compared("`timeline --help`", runs["--help"], small, TYPER_PROGRAM, at_most=1.0),
    ]


def _programs(scene: Scene) -> list[Program]:
    store, plain = scene.shipped, scene.environment("start")
    last = store.missions[-1][0]
    questions = {"next": store.question("next"), "completion": store.completion(last[:-1])}
    expected = scene.expected(store, list(questions.values()))
    return [
        constant(PYTHON, (sys.executable, "-c", "pass"), plain, succeeds),
        constant(TYPER, (sys.executable, "-c", "import typer"), plain, succeeds),
        constant(
            TYPER_PROGRAM,
            (sys.executable, str(HERE / "typer_program.py"), "table"),
            plain,
            _says(b"81"),
        ),
        *(
            scene.asking(name, "start", question, answer)
            for (name, question), answer in zip(questions.items(), expected, strict=True)
        ),
        constant("--version", timeline("--version"), plain, _says(b"timeline ")),
        constant("--help", timeline("--help"), plain, _says(b"slips")),
    ]


def _says(words: bytes) -> Check:
    return lambda answer: answer.code == 0 and words in answer.out
