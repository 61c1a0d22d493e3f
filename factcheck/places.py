"""From a place in an article to its place in the source: offsets, line and column."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

from factcheck.kept import compiled
from factcheck.model import Article, Mark, Span

_BREAK = compiled(r"\r\n|[\r\n]")


@lru_cache(maxsize=4)
def _lines(text: str) -> list[int]:
    """Where each line starts. The items of a feed share their source, so it is kept for a while."""
    return [0, *(match.end() for match in _BREAK.finditer(text))]


class Places:
    """Spans of a run of articles."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self._articles = articles

    def span(self, mark: Mark) -> Span:
        """The span of a mark."""
        article = self._articles[mark.article]
        block, document = article.blocks[mark.block], article.document
        start, end = block.source(mark.start, mark.end)
        line, column = self._place(mark.article, block.field, start)
        end_line, end_column = self._place(mark.article, block.field, end)
        return Span(
            role=mark.role,
            field="text" if block.path else block.field,
            start=start,
            end=end,
            text=document.fields[block.field][start:end],
            path=block.path or document.path,
            line=line,
            column=column,
            end_line=end_line,
            end_column=end_column,
            article=mark.article,
            block=mark.block,
            block_start=mark.start,
            block_end=mark.end,
            place=block.place,
        )

    def _place(self, article: int, field: str, offset: int) -> tuple[int, int]:
        """Line and column, both counted from 1."""
        document = self._articles[article].document
        starts = _lines(document.fields[field])
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1
