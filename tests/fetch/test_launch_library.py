from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from tests.fetch.server import Asked, Reply, Server, serving
from timeline.errors import TimelineError, UsageError
from timeline.exchange.launch_library import page
from timeline.fetch.cache import Cache
from timeline.fetch.launch_library import Answer, Settings, _wait, ask, check, kept

NOW = datetime(2030, 5, 2, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache")


def a_page(names: list[str], *, more: bool = False) -> bytes:
    return json.dumps({"results": [{"name": name} for name in names], "next": "x" if more else None}).encode()


def read_page(content: bytes) -> tuple[int, bool]:
    launches, more = page(content, "an answer")
    return len(launches), more


def asking(server: Server, cache: Cache, now: datetime = NOW, **settings: Any) -> list[Answer]:
    chosen = Settings(server.address + "/2.3.0", page_size=2, answer_seconds=0.3)._replace(**settings)
    return ask(chosen, cache, read_page, now)


def names(answers: list[Answer]) -> list[str]:
    return [item["name"] for answer in answers for item in json.loads(answer.content)["results"]]


def world(asked: Asked) -> Reply:
    """Answer like a service with three launches to come and one that has flown."""
    if asked.path == "/2.3.0/launches/previous/":
        return Reply(a_page(["d"]))
    offset = int(asked.query["offset"])
    return Reply(
        a_page(["a", "b", "c"][offset : offset + 2], more=offset == 0), headers={"ETag": f'"v{offset}"'}
    )


def faulty(fault: Reply, at: int) -> Callable[[Asked], Reply]:
    """Answer like `world`, but with *fault* the *at*-th time."""
    number = count(1)
    return lambda asked: fault if next(number) == at else world(asked)


def test_it_pages_through_what_is_to_come_and_what_flew(cache: Cache) -> None:
    with serving(world) as server:
        answers = asking(server, cache)
    assert names(answers) == ["a", "b", "c", "d"]
    assert {answer.fetched for answer in answers} == {date(2030, 5, 2)}
    assert [(item.path, item.query) for item in server.asked] == [
        ("/2.3.0/launches/upcoming/", {"limit": "2", "offset": "0"}),
        ("/2.3.0/launches/upcoming/", {"limit": "2", "offset": "2"}),
        (
            "/2.3.0/launches/previous/",
            {"limit": "2", "offset": "0", "net__gte": "2030-04-02T00:00:00Z"},
        ),
    ]
    assert server.asked[0].headers["accept"] == "application/json"
    assert server.asked[0].headers["user-agent"].startswith("mission-timeline/")


def test_filters_and_older_versions(cache: Cache) -> None:
    def answer(asked: Asked) -> Reply:
        assert asked.path == "/2.2.0/launch/upcoming/"
        return Reply(a_page(["a"]))

    with serving(answer) as server:
        base = f"{server.address}/2.2.0"
        found = asking(server, cache, base=base, filters=(("lsp__name", "A&B=C"),), flown_days=0)
    assert names(found) == ["a"]
    assert server.asked[0].query["lsp__name"] == "A&B=C"


def test_what_has_not_changed_is_not_sent_again(cache: Cache) -> None:
    def answer(asked: Asked) -> Reply:
        reply = world(asked)
        known = asked.headers.get("if-none-match")
        return Reply(b"", 304) if known and known == reply.headers.get("ETag") else reply

    with serving(answer) as server:
        asking(server, cache)
        again = asking(server, cache, NOW + timedelta(days=1), flown_days=0)
    assert names(again) == ["a", "b", "c"]
    assert server.asked[3].headers["if-none-match"] == '"v0"'
    assert {answer.fetched for answer in again} == {date(2030, 5, 3)}


def test_last_modified_is_sent_back(cache: Cache) -> None:
    moment = "Wed, 01 May 2030 10:00:00 GMT"
    with serving(lambda _: Reply(a_page(["a"]), headers={"Last-Modified": moment})) as server:
        asking(server, cache, flown_days=0)
        asking(server, cache, NOW + timedelta(days=1), flown_days=0)
    assert server.asked[1].headers["if-modified-since"] == moment


def test_offline_uses_the_last_whole_walk(cache: Cache) -> None:
    with pytest.raises(TimelineError, match="nothing is kept yet"):
        kept(cache)
    with serving(world) as server:
        asking(server, cache)
    assert names(kept(cache)) == ["a", "b", "c", "d"]


def test_no_more_calls_an_hour_than_allowed_and_it_goes_on_where_it_was(cache: Cache) -> None:
    with serving(world) as server:
        with pytest.raises(TimelineError, match=r"2 calls.*after 2030-05-02 13:00 UTC: it goes on"):
            asking(server, cache, calls_per_hour=2)
        with pytest.raises(TimelineError, match="2 calls"):
            asking(server, cache, NOW + timedelta(minutes=59), calls_per_hour=2)
        answers = asking(server, cache, NOW + timedelta(minutes=61), calls_per_hour=2)
    assert names(answers) == ["a", "b", "c", "d"]
    assert [item.query["offset"] for item in server.asked] == ["0", "2", "0"]


def test_a_walk_that_is_too_old_or_another_one_begins_anew(cache: Cache) -> None:
    with serving(faulty(Reply(status=500), 2)) as server:
        with pytest.raises(TimelineError, match="answered 500"):
            asking(server, cache)
        asking(server, cache, NOW + timedelta(hours=7))
        assert len(server.asked) == 2 + 3
        asking(server, cache, NOW + timedelta(hours=14), flown_days=0)
        assert len(server.asked) == 2 + 3 + 2


@pytest.mark.parametrize(
    ("fault", "why"),
    [
        (Reply(status=500), "answered 500"),
        (Reply(status=404), "answered 404"),
        (Reply(status=204, body=b""), "answered 204"),
        (Reply(status=304, body=b""), "answered 304"),
        (Reply(a_page(["a", "b"]), cut=True), "can't be asked"),
        (Reply(a_page(["a", "b"]), hang=True), "did not answer in time"),
        (Reply(b'{"results": ['), "it is not JSON"),
        (Reply(b"[" * 3000), "nested deeper"),
        (Reply(b"{}"), "no page of launches"),
        (Reply(a_page([]), kind="text/html; charset=utf-8"), "'text/html' and not JSON"),
        (Reply(a_page([]), kind="application/jsonp"), "not JSON"),
        (Reply(b" " * 5000), "longer than 4000 bytes"),
        (
            Reply(gzip.compress(b" " * 10_000_000), headers={"Content-Encoding": "gzip"}),
            "longer than 4000 bytes",
        ),
        (Reply(b"no gzip", headers={"Content-Encoding": "gzip"}), "can't be asked"),
        (Reply(status=302, headers={"Location": "http://example.org/2.3.0/launches/"}), "another host"),
        (Reply(status=302, headers={"Location": "//127.0.0.1:1/x"}), "another host"),
        (Reply(status=302, headers={"Location": "file:///etc/passwd"}), "another host"),
        (Reply(status=302), "another host"),
    ],
)
def test_faults_end_in_one_message_and_the_next_run_goes_on(cache: Cache, fault: Reply, why: str) -> None:
    with serving(faulty(fault, 2)) as server:
        with pytest.raises(TimelineError, match=why):
            asking(server, cache, max_bytes=4000)
        assert names(asking(server, cache, NOW + timedelta(hours=1))) == ["a", "b", "c", "d"]
    # The first page was kept: it is asked for once.
    assert [item.query["offset"] for item in server.asked].count("0") == 2
    assert len(server.asked) == 4


def test_answers_that_take_too_long_as_a_whole(cache: Cache) -> None:
    clock = iter([0.0])
    with serving(world) as server, pytest.raises(TimelineError, match="longer than 120 seconds"):
        ask(
            Settings(server.address, whole_seconds=120),
            cache,
            read_page,
            NOW,
            monotonic=lambda: next(clock, 500.0),
        )


def test_answers_that_come_drop_by_drop(cache: Cache) -> None:
    slow = Reply(a_page(["a"] * 100), drip=0.01)
    with serving(lambda _: slow) as server, pytest.raises(TimelineError, match=r"longer than 0\.1 seconds"):
        asking(server, cache, whole_seconds=0.1)


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(
    ("header", "until"),
    [("600", "12:10"), ("Thu, 02 May 2030 12:30:00 GMT", "12:30"), ("soon", "13:00"), (None, "13:00")],
)
def test_it_waits_as_long_as_it_is_told(cache: Cache, status: int, header: str | None, until: str) -> None:
    fault = Reply(status=status, headers={} if header is None else {"Retry-After": header})
    with serving(faulty(fault, 2)) as server:
        with pytest.raises(TimelineError, match=f"2030-05-02 {until} UTC: it goes on"):
            asking(server, cache)
        with pytest.raises(TimelineError, match=f"not to be called before 2030-05-02 {until}"):
            asking(server, cache, NOW + timedelta(minutes=1))
        assert len(server.asked) == 2
        assert names(asking(server, cache, NOW + timedelta(hours=1))) == ["a", "b", "c", "d"]


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("0", 0), ("999999999", 86400), ("Wed, 01 May 2030 12:00:00 GMT", 0), ("Thu, 02 May 2030 12:00:05", 5)],
)
def test_how_long_retry_after_asks_to_wait(header: str, seconds: int) -> None:
    assert _wait(header, NOW).total_seconds() == seconds


def test_redirects_within_the_service_are_followed_but_not_for_ever(cache: Cache) -> None:
    def answer(asked: Asked) -> Reply:
        if asked.path == "/2.3.0/launches/upcoming/":
            return Reply(status=301, headers={"Location": "/moved/?limit=2"})
        return Reply(a_page(["a"]))

    with serving(answer) as server:
        assert names(asking(server, cache, flown_days=0)) == ["a"]
    with serving(lambda asked: Reply(status=302, headers={"Location": asked.path})) as server:
        with pytest.raises(TimelineError, match="in a circle"):
            asking(server, cache, NOW + timedelta(hours=7))
        assert len(server.asked) == 4


def test_the_addresses_in_answers_are_never_followed(cache: Cache) -> None:
    elsewhere = json.dumps({"results": [{"name": "a"}], "next": "http://example.org/steal"}).encode()
    replies: Iterator[bytes] = iter([elsewhere])
    with serving(lambda _: Reply(next(replies, a_page([])))) as server:
        assert names(asking(server, cache, flown_days=0)) == ["a"]
    assert [item.path for item in server.asked] == ["/2.3.0/launches/upcoming/"] * 2


def test_nobody_answers(cache: Cache) -> None:
    with serving(world) as server:
        pass
    with pytest.raises(TimelineError, match="can't be asked"):
        asking(server, cache)


@pytest.mark.parametrize(
    "base",
    [
        *("http://ll.thespacedevs.com/2.3.0", "ftp://localhost", "https://", "https://u:p@example.org", "x"),
        *("https://example.org/?a=b", "https://example.org/#a", "http://10.0.0.1/"),
    ],
)
def test_only_secure_services_are_asked(base: str) -> None:
    with pytest.raises(UsageError, match="no https address"):
        check(Settings(base))


@pytest.mark.parametrize("base", ["https://example.org/2.3.0", "http://localhost:8000", "http://[::1]:80/x"])
def test_services_that_may_be_asked(base: str) -> None:
    assert check(Settings(base)).base == base


@pytest.mark.parametrize("name", ["limit", "offset", "format", "a b", "Name", "", "x&y"])
def test_filters_that_are_none(name: str) -> None:
    with pytest.raises(UsageError, match="no filter"):
        check(Settings(filters=((name, "x"),)))
