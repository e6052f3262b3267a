"""Commands that write to a large store answer and write as if they had read all of it."""

from __future__ import annotations

import io
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bench.generate import Size, write_store
from tests.program import Answer, run
from tests.terminal import type_in
from timeline.store import plan as planning
from timeline.store.index import access

DAYS = ["--announced", "2030-01-02", "--source", "CNES", "--today", "2030-01-03"]
RECORDS = (
    '{"mission": "cassia explorer 1", "announced": "2030-01-02", "date": "next year", "source": "CNES"}\n'
    '{"mission": "nimbus-telescope-1", "announced": "2030-01-02", "date": "TBD", "source": "CNES"}\n'
)
MISSIONS = (
    '[missions.zeta]\nname = "Zeta"\n[[missions.zeta.announcements]]\nannounced = 2030-01-02\ndate = "2031"\n'
)
IMPORTED = [
    {
        "id": mission,
        "name": name,
        "announcements": [{"announced": "2030-01-02", "date": "2033", "source": "ESA"}],
    }
    for mission, name in (
        ("cassia-explorer-1", "Cassia Explorer 1"),
        ("new-1", "New 1"),
        ("n2", "Selene Probe 1"),
    )
]


@pytest.fixture(scope="session")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("large") / "missions.toml"
    write_store(path, Size(missions=400))
    assert path.stat().st_size > access.WORTH_BYTES
    return path


@pytest.fixture
def folder(tmp_path: Path, generated: Path) -> Path:
    made(tmp_path, generated)
    return tmp_path


def made(folder: Path, generated: Path) -> Path:
    (folder / "data").mkdir(parents=True)
    shutil.copy(generated, folder / "data" / "missions.toml")
    (folder / "records").write_text(RECORDS)
    (folder / "missions").write_text(MISSIONS)
    (folder / "import.json").write_text(
        json.dumps({"format": "timeline-ledger", "schema": 1, "missions": IMPORTED})
    )
    return folder


def content(folder: Path) -> bytes:
    return (folder / "data" / "missions.toml").read_bytes()


def do(folder: Path, *arguments: str) -> Answer:
    environment = {f"XDG_{name}_HOME": str(folder / name.lower()) for name in ("STATE", "CACHE")}
    return run(arguments, folder, environment)


def without(folder: Path, *arguments: str) -> Answer:
    """Do what is done where no store is large enough for an index."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(access, "WORTH_BYTES", 1 << 40)
        return do(folder, *arguments)


@pytest.fixture
def ways(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that gets the way of each plan: "apart", or "whole" where all has been read."""
    found: list[str] = []

    def noted(name: str, way: str) -> None:
        really: Callable[..., object] = getattr(planning, name)

        def note(*arguments: object, **named: object) -> object:
            done = really(*arguments, **named)
            found.append(way)
            return done

        monkeypatch.setattr(planning, name, note)

    noted("_apart", "apart")
    noted("_planned", "whole")
    return found


CHANGES = [
    ["add", "cassia-explorer-1", "June 2032", *DAYS],
    ["add", "Cassia Explorer 1", "June 2032", *DAYS, "--format", "json"],
    ["add", "cassia-explorer-1", "June 2032", *DAYS, "-y"],
    ["add", "cassia-explorer-1", "June 2032", *DAYS, "--dry-run"],
    ["add", "--from", "records", "--today", "2030-01-03"],
    ["add", "--from", "records", "--today", "2030-01-03", "--dry-run"],
    ["add", "--from", "missions", "--today", "2030-01-03"],
    ["new", "zeta", "Zeta", "--agency", "ESA", "--host", "cassia-explorer-1"],
    ["new", "zeta", "Zeta", "--dry-run"],
    ["import", "json", "import.json", "--today", "2030-01-03", "--now", "2030-01-03T10:00Z"],
    ["import", "json", "import.json", "--dry-run", "--now", "2030-01-03T10:00Z"],
]
REFUSALS = [
    ["add", "nowhere at all", "2032", *DAYS],
    ["add", "cassia explorer", "2032", *DAYS],
    ["add", "cassia-explorer-1", "2032", *DAYS, "--said", "\udcff"],
    ["new", "cassia-explorer-1", "Again"],
    ["new", "zeta", "Zeta", "--host", "nowhere at all"],
]


@pytest.mark.parametrize("arguments", CHANGES, ids=lambda value: " ".join(value[:3]))
def test_what_is_written_and_said_is_the_same(
    arguments: list[str], folder: Path, generated: Path, ways: list[str]
) -> None:
    answer = do(folder, *arguments)
    assert (answer.code, set(ways)) == (0, {"apart"})
    other = made(folder / "other", generated)
    assert without(other, *arguments) == answer
    assert content(folder) == content(other)
    assert (content(folder) == generated.read_bytes()) is ("--dry-run" in arguments)


def test_what_is_refused_is_refused_alike(folder: Path, generated: Path) -> None:
    for arguments in REFUSALS:
        answer = do(folder, *arguments)
        assert answer.code == 1
        assert without(folder, *arguments) == answer
    assert content(folder) == generated.read_bytes()


def test_one_after_the_other_and_back(folder: Path, generated: Path, ways: list[str]) -> None:
    contents = [content(folder)]
    for number in range(4):
        answer = do(folder, "add", "cassia-explorer-1", f"203{number}", *DAYS, "-y")
        line = int(answer.out.rpartition(":")[2])
        added = content(folder).decode().split("\n")
        assert added[line - 1] == "[[missions.cassia-explorer-1.announcements]]"
        assert f'date = "203{number}"' in added[line : line + 3]
        contents.append(content(folder))
    again = do(folder, "add", "cassia-explorer-1", "2032", *DAYS, "-y")
    assert "already; --force adds it once more" in again.err
    assert do(folder, "new", "zeta", "Zeta").code == 0
    assert do(folder, "add", "zeta", "2031", *DAYS, "-y").code == 0
    assert set(ways) == {"apart"}
    for _ in range(2):
        assert do(folder, "undo", "-y").code == 0
    while contents:
        assert content(folder) == contents.pop()
        undone = do(folder, "undo", "-y")
        assert undone.code == (0 if contents else 1)
    assert content(folder) == generated.read_bytes()


def test_a_preview_is_shown_once_although_all_is_read_in_the_end(folder: Path, ways: list[str]) -> None:
    path = folder / "data" / "missions.toml"
    lines = path.read_text("utf-8").replace("\n", "\r\n").removesuffix("\r\n") + "\n"
    arguments = ["add", "cassia-explorer-1", "June 2032", *DAYS]
    path.write_bytes(lines.encode())
    answer = do(folder, *arguments)
    assert ways == ["whole"]
    assert answer.out.count("[[missions.cassia-explorer-1.announcements]]") == 1
    path.write_bytes(lines.encode())
    assert without(folder, *arguments) == answer


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="there are no terminals to make here")
def test_questions_are_asked_once(folder: Path) -> None:
    environment = {"XDG_STATE_HOME": str(folder / "state"), "XDG_CACHE_HOME": str(folder / "cache")}
    screen = type_in(["add", "cassia explorer 1", "June 2032", *DAYS], "y\n", folder, environment)
    assert screen.code == 0
    assert screen.text.count("Add this to Cassia Explorer 1? [Y/n]") == 1
    assert screen.text.count("[[missions.cassia-explorer-1.announcements]]") == 1
    screen = type_in(["add", "--from", "missions"], "y\n", folder, environment)
    assert screen.code == 0
    assert screen.text.count("+[missions.zeta]") == screen.text.count("Write this?") == 1


def test_records_from_standard_input_are_read_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(RECORDS))
    assert do(folder, "add", "--from", "-", "--today", "2030-01-03").out.count("data/missions.toml:") == 2


def broken(text: str) -> bytes:
    return f"{text}\n[broken".encode()


def no_utf_8(text: str) -> bytes:
    return text.encode() + b"# \xff\n"


def another_format(text: str) -> bytes:
    return text.replace("format = 1", "format = 2", 1).encode()


@pytest.mark.parametrize("edit", [broken, no_utf_8, another_format])
def test_a_store_that_has_been_spoilt_is_refused_alike(
    edit: Callable[[str], bytes], folder: Path, generated: Path
) -> None:
    add = ["add", "cassia-explorer-1", "2032", *DAYS, "-y"]
    assert do(folder, *add).code == 0
    spoilt = edit(generated.read_text("utf-8"))
    (folder / "data" / "missions.toml").write_bytes(spoilt)
    answer = do(folder, *add)
    assert (answer.code, answer.out) == (1, "")
    assert without(folder, *add) == answer
    assert content(folder) == spoilt


def test_a_read_only_store_is_refused_alike(folder: Path) -> None:
    (folder / "data" / "missions.toml").chmod(0o444)
    add = ["add", "cassia-explorer-1", "2032", *DAYS, "-y"]
    answer = do(folder, *add)
    assert "is read-only; nothing was written" in answer.err
    assert without(folder, *add) == answer


def a_file(cache: Path) -> None:
    shutil.rmtree(cache)
    cache.write_text("a file where a folder should be")


def damaged(cache: Path) -> None:
    for path in cache.rglob("*.index"):
        whole = path.read_bytes()
        path.write_bytes(whole[:-5000] + bytes(5000))


def empty(cache: Path) -> None:
    for path in cache.rglob("*.index"):
        path.write_bytes(b"")


@pytest.mark.parametrize("trouble", [a_file, damaged, empty])
def test_trouble_with_the_index_is_not_noticed(
    trouble: Callable[[Path], None], folder: Path, generated: Path
) -> None:
    first = ["add", "cassia-explorer-1", "2032", *DAYS, "-y"]
    second = ["add", "Cassia Explorer 1", "2033", *DAYS]
    do(folder, *first)
    trouble(folder / "cache")
    answer = do(folder, *second)
    assert answer.code == 0
    other = made(folder / "other", generated)
    without(other, *first)
    assert without(other, *second) == answer
    assert content(folder) == content(other)
