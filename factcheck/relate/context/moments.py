"""Numbers of years, months or days that only say when: 五年前."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.model import Article, Quantity
from factcheck.records import replace
from factcheck.relate.context.cues import cues


def moments(article: Article, figures: Sequence[Quantity]) -> Sequence[Quantity]:
    """The figures of an article, such numbers as times, which no amount is compared with."""
    ago = cues(article.lang, "moments").ago
    return [
        replace(figure, kind="period") if figure.kind == "duration" and ago.match(article.blocks[figure.block].text, figure.end) else figure
        for figure in figures
    ]
