"""Time zones as launch notices name them."""

from __future__ import annotations

from datetime import datetime, timedelta

from timeline.dates.english.tokens import Cursor, Token, phrases

_REGIONS = {
    "et": "America/New_York",
    "ct": "America/Chicago",
    "mt": "America/Denver",
    "pt": "America/Los_Angeles",
    "paris": "Europe/Paris",
}
_HOURS = {
    **dict.fromkeys(("utc", "gmt", "z", "ut"), 0),
    **dict(zip(("pst", "mst", "cst", "est"), range(-8, -4), strict=True)),
    **dict(zip(("pdt", "mdt", "cdt", "edt"), range(-7, -3), strict=True)),
    **dict.fromkeys(("cet", "bst"), 1),
    **dict.fromkeys(("cest", "eet"), 2),
    **dict.fromkeys(("msk", "eest"), 3),
    "ist": 5.5,
    "beijing": 8,
    "kourou": -3,
    **dict.fromkeys(("jst", "kst"), 9),
    "aest": 10,
    "aedt": 11,
    "nzst": 12,
    "nzdt": 13,
}
_UNIVERSAL = ("utc", "gmt", "z", "ut")
_AMERICAN = ("eastern", "central", "mountain", "pacific")
_LONG_NAMES = {
    **{name: f"{name[0]}t" for name in _AMERICAN},
    **{f"{name} time": f"{name[0]}t" for name in _AMERICAN},
    **{f"{name} standard time": f"{name[0]}st" for name in _AMERICAN},
    **{f"{name} daylight time": f"{name[0]}dt" for name in _AMERICAN},
    "central european time": "cet",
    "central european summer time": "cest",
    "british summer time": "bst",
    "coordinated universal time": "utc",
    "universal time": "utc",
    "greenwich mean time": "gmt",
    "kourou time": "kourou",
    "french guiana time": "kourou",
    "paris time": "paris",
    "moscow time": "msk",
    "moscow standard time": "msk",
    "japan standard time": "jst",
    "japan time": "jst",
    "india standard time": "ist",
    "indian standard time": "ist",
    "beijing time": "beijing",
    "china standard time": "beijing",
}
_ABBREVIATIONS = frozenset((*_REGIONS, *_HOURS)) - {"beijing", "kourou", "paris"}
_NAMES = phrases({**{name: name for name in _ABBREVIATIONS}, **_LONG_NAMES})
_AMBIGUOUS = {
    "act": ("UTC-5", "UTC+9:30"),
    "adt": ("UTC-3", "UTC+4"),
    "amt": ("UTC-4", "UTC+4"),
    "ast": ("UTC-4", "UTC+3"),
    "bt": ("UTC+6", "UTC+3"),
    "bdt": ("UTC+8", "UTC+6"),
    "cct": ("UTC+8", "UTC+6:30"),
    "ect": ("UTC-5", "UTC-4"),
    "gst": ("UTC+4", "UTC-2"),
    "lhst": ("UTC+10:30", "UTC+11"),
    "sst": ("UTC-11", "UTC+8"),
    "wst": ("UTC+8", "UTC+13"),
}
_LOCAL = frozenset({"local", "lt", "lmt", "lst"})
_MAX_HOURS = 14


class Zone:
    """A clock's distance from UTC: the same all year (*offset*), or that of a region (*region*)."""

    __slots__ = ("offset", "region")

    def __init__(self, offset: timedelta, region: str = "") -> None:
        self.offset = offset
        self.region = region

    def offset_at(self, moment: datetime) -> timedelta:
        """Return how far the clock is ahead of UTC when it shows *moment*.

        Raises `ValueError` where the hands are moved, so that it never shows *moment*, or shows it twice.
        """
        if not self.region:
            return self.offset
        from zoneinfo import ZoneInfo  # slow to load, and few phrases need it

        local = moment.replace(tzinfo=ZoneInfo(self.region))
        offset, other = local.utcoffset(), local.replace(fold=1).utcoffset()
        if offset is None or offset != other:
            raise ValueError(
                f"clocks change then, so {moment:%H:%M} has no one reading; give the time in UTC"
            )
        return offset


UTC = Zone(timedelta(0))


def is_zone(token: Token) -> bool:
    """Tell whether *token* is the abbreviation of a zone."""
    return token.text in _ABBREVIATIONS or token.text in _AMBIGUOUS or token.text in _LOCAL


def read_zone(cursor: Cursor) -> Zone | None:
    """Read a zone, if one stands here; `DateSyntaxError` for one that is ambiguous, local or unknown."""
    inner = cursor.ahead(1)
    if cursor.here.text == "(" and (is_zone(inner) or inner.text in _NAMES or inner.text in ("+", "-")):
        cursor.take("(")
        zone = read_zone(cursor)
        cursor.expect(")")
        return zone
    name = cursor.take_phrase(_NAMES)
    if name is None:
        _refuse_unclear(cursor)
        return _read_offset(cursor)
    if name in _UNIVERSAL:
        return _read_offset(cursor) or UTC
    if name in _REGIONS:
        return Zone(timedelta(0), _REGIONS[name])
    return Zone(timedelta(hours=_HOURS[name]))


def take_utc(cursor: Cursor) -> None:
    """Go past the UTC of "3 May 2024 UTC": days are in UTC anyway."""
    bracketed = (
        cursor.here.text == "(" and cursor.ahead(1).text in ("utc", "gmt") and cursor.ahead(2).text == ")"
    )
    if bracketed:
        cursor.at += 3
    elif not cursor.take("utc", "gmt"):
        _refuse_unclear(cursor)


def _refuse_unclear(cursor: Cursor) -> None:
    text = cursor.here.text
    if text in _LOCAL:
        raise cursor.refusal(
            "local time depends on the place", "12:14 UTC on 14 April 2023", "3 p.m. ET on 3 May 2024"
        )
    if text in _AMBIGUOUS:
        before, after = cursor.source[: cursor.here.start], cursor.source[cursor.here.end :]
        readings = _AMBIGUOUS[text]
        why = f"{text.upper()} may be {' or '.join(readings)}"
        raise cursor.refusal(why, *(f"{before}{reading}{after}" for reading in readings))


def _read_offset(cursor: Cursor) -> Zone | None:
    sign, digits = cursor.here.text, cursor.ahead(1)
    if sign not in ("+", "-") or digits.kind not in ("number", "time"):
        return None
    hours, minutes = _hours_and_minutes(digits)
    if hours is None or _starts_a_range(cursor, sign, digits):
        return None
    cursor.at += 2
    if hours > _MAX_HOURS or minutes > 59:
        raise cursor.refusal(f"there is no time zone {sign}{digits.text}")
    offset = timedelta(hours=hours, minutes=minutes)
    return Zone(-offset if sign == "-" else offset)


def _starts_a_range(cursor: Cursor, sign: str, digits: Token) -> bool:
    """Tell whether a hyphen stands between two times: "12:20 - 12:52 UTC", "12:20 UTC - 12:52 UTC"."""
    if sign != "-":
        return False
    after_utc = cursor.tokens[cursor.at - 1].text in _UNIVERSAL
    of_four_digits = digits.kind == "number" and len(digits.text) == 4
    return is_zone(cursor.ahead(2)) or not (after_utc or of_four_digits)


def _hours_and_minutes(digits: Token) -> tuple[int | None, int]:
    text = digits.text
    if digits.kind == "time":
        hours, minutes = text.split(":")[:2]
        return int(hours), int(minutes)
    if len(text) <= 2:
        return int(text), 0
    return (int(text[:2]), int(text[2:])) if len(text) == 4 else (None, 0)
