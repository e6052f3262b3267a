from __future__ import annotations

import os
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from timeline.errors import TimelineError
from timeline.fetch import git
from timeline.fetch.git import Repository

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


class Made:
    """A repository that a test fills."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments: str, **environment: str) -> str:
        identity = {"GIT_AUTHOR_NAME": "x", "GIT_AUTHOR_EMAIL": "x@example.org"}
        committer = {"GIT_COMMITTER_NAME": "x", "GIT_COMMITTER_EMAIL": "x@example.org"}
        kept = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
        command = ["git", "-C", str(self.folder), "-c", "commit.gpgsign=false", *arguments]
        variables = {**kept, **identity, **committer, "HOME": str(self.folder), **environment}
        return subprocess.run(
            command, env=variables, capture_output=True, text=True, check=True
        ).stdout.strip()

    def commit(self, when: str, **files: str) -> str:
        for name, text in files.items():
            path = self.folder / name.replace("__", "/").replace("_json", ".json")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        self.git("add", "-A")
        self.git("commit", "-qm", "x", "--allow-empty", GIT_COMMITTER_DATE=when)
        return self.git("rev-parse", "HEAD")


@pytest.fixture
def made(tmp_path: Path) -> Made:
    return Made(tmp_path / "repo")


def told(made: Made, path: str, after: str = "") -> list[tuple[str, str, str]]:
    repository = Repository(made.folder)
    versions = repository.versions(path, after=after)
    texts = [(content or b"").decode() for content in repository.contents(versions)]
    return [(str(item.day), item.path, text) for item, text in zip(versions, texts, strict=True)]


def test_each_days_last_version_oldest_first(made: Made) -> None:
    made.commit("2026-01-01T10:00Z", a_json="1")
    made.commit("2026-01-01T23:00Z", a_json="2")
    made.commit("2026-01-02T00:30+02:00", a_json="3")  # still 1 January in UTC
    made.commit("2026-01-03T10:00Z", b_json="no")
    made.commit("2026-01-04T10:00Z", a_json="4")
    assert told(made, "a.json") == [("2026-01-01", "a.json", "3"), ("2026-01-04", "a.json", "4")]


def test_what_comes_after_a_commit(made: Made) -> None:
    first = made.commit("2026-01-01T10:00Z", a_json="1")
    made.commit("2026-01-02T10:00Z", a_json="2")
    assert told(made, "a.json", first) == [("2026-01-02", "a.json", "2")]
    repository = Repository(made.folder)
    assert repository.knows(first)
    assert repository.root() == first
    assert told(made, "a.json", repository.head) == []


@pytest.mark.parametrize("commit", ["0" * 40, "HEAD", "--all", ""])
def test_commits_that_are_none_of_it(made: Made, commit: str) -> None:
    made.commit("2026-01-01T10:00Z", a_json="1")
    assert not Repository(made.folder).knows(commit)


def test_a_folder_means_the_json_files_in_it(made: Made) -> None:
    made.commit("2026-01-01T10:00Z", d__a_json="1", d__notes="no", e_json="no")
    made.commit("2026-01-02T10:00Z", **{"d__ü -x_json": "2"})
    assert told(made, "d") == [("2026-01-01", "d/a.json", "1"), ("2026-01-02", "d/ü -x.json", "2")]


def test_merged_branches_count_as_their_merge(made: Made) -> None:
    made.commit("2026-01-01T10:00Z", a_json="1")
    made.git("checkout", "-qb", "side")
    made.commit("2026-01-02T10:00Z", a_json="2")
    made.git("checkout", "-q", "main")
    made.commit("2026-01-03T10:00Z", b_json="x")
    made.git("merge", "-q", "--no-edit", "side", GIT_COMMITTER_DATE="2026-01-04T10:00Z")
    assert told(made, "a.json") == [("2026-01-01", "a.json", "1"), ("2026-01-04", "a.json", "2")]


def test_links_are_no_files(made: Made) -> None:
    made.commit("2026-01-01T10:00Z", a_json="1")
    (made.folder / "b.json").symlink_to("/etc/passwd")
    made.commit("2026-01-02T10:00Z")
    assert told(made, ".") == [("2026-01-01", "a.json", "1")]


@pytest.mark.parametrize("path", ["b.json", "--all", "*.json", ":(glob)*", "a.json; touch x", "$(touch x)"])
def test_paths_are_taken_as_they_are(made: Made, path: str) -> None:
    made.commit("2026-01-01T10:00Z", a_json="1")
    with pytest.raises(TimelineError, match="no commit"):
        Repository(made.folder).versions(path)
    assert not (made.folder / "x").exists()


def test_what_is_too_large_is_left_out(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    made.commit("2026-01-01T10:00Z", a_json="12345")
    made.commit("2026-01-02T10:00Z", a_json="1")
    monkeypatch.setattr(git, "MAX_BYTES", 3)
    repository = Repository(made.folder)
    assert list(repository.contents(repository.versions("a.json"))) == [None, b"1"]
    (version, _) = repository.versions("a.json")
    assert list(repository.contents([version._replace(blob="0" * 40)])) == [None]


def test_programs_named_by_the_repository_do_not_run(made: Made) -> None:
    made.commit("2026-01-01T10:00Z", a_json="1", _gitattributes="*.json diff=evil filter=evil\n")
    trap = made.folder / "trap"
    for name in (
        "diff.evil.textconv",
        "diff.evil.command",
        "filter.evil.smudge",
        "core.fsmonitor",
        "gpg.program",
    ):
        made.git("config", name, f"touch {trap}")
    made.git("config", "log.showSignature", "true")
    assert told(made, "a.json") == [("2026-01-01", "a.json", "1")]
    assert not trap.exists()


def test_variables_do_not_lead_elsewhere(made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made.commit("2026-01-01T10:00Z", a_json="1")
    other = Made(tmp_path / "other")
    other.commit("2026-01-01T10:00Z", a_json="2")
    monkeypatch.setenv("GIT_DIR", str(other.folder / ".git"))
    assert told(made, "a.json") == [("2026-01-01", "a.json", "1")]


def test_no_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    with pytest.raises(TimelineError, match="no git repository with a commit"):
        Repository(tmp_path)
    empty = Made(tmp_path / "empty")
    with pytest.raises(TimelineError, match="no git repository with a commit"):
        Repository(empty.folder)


def test_no_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(TimelineError, match="needs the program git"):
        Repository(tmp_path)


def test_too_many_versions(made: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    made.commit("2026-01-01T10:00Z", a_json="1")
    monkeypatch.setattr(git, "_MAX_VERSIONS", 0)
    with pytest.raises(TimelineError, match="too many"):
        Repository(made.folder).versions("a.json")


def test_days_of_commits() -> None:
    assert git._day(0) == date(1970, 1, 1)
    with pytest.raises(TimelineError, match="no date"):
        git._day(10**14)
