"""The one error that reading a date can end in, and the one that says what no calendar has."""

from __future__ import annotations

from timeline.errors import TimelineError

_SHOWN = 60


class DateSyntaxError(TimelineError, ValueError):
    """A text that has no reading as a vague date, or more than one.

    `text` is what was given, `why` what is wrong with it and `suggestions` texts that would be right.
    """

    def __init__(self, text: str, why: str, suggestions: tuple[str, ...] = ()) -> None:
        self.text = text
        self.why = why
        self.suggestions = suggestions
        super().__init__(f"cannot read the date {quoted(text)}: {self.advice}")

    @property
    def advice(self) -> str:
        """What is wrong and what would be right, without the text itself."""
        return f"{self.why}; write {' or '.join(self.suggestions)}" if self.suggestions else self.why


class CalendarError(ValueError):
    """A date that no calendar has, such as 31 June; `suggestions` are dates that one has."""

    def __init__(self, why: str, *suggestions: str) -> None:
        self.suggestions = suggestions
        super().__init__(why)


def suggestions_of(error: Exception) -> tuple[str, ...]:
    """Return what *error* suggests to write instead, if it does."""
    return error.suggestions if isinstance(error, CalendarError | DateSyntaxError) else ()


def quoted(text: str) -> str:
    """Return *text* between quotes, on one line and of bearable length."""
    shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    return ascii(shown) if any(not c.isprintable() for c in shown) else f"'{shown}'"
