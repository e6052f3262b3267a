from __future__ import annotations

from typing import Any

import pytest

from tests.builders import announcement, day, ledger, mission
from timeline.model import Announcement, Ledger, Mission, Outcome
from timeline.reports.merge import Merge, is_news, merge, together
from timeline.reports.statements import Snapshot, Statement

LL = "launch-library"


def says(announced: str, when: str, status: str = "planned", **fields: Any) -> Announcement:
    return announcement(announced, when, status, **{"source": "LL", **fields})


def snapshot(*states: Announcement, name: str = "Alpha 1", foreign_id: str = "f1", **fields: Any) -> Snapshot:
    statement = Statement(Mission("alpha-1", name), foreign_id, states=states)
    return Snapshot((statement,), **{"catalog": LL, **fields})


def after(store: Ledger, found: Merge) -> Ledger:
    """Return the ledger with a merge written to it, as the store would hold it."""
    missions = dict(store.missions)
    for mission_id, ids in found.linked.items():
        missions[mission_id] = missions[mission_id]._replace(ids={**missions[mission_id].ids, **ids})
    for mission_id, items in found.added.items():
        known = missions[mission_id]
        missions[mission_id] = known._replace(announcements=(*known.announcements, *items))
    return Ledger({**missions, **{item.id: item for item in found.new}})


def dates(items: tuple[Announcement, ...]) -> list[str]:
    return [f"{item.announced.text}: {item.date.text}" for item in items]


def test_a_new_mission_comes_with_what_was_said_and_its_foreign_id() -> None:
    found = merge(ledger(), [snapshot(says("2026-01-01", "2026-06"))], recorded=day("2026-01-05"))
    (new,) = found.new
    assert (new.id, new.name, dict(new.ids)) == ("alpha-1", "Alpha 1", {LL: "f1"})
    assert dates(new.announcements) == ["2026-01-01: 2026-06"]
    assert new.announcements[0].recorded == day("2026-01-05")
    assert (found.announcements, found.added, found.linked) == (1, {}, {})


def test_an_unchanged_date_adds_nothing() -> None:
    store = after(ledger(), merge(ledger(), [snapshot(says("2026-01-01", "2026-06"))]))
    found = merge(store, [snapshot(says("2026-02-01", "2026-06"))])
    assert found.is_empty
    assert found.unchanged == 1


def test_an_unchanged_date_is_confirmed_if_that_is_wanted_but_once_a_day() -> None:
    store = after(ledger(), merge(ledger(), [snapshot(says("2026-01-01", "2026-06"))]))
    again = [snapshot(says("2026-02-01", "2026-06"))]
    found = merge(store, again, held=True)
    assert dates(found.added["alpha-1"]) == ["2026-02-01: 2026-06"]
    assert merge(after(store, found), again, held=True).is_empty


def test_a_changed_date_adds_an_announcement_and_twice_is_like_once() -> None:
    store = after(ledger(), merge(ledger(), [snapshot(says("2026-01-01", "2026-06"))]))
    changed = [snapshot(says("2026-02-01", "2026-07"))]
    found = merge(store, changed)
    assert dates(found.added["alpha-1"]) == ["2026-02-01: 2026-07"]
    assert merge(after(store, found), changed).is_empty


def test_several_snapshots_are_a_history() -> None:
    months = ["2026-06", "2026-06", "2026-07", "2026-06"]
    taken = [snapshot(says(f"2026-01-0{number}", when)) for number, when in enumerate(months, 1)]
    (new,) = merge(ledger(), taken).new
    assert dates(new.announcements) == ["2026-01-01: 2026-06", "2026-01-03: 2026-07", "2026-01-04: 2026-06"]


def test_a_mission_found_by_name_gets_the_foreign_id() -> None:
    store = ledger(mission("mine", announcement("2020-01-01", "2026-06"), name="Alpha 1"))
    found = merge(store, [snapshot(says("2026-01-01", "2026-06"))])
    assert (found.linked, found.added, found.new) == ({"mine": {LL: "f1"}}, {}, ())
    assert not found.is_empty
    assert merge(after(store, found), [snapshot(says("2026-01-01", "2026-06"))]).is_empty


@pytest.mark.parametrize(
    ("known", "item", "news"),
    [
        ([], says("2026-01-01", "2026-06"), True),
        # What others said last counts as long as the source itself said nothing.
        ([announcement("2025-01-01", "2026-06")], says("2026-01-01", "2026-06"), False),
        ([announcement("2025-01-01", "2026")], says("2026-01-01", "2026-06"), True),
        # Once it did, its own word counts: what others say in between does not make its date new.
        (
            [says("2025-01-01", "2026"), announcement("2025-06-01", "2026-06-08")],
            says("2026-01-01", "2026"),
            False,
        ),
        # A snapshot of the past is compared with what was said by then.
        ([says("2026-03-01", "2026-06")], says("2026-01-01", "2026-06"), True),
        # Another status is news even with the same date.
        ([says("2025-01-01", "2026-06")], says("2026-01-01", "2026-06", "on-hold"), True),
        # Another milestone is another matter.
        ([says("2025-01-01", "2026-06", milestone="landing")], says("2026-01-01", "2026-06"), True),
        # Achieved is achieved: another precision adds nothing, another day or outcome does.
        (
            [announcement("2026-01-02", "2026-01-02", "achieved")],
            says("2026-01-03", "2026-01-02T10Z", "achieved"),
            False,
        ),
        (
            [announcement("2026-01-02", "2026-01-02", "achieved")],
            says("2026-01-03", "2026-01-03", "achieved"),
            True,
        ),
        (
            [announcement("2026-01-02", "2026-01-02", "achieved")],
            says("2026-01-03", "2026-01-02", "achieved", outcome=Outcome.SUCCESS),
            True,
        ),
        (
            [announcement("2026-01-02", "TBD", "achieved")],
            says("2026-01-03", "2026-01-03", "achieved"),
            False,
        ),
        # What is still planned after it flew is a stale answer; before, it is history.
        ([announcement("2026-01-02", "2026-01-02", "achieved")], says("2026-01-02", "2026-01-02"), False),
        ([announcement("2026-01-02", "2026-01-02", "achieved")], says("2025-12-02", "2026-01-02"), True),
    ],
)
def test_what_is_news(known: list[Announcement], item: Announcement, *, news: bool) -> None:
    assert is_news(item, known) is news


def test_what_has_flown_adds_the_achievement() -> None:
    store = after(ledger(), merge(ledger(), [snapshot(says("2026-01-01", "2026-06-08"))]))
    flown = [snapshot(says("2026-06-09", "2026-06-08T10:00Z", "achieved", outcome=Outcome.SUCCESS))]
    found = merge(store, flown)
    assert [item.status.value for item in found.added["alpha-1"]] == ["achieved"]
    assert merge(after(store, found), flown, held=True).is_empty


def test_what_is_doubtful_is_left_out_until_a_map_settles_it() -> None:
    store = ledger(mission("mine", announcement("2020-01-01", "2026-06"), name="Alpha 1 (first)"))
    taken = [snapshot(says("2026-01-01", "2026-07"))]
    found = merge(store, taken)
    assert found.is_empty
    assert [(doubt.key, doubt.candidates[0].id) for doubt in found.doubtful] == [("f1", "mine")]
    assert dates(merge(store, taken, mapping={"f1": "mine"}).added["mine"]) == ["2026-01-01: 2026-07"]
    assert [item.id for item in merge(store, taken, mapping={"Alpha 1": "+"}).new] == ["alpha-1"]
    assert merge(store, taken, mapping={"f1": "-"}) == Merge(left_out=1)


def test_a_mission_that_has_another_id_there_keeps_it() -> None:
    store = ledger(mission("mine", announcement("2020-01-01", "2026-06"), ids={LL: "f9"}))
    found = merge(store, [snapshot(says("2026-01-01", "2026-07"))], mapping={"f1": "mine"})
    assert found.linked == {}
    assert dates(found.added["mine"]) == ["2026-01-01: 2026-07"]


def test_what_has_vanished_is_only_reported_and_only_by_whole_answers() -> None:
    store = ledger(
        mission("gone", announcement("2020-01-01", "2026-06"), ids={LL: "f9"}),
        mission("flown", announcement("2020-01-01", "2020-01-01", "achieved"), ids={LL: "f8"}),
        mission("elsewhere", announcement("2020-01-01", "2026-06"), ids={"gcat": "f7"}),
    )
    taken = snapshot(says("2026-01-01", "2026-07"))
    assert merge(store, [taken]).vanished == ()
    found = merge(store, [taken._replace(complete=True)])
    assert [item.id for item in found.vanished] == ["gone"]
    assert found.added == {}
    back = snapshot(says("2026-01-02", "2026-07"), name="gone", foreign_id="f9", complete=True)
    assert [item.id for item in merge(store, [taken._replace(complete=True), back]).vanished] == ["alpha-1"]


def of_a_ledger(*missions: Mission) -> Snapshot:
    return Snapshot(
        tuple(Statement(item._replace(announcements=()), history=item.announcements) for item in missions)
    )


def test_merging_a_ledger_keeps_every_announcement_that_is_not_known() -> None:
    mine = mission("a", announcement("2020-01-01", "2023", source="ESA"))
    theirs = mission(
        "a",
        announcement("2020-01-01", "2023"),
        announcement("2020-01-01", "2023", source="NASA"),
        announcement("2021-01-01", "2024", source="ESA", recorded=day("2021-02-02")),
    )
    found = merge(ledger(mine), [of_a_ledger(theirs)], recorded=day("2026-01-01"))
    assert [(item.source, item.recorded) for item in found.added["a"]] == [
        ("NASA", None),
        ("ESA", day("2021-02-02")),
    ]
    assert found.unchanged == 1
    assert merge(ledger(theirs), [of_a_ledger(theirs)]).is_empty


def test_hosts_of_new_missions_are_named_by_the_ids_they_have_here() -> None:
    mine = mission("change-6", name="Chang'e 6")
    theirs = of_a_ledger(
        mission("ce6", name="Chang'e 6"),
        mission("dorn", host="ce6"),
        mission("free"),
        mission("lost", host="x"),
    )
    found = merge(ledger(mine), [theirs])
    assert [(item.id, item.host) for item in found.new] == [("dorn", "change-6"), ("free", ""), ("lost", "x")]


def test_missions_of_one_name_and_several_ids_get_ids_of_their_own() -> None:
    statements = [
        Statement(Mission("unknown", "Unknown"), f"f{n}", states=(says("2026-01-01", "2026"),)) for n in "12"
    ]
    found = merge(ledger(), [Snapshot(tuple(statements), catalog=LL)])
    assert [(item.id, dict(item.ids)) for item in found.new] == [
        ("unknown", {LL: "f1"}),
        ("unknown-2", {LL: "f2"}),
    ]


def test_two_merges_together() -> None:
    store = ledger(mission("alpha-1", name="Alpha 1"), mission("near", name="Beta 1 (old)"))
    first = merge(store, [snapshot(says("2026-01-01", "2026-06"))])
    store = after(store, first)
    doubtful = snapshot(says("2026-02-01", "2026-07"), name="Beta 1", foreign_id="f2")
    then = merge(store, [snapshot(says("2026-02-01", "2026-07")), doubtful])
    both = together(first, then)
    assert dates(both.added["alpha-1"]) == ["2026-01-01: 2026-06", "2026-02-01: 2026-07"]
    assert (both.linked, len(both.doubtful), both.announcements) == ({"alpha-1": {LL: "f1"}}, 1, 2)
