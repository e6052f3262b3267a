from __future__ import annotations

import io
import json
import stat
from pathlib import Path
from types import SimpleNamespace
from unittest import mock

import pytest

from tests.program import run
from timeline.cli import export_
from timeline.errors import UsageError

STORE = """
format = 1
# A comment that an export has no place for.
[missions.alpha]
name = "Alpha"
agencies = ["ESA"]
[[missions.alpha.announcements]]
announced = 2020-01-01
date = "June 2030"
[[missions.alpha.announcements]]
announced = 2025-01-01
date = "2031"
[missions.beta]
name = "Beta"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "missions.toml").write_text(STORE)
    return tmp_path


def test_toml_is_a_store_in_canonical_form(folder: Path) -> None:
    answer = run(["export", "toml"], folder)
    assert answer.out == (
        "format = 1\n\n"
        '[missions.alpha]\nname = "Alpha"\nagencies = ["ESA"]\n\n'
        '[[missions.alpha.announcements]]\nannounced = 2020-01-01\ndate = "2030-06"\n\n'
        '[[missions.alpha.announcements]]\nannounced = 2025-01-01\ndate = "2031"\n\n'
        '[missions.beta]\nname = "Beta"\n'
    )
    assert (answer.err, answer.code) == ("", 0)


def test_filters_and_as_of_leave_a_part(folder: Path) -> None:
    answer = run(["export", "json", "--agency", "ESA", "--as-of", "2021-01-01"], folder)
    (mission,) = json.loads(answer.out)["missions"]
    assert [item["date"] for item in mission["announcements"]] == ["2030-06"]


@pytest.mark.parametrize("name", ["json", "csv", "toml", "markdown", "ics", "gcat", "sqlite", "parquet"])
def test_a_file_is_written_as_a_whole_and_has_the_same_bytes_as_the_output(folder: Path, name: str) -> None:
    (folder / "out").write_text("old")
    for _ in range(2):
        answer = run(["export", name, "--output", "out"], folder)
        assert (answer.out, answer.err, answer.code) == ("", "timeline: wrote out: 2 missions\n", 0)
    assert sorted(item.name for item in folder.iterdir()) == ["data", "out"]
    if name not in ("sqlite", "parquet"):
        assert run(["export", name], folder).out.encode() == (folder / "out").read_bytes()


def test_an_unknown_format(folder: Path) -> None:
    answer = run(["export", "xml"], folder)
    assert answer.err.startswith("timeline: there is no format 'xml' here; it is one of toml, json, csv")
    assert answer.code == 2


def test_a_file_that_cannot_be_written(folder: Path) -> None:
    answer = run(["export", "json", "--output", "no/such/folder/x.json"], folder)
    assert answer.err == "timeline: cannot write 'no/such/folder/x.json': No such file or directory\n"
    assert answer.code == 1


def test_a_file_that_is_replaced_is_not_touched_if_that_fails(folder: Path) -> None:
    target = folder / "taken"
    target.mkdir()
    answer = run(["export", "json", "--output", "taken"], folder)
    assert answer.code == 1
    assert target.is_dir()
    assert stat.S_ISDIR(target.stat().st_mode)
    assert sorted(item.name for item in folder.iterdir()) == ["data", "taken"]


def test_no_terminal_gets_what_is_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = io.TextIOWrapper(io.BytesIO())
    monkeypatch.setattr(
        export_, "sys", SimpleNamespace(stdout=mock.Mock(wraps=terminal, isatty=lambda: True))
    )
    with pytest.raises(UsageError, match="name a file for it"):
        export_._print(iter([b"x"]), binary=True)
