"""Measure how fast timeline is at any size, beside its peers: the table of docs/performance.md.

    python bench/performance.py                  prints the table
    python bench/performance.py --write          also puts it into docs/performance.md
    python bench/performance.py start warm       measures only some sections

The stores are made in a temporary folder, or once in a folder of yours with --store-folder.
"""

import argparse
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench import bulk, peers, reports, startup
from bench.generate import Size
from bench.scene import Scene
from bench.table import replaced, table
from bench.timing import Figure

DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "performance.md"
BLOCK = "figures"


class Section(NamedTuple):
    """A part of the table, how it is measured, and in how many rounds."""

    title: str
    figures: Callable[[Scene, int], list[Figure]]
    rounds: int


SECTIONS = {
    "start": Section("Start", startup.figures, 21),
    "warm": Section("Warm: nothing has changed", reports.warm, 9),
    "written": Section("Warm, but written less than a minute ago", reports.just_written, 5),
    "edit": Section("After an edit of the large store", reports.edited, 5),
    "add": Section("Add to the large store", peers.added, 7),
    "cold": Section("Cold: no index yet", reports.cold, 5),
    "whole": Section("Whole reports on the large store, cold", reports.whole, 3),
    "peers": Section("Peers with the same 100,000 entries, warm", peers.figures, 3),
    "bulk": Section("Bulk", bulk.figures, 3),
    "small": Section("Small stores", reports.small, 7),
}


def machine() -> str:
    """Return what was measured with, in general terms."""
    have = [f"{name} {version(name)}" for name in ("tomli", "typer", "rich")]
    have += [f"{peer} {peers.version(peer)}" for peer in peers.PEERS if peer not in peers.missing()]
    kind = f"{platform.system()} on {platform.machine()}, {os.cpu_count()} processors"
    return f"{kind}; Python {platform.python_version()}, {', '.join(have)}."


def block(scene: Scene, chosen: Sequence[str], factor: float) -> str:
    """Return what goes into the document."""
    found: dict[str, list[Figure]] = {}
    for name in chosen:
        title, figures, rounds = SECTIONS[name]
        begun = time.monotonic()
        print(f"{title} …", end=" ", file=sys.stderr, flush=True)
        found[title] = figures(scene, max(2, round(rounds * factor)))
        print(f"{time.monotonic() - begun:.0f} s", file=sys.stderr)
    return "\n\n".join((*_said_first(scene), table(found)))


def _said_first(scene: Scene) -> Iterator[str]:
    yield machine()
    sizes = [f"the {store.name} store {store.bytes / 1e6:,.1f} MB" for store in (scene.large, scene.huge)]
    yield f"Sizes: the shipped ledger {scene.shipped.bytes / 1e6:.2f} MB, {', '.join(sizes)}."
    if peers.missing():
        yield f"Not installed, and so left out: {', '.join(peers.missing())}."


def options(description: str) -> argparse.ArgumentParser:
    """Return a parser of the options that every table has."""
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--store-folder", type=Path, help="where the stores are kept and looked for")
    parser.add_argument(
        "--missions", type=int, default=Size().missions, help="in the large store (default: %(default)s)"
    )
    parser.add_argument("--write", action="store_true", help="put the table into docs/performance.md")
    return parser


@contextmanager
def scene_of(arguments: argparse.Namespace) -> Iterator[Scene]:
    """Make the stores that the options ask for, and a temporary folder for everything else."""
    with tempfile.TemporaryDirectory(prefix="timeline-bench-") as folder:
        stores = arguments.store_folder or Path(folder)
        stores.mkdir(parents=True, exist_ok=True)
        print("stores …", file=sys.stderr)
        yield Scene(stores, Path(folder), arguments.missions)


def publish(found: str, block: str, arguments: argparse.Namespace) -> None:
    """Print a table, and put it into its block of docs/performance.md if that was asked for."""
    print(found)
    if arguments.write:
        DOCUMENT.write_text(replaced(DOCUMENT.read_text("utf-8"), block, found), encoding="utf-8")


def main() -> None:
    """Read the arguments, measure and report."""
    parser = options(__doc__)
    parser.add_argument(
        "sections",
        nargs="*",
        choices=[[], *SECTIONS],
        metavar="SECTION",
        help=f"of {', '.join(SECTIONS)}; default: all",
    )
    parser.add_argument("--rounds", type=float, default=1.0, help="times the usual rounds (default: 1)")
    arguments = parser.parse_args()
    with scene_of(arguments) as scene:
        found = block(scene, arguments.sections or list(SECTIONS), arguments.rounds)
    publish(found, BLOCK, arguments)


if __name__ == "__main__":
    main()
