"""Sets of exact values: what a printed figure can stand for, and arithmetic on it.

An interval has ``Fraction`` ends, never floats, so that a verdict at the very
edge of a rounding interval is exact. ``None`` is an end that is open to
infinity. The arithmetic is that of Moore, *Interval Analysis* (1966): the
result holds every value that some choice from the operands gives.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Optional

End = Optional[Fraction]


@dataclass(frozen=True, slots=True)
class Interval:
    """All values from ``low`` to ``high``; an end of None is unbounded."""

    low: End
    high: End
    low_open: bool = False
    high_open: bool = False

    @classmethod
    def exactly(cls, value: Fraction | int) -> Interval:
        """The set of one value."""
        end = Fraction(value)
        return cls(end, end)

    @classmethod
    def rounded(cls, value: Fraction, step: Fraction) -> Interval:
        """All that rounds to `value` at `step`: both ends belong to it.

        Half-up and half-even rounding are both in use, so neither end is left out.
        """
        half = abs(step) / 2
        return cls(value - half, value + half)

    @property
    def is_point(self) -> bool:
        """Whether it holds one value only."""
        return self.low is not None and self.low == self.high

    @property
    def is_bounded(self) -> bool:
        """Whether both ends are finite."""
        return self.low is not None and self.high is not None

    @property
    def middle(self) -> Fraction | None:
        """The midpoint of a bounded interval, the one end of a half-open one."""
        if self.low is None or self.high is None:
            return self.low if self.high is None else self.high
        return (self.low + self.high) / 2

    def __neg__(self) -> Interval:
        return Interval(
            None if self.high is None else -self.high,
            None if self.low is None else -self.low,
            self.high_open,
            self.low_open,
        )

    def __add__(self, other: Interval) -> Interval:
        return Interval(
            None if self.low is None or other.low is None else self.low + other.low,
            None if self.high is None or other.high is None else self.high + other.high,
            self.low_open or other.low_open,
            self.high_open or other.high_open,
        )

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def __mul__(self, other: Interval) -> Interval:
        ends = [
            _product(a, a_open, b, b_open)
            for a, a_open in ((_Limit(self.low, -1), self.low_open), (_Limit(self.high, 1), self.high_open))
            for b, b_open in ((_Limit(other.low, -1), other.low_open), (_Limit(other.high, 1), other.high_open))
        ]
        low = min(ends, key=lambda end: (end[0].order, end[1]))
        high = max(ends, key=lambda end: (end[0].order, not end[1]))
        return Interval(low[0].value, high[0].value, low[1], high[1])

    def __truediv__(self, other: Interval) -> Interval:
        if other.holds(0):
            return EVERYTHING
        return self * Interval(
            _reciprocal(other.high), _reciprocal(other.low), other.high_open, other.low_open
        ) if not _touches_zero(other) else self * _beyond_zero(other)

    def holds(self, value: Fraction | int) -> bool:
        """Whether `value` belongs to the set."""
        above = self.low is None or (value > self.low if self.low_open else value >= self.low)
        below = self.high is None or (value < self.high if self.high_open else value <= self.high)
        return above and below

    def meets(self, other: Interval) -> bool:
        """Whether the two have a value in common."""
        return self.reaches(other) and other.reaches(self)

    def reaches(self, other: Interval) -> bool:
        """Whether some value here is at least as large as some value of `other`."""
        if self.high is None or other.low is None:
            return True
        if self.high_open or other.low_open:
            return self.high > other.low
        return self.high >= other.low

    def exceeds(self, other: Interval) -> bool:
        """Whether some value here is larger than some value of `other`."""
        return self.high is None or other.low is None or self.high > other.low

    def scaled(self, factor: Fraction) -> Interval:
        """Every value times `factor`, which is not 0."""
        low = None if self.low is None else self.low * factor
        high = None if self.high is None else self.high * factor
        if factor < 0:
            return Interval(high, low, self.high_open, self.low_open)
        return Interval(low, high, self.low_open, self.high_open)


EVERYTHING = Interval(None, None)


@dataclass(frozen=True, slots=True)
class _Limit:
    """An end while it is being multiplied: a value, or infinity with its sign."""

    value: End
    sign: int

    @property
    def order(self) -> tuple[int, Fraction]:
        return (self.sign, Fraction(0)) if self.value is None else (0, self.value)


def _product(a: _Limit, a_open: bool, b: _Limit, b_open: bool) -> tuple[_Limit, bool]:
    if a.value == 0 or b.value == 0:  # 0 x infinity is 0 here: the infinite end is never reached
        open_end = not ((a.value == 0 and not a_open) or (b.value == 0 and not b_open))
        return _Limit(Fraction(0), 1), open_end
    if a.value is not None and b.value is not None:
        return _Limit(a.value * b.value, 1), a_open or b_open
    return _Limit(None, _sign(a) * _sign(b)), True


def _sign(limit: _Limit) -> int:
    if limit.value is None:
        return limit.sign
    return 1 if limit.value > 0 else -1


def _reciprocal(end: End) -> End:
    return Fraction(0) if end is None else 1 / end


def _touches_zero(interval: Interval) -> bool:
    return interval.low == 0 or interval.high == 0


def _beyond_zero(interval: Interval) -> Interval:
    """The reciprocal of an interval that ends, open, at 0."""
    if interval.low == 0:
        return Interval(_reciprocal(interval.high), None, interval.high_open, False)
    return Interval(None, _reciprocal(interval.low), False, interval.low_open)
