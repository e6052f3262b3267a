from __future__ import annotations

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from timeline.model import Place
from timeline.store.lines import StoreText
from timeline.store.read import read_text

LARGE = '''\
# A store in every style that TOML allows.
format = 1   # the second line

[missions.table]
name = "Table"
notes = """
[missions.not-a-mission]
[[missions.table.announcements]]
"""

  [[ missions . table . announcements ]]
  announced = 2020-01-01
  date = "2021"

[[missions."table".'announcements']]
announced = 2020-02-01
date = "2022"   # said twice
said = \'\'\'
[[missions.table.announcements]]\'\'\'

[missions]
inline = {name = "Inline", announcements = [{announced = 2020-03-01, date = "2023"}]}
dotted.name = "Dotted"
dotted.announcements = [
  {announced = 2020-04-01, date = "2024"},  # {announced = 2019-01-01}
  # a comment with a [bracket
  {announced = 2020-05-01, date = "2025", said = "}]"}, {announced = 2020-06-01, date = "2026"},
]

[[missions.table.announcements]]
announced = 2020-07-01
date = "2027"

[missions.late]
name = "Late"'''

MISSIONS = {"table": 4, "inline": 22, "dotted": 23, "late": 34}
ANNOUNCEMENTS = {"table": [11, 15, 30], "inline": [22], "dotted": [25, 27, 27], "late": []}


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_every_record_knows_its_line(line_end: str) -> None:
    ledger = read_text(LARGE.replace("\n", line_end), "a.toml")
    assert list(ledger.problems) == []
    assert {name: mission.place.line for name, mission in ledger.missions.items()} == MISSIONS
    placed = {
        name: [item.place.line for item in mission.announcements] for name, mission in ledger.missions.items()
    }
    assert placed == ANNOUNCEMENTS


def test_columns() -> None:
    text = StoreText("a.toml", LARGE)
    assert text.mission("table") == Place("a.toml", 4, 1)
    assert text.announcement("table", 0) == Place("a.toml", 11, 3)
    assert text.announcement("dotted", 1) == Place("a.toml", 27, 3)
    assert text.announcement("dotted", 2) == Place("a.toml", 27, 57)
    assert text.place_at(LARGE.index("the second line")) == Place("a.toml", 2, 16)


def test_places_of_keys() -> None:
    text = StoreText("a.toml", LARGE)
    assert text.top("format") == Place("a.toml", 2, 1)
    assert text.top("missions") == Place("a.toml", 4, 1)
    assert text.top("nothing") == Place("a.toml", 1, 1)
    assert text.key("notes", "table") == Place("a.toml", 6, 1)
    assert text.key("date", "table", 0) == Place("a.toml", 13, 3)
    assert text.key("said", "table", 1) == Place("a.toml", 18, 1)
    assert text.key("name", "dotted") == Place("a.toml", 23, 1)
    assert text.key("vehicle", "table") == text.mission("table")
    assert text.key("date", "inline", 0) == text.mission(
        "inline"
    )  # inline records have no lines of their own
    assert text.key("date", "dotted", 0) == Place("a.toml", 25, 3)


def test_lines_as_they_stand() -> None:
    text = StoreText("a.toml", "one\r\n  two\n\nfour")
    assert [text.line(number) for number in range(1, 5)] == ["one", "  two", "", "four"]
    assert StoreText("a.toml", "").line(1) == ""


def test_what_stands_nowhere_has_the_place_of_what_is_around_it() -> None:
    text = StoreText(
        "a.toml", 'format = 1\nmissions = {a = {name = "A", announcements = [{date = "2023"}]}}\n'
    )
    assert text.mission("a") == Place("a.toml", 2, 1)
    assert text.announcement("a", 0) == Place("a.toml", 2, 1)
    assert text.mission("unknown") == Place("a.toml", 2, 1)
    assert StoreText("a.toml", "").mission("unknown") == Place("a.toml", 1, 1)


def test_announcements_that_are_none_have_no_places_of_their_own() -> None:
    text = StoreText("a.toml", "[missions.a]\nname = 'A'\nannouncements = 1\n")
    assert text.announcement("a", 0) == Place("a.toml", 1, 1)
    assert text.list_of("a") == Place("a.toml", 3, 1)
    assert text.list_of("b") == Place("a.toml", 1, 1)


def test_tables_inside_records_belong_to_them() -> None:
    text = StoreText(
        "a.toml",
        "[missions.a]\nname = 'A'\n[missions.a.ids]\nx = '1'\n"
        "[[missions.a.announcements]]\nannounced = 2020-01-01\n[missions.a.announcements.extra]\ny = 1\n",
    )
    assert text.key("ids", "a") == Place("a.toml", 3, 1)
    assert text.key("extra", "a", 0) == Place("a.toml", 7, 1)


_NOISE = st.sampled_from(
    ("", "\n", "# [missions.x]\n", "  # [[missions.a.announcements]]\n", "\n\n# comment = {\n", "\t\n")
)
_TEXTS = st.sampled_from(
    (
        "plain",
        '"quoted"',
        "[missions.b]",
        "[[missions.a.announcements]]\n\nannounced = 2020-01-01",
        "#",
        "'''",
        "\\",
    )
)


class _Writer:
    """Writes a store line by line, and remembers the line on which each record begins."""

    def __init__(self) -> None:
        self.text = ""
        self.missions: dict[str, int] = {}
        self.announcements: dict[str, list[int]] = {}

    @property
    def line(self) -> int:
        return self.text.count("\n") + 1


@st.composite
def _stores(draw: st.DrawFn) -> _Writer:
    """Draw a store of which each mission is written in one of several styles."""
    out = _Writer()
    out.text = draw(_NOISE) + "format = 1\n"
    names = draw(st.lists(st.sampled_from(("a", "b", "c-1", "d")), unique=True, max_size=4))
    for name in names:
        out.text += draw(_NOISE)
        out.missions[name] = out.line
        out.announcements[name] = []
        fields = {"name": draw(_TEXTS), "notes": draw(_TEXTS)}
        header = draw(st.sampled_from(("[missions.{}]", "[ missions . '{}' ]", '["missions"."{}"] # [x]')))
        out.text += header.format(name) + "\n"
        out.text += tomli_w.dumps(fields, multiline_strings=draw(st.booleans()))
        _write_announcements(draw, out, name)
    return out


def _write_announcements(draw: st.DrawFn, out: _Writer, name: str) -> None:
    records = draw(st.lists(_TEXTS, max_size=3))
    if draw(st.booleans()) and records:
        out.text += "announcements = ["
        for said in records:
            out.text += draw(st.sampled_from((" ", "\n  ", " # {\n\n\t")))
            out.announcements[name].append(out.line)
            value = tomli_w.dumps({"said": said}).strip()
            out.text += f'{{announced = 2020-01-01, date = "2023", {value}}},'
        out.text += "\n]\n"
        return
    for said in records:
        out.text += draw(_NOISE)
        out.announcements[name].append(out.line)
        header = draw(
            st.sampled_from(("[[missions.{}.announcements]]", "  [[missions.'{}'.announcements]]\t# x"))
        )
        out.text += header.format(name) + "\n"
        record = {"said": said, "announced": "2020-01", "date": "2023"}
        out.text += tomli_w.dumps(record, multiline_strings=draw(st.booleans()))


@given(_stores(), st.sampled_from(("\n", "\r\n")), st.sampled_from(("", "\n", "\n\n# end")))
def test_the_place_of_a_record_is_the_line_where_it_stands(store: _Writer, line_end: str, last: str) -> None:
    text = store.text.rstrip("\n") + last
    ledger = read_text(text.replace("\n", line_end), "a.toml")
    assert list(ledger.problems) == []
    assert {name: mission.place.line for name, mission in ledger.missions.items()} == store.missions
    placed = {
        name: [item.place.line for item in mission.announcements] for name, mission in ledger.missions.items()
    }
    assert placed == store.announcements
