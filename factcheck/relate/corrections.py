"""Sentences that tell of a mistake, such as a correction: their figures are wrong on purpose and tie nothing."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.model import Article, Quantity
from factcheck.relate.cues import cues


def believed(article: Article, figures: Sequence[Quantity]) -> Sequence[Quantity]:
    """The figures of an article without those of such sentences."""
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
