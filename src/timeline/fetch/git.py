"""Files as a git repository kept them: every day's last version, the oldest first.

Source: https://git-scm.com/docs/git-log and https://git-scm.com/docs/git-cat-file (git 2.39, December 2022).

The repository may be anybody's. Git is asked for facts only: no shell, no network, no hooks, no filters, no
signature checks and no pager; names from the repository are never arguments.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import IO, NamedTuple

from timeline.errors import TimelineError

MAX_BYTES = 64 * 1024 * 1024
"""The largest file that is read."""
_MAX_VERSIONS = 1_000_000
_HEADER = re.compile(rb"([0-9a-f]{40,64}) (-?\d{1,15})")
_CHANGE = re.compile(rb"\n?:\d{6} (100644|100755) [0-9a-f]+ ([0-9a-f]{40,64}) [AM]")
_COMMIT = re.compile(r"[0-9a-f]{40,64}")
_CHUNK = 1 << 16
_CALM = (
    *("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "protocol.allow=never"),
    *("-c", "log.showSignature=false", "-c", "log.showRoot=true"),
)
_LOG = (
    *("log", "--first-parent", "-m", "--reverse", "--diff-filter=AM", "--no-renames", "--no-ext-diff"),
    *("--no-textconv", "--no-show-signature", "--no-mailmap", "--no-notes", "--no-color"),
    *("--raw", "-z", "--no-abbrev", "--format=%H%x20%ct", "--end-of-options"),
)
_ENVIRONMENT = {
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}


class Version(NamedTuple):
    """A file as it was at the end of a day."""

    commit: str
    day: date
    """The day (UTC) on which it was committed."""
    path: str
    blob: str


class Repository:
    """A git repository on this machine."""

    def __init__(self, folder: Path) -> None:
        """Take the repository at *folder*; `TimelineError` if there is none, or no git."""
        program = shutil.which("git")
        if program is None:
            raise TimelineError("this needs the program git, which was not found")
        self._folder = folder
        self._command = (program, "--no-pager", "-C", str(folder), *_CALM)
        self.head = self._ask("rev-parse", "--verify", "--quiet", "--end-of-options", "HEAD^{commit}")
        if not _COMMIT.fullmatch(self.head):
            raise TimelineError(f"'{folder}' is no git repository with a commit")

    def root(self) -> str:
        """Return the first commit that the head goes back to: it names the repository wherever it lies."""
        first = self._ask("rev-list", "--max-parents=0", "--first-parent", "--end-of-options", self.head)
        return first.splitlines()[-1] if first else self.head

    def versions(self, path: str, *, after: str = "") -> list[Version]:
        """Return each day's last version of a file, or of the JSON files in a folder, the oldest first.

        *after* is the commit up to which they are known. `TimelineError` if there is no such path.
        """
        found: dict[tuple[date, str], Version] = {}
        for version in self._log(path, after):
            key = (version.day, version.path)
            found.pop(key, None)
            found[key] = version
            if len(found) > _MAX_VERSIONS:
                raise TimelineError(f"'{path}' has more than {_MAX_VERSIONS} versions, too many to read")
        if not found and not after:
            raise TimelineError(f"no commit of '{self._folder}' holds a file '{path}'")
        return list(found.values())

    def knows(self, commit: str) -> bool:
        """Tell whether the head goes back to *commit*."""
        if not _COMMIT.fullmatch(commit):
            return False
        return self._run("merge-base", "--is-ancestor", commit, self.head).returncode == 0

    def contents(self, versions: Sequence[Version]) -> Iterator[bytes | None]:
        """Yield the content of each version; None for one that is too large or not there."""
        with self._running("cat-file", "--batch") as process:
            asking, answers = process.stdin, process.stdout
            if asking is None or answers is None:
                return
            for version in versions:
                asking.write(f"{version.blob}\n".encode())
                asking.flush()
                yield _blob(answers)

    def _log(self, path: str, after: str) -> Iterator[Version]:
        commits = f"{after}..{self.head}" if after else self.head
        commit, day, blob = "", date.min, ""
        with self._running(*_LOG, commits, "--", path) as process:
            for token in _tokens(process.stdout):
                if blob:
                    name = token.decode("utf-8", "replace")
                    if name.endswith((f"/{path}", ".json")) or name == path:
                        yield Version(commit, day, name, blob)
                    blob = ""
                elif header := _HEADER.fullmatch(token):
                    commit, day = header[1].decode(), _day(int(header[2]))
                elif change := _CHANGE.fullmatch(token):
                    blob = change[2].decode()

    def _ask(self, *arguments: str) -> str:
        run = self._run(*arguments)
        return run.stdout.decode("utf-8", "replace").strip() if run.returncode == 0 else ""

    def _run(self, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        command = [*self._command, *arguments]
        # No shell; the arguments are this module's own and hexadecimal ids of commits.
        return subprocess.run(command, env=_environment(), capture_output=True, check=False)  # noqa: S603

    @contextmanager
    def _running(self, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
        pipe = subprocess.PIPE
        process = subprocess.Popen(  # noqa: S603 - no shell; a path stands behind "--"
            [*self._command, *arguments],
            env=_environment(),
            stdin=pipe,
            stdout=pipe,
            stderr=subprocess.DEVNULL,
        )
        with process:
            try:
                yield process
            finally:
                process.kill()


def _environment() -> dict[str, str]:
    # Variables of git's own could send it to another repository.
    kept = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    return {**kept, **_ENVIRONMENT}


def _tokens(stream: IO[bytes] | None) -> Iterator[bytes]:
    """Yield what stands between the NUL bytes of a stream."""
    rest = b""
    while stream is not None and (part := stream.read(_CHUNK)):
        *tokens, rest = (rest + part).split(b"\0")
        yield from tokens
        if len(rest) > _CHUNK:
            raise TimelineError("git gave an answer that makes no sense")


def _day(seconds: int) -> date:
    try:
        return datetime.fromtimestamp(seconds, UTC).date()
    except (OverflowError, OSError, ValueError):
        raise TimelineError(f"a commit claims to be {seconds} seconds from 1970, which is no date") from None


def _blob(answers: IO[bytes]) -> bytes | None:
    header = answers.readline(1000).split()
    if len(header) != 3 or header[1] != b"blob":
        return None
    size = int(header[2])
    parts = []
    remaining = size + 1  # a line end follows
    while remaining > 0:
        part = answers.read(min(_CHUNK, remaining))
        if not part:
            return None
        remaining -= len(part)
        if size <= MAX_BYTES:
            parts.append(part)
    return b"".join(parts)[:size] if size <= MAX_BYTES else None
