"""Web pages that need nothing but themselves: no network, no script, no file beside them.

Made with Jinja2, which escapes every value; the policy in each page's head forbids scripts and loading
anything in case that should fail. What can't be seen in a text is written out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined

from timeline.model import Mission
from timeline.render import words
from timeline.render.looks import date_text, folded
from timeline.render.safe import link_target, visible
from timeline.render.spoken import spoken_day
from timeline.render.story import main_milestone, story
from timeline.render.svg import Picture, picture
from timeline.reports.card import Card, MilestoneCard
from timeline.reports.moves import Move
from timeline.reports.slips import TotalSlip
from timeline.reports.trend import trend_of
from timeline.reports.upcoming import Upcoming

_ID_LENGTH = 80
_UNSAFE = re.compile(r"[^a-z0-9]+")
_TAKEN = frozenset(
    [
        "index",
        "con",
        "prn",
        "aux",
        "nul",
        *(f"{port}{number}" for port in ("com", "lpt") for number in range(10)),
    ]
)
"""The index of the folder, and what some systems take for a device."""


class Said(NamedTuple):
    """One announcement as the page shows it."""

    announced: str
    date: str
    move: str
    look: str
    source: str
    link: str
    title: str
    said: str
    reason: str


class Section(NamedTuple):
    """One milestone as the page shows it."""

    heading: str
    date: str
    story: str
    chart: Picture | None
    announcements: list[Said]


class Article(NamedTuple):
    """One mission as the page shows it."""

    mission: Mission
    story: str
    facts: list[tuple[str, str]]
    link: str
    sections: list[Section]


class Row(NamedTuple):
    """A line of the index: cells of text, the first of which leads to a page."""

    name: str
    page: str
    cells: tuple[str, ...]


class Site(NamedTuple):
    """What the index of a folder of pages shows."""

    ahead: list[Row]
    overdue: list[Row]
    slips: list[Row]
    missions: list[Row]


def page(cards: Sequence[Card], *, today: date, as_of: date, index: str = "") -> str:
    """Return a page about missions; *index* is the address of the page that lists it, if there is one."""
    articles = [_article(card, today) for card in cards]
    title = ", ".join(article.mission.name for article in articles)
    template = _environment().get_template("page.html.j2")
    return template.render(title=title, articles=articles, as_of=spoken_day(as_of), index=index)


def index_page(
    cards: Sequence[Card],
    pages: Mapping[str, str],
    upcoming: Sequence[Upcoming],
    slips: Sequence[TotalSlip],
    *,
    today: date,
    as_of: date,
) -> str:
    """Return the page that leads to the *pages* of missions: what is next, who slipped most, and all."""
    site = Site(
        ahead=list(_upcoming_rows([item for item in upcoming if not item.overdue], pages, today)),
        overdue=list(_upcoming_rows([item for item in upcoming if item.overdue], pages, today)),
        slips=list(_slip_rows(slips, pages)),
        missions=[_mission_row(card, pages) for card in cards],
    )
    template = _environment().get_template("index.html.j2")
    return template.render(title="Space-mission dates", site=site, as_of=spoken_day(as_of), index="")


def page_names(ids: Sequence[str]) -> dict[str, str]:
    """Return a file name for each mission id: plain letters, digits and hyphens, whatever the id holds."""
    names: dict[str, str] = {}
    used = set(_TAKEN)
    for mission_id in ids:
        plain = _UNSAFE.sub("-", mission_id.casefold())[:_ID_LENGTH].strip("-") or "mission"
        name, number = (f"mission-{plain}" if plain in _TAKEN else plain), 1
        while name in used:
            number += 1
            name = f"{plain}-{number}"
        used.add(name)
        names[mission_id] = f"{name}.html"
    return names


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("timeline.render", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.tests["linked"] = lambda url: bool(link_target(url))
    return environment


def _shown(value: Any) -> Any:  # noqa: ANN401 - whatever a template puts out
    return visible(value) if isinstance(value, str) and not hasattr(value, "__html__") else value


def _article(card: Card, today: date) -> Article:
    main = main_milestone(card)
    first = () if main is None else (main,)
    others = (item for item in card.milestones if item is not main)
    return Article(
        card.mission,
        "Nothing was announced yet." if main is None else story(main),
        [(label, text) for label, text in _facts(card) if text],
        link_target(card.mission.url),
        [_section(item, today, is_main=item is main) for item in (*first, *others)],
    )


def _facts(card: Card) -> Iterator[tuple[str, str]]:
    mission = card.mission
    yield "What", mission.summary
    yield "Also called", ", ".join(mission.aliases)
    yield "Agencies", ", ".join(mission.agencies)
    yield "Partners", ", ".join(mission.partners)
    yield "Programs", ", ".join(mission.programs)
    yield "Vehicle", mission.vehicle
    yield "Site", mission.site
    yield "Flies on", "" if card.host is None else card.host.name
    yield "Carries", ", ".join([*mission.payloads, *(other.name for other in card.hosted)])


def _section(item: MilestoneCard, today: date, *, is_main: bool) -> Section:
    history = item.history
    has_chart = history.baseline is not None and len(history.announcements) > 1
    carried = "" if history.host is None else f" (on {history.host.name})"
    return Section(
        f"{history.milestone.replace('-', ' ').capitalize()}{carried}",
        date_text(history.current),
        "" if is_main else story(item),
        picture(trend_of(history), today) if has_chart else None,
        [_said(move) for move in item.moves],
    )


def _said(move: Move) -> Said:
    item = move.new
    old = None if move.old is None or move.slip is None else move.old.period
    return Said(
        item.announced.text,
        date_text(item),
        words.move(move.slip, old, item.period),
        "" if move.slip is None else move.slip.kind.value,
        item.source or item.title or "source",
        link_target(item.url),
        item.title if item.source else "",
        item.said,
        item.reason,
    )


def _upcoming_rows(items: Sequence[Upcoming], pages: Mapping[str, str], today: date) -> Iterator[Row]:
    for item, name in folded(items):
        current, mission = item.current, item.history.mission
        until = words.until(item.min_days_until, item.max_days_until, today, current.period)
        cells = (item.history.milestone, date_text(current), until, current.announced.text)
        yield Row(name, pages[mission.id], cells)


def _slip_rows(items: Sequence[TotalSlip], pages: Mapping[str, str]) -> Iterator[Row]:
    for item, name in folded(items):
        old, new = item.baseline.period, item.current.period
        cells = (
            item.history.milestone,
            words.at_least(item.total, old, new),
            words.size(item.total, old, new),
            f"{item.baseline.date} (said {item.baseline.announced})",
            date_text(item.current),
            str(item.moved),
        )
        yield Row(name, pages[item.history.mission.id], cells)


def _mission_row(card: Card, pages: Mapping[str, str]) -> Row:
    main = main_milestone(card)
    return Row(card.mission.name, pages[card.mission.id], ("" if main is None else story(main),))
