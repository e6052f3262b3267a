"""Write docs/cli.md and the man page docs/timeline.1 from the program itself.

Run it after any change of a command or an option: `python tools/generate_cli.py`. A test compares.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import typer
from typer.main import get_command

import timeline
from timeline.cli.app import SECTIONS, app
from timeline.cli.filters import FILTERS
from timeline.cli.options import SETTINGS

DOCS = Path(__file__).resolve().parent.parent / "docs"
_FILTERS = frozenset(item.name for item in FILTERS)
_SETTINGS = frozenset(item.name for item in SETTINGS)
_DATES = """A DAY is any text that names one day: 2020-10-02, "2 October 2020", today, yesterday. Where a
period does as well (--since, --until), so do June 2022, Q2 2024 and the like; `timeline date TEXT` shows how
a text is read."""
_STORE = """The store is, in this order: --file; the variable TIMELINE_FILE; data/missions.toml in this folder
or the nearest one above it; the user's own store in the platform's data folder; the ledger that ships with
the program, which is only read."""
_ABOUT = """Keeps every public statement of when a space mission will fly, with its source, and computes how
far each date moved, when, who said so, what was believed on any past day, and what comes next. Without a
command it answers what is next, what moved lately, and what needs attention."""
_VARIABLES = {
    "TIMELINE_FILE": "the store, where --file names none",
    "NO_COLOR": "if set to anything, no colours",
    "COLUMNS": "how many characters wide pictures are drawn, where there is no terminal to ask",
    "TIMELINE_DEBUG": "if set, a bug shows where it happened",
}
_EXITS = {
    0: "done",
    1: "could not, or `check` found problems",
    2: "a wrong option or argument",
    3: "a bug",
    130: "interrupted",
}


class Entry(NamedTuple):
    """A command, ready to be written down."""

    name: str
    usage: str
    help: str
    options: list[tuple[str, str]]
    has_filters: bool
    examples: list[str]


def entry(name: str, command: Any) -> Entry:  # noqa: ANN401 - Typer has no public name for it
    """Return what is to be said of a command."""
    context = command.context_class(command, info_name=f"timeline {name}".strip())
    has_filters = {item.name for item in command.params} >= _FILTERS
    elsewhere = _FILTERS | _SETTINGS if has_filters else _SETTINGS
    own = [item for item in command.params if item.name not in elsewhere]
    pieces = " ".join(command.collect_usage_pieces(context))
    return Entry(
        name,
        f"timeline {name} {pieces}".replace("  ", " "),
        re.sub(r"(?<!\n)\n(?!\n)", " ", command.help or "").strip(),
        list(_records(own, context)),
        has_filters,
        re.findall(r"^ +(timeline.*)$", command.epilog or "", re.MULTILINE),
    )


def _records(parameters: list[Any], context: typer.Context) -> Iterator[tuple[str, str]]:
    for item in parameters:
        record = item.get_help_record(context)
        if record is not None and record[1] and "--help" not in item.opts:
            yield record[0], record[1].strip()


def entries() -> dict[str, list[Entry]]:
    """Return the commands by section, as `timeline --help` has them."""
    program: Any = get_command(app)
    return {
        section: [entry(name, program.commands[name]) for name in names]
        for section, names in SECTIONS.items()
    }


def shared(names: frozenset[str]) -> list[tuple[str, str]]:
    """Return the options of these *names*, which many commands have."""
    program: Any = get_command(app)
    command = program.commands["slips"]
    context = typer.Context(command)
    return list(_records([item for item in command.params if item.name in names], context))


def markdown() -> str:
    """Return docs/cli.md."""
    lines = [
        "# Commands",
        "",
        "<!-- Written by tools/generate_cli.py from the program; edit the program instead. -->",
        "",
        "`timeline` alone answers what is next, what moved lately, and what needs attention.",
        "",
        _code_options(_DATES),
        "",
        _code_options(_STORE),
        "",
    ]
    for section, found in entries().items():
        lines += [f"## {section}", ""]
        for item in found:
            lines += _markdown_entry(item)
    lines += ["## Options of every command", "", "Before or after the command's name.", ""]
    lines += _markdown_options(shared(_SETTINGS))
    lines += ["## Filters", "", "Where several values of one filter are given, any of them will do.", ""]
    lines += _markdown_options(shared(_FILTERS))
    lines += ["## Variables", "", *_markdown_options(list(_VARIABLES.items()))]
    lines += ["## Exit codes", "", *_markdown_options([(str(code), what) for code, what in _EXITS.items()])]
    return "\n".join(lines).rstrip() + "\n"


def _code_options(text: str) -> str:
    return re.sub(r"(?<![\w`])(--[a-z-]+|TIMELINE_FILE|data/missions\.toml)", r"`\1`", text)


def _markdown_entry(item: Entry) -> Iterator[str]:
    yield from (f"### {item.name}", "", "```", item.usage, "```", "", item.help, "")
    yield from _markdown_options(item.options)
    if item.has_filters:
        yield from ("It takes the [filters](#filters).", "")
    if item.examples:
        yield from ("```sh", *item.examples, "```", "")


def _markdown_options(options: list[tuple[str, str]]) -> list[str]:
    lines = [f"- `{name}`: {text}" for name, text in options]
    return [*lines, ""] if lines else []


def man() -> str:
    """Return docs/timeline.1."""
    lines = [
        '.\\" Written by tools/generate_cli.py from the program; edit the program instead.',
        f'.TH TIMELINE 1 "" "timeline {timeline.__version__}" "User Commands"',
        ".SH NAME",
        "timeline \\- a plain\\-text ledger of space\\-mission dates",
        ".SH SYNOPSIS",
        ".B timeline",
        "[\\fIOPTIONS\\fR] [\\fICOMMAND\\fR] [\\fIARGUMENTS\\fR]",
        ".SH DESCRIPTION",
        _roff(_ABOUT),
        ".PP",
        _roff(_DATES),
        ".PP",
        _roff(_STORE),
    ]
    for section, found in entries().items():
        lines.append(f'.SH "COMMANDS: {section.upper()}"')
        for item in found:
            lines += _man_entry(item)
    lines += [".SH OPTIONS OF EVERY COMMAND", *_man_options(shared(_SETTINGS))]
    lines += [".SH FILTERS", *_man_options(shared(_FILTERS))]
    lines += [".SH ENVIRONMENT", *_man_options(list(_VARIABLES.items()))]
    lines += [".SH EXIT STATUS", *_man_options([(str(code), what) for code, what in _EXITS.items()])]
    return "\n".join(lines) + "\n"


def _man_entry(item: Entry) -> Iterator[str]:
    yield f'.SS "{_roff(item.usage)}"'
    for number, paragraph in enumerate(item.help.split("\n\n")):
        yield from ([".PP"] if number else [])
        yield _roff(paragraph)
    yield from _man_options(item.options)
    if item.has_filters:
        yield from (".PP", "It takes the filters below.")
    if item.examples:
        yield from (".PP", "Examples:", ".PP", ".nf", ".RS 4", *map(_roff, item.examples), ".RE", ".fi")


def _man_options(options: list[tuple[str, str]]) -> Iterator[str]:
    for name, text in options:
        yield from (".TP", f".B {_roff(name)}", _roff(text))


def _roff(text: str) -> str:
    escaped = text.replace("\\", "\\e").replace("-", "\\-").replace('"', "\\(dq")
    return "\n".join(f"\\&{line}" if line.startswith((".", "'")) else line for line in escaped.split("\n"))


def main() -> None:
    """Write both files."""
    DOCS.mkdir(exist_ok=True)
    for name, text in {"cli.md": markdown(), "timeline.1": man()}.items():
        (DOCS / name).write_text(text, encoding="utf-8")
        print(f"wrote docs/{name}")


if __name__ == "__main__":
    main()
