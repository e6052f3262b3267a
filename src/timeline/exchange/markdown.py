"""A ledger as a Markdown page: a section for each mission, a table of what was announced.

Source: https://spec.commonmark.org/0.31.2/ (January 2024), and the tables of GitHub Flavored Markdown 0.29.
Export only: notes, `recorded` and the mission's ids stay behind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from timeline.exchange.untrusted import clean_line, clean_url
from timeline.model import Announcement, Ledger, Mission, Status

_MARKS = re.compile(r"([\\`*_{}\[\]<>()#+!|~&-])")
_NUMBER = re.compile(r"^(\d+)([.)])")
_UNSAFE_IN_LINK = str.maketrans(
    {"(": "%28", ")": "%29", "<": "%3C", ">": "%3E", "|": "%7C", "\\": "%5C", "`": "%60"}
)
_FACTS = ("agencies", "partners", "programs", "vehicle", "site", "payloads", "host")


def write(ledger: Ledger) -> Iterator[bytes]:
    """Write the ledger, a mission at a time."""
    yield b"# Missions\n"
    for mission in ledger.missions.values():
        yield f"\n{_section(mission)}".encode()


def _section(mission: Mission) -> str:
    lines = [f"## {_text(mission.name)}", ""]
    if mission.summary:
        lines += [_text(mission.summary, most=2000), ""]
    lines += [f"- {name}: {_text(value)}" for name, value in _facts(mission)]
    if clean_url(mission.url):
        lines.append(f"- page: {_link(mission.url, mission.url)}")
    if lines[-1]:
        lines.append("")
    if mission.announcements:
        lines += ["| announced | milestone | date | source | said |", "| --- | --- | --- | --- | --- |"]
        lines += [_row(item) for item in mission.announcements]
    else:
        lines.append("Nothing was announced.")
    return "\n".join(lines) + "\n"


def _facts(mission: Mission) -> Iterator[tuple[str, str]]:
    yield "id", mission.id
    if mission.aliases:
        yield "also", "; ".join(mission.aliases)
    for key in _FACTS:
        value = getattr(mission, key)
        if value:
            yield key, value if isinstance(value, str) else "; ".join(value)


def _row(item: Announcement) -> str:
    cells = (item.announced.text, item.milestone, _what(item))
    source = item.source or item.title
    linked = _link(source or item.url, item.url) if clean_url(item.url) else _text(source)
    said = item.said or item.reason
    return f"| {' | '.join(map(_text, cells))} | {linked} | {_text(said)} |"


def _what(item: Announcement) -> str:
    if item.status is Status.PLANNED:
        return item.date.text
    outcome = "" if item.outcome is None else f", {item.outcome.value}"
    return f"{item.date.text} ({item.status.value}{outcome})"


def _text(value: str, most: int = 500) -> str:
    return _NUMBER.sub(r"\1\\\2", _MARKS.sub(r"\\\1", clean_line(value, most)))


def _link(text: str, url: str) -> str:
    return f"[{_text(text)}](<{clean_url(url).translate(_UNSAFE_IN_LINK)}>)"
