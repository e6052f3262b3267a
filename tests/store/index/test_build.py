from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.generate import Size, store_lines
from tests.store.index.answers import Question, check, index, questions
from tests.store.index.drafts import Craft, Told, Version, text_of, versions
from timeline.reports.selection import Selection
from timeline.store.index.access import index_of

TOLD = Told("2020-01-15", "2024-05-03", "launch", "planned")
PLAIN = tuple(
    Craft(name, name.upper(), told=(TOLD, TOLD._replace(announced="2021", date=f"2025-0{place + 1}")))
    for place, name in enumerate(["a", "b", "c", "d", "e", "f", "g", "h"])
)
HOSTED = (PLAIN[0], PLAIN[1]._replace(host="a"), PLAIN[2]._replace(host="b"), *PLAIN[3:])


def kept(folder: Path) -> bytes:
    """Return the one index in a folder."""
    (path,) = folder.glob("*.index")
    return path.read_bytes()


def from_nothing(store: Path) -> bytes:
    with TemporaryDirectory() as name:
        index(store, Path(name))
        return kept(Path(name))


def checked(contents: Sequence[dict[str, str]], *asked: Question) -> None:
    """Check the index of a folder of files after each of some edits: it is what it would be at first."""
    with TemporaryDirectory() as name:
        store, folder = Path(name, "store"), Path(name, "cache")
        store.mkdir()
        for files in contents:
            for path in store.iterdir():
                path.unlink()
            for file, text in files.items():
                (store / file).write_text(text, encoding="utf-8")
            check(store, folder, *asked)
            assert kept(folder) == from_nothing(store)


@settings(max_examples=60)
@given(versions(), st.lists(questions, min_size=1, max_size=3))
def test_edits_lead_to_the_index_that_is_built_from_nothing(
    edits: Sequence[Version], asked: list[Question]
) -> None:
    checked([{"a.toml": version.text} for version in edits], *asked)


@settings(max_examples=30)
@given(versions(), st.data(), questions)
def test_so_do_edits_of_a_folder(edits: Sequence[Version], data: st.DataObject, asked: Question) -> None:
    contents = []
    for version in edits:
        cuts = sorted(data.draw(st.sets(st.integers(1, len(version.crafts)), max_size=2)))
        parts = zip([0, *cuts], [*cuts, len(version.crafts)], strict=True)
        names = data.draw(st.permutations(["a.toml", "b.toml", "c.toml"]))
        contents.append(
            {
                name: text_of(version.crafts[start:end], version.above)
                for name, (start, end) in zip(
                    names, (part for part in parts if part[0] < part[1]), strict=False
                )
            }
        )
    checked(contents, asked)


EDITS = {
    "nothing": (PLAIN, ""),
    "a comment at the top": (PLAIN, "# edited\n\n"),
    "the first is gone": (PLAIN[1:], ""),
    "the last is gone": (PLAIN[:-1], ""),
    "most are gone": (PLAIN[3:4], ""),
    "all are others": ((Craft("x"), Craft("y")), ""),
    "the other way round": (PLAIN[::-1], ""),
    "one more in front": ((Craft("x", "X"), *PLAIN), ""),
    "one more in the middle": ((*PLAIN[:4], Craft("x", "X"), *PLAIN[4:]), ""),
    "one more behind": ((*PLAIN, Craft("x", "X")), ""),
    "one renamed": ((PLAIN[0]._replace(id="x"), *PLAIN[1:]), ""),
    "hosts": (HOSTED, ""),
    "a circle of hosts": ((HOSTED[0]._replace(host="c"), *HOSTED[1:]), ""),
    "its own host": ((PLAIN[0]._replace(host="a"), *PLAIN[1:]), ""),
    "the top host says more": ((HOSTED[0]._replace(told=(TOLD._replace(date="2031"),)), *HOSTED[1:]), ""),
    "the host in between lost its own": ((HOSTED[0], PLAIN[1], *HOSTED[2:]), ""),
    "the host is gone": (HOSTED[1:], ""),
    "the host in between is gone": ((HOSTED[0], *HOSTED[2:]), ""),
    "a problem": ((PLAIN[0]._replace(unknown=True), *PLAIN[1:]), ""),
}


@pytest.mark.parametrize("after", EDITS.values(), ids=EDITS)
@pytest.mark.parametrize("before", [(PLAIN, ""), (HOSTED, "")], ids=["plain", "hosted"])
def test_after_an_edit(before: tuple[tuple[Craft, ...], str], after: tuple[tuple[Craft, ...], str]) -> None:
    texts = [text_of(*edit) for edit in (before, after, before)]
    checked([{"a.toml": text} for text in texts], Question(selection=Selection(limit=1)))


@pytest.mark.parametrize(
    "contents",
    [
        [{"a.toml": text_of(PLAIN)}, {"b.toml": text_of(PLAIN)}],
        [{"a.toml": text_of(PLAIN[:4]), "b.toml": text_of(PLAIN[4:])}, {"a.toml": text_of(PLAIN)}],
        [
            {"a.toml": text_of(PLAIN[:4]), "b.toml": text_of(PLAIN[4:])},
            {"b.toml": text_of(PLAIN[:4]), "a.toml": text_of(PLAIN[4:])},
        ],
        [
            {"a.toml": text_of(PLAIN[:4]), "b.toml": text_of(PLAIN[4:])},
            {"a.toml": text_of(PLAIN[:2]), "b.toml": text_of(PLAIN[2:])},
        ],
        [{"b.toml": text_of(PLAIN[:4])}, {"a.toml": text_of(PLAIN[4:]), "b.toml": text_of(PLAIN[:4])}],
    ],
    ids=["renamed", "joined", "swapped", "moved", "another in front"],
)
def test_after_files_have_changed(contents: list[dict[str, str]]) -> None:
    checked(contents)


def test_after_edits_of_a_store_of_many_missions(tmp_path: Path) -> None:
    store, lines = tmp_path / "a.toml", list(store_lines(Size(missions=120, announcements=2)))
    text = "\n".join(lines) + "\n"
    blocks = text.split("\n[missions.")
    edits = [
        text,
        text.replace("2024", "2023", 3),
        "\n[missions.".join([*blocks[:40], *blocks[41:]]),
        "\n[missions.".join([blocks[0], *blocks[60:], *blocks[1:60]]),
        "\n[missions.".join(blocks[:20]) + "\n",
        text.replace("\n[", "\n\n# above\n["),
    ]
    for edited in edits:
        store.write_text(edited, encoding="utf-8")
        check(store, tmp_path / "cache", Question(selection=Selection(limit=3)))
        assert kept(tmp_path / "cache") == from_nothing(store)


UNSOUND = {
    "no more TOML": text_of(PLAIN) + "x = \n",
    **{  # with some of these ids a stretch begins
        f"a header behind the last line, of {name}": text_of(PLAIN).rstrip() + f"[missions.{name}]\n"
        for name in ("v", "w", "x", "y", "z")
    },
    "a mission twice": text_of(PLAIN) + "[missions.a]\nname = 'A'\n",
    "a mission again under a new one": text_of(PLAIN) + "[missions.x]\n[missions.a]\n",
    "another table": text_of(PLAIN) + "[other]\nx = 1\n",
    "another format": text_of(PLAIN).replace("format = 1", "format = 2"),
    "a format that is true": text_of(PLAIN).replace("format = 1", "format = true"),
    "no format": text_of(PLAIN).replace("format = 1", ""),
    "another key": text_of(PLAIN).replace("format = 1", "format = 1\nother = 1"),
    "a string that goes on": text_of(PLAIN).replace("name =", 'notes = """\nname =', 1),
    "no missions": "format = 1\n",
    "no UTF-8": text_of(PLAIN) + "# \udcff\n",
}


@pytest.mark.parametrize("text", UNSOUND.values(), ids=UNSOUND)
def test_what_must_be_read_as_a_whole_has_no_index_after_an_edit(text: str, tmp_path: Path) -> None:
    store, folder = tmp_path / "a.toml", tmp_path / "cache"
    store.write_text(text_of(PLAIN).rstrip(), encoding="utf-8")
    check(store, folder)
    store.write_bytes(text.encode("utf-8", "surrogateescape"))
    assert index_of(store, lambda: folder) is None
    store.write_text(text_of(PLAIN), encoding="utf-8")
    check(store, folder)


@pytest.mark.parametrize(
    "text", [text_of(PLAIN[:1]), "format = 1\n", "not TOML"], ids=["twice", "none", "bad"]
)
def test_a_folder_with_such_a_file_has_no_index(text: str, tmp_path: Path) -> None:
    store, folder = tmp_path / "store", tmp_path / "cache"
    store.mkdir()
    (store / "a.toml").write_text(text_of(PLAIN), encoding="utf-8")
    check(store, folder)
    (store / "b.toml").write_text(text, encoding="utf-8")
    assert index_of(store, lambda: folder) is None


def test_files_may_have_names_that_are_no_utf_8(tmp_path: Path) -> None:
    store = tmp_path / "store"
    store.mkdir()
    try:
        (store / "\udcff.toml").write_text(text_of(PLAIN[:4]), encoding="utf-8")
    except OSError:
        pytest.skip("this file system has no such names")
    (store / "b.toml").write_text(text_of(PLAIN[4:]), encoding="utf-8")
    check(store, tmp_path / "cache")


def test_an_index_of_an_unchanged_store_is_not_written_again(tmp_path: Path) -> None:
    store, folder = tmp_path / "a.toml", tmp_path / "cache"
    store.write_text(text_of(HOSTED), encoding="utf-8")
    check(store, folder)
    (path,) = folder.iterdir()
    inode = path.stat().st_ino
    check(store, folder)
    assert path.stat().st_ino == inode


def test_small_stores_have_no_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = tmp_path / "a.toml"
    store.write_text(text_of(PLAIN), encoding="utf-8")
    size = store.stat().st_size
    monkeypatch.setattr("timeline.store.index.access.WORTH_BYTES", size + 1)
    assert index_of(store, lambda: tmp_path / "cache") is None
    assert not (tmp_path / "cache").exists()
    monkeypatch.setattr("timeline.store.index.access.WORTH_BYTES", size)
    assert index_of(store, lambda: tmp_path / "cache") is not None
