"""Sets of exact values: what a printed figure can stand for, and arithmetic on it.

An interval has ``Fraction`` ends, never floats, so that a verdict at the very
edge of a rounding interval is exact. ``None`` is an end that is open to
infinity. The arithmetic is that of Moore, *Interval Analysis* (1966): the
result holds every value that some choice from the operands gives, and where
the divisor does not reach over 0 it holds no other.
"""

from __future__ import annotations

from fractions import Fraction

from factcheck.records import dataclass

End = Fraction | None


@dataclass(frozen=True, slots=True)
class Interval:
    """All values from ``low`` to ``high``; an end of None is unbounded."""

    low: End
    high: End
    low_open: bool = False
    """Whether ``low`` itself is left out; False if unbounded."""
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
    def is_everything(self) -> bool:
        """Whether neither end is finite."""
        return self.low is None and self.high is None

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
        low = None if self.low is None or other.low is None else self.low + other.low
        high = None if self.high is None or other.high is None else self.high + other.high
        return Interval(
            low,
            high,
            low is not None and (self.low_open or other.low_open),
            high is not None and (self.high_open or other.high_open),
        )

    def __sub__(self, other: Interval) -> Interval:
        low = None if self.low is None or other.high is None else self.low - other.high
        high = None if self.high is None or other.low is None else self.high - other.low
        return Interval(
            low,
            high,
            low is not None and (self.low_open or other.high_open),
            high is not None and (self.high_open or other.low_open),
        )

    def __mul__(self, other: Interval) -> Interval:
        products = [_product(a, b) for a in _ends(self) for b in _ends(other)]
        low = min(products, key=lambda end: (end.order, end.is_open))
        high = max(products, key=lambda end: (end.order, not end.is_open))
        return Interval(low.value, high.value, low.is_open, high.is_open)

    def __truediv__(self, other: Interval) -> Interval:
        """Division; everything if the divisor reaches over 0. A divisor is never 0 itself."""
        a, b, c, d = self.low, self.high, other.low, other.high
        is_closed = not (self.low_open or self.high_open or other.low_open or other.high_open)
        if is_closed and a is not None and b is not None and c is not None and d is not None and a >= 0 and c > 0:
            return Interval(a / d, b / c)  # by far the most frequent case
        inverse = _inverse(other)
        return EVERYTHING if inverse is None else self * inverse

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

    def common(self, other: Interval) -> Interval | None:
        """All values that belong to both, or None if there are none."""
        if not self.meets(other):
            return None
        low, low_open = self.low, self.low_open
        if low is None or (other.low is not None and (other.low, other.low_open) > (low, low_open)):
            low, low_open = other.low, other.low_open
        high, high_open = self.high, self.high_open
        if high is None or (other.high is not None and (other.high, not other.high_open) < (high, not high_open)):
            high, high_open = other.high, other.high_open
        return Interval(low, high, low_open, high_open)

    def scaled(self, factor: Fraction) -> Interval:
        """Every value times `factor`, which is not 0."""
        if factor == 1:
            return self
        low = None if self.low is None else self.low * factor
        high = None if self.high is None else self.high * factor
        if factor < 0:
            return Interval(high, low, self.high_open, self.low_open)
        return Interval(low, high, self.low_open, self.high_open)


EVERYTHING = Interval(None, None)
_ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class _Limit:
    """An end while it is being multiplied: a value, or infinity with its sign."""

    value: End
    sign: int
    is_open: bool = False

    @property
    def order(self) -> tuple[int, Fraction]:
        return (self.sign, _ZERO) if self.value is None else (0, self.value)


def _ends(interval: Interval) -> tuple[_Limit, _Limit]:
    low, high = interval.low, interval.high
    return (
        _Limit(low, -1 if low is None or low < 0 else 1, interval.low_open),
        _Limit(high, 1 if high is None or high > 0 else -1, interval.high_open),
    )


def _product(a: _Limit, b: _Limit) -> _Limit:
    if a.value == 0 or b.value == 0:  # also 0 x infinity: the infinite end is never reached
        is_reached = (a.value == 0 and not a.is_open) or (b.value == 0 and not b.is_open)
        return _Limit(_ZERO, 1, not is_reached)
    if a.value is None or b.value is None:
        return _Limit(None, a.sign * b.sign)
    return _Limit(a.value * b.value, a.sign * b.sign, a.is_open or b.is_open)


def _inverse(divisor: Interval) -> Interval | None:
    """The reciprocals of all values but 0, or None if they do not hang together or there are none."""
    low, high = divisor.low, divisor.high
    if low is not None and low >= 0 and high != 0:
        return Interval(
            _ZERO if high is None else 1 / high,
            None if low == 0 else 1 / low,
            high is None or divisor.high_open,
            low != 0 and divisor.low_open,
        )
    if high is not None and high <= 0 and low != 0:
        inverse = _inverse(-divisor)
        return None if inverse is None else -inverse
    return None
