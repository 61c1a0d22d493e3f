"""The figures of a relation in common units, ready for its formula."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from factcheck import units
from factcheck.formula import Values
from factcheck.interval import Interval
from factcheck.languages import data
from factcheck.model import Quantity, Relation
from factcheck.records import dataclass, field

LEEWAY = Fraction(1, 10)
"""How far beyond its last digit "over" and "nearly" may still reach, as a share of the figure."""
_RATIOS = frozenset((
    "share", "shares", "rate", "points", "times", "outer", "inner",
    "first-rate", "second-rate", "third-rate", "fourth-rate", "fifth-rate", "price-rate", "quantity-rate", "others-rate", "others-points",
))  # fmt: skip
"""Roles that are pure numbers, whatever is measured."""
_FREE = {
    "average": frozenset(("count",)),
    "conversion": frozenset(("second",)),
    "exchange": frozenset(("second", "another")),
    "one-whole": frozenset(("another",)),
    "estimate": frozenset(("another",)),
    "product": frozenset(("quantity",)),
}
"""Roles whose unit has nothing to do with that of the others."""
_PARTS = {"%": Fraction(1, 100), "pp": Fraction(1, 100), "bp": Fraction(1, 10000), "‰": Fraction(1, 1000)}
_GAPS = frozenset(("points", "difference"))
_POINTS = ("ratio", Fraction(1, 100))
"""What a bare number of points is that lies between two percentages."""
_COINS = {"US cent": "USD", "GBP penny": "GBP", "MYR sen": "MYR", "INR paisa": "INR"} | {
    f"{code} cent": code for code in ("AUD", "CAD", "CNY", "EUR", "HKD")
}
"""Hundredths of a currency, by the unit that they are read with."""


@dataclass(frozen=True, slots=True)
class Operand:
    """A figure in its role, and what it is multiplied with to stand in the formula."""

    role: str
    figure: Quantity
    factor: Fraction

    is_counted: bool = False
    """Whether it counts whole things, so that a bare figure is itself alone."""
    _interval: Interval | None = field(default=None, init=False, repr=False, compare=False)
    _exact: Interval | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def interval(self) -> Interval:
        """What it can stand for, in base units."""
        found = self._interval
        if found is None:
            figure = self.figure
            if self.is_counted and figure.value is not None and figure.hedge == "exact" and figure.step == 1:
                found = Interval.exactly(figure.value * self.factor)
            else:
                found = _generous(figure).scaled(self.factor)
            object.__setattr__(self, "_interval", found)  # worked out once: a figure is judged in many ways
        return found

    @property
    def exact(self) -> Interval:
        """The value as printed, as if nothing were rounded; the middle of a range."""
        found = self._exact
        if found is None:
            value = self.figure.value if self.figure.value is not None else self.figure.interval.middle
            found = self.interval if value is None else Interval.exactly(value * self.factor)
            object.__setattr__(self, "_exact", found)
        return found


def _generous(figure: Quantity) -> Interval:
    """What a figure with "over" or "nearly" can stand for when it is judged: a tenth more at the far end is no fault."""
    interval, value = figure.interval, figure.value
    if figure.kind == "multiple" and value is not None and figure.hedge == "exact" and not any(char.isdigit() for char in figure.text):
        return Interval(value * (1 - LEEWAY), value * (1 + LEEWAY))  # doubled, 翻两番: nobody means two decimals
    if value is None or figure.hedge not in ("over", "under") or interval.low is None or interval.high is None:
        return interval
    reach = abs(value) * LEEWAY
    if figure.hedge == "over":
        return Interval(interval.low, max(interval.high, value + reach), interval.low_open, False)
    return Interval(min(interval.low, value - reach), interval.high, False, interval.high_open)


def operands(relation: Relation, languages: Sequence[str]) -> tuple[Operand, ...] | None:
    """The figures of `relation` in common units, or None where their units do not go together.

    languages: of each article, by its position.
    """
    free = _FREE.get(relation.kind, frozenset())
    scales = [(role, figure, *scale(figure, languages[figure.article])) for role, figure in relation.roles]
    if any(dimension == "ratio" for role, _, dimension, _ in scales if role not in _RATIOS):  # 6 points between two percentages
        scales = [(role, figure, *(_POINTS if role in _GAPS and dimension == "count" else (dimension, factor))) for role, figure, dimension, factor in scales]
    measured = {
        dimension
        for role, figure, dimension, _ in scales
        if role not in _RATIOS and role not in free and figure.kind != "number"
    }
    if len(measured) > 1:
        return None
    bare = next((factor for role, figure, _, factor in scales if role not in _RATIOS | free and figure.kind != "number"), Fraction(1))
    found = []
    for role, figure, _, factor in scales:
        if figure.kind == "number" and role not in _RATIOS | free:
            factor = bare
        if relation.kind == "product" and role == "quantity" or relation.kind == "average" and role == "count":
            factor = Fraction(1)  # in the unit that the price or the average is for
        counted = relation.kind == "counts" and figure.kind == "number"
        found.append(Operand(role, figure, -factor if role in relation.negative else factor, counted))
    return tuple(found)


def scale(figure: Quantity, lang: str) -> tuple[str, Fraction]:
    """The dimension of a figure, and how many base units one of its unit is."""
    if figure.kind in ("percent", "point"):
        return "ratio", _PARTS.get(figure.unit, Fraction(1, 100))
    if figure.kind == "multiple":
        return "ratio", Fraction(1)
    if figure.kind == "money":
        code = _COINS.get(figure.unit)
        return (f"money {code}", Fraction(1, 100)) if code else (f"money {figure.unit}", Fraction(1))
    if figure.kind in ("measure", "duration"):
        name = data(lang, "units")["units"].get(figure.unit.lower() if lang == "en" else figure.unit)
        unit = units.unit(name) if name else None
        return (unit.dimension, unit.factor) if unit else (f"unit {figure.unit}", Fraction(1))
    return ("count" if figure.kind in ("number", "count") else figure.kind), Fraction(1)


def values(found: Sequence[Operand], exact: bool = False) -> Values:
    """The intervals by role; `exact`, as if nothing were rounded."""
    table: dict[str, list[Interval]] = {}
    for operand in found:
        table.setdefault(operand.role, []).append(operand.exact if exact else operand.interval)
    return table
