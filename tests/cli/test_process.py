"""The program as a process of its own: pipes, terminals, signals, encodings."""

from __future__ import annotations

import fcntl
import os
import pty
import signal
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest

LEDGER = Path(__file__).parent.parent / "data" / "ledger.toml"
PROGRAM = [sys.executable, "-m", "timeline"]
ASKED = ["--file", str(LEDGER), "--as-of", "2020-10-02"]
_UNSET = (
    "COLUMNS",
    "LINES",
    "NO_COLOR",
    "FORCE_COLOR",
    "TIMELINE_FILE",
    "TIMELINE_DEBUG",
    "PYTHONIOENCODING",
    "PYTHONUTF8",
)


def environment(**given: str) -> dict[str, str]:
    kept = {
        key: value for key, value in os.environ.items() if key not in _UNSET and not key.startswith("LC_")
    }
    return kept | {"LANG": "C.UTF-8", "TERM": "xterm-256color", **given}


def call(*arguments: str, **given: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*PROGRAM, *arguments], capture_output=True, check=False, env=environment(**given), timeout=60
    )


def in_terminal(columns: int, *arguments: str, **given: str) -> str:
    """Return what a terminal of so many columns is sent."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    with subprocess.Popen([*PROGRAM, *arguments], stdout=theirs, env=environment(**given)) as process:
        os.close(theirs)
        sent = b""
        while piece := _read(ours):
            sent += piece
        os.close(ours)
    assert process.returncode == 0
    return sent.decode("utf-8")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 1 << 16)
    except OSError:  # what Linux says when the other end is closed
        return b""


def test_a_pipe_is_never_cut_or_coloured() -> None:
    answer = call(*ASKED, "log", COLUMNS="40")
    assert (answer.returncode, answer.stderr) == (0, b"")
    assert b"\x1b" not in answer.stdout
    assert b"launch time will depend on the performance of Chang'e 5" in answer.stdout
    assert answer.stdout == call(*ASKED, "log").stdout == call(*ASKED, "log", FORCE_COLOR="1").stdout


def test_a_terminal_gets_tables_that_fit_with_colours_and_links() -> None:
    sent = in_terminal(80, *ASKED, "next")
    assert "\x1b[31m" in sent  # slips are red
    assert "\x1b]8;" in sent
    assert "https://parabolicarc.com/2020/10/02/" in sent
    assert "French-Chinese wate…" in sent
    assert "French-Chinese water cycle satellite" in in_terminal(200, *ASKED, "next")


@pytest.mark.parametrize("given", [{"NO_COLOR": "1"}, {}])
def test_colours_can_be_left_out(given: dict[str, str]) -> None:
    options = [] if given else ["--no-color"]
    sent = in_terminal(80, *ASKED, *options, "next", **given)
    assert "\x1b[31m" not in sent
    assert "\x1b]8;" in sent


@pytest.mark.parametrize("command", [["log"], ["next", "--format", "json"], ["check"], ["--version"]])
def test_a_closed_pipe_is_quiet(command: list[str]) -> None:
    ours, theirs = os.pipe()
    os.close(ours)
    with os.fdopen(theirs, "wb") as closed:
        answer = subprocess.run(
            [*PROGRAM, *ASKED, *command],
            stdout=closed,
            stderr=subprocess.PIPE,
            check=False,
            env=environment(),
            timeout=60,
        )
    assert answer.stderr == b""
    assert answer.returncode in ((0, 1) if command == ["--version"] else (0,))


def test_ctrl_c(tmp_path: Path) -> None:
    store = tmp_path / "store.toml"
    os.mkfifo(store)
    with (
        subprocess.Popen(
            [*PROGRAM, "--file", str(store), "next"],
            stderr=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment(),
        ) as process,
        store.open("wb"),
    ):  # opens once the program waits for what to read
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"Traceback" not in out + err


_BUG = """
import sys
import timeline.store.read

def broken(path):
    raise ZeroDivisionError("of all things")

timeline.store.read.read_store = broken
sys.argv = ["timeline", "next"]
from timeline.cli import main
main()
"""


def test_a_bug_is_owned_up_to() -> None:
    answer = subprocess.run(
        [sys.executable, "-c", _BUG], capture_output=True, check=False, env=environment(), timeout=60
    )
    assert answer.returncode == 3
    assert answer.stdout == b""
    assert answer.stderr.decode().splitlines() == [
        "timeline: this is a bug: ZeroDivisionError: of all things",
        "TIMELINE_DEBUG=1 shows where it happened.",
    ]


def test_a_bug_can_be_looked_into() -> None:
    given = environment(TIMELINE_DEBUG="1")
    answer = subprocess.run(
        [sys.executable, "-c", _BUG], capture_output=True, check=False, env=given, timeout=60
    )
    assert answer.returncode == 1
    assert b"Traceback" in answer.stderr


def test_utf_8_without_any_locale() -> None:
    answer = call(*ASKED, "show", "change-6", LC_ALL="C")
    assert (answer.returncode, answer.stderr) == (0, b"")
    assert "嫦娥六号" in answer.stdout.decode("utf-8")


def test_an_encoding_that_lacks_a_sign_gets_its_code() -> None:
    answer = call(*ASKED, "show", "change-6", PYTHONIOENCODING="ascii")
    assert (answer.returncode, answer.stderr) == (0, b"")
    assert rb"CE-6, \u5ae6\u5a25\u516d\u53f7" in answer.stdout


def test_where_the_store_is_found(tmp_path: Path) -> None:
    def found(folder: Path, **given: str) -> str:
        answer = subprocess.run(
            [*PROGRAM, "list", "--format", "csv", "--as-of", "2020-10-02"],
            capture_output=True,
            check=True,
            cwd=folder,
            env=environment(
                HOME=str(tmp_path / "home"), XDG_DATA_HOME=str(tmp_path / "home" / "share"), **given
            ),
            timeout=60,
        )
        return ",".join(line.split(",")[0] for line in answer.stdout.decode().splitlines()[1:])

    def store(path: Path, mission: str) -> Path:
        path.parent.mkdir(parents=True)
        path.write_text(f"format = 1\n[missions.{mission}]\nname = '{mission}'\n", encoding="utf-8")
        return path

    here = tmp_path / "project" / "below"
    here.mkdir(parents=True)
    assert "svom" in found(here)  # the shipped one
    store(tmp_path / "home" / "share" / "timeline" / "missions.toml", "own")
    assert found(here) == "own"
    store(tmp_path / "project" / "data" / "missions.toml", "project")
    assert found(here) == "project"
    variable = store(tmp_path / "elsewhere" / "a.toml", "variable")
    assert found(here, TIMELINE_FILE=str(variable)) == "variable"
    assert found(here, TIMELINE_FILE="") == "project"
