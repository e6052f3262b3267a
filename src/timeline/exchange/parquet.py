"""A ledger as a Parquet table: a row for each announcement, its mission's fields beside it.

Source: https://parquet.apache.org/docs/file-format/ (format 2.6), written by Apache Arrow.
Export only: missions without announcements stay behind.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import chain, islice
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]
from pyarrow import parquet

from timeline.exchange.plain import LISTS, TEXTS
from timeline.model import Announcement, Ledger, Mission

_TEXTS = pa.list_(pa.string())
_SCHEMA = pa.schema(
    [
        ("mission", pa.string()),
        ("name", pa.string()),
        *((key, _TEXTS) for key in LISTS),
        *((f"mission_{key}" if key == "url" else key, pa.string()) for key in TEXTS),
        ("ids", pa.map_(pa.string(), pa.string())),
        ("milestone", pa.string()),
        ("announced", pa.string()),
        ("announced_earliest", pa.date32()),
        ("announced_latest", pa.date32()),
        ("date", pa.string()),
        ("earliest", pa.date32()),
        ("latest", pa.date32()),
        ("precision", pa.string()),
        ("qualifiers", _TEXTS),
        ("status", pa.string()),
        *((key, pa.string()) for key in ("source", "title", "url", "said", "reason", "outcome")),
        ("recorded", pa.date32()),
    ]
)
_ROWS_IN_GROUP = 20_000


def write(ledger: Ledger) -> Iterator[bytes]:
    """Write the ledger, twenty thousand announcements at a time."""
    rows = chain.from_iterable(map(_rows, ledger.missions.values()))
    out = io.BytesIO()
    with parquet.ParquetWriter(out, _SCHEMA, compression="zstd") as writer:
        while group := list(islice(rows, _ROWS_IN_GROUP)):
            writer.write_table(pa.Table.from_pylist(group, schema=_SCHEMA))
            yield _taken(out)
    yield _taken(out)


def _taken(out: io.BytesIO) -> bytes:
    """Return what was written, and forget it: Arrow counts by itself where it is."""
    content = out.getvalue()
    out.seek(0)
    out.truncate()
    return content


def _rows(mission: Mission) -> Iterator[dict[str, Any]]:
    own: dict[str, Any] = {"mission": mission.id, "name": mission.name, "ids": list(mission.ids.items())}
    own |= {key: list(getattr(mission, key)) for key in LISTS}
    own |= {f"mission_{key}" if key == "url" else key: getattr(mission, key) or None for key in TEXTS}
    for item in mission.announcements:
        yield {**own, **_announcement(item)}


def _announcement(item: Announcement) -> dict[str, Any]:
    return {
        "milestone": item.milestone,
        "announced": item.announced.text,
        "announced_earliest": item.announced.earliest,
        "announced_latest": item.announced.latest,
        "date": item.date.text,
        "earliest": item.date.earliest,
        "latest": item.date.latest,
        "precision": item.date.precision,
        "qualifiers": list(item.date.qualifiers),
        "status": item.status.value,
        "source": item.source or None,
        "title": item.title or None,
        "url": item.url or None,
        "said": item.said or None,
        "reason": item.reason or None,
        "outcome": None if item.outcome is None else item.outcome.value,
        "recorded": item.recorded,
    }
