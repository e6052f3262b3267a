from __future__ import annotations

import time
from pathlib import Path

import pytest

from timeline.errors import TimelineError
from timeline.store.locate import Store, is_ours, locate, shipped_store

OURS = "format = 1\n"


def put(path: Path, text: str = OURS) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def no_store() -> Path:
    return Path("/nowhere/at/all/missions.toml")


def test_what_is_named_wins(tmp_path: Path) -> None:
    put(tmp_path / "data" / "missions.toml")
    named = put(tmp_path / "mine.toml", "anything")
    assert locate(str(named), tmp_path, no_store) == Store(named)


def test_a_folder_can_be_named(tmp_path: Path) -> None:
    assert locate(str(tmp_path), tmp_path, no_store) == Store(tmp_path)


def test_home_is_understood(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    put(tmp_path / "mine.toml")
    assert locate("~/mine.toml", tmp_path, no_store) == Store(tmp_path / "mine.toml")


def test_what_is_named_must_exist(tmp_path: Path) -> None:
    with pytest.raises(
        TimelineError, match=r"^there is no store at 'none\.toml'; name a TOML file or a folder"
    ):
        locate("none.toml", tmp_path, no_store)


def test_this_folder_comes_before_those_above(tmp_path: Path) -> None:
    put(tmp_path / "data" / "missions.toml")
    here = tmp_path / "project" / "docs"
    put(here / "data" / "missions.toml")
    assert locate(None, here, no_store) == Store(Path("data", "missions.toml"))


def test_the_nearest_folder_above_is_used(tmp_path: Path) -> None:
    put(tmp_path / "data" / "missions.toml")
    near = put(tmp_path / "project" / "data" / "missions.toml")
    here = tmp_path / "project" / "docs" / "deep"
    here.mkdir(parents=True)
    assert locate(None, here, no_store) == Store(near)


def test_a_file_of_that_name_that_is_not_ours_is_passed_over(tmp_path: Path) -> None:
    put(tmp_path / "project" / "data" / "missions.toml", "[tool]\nformat = 1\n")
    above = put(tmp_path / "data" / "missions.toml")
    assert locate(None, tmp_path / "project", no_store) == Store(above)


def test_the_users_own_store_comes_next(tmp_path: Path) -> None:
    own = put(tmp_path / "share" / "timeline" / "missions.toml")
    assert locate(None, tmp_path, lambda: own) == Store(own)


def test_the_users_own_store_is_not_asked_for_in_vain(tmp_path: Path) -> None:
    put(tmp_path / "data" / "missions.toml")

    def must_not() -> Path:
        raise AssertionError

    locate(None, tmp_path, must_not)


def test_at_last_the_shipped_ledger_which_is_read_only(tmp_path: Path) -> None:
    assert locate(None, tmp_path, no_store) == Store(shipped_store(), shipped=True)
    assert is_ours(shipped_store())


@pytest.mark.parametrize(
    ("text", "ours"),
    [
        ("format = 1", True),
        ("format=2", True),
        ("\ufeff# a comment\n\n  \t# another\r\nformat \t= 1", True),
        ("title = \"x\"\nnote = 'y' # z\n\nformat = 1\n[missions]", True),
        ("", False),
        ("[missions]\nformat = 1", False),
        ("# format = 1", False),
        ("formats = 1", False),
        ("informat = 1", False),
        ("format.version = 1", False),
        ("\x00\x01", False),
    ],
)
def test_ours_begins_with_a_format(tmp_path: Path, text: str, ours: bool) -> None:  # noqa: FBT001 - a column
    assert is_ours(put(tmp_path / "a.toml", text)) is ours


def test_what_is_no_file_is_not_ours(tmp_path: Path) -> None:
    assert not is_ours(tmp_path)
    assert not is_ours(tmp_path / "none")


@pytest.mark.parametrize(
    "line", ["#" * 60_000, "# " * 30_000, "a = 1\n" * 10_000, " \t" * 30_000, "a" * 60_000]
)
def test_no_file_takes_long(tmp_path: Path, line: str) -> None:
    path = put(tmp_path / "a.toml", f"{line}\n[table]\n")
    begun = time.process_time()
    assert not is_ours(path)
    assert time.process_time() - begun < 5
