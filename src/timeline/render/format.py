"""The forms in which an answer can be written."""

from __future__ import annotations

from enum import Enum


class Format(Enum):
    """How an answer is written."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    TSV = "tsv"
    MARKDOWN = "markdown"
