"""Sizes, prices and unit prices told as ranges: flats of 60 to 90 square metres at 300,000 to 420,000, or 4,500 to 5,100 a square metre.

Even the smallest costs the lowest price at least, so that at the highest unit
price it comes to as much; and the largest at the lowest unit price to no more
than the highest price.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from factcheck.model import Article, Quantity, Relation
from factcheck.relate.context.cues import Cues, cues
from factcheck.relate.context.labels import Label
from factcheck.relate.scales.ends import ends_of
from factcheck.relate.sums.products import place_of, plain

BEFORE = 10
"""How many characters before a range say what it is of."""


def price_ranges(article: Article, labels: Sequence[Label]) -> Iterator[Relation]:
    """Of each sentence with one range of each, what they leave each other."""
    cue = cues(article.lang, "price_ranges")
    ranges: dict[int, list[Quantity]] = defaultdict(list)
    for label in labels:
        if label.figure.hedge == "range" and label.figure.kind in ("money", "measure", "count"):
            ranges[label.sentence].append(label.figure)
    for found in ranges.values():
        named = {name: figure for figure in found if (name := _name(article.blocks[figure.block].text, figure, cue))}
        if len(found) == len(named) == 3:
            yield from _tied(article, named)


def _name(text: str, figure: Quantity, cue: Cues) -> str:
    """What a range is of, as a role; empty if the words beside it do not say."""
    before = text[max(0, figure.start - BEFORE) : figure.start]
    if figure.kind != "money":
        return "quantity" if figure.kind == "measure" or cue.size_before.search(before) else ""
    if "/" in figure.unit or cue.unit_before.search(before) or cue.unit_behind.match(text, figure.end):
        return "price"
    return "amount"


def _tied(article: Article, named: dict[str, Quantity]) -> Iterator[Relation]:
    ends = {name: ends_of(article, figure) for name, figure in named.items()}
    if not all(len(found) == 2 for found in ends.values()):
        return
    (cheap, dear), (small, large), (least, most) = (ends[name] for name in ("price", "quantity", "amount"))
    for price, quantity, amount, sign in ((dear, small, least, "≥"), (cheap, large, most, "≤")):
        roles = (("price", plain(price)), ("quantity", quantity), ("amount", amount))
        yield Relation("product", roles, True, "price-ranges", holds=f"price * quantity {sign} amount", choice=f"range {place_of(price)}")
