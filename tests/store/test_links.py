"""Giving a mission ids in other catalogues, wherever it stands in the file."""

from __future__ import annotations

from pathlib import Path

import pytest
import tomli
from hypothesis import given, settings

from tests.store.strategies import DrawnStore, stores
from timeline.errors import TimelineError
from timeline.store.insertion import insertions
from timeline.store.place import Entry, apply

IDS = {"ll": 'x"y', "gcat": "2030-041"}
ADDED = 'ids.ll = "x\\"y"\nids.gcat = "2030-041"\n'


def linked(text: str, mission_id: str = "a") -> str:
    return apply(text, insertions(text, tomli.loads(text), [Entry(mission_id, None, ids=IDS)], "it"))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            '[missions.a]\nname = "A" # mine\n# below\n\n[[missions.a.announcements]]\nx = 1\n',
            f'[missions.a]\nname = "A" # mine\n{ADDED}# below\n\n[[missions.a.announcements]]\nx = 1\n',
        ),
        ('[missions.a]\nids.b = "1"\nname = "A"\n', f'[missions.a]\nids.b = "1"\n{ADDED}name = "A"\n'),
        (
            '[missions.a]\nids = { b = "1" }\n',
            '[missions.a]\nids = { b = "1", ll = "x\\"y", gcat = "2030-041" }\n',
        ),
        (
            '[missions.a]\nname = "A"\n[missions.a.ids]\nb = "1"\n',
            '[missions.a]\nname = "A"\n[missions.a.ids]\nb = "1"\nll = "x\\"y"\ngcat = "2030-041"\n',
        ),
        (
            'missions.a = {name="A"}\n',
            'missions.a = {name="A", ids.ll = "x\\"y", ids.gcat = "2030-041"}\n',
        ),
        (
            '[missions]\na.name = "A"\n',
            '[missions]\na.name = "A"\na.ids.ll = "x\\"y"\na.ids.gcat = "2030-041"\n',
        ),
        (
            'missions.a.name = "A"\n',
            'missions.a.name = "A"\nmissions.a.ids.ll = "x\\"y"\nmissions.a.ids.gcat = "2030-041"\n',
        ),
        (
            "[[missions.a.announcements]]\nx = 1\n[missions.a]\n",
            f"[[missions.a.announcements]]\nx = 1\n[missions.a]\n{ADDED}",
        ),
        (
            '  [missions.a]\r\n  name = "A"\r\n',
            '  [missions.a]\r\n  name = "A"\r\n  ids.ll = "x\\"y"\r\n  ids.gcat = "2030-041"\r\n',
        ),
        ('[missions.a]\nname = "A"', f'[missions.a]\nname = "A"\n{ADDED}'.rstrip("\n")),
    ],
)
def test_ids_stand_beside_those_there_are_or_after_the_missions_own_keys(before: str, after: str) -> None:
    assert linked(before) == after


def test_ids_that_are_no_table_are_left_alone() -> None:
    with pytest.raises(TimelineError, match="no place"):
        linked("[missions.a]\nids.ll.x = 1\n")


def test_what_stands_as_a_mission_and_is_none_gets_no_ids() -> None:
    with pytest.raises(TimelineError, match="what stands as 'a' is no mission; nothing was written"):
        linked("missions = { a = 5 }\n")


@settings(max_examples=30)
@given(store=stores())
def test_in_any_store_everything_else_stays(store: DrawnStore) -> None:
    text = store.content.decode("utf-8-sig")
    for mission_id in store.ids:
        grown = linked(text, mission_id)
        data = tomli.loads(grown)
        assert isinstance(data["missions"], dict)
        ids = data["missions"][mission_id]["ids"]
        assert {key: ids.pop(key) for key in IDS} == IDS
        if not ids:
            del data["missions"][mission_id]["ids"]
        assert str(data) == str(tomli.loads(text))  # not-a-number equals itself in words


def test_ids_and_announcements_go_together(tmp_path: Path) -> None:
    from timeline.store.write import write

    file = tmp_path / "x.toml"
    file.write_text('format = 1\n[missions.a]\nname = "A"\n[missions.b]\nname = "B"\n')
    said = {"announced": "2030", "date": "2031"}
    write(
        file, lambda _: [Entry("a", None, ids={"x": "1"}), Entry("a", None, [said]), Entry("b", None, [said])]
    )
    assert file.read_text() == (
        'format = 1\n[missions.a]\nname = "A"\nids.x = "1"\n\n'
        '[[missions.a.announcements]]\nannounced = "2030"\ndate = "2031"\n'
        '[missions.b]\nname = "B"\n\n'
        '[[missions.b.announcements]]\nannounced = "2030"\ndate = "2031"\n'
    )
