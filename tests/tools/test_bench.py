from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from bench import forms, memory
from bench.generate import Size, write_store
from bench.reports import Edits
from bench.scene import Store
from bench.table import line, replaced, table
from bench.timing import (
    Answer,
    Figure,
    Run,
    WrongAnswerError,
    compared,
    constant,
    measured,
    quartiles,
    ratios,
    succeeds,
)

ROOT = Path(__file__).resolve().parents[2]


def test_a_ratio_is_taken_within_its_round() -> None:
    own, base = ([Run(seconds, 0) for seconds in each] for each in ((1.0, 6.0), (2.0, 3.0)))
    assert ratios(own, base) == [0.5, 2.0]
    with pytest.raises(ValueError, match="shorter"):
        ratios(own, base[:1])


@pytest.mark.parametrize(
    ("values", "expected"),
    [([2.0], (2.0, 2.0, 2.0)), ([1.0, 2.0], (1.25, 1.5, 1.75)), ([5.0, 1.0, 3.0], (2.0, 3.0, 4.0))],
)
def test_quartiles_stay_within_the_values(values: list[float], expected: tuple[float, float, float]) -> None:
    assert quartiles(values) == expected


def test_the_median_decides_whether_a_target_is_met() -> None:
    assert Figure("a", values=[1.0, 2.0, 9.0], at_most=2.0).is_met
    assert not Figure("a", values=[1.0, 2.1, 9.0], at_most=2.0).is_met
    assert Figure("a", values=[50.0], at_least=50).is_met
    assert not Figure("a", values=[49.0], at_least=50).is_met
    assert Figure("a", values=[49.0]).is_met
    assert Figure("a").is_met


def test_lines_of_the_table() -> None:
    runs, base = [Run(0.25, 3 << 20), Run(0.75, 5 << 20)], [Run(0.5, 0), Run(0.5, 0)]
    figure = compared("`next`", runs, base, "tomli", at_most=1 / 3, memory=True)
    assert line(figure) == "| `next` | 500 ms | 5 MiB | 1.00 | 0.75 – 1.25 | tomli | at most 0.333 | MISSED |"
    assert line(compared("parse", [Run(1.5, 0)])) == "| parse | 1.50 s |  |  |  |  |  |  |"
    rate = Figure("csv", (), None, [61234.4], "announcements a second", at_least=50_000)
    assert line(rate) == (
        "| csv |  |  | 61,234 | one round | announcements a second | at least 50,000 | met |"
    )
    assert {text.count("|") for text in table({"Start": [figure]}).splitlines()} == {9}


def test_a_block_of_a_document_is_replaced() -> None:
    document = "a\n<!-- x: made by the bench -->\nold\n<!-- end of x -->\nb\n"
    new = replaced(document, "x", "new")
    assert new == "a\n<!-- x: made by the bench -->\n\nnew\n\n<!-- end of x -->\nb\n"
    assert replaced(new, "x", "new") == new
    with pytest.raises(ValueError, match="no place for 'y'"):
        replaced(document, "y", "new")


def test_the_document_has_a_place_for_both_tables() -> None:
    document = (ROOT / "docs" / "performance.md").read_text(encoding="utf-8")
    for name in ("figures", "forms"):
        assert "\nhere\n" in replaced(document, name, "here")


def test_programs_take_turns_and_are_checked() -> None:
    turns = [
        constant(name, (sys.executable, "-c", f"print('{name}')"), os.environ, succeeds) for name in "ab"
    ]
    runs = measured(turns, 2, warm_ups=1)
    assert {name: len(own) for name, own in runs.items()} == {"a": 2, "b": 2}
    assert all(one.seconds > 0 and one.memory > 1 << 20 for own in runs.values() for one in own)
    wrong = constant("w", (sys.executable, "-c", "exit(3)"), os.environ, Answer(b"", b"", 0).__eq__)
    with pytest.raises(WrongAnswerError, match="w: exit code 3"):
        measured([wrong], 1)


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="only Linux tells")
def test_memory_counts_the_processes_that_a_program_starts() -> None:
    script = "import os, time\nmine = b'x' * (50 << 20)\nchild = os.fork()\n"
    script += "own = b'y' * (50 << 20)\ntime.sleep(0.3)\nif child: os.wait()\n"
    assert 140 << 20 < memory.peak((sys.executable, "-c", script), os.environ) < 200 << 20


def test_an_edit_changes_one_date(tmp_path: Path) -> None:
    path = tmp_path / "missions.toml"
    write_store(path, Size(missions=200))
    before = path.read_bytes().splitlines()
    name, said = Edits(Store("small", path)).make(0.5)
    after = path.read_bytes().splitlines()
    changed = [new for old, new in zip(before, after, strict=True) if old != new]
    assert changed == [b'date = "%b"' % said]
    assert b'name = "%b"' % name in after


@pytest.mark.parametrize("name", ["sections", "SQLite", "JSON"])
def test_forms_answer_alike(name: str, tmp_path: Path) -> None:
    store = tmp_path / "missions.toml"
    write_store(store, Size(missions=300))
    columns = forms.columns_of(store)
    path = str(tmp_path / "kept")
    form = forms.FORMS[name]()
    form.write(path, columns)
    assert form.everything(path) == columns
    soonest = form.soonest(path)
    assert soonest == forms.soonest_in(columns)
    assert len(soonest) == forms.SHOWN
    assert form.named(path, "ster explorer") == forms.named_in(columns, "ster explorer") != []
    number = columns["ahead-missions"][50]
    form.change(path, str(number))
    assert form.everything(path) == forms.changed(columns, number) != columns
