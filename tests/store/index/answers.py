"""The small answers of an index and of a whole ledger, in a form in which they can be compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import NamedTuple

from hypothesis import strategies as st

from timeline.errors import TimelineError
from timeline.model import Announcement, Ledger, Mission, Status
from timeline.reports.card import card
from timeline.reports.log import log
from timeline.reports.moves import Move
from timeline.reports.naming import Names, NamesOf, find_id
from timeline.reports.overview import LATELY, SHOWN, Overview, overview
from timeline.reports.selection import EVERYTHING, Selection
from timeline.reports.slips import TotalSlip, total_slips
from timeline.reports.upcoming import Upcoming, upcoming
from timeline.reports.vocabulary import KINDS, words_of
from timeline.store.index.access import index_of
from timeline.store.index.container import BadIndexError
from timeline.store.index.index import Index
from timeline.store.read import read_store

TODAY = date(2024, 4, 1)
NAMES = (
    *("svom", "SVOM", "svo", "chang e", "Change 6", "?!", "!", "", "a", "-", "X_1", "嫦", "two lines"),
    *("swom", "nothing like it", "a\ttab", "\n", "svom\n", "\udcff", "chang'e-7"),
)


class Question(NamedTuple):
    """What a ranking is asked."""

    today: date = TODAY
    within: timedelta | None = None
    selection: Selection = EVERYTHING
    min_days: int | None = None


questions = st.builds(
    Question,
    st.dates(date(2018, 1, 1), date(2027, 1, 1)) | st.sampled_from([date.min, date.max]),
    st.none() | st.integers(0, 3000).map(lambda days: timedelta(days=days)),
    st.builds(
        Selection,
        text=st.sampled_from(["", "", "svom", "nothing"]),
        agencies=st.sampled_from([(), (), ("ESA",)]),
        milestones=st.sampled_from([(), (), ("landing",)]),
        statuses=st.sampled_from([(), (), (Status.PLANNED,), (Status.ON_HOLD, Status.ACHIEVED)]),
        since=st.none() | st.just(date(2024, 5, 1)),
        until=st.none() | st.just(date(2024, 6, 1)),
        limit=st.none() | st.integers(1, 6),
    ),
    st.none() | st.sampled_from([0, 1, 400]),
)


def plain(value: object) -> object:
    """Return an answer with the places of its records in place of their origins."""
    if isinstance(value, (Mission, Announcement)):
        return (value.place, *(plain(field) for field in value._replace(origin=_NOWHERE)))  # type: ignore[arg-type]
    if isinstance(value, (tuple, list)):
        return [plain(item) for item in value]
    return value


_NOWHERE = "no origin"


def index(store: Path, folder: Path) -> Index:
    """Return the index of a store, kept in *folder*."""
    found = index_of(store, lambda: folder)
    assert found is not None, "the store has no index"
    return found


def next_in(ledger: Ledger, question: Question) -> list[Upcoming]:
    """Return what comes next in a ledger."""
    return upcoming(ledger, today=question.today, selection=question.selection, within=question.within)


def slips_in(ledger: Ledger, question: Question) -> list[TotalSlip]:
    """Return who slipped most in a ledger."""
    return total_slips(ledger, today=question.today, selection=question.selection, min_days=question.min_days)


def rankings_of(found: Index, question: Question) -> object:
    """Return what an index answers to a question."""
    limit = question.selection.limit
    ahead = found.best(
        found.soonest(question.today, question.within), limit, lambda part: next_in(part, question)
    )
    slipped = found.best(found.most_slipped(), limit, lambda part: slips_in(part, question))
    lately = found.latest(question.selection.since, limit, lambda part: log_of(part, question))
    return plain([ahead, slipped, lately, _glance(found, question)])


def _glance(found: Index, question: Question) -> Overview:
    """Return the first look as the program makes it."""
    shown = question.selection.limit or SHOWN
    ledger, ahead, attention = found.glance(question.today, shown, LATELY)
    more_next, more_attention = max(0, ahead - shown), max(0, attention - shown)
    return look_at(ledger, question)._replace(more_next=more_next, more_attention=more_attention)


def look_at(ledger: Ledger, question: Question) -> Overview:
    """Return the first look at a ledger."""
    return overview(ledger, today=question.today, selection=Selection(limit=question.selection.limit))


def log_of(ledger: Ledger, question: Question) -> list[Move]:
    """Return what was announced in a ledger."""
    return log(ledger, selection=question.selection)


def rankings_in(ledger: Ledger, question: Question) -> object:
    """Return what a whole ledger answers to a question."""
    rankings = [next_in(ledger, question), slips_in(ledger, question), log_of(ledger, question)]
    return plain([*rankings, look_at(ledger, question)])


def found_by(names: Names) -> list[str]:
    """Return what each of some names means, or why it means nothing."""
    return [_meaning(names, name) for name in NAMES]


def _meaning(names: Names, name: str) -> str:
    try:
        return find_id(names, name)
    except TimelineError as error:
        return str(error)


def all_of(found: Index, mission_ids: Iterable[str]) -> object:
    """Return everything else that an index knows, and each mission as it shows it."""
    return [
        *([plain(_card(found.excerpt([mission_id]), mission_id)) for mission_id in mission_ids],),
        found_by(found.names),
        list(found.labels_with("")),
        [found.counted(kind) for kind in KINDS],
        found.problems,
    ]


def all_in(ledger: Ledger) -> object:
    """Return the same of a whole ledger."""
    missions = ledger.missions.values()
    words = list(map(words_of, missions))
    counted = [Counter(word for used in words for word in used[kind]) for kind in range(len(KINDS))]
    return [
        *([plain(_card(ledger, mission.id)) for mission in missions],),
        found_by(NamesOf(ledger)),
        list(map(_labels, missions)),
        counted,
        len(ledger.problems),
    ]


def _labels(mission: Mission) -> list[str]:
    """Return a mission's id, name and aliases, which stand in one line."""
    name = mission.name.replace("\n", " ").replace("\t", " ")
    return [mission.id, name, *(alias for alias in mission.aliases if not {"\n", "\t"} & set(alias))]


def _card(ledger: Ledger, mission_id: str) -> object:
    return card(ledger, ledger.missions[mission_id], today=TODAY)


def check(store: Path, folder: Path, *questions: Question) -> Index:
    """Check that the index of a store answers as the whole store does, and return it."""
    ledger, found = read_store(store), index(store, folder)
    for question in questions or [Question(selection=Selection(limit=2))]:
        assert rankings_of(found, question) == rankings_in(ledger, question)
    assert all_of(found, ledger.missions) == all_in(ledger)
    return found


def compared(found: Index, ledger: Ledger, *questions: Question) -> Iterator[tuple[object, object]]:
    """Yield what an index answers, or what the whole says where it notices that it is damaged; and that."""
    for question in questions:
        right = rankings_in(ledger, question)
        yield _tried(partial(rankings_of, found, question), right), right
    right = all_in(ledger)
    yield _tried(partial(all_of, found, ledger.missions), right), right


def _tried(ask: Callable[[], object], otherwise: object) -> object:
    try:
        return ask()
    except BadIndexError:
        return otherwise
