from __future__ import annotations

from timeline.dates import DateSyntaxError
from timeline.errors import COULD_NOT, TimelineError


def test_says_text_reason_and_suggestions() -> None:
    error = DateSyntaxError("03/04/2024", "it has two readings", ("2024-03-04", "2024-04-03"))
    assert str(error) == (
        "cannot read the date '03/04/2024': it has two readings; write 2024-03-04 or 2024-04-03"
    )
    assert error.advice == "it has two readings; write 2024-03-04 or 2024-04-03"
    assert error.exit_code == COULD_NOT
    assert isinstance(error, TimelineError)
    assert isinstance(error, ValueError)


def test_shows_long_and_unprintable_texts_in_bearable_form() -> None:
    assert str(DateSyntaxError("x" * 1000, "no")) == f"cannot read the date '{'x' * 60}…': no"
    assert str(DateSyntaxError("a\nb\x1b[31m", "no")) == r"cannot read the date 'a\nb\x1b[31m': no"
