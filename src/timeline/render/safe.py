"""Text from a store is data: what a terminal would obey is shown instead."""

from __future__ import annotations

import re

_OBEYED = re.compile(
    "[\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_LINK = re.compile(r"https?://[!-~]+", re.ASCII)


def visible(text: str) -> str:
    """Return *text* on one line, with control and invisible characters written out as escapes."""
    return text if text.isprintable() else "".join(map(_visible, text))


def _visible(character: str) -> str:
    if character.isprintable():
        return character
    return (
        " "
        if character.isspace() and character not in "\x1c\x1d\x1e\x1f\x85\u2028\u2029"
        else ascii(character)[1:-1]
    )


def inert_json(text: str) -> str:
    """Return the JSON *text* with what a terminal would obey as JSON escapes, which mean the same."""
    return text if text.isascii() and "\x7f" not in text else _OBEYED.sub(_json_escape, text)


def _json_escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x10000:
        return f"\\u{code:04x}"
    code -= 0x10000
    return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"


def link_target(url: str) -> str:
    """Return *url* if a terminal may link to it: http or https, printable ASCII; else nothing."""
    return url if _LINK.fullmatch(url) else ""
