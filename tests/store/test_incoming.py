from __future__ import annotations

from datetime import date

import pytest

from tests.builders import announcement, ledger, mission
from timeline.errors import TimelineError
from timeline.model import Outcome, Status
from timeline.store.incoming import entries_of, read_incoming

TODAY = date(2026, 1, 1)


def test_json_lines() -> None:
    text = (
        '{"mission": "svom", "announced": "28 Sept 2020", "date": "next year", "source": "CNES"}\n\n'
        '{"mission": "CE-6", "announced": "2024-06", "status": "on-hold", "recorded": "2024-06-30"}\n'
        '{"mission": "x", "announced": "2024-06-25", "date": "2024-06-25", "status": "achieved", '
        '"outcome": "success"}\n'
    )
    first, second, third = read_incoming(text, recorded=TODAY)
    assert (first.name, first.mission) == ("svom", None)
    assert first.announcement == announcement("2020-09-28", "2021", source="CNES", recorded=TODAY)
    assert second.announcement == announcement("2024-06", "TBD", "on-hold", recorded=date(2024, 6, 30))
    assert third.announcement is not None
    assert (third.announcement.status, third.announcement.outcome) == (Status.ACHIEVED, Outcome.SUCCESS)


def test_toml() -> None:
    text = (
        'format = 1\n[missions.new]\nname = "New"\nagencies = ["ESA"]\n'
        "[[missions.new.announcements]]\nannounced = 2020-09-28\ndate = 2021-01-02\n"
        '[[missions.svom.announcements]]\nannounced = 2020-09-28\ndate = "by the end of the year"\n'
    )
    new, first, second = read_incoming(text, recorded=TODAY)
    assert new.mission == mission("new", name="New", agencies=("ESA",))
    assert first.announcement == announcement("2020-09-28", "2021-01-02", recorded=TODAY)
    assert second.announcement == announcement("2020-09-28", "NLT 2020", recorded=TODAY)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", r"records are written as in a store: \[\[missions.an-id.announcements\]\]"),
        ("[missions]", "there is no record to add"),
        ("[broken", "line 1: this is not TOML"),
        ("[missions.a]\n[other]", "records are written as in a store"),
        ("missions.a = 1", "'a' is no mission with announcements"),
        ("missions.a.announcements = 1", "'a' is no mission with announcements"),
        ("{broken", "line 1: this is not JSON"),
        ('{"announced": "2020"}', 'line 1: there is no "mission" that it is of'),
        ('{"mission": "a"}\n[]', 'line 2: there is no "mission" that it is of'),
        ('{"mission": "a", "date": "2020"}', "line 1: there is no 'announced'; say on which day it was said"),
        ('{"mission": "a", "announced": "2020"}', "line 1: there is no 'date'; say what was said"),
        ('{"mission": "a", "announced": "TBD", "date": "2020"}', "does not say when it was announced"),
        ('{"mission": "a", "announced": "2020", "date": 5}', "5 is not a date"),
        (
            '{"mission": "a", "announced": "2020", "date": "soonish"}',
            "line 1: cannot read the date 'soonish'",
        ),
        (
            '{"mission": "a", "announced": "2020", "date": "next year"}',
            "line 1: cannot read the date 'next year'",
        ),
        (
            '{"mission": "a", "announced": "2020", "date": "2021", "sauce": "b"}',
            "'sauce' is not a key that is known",
        ),
        ('{"mission": "a", "announced": "2020", "date": "2021", "status": "b"}', "'b' is no status"),
        (
            '{"mission": "a", "announced": "2020", "date": "2021", "recorded": "2020"}',
            "line 1: None is not a day",
        ),
        ("[missions.A]\nname = 'A'", "'A' is no id for a mission"),
        ("[missions.a]\nvehicle = 'A'", "the mission 'a' has no name"),
    ],
)
def test_what_is_refused(text: str, message: str) -> None:
    with pytest.raises(TimelineError, match=message):
        read_incoming(text, recorded=TODAY)


def test_everything_that_is_wrong_is_said_at_once() -> None:
    text = '{"mission": "a", "announced": "2020"}\n{"mission": "a", "announced": "2020", "date": "x"}'
    with pytest.raises(TimelineError) as caught:
        read_incoming(text, recorded=TODAY)
    assert [line.strip()[:7] for line in str(caught.value).splitlines()] == ["nothing", "line 1:", "line 2:"]


def test_entries_are_grouped_by_mission() -> None:
    known = ledger(mission("svom", announcement("2020-01-01", "2021"), name="SVOM"))
    text = (
        "[missions.new]\nname = 'New'\n"
        "[[missions.new.announcements]]\nannounced = 2020-01-01\ndate = 2021-01-01\n"
        "[[missions.SVOM.announcements]]\nannounced = 2020-01-02\ndate = '2022'\n"
        "[[missions.SVOM.announcements]]\nannounced = 2020-01-03\ndate = '2022'\n"
    )
    new, svom = entries_of(known, read_incoming(text, recorded=TODAY))
    assert (new.mission_id, new.mission, len(new.announcements)) == ("new", {"name": "New"}, 1)
    assert (svom.mission_id, svom.mission, len(svom.announcements)) == ("svom", None, 2)


def test_all_or_nothing() -> None:
    known = ledger(mission("svom", announcement("2020-01-01", "2021")))
    one = '{"mission": "svom", "announced": "2020-01-02", "date": "2022"}\n'
    there = '{"mission": "svom", "announced": "2020-01-01", "date": "2021"}\n'
    for text, message in (
        (one + '{"mission": "nowhere", "announced": "2020", "date": "2021"}', "no mission 'nowhere'"),
        (there, "'svom' launch 2021 stands at <svom>:1 already; nothing was written; --force"),
        (one + one, "'svom' launch 2022 comes twice; nothing was written; --force"),
        ("[missions.svom]\nname = 'S'", "the mission 'svom' stands at <svom>:1 already"),
    ):
        with pytest.raises(TimelineError, match=message):
            entries_of(known, read_incoming(text, recorded=TODAY))
    (entry,) = entries_of(known, read_incoming(there + one + one, recorded=TODAY), force=True)
    assert len(entry.announcements) == 3


def test_many_records_are_what_one_after_another_is() -> None:
    store = ledger(
        mission(
            "alpha", announcement("2020-01-01", "2023", source="ESA"), name="Alpha 1", aliases=("First",)
        ),
        mission("beta", name="Beta 2"),
    )
    lines = [
        f'{{"mission": "{name}", "announced": "2021-01-{day:02}", "date": "2024", "source": "{who}"}}'
        for day in range(1, 25)
        for name, who in (("alpha", "ESA"), ("first", "CNES"), ("Beta", "ESA"))
    ]
    incoming = read_incoming("\n".join(lines), recorded=TODAY)
    together = entries_of(store, incoming)
    assert [entry.mission_id for entry in together] == ["alpha", "beta"]
    alone = [entry for item in incoming for entry in entries_of(store, [item])]
    for entry in together:
        one_by_one = [
            item for one in alone if one.mission_id == entry.mission_id for item in one.announcements
        ]
        assert entry.announcements == one_by_one


def test_a_new_mission_can_be_named_by_what_it_is_called() -> None:
    text = (
        '[missions.new]\nname = "Newest of All"\n[[missions."newest of".announcements]]\n'
        "announced = 2020-09-28\ndate = 2021-01-02\n"
    )
    (entry,) = entries_of(ledger(mission("old")), read_incoming(text, recorded=TODAY))
    assert (entry.mission_id, len(entry.announcements)) == ("new", 1)
