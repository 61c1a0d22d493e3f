"""Numbers of a heading that are names, ordinals or dates, with the same name below: a code, a month, the 138th fair."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import log2

from factcheck.interval import Interval
from factcheck.joining import layout
from factcheck.kept import compiled
from factcheck.model import Article, Quantity
from factcheck.relate.context.cues import Cues, cues
from factcheck.relate.context.evidence import Surroundings, rareness
from factcheck.relate.context.near import one_slip

_NOUN = compiled(r"(?:st|nd|rd|th)?[ -]?([A-Za-z]{2,})")
"""The word behind a number or rank."""

ENOUGH = 0.0
"""From how many bits on the two are taken for one name."""
YEARS = 1.0
"""How much it says that two years are a slip apart, of different tens of years."""
WORDS = 3.0
"""From how many bits of common words on long numbers need no common word right beside them."""
_NUMBER = compiled(r"\d[\d,]*(?:\.\d+)?")
_YEAR = compiled(r"(?:19|20)\d\d\Z")
_CODE = compiled(r"(?<![A-Za-z])([A-Z]{1,3})-?\Z")
"""The letters that a code begins with."""
_SIDE, _BEHIND = 12, 16
"""How many characters before, and behind, such a number are looked at."""


def names(
    article: Article, heading: int, below: Sequence[int], covered: Sequence[Quantity], around: Surroundings
) -> Iterator[tuple[Quantity, Quantity]]:
    """Each number outside the `covered` figures that is not printed below, with the likeliest slip of it there."""
    found = [
        match for match in _NUMBER.finditer(article.blocks[heading].text)
        if not any(figure.start <= match.start() < figure.end for figure in covered) and not _is_of_dateline(article, heading, match)
    ]  # fmt: skip
    if not found:
        return
    printed = [
        (number, match) for number in below for match in _NUMBER.finditer(article.blocks[number].text)
        if not _is_of_dateline(article, number, match)
    ]  # fmt: skip
    known = {match.group() for _, match in printed}
    for match in found:
        if match.group() in known:
            continue
        name = _as_number(article, heading, match)
        near = [_as_number(article, number, other) for number, other in printed if _is_slip(match.group(), other.group())]
        like = [
            figure for figure in near
            if _is_name_of(article, name, figure, around) or (len(name.text) > 3 and around.shared(name, figure) >= WORDS)
        ]  # fmt: skip
        best = max(((_weight(name, figure, around), figure) for figure in like), key=lambda scored: scored[0], default=None)
        if best is not None and best[0] - log2(len(like)) >= ENOUGH:
            yield name, best[1]


def is_event(article: Article, figure: Quantity) -> bool:
    """Whether a distance is the name of a race: the men's 800m, 男子100米决赛."""
    if figure.kind != "measure":
        return False
    text, cue = article.blocks[figure.block].text, cues(article.lang, "names")
    is_behind = cue.event_behind.match(text, figure.end) is not None
    return is_behind or cue.event_before.search(text, max(0, figure.start - _SIDE), figure.start) is not None


def _is_of_dateline(article: Article, block: int, match: re.Match[str]) -> bool:
    """Whether a number is the day on which a story was filed."""
    dateline = layout(article.lang).dateline.match(article.blocks[block].text)
    return dateline is not None and match.start() < dateline.end()


def _weight(name: Quantity, figure: Quantity, around: Surroundings) -> float:
    """How much speaks for two numbers being one name; that two years are a slip apart says little."""
    bits = YEARS if _YEAR.match(name.text) else rareness(name, figure) or 0.0
    return bits + around.shared(name, figure)


def _is_slip(first: str, second: str) -> bool:
    """Whether two numbers of the same length are one slip apart; another year of the same ten is rarely a slip."""
    if len(first) != len(second) or not one_slip(first, second):
        return False
    return not (_YEAR.match(first) and _YEAR.match(second) and first[:3] == second[:3])


def _is_name_of(article: Article, first: Quantity, second: Quantity, around: Surroundings) -> bool:
    """Whether two numbers stand beside the same word, behind the letters of one code, or beside words that count the same: a 25th anniversary, 25 years."""
    text, other, cue = article.blocks[first.block].text, article.blocks[second.block].text, cues(article.lang, "names")
    if around.words.day.match(text, first.end) and not around.shared(first, second):
        return False  # of two months or days each has the same word behind it
    behind = _beside(text[first.end : first.end + _BEHIND], cue), _beside(other[second.end : second.end + _BEHIND], cue)
    sides = text[max(0, first.start - _SIDE) : first.start], other[max(0, second.start - _SIDE) : second.start]
    before = [_beside(side[::-1], cue) for side in sides]
    letters = [found.group(1) if (found := _CODE.search(side)) is not None else "" for side in sides]
    if any(one == two and len(one) >= least for (one, two), least in ((behind, 1), (before, 2), (letters, 1))):
        return True
    same = [cue.table["same"].get(word, word) for word in behind]
    return bool(same[0]) and same[0] == same[1] and not (first.text.endswith("0") or second.text.endswith("0"))  # decades are many


def _beside(text: str, cue: Cues) -> str:
    """The word, or the character, that touches the number."""
    if not cue.spaced:
        return text[:1] if text[:1].isalnum() and not text[:1].isdigit() else ""
    found = _NOUN.match(text)
    return found.group(1).lower().rstrip("s") if found else ""


def _as_number(article: Article, block: int, match: re.Match[str]) -> Quantity:
    value = Fraction(match.group().replace(",", ""))
    return Quantity("number", match.group(), block, match.start(), match.end(), value, Interval.exactly(value), "")
