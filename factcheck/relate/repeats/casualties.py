"""How many died or were hurt, in the heading and below it: small numbers that no digits tell apart, but their noun does.

Where the text counts them once, and otherwise than the heading, one of the two is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.interval import Interval
from factcheck.kept import compiled
from factcheck.model import Article, Quantity, Relation
from factcheck.records import replace
from factcheck.relate.context.cues import Cues, cues
from factcheck.relate.context.labels import by_block

EARLY = 3
"""How many paragraphs below the heading the count is looked for."""
SIDE = 12
"""How many characters on either side of a count say what became of those counted."""


def casualties(article: Article, figures: Sequence[Quantity]) -> Iterator[Relation]:
    """Each such count of a heading with the only one of its kind below."""
    inside = by_block(figures)
    headings = [number for number, block in enumerate(article.blocks) if block.kind == "heading"]
    for heading, end in zip(headings, [*headings[1:], len(article.blocks)]):
        heads = [figure for figure in inside.get(heading, ()) if figure.hedge == "exact" and _is_counted(figure)]
        if heads:
            under = [figure for block in range(heading + 1, end) for figure in inside.get(block, ())]
            yield from _of_heading(article, heads, under, cues(article.lang, "casualties"))


def _of_heading(article: Article, heads: Sequence[Quantity], under: Sequence[Quantity], cue: Cues) -> Iterator[Relation]:
    below = [figure for figure in under if figure.block <= heads[0].block + EARLY and figure.hedge in ("exact", "atleast") and _is_counted(figure)]
    for kind in cue.table["kinds"]:
        own = [head for head in heads if _is_of(article, head, kind, cue)]
        told = [figure for figure in below if _is_of(article, figure, kind, cue)]
        if len(own) != 1 or len({figure.value for figure in told}) != 1 or any(figure.value == own[0].value for figure in under) or _is_open(article, told, cue):
            continue
        yield Relation("headline", (("headline", own[0]), ("body", _plainly(told[0]))), False, "headline")


def is_bare(article: Article, figure: Quantity) -> bool:
    """Whether it is a count of casualties without a unit, which only the words beside it tell apart from other numbers: 2死26伤."""
    cue = cues(article.lang, "casualties")
    return figure.kind == "number" and any(_is_of(article, figure, kind, cue) for kind in cue.table["kinds"])


def _is_counted(figure: Quantity) -> bool:
    return figure.kind in ("count", "number") and figure.value is not None and figure.value >= 1


def _plainly(figure: Quantity) -> Quantity:
    """The figure without "at least": a heading tells the same number."""
    return figure if figure.value is None else replace(figure, hedge="exact", interval=Interval.exactly(figure.value))


def _is_of(article: Article, figure: Quantity, kind: str, cue: Cues) -> bool:
    """Whether the words of a kind, such as dying, stand right behind or right before a count."""
    text = article.blocks[figure.block].text
    behind = cue.table["behind"].replace("{kind}", kind)
    before = cue.table["before"].replace("{kind}", kind)
    return compiled(behind).match(text, figure.end) is not None or compiled(before).search(text[max(0, figure.start - SIDE) : figure.start]) is not None


def _is_open(article: Article, told: Sequence[Quantity], cue: Cues) -> bool:
    """Whether a sentence says that it counts only some, or counts on."""
    return any(
        sentence.block == figure.block and sentence.start <= figure.start < sentence.end and cue.some.search(article.blocks[figure.block].text, sentence.start, sentence.end)
        for figure in told for sentence in article.sentences
    )  # fmt: skip
