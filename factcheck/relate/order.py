"""What two figures must be so that words can set one before the other: higher than, down from, ahead of."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from factcheck.model import Quantity

COMPARED = {"comparison": ("first", "second"), "ranking": ("ahead", "behind")}
"""Kinds of relation that set one figure before another, with the two roles: the greater one first."""
APART = 20
"""How many times as much a bare number may be as a figure with a unit to be taken for one in that unit."""


def beyond(limit: Quantity) -> int:
    """1 if the hedge that is read as part of `limit` speaks of more (over 5%), -1 if of less (below 5%), else 0."""
    return {"over": 1, "atleast": 1, "under": -1, "atmost": -1}.get(limit.hedge, 0)


def is_comparable(figures: Sequence[Quantity]) -> bool:
    """Whether one can be said to be more than the other: the same kind, or a bare number for one in the unit of the other."""
    kinds = {figure.kind for figure in figures}
    if len(kinds) == 1:
        return True
    if len(kinds) > 2 or "number" not in kinds:
        return False
    if "percent" in kinds:
        return _is_ellipsis(figures)
    amounts = [abs(figure.value) for figure in figures if figure.value]
    return len(amounts) == len(figures) and max(amounts) <= APART * min(amounts)


def _is_ellipsis(figures: Sequence[Quantity]) -> bool:
    """Whether a bare number shares the percent sign that stands right behind it: from 2.5 to 1.5 pct."""
    first, last = sorted(figures, key=lambda figure: figure.start)[:2]
    return first.kind == "number" and last.start - first.end <= 4 and (first.value or 0) < Fraction(100)
