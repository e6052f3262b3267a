from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
import tomli
from hypothesis import HealthCheck, given, settings

from tests.store.strategies import DrawnStore, stores
from timeline.errors import TimelineError
from timeline.store import canonical
from timeline.store.canonical import mending
from timeline.store.check import CODES, check, fixes
from timeline.store.lines import StoreText
from timeline.store.locate import shipped_store
from timeline.store.place import apply
from timeline.store.write import rewrite

TODAY = date(2026, 1, 1)
ODD = """\
format = 1
[missions.a]  # 2 to mend
name = 'June 2022'
[[missions.a.announcements]]
announced = "28 Sept 2020"   # said on a Monday
date = '''Q2 2022'''
said = "date = 'June 2022'"
unknown.date = "June 2022"
[[missions.a.announcements]]  # check: allow TL107
announced = "28 Sept 2020"
date = "bogus"
[missions.b]
name = "B"
announcements = [
\t{ announced = 2020-01-01T10:00:00Z, date = "by 2024" }, { announced = "2020-01-01", date = "TBC" }, # c
]
"""
MENDED = """\
format = 1
[missions.a]  # 2 to mend
name = 'June 2022'
[[missions.a.announcements]]
announced = 2020-09-28   # said on a Monday
date = "2022-Q2"
said = "date = 'June 2022'"
unknown.date = "June 2022"
[[missions.a.announcements]]  # check: allow TL107
announced = "28 Sept 2020"
date = "bogus"
[missions.b]
name = "B"
announcements = [
\t{ announced = 2020-01-01T10:00:00Z, date = "NLT 2024" }, { announced = "2020-01-01", date = "TBD" }, # c
]
"""


def test_dates_are_mended_and_nothing_else() -> None:
    assert apply(ODD, mending(StoreText("it", ODD))) == MENDED
    assert mending(StoreText("it", MENDED)) == ()


def test_mending_a_store(tmp_path: Path) -> None:
    store = tmp_path / "missions.toml"
    store.write_bytes(b"\xef\xbb\xbf" + ODD.replace("\n", "\r\n").encode())
    wanted = {"TL107"}.__contains__
    assert [str(item.place) for item in check(store, today=TODAY, wanted=wanted)] == [
        f"{store}:{line}" for line in (5, 6, 15, 15)
    ]
    rewrite(store, fixes(store), None)
    assert store.read_bytes() == b"\xef\xbb\xbf" + MENDED.replace("\n", "\r\n").encode()
    assert check(store, today=TODAY, wanted=wanted) == []
    assert fixes(store) == []


def test_what_cannot_be_mended_safely_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(canonical, "same", lambda *_: False)
    with pytest.raises(TimelineError, match="can't be rewritten safely; nothing was written"):
        mending(StoreText("it", ODD))


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(store=stores())
def test_mending_any_store_keeps_its_meaning(store: DrawnStore) -> None:
    text = StoreText("it", store.content.decode("utf-8-sig"))
    mended = apply(text.text, mending(text))
    assert tomli.loads(mended).keys() == store.data.keys()
    assert mending(StoreText("it", mended)) == ()


def test_a_folder_is_one_ledger(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text('format = 1\n[missions.a]\nname = "A"\nhost = "b"\n')
    (tmp_path / "b.toml").write_text('format = 1\n[missions.b]\nname = "B"\n')
    assert check(tmp_path, today=TODAY, wanted=set(CODES).__contains__) == []
    (tmp_path / "b.toml").unlink()
    assert [item.code for item in check(tmp_path, today=TODAY, wanted=set(CODES).__contains__)] == ["TL109"]


def test_a_store_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "m.toml").write_text("[broken")
    assert [item.code for item in check(tmp_path / "m.toml", today=TODAY, wanted=lambda _: True)] == ["TL001"]
    assert check(tmp_path / "m.toml", today=TODAY, wanted=lambda code: code != "TL001") == []


def test_the_shipped_ledger_is_canonical(tmp_path: Path) -> None:
    store = Path(shutil.copy(shipped_store(), tmp_path))
    assert fixes(store) == []
