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
_WHEN = ("ordinal", "date", "period", "time")
FIGURE = "".join(CHARACTER[kind] for kind in KINDS if kind not in _WHEN)
"""All such characters but those that say when, for use inside [...]."""

SLOTS = {kind: (kind,) for kind in KINDS} | {
    "level": ("number", "count", "money", "measure", "duration"),
    "amount": ("count", "money", "measure", "duration"),
    "count": ("number", "count"),
    "share": ("percent",),
    "rate": ("percent", "multiple"),
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
    text: str, figures: Sequence[Quantity], aside: re.Pattern[str] | None = None, moves: re.Pattern[str] | None = None
) -> Masked:
    """`text` with its figures masked.

    aside: what may stand behind a figure and be left out. moves: words of
    movement, in groups named rise, fall, to_rise and to_fall.
    """
    pieces: list[str] = []
    places: list[int] = []
    length = position = 0
    for figure in figures:
        if figure.start < position:
            continue
        between = text[position : figure.start]
        pieces += (between, CHARACTER[figure.kind])
        length += len(between)
        places.append(length)
        length += 1
        position = figure.end
        if aside is not None and (found := aside.match(text, position)):
            position = found.end()
    pieces.append(text[position:])
    kept = tuple(figures) if len(places) == len(figures) else _kept(figures)
    plain = folded("".join(pieces))
    return Masked(moves.sub(_signs, plain) if moves else plain, plain, kept, tuple(places))


_SIGNS = {"rise": RISE, "fall": FALL, "to_rise": TO_RISE, "to_fall": TO_FALL}


def _signs(match: re.Match[str]) -> str:
    return _SIGNS[match.lastgroup or ""] * len(match.group())


def _kept(figures: Sequence[Quantity]) -> tuple[Quantity, ...]:
    kept: list[Quantity] = []
    for figure in figures:
        if not kept or figure.start >= kept[-1].end:
            kept.append(figure)
    return tuple(kept)
