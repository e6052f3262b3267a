from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.builders import ledger, mission
from timeline.model import Mission
from timeline.reports.directory import Directory
from timeline.reports.naming import NamesOf

names = st.lists(st.sampled_from(("A", "b", "Ab", "A b", "É-a", "c", "!")), min_size=1, max_size=3).map(
    " ".join
)
missions = st.lists(
    st.tuples(st.sampled_from(("a", "b", "a-b", "c", "c-2")), names, st.lists(names, max_size=2)),
    unique_by=lambda drawn: drawn[0],
)


def made(drawn: list[tuple[str, str, list[str]]]) -> list[Mission]:
    return [mission(mission_id, name=name, aliases=tuple(more)) for mission_id, name, more in drawn]


@given(drawn=missions, sought=st.sampled_from(("a", "b", "ab", "a b", "e a", "c", "x", "")))
def test_a_directory_says_what_a_look_at_all_missions_says(
    drawn: list[tuple[str, str, list[str]]], sought: str
) -> None:
    found = made(drawn)
    plain, directory = NamesOf(ledger(*found)), Directory(found)
    assert directory.has(sought) == plain.has(sought)
    assert directory.called(sought) == plain.called(sought)
    assert dict(directory.pairs()) == dict(plain.pairs())
    if sought:
        assert directory.with_part(sought) == plain.with_part(sought)


def test_a_directory_grows() -> None:
    directory = Directory([mission("alpha")])
    assert directory.with_part("be") == []
    directory.add(mission("beta"))
    assert directory.with_part("be") == ["beta"]
    assert directory.has("beta")
