from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from timeline.store.index import fresh
from timeline.store.index.fresh import Identity, identity, now_ns, remember, remembered

LONG_NS = 60 * 10**9
FILES = [Identity("a.toml", 1, 2, 3, 1000, 2000), Identity("b.toml", 1, 3, 4, 1500, 1200)]
"""Two files, the last of which changed at 2000."""


def test_what_was_read_long_after_the_last_change_is_remembered(tmp_path: Path) -> None:
    path = tmp_path / "seen"
    remember(path, FILES, "digest", 2000 + LONG_NS)
    assert remembered(path, FILES) == "digest"


@pytest.mark.parametrize("read_ns", [0, 2000, 2001, 1999 + LONG_NS])
def test_what_was_read_before_is_not(read_ns: int, tmp_path: Path) -> None:
    path = tmp_path / "seen"
    remember(path, FILES, "digest", read_ns)
    assert not path.exists()
    assert not remembered(path, FILES)


@pytest.mark.parametrize(
    "later", [FILES[0]._replace(modified_ns=1 + 10**9), FILES[0]._replace(changed_ns=1 + 10**9)]
)
def test_nor_is_what_changed_later(later: Identity, tmp_path: Path) -> None:
    path = tmp_path / "seen"
    remember(path, [later, FILES[1]], "digest", 10**9 + LONG_NS)
    assert not path.exists()


def test_nothing_is_remembered_where_the_time_of_a_change_means_something_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "seen"
    with monkeypatch.context() as patch:
        patch.setattr(os, "name", "nt")
        remember(path, FILES, "digest", 2000 + LONG_NS)
    assert not path.exists()


@pytest.mark.parametrize(
    "files",
    [
        *(FILES[:1], FILES[::-1], [], [*FILES, FILES[0]]),
        *([FILES[0]._replace(name="c.toml"), FILES[1]], [FILES[0]._replace(device=2), FILES[1]]),
        *([FILES[0]._replace(inode=7), FILES[1]], [FILES[0]._replace(size=4), FILES[1]]),
        *([FILES[0]._replace(modified_ns=1001), FILES[1]], [FILES[0]._replace(changed_ns=2001), FILES[1]]),
    ],
)
def test_other_files_are_not_remembered(files: list[Identity], tmp_path: Path) -> None:
    path = tmp_path / "seen"
    remember(path, FILES, "digest", 2000 + LONG_NS)
    assert remembered(path, FILES) == "digest"
    assert not remembered(path, files)


def _write(content: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(content)


def _link(path: Path) -> None:
    path.rename(path.with_name("target"))
    path.symlink_to(path.with_name("target"))


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


DEEP = b"[" * 100_000 + b"]" * 100_000
KNOWN = json.dumps([list(file) for file in FILES]).encode()


@pytest.mark.parametrize(
    "change",
    [
        *map(_write, [b"", b"\0" * 100, b"\xff", b"[]", b"{}", b"1", b'"x"', b"null", DEEP]),
        _write(b'{"files": %b}' % KNOWN),
        _write(b'{"files": %b, "digest": 1}' % KNOWN),
        _write(b'{"files": %b, "digest": null}' % KNOWN),
        _write(b'{"files": %b, "digest": ["x"]}' % KNOWN),
        _write(b'{"files": "x", "digest": "x"}'),
        *(Path.unlink, _link, _pipe, _folder, lambda path: path.chmod(0o666)),
    ],
)
def test_what_is_damaged_or_foreign_is_not_believed(change: Callable[[Path], object], tmp_path: Path) -> None:
    path = tmp_path / "seen"
    remember(path, FILES, "digest", 2000 + LONG_NS)
    change(path)
    assert not remembered(path, FILES)


def test_what_belongs_to_others_is_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "seen"
    remember(path, FILES, "digest", 2000 + LONG_NS)
    others = os.geteuid() + 1
    monkeypatch.setattr(os, "geteuid", lambda: others)
    assert not remembered(path, FILES)


def test_what_is_far_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "seen"
    remember(path, FILES, "digest", 2000 + LONG_NS)
    monkeypatch.setattr(fresh, "_MOST_BYTES", path.stat().st_size - 1)
    assert not remembered(path, FILES)


def test_the_identity_of_a_file_is_what_the_system_says(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(b"abc")
    os.utime(path, ns=(5, 7))
    status = path.stat()
    found = identity(path)
    assert found == ("a.toml", status.st_dev, status.st_ino, 3, 7, status.st_ctime_ns)
    with pytest.raises(FileNotFoundError):
        identity(tmp_path / "b.toml")


def test_now_is_when_a_file_would_be_written(tmp_path: Path) -> None:
    before = now_ns()
    (tmp_path / "x").write_bytes(b"x")
    a_tick = 20_000_000
    assert before - a_tick <= identity(tmp_path / "x").changed_ns <= now_ns() + a_tick
