"""Shares on either side of one threshold: 81% earn less than 6,000 yuan, 19% earn more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.model import Article, Quantity, Relation
from factcheck.relate.context.cues import cues
from factcheck.relate.context.labels import Label

SIDE = 40
"""How many characters behind a share its threshold stands."""
REACH = 2
"""How many sentences apart the two are told."""
_BELOW, _ABOVE = ("under", "atmost"), ("over", "atleast")


def thresholds(article: Article, labels: Sequence[Label]) -> Iterator[Relation]:
    """Each two shares that are told to lie below and above the same amount."""
    found = [(share, limit.figure) for share, limit in zip(labels, labels[1:]) if _is_of(article, share, limit)]
    for number, (share, limit) in enumerate(found):
        for other, same in found[number + 1 :]:
            if other.sentence - share.sentence <= REACH and limit.value == same.value and limit.unit == same.unit and _are_opposite(limit, same):
                roles = (("shares", share.figure), ("shares", other.figure))
                choice = f"threshold {share.figure.block}:{share.figure.start}"
                yield Relation("shares", roles, False, "nearby", holds="sum(shares) = 100%", choice=choice)


def _is_of(article: Article, share: Label, limit: Label) -> bool:
    """Whether an amount with "less than" or "more than" right behind a share tells of whom it is one."""
    a, b = share.figure, limit.figure
    if a.kind != "percent" or a.hedge != "exact" or share.direction or share.sentence != limit.sentence or b.kind not in ("money", "age", "duration", "measure") or b.hedge not in (*_BELOW, *_ABOVE):
        return False
    text = article.blocks[a.block].text
    return 0 <= b.start - a.end <= SIDE and cues(article.lang, "thresholds").who.search(text, a.end, b.start) is not None


def _are_opposite(first: Quantity, second: Quantity) -> bool:
    return {first.hedge in _BELOW, second.hedge in _BELOW} == {True, False}
