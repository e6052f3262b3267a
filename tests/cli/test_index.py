"""The index of a large store: what is answered with it is what is answered without."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from bench.generate import Size, write_store
from tests.program import Answer, run
from tests.store.index.tampering import kept, sections_of, tell
from timeline.model import Ledger
from timeline.store import read
from timeline.store.index import access, container
from timeline.store.index.container import open_file

DATA = Path(__file__).parents[1] / "data"
NEVER = 1 << 40
NOW = ["--now", "2026-01-15T12:00:00Z"]
QUESTIONS: list[list[str]] = [
    *(["next", "--limit", "5"], ["next"], ["next", "--within", "90d"], ["next", "--format", "json"]),
    *(["next", "relay", "--limit", "3"], ["next", "--limit", "500"], ["next", "--status", "on-hold"]),
    *(["next", "--agency", "ESA", "--limit", "2"], ["next", "--until", "2026-06-01", "--limit", "9"]),
    *(["next", "--limit", "5", "--as-of", "2015-05-05"], ["next", "--limit", "5", "--today", "2015-05-05"]),
    *(["slips", "--limit", "5"], ["slips"], ["slips", "--limit", "4", "--min", "5y"]),
    *(["slips", "--limit", "3", "--as-of", "2015-05-05"], ["slips", "--limit", "3", "--sort", "nominal"]),
    *(["slips", "--limit", "3", "--baseline", "2010-01-01"], ["slips", "--limit", "3", "--moves"]),
    *(["slips", "aquila-relay-1", "iris-sat-2"], ["slips", "aquila-relay-1", "--moves"]),
    *(["gantt", "--limit", "4"], ["gantt", "aquila-relay-1", "iris-sat-2"], ["chart", "aquila-relay-1"]),
    *(["show", "aquila-relay-1"], ["show", "Aquila Relay 1", "iris-sat-2", "aquila-relay-1"]),
    *(["show", "aquila-relay-1", "--as-of", "2015-05-05"], ["show", "aquila-relay-1", "--format", "json"]),
    *(
        ["show", "aquila"],
        ["show", "aquila-rellay-1"],
        ["show", "zzz"],
        ["show", ""],
        ["show", "ōzora relay 1"],
    ),
    *(["report", "aquila-relay-1"], ["report", "aquila"], ["add", "aquila", "2030", "--dry-run"]),
    *(["add", "iris-sat-2", "2030", "--dry-run"], ["edit", "iris-sat-2"], ["edit", "iris"]),
    *(["new", "iris-sat-2", "X", "--dry-run"], ["new", "x", "X", "--host", "iris-sat-2", "--dry-run"]),
    *(["list", "--limit", "3"], ["stats"], ["log", "--limit", "4"], ["log", "--since", "2026-01-01"]),
    *(["log", "--limit", "3", "--until", "2015-05-05"], ["log", "--limit", "2", "--as-of", "2015-05-05"]),
    *([], ["--limit", "3"], ["--agency", "ESA"], ["--as-of", "2015-05-05"], ["--today", "0001-02-01"]),
]


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store of somewhat more than a megabyte."""
    path = tmp_path_factory.mktemp("large") / "large.toml"
    write_store(path, Size(missions=1300))
    assert path.stat().st_size > access.WORTH_BYTES
    return path


@pytest.fixture(scope="session")
def whole(large: Path) -> Ledger:
    """Return all that the large store says: reading it takes most of the time of these tests."""
    return read.read_store(large)


@pytest.fixture
def read_once(large: Path, whole: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the large store be read once for all."""
    read_store = read.read_store
    monkeypatch.setattr(read, "read_store", lambda path: whole if path == large else read_store(path))


@pytest.fixture(scope="session")
def cache(large: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder for caches in which the large store has its index."""
    path = tmp_path_factory.mktemp("cache")
    assert ask(large, ["next", "--limit", "1"], path, path).code == 0
    return path


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a small store that has an index all the same."""
    monkeypatch.setattr(access, "WORTH_BYTES", 1)
    monkeypatch.setattr(container, "_BLOCK", 64)
    path = tmp_path / "small.toml"
    path.write_bytes((DATA / "ledger.toml").read_bytes())
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return where the indexes of a user are."""
    return tmp_path / ".cache" / "timeline" / "index"


def ask(store: Path, arguments: Sequence[str], folder: Path, cache: Path | None = None) -> Answer:
    """Return what the program answers; every editor leaves what it is given as it is."""
    variables = {"EDITOR": "echo", "VISUAL": "echo", "XDG_CACHE_HOME": str(cache or folder / ".cache")}
    return run(["--file", str(store), *NOW, *arguments], folder, variables)


def without(store: Path, arguments: Sequence[str], folder: Path) -> Answer:
    """Return what the program answers without any index."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(access, "WORTH_BYTES", NEVER)
        return ask(store, arguments, folder, folder / "no cache")


def same(store: Path, arguments: Sequence[str], folder: Path, cache: Path | None = None) -> bool:
    return ask(store, arguments, folder, cache) == without(store, arguments, folder)


@pytest.mark.usefixtures("read_once")
@pytest.mark.parametrize("arguments", QUESTIONS, ids=" ".join)
def test_answers_from_a_large_store_are_the_same(
    arguments: list[str], large: Path, cache: Path, tmp_path: Path
) -> None:
    right = without(large, arguments, tmp_path)
    assert ask(large, arguments, tmp_path, cache) == right
    assert not (tmp_path / "no cache").exists()
    assert kept(cache / "timeline" / "index").stat().st_size > 100_000


SMALL_ANSWERS: list[list[str]] = [
    *(["next", "--limit", "5"], ["slips", "--limit", "5"], ["slips", "iris-sat-2", "--moves"]),
    *(["show", "iris-sat-2"], ["gantt", "--limit", "3"], ["gantt", "iris-sat-2"], ["chart", "iris-sat-2"]),
    *(["report", "iris-sat-2"], ["edit", "iris-sat-2"], ["show", "iris sat 2", "--as-of", "2015-05-05"]),
    *([], ["--limit", "2"], ["log", "--limit", "2"], ["log", "--since", "2026-01-01"]),
]


@pytest.mark.usefixtures("read_once")
@pytest.mark.parametrize("arguments", SMALL_ANSWERS, ids=" ".join)
def test_small_answers_are_found_without_reading_the_store(
    arguments: list[str], large: Path, cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = without(large, arguments, tmp_path)

    def fail(_: Path) -> None:
        pytest.fail("the whole store was read")

    monkeypatch.setattr(read, "read_store", fail)
    answer = ask(large, arguments, tmp_path, cache)
    assert answer == right
    assert answer.code == 0


def test_small_stores_have_no_index(tmp_path: Path) -> None:
    for arguments in (["next", "--limit", "2"], ["slips", "--limit", "2"], ["show", "svom"], []):
        assert ask(DATA / "ledger.toml", arguments, tmp_path).code == 0
    assert not (tmp_path / ".cache").exists()


def test_the_index_is_where_the_user_keeps_caches(small: Path, tmp_path: Path, folder: Path) -> None:
    store = ["--file", str(small), *NOW]
    elsewhere = tmp_path / "elsewhere"
    run([*store, "show", "svom"], tmp_path, {"XDG_CACHE_HOME": str(elsewhere)})
    assert kept(elsewhere / "timeline" / "index").is_file()
    assert not folder.exists()
    run([*store, "show", "svom"], tmp_path, {"XDG_CACHE_HOME": ""})
    assert kept(folder).is_file()


@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize(
    "arguments",
    [
        ["next", "--limit", "2"],
        ["show", "svom"],
        ["show", "zzz"],
        ["new", "x", "X", "--host", "svom", "--dry-run"],
    ],
    ids=" ".join,
)
def test_problems_are_told_once_and_alike(
    number: int, arguments: list[str], small: Path, tmp_path: Path
) -> None:
    with small.open("a", encoding="utf-8") as file:
        file.write(
            "\n[missions.problematic]\nname = 'x'\n" + "".join(f"key-{n} = 1\n" for n in range(number))
        )
    for _ in range(2):
        answer = ask(small, arguments, tmp_path)
        assert answer == without(small, arguments, tmp_path)
        assert answer.err.count("`timeline check` shows them") == 1


def test_they_are_told_once_when_the_index_turns_out_to_be_damaged(
    small: Path, tmp_path: Path, folder: Path
) -> None:
    with small.open("a", encoding="utf-8") as file:
        file.write("\n[missions.problematic]\nname = 'x'\nkey = 1\n")
    ask(small, ["show", "svom"], tmp_path)
    path = kept(folder)
    content = bytearray(path.read_bytes())
    tell(path, {}, {"hosted": b"[]"})
    assert path.read_bytes() != content
    answer = ask(small, ["show", "svom"], tmp_path)
    assert answer == without(small, ["show", "svom"], tmp_path)
    assert answer.err.count("`timeline check` shows them") == 1


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _link(path: Path) -> None:
    path.rename(path.with_name("target"))
    path.symlink_to(path.with_name("target"))


def _nested(path: Path) -> None:
    tell(path, {}, {"hosted": b"[" * 100_000})


def _sections(*names: str) -> Callable[[Path], None]:
    def empty(path: Path) -> None:
        tell(path, {}, dict.fromkeys(names, b""))

    return empty


def _digests(path: Path) -> None:
    tell(path, {}, {"digests": bytes(len(sections_of(open_file(path))["digests"]))})


DAMAGES: dict[str, Callable[[Path], object]] = {
    "gone": Path.unlink,
    "empty": lambda path: os.truncate(path, 0),
    "cut": lambda path: os.truncate(path, path.stat().st_size - 64),
    "zeros": lambda path: path.write_bytes(bytes(path.stat().st_size)),
    "a link": _link,
    "a pipe": _pipe,
    "written by others": lambda path: path.chmod(0o666),
    "another version": lambda path: tell(path, {"version": "0.0.1"}, {}),
    "wrong problems": lambda path: tell(path, {"problems": "many"}, {}),
    "nested": _nested,
    "no names": _sections("names"),
    "no ids": _sections("ids"),
    "no places": _sections("places"),
    "no rankings": _sections("ahead-due", "slips-missions"),
    "other digests": _digests,
}
ASKED = [["show", "svom"], ["show", "change"], ["next", "--limit", "2"], ["slips", "--limit", "2"]]


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_index_changes_no_answer_and_is_mended(
    damage: Callable[[Path], object], small: Path, tmp_path: Path, folder: Path
) -> None:
    ask(small, ASKED[0], tmp_path)
    path = kept(folder)
    right = path.read_bytes()
    for arguments in ASKED:
        damage(path)
        assert same(small, arguments, tmp_path)
        ask(small, arguments, tmp_path)
        if not path.exists() or path.read_bytes() != right:  # what this answer does not need was never read
            path.unlink(missing_ok=True)
            ask(small, ASKED[0], tmp_path)
        assert path.read_bytes() == right


def test_every_byte_of_an_index_may_be_another(small: Path, tmp_path: Path, folder: Path) -> None:
    ask(small, ASKED[0], tmp_path)
    path = kept(folder)
    right = path.read_bytes()
    answers = [without(small, arguments, tmp_path) for arguments in ASKED]
    places = sorted({*range(0, 400, 23), *range(400, len(right), len(right) // 60)})
    for turn, place in enumerate(places):
        wrong = bytearray(right)
        wrong[place] ^= 1 << turn % 8
        path.write_bytes(wrong)
        assert ask(small, ASKED[turn % 4], tmp_path) == answers[turn % 4]
    for turn, length in enumerate(range(0, len(right), len(right) // 20)):
        path.write_bytes(right[:length])
        assert ask(small, ASKED[turn % 4], tmp_path) == answers[turn % 4]
        assert path.read_bytes() == right


def _full(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, "no space left on device")


def _read_only(path: str, flags: int, mode: int = 0o777) -> int:
    if flags & os.O_CREAT:
        raise OSError(errno.EROFS, "read-only file system")
    return _OPEN(path, flags, mode)


_OPEN = os.open


@pytest.mark.parametrize(
    ("owner", "name", "failing"), [(os, "open", _read_only), (Path, "replace", _full), (Path, "mkdir", _full)]
)
def test_a_disk_that_takes_nothing_changes_no_answer(
    owner: object, name: str, failing: object, small: Path, tmp_path: Path, folder: Path
) -> None:
    right = [without(small, arguments, tmp_path) for arguments in ASKED]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(owner, name, failing)
        assert [ask(small, arguments, tmp_path) for arguments in ASKED] == right
    assert not list(folder.glob("*")) if folder.exists() else True


@pytest.fixture(params=["file", "pipe", "loop", "/proc/self"])
def no_folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Return what can't be a folder for caches."""
    path = tmp_path / str(request.param)
    if request.param == "file":
        path.write_bytes(b"x")
    elif request.param == "pipe":
        os.mkfifo(path)
    elif request.param == "loop":
        path.symlink_to(path)
    return path


def test_where_no_cache_can_be_answers_are_the_same(no_folder: Path, small: Path, tmp_path: Path) -> None:
    for arguments in ASKED:
        assert same(small, arguments, tmp_path, no_folder)


def test_after_an_edit_answers_are_those_of_the_new_store(small: Path, tmp_path: Path) -> None:
    text = small.read_text(encoding="utf-8")
    for edited in (
        text,
        "# edited\n\n" + text,
        text.replace("2021", "2022"),
        text[: text.rindex("[missions.")],
    ):
        small.write_text(edited, encoding="utf-8")
        for arguments in ASKED:
            assert same(small, arguments, tmp_path)


def test_what_the_program_writes_is_what_it_answers_next(small: Path, tmp_path: Path) -> None:
    ask(small, ["show", "svom"], tmp_path)
    assert ask(small, ["add", "svom", "2031-05-03", "--yes"], tmp_path).code == 0
    answer = ask(small, ["show", "svom"], tmp_path)
    assert "2031-05-03" in answer.out
    assert answer == without(small, ["show", "svom"], tmp_path)
    ask(small, ["undo", "--yes"], tmp_path)
    answer = ask(small, ["show", "svom"], tmp_path)
    assert "2031-05-03" not in answer.out
    assert answer == without(small, ["show", "svom"], tmp_path)


def test_a_store_that_is_no_toml_is_the_same_error(small: Path, tmp_path: Path) -> None:
    ask(small, ["show", "svom"], tmp_path)
    with small.open("a", encoding="utf-8") as file:
        file.write("x = \n")
    for arguments in ASKED:
        answer = ask(small, arguments, tmp_path)
        assert answer == without(small, arguments, tmp_path)
        assert (answer.code, "this is not TOML" in answer.err) == (1, True)
