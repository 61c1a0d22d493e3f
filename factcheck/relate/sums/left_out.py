"""What a list of parts leaves of its total: others that nobody names, or a slip.

A list behind "including" need not be full. Where a slip of one figure would
explain almost any remainder of that size, it tells nothing that it explains this one.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from factcheck.model import Quantity
from factcheck.relate.context.labels import Label
from factcheck.relate.context.near import digits, shifts

BY_CHANCE = 0.4
"""The share of remainders of a size that slips may explain, so that one that they explain still tells something."""
ANY = 0.9
"""From what share on slips explain all remainders of a size."""
MANY = 5
"""A list of more parts is hardly one of some."""
FEW, SHORT = 3, 2
"""So few parts of a total of so few digits may well leave some of it out."""


def hardly_leaves_some(total: Label, parts: Sequence[Label]) -> bool:
    """Whether parts that miss their total hardly leave some of it out.

    They are a long list, or more than it, or they are several or it has digits enough and few remainders of that size would look like a slip,
    or they are whole numbers of things whose names end alike.
    """
    figures = [part.figure for part in parts]
    if len(parts) > MANY or sum(figure.value or 0 for figure in figures) > (total.figure.value or 0):
        return True
    if (len(parts) > FEW or len(digits(total.figure)) > SHORT) and _explained(total.figure, figures) <= BY_CHANCE:
        return True
    ends = {part.clause[-1:] for part in parts}
    return len(ends) == 1 and not ends & {*total.clause[-2:], *total.context[-6:]} and all(label.figure.kind == "count" and label.figure.interval.is_point for label in (total, *parts))


def is_any_explained(total: Label, parts: Sequence[Label]) -> bool:
    """Whether a slip would explain whatever a few parts leave of their total, since the figures are so short."""
    return len(parts) <= MANY and _explained(total.figure, [part.figure for part in parts]) > ANY


def _explained(total: Quantity, parts: Sequence[Quantity]) -> float:
    """The share of all remainders up to twice as large that a slip of one figure would explain; 0 where nothing is left."""
    left = float((total.value or Fraction(0)) - sum((part.value or Fraction(0) for part in parts), Fraction(0)))
    reach = float(max(total.step, sum((figure.step for figure in (total, *parts) if not figure.interval.is_point), Fraction(0)))) / 2
    if left <= reach:
        return 0.0
    moved = [-shift for shift in shifts(total)] + [shift for part in parts for shift in shifts(part)]
    covered = end = 0.0
    for shift in sorted(shift for shift in moved if shift > 0):
        low, high = max(shift - reach, end), min(shift + reach, 2 * left)
        if high > low:
            covered, end = covered + high - low, high
    return covered / (2 * left)
