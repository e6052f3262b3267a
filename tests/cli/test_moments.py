from __future__ import annotations

from pathlib import Path

import pytest

from tests.program import run
from tests.render.shown import STORE

NOW = ("--now", "2026-11-24T17:25:04Z")


def asked(folder: Path, *arguments: str) -> str:
    answer = run([*arguments, "--file", str(STORE)], folder)
    return answer.out + answer.err


@pytest.mark.parametrize("command", [["next"], []])
def test_a_launch_with_an_hour_counts_down_from_now(tmp_path: Path, command: list[str]) -> None:
    assert "T−12:34:56" in asked(tmp_path, *command, *NOW)
    assert "T−" not in asked(tmp_path, *command, "--today", "2026-11-24")


def test_now_is_today_too(tmp_path: Path) -> None:
    assert "as of 2026-11-24" in asked(tmp_path, "stats", *NOW)


def test_local_time_stands_beside(tmp_path: Path) -> None:
    assert "2026-11-25T06:00:00Z (15:00 JST)" in asked(tmp_path, "next", *NOW, "--zone", "Asia/Tokyo")
    assert "2026-11-25T06:00:00Z" in asked(tmp_path, "next", *NOW, "--zone", "local")


@pytest.mark.parametrize(
    ("option", "value", "message"),
    [
        ("--zone", "Nowhere/Land", "'Nowhere/Land' is no time zone"),
        ("--zone", "../etc/passwd", "is no time zone"),
        ("--now", "soon", "'soon' is no moment"),
    ],
)
def test_what_is_no_zone_or_moment(tmp_path: Path, option: str, value: str, message: str) -> None:
    assert message in asked(tmp_path, "next", option, value)
