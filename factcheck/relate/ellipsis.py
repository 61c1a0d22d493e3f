"""Figures that leave out what the one before has: its million (to 467 mln from 190) or its unit (to 3.2 mln dlrs from 2.9 mln)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from factcheck.model import Article, Quantity
from factcheck.records import replace
from factcheck.relate.cues import cues
from factcheck.relate.near import number_text

LEAST = 1000
"""From how many on a word of magnitude counts."""
BACK = 3
"""How many figures back the one with the unit stands at most."""
LIKE = 5
"""How many times as large as the other one of the two printed numbers is at most."""


def completed(article: Article, figures: Sequence[Quantity]) -> Sequence[Quantity]:
    """The figures, such bare numbers with the magnitude that they share."""
    cue = cues(article.lang, "ellipsis")
    made: list[Quantity] = []
    for figure in figures:
        before = made[-1] if made else None
        if before is not None and before.block == figure.block and figure.kind == "number" and figure.value is not None:
            factor = _magnitude(before)
            text = article.blocks[figure.block].text
            if (
                factor >= LEAST and _is_like(before, figure, factor)
                and cue.between.fullmatch(text, before.end, figure.start) and cue.behind.match(text, figure.end)
            ):  # fmt: skip
                figure = replace(figure, value=figure.value * factor, interval=figure.interval.scaled(factor), step=figure.step * factor)
            elif _magnitude(figure) >= LEAST and cue.behind.match(text, figure.end):
                figure = _with_unit(figure, made[-BACK:])
        made.append(figure)
    return made


def _with_unit(figure: Quantity, before: Sequence[Quantity]) -> Quantity:
    """The figure in the unit of the last amount before it that is printed with one."""
    for other in reversed(before):
        if other.block != figure.block or other.kind == "count":
            break
        if other.kind in ("money", "measure") and _magnitude(other) >= LEAST:
            return replace(figure, kind=other.kind, unit=other.unit)
    return figure


def _magnitude(figure: Quantity) -> Fraction:
    """How many times its printed number a figure is."""
    text = number_text(figure)
    if not text or figure.value is None or figure.kind not in ("money", "measure", "count", "number") or not Fraction(text):
        return Fraction(1)
    return figure.value / Fraction(text)


def _is_like(before: Quantity, figure: Quantity, factor: Fraction) -> bool:
    first, second = (before.value or Fraction(0)) / factor, figure.value or Fraction(0)
    return 0 < second < LEAST and first <= LIKE * second and second <= LIKE * first and number_text(figure) != ""
