"""What two figures must be so that words can set one before the other: higher than, down from, ahead of."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from factcheck.interval import Interval
from factcheck.model import Quantity, Relation
from factcheck.records import replace

COMPARED = frozenset(("comparison", "ranking"))
"""Kinds of relation that set one figure before another; the first of their two roles is the greater one."""
DOLLARS = frozenset(("AUD", "CAD", "HKD", "NZD", "SGD"))
"""Currencies that a bare word for dollars may stand for once one of them has been named."""
ROUGHLY = Fraction(1, 10)
"""By how much of it a base may be missed that is only one of several."""
APART = 30
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
    bare = next(figure for figure in figures if figure.kind == "number")
    if bare.step >= 1000:  # 12 mln is no number of something else, and no time
        return "duration" not in kinds
    amounts = [abs(figure.value) for figure in figures if figure.value]
    return len(amounts) == len(figures) and max(amounts) <= APART * min(amounts)


def _is_ellipsis(figures: Sequence[Quantity]) -> bool:
    """Whether a bare number shares the percent sign that stands right behind it: from 2.5 to 1.5 pct."""
    first, last = sorted(figures, key=lambda figure: figure.start)[:2]
    return first.kind == "number" and last.start - first.end <= 4 and (first.value or 0) < Fraction(100)


def limited(roles: Sequence[tuple[str, Quantity]]) -> tuple[tuple[str, Quantity], ...]:
    """The roles, a part that is only the most of what it may be as that most: up to 43 of 34 shops cannot be meant."""
    return tuple(
        (role, replace(figure, hedge="exact", interval=Interval.rounded(figure.value, figure.step)))
        if role == "part" and figure.hedge == "atmost" and figure.value is not None
        else (role, figure)
        for role, figure in roles
    )


def widened(roles: Sequence[tuple[str, Quantity]], name: str) -> tuple[tuple[str, Quantity], ...]:
    """The roles, the figure of one of them as if it were only about right, so that a little more or less is no fault."""
    return tuple((role, replace(figure, interval=_about(figure.interval)) if role == name else figure) for role, figure in roles)


def _about(interval: Interval) -> Interval:
    low, high = interval.low, interval.high
    if low is None or high is None or low < 0:
        return interval
    return Interval(low * (1 - ROUGHLY), high * (1 + ROUGHLY))


def without_standards(found: Sequence[Relation]) -> list[Relation]:
    """The relations without comparisons of a figure that is itself only what another one is compared with.

    In "52 is above the line of 50 and above 51.8 in May", 50 is not said to be above 51.8.
    """
    standards = {figure for tie in found if tie.kind == "comparison" for role, figure in tie.roles if role == "second"}
    return [tie for tie in found if tie.kind != "comparison" or dict(tie.roles)["first"] not in standards]


def in_one_unit(figures: Sequence[tuple[str, Quantity]]) -> tuple[tuple[str, Quantity], ...]:
    """The figures by role, each in its whole unit where one leaves part of it to the other.

    Barrels beside barrels per day are per day, and plain dollars behind Canadian ones are Canadian.
    """
    units = {figure.unit for _, figure in figures}
    if len(units) != 2:
        return tuple(figures)
    short, long = sorted(units, key=len)
    is_part = bool(short) and long.startswith((f"{short} per ", f"{short}/"))
    if not is_part and units & DOLLARS and "USD" in units:
        last = max((figure for _, figure in figures), key=lambda figure: figure.start)
        is_part, long = last.unit == "USD" and "U" not in last.text, next(iter(units & DOLLARS))
    return tuple((role, replace(figure, unit=long)) for role, figure in figures) if is_part else tuple(figures)


def dated(start: Quantity, end: Quantity) -> tuple[Quantity, Quantity] | None:
    """Two dates with values that can be compared, as far as both are printed: years, months or days; None if they cannot."""
    if start.date is None or end.date is None:
        return None
    (year, month, day), (last_year, last_month, last_day) = start.date, end.date
    if year is not None and last_year is not None:
        if month is None or last_month is None:
            return valued(start, year), valued(end, last_year)
        return _counted(start, year * 12 + month), _counted(end, last_year * 12 + last_month)
    if year is None and last_year is None and month is not None and month == last_month and day and last_day:
        return _counted(start, day), _counted(end, last_day)
    return None


def valued(date: Quantity, year: int) -> Quantity:
    """A date as its year alone."""
    return replace(date, value=Fraction(year), interval=Interval.exactly(year))


def _counted(date: Quantity, number: int) -> Quantity:
    """With a number that is not the printed one, so that no other digits can be proposed for it."""
    return replace(date, value=Fraction(number), interval=Interval.exactly(number), hedge="vague")
