"""Everything that is known of a mission, as a record and as tables."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from timeline.render import words
from timeline.render.looks import date_cell, date_text, of_slip, said_cell, source_cell
from timeline.render.records import Record, announcement_record, mission_record, slip_record, statement_record
from timeline.render.story import main_milestone, story
from timeline.render.table import Cell, Column, Table
from timeline.reports.card import Card, MilestoneCard
from timeline.reports.moves import Move, has_moved

_FACTS = (Column("", shrinks_to=0), Column("", shrinks_to=20, wraps=True))
_MOVES = (
    Column("announced"),
    Column("date"),
    Column("move"),
    Column("source", shrinks_to=10),
    Column("said", shrinks_to=14, missed=1),
    Column("reason", shrinks_to=14, missed=2),
    Column("title", shrinks_to=20, missed=3),
)


def record(card: Card) -> Record:
    """Return the shape of a mission with its milestones."""
    return {
        **mission_record(card.mission),
        "hosted": [mission.id for mission in card.hosted],
        "milestones": [_milestone_record(milestone) for milestone in card.milestones],
    }


def _milestone_record(milestone: MilestoneCard) -> Record:
    history, ahead = milestone.history, milestone.upcoming
    return {
        "milestone": history.milestone,
        "host": None if history.host is None else history.host.id,
        "overdue": ahead is not None and ahead.overdue,
        "stale": ahead is not None and ahead.stale,
        "story": story(milestone),
        "baseline": statement_record(history.baseline),
        "current": statement_record(history.current),
        "total": slip_record(milestone.total),
        "announcements": [
            {**announcement_record(move.new), "slip": slip_record(move.slip)} for move in milestone.moves
        ],
    }


def tables(card: Card, today: date) -> Iterator[Table]:
    """Yield the mission's facts, then a table for each of its milestones."""
    mission = card.mission
    facts = [(Cell(label, "label"), cell) for label, cell in _facts(card) if cell.text]
    yield Table(_FACTS, facts, mission.name, "", _story(card), headed=False)
    if not card.milestones:
        yield Table((), (), "", "Nothing was announced.")
    for milestone in card.milestones:
        rows = [_row(move) for move in milestone.moves]
        yield Table(_MOVES, rows, _heading(milestone), "", _summary(milestone, today))


def _story(card: Card) -> str:
    milestone = main_milestone(card)
    return "" if milestone is None else story(milestone)


def _facts(card: Card) -> Iterator[tuple[str, Cell]]:
    mission = card.mission
    host = "" if card.host is None else f"{card.host.name} ({card.host.id})"
    yield "id", Cell(mission.id)
    yield "also", Cell(", ".join(mission.aliases))
    yield "what", Cell(mission.summary)
    yield "agencies", Cell(", ".join(mission.agencies))
    yield "partners", Cell(", ".join(mission.partners))
    yield "programs", Cell(", ".join(mission.programs))
    yield "vehicle", Cell(mission.vehicle)
    yield "site", Cell(mission.site)
    yield "flies on", Cell(host)
    yield (
        "carries",
        Cell(", ".join(dict.fromkeys([*mission.payloads, *(other.name for other in card.hosted)]))),
    )
    yield "tags", Cell(", ".join(mission.tags))
    yield "ids", Cell(", ".join(f"{catalogue}: {known}" for catalogue, known in mission.ids.items()))
    yield "page", Cell(mission.url, "", mission.url)
    yield "notes", Cell(mission.notes)
    yield "stands in", Cell(str(mission.place))


def _heading(milestone: MilestoneCard) -> str:
    history = milestone.history
    carried = "" if history.host is None else f" (on {history.host.name})"
    return f"{history.milestone.replace('-', ' ').capitalize()}{carried}: {date_text(history.current)}"


def _summary(milestone: MilestoneCard, today: date) -> str:
    return "; ".join(filter(None, (_so_far(milestone), _to_come(milestone, today))))


def _so_far(milestone: MilestoneCard) -> str:
    history, baseline = milestone.history, milestone.history.baseline
    if baseline is None or baseline is history.current or milestone.total is None:
        return ""
    since = f"since {baseline.announced} ({baseline.date})"
    moved = sum(map(has_moved, milestone.moves))
    times = f"{words.count(moved, 'move')} {since}"
    old, new = baseline.period, history.current.period
    if new is None:
        return times
    certain = words.at_least(milestone.total, old, new)
    size = words.size(milestone.total, old, new)
    least = "" if certain in (words.NOTHING, size) else f", at least {certain}"
    return f"{times}: in all {words.move(milestone.total, old, new)}{least}"


def _to_come(milestone: MilestoneCard, today: date) -> str:
    ahead = milestone.upcoming
    if ahead is None:
        return ""
    stale = f"nothing announced since {ahead.current.announced}" if ahead.stale else ""
    until = words.until(ahead.min_days_until, ahead.max_days_until, today, ahead.current.period)
    due = f"overdue, {until}" if ahead.overdue else "" if until == words.NOTHING else until
    return "; ".join(filter(None, (due, stale)))


def _row(move: Move) -> tuple[Cell, ...]:
    item, look = move.new, of_slip(move.slip)
    old = None if move.old is None or move.slip is None else move.old.period
    return (
        said_cell(item),
        date_cell(item),
        Cell(words.move(move.slip, old, item.period), look),
        source_cell(item),
        Cell(item.said),
        Cell(item.reason),
        Cell(item.title),
    )
