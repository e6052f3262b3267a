from __future__ import annotations

from datetime import date

import pytest

from tests.builders import announcement, ledger, mission
from tests.exchange.samples import read, said
from timeline.exchange import gcat
from timeline.exchange.errors import ExchangeError
from timeline.model import Outcome


def test_a_launch_list_says_when_it_was_made() -> None:
    found = read("gcat", "gcat-launch.tsv")
    assert said(found) == [
        "Meridian 6: 2030-05-02 2030-04-20T01:02:03Z achieved success",
        "Meridian 7: 2030-05-02 2030-04-20/2030-04-22 achieved failure",
        "Sounder S-1: 2030-05-02 2030-Q1 achieved",
    ]
    first = found.statements[0]
    assert (first.foreign_id, first.mission.agencies, first.mission.site) == ("2030-041", ("NW", "MA"), "NP")


def test_a_launch_log_has_several_lines_for_one_launch() -> None:
    assert said(read("gcat", "gcat-launchlog.tsv", date(2030, 6, 1))) == [
        "Meridian Six: 2030-06-01 2030-04-20T01:02:03Z achieved success"
    ]


def test_what_is_written() -> None:
    flown = announcement("2030-04-20", "2030-04-20T12:00Z", "achieved", outcome=Outcome.SUCCESS, source="X")
    store = ledger(
        mission(
            "a", flown, name="Alpha\t1", vehicle="Astra", agencies=("NW", "MA"), ids={"gcat": "2030-041"}
        ),
        mission("b", announcement("2030-01-01", "NET 2031")),
        mission("c", announcement("2030-01-01", "TBD")),
        mission("d", announcement("2030-01-01", "2031", "cancelled")),
        mission("e", announcement("2030-01-01", "2031", milestone="landing")),
    )
    header, updated, *lines = b"".join(gcat.write(store)).decode().splitlines()
    assert header.startswith("#Launch_Tag\tLaunch_JD\tLaunch_Date\tLV_Type")
    assert updated == "# Updated 2030 Apr 20"
    cells = [dict(zip(header.lstrip("#").split("\t"), line.split("\t"), strict=True)) for line in lines]
    assert [(item["Launch_Tag"], item["Launch_Date"], item["LaunchCode"]) for item in cells] == [
        ("2030-041", "2030 Apr 20 1200", "OS"),
        ("b", "2031", "-"),
    ]
    assert (cells[0]["Launch_JD"], cells[0]["Mission"], cells[0]["Agency"]) == (
        "2462612.00",
        "Alpha 1",
        "NW/MA",
    )


def test_nothing_is_a_header() -> None:
    assert b"".join(gcat.write(ledger())).count(b"\n") == 1


@pytest.mark.parametrize("text", ["", "a\tb\n", "#JCAT\tLaunch_Date\n"])
def test_other_tables_are_refused(text: str) -> None:
    with pytest.raises(ExchangeError, match="no GCAT launch list"):
        gcat.read(text.encode(), "it", None)


def test_a_list_without_a_day_needs_one() -> None:
    with pytest.raises(ExchangeError, match="--announced DAY"):
        gcat.read(b"#Launch_Tag\tLaunch_Date\n2030-001\t2030\n", "it", None)


def test_lines_that_cannot_be_read_are_values_with_their_place() -> None:
    found = gcat.read(
        b"#Launch_Tag\tLaunch_Date\n\n2030-001\t2030\n\t2030\n2030-003\t2030-05\n", "it", date(2030, 1, 1)
    )
    assert len(found.statements) == 1
    assert [item.place for item in found.unread] == ["it, line 4", "it, line 5"]
