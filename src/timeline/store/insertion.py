"""Adding records to a text so that it says exactly what is meant: what it said before, and the records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import tomli

from timeline.errors import TimelineError
from timeline.store.change import difference
from timeline.store.place import Edit, Entry, Layout, apply, likely_edit
from timeline.store.scan import scan

_FEW = 8
"""Up to so many entries are quicker to place one by one than by reading the whole text."""


def insertions(text: str, data: Mapping[str, Any], entries: Sequence[Entry], name: str) -> tuple[Edit, ...]:
    """Return the edits that add *entries* to the *text* of a file, which says *data*, and do nothing else.

    `TimelineError`, with the *name* of the file, where TOML allows no such edits.
    """
    found = together(text, data, entries)
    return (difference(text, _by_halves(text, data, entries, name)),) if found is None else found


def together(text: str, data: Mapping[str, Any], entries: Sequence[Entry]) -> tuple[Edit, ...] | None:
    """Return edits that add all *entries* to a *text* that says *data*, if they can be found all at once."""
    meant = _with(data, entries)
    return next(
        (edits for edits in _all_at_once(text, entries) if _is_meant(apply(text, edits), meant)), None
    )


def _by_halves(text: str, data: Mapping[str, Any], entries: Sequence[Entry], name: str) -> str:
    """Return the text with *entries* added: those that can't be added with others one by one."""
    if len(entries) == 1:
        return _alone(text, entries[0], _with(data, entries), name)
    middle = len(entries) // 2
    for half in (entries[:middle], entries[middle:]):
        edits = together(text, data, half)
        text = _by_halves(text, data, half, name) if edits is None else apply(text, edits)
        data = _with(data, half)
    return text


def _all_at_once(text: str, entries: Sequence[Entry]) -> Iterator[tuple[Edit, ...]]:
    """Yield edits that may be right: those found by looks, and those found by reading the whole text."""
    if len(entries) <= _FEW:
        likely = [edit for entry in entries if (edit := likely_edit(text, entry)) is not None]
        if len(likely) == len(entries):
            yield tuple(likely)
    layout = Layout(text, scan(text))
    yield tuple(next(layout.edits(entry)) for entry in entries)


def _alone(text: str, entry: Entry, meant: Mapping[str, Any], name: str) -> str:
    for edit in Layout(text, scan(text)).edits(entry):
        candidate = apply(text, [edit])
        if _is_meant(candidate, meant):
            return candidate
    raise TimelineError(
        f"there is no place in '{name}' where TOML allows a record of '{entry.mission_id}'; "
        "write it by hand: `timeline edit`"
    )


def _is_meant(text: str, meant: Mapping[str, Any]) -> bool:
    """Tell whether *text* says exactly what is meant."""
    try:
        data = tomli.loads(text)
    except (tomli.TOMLDecodeError, RecursionError):
        return False
    return data == meant or same(data, meant)


def same(first: object, second: object) -> bool:
    """Tell whether two TOML values are alike, where not-a-number equals itself and true is not 1."""
    if type(first) is not type(second):
        return False
    if isinstance(first, dict) and isinstance(second, dict):
        return first.keys() == second.keys() and all(same(first[key], second[key]) for key in first)
    if isinstance(first, list) and isinstance(second, list):
        return len(first) == len(second) and all(map(same, first, second))
    return first == second or (first != first and second != second)  # noqa: PLR0124 - so is not-a-number


def _with(data: Mapping[str, Any], entries: Iterable[Entry]) -> dict[str, Any]:
    """Return the data as they are meant to be afterwards."""
    missions = dict(data.get("missions", {}))
    for entry in entries:
        stands = missions.get(entry.mission_id, {})
        if not isinstance(stands, dict):
            raise TimelineError(f"what stands as '{entry.mission_id}' is no mission; nothing was written")
        table = dict(stands)
        for key, value in (entry.mission or {}).items():
            table[key] = dict(value) if isinstance(value, Mapping) else value
        if entry.announcements:
            known = table.get("announcements", [])
            if not isinstance(known, list):
                raise TimelineError(
                    f"the announcements of '{entry.mission_id}' are no list; nothing was written"
                )
            table["announcements"] = [*known, *map(dict, entry.announcements)]
        if entry.ids:
            linked = table.get("ids", {})
            if not isinstance(linked, dict):
                raise TimelineError(f"the ids of '{entry.mission_id}' are no table; nothing was written")
            table["ids"] = {**linked, **entry.ids}
        missions[entry.mission_id] = table
    return {**data, "missions": missions}
