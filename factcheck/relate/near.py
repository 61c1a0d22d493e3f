"""Whether two figures are so near that one can be a slip of the other."""

from __future__ import annotations

import re
from fractions import Fraction

from factcheck.model import Quantity

CLOSE = Fraction(1, 50)
"""Two values within this share of each other are near, whatever their digits."""

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_DROP = str.maketrans("", "", ",.")


def slip(first: Quantity, second: Quantity) -> bool:
    """Whether the two differ as a slip makes them differ: a digit, two swapped, a moved point, a few per cent."""
    if first.value is None or second.value is None or not first.value or not second.value:
        return False
    if (first.value > 0) != (second.value > 0):
        return False
    ratio = first.value / second.value
    if abs(ratio - 1) <= CLOSE:
        return True
    if ratio in (10, 100, 1000, 10000, Fraction(1, 10), Fraction(1, 100), Fraction(1, 1000), Fraction(1, 10000)):
        return significant(first) >= 2
    a, b = digits(first), digits(second)
    return len(a) >= 2 and one_slip(a, b) and (len(a) > 2 or a[0] == b[0] or sorted(a) == sorted(b))


def significant(figure: Quantity) -> int:
    """The number of digits without the zeros at either end."""
    return len(digits(figure).strip("0"))


def digits(figure: Quantity) -> str:
    """The digits of a figure as printed."""
    match = _NUMBER.search(figure.text)
    return match.group().translate(_DROP) if match else ""


def one_slip(first: str, second: str) -> bool:
    """Whether one digit differs, two neighbours are swapped, or one digit is missing."""
    if first == second:
        return True
    if len(first) == len(second):
        wrong = [index for index, pair in enumerate(zip(first, second)) if pair[0] != pair[1]]
        if len(wrong) == 1:
            return True
        return (
            len(wrong) == 2
            and wrong[1] == wrong[0] + 1
            and (first[wrong[0]], first[wrong[1]]) == (second[wrong[1]], second[wrong[0]])
        )
    longer, shorter = sorted((first, second), key=len, reverse=True)
    return len(longer) == len(shorter) + 1 and any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer)))
