"""What `timeline` alone answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.cli.context import Here
from timeline.reports.overview import LATELY, SHOWN, Overview, overview
from timeline.reports.selection import EVERYTHING

if TYPE_CHECKING:
    from timeline.model import Ledger
    from timeline.store.index.index import Index


def glance(here: Here) -> Overview:
    """Return the first look at the store."""
    shown = here.selection.limit or SHOWN

    def ask(ledger: Ledger) -> Overview:
        return overview(ledger, today=here.today, as_of=here.as_of, selection=here.selection)

    def small(index: Index) -> Overview:
        ledger, ahead, attention = index.glance(here.today, shown, LATELY)
        more_next, more_attention = max(0, ahead - shown), max(0, attention - shown)
        return ask(ledger)._replace(more_next=more_next, more_attention=more_attention)

    if here.as_of is not None or here.selection._replace(limit=None) != EVERYTHING:
        return ask(here.ledger)
    return here.small(small, lambda: ask(here.ledger))
