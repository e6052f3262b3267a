"""The vague date: what was said of when, as precisely as it was said, and nothing more."""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum

from timeline.dates.period import Period, Sign, Unit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final


class Bound(Enum):
    """Which side of a stated period is open."""

    CLOSED = ""
    NET = "NET"
    """No earlier than: open towards the future."""
    NLT = "NLT"
    """No later than: open towards the past."""


class VagueDate:
    """One stated period, or the two stated ends of a span, or nothing (TBD); and NET or NLT, if said.

    Immutable, hashable, equal by value and totally ordered: by last possible day of what was stated, then
    first possible day, then finer precision first; TBD comes last. NET and NLT open a bound and leave the
    order alone, so that "NET 2024-05-03" stands beside 3 May 2024.
    """

    __slots__ = ("_text", "bound", "first", "last")

    bound: Bound
    first: Period | None
    """The stated period, or the first end of the span. None for TBD."""
    last: Period | None
    """The stated period, or the last end of the span. None for TBD."""
    _text: str

    def __init__(self, first: Period | None, last: Period | None = None, bound: Bound = Bound.CLOSED) -> None:
        if first is None:
            last, bound = None, Bound.CLOSED
        elif last is None:
            last = first
        elif last.end < first.start:
            raise ValueError(f"the span ends ({last.text}) before it begins ({first.text})")
        keep = object.__setattr__
        keep(self, "first", first)
        keep(self, "last", last)
        keep(self, "bound", bound)
        keep(self, "_text", _canonical(first, last, bound))

    def __setattr__(self, name: str, value: object) -> None:
        """Refuse: a date is a value."""
        raise AttributeError(name)

    def __delattr__(self, name: str) -> None:
        """Refuse: a date is a value."""
        raise AttributeError(name)

    def __reduce__(self) -> tuple[type[VagueDate], tuple[Period | None, Period | None, Bound]]:
        """Return how to build it again: copies and pickles go through the constructor."""
        return VagueDate, (self.first, self.last, self.bound)

    @property
    def is_tbd(self) -> bool:
        """Tell whether no date was stated at all."""
        return self.first is None

    @property
    def is_span(self) -> bool:
        """Tell whether two ends were stated."""
        return self.first != self.last

    @property
    def stated(self) -> tuple[date, date] | None:
        """First and last day of what was stated, whatever NET or NLT says; None for TBD. Moves use these."""
        if self.first is None or self.last is None:
            return None
        return self.first.first_day, self.last.last_day

    @property
    def earliest(self) -> date | None:
        """The first possible day, that day included; None where open."""
        return None if self.first is None or self.bound is Bound.NLT else self.first.first_day

    @property
    def latest(self) -> date | None:
        """The last possible day, that day included; None where open."""
        return None if self.last is None or self.bound is Bound.NET else self.last.last_day

    @property
    def unit(self) -> Unit | None:
        """How precise it is: its unit, the coarser one for a span; None for TBD."""
        if self.first is None or self.last is None:
            return None
        return max(self.first.unit, self.last.unit, key=_rank)

    @property
    def precision(self) -> str:
        """The name of the unit, `none` for TBD."""
        unit = self.unit
        return "none" if unit is None else unit.value

    @property
    def instant(self) -> datetime | None:
        """When it begins (UTC, without a zone), if stated to the hour or finer."""
        unit = self.unit
        if self.first is None or unit is None or unit.rank > Unit.HOUR.rank:
            return None
        return self.first.start

    @property
    def day(self) -> date | None:
        """The one day it names, if it names just one."""
        if self.bound is not Bound.CLOSED or self.earliest != self.latest:
            return None
        return self.earliest

    @property
    def qualifiers(self) -> tuple[str, ...]:
        """Those of `net`, `nlt`, `approximate` and `uncertain` that hold, in this order."""
        ends = () if self.first is None or self.last is None else (self.first, self.last)
        held = (
            (self.bound is Bound.NET, "net"),
            (self.bound is Bound.NLT, "nlt"),
            (any(end.approximate for end in ends), "approximate"),
            (any(end.sign.uncertain for end in ends), "uncertain"),
        )
        return tuple(name for holds, name in held if holds)

    @property
    def text(self) -> str:
        """The one canonical text, which parses to an equal value."""
        return self._text

    @property
    def edtf(self) -> str:
        """The value in Extended Date/Time Format, the simplest level that can say it."""
        from timeline.dates.edtf import to_edtf

        return to_edtf(self)

    def signed(self, sign: Sign) -> VagueDate:
        """Return this date with *sign* added to both its ends."""
        if sign is Sign.NONE or self.first is None or self.last is None:
            return self
        return VagueDate(self.first.signed(sign), self.last.signed(sign), self.bound)

    def bounded(self, bound: Bound) -> VagueDate:
        """Return what was stated, with *bound* in place of the bound it has."""
        return VagueDate(self.first, self.last, bound)

    def sort_key(self) -> tuple[object, ...]:
        """Return a key in the order of this class, distinct for unequal values."""
        if self.first is None or self.last is None:
            return (date.max, date.max, datetime.max, len(Unit))
        unit = self.unit
        return (
            self.last.last_day,
            self.first.first_day,
            self.last.end,
            len(Unit) if unit is None else unit.rank,
            self.first.start,
            self.bound.value,
            self._text,
        )

    def __eq__(self, other: object) -> bool:
        """Tell whether *other* says the same: equal dates have equal texts, and only they."""
        if not isinstance(other, VagueDate):
            return NotImplemented
        return self._text == other._text

    def __hash__(self) -> int:
        """Return a hash that fits equality."""
        return hash(self._text)

    def __lt__(self, other: object) -> bool:
        """Tell whether this date sorts before *other*."""
        if not isinstance(other, VagueDate):
            return NotImplemented
        return self.sort_key() < other.sort_key()

    def __le__(self, other: object) -> bool:
        """Tell whether this date sorts before *other* or equals it."""
        if not isinstance(other, VagueDate):
            return NotImplemented
        return self.sort_key() <= other.sort_key()

    def __gt__(self, other: object) -> bool:
        """Tell whether this date sorts after *other*."""
        if not isinstance(other, VagueDate):
            return NotImplemented
        return self.sort_key() > other.sort_key()

    def __ge__(self, other: object) -> bool:
        """Tell whether this date sorts after *other* or equals it."""
        if not isinstance(other, VagueDate):
            return NotImplemented
        return self.sort_key() >= other.sort_key()

    def __str__(self) -> str:
        """Return the canonical text."""
        return self._text

    def __repr__(self) -> str:
        """Return the canonical text, for people who debug."""
        return f"<VagueDate {self._text}>"


def _canonical(first: Period | None, last: Period | None, bound: Bound) -> str:
    if first is None or last is None:
        return "TBD"
    stated = first.text if first == last else f"{first.text}/{last.text}"
    return f"{bound.value} {stated}" if bound.value else stated


def _rank(unit: Unit) -> int:
    return unit.rank


TBD: Final = VagueDate(None)
"""To be determined: nobody has said when."""
