from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import tomli
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.store.strategies import DrawnStore, announcements, stores
from timeline.store.insertion import same
from timeline.store.place import Entry, apply
from timeline.store.plan import plan

A = "format = 1\n[missions.a]\nname = 'A'\n"
RECORD = {"announced": dt.date(2020, 1, 2), "date": "2022-06", "source": "CNES"}
WINDOWS = "\r\n"
BLOCK = '[[missions.a.announcements]]\nannounced = 2020-01-02\ndate = "2022-06"\nsource = "CNES"'
INLINE = '{ announced = 2020-01-02, date = "2022-06", source = "CNES" }'


def inserted(path: Path, content: str, entry: Entry) -> str:
    """Return a store's text with a mark where *entry* goes and the text that goes there."""
    path.write_bytes(content.encode())
    (change,) = plan(path, lambda _: [entry]).changes
    (edit,) = change.edits
    return f"{change.before[: edit.start]}<{edit.text}>{change.before[edit.end :]}"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            'format = 1\n\n[missions.a]\nname = "A"\n\n[missions.b]\nname = "B"\n',
            f'format = 1\n\n[missions.a]\nname = "A"<\n\n{BLOCK}>\n\n[missions.b]\nname = "B"\n',
            id="below the mission",
        ),
        pytest.param(
            f"{A}\n[[missions.a.announcements]]\ndate = 'TBD' # c\n# d\n\n# e\n[x]",
            f"{A}\n[[missions.a.announcements]]\ndate = 'TBD' # c\n# d<\n\n{BLOCK}>\n\n# e\n[x]",
            id="below the last announcement and its comments",
        ),
        pytest.param(
            "format = 1\n[missions.a]\nname = 'A'\n# of b\n[missions.b]\nname = 'B'",
            f"format = 1\n[missions.a]\nname = 'A'<\n\n{BLOCK}>\n# of b\n[missions.b]\nname = 'B'",
            id="above the next one's comment",
        ),
        pytest.param(
            "format = 1\n[missions.a]\nname = 'A'   \n\n\n",
            f"format = 1\n[missions.a]\nname = 'A'   <\n\n{BLOCK}>\n\n\n",
            id="trailing blanks stay",
        ),
        pytest.param(
            "format = 1\n[missions.a]\nname = 'A'",
            f"format = 1\n[missions.a]\nname = 'A'<\n\n{BLOCK}>",
            id="no final newline",
        ),
        pytest.param(
            "format = 1\r\n[missions.a]\r\nname = 'A'\r\n",
            f"format = 1\r\n[missions.a]\r\nname = 'A'<\r\n\r\n{WINDOWS.join(BLOCK.split(chr(10)))}>\r\n",
            id="line ends of Windows",
        ),
        pytest.param(
            f'{A}notes = """\n[[missions.a.announcements]]\n"""\n[missions.b]\n',
            f'{A}notes = """\n[[missions.a.announcements]]\n"""<\n\n{BLOCK}>\n[missions.b]\n',
            id="a text that looks like a header",
        ),
        pytest.param(
            f"{A}  [[ missions.'a'.announcements ]] # c\n\tdate = 'TBD'\n",
            f"{A}  [[ missions.'a'.announcements ]] # c\n\tdate = 'TBD'<\n  [[ missions.'a'.announcements ]]"
            '\n\tannounced = 2020-01-02\n\tdate = "2022-06"\n\tsource = "CNES">\n',
            id="in the style of the one before",
        ),
        pytest.param(
            "format = 1\nmissions.a.name = 'A'\nmissions.b.name = 'B'\n",
            f"format = 1\nmissions.a.name = 'A'\nmissions.b.name = 'B'<\n\n{BLOCK}>\n",
            id="dotted keys: the end of the file",
        ),
        pytest.param(
            "format = 1\n[missions]\na.name = 'A'\nb.name = 'B'\n",
            f"format = 1\n[missions]\na.name = 'A'\nb.name = 'B'<\n\n{BLOCK}>\n",
            id="dotted keys in a table: the end of the file",
        ),
        pytest.param(
            f"{A}announcements = []\n",
            f"{A}announcements = [<{INLINE}>]\n",
            id="an empty array",
        ),
        pytest.param(
            f"{A}announcements = [{{date = 'TBD'}}, ]\n",
            f"{A}announcements = [{{date = 'TBD'}},< {INLINE}> ]\n",
            id="an array on one line that ends in a comma",
        ),
        pytest.param(
            f"{A}announcements = [\n  {{date = 'TBD'}}, # c\n]\n",
            f"{A}announcements = [\n  {{date = 'TBD'}}, # c<\n  {INLINE},>\n]\n",
            id="an array over several lines",
        ),
        pytest.param(
            f"{A}announcements = [\n  {{date = 'TBD'}}\n]\n",
            f"{A}announcements = [\n  {{date = 'TBD'}}<,\n  {INLINE}>\n]\n",
            id="one without a last comma",
        ),
        pytest.param(
            f"{A}announcements = [\n  {{date = 'TBD'}} # c\n]\n",
            f"{A}announcements = [\n  {{date = 'TBD'}} # c<\n  , {INLINE}>\n]\n",
            id="one whose last comment stays where it is",
        ),
        pytest.param(
            "format = 1\n[missions]\na = { name = 'A' }\n",
            f"format = 1\n[missions]\na = {{ name = 'A'<, announcements = [{INLINE}]> }}\n",
            id="an inline mission",
        ),
        pytest.param(
            "format = 1\nmissions = { a.name = 'A' }\n",
            f"format = 1\nmissions = {{ a.name = 'A'<, a.announcements = [{INLINE}]> }}\n",
            id="all missions inline",
        ),
    ],
)
def test_an_announcement_goes_there(tmp_path: Path, before: str, after: str) -> None:
    assert inserted(tmp_path / "m.toml", before, Entry("a", None, [RECORD])) == after


NEW = Entry("b-1", {"name": "B", "aliases": ["x", "y"], "ids": {"other": "z"}}, [RECORD])
NEW_BLOCK = (
    f'[missions.b-1]\nname = "B"\naliases = ["x", "y"]\nids.other = "z"\n\n{BLOCK.replace(".a.", ".b-1.")}'
)
NEW_INLINE = f'{{ name = "B", aliases = ["x", "y"], ids.other = "z", announcements = [{INLINE}] }}'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("format = 1", f"format = 1<\n\n{NEW_BLOCK}>", id="into an empty store"),
        pytest.param("format = 1\n[x]\n# c\n", f"format = 1\n[x]\n# c<\n\n{NEW_BLOCK}>\n", id="at the end"),
        pytest.param(
            "format = 1\nmissions = {}\n", f"format = 1\nmissions = {{< b-1 = {NEW_INLINE} >}}\n", id="inline"
        ),
        pytest.param(
            "format = 1\nmissions = {a = {name = 'A'}}\n",
            f"format = 1\nmissions = {{a = {{name = 'A'}}<, b-1 = {NEW_INLINE}>}}\n",
            id="inline after another",
        ),
    ],
)
def test_a_new_mission_goes_there(tmp_path: Path, before: str, after: str) -> None:
    assert inserted(tmp_path / "m.toml", before, NEW) == after


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(store=stores(), record=announcements(), data=st.data())
def test_any_store_keeps_its_bytes_and_gains_one_record(
    tmp_path: Path, store: DrawnStore, record: dict[str, object], data: st.DataObject
) -> None:
    path = tmp_path / "m.toml"
    path.write_bytes(store.content)
    chosen = data.draw(st.sampled_from((*store.ids, "new")))
    entry = Entry(chosen, {"name": "New"} if chosen == "new" else None, [record])
    (change,) = plan(path, lambda _: [entry]).changes
    ((offset, removed, added),) = change.byte_edits()
    assert removed == ""
    assert change.content == store.content[:offset] + added.encode() + store.content[offset:]
    assert apply(change.before, change.edits) == change.after
    after = tomli.loads(change.content.decode("utf-8-sig"))
    old = store.data.get("missions", {})
    assert isinstance(old, dict)
    gained = after["missions"].pop(chosen)
    assert gained["announcements"].pop() == record
    expected = old.pop(chosen) if chosen in old else {"name": "New"}
    assert same(gained, {"announcements": [], **expected})
    assert same({**after, "missions": after["missions"]}, {**store.data, "missions": old})


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(store=stores(), record=announcements())
def test_several_records_at_once(tmp_path: Path, store: DrawnStore, record: dict[str, object]) -> None:
    path = tmp_path / "m.toml"
    path.write_bytes(store.content)
    entries = [Entry(mission, None, [record, record]) for mission in store.ids]
    entries += [Entry(mission, {"name": "New"}, [record]) for mission in ("new", "newer")]
    written = plan(path, lambda _: entries)
    after = tomli.loads(written.changes[0].content.decode("utf-8-sig"))
    for entry in entries:
        assert after["missions"][entry.mission_id]["announcements"][-len(entry.announcements) :] == list(
            entry.announcements
        )
    assert len(written.places) == len(entries)
