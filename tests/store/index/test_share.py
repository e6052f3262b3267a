from __future__ import annotations

import os
import pickle
from collections.abc import Sequence
from pathlib import Path

import pytest

from timeline.store.index import share
from timeline.store.index.share import shared

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="there are no forks here")
ITEMS = list(range(23))


@pytest.fixture(autouse=True)
def four(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have four processors, and everything worth sharing."""
    monkeypatch.setattr(share, "_WORTH_BYTES", 1)
    monkeypatch.setattr(share, "_processors", lambda: 4)


def doubled(items: Sequence[int]) -> list[int]:
    return [2 * item for item in items]


def descriptors() -> set[str]:
    return {path.name for path in Path("/dev/fd").iterdir()}


def by_whom(items: Sequence[int]) -> list[int]:
    return [os.getpid()] * len(items)


def no_child_is_left() -> bool:
    try:
        os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        return True
    return False


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5, 7, 8, 23])
def test_the_results_come_in_order(number: int) -> None:
    items = ITEMS[:number]
    assert shared(doubled, items, 1000) == doubled(items)
    assert no_child_is_left()


def test_the_work_is_done_by_several() -> None:
    done = shared(by_whom, ITEMS, 1000)
    assert len(set(done)) == 4
    assert done[0] == os.getpid()


@pytest.mark.parametrize(("size", "processes"), [(0, 1), (1, 1), (2, 2), (3, 3), (100, 4)])
def test_more_work_is_done_by_more(size: int, processes: int) -> None:
    assert len(set(shared(by_whom, ITEMS, size))) == processes


def test_nothing_is_nothing() -> None:
    assert shared(doubled, [], 0) == []


def test_much_is_handed_over() -> None:
    def large(items: Sequence[int]) -> list[bytes]:
        return [bytes(1_000_000 + item) for item in items]

    assert shared(large, ITEMS[:8], 1000) == large(ITEMS[:8])


@pytest.mark.parametrize("bad", [0, 6, 12, 22])
def test_what_one_raises_is_raised_and_the_others_end(bad: int) -> None:
    def work(items: Sequence[int]) -> list[bytes]:
        if bad in items:
            raise ValueError(bad)
        return [bytes(1_000_000)] * len(items)  # more than a pipe holds: who is not waited for would hang

    before = descriptors()
    with pytest.raises(ValueError, match=str(bad)):
        shared(work, ITEMS, 1000)
    assert no_child_is_left()
    assert descriptors() == before


@pytest.mark.parametrize("code", [0, 1])
def test_the_share_of_a_process_that_dies_is_done_here(code: int) -> None:
    mine = os.getpid()

    def work(items: Sequence[int]) -> list[int]:
        if os.getpid() != mine:
            os._exit(code)
        return doubled(items)

    assert shared(work, ITEMS, 1000) == doubled(ITEMS)
    assert no_child_is_left()


def test_so_is_what_can_not_be_handed_over() -> None:
    mine = os.getpid()

    def work(items: Sequence[int]) -> list[object]:
        return [item if os.getpid() == mine else lambda: None for item in items]

    assert shared(work, ITEMS, 1000) == ITEMS


def test_so_is_what_came_only_in_part(monkeypatch: pytest.MonkeyPatch) -> None:
    def half(value: object, output: object, protocol: int) -> None:
        whole = pickle.dumps(value, protocol)
        output.write(whole[: len(whole) // 2])  # type: ignore[attr-defined] # a file

    monkeypatch.setattr(pickle, "dump", half)
    assert shared(doubled, ITEMS, 1000) == doubled(ITEMS)


def test_a_helper_says_what_it_has_done_and_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    def leave(code: int) -> None:
        raise SystemExit(code)

    monkeypatch.setattr(os, "_exit", leave)
    read, write = os.pipe()
    with pytest.raises(SystemExit) as left:
        share._help(doubled, ITEMS, os.dup(read), write)
    assert left.value.code == 0
    with os.fdopen(read, "rb") as source:
        assert pickle.load(source) == doubled(ITEMS)  # noqa: S301 - from here


def test_a_helper_that_fails_ends_without_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    def leave(code: int) -> None:
        raise SystemExit(code)

    def fail(_: Sequence[int]) -> list[int]:
        raise ValueError

    monkeypatch.setattr(os, "_exit", leave)
    read, write = os.pipe()
    with pytest.raises(SystemExit):
        share._help(fail, ITEMS, os.dup(read), write)
    with os.fdopen(read, "rb") as source:
        assert source.read() == b""


def _fail(*_: object) -> None:
    raise OSError(11, "resource temporarily unavailable")


@pytest.mark.parametrize("call", ["fork", "pipe"])
def test_without_other_processes_all_is_done_here(call: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = descriptors()
    monkeypatch.setattr(os, call, _fail)
    assert set(shared(by_whom, ITEMS, 1000)) == {os.getpid()}
    assert descriptors() == before


def test_processors_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert 1 <= share._processors() <= (os.cpu_count() or 1)
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    assert share._processors() == (os.cpu_count() or 1)
    monkeypatch.delattr(os, "fork")
    assert share._processors() == 1
