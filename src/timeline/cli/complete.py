"""What shells offer after the Tab key: values from the ledger, with help beside each.

Everything that a report needs and completion doesn't stays out of here: an answer should be there before the
finger has left the key.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from timeline.cli.context import Here, Settings
from timeline.errors import TimelineError

if TYPE_CHECKING:
    from timeline.model import Announcement, Ledger, Mission

Offer = tuple[str, str]
"""A value, and what it is."""

_RUN = '\\"$`'
"""What no quoting keeps from meaning something to one shell or another."""

VARIABLE = "_TIMELINE_COMPLETE"
"""What the shell sets when it asks."""


def completing() -> bool:
    """Tell whether a shell asks for completions."""
    return VARIABLE in os.environ


@contextmanager
def without_rich() -> Iterator[None]:
    """Keep Typer from loading Rich, which takes as long as everything else.

    It would only use it to take markup out of help: ours has none, and what stands in a ledger is none.
    """
    rich = sys.modules.get("rich")
    sys.modules["rich"] = None  # type: ignore[assignment] # this is how Python says that there is none
    try:
        yield
    finally:
        del sys.modules["rich"]
        if rich is not None:
            sys.modules["rich"] = rich


def missions(ctx: Any, incomplete: str) -> list[Offer]:  # noqa: ANN401 - Typer's own type
    """Return the ids of all missions, and the aliases that begin like *incomplete*."""
    found = []
    for mission in _missions(ctx):
        found.append((mission.id, mission.name))
        # An alias is another word for an id: it is in the way where nobody asked for it.
        found += [(alias, f"{mission.name} ({mission.id})") for alias in mission.aliases if incomplete]
    return _offered(found, incomplete)


def mission_ids(ctx: Any, incomplete: str) -> list[Offer]:  # noqa: ANN401 - Typer's own type
    """Return the ids of all missions, and no other names."""
    return _offered([(mission.id, mission.name) for mission in _missions(ctx)], incomplete)


def milestones(ctx: Any, incomplete: str) -> list[Offer]:  # noqa: ANN401 - Typer's own type
    """Return the milestones that the ledger speaks of."""
    return _counted(ctx, incomplete, lambda item: [item.milestone], "announcement")


def sources(ctx: Any, incomplete: str) -> list[Offer]:  # noqa: ANN401 - Typer's own type
    """Return who announced something."""
    return _counted(ctx, incomplete, lambda item: [item.source], "announcement")


def agencies(ctx: Any, incomplete: str) -> list[Offer]:  # noqa: ANN401 - Typer's own type
    """Return the agencies and partners."""
    return _used(ctx, incomplete, lambda mission: (*mission.agencies, *mission.partners))


def programs(ctx: Any, incomplete: str) -> list[Offer]:  # noqa: ANN401 - Typer's own type
    """Return the programmes."""
    return _used(ctx, incomplete, lambda mission: mission.programs)


def vehicles(ctx: Any, incomplete: str) -> list[Offer]:  # noqa: ANN401 - Typer's own type
    """Return the launchers."""
    return _used(ctx, incomplete, lambda mission: (mission.vehicle,))


def codes(incomplete: str) -> list[Offer]:
    """Return the codes of the checks."""
    from timeline.reports.checks import STRICT
    from timeline.store.check import CODES

    said = {code: check.__doc__ or "" for code, check in STRICT.items()}
    return _offered(
        [(code, said.get(code, "").partition(": ")[2].partition(".")[0]) for code in CODES], incomplete
    )


def _counted(
    ctx: Any,  # noqa: ANN401 - Typer's own type
    incomplete: str,
    values: Callable[[Announcement], Iterable[str]],
    noun: str,
) -> list[Offer]:
    every = (value for mission in _missions(ctx) for item in mission.announcements for value in values(item))
    return _ranked(Counter(every), incomplete, noun)


def _used(
    ctx: Any,  # noqa: ANN401 - Typer's own type
    incomplete: str,
    values: Callable[[Mission], Iterable[str]],
) -> list[Offer]:
    every = (value for mission in _missions(ctx) for value in values(mission))
    return _ranked(Counter(every), incomplete, "mission")


def _ranked(counts: Counter[str], incomplete: str, noun: str) -> list[Offer]:
    """Return values by name, with how often each occurs."""
    said = [(value, f"{number} {noun}{'' if number == 1 else 's'}") for value, number in counts.items()]
    return _offered(sorted(filter(_has_value, said), key=lambda offer: offer[0].casefold()), incomplete)


def _has_value(offer: Offer) -> bool:
    return bool(offer[0])


def _offered(found: Iterable[Offer], incomplete: str) -> list[Offer]:
    fitting = ((value, text) for value, text in found if value.startswith(incomplete) and _is_safe(value))
    return list(_quoted((value, _inert(text)) for value, text in fitting))


def _is_safe(value: str) -> bool:
    """Tell whether a shell can be given a value: shells run what they are given, and ledgers are shared."""
    return value.isprintable() and not any(character in _RUN for character in value)


def _inert(text: str) -> str:
    """Return a help text without what a shell might run."""
    return "".join(
        " " if character in _RUN or not character.isprintable() else character for character in text
    )


class _Quoted(str):
    """A value with its blanks and signs quoted; it was chosen by its plain form."""

    __slots__ = ()

    def startswith(self, *_: object) -> bool:
        """Tell Typer, which compares it with the plain text on the line, that it fits."""
        return True


def _quoted(offers: Iterator[Offer]) -> Iterator[Offer]:
    """Yield the offers as the shell that asks wants them.

    Bash puts what it is given into the line as it is, so blanks and signs must be quoted for it.
    """
    if os.environ.get(VARIABLE) != "complete_bash" or _in_quotes():
        yield from offers
        return
    for value, text in offers:
        yield _Quoted("".join(c if c.isalnum() or c in "-_./:,+@%" else f"\\{c}" for c in value)), text


def _in_quotes() -> bool:
    words = os.environ.get("COMP_WORDS", "").split("\n")
    index = os.environ.get("COMP_CWORD", "")
    number = int(index) if index.isdigit() else 0
    return number < len(words) and words[number][:1] in ('"', "'")


def _missions(ctx: Any) -> Iterable[Mission]:  # noqa: ANN401 - Typer's own type
    ledger = _ledger(ctx)
    return () if ledger is None else ledger.missions.values()


def _ledger(ctx: Any) -> Ledger | None:  # noqa: ANN401 - Typer's own type
    """Return the ledger that the command would use; None if there is none: a Tab key reports no errors."""
    from timeline.store.read import read_store

    file = ctx.params.get("file") or ctx.find_root().params.get("file")
    try:
        return read_store(Here(Settings(file=file)).store.path)
    except TimelineError:
        return None
