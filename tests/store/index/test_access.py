from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.store.index.answers import Question, check, compared, index
from tests.store.index.drafts import Craft, Told, text_of
from tests.store.index.readers import answers
from tests.store.index.tampering import kept, tell
from timeline.store.index import access, cache
from timeline.store.index.access import forget, index_of
from timeline.store.index.container import pack
from timeline.store.index.fresh import identity, now_ns
from timeline.store.read import read_store

ROOT = Path(__file__).parents[3]
SAID = Told("2020-01-15", "2024-05-03", "launch", "planned")
CRAFTS = (Craft("svom", "SVOM", told=(SAID,)), Craft("a", "A", host="svom"), Craft("jwst-2", "JWST 2"))
ONE = text_of(CRAFTS)
TWO = ONE.replace("2024-05-03", "2023-05-03").replace("SVOM", "SWOM")
"""Of the same size."""
LONG_NS = 61 * 10**9


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "a.toml"
    path.write_text(ONE, encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def much_later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let all changes be long past when the store is read."""
    monkeypatch.setattr(cache, "now_ns", lambda: now_ns() + LONG_NS)


def seen(folder: Path) -> bool:
    return bool(list(folder.glob("*.seen")))


def after_a_tick(path: Path) -> None:
    """Wait until the clock that files are stamped with has gone on."""
    before = path.stat().st_ctime_ns
    other = path.with_name("clock")
    while other.write_bytes(b"") or other.stat().st_ctime_ns <= before:
        pass
    other.unlink()


def unreadable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nobody read a whole store."""

    def read_bytes(path: Path) -> bytes:
        assert path.suffix != ".toml", "the store was read"
        with path.open("rb") as file:
            return file.read()

    monkeypatch.setattr(Path, "read_bytes", read_bytes)


@pytest.mark.usefixtures("much_later")
def test_a_store_that_is_known_is_not_read_again(
    store: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index(store, folder)
    assert seen(folder)
    with monkeypatch.context() as patch:
        unreadable(patch)
        found = index(store, folder)
        assert found.names.ids() == ["svom", "a", "jwst-2"]
        assert found.excerpt(["a"]).missions["svom"].name == "SVOM"


def test_what_has_just_changed_is_read_again(
    store: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index(store, folder)
    assert not seen(folder)
    unreadable(monkeypatch)
    with pytest.raises(AssertionError, match="the store was read"):
        index(store, folder)


def test_a_change_within_a_tick_that_keeps_the_size_is_noticed(
    store: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    same = identity(store)
    monkeypatch.setattr(cache, "identity", lambda _: same)
    check(store, folder)
    store.write_text(TWO, encoding="utf-8")
    check(store, folder)


@pytest.mark.usefixtures("much_later")
def test_a_change_that_keeps_size_and_time_is_noticed(store: Path, folder: Path) -> None:
    check(store, folder)
    assert seen(folder)
    status = store.stat()
    after_a_tick(store)
    store.write_text(TWO, encoding="utf-8")
    os.utime(store, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert store.stat().st_mtime_ns == status.st_mtime_ns
    check(store, folder)


@pytest.mark.usefixtures("much_later")
def test_another_file_in_its_place_is_noticed(store: Path, folder: Path) -> None:
    check(store, folder)
    status = store.stat()
    other = store.with_name("other")
    other.write_text(TWO, encoding="utf-8")
    os.utime(other, ns=(status.st_atime_ns, status.st_mtime_ns))
    other.replace(store)
    check(store, folder)


@pytest.mark.usefixtures("much_later")
def test_a_folder_that_another_one_replaces_while_it_is_read_is_not_remembered(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "now" / "a.toml"
    for name, text in (("now", ONE), ("later", TWO)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.toml").write_text(text, encoding="utf-8")

    def swap() -> None:
        (tmp_path / "now").rename(tmp_path / "aside")
        (tmp_path / "later").rename(tmp_path / "now")
        (tmp_path / "aside").rename(tmp_path / "later")

    def read_bytes(path: Path) -> bytes:
        if path == store:
            swap()
        with path.open("rb") as file:
            return file.read()

    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", read_bytes)
        assert index(store, folder).names.called("swom") == ["svom"]
    swap()
    check(store, folder)


def _added(store: Path) -> None:
    (store / "c.toml").write_text(text_of((Craft("x", "X", host="svom"),)), encoding="utf-8")


def _removed(store: Path) -> None:
    (store / "b.toml").unlink()


def _renamed(store: Path) -> None:
    (store / "a.toml").rename(store / "c.toml")


def _swapped(store: Path) -> None:
    (store / "a.toml").rename(store / "c")
    (store / "b.toml").rename(store / "a.toml")
    (store / "c").rename(store / "b.toml")


def _edited(store: Path) -> None:
    after_a_tick(store / "a.toml")
    (store / "a.toml").write_text(TWO, encoding="utf-8")


def _other_file_added(store: Path) -> None:
    (store / "c.txt").write_text("no store", encoding="utf-8")


@pytest.mark.usefixtures("much_later")
@pytest.mark.parametrize("change", [_added, _removed, _renamed, _swapped, _edited, _other_file_added])
def test_changes_of_a_folder_are_noticed(
    change: Callable[[Path], None], tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "store"
    store.mkdir()
    (store / "a.toml").write_text(ONE, encoding="utf-8")
    (store / "b.toml").write_text(text_of((Craft("y", "Y", host="a"),)), encoding="utf-8")
    check(store, folder)
    with monkeypatch.context() as patch:
        unreadable(patch)
        index(store, folder)
    change(store)
    check(store, folder)


@pytest.mark.usefixtures("much_later")
def test_a_known_identity_without_its_index_means_nothing(store: Path, folder: Path) -> None:
    index(store, folder)
    kept(folder).unlink()
    check(store, folder)


def test_an_index_without_a_digest_is_not_that_of_a_store_that_is_not_known(
    store: Path, folder: Path
) -> None:
    index(store, folder)
    tell(kept(folder), {"digest": ""}, {})
    store.write_text(TWO, encoding="utf-8")
    check(store, folder)


def test_each_store_has_its_own_index(store: Path, folder: Path) -> None:
    other, link = store.with_name("b.toml"), store.with_name("link.toml")
    other.write_text(TWO, encoding="utf-8")
    check(store, folder)
    check(other, folder)
    assert len(list(folder.iterdir())) == 2
    link.symlink_to(store)
    check(link, folder)
    assert len(list(folder.iterdir())) == 2, "by whatever name"


@pytest.mark.usefixtures("much_later")
def test_what_is_forgotten_is_gone(store: Path, folder: Path) -> None:
    index(store, folder)
    other = folder / "other"
    other.write_bytes(b"")
    assert len(list(folder.iterdir())) == 3
    forget(store, folder)
    forget(store, folder)
    assert list(folder.iterdir()) == [other]


@pytest.mark.parametrize("error", [errno.EACCES, errno.EIO])
def test_a_store_that_can_not_be_read_has_no_index(
    error: int, store: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Path) -> bytes:
        raise OSError(error, os.strerror(error))

    monkeypatch.setattr(Path, "read_bytes", fail)
    assert index_of(store, lambda: folder) is None
    assert index_of(store.with_name("missing.toml"), lambda: folder) is None


def test_a_store_that_is_no_file_has_no_index(tmp_path: Path, folder: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    assert index_of(tmp_path / "pipe.toml", lambda: folder) is None
    (tmp_path / "empty").mkdir()
    assert index_of(tmp_path / "empty", lambda: folder) is None


def _link(path: Path) -> None:
    path.rename(path.with_name("target"))
    path.symlink_to(path.with_name("target"))


def _loop(path: Path) -> None:
    path.unlink()
    path.symlink_to(path)


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _told(**about: object) -> Callable[[Path], None]:
    return lambda path: tell(path, about, {})


def _bytes(content: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(content)


ANY: dict[str, Callable[[Path], object]] = {
    "gone": Path.unlink,
    "empty": lambda path: os.truncate(path, 0),
    "cut": lambda path: os.truncate(path, path.stat().st_size // 2),
    "one byte less": lambda path: os.truncate(path, path.stat().st_size - 1),
    "one byte more": lambda path: os.truncate(path, path.stat().st_size + 1),
    "zeros": lambda path: path.write_bytes(bytes(path.stat().st_size)),
    "something else": _bytes(b"format = 1\n" * 100),
    "a link": _link,
    "a loop": _loop,
    "a pipe": _pipe,
    "written by the group": lambda path: path.chmod(0o660),
    "written by others": lambda path: path.chmod(0o606),
}
OF_AN_INDEX: dict[str, Callable[[Path], object]] = {
    "another version": _told(version="0.0.0"),
    "a version that is none": _told(version=[1]),
    "another form": _told(form=-1),
    "a form that is none": _told(form="1"),
    "nothing in it": _bytes(b"".join(pack({}, {}))),
}
DAMAGES = ANY | OF_AN_INDEX


@pytest.mark.usefixtures("much_later")
@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_index_is_made_anew(damage: Callable[[Path], object], store: Path, folder: Path) -> None:
    index(store, folder)
    path = kept(folder)
    right = path.read_bytes()
    damage(path)
    check(store, folder)
    assert not path.is_symlink()
    assert path.read_bytes() == right
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.usefixtures("much_later")
@pytest.mark.parametrize("digest", ["x", "", 1, None, ["x"], {"x": []}])
def test_another_digest_only_means_that_all_is_compared(digest: object, store: Path, folder: Path) -> None:
    index(store, folder)
    tell(kept(folder), {"digest": digest}, {})
    for text in (ONE, TWO):
        store.write_text(text, encoding="utf-8")
        check(store, folder)


@pytest.mark.usefixtures("much_later")
@pytest.mark.parametrize("damage", ANY.values(), ids=ANY)
def test_what_was_seen_is_found_out_anew(damage: Callable[[Path], object], store: Path, folder: Path) -> None:
    index(store, folder)
    (path,) = folder.glob("*.seen")
    right = path.read_bytes()
    damage(path)
    check(store, folder)
    assert not path.is_symlink()
    assert path.read_bytes() == right
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_folder_in_the_place_of_an_index_is_left_alone(store: Path, folder: Path) -> None:
    index(store, folder)
    path = kept(folder)
    path.unlink()
    (path / "below").mkdir(parents=True)
    check(store, folder)
    assert [item.name for item in folder.iterdir()] == [path.name]
    forget(store, folder)
    assert (path / "below").is_dir()


def test_what_belongs_to_others_is_neither_used_nor_in_the_way(
    store: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index(store, folder)
    tell(kept(folder), {"problems": 99}, {})
    others = os.geteuid() + 1
    monkeypatch.setattr(os, "geteuid", lambda: others)
    check(store, folder)
    check(store, folder)


@pytest.mark.parametrize("place", ["file", "file/below", "link"])
def test_where_no_folder_can_be_answers_are_the_same(place: str, store: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    (tmp_path / "link").symlink_to(tmp_path / "link")
    check(store, tmp_path / place)
    assert (tmp_path / "file").read_bytes() == b"x"


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="there is no /proc here")
def test_nor_where_nobody_may_write(store: Path) -> None:
    check(store, Path("/proc/self/timeline"))


def test_leftovers_of_a_writer_that_was_killed_do_no_harm(store: Path, folder: Path) -> None:
    index(store, folder)
    path = kept(folder)
    left = path.with_name(f"{path.name}.1-00000000.new")
    left.write_bytes(path.read_bytes()[:50])
    check(store, folder)
    path.unlink()
    check(store, folder)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_damage_is_noticed(data: st.DataObject, store: Path, folder: Path) -> None:
    index(store, folder)
    path = kept(folder)
    right = path.read_bytes()
    start = data.draw(st.integers(0, 400) | st.integers(0, len(right) - 1))
    length = data.draw(st.sampled_from([0, 1, 1, 1, 64]))
    put = data.draw(st.binary(min_size=1, max_size=3))
    path.write_bytes(right[:start] + put + right[start + length :])
    for answer, whole in compared(index(store, folder), read_store(store), Question()):
        assert answer == whole


VERSIONS = [
    text_of(
        (
            Craft("svom", f"SVOM {number}", told=(SAID._replace(date=f"202{number}-05"),)),
            *(Craft(f"m-{other}", f"M {other}", told=(SAID,), host="svom") for other in range(number)),
        ),
        "# edited\n" * number,
    )
    for number in range(5)
]


def put(store: Path, text: str) -> None:
    """Replace a store in one step, as writers do."""
    new = store.with_name("new")
    new.write_text(text, encoding="utf-8")
    new.replace(store)


def right_answers(store: Path) -> list[list[str]]:
    """Return what may be said of `VERSIONS` by each of two commands."""
    found = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(access, "WORTH_BYTES", 1 << 40)
        for text in VERSIONS:
            put(store, text)
            found.append(answers(store))
    assert len({tuple(each) for each in found}) == len(VERSIONS)
    return [list(each) for each in zip(*found, strict=True)]


def check_all(said: list[list[str]], right: list[list[str]], store: Path) -> None:
    for each in said:
        assert all(one in many for one, many in zip(each, right, strict=True))
    put(store, VERSIONS[0])
    assert answers(store) == [many[0] for many in right], "what comes after the last change is never old"


def test_processes_that_read_while_a_store_changes_see_one_of_its_versions(
    store: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    right = right_answers(store)
    command = [sys.executable, "-m", "tests.store.index.readers", str(store), "40"]
    readers = [
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(3)
    ]
    for text in cycle(VERSIONS):
        put(store, text)
        if all(reader.poll() is not None for reader in readers):
            break
    for reader in readers:
        out, err = reader.communicate()
        assert (reader.returncode, err) == (0, b"")
        check_all(json.loads(out), right, store)
    assert not list(folder.rglob("*.new"))


def test_threads_that_read_while_a_store_changes_see_one_of_its_versions(
    store: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    right = right_answers(store)
    with ThreadPoolExecutor(4) as pool:
        readers = [pool.submit(answers, store) for _ in range(120)]
        for text in cycle(VERSIONS):
            put(store, text)
            if all(reader.done() for reader in readers):
                break
        check_all([reader.result() for reader in readers], right, store)
