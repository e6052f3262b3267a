from __future__ import annotations

import shutil
import subprocess

import pytest

from timeline.cli.app import SECTIONS
from tools import generate_cli

NAMES = [name for names in SECTIONS.values() for name in names]


@pytest.mark.parametrize(
    ("name", "made"), [("cli.md", generate_cli.markdown), ("timeline.1", generate_cli.man)]
)
def test_the_manual_says_what_the_program_does(name: str, made: object) -> None:
    assert callable(made)
    on_file = (generate_cli.DOCS / name).read_text(encoding="utf-8")
    assert on_file == made(), "run: python tools/generate_cli.py"


@pytest.mark.parametrize("name", NAMES)
def test_each_command_has_two_examples_of_itself(name: str) -> None:
    found = [item for items in generate_cli.entries().values() for item in items if item.name == name]
    examples = [example for item in found for example in item.examples]
    assert len(examples) >= 2
    assert all(example.startswith(f"timeline {name}") for example in examples)


@pytest.mark.parametrize("name", NAMES)
def test_each_command_and_option_is_described(name: str) -> None:
    (found,) = (item for items in generate_cli.entries().values() for item in items if item.name == name)
    assert found.help.endswith(".")
    assert all(text for _, text in found.options)


@pytest.mark.skipif(shutil.which("man") is None, reason="no man here to read the page with")
def test_the_man_page_is_well_formed() -> None:
    command = ["man", "--warnings", "-l", str(generate_cli.DOCS / "timeline.1")]
    shown = subprocess.run(command, check=True, capture_output=True, text=True)
    assert shown.stderr == ""
    assert "EXIT STATUS" in shown.stdout
