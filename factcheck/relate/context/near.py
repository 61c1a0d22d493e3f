"""Whether two figures are so near that one can be a slip of the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from math import floor, inf

from factcheck.interval import Interval
from factcheck.kept import compiled
from factcheck.model import Quantity

TELLING = 5
"""How many digits three figures have together, without zeros at their ends, that are tied by likely words only."""
CLOSE = Fraction(1, 50)
"""Two values within this share of each other are near, whatever their digits."""

_NUMBER = compiled(r"\d(?:[\d,]|，(?=\d{3}))*(?:\.\d+)?")
_DROP = str.maketrans("", "", ",，.")
_COMMAS = str.maketrans("", "", ",，")


def slip(first: Quantity, second: Quantity, is_expected: bool = False) -> bool:
    """Whether the two differ as a slip makes them differ: a digit, two swapped, a moved point, a few per cent.

    is_expected: one of them must be the other, so that any digit of two may be the wrong one.
    """
    if first.value is None or second.value is None or not first.value or not second.value:
        return False
    if (first.value > 0) != (second.value > 0):
        return False
    ratio = first.value / second.value
    if abs(ratio - 1) <= CLOSE:
        return True
    if ratio in (10, 100, 1000, 10000, Fraction(1, 10), Fraction(1, 100), Fraction(1, 1000), Fraction(1, 10000)):
        return significant(first) >= 2
    a, b = (digits(figure) or (_of_words(figure) if is_expected else "") for figure in (first, second))
    if is_expected and len(a) == len(b) == 1:  # one digit is little: the word of magnitude must be the same
        return first.kind in ("money", "measure") and first.unit == second.unit and first.step == second.step and first.step > 1
    if first.hedge == second.hedge == "exact" and first.step != second.step and abs(len(a) - len(b)) > 1:
        a, b = _evened(first, second)
        return min(len(a), len(b)) > 2 and one_slip(a, b)
    if len(a) < 2 or not one_slip(a, b):
        return False
    return is_expected or len(a) > 2 or a[0] == b[0] or sorted(a) == sorted(b)


def _evened(first: Quantity, second: Quantity) -> tuple[str, str]:
    """The digits of two figures, the finer one rounded to the last digit of the other: 1,234,567元 beside 123.5万元."""
    step = max(first.step, second.step)
    values = (figure.value for figure in (first, second) if figure.value is not None)
    one, two = (str(floor(abs(value) / step + Fraction(1, 2))) for value in values)
    return one, two


def significant(figure: Quantity) -> int:
    """The number of digits without the zeros at either end."""
    return len(digits(figure).strip("0"))


def _of_words(figure: Quantity) -> str:
    """The digits of a whole number in words."""
    return str(figure.value) if figure.value is not None and figure.value.denominator == 1 else ""


def is_telling(figures: Sequence[Quantity]) -> bool:
    """Whether figures have digits enough together that they hardly come near each other by chance."""
    return all(map(digits, figures)) and sum(map(significant, figures)) >= TELLING


def number_text(figure: Quantity) -> str:
    """The number of a figure as printed, without separators and closing zeros of its decimals; empty if it is in words."""
    text = _printed(figure.text).translate(_COMMAS)
    return text.rstrip("0").rstrip(".") if "." in text else text


def digits(figure: Quantity) -> str:
    """The digits of a figure as printed."""
    return _digits(figure.text)


@lru_cache(maxsize=4096)
def _digits(text: str) -> str:
    return _printed(text).translate(_DROP)


def _printed(text: str) -> str:
    """The number in the text of a figure; empty if it is in words."""
    match = _NUMBER.search(text)
    return match.group() if match else ""


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


def slips(figure: Quantity, wanted: Interval) -> Iterator[tuple[str, Fraction]]:
    """The figure as it may have been meant, near the `wanted` values: one digit other, two swapped, the point moved."""
    match = _NUMBER.search(figure.text)
    if match is None or not figure.value:
        return
    number = match.group()
    printed = Fraction(number.translate(_COMMAS))
    if not printed:
        return
    scale = figure.value / printed
    reach = float(figure.step) if figure.hedge == "exact" else abs(float(figure.value))
    low = -inf if wanted.low is None else float(wanted.low) - reach
    high = inf if wanted.high is None else float(wanted.high) + reach
    factor = float(scale)
    for text in sorted(_variants(number)):
        plain = text.translate(_COMMAS)
        if low <= float(plain) * factor <= high:  # a quick look; the exact one follows
            yield figure.text[: match.start()] + text + figure.text[match.end() :], Fraction(plain) * scale


def shifts(figure: Quantity) -> Iterator[float]:
    """By how much each slip of a figure moves it, about."""
    match = _NUMBER.search(figure.text)
    if match is None or not figure.value:
        return
    number = match.group()
    printed = float(number.translate(_COMMAS))
    scale = float(figure.value) / printed if printed else 0.0
    for text in _variants(number):
        yield (float(text.translate(_COMMAS)) - printed) * scale


@lru_cache(maxsize=1024)
def _variants(number: str) -> frozenset[str]:
    places = [index for index, char in enumerate(number) if char.isdigit()]
    found = set()
    for index in places:
        for digit in "0123456789":
            found.add(number[:index] + digit + number[index + 1 :])
    for first, second in zip(places, places[1:]):
        swapped = list(number)
        swapped[first], swapped[second] = swapped[second], swapped[first]
        found.add("".join(swapped))
    plain = number.translate(_COMMAS)
    for power in (-1, 1):
        moved = Fraction(plain) * Fraction(10) ** power
        found.add(_decimal(moved))
    return frozenset(text for text in found if text != number and (text[0] != "0" or text.startswith("0.")))


def _decimal(value: Fraction) -> str:
    """A finite decimal, written out."""
    digits_after = 0
    while value.denominator != 1 and digits_after < 12:
        value *= 10
        digits_after += 1
    text = str(value.numerator).rjust(digits_after + 1, "0")
    return f"{text[:-digits_after]}.{text[-digits_after:]}" if digits_after else text
