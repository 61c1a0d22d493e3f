"""From an article to its figures."""

from __future__ import annotations

from factcheck.languages import figures
from factcheck.model import Article, Quantity


def quantities(article: Article, index: int = 0) -> tuple[Quantity, ...]:
    """All figures of the article in reading order; `index` is its place in the run of articles."""
    read = figures(article.lang)
    return tuple(
        quantity for number, block in enumerate(article.blocks) for quantity in read(block.text, number, index)
    )
