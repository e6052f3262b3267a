"""Hypothesis strategies for stores in every style that TOML allows."""

from __future__ import annotations

from dataclasses import dataclass

import tomli
import tomli_w
from hypothesis import reject
from hypothesis import strategies as st

IDS = ("svom", "change-6", "a", "jwst-2", "cheops")
BLANKS = st.sampled_from(["", " ", "  ", "\t"])
LOOK_ALIKES = (
    "[missions.svom]",
    "[[missions.change-6.announcements]]",
    "# no comment",
    'quotes " and \\ backslash',
    "Chang'e 嫦娥",
    "= ] } ,",
    "",
)
COMMENTS = st.sampled_from(["", "", "# a comment", "# [missions.a]", '# "', "#"])
_ROW = "[[missions.svom.announcements]]"


@dataclass(frozen=True)
class DrawnStore:
    """The bytes of a store, its data, and the ids of its missions."""

    content: bytes
    data: dict[str, object]
    ids: tuple[str, ...]


@st.composite
def stores(draw: st.DrawFn) -> DrawnStore:
    """Draw a valid store: any order, spacing, line ends, kinds of tables, arrays and strings."""
    ids = tuple(draw(st.lists(st.sampled_from(IDS), unique=True, max_size=4)))
    lines = ["format = 1", *draw(_layout(ids))]
    lines = [line + draw(st.sampled_from(["", "", "", "  ", "\t"])) for line in lines]
    newline = draw(st.sampled_from(["\n", "\n", "\r\n"]))
    text = newline.join("\n".join(lines).split("\n")) + newline * draw(st.integers(0, 3))
    content = draw(st.sampled_from([b"", b"\xef\xbb\xbf"])) + text.encode()
    try:
        return DrawnStore(content, tomli.loads(text), ids)
    except tomli.TOMLDecodeError:
        reject()


@st.composite
def _layout(draw: st.DrawFn, ids: tuple[str, ...]) -> list[str]:
    style = draw(st.sampled_from(["blocks", "blocks", "blocks", "dotted", "under", "inline"]))
    if style == "inline":
        missions = ", ".join(f"{draw(_key(mission))} = {draw(_inline_mission())}" for mission in ids)
        return [f"missions = {{ {missions} }}"]
    if style == "dotted":
        return [line for mission in ids for line in draw(_dotted_mission(f"missions.{mission}."))]
    if style == "under":
        return ["[missions]", *(line for mission in ids for line in draw(_under_missions(mission)))]
    blocks = [draw(_block_mission(mission)) for mission in ids]
    return [line for block in _interleaved(draw, blocks) for line in block]


def _interleaved(draw: st.DrawFn, blocks: list[list[list[str]]]) -> list[list[str]]:
    """Missions need not stand together: their blocks are mixed, each one's own in order."""
    if draw(st.booleans()):
        return [part for parts in blocks for part in parts]
    mixed: list[list[str]] = []
    left = [list(parts) for parts in blocks if parts]
    while left:
        chosen = draw(st.sampled_from(range(len(left))))
        mixed.append(left[chosen].pop(0))
        left = [parts for parts in left if parts]
    return mixed


@st.composite
def _block_mission(draw: st.DrawFn, mission: str) -> list[list[str]]:
    indent = draw(BLANKS)
    header = f"{indent}[{draw(_path(mission))}] {draw(COMMENTS)}"
    parts = [[draw(COMMENTS), header, *draw(_mission_keys(indent))]]
    kind = draw(st.sampled_from(["tables", "tables", "tables", "inline", "none"]))
    if kind == "inline":
        parts[0] += [f"{indent}announcements = {draw(_inline_list())}"]
    if kind == "tables":
        parts += [draw(_announcement_block(mission)) for _ in range(draw(st.integers(1, 3)))]
    elif draw(st.booleans()):
        parts.append([f"[missions.{mission}.ids]", 'launch-library = "5d40"'])
    return parts


@st.composite
def _announcement_block(draw: st.DrawFn, mission: str) -> list[str]:
    indent = draw(BLANKS)
    path = draw(_path(mission))
    blank = draw(st.sampled_from([[], [""], ["", ""]]))
    lines = [*blank, f"{indent}[[{path}.announcements]]{draw(COMMENTS)}", *draw(_announcement_keys(indent))]
    if draw(st.integers(0, 4)) == 0:
        lines += [f"[{path}.announcements.unknown]", "x = nan"]
    return [*lines, *draw(st.sampled_from([[], ["# below"], ["# below", ""], ["", "# apart"]]))]


@st.composite
def _dotted_mission(draw: st.DrawFn, prefix: str) -> list[str]:
    lines = [f"{prefix}name = {draw(_texts())}", f"{prefix}ids.other = 'x'"]
    if draw(st.booleans()):
        lines.append(f"{prefix}announcements = {draw(_inline_list())}")
    return lines


@st.composite
def _under_missions(draw: st.DrawFn, mission: str) -> list[str]:
    if draw(st.booleans()):
        return [f"{draw(_key(mission))} = {draw(_inline_mission())} {draw(COMMENTS)}"]
    return draw(_dotted_mission(f"{mission}."))


@st.composite
def _inline_mission(draw: st.DrawFn) -> str:
    fields = [f"name = {draw(_texts(multiline=False))}"]
    if draw(st.booleans()):
        fields.append(f"announcements = {draw(_inline_list(multiline=False))}")
    return f"{{{draw(BLANKS)}{', '.join(fields)}{draw(BLANKS)}}}"


@st.composite
def _inline_list(draw: st.DrawFn, *, multiline: bool = True) -> str:
    items = [
        f"{{ {', '.join(draw(_announcement_keys('', inline=True)))} }}"
        for _ in range(draw(st.integers(0, 2)))
    ]
    if not multiline or draw(st.booleans()):
        return f"[{draw(BLANKS)}{', '.join(items)}{draw(BLANKS)}]"
    comma = draw(st.booleans())
    rows = []
    for number, item in enumerate(items):
        mark = "," if comma or number < len(items) - 1 else ""
        rows.append(f"\t{item}{mark} {draw(COMMENTS)}")
    return "\n".join([f"[ {draw(COMMENTS)}", *rows, "]"])


@st.composite
def _mission_keys(draw: st.DrawFn, indent: str) -> list[str]:
    lines = [f"{indent}name = {draw(_texts())}{draw(COMMENTS)}"]
    if draw(st.booleans()):
        lines.append(f"{indent}aliases = [\n  'x', # ]\n  {draw(_texts())},\n]")
    if draw(st.booleans()):
        lines.append(f"{indent}notes = {draw(_texts())}")
    if draw(st.booleans()):
        lines.append(f"{indent}unknown.key = {{ a = [1, 2.5, {{ b = true }}] }}")
    return lines


ANNOUNCED = st.sampled_from(["2020-09-28", "2020-09-28T10:00:00+02:00", '"2019-03"'])
DATES = st.sampled_from(["2023-01-02", '"TBD"', '"NET 2024-Q2"'])


@st.composite
def _announcement_keys(draw: st.DrawFn, indent: str, *, inline: bool = False) -> list[str]:
    lines = [f"{indent}announced = {draw(ANNOUNCED)}"]
    lines.append(f"{indent}date{draw(BLANKS)}={draw(BLANKS)}{draw(DATES)}")
    if draw(st.booleans()):
        lines.append(f"{indent}said = {draw(_texts(multiline=not inline))}")
    return lines


@st.composite
def _texts(draw: st.DrawFn, *, multiline: bool = True) -> str:
    content = draw(st.sampled_from(LOOK_ALIKES) | st.text(max_size=8).filter(_is_unicode))
    kinds = ["basic", "basic", "literal"] + (["long", "long-literal"] if multiline else [])
    kind = draw(st.sampled_from(kinds))
    plain = all(character >= " " and character not in "'\x7f" for character in content)
    if kind == "literal" and plain:
        return f"'{content}'"
    if kind == "long-literal" and plain:
        return f"'''\n{content}\n{_ROW}\n'''"
    if kind == "long":
        return f'"""\n{_basic(content)[1:-1]}\n{_ROW} # no comment\n\\\n   """'
    return _basic(content)


def _basic(content: str) -> str:
    return tomli_w.dumps({"k": content}).removeprefix("k = ").rstrip("\n")


def _is_unicode(text: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in text)


@st.composite
def _path(draw: st.DrawFn, mission: str) -> str:
    dot = draw(st.sampled_from([".", ".", " . "]))
    return dot.join(["missions", draw(_key(mission))])


def _key(mission: str) -> st.SearchStrategy[str]:
    return st.sampled_from([mission, mission, f'"{mission}"', f"'{mission}'"])


@st.composite
def announcements(draw: st.DrawFn) -> dict[str, object]:
    """Draw the fields of an announcement as they go into a store."""
    fields: dict[str, object] = {
        "announced": draw(st.dates()),
        "date": draw(st.dates() | st.just("NET 2024-Q2")),
    }
    for key in draw(st.sets(st.sampled_from(["source", "title", "said"]))):
        fields[key] = draw(st.sampled_from(LOOK_ALIKES[:-1]) | st.text(min_size=1).filter(_is_unicode))
    return fields
