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
from typing import TYPE_CHECKING, Any, TypeVar

from timeline.cli.context import Here, Settings
from timeline.errors import TimelineError

if TYPE_CHECKING:
    from timeline.model import Ledger
    from timeline.store.index.index import Index

_T = TypeVar("_T")
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
    for mission_id, name, *aliases in _labels(ctx, incomplete):
        found.append((mission_id, name))
        # An alias is another word for an id: it is in the way where nobody asked for it.
        found += [(alias, f"{name} ({mission_id})") for alias in aliases if incomplete]
    return _offered(found, incomplete)


def mission_ids(ctx: Any, incomplete: str) -> list[Offer]:  # noqa: ANN401 - Typer's own type
    """Return the ids of all missions, and no other names."""
    return _offered([(mission_id, name) for mission_id, name, *_ in _labels(ctx, incomplete)], incomplete)


def milestones(ctx: Any, incomplete: str) -> list[Offer]:  # noqa: ANN401 - Typer's own type
    """Return the milestones that the ledger speaks of."""
    return _ranked(ctx, incomplete, "milestones", "announcement")


def sources(ctx: Any, incomplete: str) -> list[Offer]:  # noqa: ANN401 - Typer's own type
    """Return who announced something."""
    return _ranked(ctx, incomplete, "sources", "announcement")


def agencies(ctx: Any, incomplete: str) -> list[Offer]:  # noqa: ANN401 - Typer's own type
    """Return the agencies and partners."""
    return _ranked(ctx, incomplete, "agencies", "mission")


def programs(ctx: Any, incomplete: str) -> list[Offer]:  # noqa: ANN401 - Typer's own type
    """Return the programmes."""
    return _ranked(ctx, incomplete, "programs", "mission")


def vehicles(ctx: Any, incomplete: str) -> list[Offer]:  # noqa: ANN401 - Typer's own type
    """Return the launchers."""
    return _ranked(ctx, incomplete, "vehicles", "mission")


def codes(incomplete: str) -> list[Offer]:
    """Return the codes of the checks."""
    from timeline.reports.checks import STRICT
    from timeline.store.check import CODES

    said = {code: check.__doc__ or "" for code, check in STRICT.items()}
    return _offered(
        [(code, said.get(code, "").partition(": ")[2].partition(".")[0]) for code in CODES], incomplete
    )


def _ranked(
    ctx: Any,  # noqa: ANN401 - Typer's own type
    incomplete: str,
    kind: str,
    noun: str,
) -> list[Offer]:
    """Return the values of a kind by name, with how often each occurs."""
    counts = _answer(ctx, lambda index: index.counted(kind), lambda ledger: _counted(ledger, kind)) or {}
    said = [(value, f"{number} {noun}{'' if number == 1 else 's'}") for value, number in counts.items()]
    return _offered(sorted(filter(_has_value, said), key=_by_word), incomplete)


def _counted(ledger: Ledger, kind: str) -> dict[str, int]:
    from timeline.reports.vocabulary import KINDS, words_of

    place = KINDS.index(kind)
    return Counter(word for mission in ledger.missions.values() for word in words_of(mission)[place])


def _by_word(offer: Offer) -> Offer:
    return offer[0].casefold(), offer[0]


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


def _labels(ctx: Any, incomplete: str) -> Iterable[list[str]]:  # noqa: ANN401 - Typer's own type
    """Return the id, the name and the aliases of each mission, at least of those that may fit."""

    def every(ledger: Ledger) -> list[list[str]]:
        return [[mission.id, mission.name, *mission.aliases] for mission in ledger.missions.values()]

    return _answer(ctx, lambda index: list(index.labels_with(incomplete)), every) or ()


def _answer(
    ctx: Any,  # noqa: ANN401 - Typer's own type
    ask: Callable[[Index], _T],
    otherwise: Callable[[Ledger], _T],
) -> _T | None:
    """Return what the store says that the command would use; None if there is none.

    A Tab key reports no problems and no errors.
    """
    file = ctx.params.get("file") or ctx.find_root().params.get("file")
    here = Here(Settings(file=file), silent=True)
    try:
        return here.small(ask, lambda: otherwise(here.ledger))
    except TimelineError:
        return None
