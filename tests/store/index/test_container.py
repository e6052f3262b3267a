from __future__ import annotations

import errno
import json
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.store.index import container
from timeline.store.index.container import (
    MAGIC,
    BadIndexError,
    Container,
    digest_of,
    in_memory,
    open_file,
    pack,
    save,
)

SECTIONS = {
    "empty": b"",
    "short": b"abc",
    "long": bytes(range(200)),
    "json": b'{"a": [1, 2.5, null]}',
    "lines": b"\na\n\nb",
    "numbers": (7).to_bytes(4, sys.byteorder) * 3,
}
ABOUT = {"digest": "x", "problems": 3}


def content_of(about: Mapping[str, object] = ABOUT, sections: Mapping[str, bytes] = SECTIONS) -> bytes:
    return b"".join(pack(about, sections))


def read_all(found: Container) -> dict[str, bytes]:
    return {name: found.read(name) for name in SECTIONS}


def with_header(header: object) -> bytes:
    """Return an index with this header, which is JSON or what would be it, and a payload of one block."""
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    payload = bytes(64)
    lengths = len(text).to_bytes(8, "big") + len(payload).to_bytes(8, "big")
    rest = lengths + text + digest_of(payload)
    return MAGIC + digest_of(rest) + rest + payload


def descriptors() -> set[str]:
    return {path.name for path in Path("/dev/fd").iterdir()}


def told(**given: Any) -> dict[str, Any]:
    """Return a header that is right but for what is *given*."""
    return {"about": {}, "order": sys.byteorder, "sections": {"s": [0, 8]}, **given}


@given(
    st.dictionaries(st.text(), st.integers() | st.text()),
    st.dictionaries(st.sampled_from(["a", "b", "c"]), st.binary(max_size=200)),
)
def test_what_is_packed_is_read(about: dict[str, object], sections: dict[str, bytes]) -> None:
    found = in_memory(pack(about, sections))
    assert found.about == about
    assert {name: found.read(name) for name in sections} == sections
    assert {name: found.size(name) for name in sections} == {name: len(sections[name]) for name in sections}


@given(st.integers(-1, 210), st.none() | st.integers(-1, 210))
def test_part_of_a_section_is_read(start: int, length: int | None) -> None:
    found, section = in_memory([content_of()]), SECTIONS["long"]
    end = len(section) if length is None else start + length
    if 0 <= start <= end <= len(section):
        assert found.read("long", start, length) == section[start:end]
    else:
        with pytest.raises(BadIndexError):
            found.read("long", start, length)


def test_numbers_lines_and_json_are_read() -> None:
    found = in_memory([content_of()])
    assert found.numbers("numbers", "I").tolist() == [7, 7, 7]
    assert found.numbers("numbers", "I", 1, 2).tolist() == [7, 7]
    assert found.lines("lines") == [b"a", b"", b"b"]
    assert found.json("json") == {"a": [1, 2.5, None]}


@pytest.mark.parametrize(
    "ask",
    [
        lambda found: found.numbers("short", "I"),
        lambda found: found.numbers("numbers", "I", 3, 1),
        lambda found: found.numbers("numbers", "I", 2**62, 1),
        lambda found: found.read("missing"),
        lambda found: found.size("missing"),
        lambda found: found.lines("short"),
        lambda found: found.json("short"),
        lambda found: found.json("empty"),
        lambda found: found.json("long"),
    ],
)
def test_what_is_not_there_can_not_be_read(ask: Callable[[Container], object]) -> None:
    with pytest.raises(BadIndexError):
        ask(in_memory([content_of()]))


def test_every_byte_counts() -> None:
    right = content_of()
    for place in range(len(right)):
        for flipped in (1, 0x80, 0xFF):
            wrong = bytearray(right)
            wrong[place] ^= flipped
            with pytest.raises(BadIndexError):
                read_all(in_memory([bytes(wrong)]))


def test_every_length_counts() -> None:
    right = content_of()
    for length in range(len(right)):
        with pytest.raises(BadIndexError):
            in_memory([right[:length]])
    with pytest.raises(BadIndexError):
        in_memory([right, b"\0"])


def test_nothing_but_what_is_asked_for_is_read() -> None:
    right = content_of()
    read: list[int] = []

    def read_at(start: int, length: int) -> bytes:
        read.append(start)
        return right[start : start + length]

    found = Container(read_at, len(right))
    read.clear()
    found.read("long", 70, 2)
    assert len(read) == 1
    found.read("long", 65, 30)
    assert len(read) == 1, "the block is known"
    found.read("long")
    assert len(read) == 4


@pytest.mark.parametrize("content", [b"", b"\0" * 1000, MAGIC, MAGIC + b"\xff" * 100, b"format = 1\n" * 50])
def test_what_is_no_index_can_not_be_opened(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(content)
    with pytest.raises(BadIndexError):
        open_file(path)


DEEP = b"[" * 100_000 + b"]" * 100_000


@pytest.mark.parametrize(
    "header",
    [
        *(b"", b"\xff", DEEP, b'{"about": ' + DEEP + b"}", [], 1, "x", None, {}),
        *(told(order="middle"), told(order=None), told(about=[]), told(sections=[]), told(sections="s")),
    ],
)
def test_a_header_of_the_wrong_kind_is_none(header: object) -> None:
    assert in_memory([with_header(told())]).read("s") == bytes(8)
    with pytest.raises(BadIndexError):
        in_memory([with_header(header)])


@pytest.mark.parametrize(
    "place",
    [
        *(None, 1, "08", {}, [], [0], [0, 8, 0], ["0", "8"], [0, "8"], [0.0, 8.0], [True, 1], [None, None]),
        *([-1, 8], [0, -1], [0, 65], [64, 1], [2**70, 1], [0, 2**70], [[0], [8]]),
    ],
)
def test_a_section_at_no_place_can_not_be_read(place: object) -> None:
    found = in_memory([with_header(told(sections={"s": place}))])
    with pytest.raises(BadIndexError):
        found.read("s")


def test_an_index_of_another_byte_order_is_none() -> None:
    other = "big" if sys.byteorder == "little" else "little"
    with pytest.raises(BadIndexError):
        in_memory([with_header(told(order=other))])


def test_what_is_saved_can_be_opened_by_this_user_alone(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "x"
    assert save(path, pack(ABOUT, SECTIONS))
    assert read_all(open_file(path)) == SECTIONS
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert list(path.parent.iterdir()) == [path]


def test_an_open_index_is_read_although_another_one_has_taken_its_place(tmp_path: Path) -> None:
    path = tmp_path / "x"
    save(path, pack(ABOUT, SECTIONS))
    found = open_file(path)
    save(path, [b"something else"])
    assert read_all(found) == SECTIONS


def test_an_open_index_that_is_cut_short_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "x"
    save(path, pack(ABOUT, SECTIONS))
    found = open_file(path)
    os.truncate(path, path.stat().st_size - 10)
    with pytest.raises(BadIndexError):
        read_all(found)


def test_an_open_index_that_can_not_be_read_any_more_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x"
    save(path, pack(ABOUT, SECTIONS))
    found = open_file(path)

    def fail(*_: object) -> bytes:
        raise OSError(errno.EIO, "input/output error")

    monkeypatch.setattr(os, "pread", fail)
    with pytest.raises(BadIndexError):
        found.read("long")


def test_without_pread_files_are_read_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x"
    save(path, pack(ABOUT, SECTIONS))
    monkeypatch.delattr(os, "pread")
    assert read_all(open_file(path)) == SECTIONS


def test_no_descriptor_is_left_open(tmp_path: Path) -> None:
    path = tmp_path / "x"
    save(path, pack(ABOUT, SECTIONS))
    before = descriptors()
    for _ in range(3):
        read_all(open_file(path))
        path.chmod(0o666)
        with pytest.raises(BadIndexError):
            open_file(path)
        path.chmod(0o600)
    assert descriptors() == before


def test_what_a_killed_writer_left_is_removed_when_nobody_can_be_writing_it(tmp_path: Path) -> None:
    path, old, new = (tmp_path / name for name in ("x", "x.1-a.new", "x.2-b.new"))
    for left in (old, new):
        left.write_bytes(b"half")
    os.utime(old, (0, 0))
    assert save(path, [b"whole"])
    assert sorted(tmp_path.iterdir()) == [path, new]


def _link(path: Path) -> None:
    target = path.with_name("target")
    path.rename(target)
    path.symlink_to(target)


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize(
    "change",
    [
        *(Path.unlink, _link, _pipe, _folder),
        *(lambda path: path.chmod(0o620), lambda path: path.chmod(0o602)),
    ],
)
def test_what_others_could_have_put_there_is_not_opened(
    change: Callable[[Path], None], tmp_path: Path
) -> None:
    path = tmp_path / "x"
    save(path, pack(ABOUT, SECTIONS))
    change(path)
    with pytest.raises(BadIndexError):
        open_file(path)


def test_what_belongs_to_others_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x"
    save(path, pack(ABOUT, SECTIONS))
    others = os.geteuid() + 1
    monkeypatch.setattr(os, "geteuid", lambda: others)
    with pytest.raises(BadIndexError):
        open_file(path)


def _full(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, "no space left on device")


def _full_device(path: Path, flags: int, mode: int = 0o777) -> int:
    return _OPEN("/dev/full" if flags & os.O_CREAT else path, flags & ~(os.O_CREAT | os.O_EXCL), mode)


_OPEN = os.open
FAILURES: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "mkdir": lambda patch: patch.setattr(Path, "mkdir", _full),
    "open": lambda patch: patch.setattr(os, "open", _full),
    "write": lambda patch: patch.setattr(os, "open", _full_device),
    "replace": lambda patch: patch.setattr(Path, "replace", _full),
}
"""What a full disk does."""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
@pytest.mark.parametrize("fail", FAILURES.values(), ids=FAILURES)
def test_what_can_not_be_saved_leaves_nothing_behind(
    fail: Callable[[pytest.MonkeyPatch], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x"
    assert save(path, [b"old"])
    with monkeypatch.context() as patch:
        fail(patch)
        assert not save(path, [b"new" * 100_000])
    assert [(found.name, found.read_bytes()) for found in tmp_path.iterdir()] == [("x", b"old")]


def test_nothing_is_saved_where_a_file_is_in_the_place_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    assert not save(tmp_path / "file" / "x", [b"new"])
    assert not save(tmp_path / "file" / "below" / "x", [b"new"])
    assert (tmp_path / "file").read_bytes() == b"x"


def test_blocks_are_not_tiny_where_nobody_made_them_so(monkeypatch: pytest.MonkeyPatch) -> None:
    assert container._BLOCK == 64, "in these tests they are"
    small = content_of()
    monkeypatch.setattr(container, "_BLOCK", 1 << 14)
    assert read_all(in_memory([content_of()])) == SECTIONS
    with pytest.raises(BadIndexError):
        read_all(in_memory([small]))
