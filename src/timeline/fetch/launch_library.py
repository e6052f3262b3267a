"""Asking Launch Library 2: what is to come and what flew lately, page by page, no more often than it allows.

Source: https://thespacedevs.com/llapi and https://ll.thespacedevs.com/docs/ (2025): 15 calls an hour without
a key; RFC 9110 (June 2022) for conditional requests and `Retry-After`.

Only the address that was named is asked, and nothing is sent to it but the request. What came back is kept,
so that an interrupted walk through the pages goes on where it was.
"""

from __future__ import annotations

import hashlib
import ipaddress
import re
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import NamedTuple
from urllib.parse import urlencode, urljoin, urlsplit

import httpx

from timeline import __version__
from timeline.errors import TimelineError, UsageError
from timeline.fetch.cache import Cache, Page, Round, State, parsed

BASE = "https://ll.thespacedevs.com/2.3.0"
_HOUR = timedelta(hours=1)
_LONGEST_WAIT = timedelta(days=1)
_FRESH = timedelta(hours=6)
_MAX_PAGES = 100
_MAX_REDIRECTS = 3
_FILTER = re.compile(r"[a-z][a-z0-9_]{0,60}")
_OURS = ("limit", "offset", "format")
_OLD_VERSION = re.compile(r"/2\.[0-2]\.[0-9]+/?$")

ReadPage = Callable[[bytes], tuple[int, bool]]
"""How many launches a page holds, and whether there are more; an error if it is no page."""


class Settings(NamedTuple):
    """What to ask, whom and how patiently."""

    base: str = BASE
    filters: tuple[tuple[str, str], ...] = ()
    flown_days: int = 30
    """How far to go back among those that have flown; 0 for none."""
    page_size: int = 100
    calls_per_hour: int = 15
    answer_seconds: float = 20
    """How long to wait for the next piece of an answer."""
    whole_seconds: float = 120
    """How long a whole answer may take."""
    max_bytes: int = 32 * 1024 * 1024


class Answer(NamedTuple):
    """A page of launches, and the day on which the service gave it."""

    content: bytes
    fetched: date


def check(settings: Settings) -> Settings:
    """Return *settings* if they can be used; `UsageError` otherwise."""
    parts = urlsplit(settings.base)
    secure = parts.scheme == "https" or (parts.scheme == "http" and _is_loopback(parts.hostname or ""))
    if not secure or not parts.hostname or parts.username or parts.query or parts.fragment:
        raise UsageError(f"'{settings.base}' is no https address of a service, such as {BASE}")
    for name, _ in settings.filters:
        if not _FILTER.fullmatch(name) or name in _OURS:
            raise UsageError(f"'{name}' is no filter of Launch Library; one is lsp__name=CNSA")
    return settings


def kept(cache: Cache) -> list[Answer]:
    """Return the answers of the last walk that came to its end; `TimelineError` if there was none."""
    with cache.opened():
        complete = cache.state.complete
        if complete is None or not all(map(cache.page, complete.pages)):
            raise TimelineError("nothing is kept yet; run `timeline sync` without --offline")
        return [_answer(cache, address) for address in complete.pages]


def ask(
    settings: Settings,
    cache: Cache,
    read_page: ReadPage,
    now: datetime,
    *,
    monotonic: Callable[[], float] = time.monotonic,
    say: Callable[[str], None] = lambda _: None,
) -> list[Answer]:
    """Return all pages of what is to come and what flew lately; *say* tells how it goes.

    `TimelineError` if the service can't be asked now or does not answer as it should. What has come by then
    is kept, and the next call goes on from there.
    """
    timeout = httpx.Timeout(settings.answer_seconds)
    headers = {"User-Agent": f"mission-timeline/{__version__}", "Accept": "application/json"}
    with (
        cache.opened(),
        httpx.Client(timeout=timeout, headers=headers, follow_redirects=False) as client,
    ):
        return _Walk(check(settings), cache, client, now, monotonic).all_pages(read_page, say)


class _Walk:
    """One walk through the pages."""

    def __init__(
        self,
        settings: Settings,
        cache: Cache,
        client: httpx.Client,
        now: datetime,
        monotonic: Callable[[], float],
    ) -> None:
        self._settings = settings
        self._cache = cache
        self._client = client
        self._now = now
        self._monotonic = monotonic

    def all_pages(self, read_page: ReadPage, say: Callable[[str], None]) -> list[Answer]:
        self._begin()
        for part in self._parts():
            offset = 0
            for number in range(1, _MAX_PAGES + 1):
                address = self._address(part, offset)
                count, more = self._had(address, read_page)
                say(f"{part.name}, page {number}: {count} launches")
                offset += count
                if not more or not count:
                    break
        return self._end()

    def _begin(self) -> None:
        """Go on with an interrupted walk, if it is the same one and not too old, or begin a new one."""
        state = self._cache.state
        if state.not_before and self._now < parsed(state.not_before):
            raise TimelineError(f"Launch Library asks not to be called before {_shown(state.not_before)}")
        text = repr((self._settings.base, self._settings.filters, self._settings.flown_days))
        key = hashlib.sha256(f"{text}{self._settings.page_size}".encode()).hexdigest()
        current = state.current
        if current is None or current.key != key or self._now - parsed(current.started) > _FRESH:
            self._cache.save(state._replace(current=Round(key, self._now.isoformat())))

    def _end(self) -> list[Answer]:
        current = self._round
        self._cache.save(self._cache.state._replace(current=None, complete=current))
        self._cache.prune(current.pages)
        return [_answer(self._cache, address) for address in current.pages]

    @property
    def _round(self) -> Round:
        current = self._cache.state.current
        if current is None:
            raise AssertionError("a walk is under way")
        return current

    def _parts(self) -> Iterator[_Part]:
        folder = "launch" if _OLD_VERSION.search(self._settings.base) else "launches"
        yield _Part("to come", f"{folder}/upcoming/", ())
        if self._settings.flown_days:
            since = parsed(self._round.started).date() - timedelta(days=self._settings.flown_days)
            yield _Part("flown", f"{folder}/previous/", (("net__gte", f"{since}T00:00:00Z"),))

    def _address(self, part: _Part, offset: int) -> str:
        # How far to go is counted here: an address that comes with an answer is never followed.
        paging = (("limit", str(self._settings.page_size)), ("offset", str(offset)))
        query = urlencode([*self._settings.filters, *part.query, *paging])
        return f"{self._settings.base.rstrip('/')}/{part.path}?{query}"

    def _had(self, address: str, read_page: ReadPage) -> tuple[int, bool]:
        """Return what *read_page* says of a page, asked for unless this walk has it already."""
        if address in self._round.pages and self._cache.page(address) is not None:
            return read_page(self._cache.content(address))
        content, page = self._get(address)
        found = read_page(content)  # what is no page is not kept
        self._cache.keep(address, page, content)
        pages = tuple(dict.fromkeys((*self._round.pages, address)))
        self._cache.save(self._cache.state._replace(current=self._round._replace(pages=pages)))
        return found

    def _get(self, address: str) -> tuple[bytes, Page]:
        known = self._cache.page(address)
        headers = {}
        if known is not None and known.etag:
            headers["If-None-Match"] = known.etag
        if known is not None and known.last_modified:
            headers["If-Modified-Since"] = known.last_modified
        target = address
        for _ in range(_MAX_REDIRECTS + 1):
            self._count_call()
            try:
                with self._client.stream("GET", target, headers=headers) as response:
                    unchanged = response.status_code == httpx.codes.NOT_MODIFIED
                    if response.is_redirect and not unchanged:
                        target = self._redirected(target, response.headers.get("Location", ""))
                        continue
                    if unchanged and known is not None:
                        return self._cache.content(address), known._replace(fetched=self._now.isoformat())
                    self._check(response)
                    return self._body(response), self._page(response)
            except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
                raise TimelineError(_failed(error)) from None
        raise TimelineError("Launch Library redirects in a circle")

    def _count_call(self) -> None:
        state = self._cache.state
        recent = [call for call in state.calls if self._now - _HOUR < parsed(call) <= self._now]
        if len(recent) >= self._settings.calls_per_hour:
            again = parsed(min(recent)) + _HOUR
            raise TimelineError(
                f"{len(recent)} calls were made within an hour, as many as are allowed; "
                f"run it again after {_shown(again.isoformat())}: it goes on where it was"
            )
        self._cache.save(state._replace(calls=(*recent, self._now.isoformat())))

    def _redirected(self, address: str, location: str) -> str:
        target = urljoin(address, location)
        if urlsplit(target)[:2] != urlsplit(address)[:2] or not location:
            raise TimelineError("Launch Library redirects to another host, which is not followed; see --base")
        return target

    def _check(self, response: httpx.Response) -> None:
        code = response.status_code
        if code in (httpx.codes.TOO_MANY_REQUESTS, httpx.codes.SERVICE_UNAVAILABLE):
            until = self._now + _wait(response.headers.get("Retry-After", ""), self._now)
            state: State = self._cache.state
            self._cache.save(state._replace(not_before=until.isoformat()))
            message = f"Launch Library has had enough of calls ({code}); run it again after"
            raise TimelineError(f"{message} {_shown(until.isoformat())}: it goes on where it was")
        if code != httpx.codes.OK:
            raise TimelineError(
                f"Launch Library answered {code}; run it again later: it goes on where it was"
            )
        kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if kind != "application/json":
            raise TimelineError(f"Launch Library answered {kind[:60]!a} and not JSON; is --base right?")

    def _body(self, response: httpx.Response) -> bytes:
        until = self._monotonic() + self._settings.whole_seconds
        parts: list[bytes] = []
        size = 0
        for part in response.iter_bytes():  # as they come: pieces of one size would be waited for
            size += len(part)
            if size > self._settings.max_bytes:
                raise TimelineError(f"an answer is longer than {self._settings.max_bytes} bytes; not read")
            if self._monotonic() > until:
                raise TimelineError(f"an answer took longer than {self._settings.whole_seconds:g} seconds")
            parts.append(part)
        return b"".join(parts)

    def _page(self, response: httpx.Response) -> Page:
        etag = response.headers.get("ETag", "")[:200]
        return Page(self._now.isoformat(), etag, response.headers.get("Last-Modified", "")[:200])


class _Part(NamedTuple):
    """One of the lists that are walked through."""

    name: str
    path: str
    query: tuple[tuple[str, str], ...]


def _answer(cache: Cache, address: str) -> Answer:
    page = cache.page(address)
    if page is None:
        raise TimelineError("a kept answer has vanished from the cache; run `timeline sync` again")
    return Answer(cache.content(address), parsed(page.fetched).date())


def _wait(retry_after: str, now: datetime) -> timedelta:
    """Return how long `Retry-After` asks to wait: seconds or a date; an hour if it says neither."""
    if re.fullmatch(r"[0-9]{1,9}", retry_after.strip()):
        return min(timedelta(seconds=int(retry_after)), _LONGEST_WAIT)
    try:
        until = parsedate_to_datetime(retry_after)
    except ValueError:
        return _HOUR
    aware = until if until.tzinfo is not None else until.replace(tzinfo=UTC)
    return min(max(aware - now, timedelta(0)), _LONGEST_WAIT)


def _failed(error: Exception) -> str:
    if isinstance(error, httpx.TimeoutException):
        return "Launch Library did not answer in time; run it again later: it goes on where it was"
    what = str(error) or type(error).__name__
    return f"Launch Library can't be asked: {what}; run it again later: it goes on where it was"


def _shown(moment: str) -> str:
    return parsed(moment).astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
