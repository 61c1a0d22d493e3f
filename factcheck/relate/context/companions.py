"""What stands along with a figure: the same amount converted, the level that it rose to, the part that it is a share of.

Where one fact is told twice, at most one of these was mistyped; two figures whose
companions differ as well tell of two facts: $799 (£425) and $399 (£211).
"""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.model import Article, Quantity
from factcheck.relate.context.cues import cues
from factcheck.relate.context.labels import LEVELS

FAR = 30
"""How many characters stand between two companions at most."""


def have_others(first: Quantity, second: Quantity, article: Article, blocks: dict[int, list[Quantity]]) -> bool:
    """Whether companions on one side of two figures are of one kind and unit, and do not agree.

    blocks: the figures of the article by the block that they stand in.
    """
    for side in (-1, 1):
        one, other = (_companion(figure, side, article, blocks) for figure in (first, second))
        if one is not None and other is not None and (one.kind, one.unit) == (other.kind, other.unit) and not one.interval.meets(other.interval):
            return True
    return False


def _companion(figure: Quantity, side: int, article: Article, blocks: dict[int, list[Quantity]]) -> Quantity | None:
    """The next amount before (-1) or behind (1) a figure, if the words between tie the two."""
    inside: Sequence[Quantity] = [other for other in blocks.get(figure.block, ()) if other.kind in LEVELS or other is figure]
    place = next((number for number, other in enumerate(inside) if other.start == figure.start), -1)
    if place < 0 or not 0 <= place + side < len(inside):
        return None
    other = inside[place + side]
    before, behind = (other, figure) if side < 0 else (figure, other)
    if behind.start - before.end > FAR:
        return None
    text = article.blocks[figure.block].text
    return other if cues(article.lang, "companions").joint.fullmatch(text, before.end, behind.start) else None
