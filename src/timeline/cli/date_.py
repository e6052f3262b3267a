"""`timeline date`."""

import sys
from collections.abc import Iterator
from datetime import date
from enum import Enum
from typing import Annotated

import typer

from timeline.cli.context import Here
from timeline.cli.options import command, examples
from timeline.cli.values import named_day
from timeline.errors import COULD_NOT
from timeline.render import reading as render
from timeline.render.format import Format
from timeline.reports.reading import readings

app = typer.Typer()


class Notation(Enum):
    """The notations of dates; `any` is the store's and plain English."""

    ANY = "any"
    GCAT = "gcat"
    LL2 = "ll2"


@app.command(
    "date", epilog=examples('timeline date "late next year" --announced 2020-10-02', "timeline date -")
)
@command
def date_(
    here: Here,
    text: Annotated[
        list[str], typer.Argument(metavar="TEXT...", help="A date, in quotes; - for lines of them.")
    ],
    announced: Annotated[
        str | None, typer.Option(metavar="DAY", help="When it was said: what 'next year' counts from.")
    ] = None,
    notation: Annotated[Notation, typer.Option(help="The notation that it is in.")] = Notation.ANY,
) -> None:
    """Show how a date is read: first and last day, precision, canonical text, EDTF.

    With - each line of standard input is a text, or a text, a tab and the day on which it was said. For
    Launch Library (ll2) a text is net|precision, as in "2026-09-30T00:00:00Z|Month".
    """
    said = None if announced is None else named_day(announced, "--announced", here.today)
    texts = _lines(said) if text == ["-"] else ((one, said) for one in text)
    found = list(readings(texts, notation.value))
    refused = [reading.error for reading in found if reading.error is not None]
    here.show("date", lambda: map(render.record, found), lambda: [render.table(found)])
    if here.format is Format.TABLE:
        for error in refused:
            here.say(str(error))
    if refused:
        raise typer.Exit(COULD_NOT)


def _lines(announced: date | None) -> Iterator[tuple[str, date | str | None]]:
    for line in sys.stdin.buffer:
        # What is no UTF-8 is no date either, and is refused like any other text.
        text, _, day = line.decode("utf-8", "backslashreplace").rstrip("\r\n").partition("\t")
        yield text, day.strip() or announced
