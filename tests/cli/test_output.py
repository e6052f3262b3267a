"""Where answers and exports go: never over the store, never half, never with a traceback."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.program import run

DATA = Path(__file__).parent.parent / "data" / "ledger.toml"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return Path(shutil.copy(DATA, tmp_path / "ledger.toml"))


@pytest.mark.parametrize(
    "words",
    [
        ("export", "toml", "-o", "ledger.toml", "-f", "ledger.toml"),
        ("export", "csv", "-o", "./ledger.toml", "-f", "ledger.toml"),
        ("export", "toml", "-o", "other.toml", "-f", "."),
        ("report", "svom", "--save", "ledger.toml", "-f", "ledger.toml"),
    ],
)
def test_the_store_is_never_written_over(store: Path, words: tuple[str, ...]) -> None:
    before = store.read_bytes()
    answer = run(words, store.parent)
    assert (answer.code, answer.out) == (1, "")
    assert "is the store itself" in answer.err
    assert store.read_bytes() == before
    assert [path.name for path in store.parent.iterdir()] == ["ledger.toml"]


def test_a_link_stays_and_a_file_keeps_its_permissions(store: Path) -> None:
    target, link = store.parent / "target.csv", store.parent / "link.csv"
    target.touch(mode=0o600)
    link.symlink_to(target.name)
    assert run(("export", "csv", "-o", "link.csv", "-f", "ledger.toml"), store.parent).code == 0
    assert link.is_symlink()
    assert target.read_bytes().startswith(b"id,")
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_a_pipe_is_written_and_stays_a_pipe(store: Path) -> None:
    pipe = store.parent / "pipe"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()), daemon=True)
    reader.start()
    assert run(("export", "csv", "-o", "pipe", "-f", "ledger.toml"), store.parent).code == 0
    reader.join(timeout=10)
    assert got[0].startswith(b"id,")
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="no device here is always full")
@pytest.mark.parametrize("words", [("list",), ("export", "json"), ("next", "--format", "csv")])
def test_a_full_disk_is_said_in_a_line(store: Path, words: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "timeline", *words, "-f", str(store)],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.decode() == "timeline: the output: No space left on device\n"


@pytest.mark.parametrize("text", ['{"a":' + "[" * 100_000, "x = " + "[" * 20_000])
def test_records_nested_too_deeply_are_refused(
    store: Path, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = store.read_bytes()
    source = store.parent / "records"
    source.write_text(text)
    with source.open() as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        answer = run(("add", "--from", "-", "--yes", "-f", "ledger.toml"), store.parent)
    assert answer.code == 1
    assert "nested too deeply" in answer.err
    assert store.read_bytes() == before


@pytest.mark.parametrize("words", [("--ignore", "TL107"), ("--select", "TL101")])
def test_dates_that_are_not_checked_are_not_rewritten(store: Path, words: tuple[str, ...]) -> None:
    before = store.read_bytes()
    answer = run(("check", "--fix", *words, "-f", "ledger.toml"), store.parent)
    assert (answer.code, answer.out) == (2, "")
    assert "TL107" in answer.err
    assert store.read_bytes() == before
