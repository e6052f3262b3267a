from __future__ import annotations

import datetime as dt
import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

from timeline.errors import TimelineError
from timeline.store import insertion
from timeline.store import replace as replacing
from timeline.store.lock import LOCK_NAME
from timeline.store.place import Entry
from timeline.store.read import read_store
from timeline.store.write import Journal, plan, rewrite, take_back, whole_change, write

STORE = """\
format = 1

[missions.svom]
name = "SVOM"

[missions.dorn]
name = "DORN"
"""
RECORD = {"announced": dt.date(2020, 9, 28), "date": "2022-06", "source": "CNES"}
BLOCK = '\n[[missions.svom.announcements]]\nannounced = 2020-09-28\ndate = "2022-06"\nsource = "CNES"\n'
AFTER = STORE.replace('"SVOM"\n', f'"SVOM"\n{BLOCK}')


def one(_: object) -> list[Entry]:
    return [Entry("svom", None, [RECORD])]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "ledger" / "missions.toml"
    path.parent.mkdir()
    path.write_text(STORE)
    return path


def refused(store: Path, *, wait_seconds: float = 0) -> str:
    """Return why a record can't be added; the file is as it was and nothing is left beside it."""
    before = store.read_bytes() if store.is_file() else None
    with pytest.raises(TimelineError) as caught:
        write(store, one, wait_seconds=wait_seconds)
    assert (store.read_bytes() if store.is_file() else None) == before
    return str(caught.value)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_write(store: Path) -> None:
    written = write(store, one)
    assert store.read_text() == AFTER
    assert [str(place) for place in written.places] == [f"{store}:6"]
    assert names(store.parent) == ["missions.toml"]


def test_plan_writes_nothing(store: Path) -> None:
    assert plan(store, one).changes[0].after == AFTER
    assert store.read_text() == STORE


def test_several_entries_keep_their_order(store: Path) -> None:
    later = {**RECORD, "date": "2023"}
    entries = [
        Entry("new", {"name": "New"}, [RECORD, later]),
        Entry("svom", None, [RECORD, later]),
        Entry("dorn", None, [later]),
    ]
    written = write(store, lambda _: entries)
    places = [(place.line, store.read_text().splitlines()[place.line - 1]) for place in written.places]
    assert places == [
        (32, "[[missions.new.announcements]]"),
        (11, "[[missions.svom.announcements]]"),
        (19, "[[missions.dorn.announcements]]"),
    ]
    missions = read_store(store).missions
    assert {key: len(mission.announcements) for key, mission in missions.items()} == {
        "svom": 2,
        "dorn": 1,
        "new": 2,
    }


def test_many_entries_at_once(store: Path) -> None:
    entries = [Entry(f"new-{number}", {"name": "New"}, [RECORD]) for number in range(20)]
    written = write(store, lambda _: entries)
    lines = store.read_text().splitlines()
    assert {lines[place.line - 1][-16:] for place in written.places} == {".announcements]]"}
    assert len(read_store(store).missions) == 22


@pytest.mark.parametrize("mode", [0o644, 0o600, 0o664, 0o755])
def test_permissions_survive(store: Path, mode: int) -> None:
    store.chmod(mode)
    write(store, one)
    assert stat.S_IMODE(store.stat().st_mode) == mode


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
def test_ownership_survives(store: Path) -> None:
    os.chown(store, 1234, 4321)
    write(store, one)
    assert (store.stat().st_uid, store.stat().st_gid) == (1234, 4321)


def test_an_owner_that_cannot_be_given_is_no_reason_to_fail(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    status = list(store.stat())
    status[stat.ST_UID] += 1
    monkeypatch.setattr(os, "fchown", failing(errno.EPERM))
    old = replacing.snapshot(store)
    replacing.replace(old._replace(status=os.stat_result(status)), AFTER.encode())
    assert store.read_text() == AFTER


def test_extended_attributes_survive(store: Path) -> None:
    try:
        os.setxattr(store, "user.note", b"kept")
    except (AttributeError, OSError):
        pytest.skip("there are none here")
    write(store, one)
    assert os.getxattr(store, "user.note") == b"kept"


def test_a_link_stays_and_its_target_is_replaced(store: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.toml"
    link.symlink_to(Path("ledger", "missions.toml"))
    write(link, one)
    assert link.is_symlink()
    assert store.read_text() == AFTER
    assert names(tmp_path) == ["ledger", "link.toml"]


def test_a_byte_order_mark_stays(store: Path) -> None:
    store.write_bytes(b"\xef\xbb\xbf" + STORE.encode())
    write(store, one)
    assert store.read_bytes() == b"\xef\xbb\xbf" + AFTER.encode()


def test_a_read_only_file(store: Path) -> None:
    store.chmod(0o444)
    assert refused(store).endswith("is read-only; nothing was written. Make it writable: chmod u+w")


def test_a_vanished_file(store: Path) -> None:
    store.unlink()
    assert refused(store) == f"there is no file '{store}' any more; nothing was written"


def test_a_file_that_vanishes_meanwhile(store: Path) -> None:
    def decide(_: object) -> list[Entry]:
        store.unlink()
        return one(_)

    with pytest.raises(TimelineError, match="has vanished meanwhile; nothing was written"):
        write(store, decide)
    assert names(store.parent) == []


def test_a_file_changed_by_an_editor_meanwhile(store: Path) -> None:
    def decide(_: object) -> list[Entry]:
        store.write_text(STORE + "# mine\n")
        return one(_)

    with pytest.raises(TimelineError, match="changed by another program meanwhile; nothing was written"):
        write(store, decide)
    assert store.read_text() == STORE + "# mine\n"
    assert names(store.parent) == ["missions.toml"]


def test_a_folder_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(TimelineError, match="nothing was written"):
        write(tmp_path / "file" / "missions.toml", one)


def test_no_ordinary_file(tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("there are no pipes with names here")
    os.mkfifo(tmp_path / "pipe")
    assert "is no ordinary file" in refused(tmp_path / "pipe")


def test_what_is_no_toml(store: Path) -> None:
    store.write_text("format = 1\n[broken")
    assert "TL001 this is not TOML" in refused(store)


@pytest.mark.parametrize("text", ["", "[tool]\n", "format = 2\n", "format = true\n"])
def test_another_format(store: Path, text: str) -> None:
    store.write_text(text + "[missions.svom]\nname = 'SVOM'\n")
    assert "does not say format = 1, so nothing is written to it" in refused(store)


def test_a_place_that_toml_does_not_allow(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store.write_text("format = 1\n[missions.svom]\nannouncements = 1\n")
    assert refused(store) == "the announcements of 'svom' are no list; nothing was written"
    monkeypatch.setattr(insertion, "_is_meant", lambda *_: False)
    store.write_text(STORE)
    assert "where TOML allows a record of 'svom'; write it by hand: `timeline edit`" in refused(store)


def test_text_that_is_no_unicode(store: Path) -> None:
    with pytest.raises(TimelineError, match="not valid Unicode; nothing was written"):
        write(store, lambda _: [Entry("svom", None, [{**RECORD, "said": "\udc80"}])])
    assert store.read_text() == STORE


def test_a_lock_held_by_another(store: Path) -> None:
    with FileLock(store.parent / LOCK_NAME):
        message = refused(store)
    assert message.startswith(
        f"another timeline has been writing in '{store.parent}' for 0 seconds; wait for it"
    )
    write(store, one)
    assert names(store.parent) == ["missions.toml"]


def failing(error: int) -> Callable[..., object]:
    def fail(*_: object, **__: object) -> object:
        raise OSError(error, os.strerror(error))

    return fail


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        ("fsync", errno.ENOSPC, "cannot write '{path}': the disk is full; the file is as it was"),
        ("write", errno.EIO, "cannot write '{path}': Input/output error; the file is as it was"),
        (
            "replace",
            errno.EACCES,
            "cannot write the folder '{folder}': Permission denied; the file is as it was",
        ),
        ("fchmod", errno.EIO, "cannot write '{path}': Input/output error; the file is as it was"),
    ],
)
def test_what_the_system_refuses(
    store: Path, monkeypatch: pytest.MonkeyPatch, call: str, error: int, message: str
) -> None:
    monkeypatch.setattr(os, call, failing(error))
    assert refused(store) == message.format(path=store, folder=store.parent)
    monkeypatch.undo()
    assert names(store.parent) == ["missions.toml"]


def test_an_unwritable_folder(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    really = os.open

    def refuse(path: str, flags: int, *rest: int, **named: int) -> int:
        if flags & os.O_CREAT:
            raise PermissionError(errno.EACCES, "Permission denied")
        return really(path, flags, *rest, **named)

    monkeypatch.setattr(os, "open", refuse)
    assert refused(store) == (
        f"cannot write in the folder '{store.parent}': Permission denied; nothing was written"
    )


def test_a_full_disk_leaves_no_room_for_a_lock(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "open", failing(errno.ENOSPC))
    assert "cannot make the lock" in refused(store)


def test_what_killed_writers_left_goes_at_the_next_success(store: Path) -> None:
    left = store.with_name(".missions.toml.1-abcd.timeline-tmp")
    left.write_text("half a fi")
    other = store.with_name(".gitignore")
    other.write_text("")
    write(store, one)
    assert names(store.parent) == [".gitignore", "missions.toml"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "folder"
    path.mkdir()
    (path / "a.toml").write_text('format = 1\n\n[missions.svom]\nname = "SVOM"\n')
    (path / "b.toml").write_text('format = 1\n\n[missions.dorn]\nname = "DORN"\n')
    return path


def test_in_a_folder_a_record_goes_to_its_missions_file(folder: Path) -> None:
    written = write(folder, one)
    assert str(written.places[0]) == f"{folder / 'a.toml'}:6"
    assert (folder / "a.toml").read_text() == f'format = 1\n\n[missions.svom]\nname = "SVOM"\n{BLOCK}'
    assert (folder / "b.toml").read_text() == 'format = 1\n\n[missions.dorn]\nname = "DORN"\n'


def test_in_a_folder_a_new_mission_gets_a_file(folder: Path) -> None:
    written = write(folder, lambda _: [Entry("new", {"name": "New"}, [RECORD])])
    assert str(written.places[0]) == f"{folder / 'new.toml'}:6"
    assert (folder / "new.toml").read_text().startswith('format = 1\n\n[missions.new]\nname = "New"\n\n[[')
    assert names(folder) == ["a.toml", "b.toml", "new.toml"]
    write(folder, lambda _: [Entry("b", {"name": "B"})])
    assert (folder / "b.toml").read_text().endswith('\n[missions.b]\nname = "B"\n')


def test_a_broken_neighbour_does_not_matter(folder: Path) -> None:
    (folder / "c.toml").write_text("[broken")
    write(folder, one)
    assert read_store(folder).missions["svom"].announcements


def test_all_files_or_none(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    really, calls = os.replace, 0

    def fail_second(*arguments: Path) -> None:
        nonlocal calls
        calls += 1
        if calls == 2:
            raise OSError(errno.EIO, "Input/output error")
        really(*arguments)

    monkeypatch.setattr(os, "replace", fail_second)
    entries = [
        Entry("new", {"name": "New"}),
        Entry("svom", None, [RECORD]),
        Entry("dorn", None, [RECORD]),
    ]
    with pytest.raises(TimelineError, match="Input/output error; the file is as it was"):
        write(folder, lambda _: entries)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_new_file_never_replaces_one(folder: Path) -> None:
    def decide(_: object) -> list[Entry]:
        (folder / "new.toml").write_text("mine")
        return [Entry("new", {"name": "New"})]

    with pytest.raises(TimelineError, match="exists already; nothing was written"):
        write(folder, decide)
    assert (folder / "new.toml").read_text() == "mine"


@pytest.mark.parametrize("there", [False, True])
def test_new_files_where_there_are_no_links(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    there: bool,  # noqa: FBT001 - a parameter
) -> None:
    monkeypatch.setattr(os, "link", failing(errno.EPERM))
    path = tmp_path / "new.toml"
    if there:
        path.write_text("mine")
        with pytest.raises(TimelineError, match="exists already"):
            replacing.create(path, b"x")
    else:
        replacing.create(path, b"x")
    assert path.read_text() == ("mine" if there else "x")
    assert names(tmp_path) == ["new.toml"]


@pytest.mark.parametrize("call", ["link", "replace"])
def test_a_new_file_that_cannot_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    if call == "replace":
        monkeypatch.setattr(os, "link", failing(errno.EPERM))
    monkeypatch.setattr(os, call, failing(errno.EIO))
    with pytest.raises(TimelineError, match="Input/output error; nothing was written"):
        replacing.create(tmp_path / "new.toml", b"x")
    assert names(tmp_path) == []


def test_take_back(store: Path, tmp_path: Path) -> None:
    journal = Journal(tmp_path / "state", "a change")
    write(store, one, journal)
    write(store, lambda _: [Entry("new", {"name": "Neü"})], journal)
    take_back(store, journal.folder)
    assert store.read_text() == AFTER
    take_back(store, journal.folder)
    assert store.read_text() == STORE
    with pytest.raises(TimelineError, match="no command has changed"):
        take_back(store, journal.folder)


def test_take_back_after_a_byte_order_mark_and_non_ascii(store: Path, tmp_path: Path) -> None:
    before = b"\xef\xbb\xbf" + STORE.replace("SVOM", "嫦娥").encode()
    store.write_bytes(before)
    journal = Journal(tmp_path / "state", "a change")
    write(store, lambda _: [Entry("dorn", None, [RECORD]), Entry("svom", None, [RECORD])], journal)
    take_back(store, journal.folder)
    assert store.read_bytes() == before


def test_take_back_a_new_file(folder: Path, tmp_path: Path) -> None:
    journal = Journal(tmp_path / "state", "a change")
    write(folder, lambda _: [Entry("new", {"name": "New"}), Entry("svom", None, [RECORD])], journal)
    take_back(folder, journal.folder)
    assert names(folder) == ["a.toml", "b.toml"]
    assert BLOCK not in (folder / "a.toml").read_text()


def test_take_back_refuses_what_has_changed_since(store: Path, tmp_path: Path) -> None:
    journal = Journal(tmp_path / "state", "add svom")
    write(store, one, journal)
    store.write_text(AFTER + "# mine\n")
    with pytest.raises(TimelineError, match=r"has changed since the last change by a command \(add svom\)"):
        take_back(store, journal.folder)
    assert store.read_text() == AFTER + "# mine\n"


def test_a_damaged_journal_is_an_old_one(store: Path, tmp_path: Path) -> None:
    journal = Journal(tmp_path / "state", "a change")
    write(store, one, journal)
    (file,) = journal.folder.iterdir()
    whole = file.read_text()
    file.write_text(whole + "{half a li")
    take_back(store, journal.folder)
    assert store.read_text() == STORE
    file.write_bytes(b"\xff\xff")
    with pytest.raises(TimelineError, match="no command has changed"):
        take_back(store, journal.folder)


def test_a_journal_that_does_not_fit(store: Path, tmp_path: Path) -> None:
    journal = Journal(tmp_path / "state", "a change")
    write(store, one, journal)
    (file,) = journal.folder.iterdir()
    file.write_text(file.read_text().replace("CNES", "CNSA"))
    file.write_text(file.read_text().replace('"edits": [[', '"edits": [[1'))
    with pytest.raises(TimelineError, match="the journal does not fit"):
        take_back(store, journal.folder)
    assert store.read_text() == AFTER


def test_a_journal_that_cannot_be_written(store: Path, tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file where a folder should be")
    written = write(store, one, Journal(tmp_path / "state", "a change"))
    assert store.read_text() == AFTER
    assert written.unjournaled


def test_taken_back_but_not_forgotten(store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = Journal(tmp_path / "state", "a change")
    write(store, one, journal)
    monkeypatch.setattr(Path, "write_text", failing(errno.ENOSPC))
    assert take_back(store, journal.folder).unjournaled == "No space left on device"
    assert store.read_text() == STORE


def test_the_journal_keeps_the_last_changes_only(store: Path, tmp_path: Path) -> None:
    journal = Journal(tmp_path / "state", "a change")
    for _ in range(55):
        write(store, one, journal)
    (file,) = journal.folder.iterdir()
    assert len(file.read_text().splitlines()) == 50


def test_rewrite(store: Path, tmp_path: Path) -> None:
    journal = Journal(tmp_path / "state", "edit")
    old = replacing.snapshot(store)
    assert rewrite(store, [whole_change(str(store), old, b"\xff not UTF-8")], journal) == ""
    assert store.read_bytes() == b"\xff not UTF-8"
    take_back(store, journal.folder)
    assert store.read_text() == STORE
    store.write_text(AFTER)
    with pytest.raises(TimelineError, match="changed by another program"):
        rewrite(store, [whole_change(str(store), old, b"x")], journal)
    assert store.read_text() == AFTER
