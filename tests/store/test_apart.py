"""Records that go into a large store without a look at the others: as if all had been looked at."""

from __future__ import annotations

import errno
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store.in_parts import SAID, Outcome, entries, fitting, is_apart, ledgers, outcome, same_outcome
from tests.store.strategies import DrawnStore, stores
from timeline.errors import TimelineError
from timeline.model import Ledger
from timeline.store.index import access, container, survey
from timeline.store.place import Entry
from timeline.store.plan import plan
from timeline.store.write import Journal, take_back, write

Folders = pytest.TempPathFactory


@pytest.fixture(autouse=True, scope="module")
def small() -> Iterator[None]:
    """Small stores count as large ones."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(access, "WORTH_BYTES", 1)
        patch.setattr(container, "_BLOCK", 64)
        patch.setattr(survey, "_MISSIONS_PER_STRETCH", 2)
        patch.setattr(survey, "_MANY", 3)
        yield


@settings(max_examples=100)
@given(store=stores(), data=st.data())
def test_any_store_gains_the_same(tmp_path_factory: Folders, store: DrawnStore, data: st.DataObject) -> None:
    folder = tmp_path_factory.mktemp("any")
    path = folder / "m.toml"
    path.write_bytes(store.content)
    same_outcome(path, data.draw(entries(store.ids)), folder / "cache")


@settings(max_examples=150)
@given(ledger=ledgers(), data=st.data())
def test_a_store_in_parts_gains_the_same(
    tmp_path_factory: Folders, ledger: tuple[bytes, tuple[str, ...]], data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("parts")
    path = folder / "m.toml"
    path.write_bytes(ledger[0])
    same_outcome(path, data.draw(entries(ledger[1])), folder / "cache")


@settings(max_examples=40)
@given(ledger=ledgers(), data=st.data())
def test_many_records_are_the_same(
    tmp_path_factory: Folders, ledger: tuple[bytes, tuple[str, ...]], data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("many")
    path = folder / "m.toml"
    path.write_bytes(ledger[0])
    same_outcome(path, data.draw(entries(ledger[1], most=14)), folder / "cache")


@settings(max_examples=25)
@given(ledger=ledgers(), data=st.data())
def test_one_after_the_other_and_back(
    tmp_path_factory: Folders, ledger: tuple[bytes, tuple[str, ...]], data: st.DataObject
) -> None:
    work = tmp_path_factory.mktemp("row")
    path, journal = work / "m.toml", Journal(work / "state", "a change")
    path.write_bytes(ledger[0])
    contents = [ledger[0]]
    for _ in range(data.draw(st.integers(2, 4))):
        added = data.draw(entries(ledger[1]))
        found = same_outcome(path, added, work / "cache")
        if not isinstance(found, Outcome) or not found.contents:
            continue
        write(path, fitting(added), journal, indexes=lambda: work / "cache")
        assert [path.read_bytes()] == found.contents
        contents.append(path.read_bytes())
    while len(contents) > 1:
        assert path.read_bytes() == contents.pop()
        take_back(path, journal.folder)
    assert path.read_bytes() == contents[0]


A = '[missions.a]\nname = "A"\n'
B = "# of b\n[missions.b]\nname = '嫦娥'\nannouncements = [\n  {announced = '2020', date = 'TBD'}\n]\n"
C = "[missions.c]\nname = 'C'\nids.x = 'y'\n[[missions.c.announcements]]\nannounced = '2020'\ndate = 'TBD'\n"
HEAD = "format = 1\n\n"
WHOLE = HEAD + A + "\n" + B + C
SUBTABLE = (
    f"{HEAD}{A}\t[[missions.a.announcements]]\n\t  date = 'TBD'\n[missions.a.announcements.x]\ny = 1\n{C}"
)
TO_A, TO_C = Entry("a", None, [SAID[0]]), Entry("c", None, [SAID[1]])
LINKED = Entry("c", None, ids={"other": "z"})
NEW = Entry("new", {"name": "New"}, [SAID[2]])
ALL = [NEW, LINKED, TO_C, TO_A, Entry("b", None, [SAID[0], SAID[1]])]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "store" / "m.toml"
    path.parent.mkdir()
    path.write_text(WHOLE, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "added"),
    [
        (WHOLE, [TO_A]),
        (WHOLE, [NEW]),
        (WHOLE, ALL),
        (WHOLE.rstrip("\n"), ALL),
        (WHOLE + "# the end", ALL),
        (WHOLE + "\n\n  \n", ALL),
        ("\ufeff" + WHOLE, ALL),
        ("\ufeff" + WHOLE.replace("\n", "\r\n"), ALL),
        (HEAD + A, [TO_A, NEW]),
        (HEAD + A.rstrip("\n"), [NEW, TO_A]),
        (f"{HEAD}[missions.c]\n[missions.a]", [NEW, TO_A, TO_C]),
        (SUBTABLE, [TO_A, LINKED]),
        (SUBTABLE, [TO_A, *[TO_C] * 9]),
    ],
)
def test_these_are_added_apart(text: str, added: list[Entry], store: Path, folder: Path) -> None:
    store.write_bytes(text.encode())
    assert isinstance(same_outcome(store, added, folder), Outcome)
    assert is_apart(store, added, folder)


@pytest.mark.parametrize(
    ("text", "added"),
    [
        (WHOLE, [NEW, Entry("new", None, [SAID[0]])]),
        (WHOLE, [Entry("嫦娥", {"name": "Chang'e"})]),
        (f"format = 1\nmissions.d.name = 'D'\n{A}{C}", [TO_A]),
        (f"{HEAD}{A}[missions]\nd.name = 'D'\n", [TO_A]),
        (f"x = 1\n{WHOLE}", [TO_A]),
        (f"{HEAD}{C}{A}[[missions.c.announcements]]\n", [TO_A]),
        (f"{HEAD}{A}{A.replace('a', 'd')}".replace("[missions.a]", '[missions."a"]'), [TO_A]),
        (WHOLE.replace("\n", "\r\n").removesuffix("\r\n") + "\n", [Entry("b", None, [SAID[0]])]),
        (f"{HEAD}{A}{C}[missions.c.ids]\nx = 'y'\n".replace("ids.x = 'y'\n", ""), [LINKED]),
    ],
)
def test_for_these_the_whole_is_read(text: str, added: list[Entry], store: Path, folder: Path) -> None:
    store.write_bytes(text.encode())
    assert isinstance(same_outcome(store, added, folder), Outcome)
    assert not is_apart(store, added, folder)


def test_nothing_to_add_is_nothing(store: Path, folder: Path) -> None:
    assert plan(store, lambda _: [], indexes=lambda: folder).changes == ()


def test_it_is_decided_with_a_ledger_that_says_what_the_whole_says(store: Path, folder: Path) -> None:
    seen: list[Ledger] = []

    def decide(ledger: Ledger) -> list[Entry]:
        seen.append(ledger)
        return [TO_A]

    for indexes in (lambda: folder, None):
        plan(store, decide, indexes=indexes)
    apart, whole = seen
    assert apart.name == whole.name
    assert [mission.name for mission in apart.missions.values()] == ["A", "嫦娥", "C"]
    assert [item.place for item in apart.missions["c"].announcements] == [
        item.place for item in whole.missions["c"].announcements
    ]


def no_utf_8(store: Path) -> None:
    store.write_bytes(WHOLE.encode().replace("嫦".encode(), b"\xff"))


def saying(old: str, new: str) -> Callable[[Path], None]:
    def edit(store: Path) -> None:
        assert old in WHOLE
        store.write_text(WHOLE.replace(old, new, 1), encoding="utf-8")

    return edit


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (no_utf_8, "the byte 0xff is not UTF-8"),
        (saying("name = 'C'", "name = C"), "TL001 this is not TOML"),
        (saying("name = 'C'", "name = 'C"), "TL001 this is not TOML"),
        (saying("name = 'C'", "name = '''C"), "TL001 this is not TOML"),
        (saying("ids.x = 'y'", "ids.x = 'y'\nids.x = 'y'"), "TL001 this is not TOML"),
        (saying("[missions.c]", "[missions.b]"), "TL001 this is not TOML"),
        (saying("[missions.c]", "[missions.c"), "TL001 this is not TOML"),
        (saying("# of b", "of b"), "TL001 this is not TOML"),
        (saying("format = 1", "format = 1\nformat = 1"), "TL001 this is not TOML"),
        (saying("format = 1", "format = 2"), "does not say format = 1"),
        (saying("format = 1", "format = true"), "does not say format = 1"),
        (saying("format = 1", "# format = 1"), "does not say format = 1"),
        (saying('name = "A"', 'announcements = "A"'), "the announcements of 'a' are no list"),
        (lambda store: store.write_bytes(b"\xff"), "is not UTF-8"),
        (lambda store: store.write_bytes(b""), "does not say format = 1"),
        (lambda store: store.unlink(), "there is no file"),
    ],
)
@pytest.mark.parametrize("known", [True, False], ids=["known before", "unknown"])
def test_what_is_wrong_anywhere_is_refused_as_without_an_index(
    edit: Callable[[Path], object],
    message: str,
    known: bool,  # noqa: FBT001 - a parameter
    store: Path,
    folder: Path,
) -> None:
    if known:
        assert is_apart(store, [TO_A], folder)
    edit(store)
    before = store.read_bytes() if store.exists() else None
    found = outcome(store, lambda _: [TO_A], folder)
    assert found == outcome(store, lambda _: [TO_A])
    assert isinstance(found, str)
    assert message in found
    with pytest.raises(TimelineError) as caught:
        write(store, lambda _: [TO_A], indexes=lambda: folder)
    assert str(caught.value) == found
    assert (store.read_bytes() if store.exists() else None) == before
    assert {path.name for path in store.parent.iterdir()} <= {"m.toml"}


def test_text_that_is_no_unicode_is_refused(store: Path, folder: Path) -> None:
    found = outcome(store, lambda _: [Entry("a", None, [{**SAID[0], "said": "\udc80"}])], folder)
    assert found == "a text to write is not valid Unicode; nothing was written"


def test_ids_beside_what_are_none_are_refused(store: Path, folder: Path) -> None:
    store.write_text(f"{HEAD}[missions.c]\nids = 5\n{A}", encoding="utf-8")
    assert same_outcome(store, [LINKED], folder) == "the ids of 'c' are no table; nothing was written"


def test_a_read_only_file_stays(store: Path, folder: Path) -> None:
    store.chmod(0o444)
    assert is_apart(store, [TO_A], folder)
    with pytest.raises(TimelineError, match="is read-only; nothing was written"):
        write(store, lambda _: pytest.fail("was asked what to write"), indexes=lambda: folder)
    assert store.read_text("utf-8") == WHOLE


def replaced(store: Path) -> None:
    other = store.with_name("other.toml")
    other.write_text(WHOLE + "# mine\n", encoding="utf-8")
    other.replace(store)


def cut_short(store: Path) -> None:
    os.truncate(store, store.stat().st_size - 1)


def grown(store: Path) -> None:
    with store.open("a") as file:
        file.write("# mine\n")


def one_byte(store: Path) -> None:
    store.write_text(WHOLE.replace("'C'", "'D'"), encoding="utf-8")


@pytest.mark.parametrize("change", [replaced, cut_short, grown, one_byte])
def test_what_another_program_does_meanwhile_stays(
    change: Callable[[Path], None], store: Path, folder: Path
) -> None:
    assert is_apart(store, [TO_A], folder)
    changed: list[bytes] = []

    def decide(_: Ledger) -> list[Entry]:
        change(store)
        changed.append(store.read_bytes())
        return [TO_A]

    with pytest.raises(TimelineError, match="was changed by another program meanwhile; nothing was written"):
        write(store, decide, indexes=lambda: folder)
    assert [store.read_bytes()] == changed
    assert [path.name for path in store.parent.iterdir()] == ["m.toml"]


def test_what_vanishes_meanwhile_is_not_made_again(store: Path, folder: Path) -> None:
    def decide(_: Ledger) -> list[Entry]:
        store.unlink()
        return [TO_A]

    with pytest.raises(TimelineError, match="has vanished meanwhile; nothing was written"):
        write(store, decide, indexes=lambda: folder)
    assert list(store.parent.iterdir()) == []


def test_a_link_to_a_store_leads_to_it(store: Path, folder: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.toml"
    link.symlink_to(store)
    for path in (store, link, store):
        expected = same_outcome(path, [TO_A, NEW], folder)
        assert isinstance(expected, Outcome)
        assert is_apart(path, [TO_A], folder)
    write(link, lambda _: [TO_A], indexes=lambda: folder)
    assert link.is_symlink()
    assert store.read_text("utf-8") != WHOLE


def test_it_can_be_taken_back(store: Path, folder: Path, tmp_path: Path) -> None:
    journal = Journal(tmp_path / "state", "a change")
    before = b"\xef\xbb\xbf" + WHOLE.replace("\n", "\r\n").encode()
    store.write_bytes(before)
    assert is_apart(store, ALL, folder)
    write(store, lambda _: ALL, journal, indexes=lambda: folder)
    (file,) = journal.folder.iterdir()
    lines = file.read_text("utf-8")
    after = store.read_bytes()
    for damaged in ("", "{half a li", "[]\n"):
        store.write_bytes(after)
        file.write_text(lines + damaged, encoding="utf-8")
        take_back(store, journal.folder)
        assert store.read_bytes() == before
    store.write_bytes(after)
    file.write_text(lines.replace('"edits": [[', '"edits": [[1'), encoding="utf-8")
    with pytest.raises(TimelineError, match="the journal does not fit"):
        take_back(store, journal.folder)
    assert store.read_bytes() == after


def no_thread(_: threading.Thread) -> None:
    raise RuntimeError("can't start new thread")


def dead_thread(thread: threading.Thread) -> None:
    """Stand in for a thread that does nothing."""
    thread._target = None  # type: ignore[attr-defined]
    START(thread)


START = threading.Thread.start


@pytest.mark.parametrize("start", [no_thread, dead_thread])
def test_it_can_be_taken_back_where_there_is_no_room_for_a_thread(
    start: Callable[[threading.Thread], None],
    store: Path,
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    journal = Journal(tmp_path / "state", "a change")
    monkeypatch.setattr(threading.Thread, "start", start)
    assert write(store, lambda _: ALL, journal, indexes=lambda: folder).unjournaled == ""
    assert store.read_text("utf-8") != WHOLE
    take_back(store, journal.folder)
    assert store.read_text("utf-8") == WHOLE


def a_folder_in_the_place_of_the_index(folder: Path) -> None:
    for path in folder.glob("*.index"):
        path.unlink()
        path.mkdir()


def foreign_version(folder: Path) -> None:
    for path in folder.glob("*.index"):
        path.write_bytes(path.read_bytes().replace(b'"form": ', b'"form":9'))


def of_another_store(folder: Path) -> None:
    (folder / "other.toml").write_text(f"{HEAD}{A.replace('.a', '.z')}{C}", encoding="utf-8")
    is_apart(folder / "other.toml", [TO_C], folder / "more")
    (index,) = (folder / "more").glob("*.index")
    for path in folder.glob("*.index"):
        path.write_bytes(index.read_bytes())


def writable_by_all(folder: Path) -> None:
    for path in folder.glob("*.index"):
        path.chmod(0o666)


def empty(folder: Path) -> None:
    for path in folder.glob("*.index"):
        path.write_bytes(b"")


@pytest.mark.parametrize(
    "trouble",
    [a_folder_in_the_place_of_the_index, foreign_version, of_another_store, writable_by_all, empty],
)
def test_trouble_with_the_index_changes_nothing(
    trouble: Callable[[Path], None], store: Path, folder: Path
) -> None:
    is_apart(store, ALL, folder)
    trouble(folder)
    assert isinstance(same_outcome(store, ALL, folder), Outcome)
    assert is_apart(store, ALL, folder)


def test_no_folder_for_the_index_changes_nothing(store: Path, folder: Path) -> None:
    folder.write_text("a file where a folder should be")
    assert isinstance(same_outcome(store, ALL, folder), Outcome)
    assert folder.read_text() == "a file where a folder should be"


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_an_index_that_can_not_be_kept_changes_nothing(
    error: int, store: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = os.open

    def refuse(path: Path, flags: int, *rest: int, **named: int) -> int:
        if flags & os.O_CREAT and folder in Path(path).parents:
            raise OSError(error, os.strerror(error))
        return really(path, flags, *rest, **named)

    monkeypatch.setattr(os, "open", refuse)
    found = same_outcome(store, ALL, folder)
    assert isinstance(found, Outcome)
    write(store, lambda _: ALL, indexes=lambda: folder)
    assert [store.read_bytes()] == found.contents
    assert list(folder.iterdir()) == []
