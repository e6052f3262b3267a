"""One small broken store for each code of a problem, and what `timeline check` says of it.

`TL003.txt` holds the answer to `timeline check --file TL003.toml`, from TL101 on with `--strict`; `pytest
--rewrite-cases tests/errors` writes what the program says now, to be reviewed by hand.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.program import run
from timeline.store.check import CODES

HERE = Path(__file__).parent
STORES = sorted(path for path in HERE.glob("TL*") if path.suffix != ".txt")


@pytest.mark.parametrize("store", STORES, ids=lambda path: path.stem)
def test_a_broken_store(store: Path, rewrite: bool) -> None:  # noqa: FBT001 - a fixture
    strict = ["--strict", "--today", "2026-01-01"] if store.stem >= "TL1" else []
    answer = run(["check", "--file", store.name, *strict], HERE)
    expected = store.with_suffix(".txt")
    if rewrite:
        expected.write_text(answer.out, encoding="utf-8")
    assert answer.out == expected.read_text(encoding="utf-8")
    assert (answer.err, answer.code) == ("", 1)
    codes = re.findall(r"^\S+:\d+:\d+: (TL\d+) ", answer.out, re.MULTILINE)
    assert set(codes) == {store.stem[:5]}


def test_every_code_has_a_store() -> None:
    source = HERE.parent.parent / "src" / "timeline"
    said = "".join(path.read_text(encoding="utf-8") for path in sorted(source.glob("*/*.py")))
    assert set(re.findall(r'"(TL\d\d\d)"', said)) == {store.stem[:5] for store in STORES} == set(CODES)


def test_every_code_is_documented() -> None:
    page = (HERE.parent.parent / "docs" / "checks.md").read_text(encoding="utf-8")
    assert re.findall(r"^### (TL\d\d\d)", page, re.MULTILINE) == list(CODES)
