"""Draw the pictures of README.md from the ledger in data/, as seen on one day: `python tools/pictures.py`.

Terminals become SVG by Rich, without the web font that Rich would have them load; `timeline chart --save`
draws its own. Needs the extra `plot`.
"""

from __future__ import annotations

import io
import os
import re
import shlex
from contextlib import redirect_stdout
from pathlib import Path
from unittest import mock

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

from timeline.cli.app import app

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
DAY = "2024-07-01"
WIDTH = 100
TERMINALS = {
    "next": "timeline next --limit 8",
    "slips": "timeline slips --min 1y --limit 10",
    "chart": "timeline chart svom",
    "gantt": "timeline gantt --min 6mo --limit 16",
    "stats": "timeline stats",
}
SAVED = "timeline chart jwst --save {path}"
_FONTS = re.compile(r"@font-face\s*\{\{.*?\}\}\s*", re.DOTALL)
_ENVIRONMENT = {
    "COLUMNS": str(WIDTH),
    "LINES": "50",
    "TERM": "xterm-256color",
    "COLORTERM": "",
    "NO_COLOR": "",
}


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Say so."""
        return True


def answer(command: str) -> str:
    """Return what a terminal would show after *command*, seen from the day of the pictures."""
    arguments = [*shlex.split(command)[1:], "--file", str(ROOT / "data"), "--as-of", DAY]
    out = Terminal()
    with mock.patch.dict(os.environ, _ENVIRONMENT), redirect_stdout(out):
        app(arguments, standalone_mode=False)
    return out.getvalue()


def terminal_picture(name: str, command: str) -> str:
    """Return the SVG of a terminal in which *command* was given."""
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True)
    console.print(Text("$ ", style="bold green").append(command, style="bold white"))
    console.print(Text.from_ansi(answer(command)), end="")
    drawn = console.export_svg(
        title=command,
        theme=MONOKAI,
        code_format=_FONTS.sub("", CONSOLE_SVG_FORMAT),
        unique_id=f"timeline-{name}",
    )
    return "\n".join(line.rstrip() for line in drawn.splitlines()) + "\n"


def main() -> None:
    """Draw them all."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    for name, command in TERMINALS.items():
        (PICTURES / f"{name}.svg").write_text(terminal_picture(name, command), encoding="utf-8")
        print(f"drew docs/pictures/{name}.svg: {command}")
    path = PICTURES / "trend.svg"
    answer(SAVED.format(path=shlex.quote(str(path))))


if __name__ == "__main__":
    main()
