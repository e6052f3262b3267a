"""`timeline export`."""

import os
import shutil
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Annotated

import typer

from timeline.cli.context import Here
from timeline.cli.filters import report
from timeline.cli.options import examples
from timeline.cli.saving import refuse_store
from timeline.errors import TimelineError, UsageError
from timeline.model import Ledger

app = typer.Typer()
TOML = "toml"
_FORMATS = "json, csv, toml, markdown, ics, gcat, sqlite or parquet"


@app.command(
    "export",
    epilog=examples(
        "timeline export ics --output missions.ics",
        "timeline export sqlite --output missions.db",
        "timeline export csv --agency ESA",
    ),
)
@report
def export(
    here: Here,
    notation: Annotated[str, typer.Argument(metavar="FORMAT", help=f"One of {_FORMATS}.")],
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="FILE", help="Write to this file, not to stdout.")
    ] = None,
) -> None:
    """Write the ledger, or what the filters leave of it, in another notation.

    The same ledger always gives the same bytes. docs/formats.md says what each notation can't hold.
    """
    from timeline.reports.extract import extract

    pieces, binary = _writer(notation)
    part = extract(here.ledger, as_of=here.as_of, selection=here.selection)
    with closing(pieces(part)) as written:
        if output is None:
            _print(written, binary=binary)
            return
        path = Path(output)
        refuse_store(here, path)
        _save(written, path)
    here.say(f"wrote {output}: {len(part.missions)} missions")


def _writer(name: str) -> tuple[Callable[[Ledger], Generator[bytes, None, None]], bool]:
    """Return what writes a notation, and whether that is no text."""
    from timeline.exchange import registry

    if name == TOML:
        return _toml, False
    known = registry.writer(name, TOML)
    return known.write, known.binary


def _toml(ledger: Ledger) -> Generator[bytes, None, None]:
    from timeline.store.whole import whole_store

    return (piece.encode() for piece in whole_store(ledger))


def _print(pieces: Iterator[bytes], *, binary: bool) -> None:
    if binary and sys.stdout.isatty():
        raise UsageError("this format is no text; name a file for it: --output FILE")
    sys.stdout.flush()
    for piece in pieces:
        sys.stdout.buffer.write(piece)
    sys.stdout.buffer.flush()


def _save(pieces: Iterator[bytes], path: Path) -> None:
    """Write a file in one step, so that there is never half of it; a device or a pipe as it comes.

    A link stays and what it leads to is written; a file keeps its permissions.
    """
    target = Path(os.path.realpath(path))
    temporary = target.with_name(f".{target.name}.{os.getpid()}.timeline-tmp")
    try:
        if target.exists() and not target.is_file():
            with target.open("wb") as file:
                file.writelines(pieces)
            return
        with temporary.open("xb") as file:
            file.writelines(pieces)
        if target.exists():
            shutil.copymode(target, temporary)
        temporary.replace(target)
    except OSError as error:
        raise TimelineError(f"cannot write '{path}': {error.strerror}") from None
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
