"""What was bought at prices between two limits: 26.4万元 for 12万股 at 2.18 to 2.23元 a share.

The amount by the quantity is an average price, which lies between the lowest and
the highest one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from factcheck.interval import Interval
from factcheck.model import Article, Quantity, Relation
from factcheck.records import replace
from factcheck.relate.context.cues import Cues, cues
from factcheck.relate.context.labels import Label
from factcheck.relate.sums.products import SIDE, is_amount, is_quantity, place_of

FEES = Fraction(1, 500)
"""What share of an amount fees may add, or leave out."""


def limits(article: Article, labels: Sequence[Label]) -> Iterator[Relation]:
    """Each pair of a lowest and a highest price, or range of prices, with the one quantity and the one amount of its sentence."""
    cue = cues(article.lang, "limits")
    blocks = {number for number, block in enumerate(article.blocks) if cue.hint.search(block.text)}
    by_sentence: dict[tuple[int, int], list[Label]] = {}
    for label in labels:
        if label.figure.block in blocks and label.is_level:
            text, stop = article.blocks[label.figure.block].text, cue.table["stop"]
            by_sentence.setdefault((label.figure.block, text.rfind(stop, 0, label.figure.start)), []).append(label)
    for inside in by_sentence.values():
        yield from _bought(article, inside, cue)


def _bought(article: Article, inside: Sequence[Label], cue: Cues) -> Iterator[Relation]:
    price = _between(article, inside, cue)
    if price is None:
        return
    goods, money = cues(article.lang, "products"), replace(inside[0], figure=price)
    others = [label for label in inside if label.figure.hedge in ("exact", "about") and not label.is_earlier]
    quantities = [label for label in others if is_quantity(article, money, label, "", goods) and label.figure.kind == "count"]
    amounts = [label for label in others if is_amount(article, money, label, goods)]
    if len(quantities) == len(amounts) == 1:
        roles = (("price", price), ("quantity", quantities[0].figure), ("amount", amounts[0].figure))
        yield Relation("product", roles, True, "stated", choice=f"limits {place_of(price)}")


def _between(article: Article, inside: Sequence[Label], cue: Cues) -> Quantity | None:
    """The one stretch of prices of a sentence, in its money alone."""
    found: list[Quantity] = []
    lowest, highest = [], []
    for label in inside:
        figure = label.figure
        before = article.blocks[figure.block].text[max(0, figure.start - SIDE) : figure.start]
        if figure.kind != "money":
            continue
        if figure.hedge == "range" and cue.price.search(before):
            found.append(_stretch(figure, figure.interval.low, figure.interval.high, figure.text))
        elif cue.lowest.search(before):
            lowest.append(figure)
        elif cue.highest.search(before):
            highest.append(figure)
    if len(lowest) == len(highest) == 1 and (lowest[0].value or 0) <= (highest[0].value or 0):
        found.append(_stretch(lowest[0], lowest[0].value, highest[0].value, f"{lowest[0].text}—{highest[0].text}"))
    return found[0] if len(found) == 1 and not (lowest and len(lowest) != len(highest)) else None


def _stretch(figure: Quantity, low: Fraction | None, high: Fraction | None, text: str) -> Quantity:
    if low is None or high is None:
        return figure
    interval = Interval(low * (1 - FEES), high * (1 + FEES))
    return replace(figure, text=text, value=None, hedge="range", interval=interval, unit=figure.unit.partition("/")[0])
