"""Decades of a century and of a life: the mid-1990s, the nineties, in her early 30s."""

from __future__ import annotations

from fractions import Fraction

from factcheck.interval import Interval
from factcheck.kept import compiled
from factcheck.languages.en.words import vocabulary
from factcheck.languages.reading import Found, made, undetermined
from factcheck.model import Quantity

TENS = r"(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)ies\b"
"""A decade in a word."""
_DECADE = compiled(rf"(?P<digits>[2-9]0)(?:['’]?s)\b|(?P<word>{TENS})")
_LIFE = compiled(r"\b(?:[Hh]is|[Hh]er|[Tt]heir|[Mm]y|[Oo]ur|[Yy]our|[Oo]ne's)\s(?:(?P<part>early|mid|middle|late)[\s-])?\Z")
_CENTURY = compiled(r"\b[Tt]he\s(?:(?:early|mid|late)[\s-])?\Z")
_YEARS = {None: (0, 9), "early": (0, 4), "mid": (3, 7), "middle": (3, 7), "late": (6, 9)}
"""From which to which year of ten a part of it lasts, as people say it."""
_WIDTH = 18


def decade(text: str, start: int) -> Found | None:
    """The decade at `start`: years of age behind her or their, a period behind the."""
    match = _DECADE.match(text, start)
    if match is None:
        return None
    first = int(match["digits"]) if match["digits"] else vocabulary().ones[f"{match['word'][:-3]}y"]
    if life := _LIFE.search(text, max(0, start - _WIDTH), start):
        return Found(_of_age(start, match.end(), first, life["part"]))
    if match["word"] and _CENTURY.search(text, max(0, start - _WIDTH), start):
        return Found(undetermined("period", start, match.end(), f"{first}s"))
    return None


def _of_age(start: int, end: int, first: int, part: str | None) -> Quantity:
    low, high = _YEARS[part]
    return made("age", start, end, None, Interval(Fraction(first + low), Fraction(first + high)), "years", "range")
