"""The one error that reading a foreign text can end in."""

from __future__ import annotations

from timeline.errors import TimelineError


class ExchangeError(TimelineError):
    """A text that is not of the notation it was given as, with the place and the reason."""
