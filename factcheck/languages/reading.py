"""What the readers of figures of all languages share: how a figure is put together."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from factcheck.hedges import interval_of, limit_of
from factcheck.interval import Interval
from factcheck.model import Quantity
from factcheck.records import replace

UNCOUNTED = ("date", "period", "time", "score", "ordinal")
"""Kinds that are no amount of anything."""
_ONE = Fraction(1)
_NOTHING = Interval(None, None)
_LOOSE = Fraction(1, 20)
"""How far a multiple in a word may be off: doubled is 1.9 to 2.1 times."""


class Unit(NamedTuple):
    """The kind of figure that a unit makes, its name, and how many of it the written word stands for."""

    kind: str
    name: str
    factor: Fraction = _ONE


class Found(NamedTuple):
    """A figure, and what is needed to join it with its neighbours."""

    quantity: Quantity
    scale: int = 1
    """What its magnitude word multiplies with: 10000 of 3万."""
    ends: tuple[Quantity, ...] = ()
    """Of a range, a score or a date: the numbers it is made of, as printed."""
    is_tentative: bool = False
    """Whether it is a figure only as the beginning of a range: 十八 in 十八至三十万元."""
    is_bare: bool = False
    """Whether no unit stands right behind the number."""


def made(
    kind: str, start: int, end: int, value: Fraction | None, interval: Interval, unit: str, hedge: str, step: Fraction = _ONE
) -> Quantity:
    """A figure that is not yet placed in an article."""
    return Quantity(kind, "", 0, start, end, value, interval, unit, hedge, step)


def undetermined(kind: str, start: int, end: int, name: str = "", date: tuple[int | None, int | None, int | None] | None = None) -> Quantity:
    """A date, period, time or score: nothing to calculate with."""
    return Quantity(kind, "", 0, start, end, None, _NOTHING, name, "exact", _ONE, date)


def hedged(value: Fraction, step: Fraction, hedge: str, counted: bool) -> tuple[Interval, str]:
    """The set of values and the name of the hedge; "above" and "below" are limits that are not reached."""
    if hedge in ("above", "below"):
        return limit_of(value, hedge), "atleast" if hedge == "above" else "atmost"
    return interval_of(value, step, hedge, counted), hedge


def share(start: int, end: int, value: Fraction, hedge: str, *, is_fraction: bool = True) -> Quantity:
    """A share in words, in per cent, with what such words leave open: half is 49 to 51."""
    if hedge == "exact":
        slack = min(_ONE, value / 20)
        interval = Interval(value - slack, value + slack)
    elif hedge == "over":
        interval = Interval(value, min(Fraction(100), value + 25) if 50 <= value <= 100 else value + 10)
    elif hedge == "under":
        interval = Interval(value - min(Fraction(10), value / 4), value)
    else:
        interval, hedge = hedged(value, _ONE, hedge, False)
    return replace(made("percent", start, end, value, interval, "%", hedge), is_fraction=is_fraction)


def multiple(start: int, end: int, value: Fraction, hedge: str, unit: str) -> Quantity:
    """A multiple in a word, such as doubled or halved, with what it leaves open: more than halved leaves less than a half."""
    factor = value if value >= 1 else 1 / value
    if hedge == "exact":
        interval = Interval(factor * (1 - _LOOSE), factor * (1 + _LOOSE))
    else:
        interval, hedge = hedged(factor, _ONE if hedge == "over" else _ONE / 2, hedge, False)
    if value < 1:
        low, high = interval.low, interval.high
        interval = Interval(1 / high if high else Fraction(0), 1 / low if low else None)
    return made("multiple", start, end, value, interval, unit, hedge)


def score(start: int, end: int, parts: Iterable[tuple[int, int, str]]) -> Found:
    """A score or a ratio such as 3-1, kept whole so that nobody adds it up."""
    ends = tuple(
        made("score", at, stop, Fraction(printed), Interval.exactly(Fraction(printed)), "", "exact") for at, stop, printed in parts
    )
    return Found(undetermined("score", start, end), ends=ends)


def parts_of(kind: str, parts: Iterable[tuple[int, int, int | None]]) -> tuple[Quantity, ...]:
    """The numbers of a date, by their place and value; those without a value are left out."""
    return tuple(
        made(kind, start, end, Fraction(value), Interval.exactly(value), "", "exact") for start, end, value in parts if value is not None
    )


def placed(text: str, found: Iterable[Found], block: int, article: int, *, ends: bool = False) -> list[Quantity]:
    """The figures with their text, block and article; `ends`, also the numbers that a range, a score or a date is made of."""
    figures: list[Quantity] = []
    for one in found:
        if one.is_tentative:
            continue
        figures.append(one.quantity)
        if ends:
            figures += one.ends
    return [
        Quantity(
            one.kind, text[one.start : one.end], block, one.start, one.end, one.value, one.interval, one.unit, one.hedge, one.step,
            one.date, one.weekday, one.derived, article, one.is_fraction,
        )
        for one in figures
    ]  # fmt: skip


def joined(first: Found, second: Found, start: int, end: int, low: Fraction, high: Fraction) -> Found:
    """One range of two figures; `low` and `high` are their values in the unit of the range."""
    a, b = first.quantity, second.quantity
    kind, unit = (b.kind, b.unit) if b.unit or b.kind != "number" else (a.kind, a.unit)
    if kind == "ordinal":
        kind = "number"
    whole = made(kind, start, end, None, Interval(min(low, high), max(low, high)), unit, "range", max(a.step, b.step))
    if a.is_fraction and b.is_fraction:
        whole = replace(whole, is_fraction=True)
    ends = (
        replace(a, kind=kind, unit=unit, value=low, interval=a.interval.scaled(low / a.value) if a.value else a.interval),
        replace(b, kind=kind, unit=unit, value=high, interval=b.interval.scaled(high / b.value) if b.value else b.interval),
    )
    return Found(whole, second.scale, ends)
