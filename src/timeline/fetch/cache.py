"""What a service answered last, kept in a folder: its pages, their versions, and how often it was asked."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from timeline.errors import TimelineError

_STATE = "state.json"
_LOCK = "lock"
_SUFFIX = ".page"


class Page(NamedTuple):
    """A kept answer: when it came, and what the service calls this version of it."""

    fetched: str
    etag: str = ""
    last_modified: str = ""


class Round(NamedTuple):
    """One walk through all pages: what was asked, since when, and the addresses of the pages had so far."""

    key: str
    started: str
    pages: tuple[str, ...] = ()


class State(NamedTuple):
    """What is known of a service. Moments are ISO texts in UTC."""

    calls: tuple[str, ...] = ()
    """When it was asked, in the last hour."""
    not_before: str = ""
    """The service wants to be left alone until then."""
    pages: tuple[tuple[str, Page], ...] = ()
    current: Round | None = None
    """A walk that was interrupted."""
    complete: Round | None = None
    """The last walk that came to its end."""


class Cache:
    """A folder of answers. Their files are named after a hash of the address, never after what came back."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.state = State()

    @contextmanager
    def opened(self) -> Iterator[None]:
        """Hold the folder, which is made if need be, and read the state; `TimelineError` if it is in use."""
        from filelock import FileLock, Timeout

        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with FileLock(self._folder / _LOCK, timeout=0):
                self.state = self._read()
                yield
        except Timeout:
            raise TimelineError("another `timeline sync` is at work; wait for it") from None
        except OSError as error:
            raise TimelineError(f"cannot use the cache folder '{self._folder}': {error.strerror}") from None

    def save(self, state: State) -> None:
        """Keep *state*, in one step."""
        self.state = state
        self._put(self._folder / _STATE, json.dumps(_plain(state), indent=1).encode())

    def keep(self, address: str, page: Page, content: bytes) -> None:
        """Keep an answer."""
        self._put(self._file(address), content)
        others = tuple(item for item in self.state.pages if item[0] != address)
        self.save(self.state._replace(pages=(*others, (address, page))))

    def page(self, address: str) -> Page | None:
        """Return what is known of a kept answer; None if there is none."""
        page = dict(self.state.pages).get(address)
        return page if page is not None and self._file(address).is_file() else None

    def content(self, address: str) -> bytes:
        """Return a kept answer."""
        return self._file(address).read_bytes()

    def prune(self, wanted: Collection[str]) -> None:
        """Forget every answer that is not *wanted*."""
        self.save(self.state._replace(pages=tuple(item for item in self.state.pages if item[0] in wanted)))
        kept = {self._file(address).name for address in wanted}
        for file in self._folder.glob(f"*{_SUFFIX}"):
            if file.name not in kept:
                file.unlink(missing_ok=True)

    def _file(self, address: str) -> Path:
        return self._folder / f"{hashlib.sha256(address.encode()).hexdigest()[:40]}{_SUFFIX}"

    @staticmethod
    def _put(path: Path, content: bytes) -> None:
        temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
        temporary.write_bytes(content)
        temporary.replace(path)

    def _read(self) -> State:
        try:
            return _state(json.loads((self._folder / _STATE).read_bytes()))
        except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            # There is nothing yet, or something that this version does not know: begin anew.
            return State()


def _plain(state: State) -> dict[str, object]:
    rounds = {"current": state.current, "complete": state.complete}
    return {
        "calls": state.calls,
        "not_before": state.not_before,
        "pages": {address: page._asdict() for address, page in state.pages},
        **{name: None if item is None else item._asdict() for name, item in rounds.items()},
    }


def _state(data: Any) -> State:  # noqa: ANN401 - whatever the file holds
    rounds = [data[name] for name in ("current", "complete")]
    current, complete = (
        None
        if item is None
        else Round(str(item["key"]), str(item["started"]), tuple(map(str, item["pages"])))
        for item in rounds
    )
    for moment in (*data["calls"], *(item.started for item in (current, complete) if item)):
        parsed(str(moment))
    return State(
        tuple(map(str, data["calls"])),
        str(data["not_before"]),
        tuple((address, Page(**page)) for address, page in data["pages"].items()),
        current,
        complete,
    )


def parsed(moment: str) -> datetime:
    """Return the moment that a text of the state means; `ValueError` if it is none."""
    found = datetime.fromisoformat(moment)
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)
