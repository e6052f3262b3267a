"""Many records at once say what the same records say when they are written one after another."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from unittest import mock

import pytest
import tomli
import tomli_w
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.store.strategies import DrawnStore, announcements, stores
from timeline.store import insertion
from timeline.store.insertion import same
from timeline.store.literal import key, literal
from timeline.store.place import Entry
from timeline.store.write import plan, write

ITEM = {"announced": date(2020, 1, 1), "date": "2023"}


def entries_for(ids: Sequence[str]) -> list[Entry]:
    known = [Entry(mission_id, None, [ITEM]) for mission_id in ids]
    return [*known, *(Entry(f"new-{number}", {"name": f"New {number}"}, [ITEM]) for number in range(3))]


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(store=stores(), record=announcements())
def test_any_store(tmp_path: Path, store: DrawnStore, record: dict[str, object]) -> None:
    path = tmp_path / "m.toml"
    path.write_bytes(store.content)
    entries = [entry._replace(announcements=[record]) for entry in entries_for(store.ids)]
    together = plan(path, lambda _: entries)
    for entry in entries:
        alone = [entry]
        path.write_bytes(plan(path, lambda _, alone=alone: alone).changes[0].content)  # type: ignore[misc]
    one_by_one = path.read_bytes().decode("utf-8-sig")
    assert same(tomli.loads(together.changes[0].after), tomli.loads(one_by_one))
    assert len(together.places) == len(entries)


def test_what_cannot_be_added_together_is_added_in_halves(tmp_path: Path) -> None:
    path = tmp_path / "m.toml"
    path.write_text("format = 1\nmissions = {}\n")
    entries = [Entry(f"new-{number}", {"name": f"New {number}"}) for number in range(64)]
    with mock.patch.object(insertion, "_is_meant", wraps=insertion._is_meant) as reading:
        written = write(path, lambda _: entries)
    assert list(tomli.loads(path.read_text())["missions"]) == [entry.mission_id for entry in entries]
    assert reading.call_count < 25  # and not once for every one of them
    assert [place.line for place in written.places] == [2] * len(entries)


def test_in_a_folder_each_goes_to_its_file(tmp_path: Path) -> None:
    for name in ("a", "b"):
        text = f'format = 1\n[missions.{name}-1]\nname = "1"\n[missions.{name}-2]\nname = "2"\n'
        (tmp_path / f"{name}.toml").write_text(text)
    (tmp_path / "c.toml").write_text("format = 1\nmissions = 1\n")
    written = write(tmp_path, lambda _: entries_for(("b-2", "a-1", "b-1")))
    names = [Path(place.path).name for place in written.places]
    assert names == ["b.toml", "a.toml", "b.toml", "new-0.toml", "new-1.toml", "new-2.toml"]


@pytest.mark.parametrize("name", ["launch", "launch-library", "a_b", "A9", "", "a b", "é", "a.b", '"', "a\n"])
def test_a_key(name: str) -> None:
    assert f"{key(name)} = 0\n" == tomli_w.dumps({name: 0})


@given(
    st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(("\t", "\x7f", "\x85", "\\", "\r\n"))
)
def test_a_text(text: str) -> None:
    assert f"k = {literal(text)}\n" == tomli_w.dumps({"k": text})
