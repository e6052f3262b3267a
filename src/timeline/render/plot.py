"""Pictures in files, for print and articles: SVG, PNG and PDF, drawn by Matplotlib.

The same ledger gives the same bytes. Names are never read as mathematical markup.
"""

from __future__ import annotations

import textwrap
import warnings
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import Any

from matplotlib import font_manager, rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from timeline.model import Status
from timeline.render import words
from timeline.render.axis import Axis, middle
from timeline.render.chart import caption, diagonal, title
from timeline.render.gantt import Row, axis_of, rows_of, size_of
from timeline.render.safe import visible
from timeline.reports.slips import TotalSlip
from timeline.reports.trend import Point, Trend, frame

KINDS = ("svg", "png", "pdf")
_COLORS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00")
"""Okabe and Ito's, which people of any colour vision tell apart."""
_GREY, _PALE = "#555555", "#bbbbbb"
_WIDE = (
    "Noto Sans CJK SC",
    "Noto Sans CJK JP",
    "Source Han Sans",
    "WenQuanYi Zen Hei",
    "Droid Sans Fallback",
)
_SETTINGS: Any = {
    "text.parse_math": False,
    "svg.fonttype": "none",
    "svg.hashsalt": "timeline",
    "pdf.fonttype": 42,
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": _GREY,
}
_UNDATED: Mapping[str, Mapping[str, None]] = {
    "svg": {"Date": None},
    "pdf": {"CreationDate": None},
    "png": {},
}
_MOST_SOURCES = 12
_NOTE_WIDTH = 150


def trend_picture(found: Sequence[Trend], *, today: date, as_of: date, kind: str) -> tuple[bytes, bool]:
    """Return the milestone trend chart as a file of *kind*, and whether the fonts had all its characters."""
    with rc_context({**_SETTINGS, "font.family": _families()}):
        figure = Figure(figsize=(8, 5.6), layout="constrained")
        axes = figure.add_subplot()
        _draw_trends(axes, found, today)
        _finish(figure, as_of, _sources(point.move.new.source for trend in found for point in trend.points))
        return _written(figure, kind)


def gantt_picture(items: Sequence[TotalSlip], *, today: date, as_of: date, kind: str) -> tuple[bytes, bool]:
    """Return first and present dates on one time axis as a file of *kind*; the flag as `trend_picture`."""
    rows = rows_of(items)
    with rc_context({**_SETTINGS, "font.family": _families()}):
        figure = Figure(figsize=(8, 1.6 + 0.24 * len(rows)), layout="constrained")
        axes = figure.add_subplot()
        _draw_rows(axes, rows, today)
        sources = (item.source for row in items for item in (row.baseline, row.current))
        _finish(figure, as_of, _sources(sources))
        return _written(figure, kind)


def _families() -> list[str]:
    known = {font.name for font in font_manager.fontManager.ttflist}
    return ["DejaVu Sans", *(name for name in _WIDE if name in known)]


def _sources(names: Iterable[str]) -> str:
    different = list(dict.fromkeys(visible(name) for name in names if name))
    more = len(different) - _MOST_SOURCES
    shown = different[:_MOST_SOURCES] + ([f"and {more} others"] if more > 0 else [])
    return f"Sources: {'; '.join(shown)}." if shown else ""


def _finish(figure: Figure, as_of: date, sources: str) -> None:
    note = f"As announced by {as_of}. {sources}"
    figure.supxlabel(textwrap.fill(note, _NOTE_WIDTH), fontsize=7, color=_GREY, x=0.01, ha="left")


def _written(figure: Figure, kind: str) -> tuple[bytes, bool]:
    out = BytesIO()
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        figure.savefig(out, format=kind, dpi=200, metadata=dict(_UNDATED[kind]))
    missing = any("missing from font" in str(warning.message) for warning in caught)
    return out.getvalue(), kind == "svg" or not missing


def _draw_trends(axes: Axes, found: Sequence[Trend], today: date) -> None:
    held = frame(found, today)
    across, up = Axis.over(*held.announced), Axis.over(*held.dates)
    _lay_out(axes, across, up)
    axes.plot([across.first, across.last], [across.first, across.last], color=_GREY, lw=1.2, zorder=1)
    _name_diagonal(axes, across, up, diagonal(found))
    for number, trend in enumerate(found):
        _draw_trend(axes, trend, across, _COLORS[number % len(_COLORS)])
    axes.set_title(visible(title(found)), loc="left", fontsize=11)
    axes.set_xlabel("announced on")
    axes.set_ylabel("announced date")
    _legend(axes, found)


def _lay_out(axes: Axes, across: Axis, up: Axis) -> None:
    axes.set_xlim(across.first, across.last)
    axes.set_ylim(up.first, up.last)
    for axis, days in ((axes.xaxis, across), (axes.yaxis, up)):
        ticks = days.ticks(9)
        axis.set_ticks([tick.day.toordinal() for tick in ticks], labels=[tick.label for tick in ticks])
    axes.grid(color=_PALE, lw=0.4, alpha=0.6)
    axes.set_axisbelow(True)


def _name_diagonal(axes: Axes, across: Axis, up: Axis, meaning: str) -> None:
    first, last = max(across.first, up.first), min(across.last, up.last)
    if first < last:
        day = first + 0.4 * (last - first)
        axes.text(
            day,
            day,
            meaning,
            rotation=45,
            rotation_mode="anchor",
            transform_rotates_text=True,
            fontsize=7,
            color=_GREY,
            va="top",
            ha="center",
        )


def _draw_trend(axes: Axes, trend: Trend, across: Axis, color: str) -> None:
    first = trend.first
    if first.period is not None:
        ahead = middle(*first.period).toordinal() - first.announced.toordinal()
        ends = [first.announced.toordinal(), across.last]
        axes.plot(ends, [end + ahead for end in ends], color=color, lw=0.8, ls=(0, (4, 3)), alpha=0.6)
    known = first.period
    places = []
    for point in trend.points:
        known = point.period or known
        if known is None:
            continue
        day, low, high = point.announced.toordinal(), known[0].toordinal(), known[1].toordinal() + 1
        if point.period is not None:
            axes.vlines(day, low, high, color=color, lw=3, alpha=0.8, zorder=3)
        axes.plot(day, (low + high) / 2, color=color, zorder=4, **_marker(point))
        places.append((day, (low + high) / 2))
    axes.plot(*zip(*places, strict=True), color=color, lw=0.7, alpha=0.5, zorder=2)


def _marker(point: Point) -> dict[str, Any]:
    if point.status is Status.ACHIEVED:
        return {"marker": "*", "markersize": 12, "markeredgecolor": "white", "markeredgewidth": 0.5}
    if point.status is Status.CANCELLED:
        return {"marker": "X", "markersize": 8, "markeredgecolor": "white"}
    if point.period is None:
        return {"marker": "o", "markersize": 6, "markerfacecolor": "white"}
    return {"marker": "o", "markersize": 4}


_MARKERS = {
    "achieved": {"marker": "*", "markersize": 11},
    "cancelled": {"marker": "X", "markersize": 7},
    "date withdrawn or on hold": {"marker": "o", "markersize": 6, "markerfacecolor": "white"},
}


def _legend(axes: Axes, found: Sequence[Trend]) -> None:
    handles = [
        Line2D([], [], color=_COLORS[number % len(_COLORS)], lw=3, label=textwrap.fill(_name(trend), 95))
        for number, trend in enumerate(found)
    ]
    used = {_meaning(point) for trend in found for point in trend.points}
    for meaning, look in _MARKERS.items():
        if meaning in used:
            handles.append(Line2D([], [], color=_GREY, ls="", label=meaning, **look))  # type: ignore[arg-type]
    dashes = (0, (4, 3))
    handles.append(Line2D([], [], color=_GREY, lw=0.8, ls=dashes, label="slips day for day"))
    axes.legend(handles=handles, loc="upper center", bbox_to_anchor=(0.5, -0.13), frameon=False, fontsize=8)


def _name(trend: Trend) -> str:
    # A leading underscore would hide a legend's entry.
    return visible(caption(trend)).lstrip("_")


def _meaning(point: Point) -> str:
    if point.status is Status.ACHIEVED:
        return "achieved"
    if point.status is Status.CANCELLED:
        return "cancelled"
    return "" if point.period is not None else "date withdrawn or on hold"


def _draw_rows(axes: Axes, rows: Sequence[Row], today: date) -> None:
    days = axis_of(rows, today)
    axes.set_xlim(days.first, days.last + (days.last - days.first) * 0.2)
    ticks = days.ticks(10)
    axes.set_xticks([tick.day.toordinal() for tick in ticks], labels=[tick.label for tick in ticks])
    axes.xaxis.tick_top()
    axes.spines[["bottom", "left"]].set_visible(False)
    axes.axvline(today.toordinal(), color=_COLORS[5], lw=1, zorder=1)
    for number, row in enumerate(rows):
        _draw_row(axes, number, row)
    axes.set_yticks(range(len(rows)), labels=[row.label for row in rows])
    axes.tick_params(axis="y", length=0)
    axes.set_ylim(len(rows) - 0.4, -0.6)
    axes.set_title("First and present dates", loc="left", fontsize=11)
    _row_legend(axes, rows)


def _draw_row(axes: Axes, number: int, row: Row) -> None:
    status = row.item.current.status
    _bar(axes, number, row.first, _PALE)
    now = row.now or row.first
    ends = [middle(*row.first).toordinal(), middle(*now).toordinal()]
    axes.plot(ends, [number, number], color=_COLORS[1], lw=1, zorder=2)
    last = now[1].toordinal() + 1
    if status is Status.ACHIEVED:
        axes.plot(ends[1], number, marker="*", color=_COLORS[2], markersize=9, zorder=4)
    elif status is Status.CANCELLED:
        axes.plot(row.first[1].toordinal(), number, marker="X", color=_COLORS[3], markersize=7, zorder=4)
    elif row.now is not None:
        _bar(axes, number, row.now, _COLORS[0])
    size = size_of(row)
    shown = "" if size == words.NOTHING else size
    axes.annotate(
        shown,
        (max(last, row.first[1].toordinal()), number),
        (8, 0),
        textcoords="offset points",
        fontsize=7,
        color=_GREY,
        va="center",
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5},
    )


def _bar(axes: Axes, number: int, period: tuple[date, date], color: str) -> None:
    low, high = period[0].toordinal(), period[1].toordinal() + 1
    axes.barh(number, high - low, left=low, height=0.55, color=color, edgecolor=color, lw=1, zorder=3)


def _row_legend(axes: Axes, rows: Sequence[Row]) -> None:
    statuses = {row.item.current.status for row in rows}
    handles = [
        Line2D([], [], color=_PALE, lw=6, label="first date"),
        Line2D([], [], color=_COLORS[1], lw=1, label="slip"),
        Line2D([], [], color=_COLORS[0], lw=6, label="present date"),
    ]
    if Status.ACHIEVED in statuses:
        handles.append(Line2D([], [], color=_COLORS[2], marker="*", ls="", markersize=9, label="achieved"))
    if Status.CANCELLED in statuses:
        handles.append(Line2D([], [], color=_COLORS[3], marker="X", ls="", markersize=7, label="cancelled"))
    handles.append(Line2D([], [], color=_COLORS[5], lw=1, label="today"))
    axes.legend(
        handles=handles, loc="upper left", bbox_to_anchor=(0, -0.01), ncols=len(handles), frameon=False
    )
