"""Figures that tie nothing: the numbers of paragraphs, and those of sentences that tell of a mistake, wrong on purpose."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.model import Article, Quantity
from factcheck.relate.cues import cues


def believed(article: Article, figures: Sequence[Quantity]) -> Sequence[Quantity]:
    """The figures of an article without such."""
    figures = [figure for figure in figures if not _is_number_of_paragraph(article, figure)]
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


def _is_number_of_paragraph(article: Article, figure: Quantity) -> bool:
    """Whether it stands at the very start and numbers what follows: 35. or 7、"""
    text = article.blocks[figure.block].text
    if figure.kind not in ("number", "count"):
        return False
    if figure.text.isdigit() and cues(article.lang, "corrections").enumerated.search(text[max(0, figure.start - 8) : figure.end + 2]):
        return True
    return cues(article.lang, "corrections").numbers.match(text, figure.end) is not None and not text[: figure.start].strip("( \uff08")
