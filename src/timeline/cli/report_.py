"""`timeline report`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from timeline.cli import complete
from timeline.cli.context import Here
from timeline.cli.filters import report
from timeline.cli.options import examples
from timeline.cli.progress import progress
from timeline.cli.saving import write_file
from timeline.errors import TimelineError, UsageError
from timeline.model import Ledger, Mission
from timeline.render.format import Format
from timeline.reports.card import Card, card
from timeline.reports.slips import total_slips
from timeline.reports.upcoming import upcoming

app = typer.Typer()
_INDEX = "index.html"


@app.command(
    "report",
    epilog=examples("timeline report svom --save svom.html", "timeline report --all --save site"),
)
@report
def report_(
    here: Here,
    mission: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[MISSION]...", help="The missions the page is about.", autocompletion=complete.missions
        ),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="A page for each mission that fits the filters, and an index.")
    ] = False,
    save: Annotated[
        str | None, typer.Option(metavar="PATH", help="Write into this file; with --all into this folder.")
    ] = None,
) -> None:
    """Make a web page of missions: the story in a sentence, the chart, every announcement with its source.

    The page needs no network and no script. Without --save it goes to standard output.
    """
    if here.format is not Format.TABLE:
        raise UsageError("a report is a web page; `timeline show --format` has the same as data")
    if everything:
        _save_all(here, mission, save)
        return
    if not mission:
        raise UsageError("name a mission, or make a page for each of them with --all --save FOLDER")
    from timeline.render.page import page

    ledger, missions = here.named(mission)
    cards = [_card(here, ledger, found) for found in missions]
    text = page(cards, today=here.today, as_of=here.as_of or here.today)
    if save is None:
        typer.echo(text, nl=False)
    else:
        write_file(here, Path(save), text.encode())


def _save_all(here: Here, mission: list[str] | None, save: str | None) -> None:
    if mission:
        raise UsageError("name missions or say --all, not both")
    if save is None:
        raise UsageError("--all makes a folder of pages: name it with --save FOLDER")
    folder = Path(save)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        number = 0
        for name, text in _pages(here):
            (folder / name).write_bytes(text.encode())
            number += 1
    except OSError as error:
        raise TimelineError(f"can't write {error.filename or folder}: {error.strerror}") from None
    here.say(f"saved {number} pages; begin with {folder / _INDEX}")


def _pages(here: Here) -> Iterator[tuple[str, str]]:
    from timeline.render.page import index_page, page, page_names

    as_of = here.as_of or here.today
    chosen = [found for found in here.ledger.missions.values() if here.selection.has_mission(found)]
    cards = [_card(here, here.ledger, mission) for mission in chosen]
    cards.sort(key=lambda item: (item.mission.name.casefold(), item.mission.id))
    names = page_names([item.mission.id for item in cards])
    ahead = upcoming(here.ledger, today=here.today, as_of=here.as_of, selection=here.selection)
    slips = total_slips(here.ledger, today=here.today, as_of=here.as_of, selection=here.selection)
    yield _INDEX, index_page(cards, names, ahead, slips, today=here.today, as_of=as_of)
    with progress("drawing pages", len(cards)) as shown:
        for item in cards:
            yield names[item.mission.id], page([item], today=here.today, as_of=as_of, index=_INDEX)
            shown.step()


def _card(here: Here, ledger: Ledger, mission: Mission) -> Card:
    return card(ledger, mission, today=here.today, as_of=here.as_of)
