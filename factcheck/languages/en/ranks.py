"""Ranks and ordinals: 8th, twenty-first, the fourth-largest, in tenth place, finished fifth."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

from factcheck.interval import Interval
from factcheck.kept import compiled
from factcheck.languages import data
from factcheck.languages.en.lexicon import PLACED, RANKED
from factcheck.languages.en.numerals import Numeral
from factcheck.languages.reading import made
from factcheck.model import Quantity

_WORD = compiled("[A-Za-z]+")
_RANK = compiled(RANKED)
_PLACE = compiled(r"\splace\b")
_PLACED = compiled(rf"{PLACED}(?=[A-Za-z])")
_IN_THE_PLACE = compiled(r"\bin\sthe\s\Z")
"""In the first place is a manner of speaking, in the tenth place a rank."""
_ENDING = compiled(r"(?:st|nd|rd|th)\b", re.IGNORECASE)
_HUNDREDS = compiled(r"\sand\s([a-z]+)\b(?!-|\s(?:half|quarter))")
"""The end of one hundred and fifth."""
_LAST = compiled(r"-((?:fir|fif|six|seven|eigh|nin|four|thi)(?:st|th|rd)|second)\b(?!-)")
"""The end of twenty-first."""


def in_word(text: str, start: int) -> Quantity | None:
    """The rank that is a word of its own at `start`: fourth in the fourth-largest."""
    word = _WORD.match(text, start)
    value = _ordinals().get(word.group().lower()) if word else None
    if word is None or value is None or not (_RANK.match(text, word.end()) or _is_place(text, word)):
        return None
    return _ordinal(start, word.end(), Fraction(value))


def _is_place(text: str, word: re.Match[str]) -> bool:
    """Whether an ordinal in a word is a rank: in tenth place, finished fifth."""
    if _PLACE.match(text, word.end()):
        return word.group() not in ("first", "second", "third") or not _IN_THE_PLACE.search(text, max(0, word.start() - 8), word.start())
    return _PLACED.match(text, word.start()) is not None


def behind(text: str, numeral: Numeral) -> Quantity | None:
    """The ordinal that the ending behind a number makes of it: 8th, twenty-first."""
    if numeral.is_word and numeral.value % 10 == 0 and (one := _LAST.match(text, numeral.end)):
        return _ordinal(numeral.start, one.end(), numeral.value + _ordinals()[one.group(1).lower()])
    if numeral.is_word and numeral.value % 100 == 0 and (one := _HUNDREDS.match(text, numeral.end)) and one.group(1) in _ordinals():
        return _ordinal(numeral.start, one.end(), numeral.value + _ordinals()[one.group(1)])
    ending = _ENDING.match(text, numeral.end)
    if ending and ending.group().lower() == _suffix(numeral.value):
        return _ordinal(numeral.start, ending.end(), numeral.value, numeral.step)
    return None


def _ordinal(start: int, end: int, value: Fraction, step: Fraction = Fraction(1)) -> Quantity:
    return made("ordinal", start, end, value, Interval.exactly(value), "", "exact", step)


def _suffix(value: Fraction) -> str:
    """The ending of an ordinal in digits: 8th, but 8st is a weight."""
    return "th" if 10 < value % 100 < 20 else {1: "st", 2: "nd", 3: "rd"}.get(int(value % 10), "th")


@lru_cache(maxsize=1)
def _ordinals() -> dict[str, int]:
    return {word: value for value, word in enumerate(data("en", "figures")["words"]["ordinals"], 1)}
