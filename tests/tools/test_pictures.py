from __future__ import annotations

import re

import pytest

from tools import pictures


@pytest.mark.parametrize("name", [*pictures.TERMINALS, "trend"])
def test_each_picture_is_there_and_loads_nothing(name: str) -> None:
    drawn = (pictures.PICTURES / f"{name}.svg").read_text(encoding="utf-8")
    assert not re.search(r"url\((?!#)|@import|<image|<script", drawn)


def test_a_terminal_is_drawn_with_its_command_and_colours() -> None:
    drawn = pictures.terminal_picture("chart", pictures.TERMINALS["chart"])
    assert "timeline&#160;chart&#160;svom" in drawn
    assert drawn == pictures.terminal_picture("chart", pictures.TERMINALS["chart"])
