"""A new announcement before it is written: how its date is read and what it does."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.dates import VagueDate
from timeline.model import Place, Status
from timeline.render import words
from timeline.render.records import Record, announcement_record, place_record, slip_record
from timeline.render.safe import visible
from timeline.reports.moves import Move, MoveKind

_MEASURED = (MoveKind.SLIP, MoveKind.ADVANCE, MoveKind.ACHIEVED)


def record(move: Move, place: Place) -> Record:
    """Return the shape of an announcement that was written, at *place*."""
    item = move.new._replace(origin=move.history.mission.origin)
    return {
        "mission": move.history.mission.id,
        "name": move.history.mission.name,
        "milestone": move.history.milestone,
        **announcement_record(item),
        "place": place_record(place),
        "slip": slip_record(move.slip),
    }


def lines(move: Move) -> Iterator[str]:
    """Yield how the date of a new announcement is read, and the move that it makes."""
    item = move.new
    if item.status is Status.PLANNED or not item.date.is_tbd:
        yield visible(f"date   {reading(item.date)}")
    yield visible(f"move   {made(move)}")


def reading(value: VagueDate) -> str:
    """Return what days a date stands for: `2022-06: 2022-06-01 to 2022-06-30`."""
    if value.is_tbd:
        return "TBD: no date"
    if value.day is not None:
        return f"{value}: that day" if value.precision == "day" else f"{value}: on {value.day}"
    if value.latest is None:
        return f"{value}: {value.earliest} or later"
    if value.earliest is None:
        return f"{value}: {value.latest} or earlier"
    return f"{value}: {value.earliest} to {value.latest}"


def made(move: Move) -> str:
    """Return a move in words: `slip: at least 5 mo after 2021-12`."""
    slip, old = move.slip, move.old
    if slip is None:
        return f"none: {move.history.milestone} was achieved before"
    word = words.move(slip, None, None)
    if slip.kind is MoveKind.FIRST:
        return "first: no date was announced before"
    if old is None:
        return word
    before = f"{old.date} (announced {old.announced})"
    span, new = old.period, move.new.period
    if span is None or new is None:
        return f"{word}; before that {before}"
    if slip.kind not in _MEASURED or words.size(slip, span, new) in ("held", "firmed", "loosened"):
        return f"{word}: {before} before"
    certain = words.at_least(slip, span, new)
    if certain == words.NOTHING:
        return f"{word}: {words.size(slip, span, new)}, from {before}"
    side = "after" if certain.startswith("+") else "before"
    least = "" if span[0] == span[1] and new[0] == new[1] else "at least "
    return f"{word}: {least}{certain[1:]} {side} {before}"
