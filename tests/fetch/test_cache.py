from __future__ import annotations

import json
from pathlib import Path

import pytest
from filelock import FileLock

from timeline.errors import TimelineError
from timeline.fetch.cache import Cache, Page, Round, State

ADDRESS = "https://example.org/../../etc/passwd?x=1"


def test_what_is_kept_is_there_the_next_time(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    with cache.opened():
        cache.keep(ADDRESS, Page("2030-05-02T12:00:00+00:00", "e", "m"), b"content")
        walk = Round("k", "2030-05-02T12:00:00+00:00", (ADDRESS,))
        cache.save(cache.state._replace(current=walk, complete=walk, calls=("2030-05-02T12:00:00+00:00",)))
    again = Cache(tmp_path)
    with again.opened():
        assert again.state == cache.state
        assert again.content(ADDRESS) == b"content"


def test_files_are_named_after_a_hash(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    with cache.opened():
        cache.keep(ADDRESS, Page(""), b"content")
    (file,) = tmp_path.glob("*.page")
    assert len(file.stem) == 40


def test_what_is_not_wanted_is_forgotten(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    with cache.opened():
        cache.keep("a", Page("1"), b"a")
        cache.keep("b", Page("2"), b"b")
        cache.prune({"b"})
        assert (cache.page("a"), cache.page("b")) == (None, Page("2"))
    assert len(list(tmp_path.glob("*.page"))) == 1


def test_an_answer_whose_file_is_gone_is_not_known(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    with cache.opened():
        cache.keep("a", Page("1"), b"a")
        next(tmp_path.glob("*.page")).unlink()
        assert cache.page("a") is None


@pytest.mark.parametrize(
    "state",
    [
        *("", "{", "[]", "7", "{}", "[" * 100_000),
        json.dumps({"calls": 7, "not_before": "", "pages": {}, "current": None, "complete": None}),
        json.dumps({"calls": ["x"], "not_before": "", "pages": {}, "current": None, "complete": None}),
        json.dumps(
            {"calls": [], "not_before": "", "pages": {"a": {"x": 1}}, "current": None, "complete": None}
        ),
    ],
)
def test_a_broken_state_is_a_new_beginning(tmp_path: Path, state: str) -> None:
    (tmp_path / "state.json").write_text(state)
    cache = Cache(tmp_path)
    with cache.opened():
        assert cache.state == State()


def test_one_at_a_time(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    with (
        FileLock(tmp_path / "lock"),
        pytest.raises(TimelineError, match="another `timeline sync`"),
        cache.opened(),
    ):
        pass


def test_a_folder_that_cannot_be_used(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    cache = Cache(tmp_path / "file" / "cache")
    with pytest.raises(TimelineError, match="cannot use the cache folder"), cache.opened():
        pass
