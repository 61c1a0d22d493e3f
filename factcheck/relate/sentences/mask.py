"""A block in which each figure is one character, so that wordings are ordinary patterns.

Every kind of figure has its own control character. A wording such as
"from {old:level} to {new:level}" becomes a regular expression over such text.
Full-width punctuation is folded to control characters too: a character class
within the first 256 compiles and matches ten times as fast. Words of movement
become runs of two signs, one for a rise and one for a fall, of the same length.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from factcheck.model import Quantity
from factcheck.records import dataclass

KINDS = (
    "number", "count", "money", "percent", "point", "multiple", "measure", "duration",
    "age", "ordinal", "date", "period", "time", "score",
)  # fmt: skip
_FIRST = 0x90
RISE, FALL, TO_RISE, TO_FALL = "\x8c", "\x8d", "\x8e", "\x8f"
"""Signs for each character of a word of movement: rose, fell, rose to, fell to."""
CHARACTER = {kind: chr(_FIRST + number) for number, kind in enumerate(KINDS)}
_FOLDED = str.maketrans({mark: chr(0x80 + number) for number, mark in enumerate("，。；：！？（）、“”《》")})
_CONVERTED = ("money", "measure")
BRACKET = 48
"""How long a bracket may be that tells an amount in other units."""
_WHEN = ("ordinal", "date", "period", "time")
FIGURE = "".join(CHARACTER[kind] for kind in KINDS if kind not in _WHEN)
"""All such characters but those that say when, for use inside [...]."""

SLOTS = {kind: (kind,) for kind in KINDS} | {
    "level": ("number", "count", "money", "measure", "duration"),
    "amount": ("count", "money", "measure", "duration"),
    "count": ("number", "count"),
    "share": ("percent",),
    "rate": ("percent", "multiple"),
    "points": ("point", "count", "number"),
    "difference": ("number", "count", "money", "measure", "point"),
    "figure": ("number", "count", "money", "measure", "duration", "percent"),
    "when": ("date", "period"),
}
"""What a slot of a wording may hold, by the name behind its colon."""


@dataclass(frozen=True, slots=True)
class Masked:
    """A block's masked text, its figures in order and where each stands in the masked text."""

    text: str
    plain: str
    """The same with its words of movement readable."""
    figures: tuple[Quantity, ...]
    places: tuple[int, ...]

    def within(self, start: int, end: int) -> tuple[Quantity, ...]:
        """The figures from `start` to `end` of the masked text."""
        return self.figures[bisect_left(self.places, start) : bisect_right(self.places, end - 1)]

    def order(self, start: int, end: int) -> str:
        """The signs of the figures from `start` to `end`, one behind the other, but for those that say when."""
        signs = [self.text[place] for place in self.places[bisect_left(self.places, start) : bisect_right(self.places, end - 1)]]
        return "".join([sign for sign in signs if sign in FIGURE])

    def before(self, place: int) -> int:
        """How many figures stand before this place of the masked text."""
        return bisect_left(self.places, place)


def joined(first: Masked, second: Masked) -> Masked:
    """Two blocks as if they were one."""
    shift = len(first.text) + 1
    return Masked(
        f"{first.text} {second.text}",
        f"{first.plain} {second.plain}",
        first.figures + second.figures,
        first.places + tuple(place + shift for place in second.places),
    )


def folded(text: str) -> str:
    """A text or pattern with its full-width punctuation as masked texts have it."""
    return text.translate(_FOLDED)


def slot(kind: str) -> str:
    """The character class of a slot."""
    return "[" + "".join(CHARACTER[name] for name in SLOTS[kind]) + "]"


def mask(
    text: str, figures: Sequence[Quantity], aside: re.Pattern[str] | None = None, moves: re.Pattern[str] | None = None, is_tight: bool = False
) -> Masked:
    """`text` with its figures masked.

    aside: what may stand behind a figure and be left out. moves: words of
    movement, in groups named rise, fall, to_rise and to_fall. is_tight: leave
    out the spaces on either side of a figure, as a language without spaces does.
    """
    pieces: list[str] = []
    places: list[int] = []
    kept: list[Quantity] = []
    length = position = 0
    for number, figure in enumerate(figures):
        if figure.start < position:
            continue
        between = text[position : figure.start].strip(" ") if is_tight else text[position : figure.start]
        pieces += (between, CHARACTER["period" if figure.is_attribute else figure.kind])
        length += len(between)
        places.append(length)
        kept.append(figure)
        length += 1
        position = _behind_bracket(text, figures, number)
        if aside is not None and (found := aside.match(text, position)):
            position = found.end()
    pieces.append(text[position:].lstrip(" ") if is_tight else text[position:])
    plain = folded("".join(pieces))
    return Masked(_moved(plain, moves) if moves else plain, plain, tuple(kept), tuple(places))


def _behind_bracket(text: str, figures: Sequence[Quantity], number: int) -> int:
    """Where a figure ends, with a bracket behind it that only tells the same in other units: $186m (£98m; 143m euros)."""
    figure = figures[number]
    end = figure.end
    if figure.kind not in _CONVERTED or text[end : end + 1] not in " (（" or text[end : end + 2].strip()[:1] not in ("(", "（"):
        return end
    close = next((place for place in range(end + 2, min(len(text), end + BRACKET)) if text[place] in ")）"), -1)
    inside = []
    for other in figures[number + 1 :]:
        if other.start >= close:
            break
        inside.append(other)
    told = all(other.kind == figure.kind and other.unit not in ("", figure.unit) for other in inside)
    rest = close - end - sum(other.end - other.start for other in inside)
    return close + 1 if inside and told and rest <= BRACKET // 2 else end


_SIGNS = {"rise": RISE, "fall": FALL, "to_rise": TO_RISE, "to_fall": TO_FALL}


def _moved(plain: str, moves: re.Pattern[str]) -> str:
    """The text with its words of movement as signs, but for one that another governs: revised down the gain, cut its growth forecast."""
    last = -1

    def signs(match: re.Match[str]) -> str:
        nonlocal last
        article = match.groupdict().get("article") or ""
        is_governed, last = article != "" and last == match.start() - 1, match.end()
        word = match.group()[len(article) :]
        return article + (word if is_governed else _SIGNS[match.lastgroup or ""] * len(word))

    return moves.sub(signs, plain)
