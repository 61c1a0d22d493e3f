"""Figures that leave out what the one before has: its million (to 467 mln from 190) or its unit (to 3.2 mln dlrs from 2.9 mln)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from factcheck.model import Article, Quantity
from factcheck.records import replace
from factcheck.relate.context.cues import cues
from factcheck.relate.context.near import number_text

LEAST = 1000
"""From how many on a word of magnitude counts."""
BACK = 3
"""How many figures back the one with the unit stands at most."""
HUNDRED = 100
"""What those for and against are no more than, in per cent."""
LIKE = 5
"""How many times as large as the other one of the two printed numbers is at most."""


def completed(article: Article, figures: Sequence[Quantity]) -> Sequence[Quantity]:
    """The figures, such bare numbers with the magnitude or unit that they share."""
    cue = cues(article.lang, "ellipsis")
    made: list[Quantity] = []
    for figure in figures:
        before = made[-1] if made else None
        if before is not None and before.block == figure.block and figure.kind == "number" and figure.value is not None:
            text = article.blocks[figure.block].text
            if cue.behind.match(text, figure.end):
                is_beside = cue.between.fullmatch(text, before.end, figure.start) is not None
                figure = (_with_magnitude(figure, before) if is_beside else None) or _with_unit(figure, made[-BACK - 1 :], text)
        elif before is not None and figure.kind == "percent" and _is_pair(article, before, figure):
            made[-1] = replace(before, kind=figure.kind, unit=figure.unit)
        made.append(figure)
    return made


def _is_pair(article: Article, first: Quantity, second: Quantity) -> bool:
    """Whether a number and a percentage are those for and against, the larger one first: 58 - 37 percent."""
    if first.kind != "number" or first.block != second.block or first.value is None or second.value is None or first.hedge != "exact":
        return False
    if not second.value < first.value <= HUNDRED - second.value:
        return False
    return cues(article.lang, "ellipsis").versus.fullmatch(article.blocks[first.block].text, first.end, second.start) is not None


def _with_magnitude(figure: Quantity, before: Quantity) -> Quantity | None:
    """The figure with the magnitude, or the sign of per cent, of the one right before it; None if it leaves out neither."""
    factor = _magnitude(before)
    if before.kind == "percent" and _is_like(before, figure, Fraction(1)):
        return replace(figure, kind=before.kind, unit=before.unit)
    if factor < LEAST or not _is_like(before, figure, factor) or figure.value is None:
        return None
    return replace(figure, value=figure.value * factor, interval=figure.interval.scaled(factor), step=figure.step * factor)


def _with_unit(figure: Quantity, before: Sequence[Quantity], text: str) -> Quantity:
    """The figure in the unit of the last amount before it that is printed with one, if it has a magnitude as well; no bracket tells its unit."""
    if _magnitude(figure) < LEAST:
        return figure
    for other in reversed(before):
        if other.block != figure.block or other.kind == "count":
            break
        between = text[other.end : figure.start]
        if between.count(")") > between.count("("):
            continue
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
