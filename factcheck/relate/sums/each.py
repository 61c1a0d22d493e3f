"""Parts that several things have each: 科创板和北交所企业各1家 are two in all."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from factcheck.model import Article
from factcheck.records import replace
from factcheck.relate.context.cues import Cues, cues
from factcheck.relate.context.labels import Label

BACK = 40
"""How many characters before an amount name those that have it each."""


def together(article: Article, parts: Sequence[Label]) -> list[Label] | None:
    """The parts, those of each of several things as what these have together; None where it is not said how many they are."""
    cue = cues(article.lang, "each")
    found = [_of_all(article, part, cue) for part in parts]
    told = [part for part in found if part is not None]
    return told if len(told) == len(found) else None


def _of_all(article: Article, part: Label, cue: Cues) -> Label | None:
    figure = part.figure
    text = article.blocks[figure.block].text
    if cue.before.search(text, max(0, figure.start - BACK), figure.start) is None:
        return part
    named = cue.names.search(text, max(0, figure.start - BACK), figure.start)
    many = len(cue.joint.split(named["names"])) if named is not None else 1
    if many < 2 or figure.value is None:
        return None
    whole = replace(figure, value=figure.value * many, interval=figure.interval.scaled(Fraction(many)), step=figure.step * many, derived=f"{many} × {figure.text}")
    return replace(part, figure=whole)
