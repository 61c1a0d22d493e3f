"""cut-paragraph: a paragraph stops in mid-sentence and is not continued below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.model import Article, Mark, Observation, Quantity


def cut_paragraphs(
    articles: Sequence[Article], quantities: Sequence[Sequence[Quantity]]
) -> Iterator[Observation]:
    """One observation for each paragraph that breaks off; marks its last sentence as "cut"."""
    for number, article in enumerate(articles):
        if not any(block.cut for block in article.blocks):
            continue
        last = {sentence.block: sentence for sentence in article.sentences}
        for index, block in enumerate(article.blocks):
            if not block.cut:
                continue
            sentence = last.get(index)
            start, end = (sentence.start, sentence.end) if sentence else (0, len(block.text))
            yield Observation(
                "inconsistent",
                (Mark("cut", number, index, start, end),),
                {"ending": block.text[start:end].rstrip()[-20:]},
            )
