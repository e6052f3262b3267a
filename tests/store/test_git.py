"""Two people add to one ledger in git: what docs/collaborating.md says of it."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from timeline.errors import TimelineError
from timeline.store.place import Entry
from timeline.store.read import read_store
from timeline.store.write import write

GIT = shutil.which("git") or ""
pytestmark = pytest.mark.skipif(not GIT, reason="git is not installed")
STORE = """\
format = 1

[missions.svom]
name = "SVOM"

[[missions.svom.announcements]]
announced = 2019-01-01
date = "2021"

[missions.dorn]
name = "DORN"
"""
Change = Callable[[Path], object]


def git(folder: Path, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    who = {
        f"GIT_{role}_{what}": "x@example.org"
        for role in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    environment = {**os.environ, **who, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    return subprocess.run(
        [GIT, *arguments], cwd=folder, env=environment, check=check, capture_output=True, text=True
    )


def merged(folder: Path, store: Path, mine: Change, theirs: Change) -> bool:
    """Let two branches change the store, merge the one into the other, and tell whether git could do it."""
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "the ledger")
    for branch, change in (("mine", mine), ("theirs", theirs)):
        git(folder, "switch", "-q", "-c", branch, "main")
        change(store)
        git(folder, "add", ".")
        git(folder, "commit", "-q", "-m", branch)
    return git(folder, "merge", "-q", "-m", "both", "mine", check=False).returncode == 0


def announced(mission: str, date: str, source: str = "CNES") -> Change:
    fields = {"announced": dt.date(2020, 9, 28), "date": date, "source": source}
    return lambda store: write(store, lambda _: [Entry(mission, None, [fields])])


def new(mission: str) -> Change:
    return lambda store: write(store, lambda _: [Entry(mission, {"name": mission.upper()})])


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "missions.toml"
    path.write_text(STORE)
    return path


def dates(store: Path) -> dict[str, list[str]]:
    ledger = read_store(store)
    assert ledger.problems == ()
    return {
        key: [item.date.text for item in mission.announcements] for key, mission in ledger.missions.items()
    }


def test_missions_that_differ_merge_by_themselves(store: Path) -> None:
    assert merged(store.parent, store, announced("svom", "2022-06"), announced("dorn", "2023"))
    assert dates(store) == {"svom": ["2021", "2022-06"], "dorn": ["2023"]}


def test_a_diff_shows_the_record_alone(store: Path) -> None:
    merged(store.parent, store, announced("svom", "2022-06"), announced("dorn", "2023"))
    diff = git(store.parent, "diff", "--unified=0", "main", "mine").stdout
    # Which of the two blank lines around it is new is for git to say.
    assert [line for line in diff.splitlines()[4:] if line not in ("+", "@@ -8,0 +9,5 @@")][-4:] == [
        "+[[missions.svom.announcements]]",
        "+announced = 2020-09-28",
        '+date = "2022-06"',
        '+source = "CNES"',
    ]
    assert "\n-" not in diff.partition("\n@@")[2]


def test_one_mission_is_a_conflict_that_check_finds(store: Path) -> None:
    assert not merged(store.parent, store, announced("svom", "2022-06"), announced("svom", "2022-07", "CNSA"))
    with pytest.raises(TimelineError, match="TL001 this is not TOML"):
        read_store(store)
    # What the page says: header and day stand once, above the markers.
    assert (
        "\n[[missions.svom.announcements]]\nannounced = 2020-09-28\n<<<<<<< HEAD\n"
        'date = "2022-07"\nsource = "CNSA"\n=======\ndate = "2022-06"\nsource = "CNES"\n>>>>>>> mine\n'
    ) in store.read_text()


def test_a_union_merge_would_mix_two_records(store: Path) -> None:
    (store.parent / ".gitattributes").write_text("*.toml merge=union\n")
    assert merged(store.parent, store, announced("svom", "2022-06"), announced("svom", "2022-07", "CNSA"))
    with pytest.raises(TimelineError, match="TL001 this is not TOML: cannot overwrite a value"):
        read_store(store)


def test_the_same_record_twice_is_one(store: Path) -> None:
    assert merged(store.parent, store, announced("svom", "2022-06"), announced("svom", "2022-06"))
    assert dates(store)["svom"] == ["2021", "2022-06"]


def test_two_new_missions_in_one_file_are_a_conflict(store: Path) -> None:
    assert not merged(store.parent, store, new("a"), new("b"))


def test_two_new_missions_in_a_folder_are_none(tmp_path: Path) -> None:
    folder = tmp_path / "missions"
    folder.mkdir()
    (folder / "svom.toml").write_text('format = 1\n\n[missions.svom]\nname = "SVOM"\n')
    assert merged(tmp_path, folder, new("a"), new("b"))
    assert dates(folder) == {"a": [], "b": [], "svom": []}
