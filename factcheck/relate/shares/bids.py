"""A bid for the shares that the bidder does not hold yet: at 4.00 a share it values all at 248.5m, 1.91m are held, 96.93% are not.

The value of all divided by the price of one is how many shares there are.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from factcheck.interval import Interval
from factcheck.model import Quantity, Relation
from factcheck.printing import printed_like
from factcheck.records import replace
from factcheck.relate.context.cues import Cues, cues
from factcheck.relate.context.labels import Label
from factcheck.relate.context.reading import Read
from factcheck.relate.sums.products import place_of

SIDE = 48
"""How many characters before a figure say what it is."""


def bids(one: Read) -> Iterator[Relation]:
    """The share that is not held yet, with the shares held and all that there are, if one of each is told."""
    cue = cues(one.article.lang, "bids")
    if not any(cue.hint.search(block.text) for block in one.article.blocks):
        return
    found: dict[str, list[Quantity]] = {"price": [], "value": [], "held": [], "rest": []}
    for label in one.labels:
        name = _name(one, label, cue)
        if name and label.figure.value and all(label.figure.value != other.value for other in found[name]):
            found[name].append(label.figure)
    if any(len(figures) != 1 for figures in found.values()):
        return
    price, value, held, rest = (figures[0] for figures in found.values())
    if price.unit == value.unit and (price.value or 0) < (value.value or 0):
        roles = (("part", held), ("whole", _all(price, value, held)), ("share", rest))
        yield Relation("remainder", roles, False, "nearby", choice=f"bid {place_of(rest)}")


def _name(one: Read, label: Label, cue: Cues) -> str:
    """Which of the four a figure is by the words beside it; empty if none."""
    figure = label.figure
    text = one.article.blocks[figure.block].text
    before = text[max(0, figure.start - SIDE) : figure.start]
    if figure.kind == "money" and (cue.price_before.search(before) or cue.price_behind.match(text, figure.end)):
        return "price"
    if figure.kind == "money" and cue.value_before.search(before):
        return "value"
    if figure.kind == "percent" and (cue.rest_before.search(before) or cue.rest_behind.match(text, figure.end)):
        return "rest"
    return "held" if figure.kind in ("count", "number") and cue.held_before.search(before) and cue.held_behind.search(f"{figure.unit}{text[figure.end : figure.end + SIDE]}") else ""


def _all(price: Quantity, value: Quantity, held: Quantity) -> Quantity:
    """All the shares that there are, which the text does not print."""
    number = (value.value or Fraction(0)) / (price.value or Fraction(1))
    reach = number * ((value.step / 2) / (value.value or Fraction(1)) + (price.step / 2) / (price.value or Fraction(1)))
    return replace(
        held, start=value.start, end=value.end, block=value.block, text=printed_like(held, number), value=number, hedge="exact",
        interval=Interval(number - reach, number + reach), derived=f"{value.text} ÷ {price.text}",
    )  # fmt: skip
