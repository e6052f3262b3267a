"""Stores that can be read part by part, records to add to them, and what adding these comes to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from hypothesis import strategies as st

from timeline.errors import TimelineError
from timeline.store.change import diff_lines
from timeline.store.literal import Fields
from timeline.store.place import Entry
from timeline.store.plan import Decide, plan

IDS = ("svom", "change-6", "a", "jwst-2", "X_1", "-", "a-2")
NEW_IDS = ("new", "newer", "a-3")
BLANKS = st.sampled_from(["", "", " ", "\t"])
BETWEEN = st.sampled_from(
    ["", "\n", "\n", "\n\n", "# below\n", "\n# apart\n\n", "\n# of the next\n", "# [x]\n\n"]
)
COMMENTS = st.sampled_from(["", "", " # a comment", " # [missions.a]", '# "'])
TEXTS = st.sampled_from(
    [
        '"SVOM"',
        "'quotes \" and # none'",
        '"嫦娥"',
        '"""\n[[missions.a.announcements]]\n"""',
        "'''\n\n# no comment\n'''",
    ]
)
SAID: tuple[Fields, ...] = (
    {"announced": dt.date(2020, 1, 2), "date": "2022-06"},
    {"announced": "2019", "date": "TBD", "said": "嫦娥 = [] # no comment"},
    {"announced": dt.date(2021, 3, 4), "date": "NET 2024", "title": 'two\nlines "and quotes"'},
)


class Outcome(NamedTuple):
    """What adding records would do, as far as anybody can tell."""

    contents: list[bytes]
    places: list[str]
    diff: list[str]
    journaled: list[tuple[int, str, str]]


def fitting(some: Sequence[Entry]) -> Decide:
    """Return what decides on those of *some* entries that fit a ledger: it has their missions, or not yet."""
    return lambda ledger: [
        entry for entry in some if (entry.mission_id in ledger.missions) is (entry.mission is None)
    ]


def outcome(store: Path, decide: Decide, folder: Path | None = None) -> Outcome | str:
    """Return what adding records would do, with indexes in *folder* if given; or why it can't be."""
    try:
        written = plan(store, decide, indexes=None if folder is None else lambda: folder)
    except TimelineError as error:
        return str(error)
    places = [f"{place}:{place.column}" for place in written.places]
    return Outcome(
        [change.content for change in written.changes],
        places,
        [line for change in written.changes for line in diff_lines(change)],
        [edit for change in written.changes for edit in change.byte_edits()],
    )


def same_outcome(store: Path, some: Sequence[Entry], folder: Path) -> Outcome | str:
    """Return what adding those of *some* entries that fit would do: the same with indexes and without."""
    found = outcome(store, fitting(some), folder)
    assert found == outcome(store, fitting(some))
    return found


def is_apart(store: Path, some: Sequence[Entry], folder: Path) -> bool:
    """Tell whether *some* entries can be added without looking at the whole store."""
    (change,) = plan(store, lambda _: some, indexes=lambda: folder).changes
    return change.window is not None


@st.composite
def ledgers(draw: st.DrawFn, newlines: Sequence[str] = ("\n", "\n", "\r\n")) -> tuple[bytes, tuple[str, ...]]:
    """Draw a store whose missions stand together, and their ids."""
    ids = tuple(draw(st.lists(st.sampled_from(IDS), unique=True, min_size=1, max_size=5)))
    text = "format = 1\n" + "".join(draw(BETWEEN) + draw(_mission(mission_id)) for mission_id in ids)
    text += draw(BETWEEN)
    text = draw(st.sampled_from([text, text, text.rstrip("\n"), text + "\n  \n"]))
    text = text.replace("\n", draw(st.sampled_from(newlines)))
    return draw(st.sampled_from([b"", b"", b"\xef\xbb\xbf"])) + text.encode(), ids


@st.composite
def _mission(draw: st.DrawFn, mission_id: str) -> str:
    indent = draw(BLANKS)
    lines = [f"[missions.{mission_id}]{draw(COMMENTS)}", f"{indent}name = {draw(TEXTS)}{draw(COMMENTS)}"]
    if draw(st.booleans()):
        lines.append(f"{indent}aliases = [\n  'x', # ]\n  {draw(TEXTS)},\n]")
    kind = draw(st.sampled_from(["tables", "tables", "inline", "lines", "none"]))
    if kind == "inline":
        lines.append(f"{indent}announcements = [{', '.join(draw(st.lists(_INLINE, max_size=2)))}]")
    if kind == "lines":
        comma = draw(st.sampled_from(["", ","]))
        rows = ",\n\t".join(draw(st.lists(_INLINE, min_size=1, max_size=2)))
        lines.append(f"announcements = [\n\t{rows}{comma}{draw(COMMENTS)}\n]")
    ids_below = draw(st.booleans())
    if draw(st.booleans()) and not ids_below:
        lines.append(f"{indent}ids.other = 'y'")
    blocks = ["\n".join(lines) + "\n"]
    if kind == "tables":
        blocks += draw(st.lists(_announcement(mission_id), min_size=1, max_size=3))
    if ids_below:
        block = f"[missions.{mission_id}.ids]\nlaunch-library = '5d40'\n"
        blocks.insert(draw(st.integers(1, len(blocks))), draw(st.sampled_from(["", "\n"])) + block)
    return "".join(blocks)


_INLINE = st.sampled_from(["{ announced = 2019-01-01, date = 'TBD' }", "{date='2022',announced='2019'}"])


@st.composite
def _announcement(draw: st.DrawFn, mission_id: str) -> str:
    outer, inner = draw(BLANKS), draw(BLANKS)
    key = draw(st.sampled_from([mission_id, mission_id, f'"{mission_id}"']))
    header = (
        f"[[missions.{key}.announcements]]" if outer == "" else f"[[missions.{mission_id}.announcements]]"
    )
    lines = [f"{outer}{header}{draw(COMMENTS)}", f"{inner}announced = 2019-01-01", f"{inner}date = 'TBD'"]
    if draw(st.booleans()):
        lines.append(f"{inner}said = {draw(TEXTS)}{draw(COMMENTS)}")
    if draw(st.integers(0, 5)) == 0:
        lines += [f"[missions.{mission_id}.announcements.unknown]", "x = nan"]
    between = draw(st.sampled_from(["", "\n", "# above\n", "\n# above\n"]))
    return between + "\n".join(lines) + "\n" + draw(st.sampled_from(["", "", "# below\n", "\n# apart\n"]))


_announcements = st.lists(st.sampled_from(SAID), min_size=1, max_size=2)


@st.composite
def entries(draw: st.DrawFn, ids: Sequence[str], most: int = 4) -> list[Entry]:
    """Draw what to add to a store that has missions with these *ids*."""
    of_known = st.sampled_from(ids) if ids else st.nothing()
    said = st.tuples(of_known, _announcements).map(lambda item: Entry(item[0], None, item[1]))
    linked = of_known.map(lambda mission_id: Entry(mission_id, None, ids={"b": "x y"}))
    found = draw(st.lists(said | said | linked, max_size=most)) if ids else []
    for mission_id in draw(st.lists(st.sampled_from(NEW_IDS), unique=True, min_size=not found)):
        fields = {"name": "New", "aliases": ["N"], "ids": {"other": "z"}}
        found.append(Entry(mission_id, fields, draw(st.lists(st.sampled_from(SAID), max_size=2))))
    return draw(st.permutations(found))
