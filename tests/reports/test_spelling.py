from __future__ import annotations

import pytest

from timeline.reports.spelling import alike


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("CNES", "Cnes"),
        ("SpaceX", "Space X"),
        ("Long March 5", "Long-March 5"),
        ("Ariane 6", "Arianne 6"),
        ("Ariane 6", "Arane 6"),
        ("Falcon Heavy", "Falcon Haevy"),
        ("Roscosmos", "Roskosmos"),
        ("École", "Ecole"),
    ],
)
def test_alike(right: str, wrong: str) -> None:
    assert alike([wrong, right, right]) == {wrong: right}
    assert alike([right, wrong, right]) == {wrong: right}
    assert alike([right, wrong]) == {wrong: right}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Ariane 5", "Ariane 6"),
        ("Long March 5", "Long March 5B"),
        ("Long March 2C", "Long March 2D"),
        ("Soyuz 2.1a", "Soyuz 2.1b"),
        ("Vega", "Vela"),
        ("Vega", "Vega C"),
        ("Falcon 9", "Falcon Heavy"),
        ("NASA", "NASDA"),
        ("Electron", "Elektrobay"),
        ("Roscosmos", "Roskosmas"),
        ("Proton Breeze", "Protons Breezes"),
        ("Kestrel 1", "Estrelo 1"),
        ("", "CNES"),
    ],
)
def test_not_alike(first: str, second: str) -> None:
    assert alike([first, second]) == {}


def test_the_better_one_is_no_misspelling_itself() -> None:
    assert alike(["Arianne 6", "Ariane 6", "Ariane 6", "ariane 6"]) == {
        "Arianne 6": "Ariane 6",
        "ariane 6": "Ariane 6",
    }
