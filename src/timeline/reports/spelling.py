"""Names that are probably one name, spelled in two ways."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from timeline.reports.naming import fold

_SHORTEST_WORD = 5
"""Shorter words that differ in a letter are different words: Vega and Vela, 2.1a and 2.1b."""


def alike(names: Iterable[str]) -> dict[str, str]:
    """Return the better spelling of every name that looks like a misspelled one: the more frequent one.

    Names are alike if they differ in capitals, accents, punctuation and blanks only, or in one letter of one
    long word. Numbers and short words make a difference: Ariane 5 is not Ariane 6.
    """
    counts = Counter(names)
    groups: dict[object, list[str]] = {}
    for name in counts:
        for signature in _signatures(name):
            groups.setdefault(signature, []).append(name)
    better: dict[str, str] = {}
    for group in groups.values():
        # Of two that are equally frequent the one that came first is right.
        best = max(group, key=lambda name: counts[name])
        for name in group:
            if name != best and _near(name, best):
                better.setdefault(name, best)
    return {name: best for name, best in better.items() if best not in better}


def _signatures(name: str) -> Iterator[object]:
    """Yield what names that are alike have in common: the letters, with one of a long word left out."""
    folded = fold(name)
    yield folded.replace(" ", "")
    words = folded.split()
    for number, word in enumerate(words):
        if _is_long(word):
            around = (*words[:number], "", *words[number + 1 :])
            yield (*around, word)
            for left_out in {word[:i] + word[i + 1 :] for i in range(len(word))}:
                yield (*around, left_out)


def _near(first: str, second: str) -> bool:
    one, other = fold(first), fold(second)
    if one.replace(" ", "") == other.replace(" ", ""):
        return True
    # They share a signature, so that only one word differs, and it is a long one.
    pairs = ((a, b) for a, b in zip(one.split(), other.split(), strict=True) if a != b)
    return all(_one_letter_apart(a, b) for a, b in pairs)


def _is_long(word: str) -> bool:
    return len(word) >= _SHORTEST_WORD and word.isalpha()


def _one_letter_apart(first: str, second: str) -> bool:
    """Tell whether one letter was left out, added, changed, or swapped with its neighbour."""
    start = 0
    while start < min(len(first), len(second)) and first[start] == second[start]:
        start += 1
    one, other = first[start:], second[start:]
    if len(one) == len(other):
        return one[1:] == other[1:] or (one[:2] == other[1::-1] and one[2:] == other[2:])
    shorter, longer = sorted((one, other), key=len)
    return shorter == longer[1:]
