"""The share that several amounts have together, which were told one by one before: 三者合计占进出口总值的43.3%."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.model import Article, Quantity, Relation
from factcheck.relate.context.cues import cues
from factcheck.relate.context.labels import Label
from factcheck.relate.context.wholes import Wholes
from factcheck.relate.sentences.wordings import alike
from factcheck.relate.shares.grouped import joined
from factcheck.relate.sums.products import place_of

SIDE = 60
"""How many characters before a share say of how many amounts, and of what whole, it is."""


def together(article: Article, labels: Sequence[Label], wholes: Wholes, number: int) -> Iterator[Relation]:
    """Each such share with the sum of as many amounts of the sentence before it; `number` is the position of the article."""
    cue = cues(article.lang, "together")
    for place, label in enumerate(labels):
        share = label.figure
        if share.kind != "percent" or label.direction or share.hedge != "exact":
            continue
        text = article.blocks[share.block].text
        if (found := cue.several.search(text, max(0, share.start - SIDE), share.start)) is None:
            continue
        named = found if "whole" in found.re.groupindex else cue.whole.match(text, share.end)
        if named is None:
            continue
        name = named["whole"].strip()
        many = cue.table["counts"][found["count"].lower()]
        whole = wholes.named(name, number, share)
        parts = _before(article, labels[:place], found.start(), cue.table["stop"])
        if whole is not None and len(parts) == many and whole not in parts and alike([*parts, whole], article.lang):
            roles = (("part", joined(parts)), ("whole", whole), ("share", share))
            yield Relation("share", roles, True, "named-whole", details={"whole.label": name}, choice=place_of(share))


def _before(article: Article, labels: Sequence[Label], end: int, stop: str) -> list[Quantity]:
    """The amounts of one unit in the sentence that ends before `end`, or in that one where it begins there."""
    if not labels:
        return []
    block = labels[-1].figure.block
    text = article.blocks[block].text
    own = text.rfind(stop, 0, end) + 1
    starts = (own, text.rfind(stop, 0, max(0, own - 1)) + 1)
    for start in starts:
        inside = [label for label in labels if label.figure.block == block and start <= label.figure.start < end and label.is_level]
        found = [label.figure for label in inside if not label.direction and not label.is_earlier and label.figure.hedge == "exact"]
        if found:
            unit = found[-1].unit
            return [figure for figure in found if figure.unit == unit]
    return []
