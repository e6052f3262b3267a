from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from bench.generate import Size, store_lines
from tests.store.strategies import DrawnStore, stores
from timeline.store.parts import NotInPartsError, Part, mission_of, read_head, read_part, read_parts, split

LEDGER = Path(__file__).parents[2] / "data" / "missions.toml"
HEAD = "format = 1\n"
A = '[missions.a]\nname = "A"\n'
B = '[missions.b]\nname = "B"\n'
SAID = "[[missions.{}.announcements]]\nannounced = 2020-10-02\ndate = 2021-05-03\n"
GENERATED = "\n".join(store_lines(Size(missions=40, announcements=3))).encode()


def in_parts(content: bytes) -> dict[str, Any] | None:
    """Return what the parts say together; None if they say nothing."""
    try:
        parts = split(content)
        head = read_head(content[: parts[0].start])
        missions = list(read_parts(content, parts))
    except NotInPartsError:
        return None
    assert len(dict(missions)) == len(missions), "a mission stands in two parts"
    return head | {"missions": dict(missions)}


def whole(content: bytes) -> dict[str, Any] | None:
    """Return what the whole says; None if it is no TOML."""
    try:
        return tomli.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomli.TOMLDecodeError):
        return None


def same(left: object, right: object) -> bool:
    """Tell whether data are the same, NaN being itself, in the same order."""
    return repr(left) == repr(right)


def by_mission(data: dict[str, Any]) -> dict[str, Any]:
    """Return data with the missions behind all else, where reading in parts has them."""
    return {key: data[key] for key in sorted(data, key=lambda key: key == "missions")}


def agree(content: bytes) -> bool:
    """Tell whether the parts say what the whole says, or nothing at all."""
    found, right = in_parts(content), whole(content)
    return found is None or (right is not None and same(found, by_mission(right)))


@given(stores())
def test_parts_say_what_the_whole_says_or_nothing(store: DrawnStore) -> None:
    assert agree(store.content)


@given(stores(), st.data())
def test_parts_of_what_is_no_store_any_more_say_nothing_else(store: DrawnStore, data: st.DataObject) -> None:
    content = store.content
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, min(len(content), start + 40)))
    put = data.draw(
        st.sampled_from(
            [
                b"",
                b"\n",
                b"[",
                b"]",
                b'"',
                b'"""',
                b"'''",
                b"#",
                b"\xff",
                b"\r",
                A.encode(),
                b"\n[missions]\n",
            ]
        )
    )
    assert agree(content[:start] + put + content[end:])


@pytest.mark.parametrize(
    "content",
    [
        LEDGER.read_bytes(),
        GENERATED,
        LEDGER.read_bytes().replace(b"\n", b"\r\n"),
        b"\xef\xbb\xbf" + GENERATED,
    ],
    ids=["ledger", "generated", "with CRLF", "with BOM"],
)
def test_stores_as_they_are_written_can_be_read_in_parts(content: bytes) -> None:
    found = in_parts(content)
    assert found is not None
    assert agree(content)


@given(st.integers(0, len(GENERATED)), st.integers(0, 3000))
def test_parts_of_a_store_that_is_cut_say_nothing_else(start: int, length: int) -> None:
    assert agree(GENERATED[:start] + GENERATED[start + length :])


CAN = {
    "plain": HEAD + A + SAID.format("a") + B,
    "without a final newline": (HEAD + A + B).rstrip(),
    "CRLF": (HEAD + A + SAID.format("a") + B).replace("\n", "\r\n"),
    "BOM": "\ufeff" + HEAD + A + B,
    "no head": A + B,
    "a table of ids": HEAD + A + "[missions.a.ids]\nother = 'x'\n" + SAID.format("a") + B,
    "a table below an announcement": HEAD
    + A
    + SAID.format("a")
    + "[missions.a.announcements.x]\ny = 1\n"
    + B,
    "indented announcements": HEAD + A + "  " + SAID.format("a") + B,
    "blanks in a header": HEAD + "[missions.a ]\nname = 'A'\n" + B,
    "comments like headers": HEAD + "# [missions.c]\n" + A + "#[missions.b]\n" + B,
    "a comment behind a header": HEAD + "[missions.a] # [missions.b]\nname = 'A'\n" + B,
    "dotted keys before the first header": "format = 1\nother.key = 2\n" + A + B,
    "an array of tables in a string": HEAD + A + 'notes = """\n[[missions.b.announcements]]\n"""\n' + B,
    "unusual ids": HEAD + "[missions.-]\nname = 'x'\n[missions.X_1]\nname = 'y'\n",
    "an unknown table below": HEAD + A + "[missions.a.more.of.it]\nx = 1\n" + B,
    "many lines of an array": HEAD + A + "aliases = [\n 'x',\n 'y', # ]\n]\n" + B,
}
"""Texts that can be read in parts."""

CAN_NOT = {
    "nothing": "",
    "no mission": HEAD,
    "a header in a string": HEAD + A + 'notes = """\n[missions.c]\n"""\n' + B,
    "a header in a literal string": HEAD + A + "notes = '''\n[missions.c]\n'''\n" + B,
    "strings that end at the parts' ends": HEAD + A + 'notes = """\n[missions.c]\nx = """\n' + B,
    "an array of arrays": HEAD + A + "unknown = [\n[1],\n]\n" + B,
    "an indented array of arrays": HEAD + A + "unknown = [\n  [1],\n]\n" + B,
    "a header like an array of arrays": HEAD + A + "unknown = [\n[missions.c]\n]\n" + B,
    "missions twice": "[missions]\n" + A + "[missions]\n" + B,
    "a quoted header": HEAD + '[missions."a"]\nname = "A"\n' + B,
    "a spaced header": HEAD + "[ missions.a ]\nname = 'A'\n" + B,
    "a spaced dot": HEAD + "[missions . a]\nname = 'A'\n" + B,
    "a blank before the id": HEAD + "[missions. a]\nname = 'A'\n" + B,
    "an indented header": HEAD + "  " + A + B,
    "a header indented by a tab": HEAD + A + "\t" + B,
    "another mission's announcement": HEAD + A + SAID.format("b") + B,
    "another mission's indented announcement": HEAD + A + B + " " + SAID.format("a"),
    "an announcement before its mission": HEAD + SAID.format("a") + A,
    "an announcement at the very beginning": SAID.format("a") + B,
    "a mission that goes on later": HEAD + A + B + "[missions.a.ids]\nother = 'x'\n",
    "a mission that begins with its ids": HEAD + "[missions.a.ids]\nother = 'x'\n" + A,
    "a mission in dotted keys": HEAD + "missions.c.name = 'C'\n" + A,
    "missions inline": HEAD + "missions = {c = {name = 'C'}}\n" + A,
    "missions inline alone": HEAD + "missions = {c = {name = 'C'}}\n",
    "a mission of no table": HEAD + "[[missions.a]]\nname = 'A'\n[missions.b]\nname = 'B'\n",
    "another table": HEAD + "[other]\nx = 1\n" + A,
    "another table below": HEAD + A + "[other]\nx = 1\n",
    "a BOM before the first mission": "\ufeff" + A + B,
    "a mission twice": HEAD + A + B + A,
    "a mission twice in a row": HEAD + A + A,
    "a table twice": HEAD + A + "[missions.a.ids]\nx = 'x'\n[missions.a.ids]\ny = 'y'\n",
    "a key twice": HEAD + A + "name = 'B'\n" + B,
    "a string without an end": HEAD + A + 'notes = """\n' + B,
    "a list without an end": HEAD + A + "aliases = [\n" + B,
    "a table of ids over a dotted one": HEAD + A + "ids.x = 'x'\n[missions.a.ids]\ny = 'y'\n",
    "an old Mac's line ends": (HEAD + A + B).replace("\n", "\r"),
    "half a header": HEAD + A + "[missions.b\nname = 'B'\n",
    "half a header at the end": HEAD + A + "[missions.",
    "no Latin id": HEAD + "[missions.ä]\nname = 'x'\n",
    "deeply nested": HEAD + A + "unknown = " + "[" * 5000 + "]" * 5000 + "\n",
}
"""Texts that can't be read in parts, whether they are TOML or not."""


@pytest.mark.parametrize("text", CAN.values(), ids=CAN)
def test_is_read_in_parts(text: str) -> None:
    found = in_parts(text.encode())
    right = whole(text.encode())
    assert found is not None
    assert right is not None
    assert same(found, by_mission(right))


@pytest.mark.parametrize("text", CAN_NOT.values(), ids=CAN_NOT)
def test_is_not_read_in_parts(text: str) -> None:
    assert in_parts(text.encode()) is None


@pytest.mark.parametrize("place", [4, len(HEAD + A) - 3, len(HEAD + A + B) - 3])
def test_what_is_no_utf_8_is_not_read_in_parts(place: int) -> None:
    content = (HEAD + A + B).encode()
    assert in_parts(content) is not None
    assert in_parts(content[:place] + b"\xff" + content[place:]) is None


def test_parts_begin_at_their_headers_and_end_at_the_next() -> None:
    comment = "# above b\n"
    content = (HEAD + "\n" + A + SAID.format("a") + comment + B).encode()
    first = len(HEAD) + 1
    second = content.index(b"[missions.b]")
    assert split(content) == [Part("a", first, second), Part("b", second, len(content))]
    assert content[first:second].endswith(comment.encode())


def test_a_part_is_of_the_mission_in_its_first_header() -> None:
    assert mission_of(A.encode()) == "a"
    assert mission_of(b"[missions.a.ids]\n") == "a"
    for content in (b"", b"# [missions.a]\n", b"[[missions.a.announcements]]\n", b"name = 'x'\n"):
        with pytest.raises(NotInPartsError):
            mission_of(content)


@pytest.mark.parametrize(
    "text",
    ["", "name = 'x'\n", B, A + B, A + "[other]\n", "missions = 1\n", "missions.a = 1\n", "\ufeff" + A],
)
def test_a_part_that_says_anything_else_is_none(text: str) -> None:
    assert read_part(A.encode(), "a") == {"name": "A"}
    with pytest.raises(NotInPartsError):
        read_part(text.encode(), "a")
