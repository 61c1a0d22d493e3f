"""An article as one run of text, so that a pattern scans it once, with the way back to the blocks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from itertools import accumulate

from factcheck.model import Article, Mark
from factcheck.records import dataclass

BREAK = "\n"
"""Stands between two blocks; no pattern of a check may cross it."""


@dataclass(frozen=True, slots=True)
class Flow:
    """The blocks of one article, joined, and where each begins."""

    article: int
    lang: str
    text: str
    blocks: tuple[int, ...]
    """Position in the article of each block that is joined here."""
    starts: tuple[int, ...]

    def mark(self, role: str, start: int, end: int) -> Mark:
        """The place from `start` to `end`, which must lie in one block."""
        index = bisect_right(self.starts, start) - 1
        first = self.starts[index]
        return Mark(role, self.article, self.blocks[index], start - first, end - first)

    def block_start(self, offset: int) -> int:
        """Where the block that holds the offset begins."""
        return self.starts[bisect_right(self.starts, offset) - 1]

    def block_end(self, offset: int) -> int:
        """Where the block that holds the offset ends."""
        index = bisect_right(self.starts, offset)
        return self.starts[index] - 1 if index < len(self.starts) else len(self.text)


def flows(articles: Sequence[Article], without: Collection[str] = ()) -> Iterator[Flow]:
    """The flow of each article, without the blocks of those kinds."""
    for number, article in enumerate(articles):
        kept = [(index, block.text) for index, block in enumerate(article.blocks) if block.kind not in without]
        if not kept:
            continue
        texts = [text for _, text in kept]
        starts = tuple(accumulate((len(text) + 1 for text in texts[:-1]), initial=0))
        yield Flow(number, article.lang, BREAK.join(texts), tuple(index for index, _ in kept), starts)
