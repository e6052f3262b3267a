"""Foreign text is data from strangers: its size and depth are bounded, its characters harmless.

Nothing of it becomes a file name, a command or markup; what is kept of it is text, dates and web addresses.
"""

from __future__ import annotations

import json
import re
from typing import Any

from timeline.exchange.errors import ExchangeError

MAX_BYTES = 64 * 1024 * 1024
"""The largest text that is read at all."""
MAX_DEPTH = 64
MAX_TEXT = 1_000_000
_MAX_LINE = 500
_MAX_URL = 2000
_OBEYED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)
_BLANKS = re.compile(r"\s+")
_URL = re.compile(r"https?://[^\s\"<>\\]+", re.IGNORECASE)
_NESTING = re.compile(rb'"(?:[^"\\]|\\.)*"|([\[{])|([\]}])', re.DOTALL)


def decoded(content: bytes, what: str) -> str:
    """Return *content* as text; `ExchangeError` if there is too much of it or it is not UTF-8."""
    if len(content) > MAX_BYTES:
        raise ExchangeError(f"{what} is longer than {MAX_BYTES // 1024 // 1024} MB, the most that is read")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ExchangeError(f"{what}, line {line}: it is not UTF-8") from None


def load_json(content: bytes, what: str) -> Any:  # noqa: ANN401 - whatever it holds
    """Return the value of a JSON text; `ExchangeError` that names the line where it is none."""
    text = decoded(content, what)
    _check_depth(content, what)
    try:
        return json.loads(text, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        place = f"{what}, line {error.lineno}, column {error.colno}"
        raise ExchangeError(f"{place}: it is not JSON: {error.msg[:1].lower()}{error.msg[1:]}") from None
    except ValueError as error:
        raise ExchangeError(f"{what}: it is not JSON that can be read: {error}") from None


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is no number of JSON")


def _check_depth(content: bytes, what: str) -> None:
    depth = 0
    for found in _NESTING.finditer(content):
        if found[1]:
            depth += 1
            if depth > MAX_DEPTH:
                line = content.count(b"\n", 0, found.start()) + 1
                raise ExchangeError(f"{what}, line {line}: it is nested deeper than {MAX_DEPTH} levels")
        elif found[2]:
            depth -= 1


def clean_text(value: object) -> str:
    """Return *value* without control characters if it is a text, else nothing. Line breaks are kept."""
    if not isinstance(value, str):
        return ""
    if value.isprintable():
        return value[:MAX_TEXT]
    return _OBEYED.sub("", value.replace("\r\n", "\n").replace("\r", "\n")[:MAX_TEXT])


def clean_line(value: object, most: int = _MAX_LINE) -> str:
    """Return *value* as one line of at most *most* characters, without control characters."""
    if not isinstance(value, str):
        return ""
    line = clean_text(_BLANKS.sub(" ", value)).strip()
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def clean_url(value: object) -> str:
    """Return *value* if it is an http or https address in printable characters, else nothing."""
    if not isinstance(value, str) or len(value) > _MAX_URL:
        return ""
    stripped = value.strip()
    return stripped if _URL.fullmatch(stripped) and stripped.isprintable() else ""


def clean_id(value: object) -> str:
    """Return an id that a foreign catalogue gave, a text or a number, as a text; nothing if it is neither."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return clean_line(value, 200)
