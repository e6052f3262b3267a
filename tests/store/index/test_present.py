"""The missions of a file that has changed since its index was made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store.in_parts import SAID, Outcome, entries, is_apart, same_outcome
from tests.store.index.answers import found_by, plain
from tests.store.index.drafts import Craft, Told, Version, text_of, versions
from tests.store.index.tampering import kept, sections_of, tell
from timeline.reports.naming import Names, NamesOf
from timeline.store.index import present
from timeline.store.index.access import missions_of
from timeline.store.index.container import open_file
from timeline.store.index.present import Missions
from timeline.store.place import Entry
from timeline.store.read import read_content

Folders = pytest.TempPathFactory
SAID_ONCE = Told("2020-01-15", "2024-05-03", "launch", "planned")
CRAFTS = (
    Craft("svom", "SVOM", ("Sino-French",), told=(SAID_ONCE,)),
    Craft("change-6", "Chang'e 6", told=(SAID_ONCE, SAID_ONCE._replace(date="2025"))),
    Craft("a", "A", host="svom"),
    Craft("jwst-2", "JWST 2", ("嫦娥",), told=(SAID_ONCE,)),
)
RECORDS = [Entry("a", None, [SAID[0]]), Entry("new", {"name": "New"}, [SAID[1]])]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def store(tmp_path: Path, folder: Path) -> Path:
    path = tmp_path / "m.toml"
    path.write_text(text_of(CRAFTS), encoding="utf-8")
    missions(path, folder)
    return path


def missions(store: Path, folder: Path) -> Missions:
    return missions_of(store, store.read_bytes(), lambda: folder)


def check(store: Path, folder: Path) -> None:
    """Check that the missions of a store are those that reading all of it finds."""
    found, ledger = missions(store, folder), read_content(store.read_bytes(), str(store))
    assert list(found) == list(ledger.missions)
    assert len(found) == len(ledger.missions)
    assert plain(list(found.values())) == plain(list(ledger.missions.values()))
    assert found.last().mission_id == list(ledger.missions)[-1]
    assert isinstance(found, Names)
    assert found_by(found) == found_by(NamesOf(ledger))
    assert ("nowhere" in found, found.has("nowhere"), found.get("nowhere")) == (False, False, None)


@settings(max_examples=60)
@given(edits=versions(), data=st.data())
def test_after_edits_missions_are_those_of_the_file(
    tmp_path_factory: Folders, edits: Sequence[Version], data: st.DataObject
) -> None:
    work = tmp_path_factory.mktemp("edits")
    store, folder = work / "m.toml", work / "cache"
    for edit in edits:
        store.write_text(edit.text, encoding="utf-8")
        check(store, folder)
        same_outcome(store, data.draw(entries([craft.id for craft in edit.crafts])), folder)


LINES = (
    *(
        "# a comment",
        "",
        "[missions.b]",
        'name = "B"',
        "[[missions.a.announcements]]",
        "announced = 2020-01-01",
    ),
    *(
        "date = 'TBD'",
        "[broken",
        "'''",
        '"""',
        "x = [",
        "]",
        "[x]",
        "[missions.a.ids]",
        "format = 1",
        "format = 2",
    ),
    *("missions.c.name = 'C'", "[[missions.svom.announcements]]", "\ufeff", "  [missions.a]", "\udcff", "\r"),
)
"""What a hand that slips may leave behind."""


@settings(max_examples=150)
@given(data=st.data())
def test_after_any_edit_by_hand_adding_is_what_it_is_without_an_index(
    tmp_path_factory: Folders, data: st.DataObject
) -> None:
    work = tmp_path_factory.mktemp("slips")
    store, folder = work / "m.toml", work / "cache"
    lines = text_of(CRAFTS).split("\n")
    store.write_text("\n".join(lines), encoding="utf-8")
    added = data.draw(entries([craft.id for craft in CRAFTS]))
    same_outcome(store, added, folder)
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(lines)))
        until = data.draw(st.sampled_from([at, at + 1, at + 4]))
        put = data.draw(st.lists(st.sampled_from(LINES) | st.sampled_from(lines or [""]), max_size=3))
        lines[at:until] = put
    store.write_bytes("\n".join(lines).encode("utf-8", "surrogateescape"))
    same_outcome(store, added, folder)


@pytest.mark.parametrize(
    "edit",
    [
        lambda text: text.replace('announced = "2020-01-15"', 'announced = "2020-01-16"'),
        lambda text: text.replace("[missions.a]", "# by hand\n[missions.a]"),
        lambda text: text.replace("[missions.a]", "[missions.a]\nvehicle = 'H3'\n# 嫦娥"),
        lambda text: text.replace("format = 1\n", "# 嫦娥\n\nformat = 1\n"),
        lambda text: f"{text}\n# the end",
    ],
    ids=["a date", "a comment", "a key", "the head", "the end"],
)
def test_the_index_need_not_be_made_anew(edit: Callable[[str], str], store: Path, folder: Path) -> None:
    before = kept(folder).read_bytes()
    store.write_text(edit(store.read_text("utf-8")), encoding="utf-8")
    check(store, folder)
    assert isinstance(same_outcome(store, RECORDS, folder), Outcome)
    assert is_apart(store, RECORDS, folder)
    assert kept(folder).read_bytes() == before


@pytest.mark.parametrize(
    "crafts",
    [
        (CRAFTS[1], CRAFTS[0], *CRAFTS[2:]),
        CRAFTS[1:],
        CRAFTS[:-1],
        (*CRAFTS, Craft("svom-2", "SVOM")),
        (CRAFTS[0]._replace(name="Chang'e 7"), *CRAFTS[1:]),
        (*CRAFTS[:3], CRAFTS[3]._replace(aliases=("svom",))),
        (CRAFTS[0]._replace(id="svom-1"), *CRAFTS[1:]),
        CRAFTS[::-1],
    ],
    ids=["moved", "first gone", "last gone", "one more", "a name", "an alias", "an id", "turned round"],
)
def test_names_are_those_of_the_file_as_it_is(crafts: tuple[Craft, ...], store: Path, folder: Path) -> None:
    store.write_text(text_of(crafts), encoding="utf-8")
    check(store, folder)
    assert is_apart(store, RECORDS, folder)


def test_with_many_changes_the_index_is_made_anew(
    store: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = kept(folder).read_bytes()
    store.write_text(store.read_text("utf-8").replace("2024-05-03", "2024-05-04"), encoding="utf-8")
    monkeypatch.setattr(present, "_MOST_CHANGED", 2)
    check(store, folder)
    after = kept(folder).read_bytes()
    assert after != before
    store.write_text(store.read_text("utf-8").replace("2024-05-04", "2024-05-05", 1), encoding="utf-8")
    check(store, folder)
    assert kept(folder).read_bytes() == after


def nothing(_: bytes) -> bytes:
    return b""


def zeros(section: bytes) -> bytes:
    return bytes(len(section))


def beyond(section: bytes) -> bytes:
    return b"\xff" * len(section)


def shorter(section: bytes) -> bytes:
    return section[:-8]


def no_text(section: bytes) -> bytes:
    return section.replace(b"o", b"\xff").replace(b"a", b"\xff")


def turned(section: bytes) -> bytes:
    return section[16:] + section[:16]


@pytest.mark.parametrize("change", [nothing, zeros, beyond, shorter, no_text, turned])
@pytest.mark.parametrize(
    "name", ["places", "stretches", "stretch-digests", "stretch-firsts", "digests", "ids", "files"]
)
@pytest.mark.parametrize("edited", [False, True], ids=["", "edited"])
def test_an_index_that_lies_changes_nothing_in_what_is_written(
    name: str,
    change: Callable[[bytes], bytes],
    edited: bool,  # noqa: FBT001 - a parameter
    store: Path,
    folder: Path,
) -> None:
    index = kept(folder)
    tell(index, {}, {name: change(sections_of(open_file(index))[name])})
    if edited:
        store.write_text(store.read_text("utf-8").replace('"A"', '"A" # by hand'), encoding="utf-8")
    for added in (RECORDS, RECORDS[:1], RECORDS[1:]):
        assert isinstance(same_outcome(store, added, folder), Outcome)


def test_a_damaged_index_is_made_anew(store: Path, folder: Path) -> None:
    whole = kept(folder).read_bytes()
    for position in range(0, len(whole), 97):
        damaged = bytearray(whole)
        damaged[position] ^= 0xFF
        kept(folder).write_bytes(damaged)
        assert isinstance(same_outcome(store, RECORDS, folder), Outcome)
        assert is_apart(store, RECORDS, folder)
