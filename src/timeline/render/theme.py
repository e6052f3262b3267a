"""What the looks of the program mean, in one place.

Colours only repeat what words and signs say already: everything can be read without them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.theme import Theme

if TYPE_CHECKING:
    from timeline.render.table import Screen

THEME = Theme(
    {
        "heading": "bold",
        "label": "dim",
        "name": "bold",
        "slip": "red",
        "advance": "green",
        "firmed": "cyan",
        "loosened": "yellow",
        "held": "dim",
        "achieved": "green",
        "on-hold": "yellow",
        "cancelled": "magenta",
        "overdue": "bold yellow",
        "stale": "yellow",
        "today": "yellow",
        "series-1": "bold cyan",
        "series-2": "bold yellow",
        "series-3": "bold magenta",
        "series-4": "bold green",
        "series-5": "bold blue",
        "series-6": "bold red",
    }
)


def console_for(screen: Screen) -> Console:
    """Return a Rich console that obeys no markup and guesses no highlights."""
    return Console(
        file=screen.out,
        width=screen.width,
        force_terminal=True,
        no_color=not screen.color,
        markup=False,
        emoji=False,
        highlight=False,
        theme=THEME,
    )
