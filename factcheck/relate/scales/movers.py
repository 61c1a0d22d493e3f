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
    """Each rate that is told to be the largest, with the next one of its kind where words say that it comes behind, and so on to the smallest."""
    cue = cues(article.lang, "movers")
    ranked: Label | None = None
    for first, second in zip(labels, labels[1:]):
        is_told = _are_alike(first, second) and (_goes_on(article, first, second, cue) if first is ranked else _are_told(article, first, second, cue))
        ranked = second if is_told else None
        if is_told:
            yield Relation("ranking", (("ahead", first.figure), ("behind", second.figure)), True, "stated")


def _are_alike(first: Label, second: Label) -> bool:
    """Whether both are rates that went the same way; the second may leave that out."""
    a, b = first.figure, second.figure
    is_one = a.block == b.block and a.kind == b.kind and a.kind in RATES and {a.hedge, b.hedge} == {"exact"}
    return is_one and first.direction != 0 and second.direction in (0, first.direction) and not (first.is_earlier or second.is_share)


def _goes_on(article: Article, first: Label, second: Label, cue: Cues) -> bool:
    """Whether nothing but a joint parts two of a list that is in order, or the second is told to be the smallest."""
    between = article.blocks[first.figure.block].text[first.figure.end : second.figure.start]
    return cue.joint.fullmatch(between) is not None or (len(between) <= FAR[cue.spaced] and cue.least.search(between) is not None)


def _are_told(article: Article, first: Label, second: Label, cue: Cues) -> bool:
    """Whether the first is told to be the largest, and the second to come next, to be large as well, or to be the smallest."""
    text, side = article.blocks[first.figure.block].text, BESIDE[cue.spaced]
    start, end = first.figure.end, second.figure.start
    if end - start > FAR[cue.spaced] or not (found := cue.next.search(text, start, end) or cue.least.search(text, start, end)):
        return False
    most = cue.most.search(text, max(0, first.figure.start - side), found.start())
    if most is None or most.start() > start + side or cue.apart.search(text, most.start(), end):
        return False
    return most.end() <= first.figure.start or cue.closes.match(text, most.end()) is not None  # else another one is said to be the most
