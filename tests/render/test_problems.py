from __future__ import annotations

from timeline.model import Place, Problem
from timeline.render.problems import lines


def test_a_problem_is_shown_with_its_line_and_the_way_out() -> None:
    problem = Problem(
        "TL003", "'nam' is not known", Place("a.toml", 12, 3), "  nam = '\x1b[31m'\t", "did you mean 'name'?"
    )
    assert list(lines(problem)) == [
        "a.toml:12:3: TL003 'nam' is not known",
        r"    nam = '\x1b[31m'",
        "    did you mean 'name'?",
    ]


def test_a_problem_may_have_neither() -> None:
    assert list(lines(Problem("TL002", "no format", Place("a.toml", 1)))) == ["a.toml:1:1: TL002 no format"]
