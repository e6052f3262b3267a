from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import announcement, ledger, mission
from timeline.errors import TimelineError
from timeline.model import Ledger, Mission
from timeline.reports.matching import Doubt, Index, is_ahead, mapping_of
from timeline.reports.statements import Snapshot, Statement

LL = "launch-library"


def statement(name: str, foreign_id: str = "f1", **fields: object) -> Statement:
    return Statement(Mission(str(fields.get("id", "wish")), name), foreign_id)


def found(store: Ledger, wanted: Statement, *others: str, catalog: str = LL) -> object:
    snapshot = Snapshot((wanted,), catalog=catalog)
    answer = Index(store).find(wanted, snapshot, {wanted.foreign_id, *others})
    if isinstance(answer, Doubt):
        return [item.id for item in answer.candidates]
    return answer.id if answer is not None else None


def planned(mission_id: str, **fields: object) -> Mission:
    return mission(mission_id, announcement("2020-01-01", "2030"), **fields)


def test_a_foreign_id_settles_it_whatever_the_name() -> None:
    store = ledger(planned("a", name="Alpha 1", ids={LL: "f1"}), planned("b", name="Beta 2"))
    assert found(store, statement("Beta 2")) == "a"


def test_the_id_of_another_catalogue_means_nothing() -> None:
    assert found(ledger(planned("a", name="Alpha 1", ids={"gcat": "f1"})), statement("Beta 2")) is None


def test_two_missions_with_the_same_foreign_id_are_a_doubt() -> None:
    store = ledger(planned("a", ids={LL: "f1"}), planned("b", ids={LL: "f1"}))
    assert found(store, statement("Alpha")) == ["a", "b"]


@pytest.mark.parametrize("name", ["Chang'e 7", "CHANGE 7", "chang’e-7", "CE-7"])
def test_a_name_is_enough_without_case_accents_and_punctuation(name: str) -> None:
    assert (
        found(ledger(planned("change-7", name="Chang'e 7", aliases=("CE-7",))), statement(name)) == "change-7"
    )


def test_further_names_of_the_statement_count() -> None:
    wanted = statement("Payload")._replace(names=("Falcon 9 | Alpha 1",))
    assert found(ledger(planned("a", name="Falcon 9 | Alpha 1")), wanted) == "a"


def test_a_name_that_two_missions_have_is_a_doubt() -> None:
    store = ledger(planned("a", name="Alpha 1"), planned("b", name="B", aliases=("alpha-1",)))
    assert found(store, statement("Alpha 1")) == ["a", "b"]


@pytest.mark.parametrize(
    ("known", "said"),
    [("IM-1", "Nova-C IM-1"), ("Martian Moon eXplorer (MMX)", "Martian Moon Explorer"), ("X 1 Z", "X 1")],
)
def test_a_name_within_the_other_is_a_doubt(known: str, said: str) -> None:
    assert found(ledger(planned("a", name=known)), statement(said)) == ["a"]


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ("Dragon", "Dragon CRS-2 SpX-35"),
        ("Starlink Group 17-28", "Starlink Group 17-2"),
        ("Alpha 1", "Alpha 2"),
    ],
)
def test_a_single_word_without_a_number_tells_nothing(known: str, said: str) -> None:
    assert found(ledger(planned("a", name=known)), statement(said)) is None


def test_near_names_of_missions_that_the_catalogue_knows_otherwise_are_none() -> None:
    assert found(ledger(planned("a", name="IM-1", ids={LL: "f9"})), statement("Nova-C IM-1")) is None


def test_the_same_name_under_another_id_of_the_same_answer_is_another_mission() -> None:
    store = ledger(planned("a", name="Unknown Payload", ids={LL: "f9"}))
    assert found(store, statement("Unknown Payload"), "f9") is None


def test_the_same_name_under_an_id_that_is_gone_may_be_the_same_mission() -> None:
    store = ledger(planned("a", name="Unknown Payload", ids={LL: "f9"}))
    assert found(store, statement("Unknown Payload")) == ["a"]


def test_the_same_name_of_something_that_has_flown_is_another_mission() -> None:
    flown = mission("a", announcement("2020-01-01", "2020-01-01", "achieved"), name="Unknown Payload")
    assert found(ledger(flown._replace(ids={LL: "f9"})), statement("Unknown Payload")) is None


def test_missions_of_another_ledger_are_found_by_their_own_ids() -> None:
    store = ledger(planned("a", name="Alpha 1"), planned("b", name="Beta 2"))
    assert found(store, statement("Beta 2", "", id="a"), catalog="") == "a"
    assert found(store, statement("Beta 2", "", id="c"), catalog="") == "b"
    assert found(store, statement("Gamma", "", id="c"), catalog="") is None


def test_without_a_foreign_id_the_name_counts() -> None:
    assert found(ledger(planned("a", name="Alpha 1", ids={LL: "f9"})), statement("Alpha 1", "")) == "a"


def test_ids_that_are_taken_get_a_number() -> None:
    index = Index(ledger(mission("a"), mission("a-2")))
    assert [index.free_id("b"), index.free_id("a")] == ["b", "a-3"]


def test_a_map_names_missions_as_people_do() -> None:
    index = Index(ledger(mission("a", name="Alpha 1"), mission("b", name="Alpha 2")))
    assert index.mapped("alpha 2").id == "b"
    with pytest.raises(TimelineError, match="could be"):
        index.mapped("alpha")


def test_what_is_over_is_not_ahead() -> None:
    store = ledger(
        planned("a"),
        mission("b", announcement("2020-01-01", "TBD", "cancelled")),
        mission("c", announcement("2020-01-01", "2030", milestone="landing")),
    )
    assert [is_ahead(item, store) for item in store.missions.values()] == [True, False, False]


def test_maps_are_read_from_the_right_since_foreign_names_may_hold_anything() -> None:
    assert mapping_of(["a=b=change-7", " f1 = + "]) == {"a=b": "change-7", "f1": "+"}


@pytest.mark.parametrize("pair", ["change-7", "=change-7", "f1=", " = "])
def test_what_is_no_map_is_refused(pair: str) -> None:
    with pytest.raises(ValueError, match=pair.strip() or "="):
        mapping_of([pair])


def test_a_doubt_is_named_by_its_foreign_id_or_else_its_name() -> None:
    assert Doubt(statement("Alpha"), ()).key == "f1"
    assert Doubt(statement("Alpha", ""), ()).key == "Alpha"


words = st.lists(st.sampled_from(("a", "b", "c", "9", "x1")), min_size=1, max_size=4).map(" ".join)


def holds(whole: str, part: str) -> bool:
    telling = " " in part or any(character.isdigit() for character in part)
    return telling and part != whole and f" {part} " in f" {whole} "


@given(names=st.lists(words, unique=True, max_size=8), wanted=words)
def test_names_that_hold_one_another_are_a_doubt_in_the_order_of_their_words(
    names: list[str], wanted: str
) -> None:
    store = ledger(*(planned(f"m{number}", name=name) for number, name in enumerate(names)))
    near = [
        f"m{number}"
        for word in wanted.split()
        for number, name in enumerate(names)
        if word in name.split() and (holds(name, wanted) or holds(wanted, name))
    ]
    if wanted not in names:
        assert found(store, statement(wanted)) == (list(dict.fromkeys(near))[:5] or None)


def test_free_ids_are_numbered_in_order() -> None:
    index = Index(ledger(planned("a"), planned("a-3")))
    for free in ("a-2", "a-4", "a-5"):
        assert index.free_id("a") == free
        index.add(planned(free))
    assert index.free_id("b") == "b"
