from __future__ import annotations

import pytest
from hypothesis import given, settings

from tests import builders
from tests.builders import announcement, mission
from tests.exchange.strategies import ledgers
from timeline.dates.gcat import read_gcat, to_gcat
from timeline.exchange.registry import NOTATIONS
from timeline.model import UNPLACED, Ledger, Mission, Status
from timeline.reports.history import histories
from timeline.reports.merge import merge
from timeline.store.read import read_text
from timeline.store.whole import whole_store

FEW = settings(max_examples=40)
EXACT = ["json", "csv", "sqlite"]


def written(name: str, ledger: Ledger) -> bytes:
    return b"".join(NOTATIONS[name].write(ledger))


def plain(missions: object) -> list[Mission]:
    assert isinstance(missions, (list, tuple))
    return [
        mission._replace(
            origin=UNPLACED,
            announcements=tuple(item._replace(origin=UNPLACED) for item in mission.announcements),
        )
        for mission in missions
    ]


@pytest.mark.parametrize("name", EXACT)
@FEW
@given(ledger=ledgers())
def test_exact_notations_lose_nothing(name: str, ledger: Ledger) -> None:
    content = written(name, ledger)
    assert written(name, ledger) == content
    read = NOTATIONS[name].read(content, "it", None)
    back = [item.mission._replace(announcements=item.history) for item in read.statements]
    assert back == list(ledger.missions.values())
    assert read.unread == ()


@FEW
@given(ledger=ledgers())
def test_toml_loses_nothing(ledger: Ledger) -> None:
    text = "".join(whole_store(ledger))
    read = read_text(text, "it")
    assert not read.problems
    assert plain(list(read.missions.values())) == list(ledger.missions.values())


@pytest.mark.parametrize("name", EXACT)
@FEW
@given(ledger=ledgers())
def test_merging_what_was_exported_changes_nothing(name: str, ledger: Ledger) -> None:
    assert merge(ledger, [NOTATIONS[name].read(written(name, ledger), "it", None)]).is_empty


@pytest.mark.parametrize("name", ["ics", "gcat", "markdown", "parquet"])
@FEW
@given(ledger=ledgers())
def test_the_same_ledger_always_gives_the_same_bytes(name: str, ledger: Ledger) -> None:
    assert written(name, ledger) == written(name, ledger)


@FEW
@given(ledger=ledgers())
def test_calendars_keep_what_is_believed_now(ledger: Ledger) -> None:
    read = NOTATIONS["ics"].read(written("ics", ledger), "it", None)
    assert read.unread == ()
    kept = {
        (item.mission.id, state.milestone): (state.date, state.status, state.outcome)
        for item in read.statements
        for state in item.states
    }
    expected = {
        (history.mission.id, history.milestone): history.current
        for history in histories(ledger, shared=False)
        if not history.current.date.is_tbd
        or (
            history.current.status in (Status.CANCELLED, Status.ON_HOLD, Status.ACHIEVED)
            and any(not item.date.is_tbd for item in history.announcements)
        )
    }
    assert kept == {key: (item.date, item.status, item.outcome) for key, item in expected.items()}


@FEW
@given(ledger=ledgers())
def test_gcat_keeps_the_date_as_far_as_it_can_say_it(ledger: Ledger) -> None:
    content = written("gcat", ledger)
    read = NOTATIONS["gcat"].read(content, "it", None) if ledger.missions and b"Updated" in content else None
    states = [] if read is None else [state for item in read.statements for state in item.states]
    expected = [
        history.current
        for history in histories(ledger, shared=False)
        if history.milestone == "launch"
        and history.current.status in (Status.PLANNED, Status.ACHIEVED)
        and to_gcat(history.current.date) != "-"
    ]
    assert [state.date for state in states] == [read_gcat(to_gcat(item.date)) for item in expected]
    assert [state.status for state in states] == [item.status for item in expected]


@pytest.mark.parametrize("name", EXACT)
def test_missions_with_names_alike_come_back_as_two(name: str) -> None:
    twins = builders.ledger(
        mission("oft", announcement("2020", "2021"), name="Starliner OFT"),
        mission("oft2", announcement("2020", "2022"), name="Starliner OFT-2"),
    )
    merged = merge(Ledger({}), [NOTATIONS[name].read(written(name, twins), "it", None)])
    assert merged.doubtful == ()
    assert len(merged.new) == 2
