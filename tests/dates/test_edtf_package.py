"""Our EDTF against that of the package `edtf` (5.0.2), which knows nothing of ours."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from hypothesis import assume, given

from tests.dates.strategies import vague_dates
from tests.dates.test_edtf import READ, rows
from timeline.dates import VagueDate
from timeline.dates.edtf import read_edtf, to_edtf

Bounds = tuple[date | None, date | None]

FAULTS = {
    # What it gets wrong, and every text of READ that shows it.
    "drops the offset from UTC": ("1985-04-12T23:20:30-04",),
    "ends every winter on 31 December": ("2001-24", "2001-28", "2001-30"),
    "takes an unknown end for one ten years away": ("1985-04-12/", "1985/", "/1985-04"),
    "has no signs on sub-year groupings": ("2001-24?", "2001-39?", "[2024-34?]"),
    "has no quarters or other groupings of level 2 in intervals": ("2001-33/2001-36",),
    "has no unspecified digits in intervals with an open end": ("20XX/..",),
    "has no times in intervals": ("1985-04-12T23:20:30/..",),
    "breaks down over the unspecified last digit of a month or day": (
        *("2004-0X", "2004-1X", "2004-1X-XX", "2004-06-0X", "2004-06-1X", "2004-06-3X"),
        *("2004-07-3X", "2004-02-2X"),
    ),
}
FAULTY = [text for texts in FAULTS.values() for text in texts]
WINTER_OR_SIGNED_GROUPING = re.compile(r"\d{4}-(24|[2-4]\d[?~%])")
SOUND = [row[0] for row in rows(READ) if row[0] not in FAULTY]


@pytest.fixture(scope="module")
def theirs() -> Iterator[Callable[[str], Bounds]]:
    """Give the function that returns first and last day of an EDTF text, as the package has them."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its grammar is written for an older pyparsing
        from edtf import parse_edtf

        def bounds(text: str) -> Bounds:
            parsed = parse_edtf(text)
            return _day(parsed.lower_strict()), _day(parsed.upper_strict())

        yield bounds


def _day(found: object) -> date | None:
    """Return the day of a `struct_time`; an open end is infinite."""
    return date(*found[:3]) if isinstance(found, tuple) else None


def ours(text: str) -> Bounds:
    value = read_edtf(text)
    assert value is not None
    return value.earliest, value.latest


@pytest.mark.parametrize("text", SOUND)
def test_agrees(text: str, theirs: Callable[[str], Bounds]) -> None:
    assert ours(text) == theirs(text)


@pytest.mark.parametrize("text", FAULTY)
def test_its_known_faults_are_still_there(text: str, theirs: Callable[[str], Bounds]) -> None:
    try:
        found = theirs(text)
    except Exception:  # noqa: BLE001 - it fails in as many ways as it has faults
        return
    assert ours(text) != found


@given(vague_dates)
def test_reads_what_we_write(theirs: Callable[[str], Bounds], value: VagueDate) -> None:
    text = to_edtf(value)
    assume(not WINTER_OR_SIGNED_GROUPING.fullmatch(text))
    assert theirs(text) == (value.earliest, value.latest)
