from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.store.index.answers import (
    Question,
    check,
    compared,
    index,
    next_in,
    plain,
    rankings_of,
)
from tests.store.index.drafts import Craft, Told, text_of
from tests.store.index.tampering import kept, sections_of, tell
from timeline.model import Ledger
from timeline.reports.selection import Selection
from timeline.reports.upcoming import Upcoming
from timeline.reports.vocabulary import KINDS
from timeline.store.index.container import BadIndexError, digest_of, open_file
from timeline.store.index.fresh import identity
from timeline.store.read import read_store

SAID = Told("2020-01-15", "2024-05-03", "launch", "planned")
CRAFTS = (
    Craft(
        "svom", "SVOM", ("Sino-French",), ("ESA",), told=(SAID, SAID._replace(announced="2021", date="2025"))
    ),
    Craft("change-6", "Chang'e 6", told=(SAID._replace(date="2024-05"), SAID._replace(status="on-hold"))),
    Craft("a", "A", host="svom", told=(SAID._replace(milestone="landing", date="NET 2026"),)),
    Craft("jwst-2", "JWST 2", told=(SAID._replace(date="2020-06"), SAID._replace(date="2023-01"))),
    Craft("x", "SVOM 2", ("tab\there", "嫦娥"), host="a", told=(SAID._replace(date="TBD"),), unknown=True),
)
QUESTIONS = [Question(), Question(selection=Selection(limit=1)), Question(selection=Selection(limit=3))]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "a.toml"
    path.write_text(text_of(CRAFTS), encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def test_answers_are_those_of_the_whole_store(store: Path, folder: Path) -> None:
    found = check(store, folder, *QUESTIONS)
    assert found.problems == 1
    assert found.counted("agencies") == {"ESA": 1}


def test_only_what_an_answer_takes_is_read(
    store: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = index(store, folder)
    read: list[tuple[int, int]] = []

    def read_at(path: Path, start: int, length: int) -> bytes:
        assert path == store
        read.append((start, length))
        return store.read_bytes()[start : start + length]

    monkeypatch.setattr("timeline.store.index.index._read", read_at)
    assert list(found.excerpt(["jwst-2"]).missions) == ["jwst-2"]
    assert len(read) == 1
    assert list(found.excerpt(["a"]).missions) == ["svom", "a", "x"], "its host and what it carries"
    assert len(read) == 4
    found.excerpt(["svom", "a"])
    assert len(read) == 4, "what is known is not read again"


def test_more_is_read_until_there_are_enough_rows(store: Path, folder: Path) -> None:
    found = index(store, folder)
    asked: list[int] = []

    def ask(ledger: Ledger) -> list[Upcoming]:
        asked.append(len(ledger.missions))
        return next_in(ledger, Question(selection=Selection(text="jwst", limit=1)))

    (row,) = found.best(found.soonest(Question().today, None), 1, ask)
    assert row.history.mission.id == "jwst-2", "it is overdue, and so the last"
    assert len(asked) > 1
    assert asked[-1] == len(CRAFTS)


def test_rows_of_what_happens_to_be_read_are_not_taken_for_the_first(tmp_path: Path, folder: Path) -> None:
    """Two missions lead every ranking with their launches, and have landings behind that of a third one."""

    def craft(name: str, launch: tuple[str, str], landing: tuple[str, str, str]) -> Craft:
        heard, moved_to = launch
        first, last, said = landing
        return Craft(
            name,
            told=(
                Told("2019", "2020-01-01", "launch", "planned"),
                Told(heard, moved_to, "launch", "planned"),
                Told("2019", first, "landing", "planned"),
                Told(said, last, "landing", "planned"),
            ),
        )

    store = tmp_path / "b.toml"
    crafts = (
        craft("a", ("2024-02-01", "2024-05-03"), ("2030-01-01", "2030-01-02", "2020-01-01")),
        craft("b", ("2024-01-01", "2024-05-04"), ("2031-01-01", "2031-01-02", "2020-01-02")),
        craft("c", ("2023-01-01", "2024-06-01"), ("2025-01-01", "2025-03-01", "2022-01-01")),
    )
    store.write_text(text_of(crafts), encoding="utf-8")
    check(store, folder, Question(selection=Selection(milestones=("landing",), limit=1)))


@pytest.mark.parametrize(
    ("beginning", "ids"),
    [
        *(("sv", ["svom"]), ("SVOM", ["svom", "x"]), ("Sino", ["svom"]), ("嫦", ["x"]), ("zz", [])),
        *(("", [craft.id for craft in CRAFTS]), ("\udcff", []), ("a", ["a"]), ("VOM", [])),
    ],
)
def test_labels_that_begin_alike(beginning: str, ids: list[str], store: Path, folder: Path) -> None:
    found = [labels[0] for labels in index(store, folder).labels_with(beginning)]
    assert found == ids


def test_a_mission_that_has_changed_since_is_not_taken_for_what_it_was(store: Path, folder: Path) -> None:
    found, before = index(store, folder), read_store(store)
    store.write_bytes(store.read_bytes().replace(b'name = "JWST 2"', b'name = "JWST 3"'))
    with pytest.raises(BadIndexError):
        found.excerpt(["jwst-2"])
    assert plain(list(found.excerpt(["a"]).missions.values())) == plain(
        [before.missions[mission_id] for mission_id in ("svom", "a", "x")]
    )


def _truncated(store: Path) -> None:
    store.write_bytes(b"format = 1\n")


def _replaced_by_a_folder(store: Path) -> None:
    store.unlink()
    store.mkdir()


@pytest.mark.parametrize("change", [Path.unlink, _truncated, _replaced_by_a_folder])
def test_a_store_that_is_gone_is_noticed(change: Callable[[Path], None], store: Path, folder: Path) -> None:
    found = index(store, folder)
    change(store)
    with pytest.raises(BadIndexError):
        found.excerpt(["svom"])
    with pytest.raises(BadIndexError):
        rankings_of(found, Question())


def _odd(section: bytes) -> bytes:
    return section + b"\xff"


def _fewer(section: bytes) -> bytes:
    return section[:-4]


def _more(section: bytes) -> bytes:
    return section + section[:4]


def _beyond(section: bytes) -> bytes:
    return b"\xff" * len(section)


def _nothing(_: bytes) -> bytes:
    return b""


def _zeros(section: bytes) -> bytes:
    return bytes(len(section))


def _last_line_gone(section: bytes) -> bytes:
    return section[: section.rstrip(b"\n").rfind(b"\n") + section.endswith(b"\n")]


def _first_line_gone(section: bytes) -> bytes:
    return section[section.find(b"\n", 1) :]


def _turned(section: bytes) -> bytes:
    return section[1:] + section[:1]


def _no_text(section: bytes) -> bytes:
    return section.replace(b"o", b"\xff")


def _said(text: str) -> Callable[[bytes], bytes]:
    def lie(_: bytes) -> bytes:
        return text.encode("utf-8", "surrogatepass")

    return lie


COLUMNS = (
    *("ahead-missions", "ahead-milestones", "ahead-from", "ahead-due", "ahead-heard"),
    *("slips-missions", "slips-milestones", "heard-missions", "heard-days"),
)
NUMBERS = ("stretches", "stretch-digests", "slips-keys", "places", "digests")
LINES = ("ids", "names", "labels", "words", "ahead-keys", "ahead-which", "stretch-firsts")
JSON = ("files", "hosts", "hosted", "problems", "agencies")
ANY_NUMBER = {"ahead-from", "ahead-due", "ahead-heard", "heard-days"}
"""Columns in which no number is out of place."""
NO_OBJECTS = ["", "x", "[" * 100_000, "null", "1", '"x"', "[1]", '[["a.toml"]]', "\ud800"]
WRONG_VALUES = ["1", "null", "true", '"unknown"', "{}", "[1]", '["unknown"]', "[null]", "[[]]"]
MAY_BE_SO = {"hosts", "problems", "labels", *KINDS}
"""Where a wrong value may stand for a right one, and where lies only mislead a Tab key: nothing breaks."""


class Lie(NamedTuple):
    """A section and what is said in its place."""

    name: str
    say: Callable[[bytes], bytes]
    noticed: bool = True


def _lies() -> Iterator[Lie]:
    for name in COLUMNS:
        yield from (Lie(name, say) for say in (_odd, _fewer, _more, _nothing))
        if name not in ANY_NUMBER:
            yield Lie(name, _beyond)
    for name in NUMBERS:
        yield from (Lie(name, say) for say in (_odd, _fewer, _more, _beyond, _nothing, _zeros))
    for name in LINES:
        yield from (
            Lie(name, say, name not in MAY_BE_SO)
            for say in (_nothing, _last_line_gone, _first_line_gone, _no_text, _turned)
        )
    for name in JSON:
        yield from (Lie(name, _said(text), name not in KINDS) for text in NO_OBJECTS)
        yield from (
            Lie(name, _said(f'{{"svom": {value}, "a": {value}}}'), name not in MAY_BE_SO)
            for value in WRONG_VALUES
        )


LIES = [pytest.param(lie, id=f"{lie.name}-{number}") for number, lie in enumerate(_lies())]


def lied(lie: Lie, store: Path, folder: Path) -> None:
    """Let the index of a store tell a lie."""
    index(store, folder)
    path = kept(folder)
    section = sections_of(open_file(path))[lie.name]
    tell(path, {}, {lie.name: lie.say(section)})


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_that_makes_no_sense_is_noticed(lie: Lie, store: Path, folder: Path) -> None:
    lied(lie, store, folder)
    _remember(folder, store)
    for answer, right in compared(index(store, folder), read_store(store), *QUESTIONS):
        assert answer == right or not lie.noticed


@pytest.mark.parametrize("lie", LIES)
def test_nor_is_a_new_index_made_of_it(lie: Lie, store: Path, folder: Path) -> None:
    lied(lie, store, folder)
    edited = (CRAFTS[0]._replace(name="Svom"), *CRAFTS[1:3], CRAFTS[4], Craft("new", "New", told=(SAID,)))
    store.write_text(text_of(edited, "# edited\n"), encoding="utf-8")
    for answer, right in compared(index(store, folder), read_store(store), *QUESTIONS):
        assert answer == right or not lie.noticed


def test_twins_are_told_of_each_milestone(store: Path, folder: Path) -> None:
    lied(Lie("ahead-twins", _odd), store, folder)
    with pytest.raises(BadIndexError):
        rankings_of(index(store, folder), Question())


def test_ids_in_another_order_are_noticed(store: Path, folder: Path) -> None:
    index(store, folder)
    ids = sections_of(open_file(kept(folder)))["ids"].split(b"\n")[1:-1]
    tell(kept(folder), {}, {"ids": b"\n".join([b"", *ids[::-1], b""])})
    with pytest.raises(BadIndexError):
        index(store, folder).excerpt(["svom"])


def test_a_place_of_two_missions_is_that_of_none(store: Path, folder: Path) -> None:
    index(store, folder)
    sections = sections_of(open_file(kept(folder)))
    places = array("Q", sections["places"])
    places[2] = places[6]
    digest = digest_of(store.read_bytes()[places[1] : places[2]])
    tell(kept(folder), {}, {"places": places.tobytes(), "digests": digest + sections["digests"][16:]})
    with pytest.raises(BadIndexError):
        index(store, folder).excerpt(["svom"])


@pytest.mark.parametrize("number", ["3", None, 1.5, True, [], {}, -1])
def test_a_number_of_problems_is_a_number(number: object, store: Path, folder: Path) -> None:
    index(store, folder)
    tell(kept(folder), {"problems": number}, {})
    with pytest.raises(BadIndexError):
        _ = index(store, folder).problems


@pytest.mark.parametrize("number", [1, 2**40, 2**63, 2**64 - 1])
@pytest.mark.parametrize("field", range(4))
def test_a_place_outside_of_the_store_is_noticed(field: int, number: int, store: Path, folder: Path) -> None:
    index(store, folder)
    path = kept(folder)
    places = array("Q", sections_of(open_file(path))["places"])
    places[field] = number
    tell(path, {}, {"places": places.tobytes()})
    found = index(store, folder)
    if field < 3:
        with pytest.raises(BadIndexError):
            found.excerpt(["svom"])
    else:
        assert found.excerpt(["svom"]).missions["svom"].name == "SVOM", "it is said to stand elsewhere"


def _remember(folder: Path, store: Path) -> None:
    """Let the identity of the store be known, so that nothing is compared."""
    path = kept(folder)
    about = open_file(path).about
    seen = path.with_suffix(".seen")
    seen.write_text(json.dumps({"files": [identity(store)], "digest": about["digest"]}), encoding="utf-8")
    seen.chmod(0o600)
