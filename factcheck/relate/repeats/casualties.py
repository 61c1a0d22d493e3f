"""How many died or were hurt, in the heading and below it: small numbers that no digits tell apart, but their noun does.

Where the text counts them once, and otherwise than the heading, one of the two is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.kept import compiled
from factcheck.model import Article, Quantity, Relation
from factcheck.relate.context.cues import Cues, cues

EARLY = 3
"""How many paragraphs below the heading the count is looked for."""
SIDE = 12
"""How many characters on either side of a count say what became of those counted."""


def casualties(article: Article, figures: Sequence[Quantity]) -> Iterator[Relation]:
    """Each such count of the heading with the only one of its kind below."""
    heads = [figure for figure in figures if article.blocks[figure.block].kind == "heading" and _is_counted(figure)]
    if not heads:
        return
    cue, last = cues(article.lang, "casualties"), heads[-1].block
    below = [figure for figure in figures if last < figure.block <= last + EARLY and _is_counted(figure)]
    for kind in cue.table["kinds"]:
        own = [head for head in heads if _is_of(article, head, kind, cue)]
        told = [figure for figure in below if _is_of(article, figure, kind, cue)]
        if len(own) != 1 or len({figure.value for figure in told}) != 1 or _is_told(own[0], figures) or _is_open(article, told, cue):
            continue
        yield Relation("headline", (("headline", own[0]), ("body", told[0])), False, "headline")


def _is_counted(figure: Quantity) -> bool:
    return figure.kind in ("count", "number") and figure.hedge == "exact" and figure.value is not None and figure.value >= 1


def _is_of(article: Article, figure: Quantity, kind: str, cue: Cues) -> bool:
    """Whether the words of a kind, such as dying, stand right behind or right before a count."""
    text = article.blocks[figure.block].text
    behind = cue.table["behind"].replace("{kind}", kind)
    before = cue.table["before"].replace("{kind}", kind)
    return compiled(behind).match(text, figure.end) is not None or compiled(before).search(text[max(0, figure.start - SIDE) : figure.start]) is not None


def _is_told(head: Quantity, figures: Sequence[Quantity]) -> bool:
    """Whether the number of the heading is told below, of whatever."""
    return any(figure.block > head.block and figure.value == head.value for figure in figures)


def _is_open(article: Article, told: Sequence[Quantity], cue: Cues) -> bool:
    """Whether a text says that it counts only some, or counts on."""
    return any(cue.some.search(article.blocks[figure.block].text) for figure in told)
