"""A ratio in conflict as a picture: two stretches over one scale, what is stated and what the sum gives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import floor, log10

from factcheck.interval import Interval
from factcheck.model import Comparison
from factcheck.printing import decimal
from factcheck.records import dataclass

_MARGIN = Fraction(12, 100)
"""Room on either side, as a share of what lies between the ends."""
_TICKS = 6
_MOST_DECIMALS = 6
_SMALLEST, _LARGEST = Fraction(1, 10**6), Fraction(10**9)
_EDGE = 5
"""Percent of the width at either end where the number of a tick would be cut off."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """One interval: where it begins and ends on the scale, in percent of the width, and its ends in figures."""

    start: str
    end: str
    middle: str
    text: str
    low: str
    high: str

    @property
    def is_point(self) -> bool:
        """Whether the ends read alike."""
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn; places are percent of the width."""

    stated: Stretch
    computed: Stretch
    ticks: tuple[tuple[str, str], ...]
    """(place, number)."""
    unit: str


def picture(comparison: Comparison) -> Picture | None:
    """The picture of a comparison; None where the ends are one point, or beyond all ratios that anybody prints."""
    ends = [end for each in (comparison.stated, comparison.computed) for end in (each.low, each.high) if end is not None]
    low, high = min(ends), max(ends)
    if not _SMALLEST < high - low <= high + abs(low) < _LARGEST:
        return None
    margin = (high - low) * _MARGIN
    first = max(low - margin, Fraction(0)) if low >= 0 else low - margin
    last = high + margin

    def place(value: Fraction) -> str:
        return f"{float((value - first) / (last - first) * 100):.2f}"

    def stretch(interval: Interval, text: str) -> Stretch:
        start, end = interval.low or Fraction(0), interval.high or Fraction(0)
        decimals = _decimals(end - start if start != end else high - low, (start, end))
        return Stretch(place(start), place(end), place((start + end) / 2), text, decimal(start, decimals), decimal(end, decimals))

    ticks = tuple((place(value), text) for value, text in _ticks(first, last) if _EDGE <= float(place(value)) <= 100 - _EDGE)
    unit = comparison.unit if comparison.unit in ("%", "‰") else ""
    return Picture(stretch(comparison.stated, comparison.stated_text), stretch(comparison.computed, comparison.computed_text), ticks, unit)


def _decimals(size: Fraction, ends: Sequence[Fraction]) -> int:
    """So many decimals that numbers which lie `size` apart read differently; one more where that gives both ends exactly."""
    least = min(max(-floor(log10(size)), 0), _MOST_DECIMALS)
    return least + all((end * 10 ** (least + 1)).denominator == 1 for end in ends)


def _ticks(first: Fraction, last: Fraction) -> Iterator[tuple[Fraction, str]]:
    """Round numbers between two ends, about as many as there is room for."""
    rough = (last - first) / _TICKS
    power = floor(log10(rough))
    unit = Fraction(10) ** power
    step = next(unit * factor for factor in (1, 2, 5, 10) if unit * factor >= rough)
    value = -(-first // step) * step
    while value <= last:
        yield value, decimal(value, max(-floor(log10(step)), 0))
        value += step
