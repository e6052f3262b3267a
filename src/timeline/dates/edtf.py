"""Extended Date/Time Format: levels 0 and 1, and of level 2 what names one stretch of time.

Source: https://www.loc.gov/standards/datetime/ (EDTF, 4 February 2019; also ISO 8601-2:2019). Where that
leaves open when a season begins, the conventions of docs/dates.md hold.
"""

from __future__ import annotations

import re
from itertools import pairwise

from timeline.dates.canonical import calendar_day, read_period, span
from timeline.dates.errors import DateSyntaxError
from timeline.dates.period import Part, Period, Season, Sign, Unit, add_months
from timeline.dates.vague import TBD, Bound, VagueDate

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

_Q = "[?~%]?"
_DATE = re.compile(
    rf"{_Q}(?P<year>[0-9X]{{4}}){_Q}"
    rf"(?:-{_Q}(?P<month>[0-9X]{{2}}){_Q}(?:-{_Q}(?P<day>[0-9X]{{2}}){_Q})?)?"
)
_DATE_TIME = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:Z|[+-][0-9]{2}(?::[0-9]{2})?)?"
)
_FAR_YEAR = re.compile(r"-[0-9X]{4}(?:-[0-9X]{2}){0,2}[?~%]?|Y-?[0-9]+(?:E[0-9]+)?(?:S[0-9]+)?")
_ROUNDED = re.compile(r"(?P<year>[0-9]{4})S[0-9]+")
_SUB_YEARS = range(21, 42)
_SEASONS = tuple(Season)
_SOUTHERN_MONTHS = (9, 12, 3, 6)
_PARTS = tuple(Part)
_ISO_LENGTHS = {
    Unit.YEAR: len("2024"),
    Unit.DECADE: len("2024"),
    Unit.PART_OF_DECADE: len("2024"),
    Unit.MONTH: len("2024-06"),
    Unit.PART_OF_YEAR: len("2024-06"),
    Unit.PART_OF_QUARTER: len("2024-06"),
    Unit.PART_OF_SEASON: len("2024-06"),
}
_OPEN = ".."
_UNSTATED = ("", _OPEN)
_TBD = "../.."


def read_edtf(text: str) -> VagueDate | None:
    """Read an EDTF text that `clean` has been over.

    The date of a launch is one day, so an interval and a set "one of" both say between which days it lies,
    and an end that is open or unknown leaves the other: NET or NLT. Returns None where *text* is no EDTF;
    raises `DateSyntaxError` where no calendar has the date or the text names no single stretch of time.
    """
    if text == _TBD:
        return TBD
    try:
        return _read(text)
    except ValueError as error:
        raise DateSyntaxError(text, str(error)) from None


def _read(text: str) -> VagueDate | None:
    if text.startswith("[") and text.endswith("]"):
        return _read_one_of(text[1:-1])
    if text.startswith("{") and text.endswith("}"):
        raise ValueError("{} means every date in it, but a launch has one; [] means one of them")
    first, slash, last = text.partition("/")
    return _read_interval(first, last) if slash else _read_date(text)


def _read_interval(first: str, last: str) -> VagueDate | None:
    starts, ends = first not in _UNSTATED, last not in _UNSTATED
    if starts and ends:
        return _joined([first, last], Bound.CLOSED)
    if starts:
        return _joined([first], Bound.NET)
    if ends:
        return _joined([last], Bound.NLT)
    raise ValueError("neither end is stated; for no date at all write TBD")


def _read_one_of(text: str) -> VagueDate | None:
    """Read the inside of a set: dates and ranges `A..B`, from early to late; the date is their whole span."""
    bound = Bound.CLOSED
    if text.startswith(_OPEN):
        text, bound = text.removeprefix(_OPEN), Bound.NLT
    elif text.endswith(_OPEN):
        text, bound = text.removesuffix(_OPEN), Bound.NET
    members = [member.strip(" ") for member in text.split(",")]
    return _joined([end for member in members for end in member.split(_OPEN, 1)], bound)


def _joined(texts: list[str], bound: Bound) -> VagueDate | None:
    """Return the span of several dates, from early to late."""
    dates: list[VagueDate] = []
    for text in texts:
        read = _read_date(text)
        if read is None:
            return None
        dates.append(read)
    for earlier, later in pairwise(dates):
        span(earlier, later)  # refuses what runs backwards
    return span(dates[0], dates[-1], bound)


def _read_date(text: str) -> VagueDate | None:
    found = _DATE.fullmatch(text)
    if found:
        return _dated(found["year"], found["month"] or "", found["day"] or "").signed(_sign_of(text))
    if _DATE_TIME.fullmatch(text):
        return read_period(text)
    if _FAR_YEAR.fullmatch(text):
        raise ValueError("years run from 0001 to 9999")
    rounded = _ROUNDED.fullmatch(text)
    if rounded:
        raise ValueError(f"a span and the best guess in it cannot both be kept; write {rounded['year']}~")
    return None


def _sign_of(text: str) -> Sign:
    """Return what the signs in *text* say together: the sign of a part is taken for one of the whole."""
    return Sign.of(
        uncertain="?" in text or "%" in text,
        approximate="~" in text or "%" in text,
    )


def _dated(year: str, month: str, day: str) -> VagueDate:
    """Return what these digits say, X being one that is not stated; a part that is empty is not there."""
    digits = f"{year}{month}{day}"
    if "X" in digits.rstrip("X") or year == "XXXX":
        raise ValueError("only the last digits can be unspecified, and not the whole year")
    if not day and month.isdigit() and int(month) in _SUB_YEARS:
        return _sub_year(int(year), int(month))
    if digits[:3].isdigit() and digits[3:] == "X":
        return VagueDate(Period.decade(int(year.replace("X", "0"))))
    return VagueDate(_first_of(year, month, day), _last_of(year, month, day))


def _first_of(year: str, month: str, day: str) -> Period:
    first_year = int(year.replace("X", "0"))
    return _period(first_year, _at_least_one(month), _at_least_one(day))


def _at_least_one(digits: str) -> int | None:
    if "X" in digits:
        return max(1, int(digits.replace("X", "0")))
    return int(digits) if digits else None


def _last_of(year: str, month: str, day: str) -> Period:
    last_year = int(year.replace("X", "9"))
    last_month = _at_most(12, month)
    if last_month is None:
        return _period(last_year, None, None)
    days = Period.month(last_year, last_month).last_day.day
    return _period(last_year, last_month, _at_most(days, day))


def _at_most(limit: int, digits: str) -> int | None:
    if "X" in digits:
        return min(limit, int(digits.replace("X", "9")))
    return int(digits) if digits else None


def _period(year: int, month: int | None, day: int | None) -> Period:
    if month is None:
        return Period.year(year)
    return Period.month(year, month) if day is None else Period.day(calendar_day(year, month, day))


def _sub_year(year: int, code: int) -> VagueDate:
    """Return the part of *year* that *code* stands for; the southern seasons are spans of months."""
    if code <= 28:
        return VagueDate(Period.season(year, _SEASONS[(code - 21) % 4]))
    if code <= 32:
        first = _SOUTHERN_MONTHS[code - 29]
        return VagueDate(Period.month(year, first), Period.month(*add_months(year, first, 2)))
    if code <= 36:
        return VagueDate(Period.quarter(year, code - 32))
    if code <= 39:
        return VagueDate(Period.part(_PARTS[code - 37], Period.year(year)))
    return VagueDate(Period.half(year, code - 39))


def to_edtf(value: VagueDate) -> str:
    """Write *value* in EDTF, at level 1 wherever that can say it.

    The text reads back to the same first and last day, open sides and qualifiers, though not always to the
    same unit: EDTF has no weeks, fiscal years or minutes, and its intervals hold no quarters or seasons, so
    that these are written as days.
    """
    if value.first is None or value.last is None:
        return _TBD
    sign = Sign.of(uncertain="uncertain" in value.qualifiers, approximate="approximate" in value.qualifiers)
    if value.bound is Bound.NET:
        return f"{_edge(value.first, value.first.first_day)}{sign.value}/{_OPEN}"
    if value.bound is Bound.NLT:
        return f"{_OPEN}/{_edge(value.last, value.last.last_day)}{sign.value}"
    if not value.is_span and (alone := _alone(value.first)):
        return alone
    first = _edge(value.first, value.first.first_day) + _sign(value.first)
    last = _edge(value.last, value.last.last_day) + _sign(value.last)
    return first if first == last else f"{first}/{last}"


def _alone(period: Period) -> str:
    """Return the one code that says *period* when it stands alone, "" if there is none."""
    year, months = f"{period.start.year:04}", period.start.month - 1
    match period.unit:
        case Unit.SECOND if period.sign is Sign.NONE:
            return period.text
        case Unit.SEASON:
            code = f"{year}-{20 + (months + 1) // 3}"
        case Unit.QUARTER:
            code = f"{year}-{33 + months // 3}"
        case Unit.HALF:
            code = f"{year}-{40 + months // 6}"
        case Unit.DECADE:
            code = f"{year[:3]}X"
        case _:
            return ""
    return code + period.sign.value


def _edge(period: Period, day: date) -> str:
    """Return the first or last *day* of *period*, or its month or year where *period* is made of those."""
    return day.isoformat()[: _ISO_LENGTHS.get(period.unit, len("2024-06-15"))]


def _sign(period: Period) -> str:
    return Sign.of(uncertain=period.sign.uncertain, approximate=period.approximate).value
