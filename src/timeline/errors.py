"""What can go wrong, and the exit codes it ends in."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar

DONE = 0
COULD_NOT = 1
USAGE = 2
BUG = 3
INTERRUPTED = 130


class TimelineError(Exception):
    """A command can't go on; the message is for the person who gave it."""

    exit_code: ClassVar[int] = COULD_NOT


class UsageError(TimelineError):
    """What was asked for makes no sense: days in the wrong order, a bad option."""

    exit_code = USAGE
