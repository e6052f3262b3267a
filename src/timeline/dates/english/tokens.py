"""Cutting a phrase into words, numbers and marks, and going through them one by one."""

from __future__ import annotations

import re

from timeline.dates.english.lexicon import ABBREVIATIONS, GLUED, MONTHS, VAGUE
from timeline.dates.errors import DateSyntaxError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from typing import Literal, TypeVar

    Kind = Literal["word", "number", "ordinal", "decade", "iso", "time", "mark", "end"]
    Meaning = TypeVar("Meaning")
    Phrases = dict[str, list[tuple[tuple[str, ...], Meaning]]]

# No alternative can match the same text in two ways, so cutting takes time in proportion to the length.
_TOKEN = re.compile(
    r"""\ *(?:
      (?P<iso>[0-9]{4}-(?:
          [0-9]{2}-[0-9]{2}
          (?:t[0-9]{2}(?::[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)?(?:z|[+-][0-9]{2}(?::?[0-9]{2})?)?)?
        | [0-9]{2,3} | [qh][0-9] | w[0-9]{2}(?:-[0-9])?
      )(?![0-9a-z:]|-[0-9]))
    | (?P<time>[0-9]{2}h[0-9]{2}(?![0-9a-z])
        | (?:[0-9]{1,2}:[0-9]{2}|[0-9]{4})(?::[0-9]{2}(?:\.[0-9]+)?)(?![0-9:])
        | [0-9]{1,2}:[0-9]{2}(?![0-9:]))
    | (?P<dotted>[a-z](?:\.[a-z])+(?![a-z0-9]))
    | (?P<run>[a-z0-9]+(?:'[a-z]+)?)
    | (?P<mark>[^\ ])
    )""",
    re.VERBOSE,
)
_PIECE = re.compile(r"[0-9]+|[qh](?=fy)|[^0-9]+")
_ORDINAL = re.compile(r"([0-9]{1,2})(st|nd|rd|th)")
_DECADE = re.compile(r"[0-9]{4}'?s")
_GLUED_DAY = re.compile(rf"([0-9]{{1,2}})({'|'.join(MONTHS)})([0-9]{{4}})")
_ORDINAL_ENDINGS = {1: "st", 2: "nd", 3: "rd"}
_LOOKAHEAD = 8
_MAX_TOKENS = 40  # the longest that was ever said, a span of times with weekdays, has 32


class Token:
    """A word, number or mark of a phrase: its *kind*, its *text* in small letters, and where it stands."""

    __slots__ = ("end", "kind", "start", "text")

    def __init__(self, kind: Kind, text: str, start: int, end: int) -> None:
        self.kind = kind
        self.text = text
        self.start = start
        self.end = end


class Cursor:
    """A place in a phrase, and the day on which it was said."""

    __slots__ = ("announced", "at", "needs_announcement", "source", "tokens")

    def __init__(self, source: str, announced: date | None) -> None:
        self.source = source
        self.announced = announced
        self.tokens = _tokens(source)
        self.at = 0
        self.needs_announcement = False

    @property
    def here(self) -> Token:
        """The token to be read next."""
        return self.tokens[self.at]

    def ahead(self, count: int) -> Token:
        """Return the token *count* places on; there are always a few at the end that say so."""
        return self.tokens[self.at + count]

    def take(self, *texts: str) -> bool:
        """Go past the next token if it is one of *texts*, and tell whether it was."""
        if self.tokens[self.at].text in texts:
            self.at += 1
            return True
        return False

    def expect(self, text: str) -> None:
        """Go past *text*; `DateSyntaxError` if something else stands there."""
        if not self.take(text):
            raise self.unexpected(f"'{text}' is missing before {{}}")

    def take_phrase(self, phrases: Phrases[Meaning]) -> Meaning | None:
        """Go past the longest of *phrases* that stands here and return its meaning; None if none does."""
        for words, meaning in phrases.get(self.tokens[self.at].text, ()):
            if all(self.tokens[self.at + place].text == word for place, word in enumerate(words)):
                self.at += len(words)
                return meaning
        return None

    def refusal(self, why: str, *suggestions: str) -> DateSyntaxError:
        """Return the error that says *why* the phrase is refused, to be raised."""
        return DateSyntaxError(self.source, why, suggestions)

    def unexpected(self, why: str = "{} was not understood") -> DateSyntaxError:
        """Return the error that names the token that nothing can be made of, in place of {} in *why*."""
        if self.here.kind == "end":
            return self.refusal("something is missing at its end")
        if self.here.text in VAGUE:
            why = "{} names no date"
        if self.here.text == "'" or (self.here.kind == "number" and len(self.here.text) == 2):
            why = "a year has four digits"
        return self.refusal(why.format(self.piece(self.here)))

    def piece(self, token: Token) -> str:
        """Return *token* as it was written, in quotes."""
        return f"'{self.source[token.start : token.end]}'"


def phrases(meanings: Mapping[str, Meaning]) -> Phrases[Meaning]:
    """Return a table for `Cursor.take_phrase`: by first word, longest first."""
    table: Phrases[Meaning] = {}
    for phrase in sorted(meanings, key=len, reverse=True):
        words = tuple(phrase.split())
        table.setdefault(words[0], []).append((words, meanings[phrase]))
    return table


def _tokens(source: str) -> list[Token]:
    tokens: list[Token] = []
    text = source.lower().removesuffix(".").rstrip(" ")
    for found in _TOKEN.finditer(text):
        if len(tokens) > _MAX_TOKENS:
            raise DateSyntaxError(source, f"it has more than {_MAX_TOKENS} words and marks")
        kind = found.lastgroup
        start, end = found.span(kind or 0)
        cut = text[start:end]
        if kind == "run":
            tokens += _run(cut, start, end)
        elif kind == "mark":
            if cut == "." and tokens and tokens[-1].end == start and tokens[-1].text in ABBREVIATIONS:
                continue
            tokens.append(Token("mark", cut, start, end))
        elif kind == "dotted":
            tokens.append(Token("word", cut.replace(".", ""), start, end))
        else:
            tokens.append(Token("iso" if kind == "iso" else "time", cut.replace("h", ":"), start, end))
    stop = Token("end", "", len(source), len(source))
    return [*tokens, *([stop] * _LOOKAHEAD)]


def _run(text: str, start: int, end: int) -> list[Token]:
    if text.isdigit():
        return [Token("number", text, start, end)]
    if not text[0].isdigit() and not text[-1].isdigit():
        return [Token("word", text, start, end)]
    if _ORDINAL.fullmatch(text):
        return [Token("ordinal", text, start, end)]
    if _DECADE.fullmatch(text):
        return [Token("decade", text, start, end)]
    pieces = list(_PIECE.finditer(text))
    if _GLUED_DAY.fullmatch(text) or all(piece[0].isdigit() or piece[0] in GLUED for piece in pieces):
        return [
            Token(
                "number" if piece[0].isdigit() else "word",
                piece[0],
                start + piece.start(),
                start + piece.end(),
            )
            for piece in pieces
        ]
    return [Token("word", text, start, end)]


def ordinal(text: str) -> int:
    """Return the number of an ordinal such as 3rd; `ValueError` for one such as 3th."""
    number = int(text[:-2])
    ending = "th" if number in (11, 12, 13) else _ORDINAL_ENDINGS.get(number % 10, "th")
    if text[-2:] != ending:
        raise ValueError(f"it is {number}{ending}, not {text}")
    return number
