from __future__ import annotations

import pytest

from timeline.dates import DateSyntaxError
from timeline.dates.clean import MAX_LENGTH, clean


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("2024-05-03", "2024-05-03"),
        ("  May 2024 ", "May 2024"),
        ("2024\N{EN DASH}05", "2024-05"),
        ("mid\N{EM DASH}May", "mid-May"),
        ("May\N{NO-BREAK SPACE}2024", "May 2024"),
        ("", ""),
        ("9" * MAX_LENGTH, "9" * MAX_LENGTH),
    ],
)
def test_clean_leaves_plain_text(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("9" * (MAX_LENGTH + 1), "longer than 200 characters"),
        (" " * (MAX_LENGTH + 1), "longer than 200 characters"),
        ("\N{ARABIC-INDIC DIGIT TWO}024", "digit of another script"),
        ("2024-0\N{FULLWIDTH DIGIT FIVE}", "digit of another script"),
        ("May\N{THIN SPACE}2024", "unusual blank '\\u2009'"),
        ("2024\t05", "control character '\\t'"),
        ("2024-05\n", "control character '\\n'"),
        ("2024\0", "control character '\\x00'"),
        ("2024\x7f", "control character '\\x7f'"),
        ("\N{RIGHT-TO-LEFT OVERRIDE}2024", "control character '\\u202e'"),
        ("\N{ZERO WIDTH SPACE}2024", "control character '\\u200b'"),
        ("\ud800", "control character '\\ud800'"),
        ("mayo 2024, mañana", "'ñ' has no place in a date"),
        ("\N{CYRILLIC CAPITAL LETTER EM}ay 2024", "has no place in a date"),
        ("2024\N{MINUS SIGN}05", "has no place in a date"),
    ],
)
def test_clean_refuses(text: str, why: str) -> None:
    with pytest.raises(DateSyntaxError) as refusal:
        clean(text)
    assert why in refusal.value.why
    assert refusal.value.text == text
    assert str(refusal.value).isprintable()
