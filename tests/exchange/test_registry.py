from __future__ import annotations

import importlib

import pytest

from timeline.errors import TimelineError, UsageError
from timeline.exchange import registry
from timeline.exchange.registry import NOTATIONS, Notation


@pytest.mark.parametrize("name", NOTATIONS)
def test_each_notation_has_what_it_says_and_names_its_source(name: str) -> None:
    notation = NOTATIONS[name]
    module = importlib.import_module(f"timeline.exchange.{notation.module}")
    assert hasattr(module, "write") is notation.writes
    assert hasattr(module, "read") is notation.reads
    assert "\nSource: " in (module.__doc__ or "")


def test_unknown_names_are_refused_with_the_known_ones() -> None:
    with pytest.raises(UsageError, match="'xml' here; it is one of toml, json, csv, markdown"):
        registry.writer("xml", "toml")
    with pytest.raises(UsageError, match="'parquet' here"):
        registry.reader("parquet")
    assert registry.reader("gcat") is NOTATIONS["gcat"]


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> object:
        raise ModuleNotFoundError(name, name="pyarrow")

    monkeypatch.setattr(importlib, "import_module", missing)
    with pytest.raises(TimelineError, match=r"pip install 'mission-timeline\[parquet\]'"):
        _ = NOTATIONS["parquet"].write
    with pytest.raises(ModuleNotFoundError):
        _ = Notation("json_", writes=True).write
