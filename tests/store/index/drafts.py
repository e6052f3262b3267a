"""Ledgers that change as people change them, and how they stand in a store that is read part by part."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import NamedTuple

from hypothesis import strategies as st

IDS = ("svom", "change-6", "a", "jwst-2", "X_1", "-")
NAMES = ("SVOM", "Chang'e 6", "?!", "two\nlines", "a\ttab", "嫦娥", "svom 2", "")
DATES = (
    *("2024-05-03", "2024-05", "2024-Q2", "2024", "2020s", "2024-05-03T10:00Z", "2024-05-03~", "2019-12-31"),
    *("NET 2024-05-03", "NLT 2024-05", "TBD", "9999-12-31", "0001-01-01", "no date"),
)
SAID_ON = ("2018-03-01", "2019", "2020-01-15", "2023-06-30", "never")
STATUSES = ("planned", "planned", "planned", "on-hold", "cancelled", "achieved", "wrong")
MILESTONES = ("launch", "launch", "landing", "Wrong Name")
COMMENTS = ("", "# a comment\n", "\n", "# [missions.a]\n")


class Told(NamedTuple):
    """An announcement."""

    announced: str
    date: str
    milestone: str
    status: str
    comment: str = ""

    def lines(self, mission_id: str) -> str:
        """Return it as it stands in a store."""
        keys = [f"[[missions.{mission_id}.announcements]]", f"announced = {json.dumps(self.announced)}"]
        keys += [f"date = {json.dumps(self.date)}", f"milestone = {json.dumps(self.milestone)}"]
        keys += [f"status = {json.dumps(self.status)}", 'source = "ESA"']
        return self.comment + "\n".join(keys) + "\n"


class Craft(NamedTuple):
    """A mission."""

    id: str
    name: str = ""
    aliases: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    host: str | None = None
    told: tuple[Told, ...] = ()
    unknown: bool = False
    """Whether there is a key that nobody knows."""
    comment: str = ""

    def lines(self) -> str:
        """Return it as it stands in a store."""
        keys = [f"[missions.{self.id}]"]
        keys += [f"name = {json.dumps(self.name)}"] if self.name else []
        keys += [f"aliases = {json.dumps(self.aliases)}", f"agencies = {json.dumps(self.agencies)}"]
        keys += [] if self.host is None else [f"host = {json.dumps(self.host)}"]
        keys += ["unknown = 1"] if self.unknown else []
        return "\n".join([*keys, "", *(item.lines(self.id) for item in self.told), self.comment])


Draft = tuple[Craft, ...]


def text_of(crafts: Draft, above: str = "") -> str:
    """Return the text of a file of a store, with something *above* its missions."""
    return f"format = 1\n{above}" + "".join(craft.lines() for craft in crafts)


told = st.builds(
    Told,
    st.sampled_from(SAID_ON),
    st.sampled_from(DATES),
    st.sampled_from(MILESTONES),
    st.sampled_from(STATUSES),
    st.sampled_from(COMMENTS),
)
hosts = st.none() | st.sampled_from([*IDS, "unknown", ""])


def crafts(mission_id: str) -> st.SearchStrategy[Craft]:
    """Draw a mission of this id."""
    return st.builds(
        Craft,
        st.just(mission_id),
        st.sampled_from(NAMES),
        st.lists(st.sampled_from(NAMES), max_size=2).map(tuple),
        st.lists(st.sampled_from(["ESA", "CNSA", "Ariane"]), max_size=2).map(tuple),
        hosts,
        st.lists(told, max_size=4).map(tuple),
        st.sampled_from([False, False, True]),
        st.sampled_from(COMMENTS),
    )


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    """Draw a ledger of some missions."""
    ids = draw(st.lists(st.sampled_from(IDS), unique=True, min_size=1))
    return tuple(draw(crafts(mission_id)) for mission_id in ids)


class Version(NamedTuple):
    """A ledger after an edit, and what stands above its missions."""

    crafts: Draft
    above: str = ""

    @property
    def text(self) -> str:
        """The text of a store of one file."""
        return text_of(self.crafts, self.above)

    def edited(self, number: int, craft: Craft) -> Version:
        """Return the ledger with another mission in place of one."""
        return self._replace(crafts=(*self.crafts[:number], craft, *self.crafts[number + 1 :]))


@st.composite
def _next_version(draw: st.DrawFn, old: Version) -> Version:
    """Draw what an edit makes of a ledger."""
    kind = draw(st.sampled_from(["say", "say", "host", "name", "above", "order", "more", "fewer", "whole"]))
    number = draw(st.integers(0, len(old.crafts) - 1))
    craft = old.crafts[number]
    if kind == "say":
        place = draw(st.integers(0, len(craft.told)))
        said = draw(st.lists(told, max_size=1))
        return old.edited(number, craft._replace(told=(*craft.told[:place], *said, *craft.told[place + 1 :])))
    if kind == "host":
        return old.edited(number, craft._replace(host=draw(hosts)))
    if kind == "name":
        return old.edited(number, craft._replace(name=draw(st.sampled_from(NAMES))))
    if kind == "above":
        return old._replace(above=draw(st.sampled_from(["", "# edited\n", "\n\n\n", "# a\n# b\n"])))
    if kind == "order":
        return old._replace(crafts=tuple(draw(st.permutations(old.crafts))))
    if kind == "fewer" and len(old.crafts) > 1:
        return old._replace(crafts=(*old.crafts[:number], *old.crafts[number + 1 :]))
    return _with_another(draw, old, number) if kind == "more" else Version(draw(drafts()))


def _with_another(draw: st.DrawFn, old: Version, number: int) -> Version:
    """Return a ledger with one more mission, if an id is left."""
    known = {craft.id for craft in old.crafts}
    free = [mission_id for mission_id in IDS if mission_id not in known]
    if not free:
        return old
    new = draw(crafts(draw(st.sampled_from(free))))
    return old._replace(crafts=(*old.crafts[:number], new, *old.crafts[number:]))


@st.composite
def versions(draw: st.DrawFn) -> Sequence[Version]:
    """Draw a ledger and what some edits make of it, one after the other."""
    found = [Version(draw(drafts()))]
    for _ in range(draw(st.integers(1, 4))):
        found.append(draw(_next_version(found[-1])))
    return found
