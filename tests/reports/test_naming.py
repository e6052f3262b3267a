from __future__ import annotations

import pytest

from tests.builders import ledger, mission
from timeline.errors import TimelineError
from timeline.reports.naming import find_mission, find_missions, fold

STORE = ledger(
    mission("change-6", name="Chang'e 6", aliases=("CE-6", "嫦娥六号")),
    mission("change-7", name="Chang’e 7"),
    mission("jwst", name="James Webb Space Telescope", aliases=("Webb", "NGST")),
    mission("mars-2020", name="Perseverance", aliases=("Mars 2020",)),
    mission("mars-sample-return", name="Mars Sample Return"),
    mission("ecrin", name="Écrin spatial"),
    mission("mars", name="Mars"),
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Chang'e 6", "change 6"),
        ("Chang’e-6", "change 6"),
        ("  MARS_2020! ", "mars 2020"),
        ("Écrin", "ecrin"),
        ("ﬁrst", "first"),
        ("Straße", "strasse"),
        ("嫦娥六号", "嫦娥六号"),
        ("!?", ""),
        ("", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("name", "mission_id"),
    [
        ("change-6", "change-6"),
        ("Chang'e 6", "change-6"),
        ("CHANG’E 6", "change-6"),
        ("ce 6", "change-6"),
        ("嫦娥六号", "change-6"),
        ("六号", "change-6"),
        ("webb", "jwst"),
        ("space telescope", "jwst"),
        ("ecrin", "ecrin"),
        ("écrin", "ecrin"),
        ("mars", "mars"),  # a whole name wins over parts of others
        ("Mars 2020", "mars-2020"),
        ("sample", "mars-sample-return"),
        ("persev", "mars-2020"),
    ],
)
def test_a_mission_has_many_names(name: str, mission_id: str) -> None:
    assert find_mission(STORE, name).id == mission_id


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("change", "'change' could be 'change-6' or 'change-7'; say which one"),
        ("s", "'s' could be 'jwst', 'mars-2020', 'mars-sample-return', 'ecrin' or 'mars'; say which one"),
        ("jswt", "no mission 'jswt'; did you mean 'jwst'?"),
        ("change 8", "no mission 'change 8'; did you mean 'change-7' or 'change-6'?"),
        ("zzz", "no mission 'zzz'; `timeline list` shows them all"),
        ("", "no mission ''; `timeline list` shows them all"),
        ("?!", "no mission '?!'; `timeline list` shows them all"),
    ],
)
def test_no_mission_or_several(name: str, message: str) -> None:
    with pytest.raises(TimelineError) as caught:
        find_mission(STORE, name)
    assert str(caught.value) == message
    assert caught.value.exit_code == 1


def test_two_missions_of_one_name_are_told_apart_by_id() -> None:
    store = ledger(mission("iss-1", name="Station"), mission("iss-2", name="Station"))
    with pytest.raises(TimelineError, match="'iss-1' or 'iss-2'"):
        find_mission(store, "station")
    assert find_mission(store, "iss-2").id == "iss-2"


def test_many_candidates_are_counted() -> None:
    store = ledger(*(mission(f"probe-{number}") for number in range(11)))
    with pytest.raises(TimelineError) as caught:
        find_mission(store, "probe")
    shown = ", ".join(f"'probe-{number}'" for number in range(8))
    assert str(caught.value) == f"'probe' could be {shown} or one of 3 others; say which one"


def test_several_names_in_the_order_given_each_mission_once() -> None:
    assert [item.id for item in find_missions(STORE, ["webb", "ce-6", "JWST"])] == ["jwst", "change-6"]
    assert find_missions(STORE, []) == []
