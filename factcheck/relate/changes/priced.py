"""The growth of an amount beside that of its price and quantity: 5% more at a price 2% higher is 7.1% more money."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.model import Quantity, Relation
from factcheck.relate.changes.blended import is_real, own_rate
from factcheck.relate.context.labels import Label
from factcheck.relate.context.reading import Read
from factcheck.relate.sums.products import place_of

FITS = 0.01
"""How far price times quantity may be from the amount: what fits is of one thing, so that the levels before fitted too."""
DRIFT = 1.0
"""By how many percentage points rounded rates hardly differ."""


def priced(one: Read, ties: Sequence[Relation]) -> Iterator[Relation]:
    """The three rates of each price, quantity and amount that fit each other."""
    products = [tie for tie in ties if tie.kind == "product" and _fit(dict(tie.roles)) and tie.roles[0][1].article == one.number]
    if not products:
        return
    numbers = {place_of(label.figure): number for number, label in enumerate(one.labels)}
    stated = {place_of(dict(tie.roles)["new"]): place_of(dict(tie.roles)["rate"]) for tie in ties if tie.kind == "growth" and tie.stated}
    for tie in products:
        rates = [_rate(one, place_of(figure), numbers, stated) for _, figure in tie.roles]
        told = [rate for rate in rates if rate is not None]
        if len(told) == len(rates) and len({one.bases.of_change(rate.figure) for rate in told} - {""}) <= 1 and not any(is_real(one, rate) for rate in told):
            roles = tuple(zip(("price-rate", "quantity-rate", "rate"), (rate.figure for rate in told)))
            fallen = frozenset(role for (role, _), rate in zip(roles, told) if rate.direction < 0)
            yield Relation("growths", roles, _is_clear(told), "priced", negative=fallen)


def _fit(roles: dict[str, Quantity]) -> bool:
    price, quantity, amount = (float(roles[name].value or 0) for name in ("price", "quantity", "amount"))
    return amount != 0 and abs(price * quantity / amount - 1) <= FITS


def _rate(one: Read, place: str, numbers: dict[str, int], stated: dict[str, str]) -> Label | None:
    """The rate that a sentence states of a level, or that stands beside it."""
    number = numbers.get(stated.get(place, ""))
    if number is not None:
        return one.labels[number]
    own = numbers.get(place)
    return own_rate(one, own) if own is not None else None


def _is_clear(rates: Sequence[Label]) -> bool:
    """Whether they are so far off that no rounding, and no price that is a mean of means, explains it."""
    price, quantity, amount = (1 + (1 if rate.direction > 0 else -1) * float(rate.figure.value or 0) / 100 for rate in rates)
    return abs(price * quantity - amount) * 100 > DRIFT
