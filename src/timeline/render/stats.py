"""What became of dates over many missions, as records and as tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

from timeline.render import words
from timeline.render.records import Record
from timeline.render.table import Cell, Column, Table
from timeline.reports.moves import MoveKind
from timeline.reports.stats import Bin, Grouping, Lead, Report, Sample, Spread, Statistics

_BAR = 24
_BLOCKS = ("█", "░")
_ASCII = ("#", ".")
_SAMPLES = (
    Column("dates"),
    Column("missions", right=True),
    Column("kept the first", right=True),
    Column("certain slip", right=True),
    Column("nominal slip", right=True, missed=1),
)
_GROUPS = (
    Column("", shrinks_to=12),
    Column("missions", right=True, missed=1),
    Column("achieved", right=True, missed=2),
    Column("kept the first", right=True),
    Column("certain slip", right=True),
    Column("nominal slip", right=True, missed=4),
    Column("to come", right=True),
    Column("certain so far", right=True, missed=3),
)
_BIN_WORDS: Mapping[Bin, str] = {
    Bin.EARLIER: "earlier",
    Bin.NONE: "none certain",
    Bin.MONTH: "up to 1 mo",
    Bin.QUARTER: "1 … 3 mo",
    Bin.HALF: "3 … 6 mo",
    Bin.YEAR: "6 … 12 mo",
    Bin.TWO_YEARS: "1 … 2 y",
    Bin.FOUR_YEARS: "2 … 4 y",
    Bin.MORE: "over 4 y",
}
_LEAD_WORDS: Mapping[str, str] = {
    Lead.MONTH.value: "up to 1 mo ahead",
    Lead.HALF.value: "1 … 6 mo ahead",
    Lead.YEAR.value: "6 … 12 mo ahead",
    Lead.TWO_YEARS.value: "1 … 2 y ahead",
    Lead.FOUR_YEARS.value: "2 … 4 y ahead",
    Lead.MORE.value: "over 4 y ahead",
}
_LACKING = {
    Grouping.AGENCY: "no agency given",
    Grouping.VEHICLE: "no vehicle given",
    Grouping.PROGRAM: "no program given",
    Grouping.YEAR: "never dated",
    Grouping.LEAD_TIME: "never dated",
}
_SHARED = {
    Grouping.AGENCY: "A mission of several agencies counts with each.",
    Grouping.PROGRAM: "A mission of several programs counts with each.",
    Grouping.YEAR: "The year is the one that the first date fell in.",
    Grouping.LEAD_TIME: "Ahead: from the first announcement of a date to the middle of that date.",
}


def records(found: Report, by: Grouping | None) -> Iterator[Record]:
    """Yield the shape of each group, or of everything together where no groups were asked for."""
    for item in found.groups if by is not None else [found.together]:
        yield {
            "by": None if by is None else by.value,
            "value": item.value,
            "milestones": item.milestones,
            "announcements": item.announcements,
            "undated": item.undated,
            "moves": {kind.value: item.moves[kind] for kind in MoveKind},
            "achieved": _sample_record(item.achieved),
            "to_come": {
                "on_hold": item.on_hold,
                "overdue": item.overdue,
                **_sample_record(item.to_come),
            },
            "cancelled": {"count": item.cancelled.number},
        }


def _sample_record(sample: Sample) -> Record:
    return {
        "count": sample.number,
        "measured": sample.measured,
        "kept": sample.kept,
        "kept_share": round(sample.kept / sample.measured, 3) if sample.measured else None,
        "certain_days": _spread_record(sample.certain),
        "nominal_days": _spread_record(sample.nominal),
        "histogram": {name.value: sample.bins[name] for name in Bin},
    }


def _spread_record(found: Spread | None) -> Record:
    values = (None,) * len(Spread._fields) if found is None else found
    return dict(zip(("min", "q1", "median", "q3", "max"), values, strict=True))


def tables(found: Report, by: Grouping | None, as_of: date, *, ascii_only: bool = False) -> list[Table]:
    """Return everything in three tables, or one line a group."""
    if by is not None:
        return [_group_table(found, by, as_of)]
    if not found.together.milestones:
        return [Table((), (), _title(found, as_of), "No milestone fits.", _left_out(found))]
    return [
        _sample_table(found, as_of),
        _move_table(found.together.moves),
        _histogram(found.together, _ASCII if ascii_only else _BLOCKS),
    ]


def _title(found: Report, as_of: date) -> str:
    dates = words.count(found.together.announcements, "announcement")
    return f"{words.count(found.together.milestones, 'milestone')}, {dates}, as of {as_of}"


_UNITS = "Slips are in days: median (quartiles)."


def _left_out(found: Report) -> str:
    return f"Left out on request: {', '.join(found.excluded)}." if found.excluded else ""


def _sample_table(found: Report, as_of: date) -> Table:
    item = found.together
    rows = [
        _sample_row("achieved", item.achieved, "achieved"),
        _sample_row("still to come", item.to_come, ""),
        _sample_row("cancelled", item.cancelled, "cancelled"),
    ]
    return Table(_SAMPLES, rows, _title(found, as_of), "", _sample_note(found))


def _sample_note(found: Report) -> str:
    item = found.together
    notes = [
        _UNITS,
        f"Of those to come, {item.overdue} are overdue and {item.on_hold} on hold; their slip is one so far.",
        f"{item.undated} never had a date." if item.undated else "",
        _left_out(found),
    ]
    return " ".join(filter(None, notes))


def _sample_row(name: str, sample: Sample, look: str) -> tuple[Cell, ...]:
    return (
        Cell(name, look),
        Cell(str(sample.number)),
        Cell(_share(sample.kept, sample.measured)),
        _spread_cell(sample.certain),
        _spread_cell(sample.nominal),
    )


def _spread_cell(found: Spread | None) -> Cell:
    if found is None:
        return Cell(words.NOTHING, "held")
    return Cell(f"{_days(found.median)} ({_days(found.lower)}{words.ELLIPSIS}{_days(found.upper)})")


def _days(number: float) -> str:
    return words.signed_number(round(number))


def _share(number: int, whole: int) -> str:
    return f"{number} of {whole} ({number / whole:.0%})" if whole else words.NOTHING


def _move_table(made: Counter[MoveKind]) -> Table:
    columns = (Column("announcements that"), Column("count", right=True), Column("share", right=True))
    whole = made.total()
    rows = [
        (Cell(_MOVES[kind]), Cell(str(made[kind])), Cell(f"{made[kind] / whole:.0%}"))
        for kind in MoveKind
        if made[kind]
    ]
    return Table(columns, rows, "What announcements did", "Nothing was announced.")


_MOVES: Mapping[MoveKind, str] = {
    MoveKind.FIRST: "were the first",
    MoveKind.HELD: "held the date",
    MoveKind.FIRMED: "made it firmer",
    MoveKind.LOOSENED: "made it looser",
    MoveKind.SLIP: "moved it later",
    MoveKind.ADVANCE: "moved it earlier",
    MoveKind.TBD: "withdrew it",
    MoveKind.ON_HOLD: "put it on hold",
    MoveKind.CANCELLED: "cancelled it",
    MoveKind.ACHIEVED: "said it happened",
}


def _histogram(item: Statistics, signs: tuple[str, str]) -> Table:
    columns = (
        Column("certain slip"),
        Column("achieved", right=True),
        Column("to come", right=True),
        Column(""),
    )
    counts = [(name, item.achieved.bins[name], item.to_come.bins[name]) for name in Bin]
    highest = max(1, *(done + ahead for _, done, ahead in counts))
    rows = [
        (
            Cell(_BIN_WORDS[name]),
            Cell(str(done)),
            Cell(str(ahead)),
            Cell(_bar(done, done + ahead, highest, signs)),
        )
        for name, done, ahead in counts
    ]
    note = f"{signs[0]} achieved  {signs[1]} still to come: the slip so far"
    return Table(columns, rows, "How far they went from the first date", "", note)


def _bar(done: int, together: int, highest: int, signs: tuple[str, str]) -> str:
    """Return a bar of which the first part is what is done; whatever is there at all gets one sign."""
    length = max(round(together * _BAR / highest), (done > 0) + (together > done))
    first = max(round(done * _BAR / highest), int(done > 0))
    first = min(first, length - (together > done))
    return signs[0] * first + signs[1] * (length - first)


def _group_table(found: Report, by: Grouping, as_of: date) -> Table:
    columns = (_GROUPS[0]._replace(title=by.value.replace("-", " ")), *_GROUPS[1:])
    rows = [_group_row(_group_name(item, by), item) for item in found.groups]
    if rows:
        rows.append(_group_row("all together", found.together))
    notes = (_UNITS, _SHARED.get(by, ""), _cancelled(found.together), _left_out(found))
    return Table(columns, rows, _title(found, as_of), "No milestone fits.", " ".join(filter(None, notes)))


def _cancelled(item: Statistics) -> str:
    return f"{item.cancelled.number} of all were cancelled." if item.cancelled.number else ""


def _group_name(item: Statistics, by: Grouping) -> str:
    if item.value is None:
        return _LACKING[by]
    return _LEAD_WORDS[item.value] if by is Grouping.LEAD_TIME else item.value


def _group_row(name: str, item: Statistics) -> tuple[Cell, ...]:
    return (
        Cell(name, "name"),
        Cell(str(item.milestones)),
        Cell(str(item.achieved.number)),
        Cell(_share(item.achieved.kept, item.achieved.measured)),
        _spread_cell(item.achieved.certain),
        _spread_cell(item.achieved.nominal),
        Cell(str(item.to_come.number)),
        _spread_cell(item.to_come.certain),
    )
