"""Ids for missions that come from elsewhere."""

from __future__ import annotations

import re
import unicodedata

_MAX_LENGTH = 60
_NOT_PLAIN = re.compile(r"[^a-z0-9]+")
_APOSTROPHES = re.compile("['’‘`ʼ]")


def slug(name: str) -> str:
    """Return an id made of *name*: small letters, digits and hyphens, `mission` if nothing is left."""
    plain = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", name)).encode("ascii", "ignore").decode()
    return _NOT_PLAIN.sub("-", plain.lower()).strip("-")[:_MAX_LENGTH].strip("-") or "mission"
