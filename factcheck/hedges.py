"""From a printed number and its hedge to the set of values that it can stand for."""

from __future__ import annotations

from fractions import Fraction

from factcheck.interval import Interval

ABOUT = Fraction(1, 20)
"""How far "about" reaches on either side, as a share of the figure."""


def last_digit_unit(value: Fraction, step: Fraction) -> Fraction:
    """One unit of the last non-zero digit: of 5600 at a step of 1 it is 100."""
    if not value:
        return step
    mantissa, rest = divmod(abs(value.numerator * step.denominator), value.denominator * step.numerator)
    if rest:
        return step
    size = 1
    while mantissa % 10 == 0:
        mantissa //= 10
        size *= 10
    return step if size == 1 else step * size


def interval_of(value: Fraction, step: Fraction, hedge: str, exact: bool = False) -> Interval:
    """What `value`, printed in steps of `step` with `hedge`, can stand for.

    exact: the number was counted, not rounded, so a bare figure is itself alone.
    """
    if hedge == "exact":
        if exact:
            return Interval(value, value)
        bottom = 2 * value.denominator * step.denominator  # one division instead of several: most figures pass here
        middle, half = 2 * value.numerator * step.denominator, step.numerator * value.denominator
        return Interval(Fraction(middle - half, bottom), Fraction(middle + half, bottom))
    unit = last_digit_unit(value, step)
    if hedge == "about":
        reach = max(abs(value) * ABOUT, unit / 2)
        return Interval(value - reach, value + reach)
    if hedge == "over":
        return Interval(value, value + unit)
    if hedge == "under":
        return Interval(value - unit, value)
    if hedge == "atleast":
        return Interval(value, None)
    if hedge == "atmost":
        return Interval(None, value)
    raise ValueError(f"not a hedge: {hedge!r}")


def limit_of(value: Fraction, hedge: str) -> Interval:
    """All that lies "above" or "below" `value`, which itself is left out."""
    if hedge == "above":
        return Interval(value, None, low_open=True)
    return Interval(None, value, high_open=True)
