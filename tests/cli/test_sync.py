from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.exchange.samples import content
from tests.fetch.server import Asked, Reply, Server, serving
from tests.program import Answer, run


def world(asked: Asked) -> Reply:
    name = "upcoming" if asked.path.endswith("/upcoming/") else "previous"
    page: dict[str, Any] = json.loads(content(f"launch-library-2.3-{name}.json"))
    offset, limit = int(asked.query["offset"]), 2
    part = page["results"][offset : offset + limit]
    more = "https://example.org/more" if offset + limit < len(page["results"]) else None
    return Reply(json.dumps({**page, "results": part, "next": more}).encode())


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "missions.toml").write_text("format = 1\n")
    return tmp_path


def sync(folder: Path, server: Server, *arguments: str, now: str = "2030-05-02T12:00Z") -> Answer:
    variables = {
        "XDG_CACHE_HOME": str(folder / "cache"),
        "XDG_STATE_HOME": str(folder / "state"),
        "TIMELINE_SYNC_BASE": f"{server.address}/2.3.0",
    }
    return run(["sync", "--now", now, *arguments], folder, variables)


def test_it_asks_pages_through_and_merges(folder: Path) -> None:
    with serving(world) as server:
        answer = sync(folder, server)
        assert answer.err == "timeline: 8 announcements added, 8 missions new, 0 unchanged\n"
        assert (answer.out, answer.code) == ("", 0)
        assert [item.query["offset"] for item in server.asked] == ["0", "2", "0", "2"]
        again = sync(folder, server, now="2030-05-02T18:00Z")
        assert again.err == "timeline: 0 announcements added, 8 unchanged\n"
        asked = len(server.asked)
        assert sync(folder, server, "--offline").err == "timeline: 0 announcements added, 8 unchanged\n"
        assert len(server.asked) == asked
    assert run(["check"], folder).out == ""


def test_what_has_vanished_is_reported_unless_a_filter_hides_it(folder: Path) -> None:
    with serving(world) as server:
        sync(folder, server)
    one = json.loads(content("launch-library-2.3-upcoming.json"))["results"][:1]
    reply = Reply(json.dumps({"results": one, "next": None}).encode())
    with serving(lambda _: reply) as server:
        answer = sync(folder, server, "--flown-days", "0", now="2030-05-03T12:00Z")
        assert "no longer in the catalogue: meridian-2 ('Meridian 2')\n" in answer.err
        answer = sync(folder, server, "--filter", "lsp__name=Nova Works", now="2030-05-04T12:00Z")
        assert "no longer" not in answer.err
        assert server.asked[-1].query["lsp__name"] == "Nova Works"


def test_a_dry_run_changes_nothing(folder: Path) -> None:
    with serving(world) as server:
        answer = sync(folder, server, "--dry-run")
    assert answer.out.count("+[missions.meridian-") == 8
    assert (folder / "data" / "missions.toml").read_text() == "format = 1\n"


def test_what_cannot_be_read_stops_it_unless_it_may_be_left_out(folder: Path) -> None:
    page = json.loads(content("launch-library-2.3-upcoming.json"))
    page["results"][0]["status"] = {"id": 99, "name": "New"}
    with serving(lambda _: Reply(json.dumps(page).encode())) as server:
        answer = sync(folder, server, "--flown-days", "0")
        assert answer.code == 1
        assert "cannot read: page 1, launch 1" in answer.err
        assert (folder / "data" / "missions.toml").read_text() == "format = 1\n"
        answer = sync(folder, server, "--offline", "--skip-bad")
        assert (answer.code, "3 announcements added" in answer.err) == (0, True)


def test_a_fault_is_one_message_and_nothing_is_written(folder: Path) -> None:
    with serving(lambda _: Reply(status=429, headers={"Retry-After": "60"})) as server:
        answer = sync(folder, server)
    assert answer.err == (
        "timeline: Launch Library has had enough of calls (429); run it again after 2030-05-02 12:01 UTC: "
        "it goes on where it was\n"
    )
    assert answer.code == 1
    assert (folder / "data" / "missions.toml").read_text() == "format = 1\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--base", "http://example.org"], "no https address"),
        (["--filter", "x"], "is no NAME=VALUE"),
        (["--filter", "limit=1"], "no filter of Launch Library"),
    ],
)
def test_usage(folder: Path, arguments: list[str], message: str) -> None:
    with serving(world) as server:
        answer = sync(folder, server, *arguments)
    assert (message in answer.err, answer.code, server.asked) == (True, 2, [])


def test_offline_without_answers(folder: Path) -> None:
    with serving(world) as server:
        assert sync(folder, server, "--offline").err.startswith("timeline: nothing is kept yet")


def test_the_clock_is_used_where_no_moment_is_named(folder: Path) -> None:
    variables = {"XDG_CACHE_HOME": str(folder / "cache"), "XDG_STATE_HOME": str(folder / "state")}
    with serving(world) as server:
        answer = run(["sync", "--base", server.address], folder, variables)
    assert answer.code == 0


def test_without_httpx_the_extra_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "timeline.fetch.launch_library", None)
    with serving(world) as server:
        answer = sync(folder, server)
    assert "pip install 'mission-timeline[sync]'" in answer.err
    assert answer.code == 1
