"""Vague dates: dates as precise as they were said, from a second to a decade.

`parse` reads a text, `VagueDate` is the value, `DateSyntaxError` the only way in which reading fails.
"""

from timeline.dates.errors import DateSyntaxError
from timeline.dates.period import Part, Period, Season, Sign, Unit
from timeline.dates.reading import from_toml, parse
from timeline.dates.vague import TBD, Bound, VagueDate

__all__ = [
    "TBD",
    "Bound",
    "DateSyntaxError",
    "Part",
    "Period",
    "Season",
    "Sign",
    "Unit",
    "VagueDate",
    "from_toml",
    "parse",
]
