from __future__ import annotations

import io
import sys
import time
from unittest import mock

import pytest

from timeline.cli import progress as module
from timeline.cli.progress import progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def written(out: io.StringIO, doing_seconds: float, whole: int = 0) -> str:
    with mock.patch.object(module, "AFTER_SECONDS", 0.01), mock.patch.object(sys, "stderr", out):
        with progress("drawing", whole) as shown:
            shown.step()
            time.sleep(doing_seconds)
            shown.step()
        return out.getvalue()


@pytest.fixture(autouse=True)
def _terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")


def test_what_takes_long_is_said_counted_and_wiped() -> None:
    text = written(Terminal(), 0.1, 2)
    assert "timeline: drawing 1 of 2 …" in text
    assert "timeline: drawing 2 of 2 …" in text
    assert text.endswith("\r\x1b[K")


def test_what_cannot_be_counted_is_only_said() -> None:
    assert "timeline: drawing …" in written(Terminal(), 0.1)


def test_what_is_quick_is_not_said() -> None:
    with mock.patch.object(sys, "stderr", Terminal()) as out, progress("drawing"):
        pass
    assert out.getvalue() == ""


def test_nothing_is_said_where_no_terminal_is(monkeypatch: pytest.MonkeyPatch) -> None:
    assert written(io.StringIO(), 0.05) == ""
    monkeypatch.setenv("TERM", "dumb")
    assert written(Terminal(), 0.05) == ""
