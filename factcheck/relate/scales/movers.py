"""Who rose or fell most, and who comes next: up 3.6%, the largest rise, followed by 3.5%."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.model import Article, Relation
from factcheck.relate.context.cues import Cues, cues
from factcheck.relate.context.labels import RATES, Label

BESIDE = (12, 28)
"""How many characters before and behind the first figure say that it is the most, without and with spaces between words."""
FAR = (36, 80)
"""How many characters lie at most between the two."""


def movers(article: Article, labels: Sequence[Label]) -> Iterator[Relation]:
    """Each rate that is told to be the largest with the next one of its kind, where words say that it comes second."""
    cue = cues(article.lang, "movers")
    for first, second in zip(labels, labels[1:]):
        if _are_alike(first, second) and _are_told(article, first, second, cue):
            yield Relation("ranking", (("ahead", first.figure), ("behind", second.figure)), True, "stated")


def _are_alike(first: Label, second: Label) -> bool:
    """Whether both are rates that went the same way; the second may leave that out."""
    a, b = first.figure, second.figure
    is_one = a.block == b.block and a.kind == b.kind and a.kind in RATES and {a.hedge, b.hedge} == {"exact"}
    return is_one and first.direction != 0 and second.direction in (0, first.direction) and not (first.is_earlier or second.is_share)


def _are_told(article: Article, first: Label, second: Label, cue: Cues) -> bool:
    text, side = article.blocks[first.figure.block].text, BESIDE[cue.spaced]
    start, end = first.figure.end, second.figure.start
    if end - start > FAR[cue.spaced] or not (found := cue.next.search(text, start, end)):
        return False
    most = cue.most.search(text, max(0, first.figure.start - side), found.start())
    if most is None or most.start() > start + side or cue.apart.search(text, most.start(), end):
        return False
    return most.end() <= first.figure.start or cue.closes.match(text, most.end()) is not None  # else another one is said to be the most
