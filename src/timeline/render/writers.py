"""Records as JSON, JSON lines, CSV, TSV and Markdown.

Sources: RFC 8259 for JSON, RFC 4180 for CSV; cells that a spreadsheet would run as formulas are defused as
OWASP's page on CSV injection advises, with a leading apostrophe.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TextIO

from timeline.render.format import Format
from timeline.render.records import NESTED, NULLABLE, SCHEMA, Record
from timeline.render.safe import inert_json, visible

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_MARKDOWN = str.maketrans({character: f"\\{character}" for character in "\\`*_[]<>|~#"})


def write_records(fmt: Format, head: Record, items: Iterable[Record], out: TextIO) -> None:
    """Write *items* to *out*; *head* is what JSON says besides them: the report's name, its day and so on."""
    match fmt:
        case Format.JSON:
            body = {"schema": SCHEMA, **head, "items": list(items)}
            out.write(f"{_dumps(body, indent=2)}\n")
        case Format.JSONL:
            out.writelines(f"{_dumps(item)}\n" for item in items)
        case Format.CSV:
            _write_csv(items, out)
        case Format.TSV:
            _write_tsv(items, out)
        case Format.MARKDOWN:
            _write_markdown(items, out)
        case Format.TABLE:
            raise ValueError("a table is not made of records")


def _dumps(value: object, indent: int | None = None) -> str:
    return inert_json(json.dumps(value, ensure_ascii=False, indent=indent))


def flat(record: Record, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Yield the dotted columns of a record and their values; lists of records stay JSON.

    What records nest has all its columns in every row, also where it is null or lacks a key.
    """
    for key, value in record.items():
        if isinstance(value, Mapping):
            cells = dict(flat(value))
            whole = NESTED.get(key, ())
            columns = whole if cells.keys() <= set(whole) else cells
            yield from ((f"{prefix}{key}.{column}", cells.get(column)) for column in columns)
        elif value is None and key in NULLABLE:
            yield from ((f"{prefix}{key}.{column}", None) for column in NESTED[key])
        else:
            yield f"{prefix}{key}", value


def _flattened(items: Iterable[Record]) -> tuple[list[str], list[dict[str, Any]]]:
    """Return all columns, in the order in which they first appear, and the rows.

    A column that holds a record in one row and nothing in another is no column in the other.
    """
    rows = [dict(flat(item)) for item in items]
    columns = list(dict.fromkeys(column for row in rows for column in row))
    nested = {column.rpartition(".")[0] for column in columns}
    for column in tuple(nested):
        while column := column.rpartition(".")[0]:
            nested.add(column)
    return [column for column in columns if column not in nested], rows


def _write_tsv(items: Iterable[Record], out: TextIO) -> None:
    columns, rows = _flattened(items)
    if columns:
        out.write("\t".join(columns) + "\n")
    out.writelines("\t".join(_defused(row.get(column)) for column in columns) + "\n" for row in rows)


def _write_csv(items: Iterable[Record], out: TextIO) -> None:
    import csv

    columns, rows = _flattened(items)
    writer = csv.writer(out, lineterminator="\n")
    if columns:
        writer.writerow(columns)
    writer.writerows([_defused(row.get(column)) for column in columns] for row in rows)


def _write_markdown(items: Iterable[Record], out: TextIO) -> None:
    columns, rows = _flattened(items)
    if not columns:
        return
    out.write(f"| {' | '.join(columns)} |\n|{' --- |' * len(columns)}\n")
    for row in rows:
        cells = [_text(row.get(column)).translate(_MARKDOWN) for column in columns]
        out.write(f"| {' | '.join(cells)} |\n")


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        if all(isinstance(item, str) for item in value):
            return visible("; ".join(value))
        return _dumps(value)
    return visible(str(value))


def _defused(value: object) -> str:
    text = _text(value)
    if isinstance(value, (int, float)) or not text.startswith(_FORMULA):
        return text
    return f"'{text}"
