"""Figures that tie nothing: the numbers of paragraphs and of years, and those of sentences that tell of a mistake, wrong on purpose."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.model import Article, Quantity
from factcheck.relate.context.cues import cues

BESIDE = 8
"""How many characters before a number in brackets tell that it numbers something."""


def believed(article: Article, figures: Sequence[Quantity]) -> Sequence[Quantity]:
    """The figures of an article without such."""
    figures = [figure for figure in figures if not _is_only_a_number(article, figure)]
    mistake = cues(article.lang, "corrections").mistake
    told = {block for block in {figure.block for figure in figures} if mistake.search(article.blocks[block].text)}
    if not told:
        return figures
    spans = [
        (sentence.block, sentence.start, sentence.end)
        for sentence in article.sentences
        if sentence.block in told and mistake.search(article.blocks[sentence.block].text, sentence.start, sentence.end)
    ]
    return [figure for figure in figures if not any(block == figure.block and start <= figure.start < end for block, start, end in spans)]


def _is_only_a_number(article: Article, figure: Quantity) -> bool:
    """Whether it numbers what follows, at the very start (35.) or in brackets, or is one of several years: 1997、1998年."""
    text, cue = article.blocks[figure.block].text, cues(article.lang, "corrections")
    if figure.kind not in ("number", "count"):
        return False
    if figure.kind == "number" and cue.years.match(text, figure.start):
        return True
    if figure.text.isdigit() and cue.enumerated.search(text[max(0, figure.start - BESIDE) : figure.end + 2]):
        return True
    return cue.numbers.match(text, figure.end) is not None and not text[: figure.start].strip("( \uff08")
