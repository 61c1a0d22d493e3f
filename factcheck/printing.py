"""A value printed in the manner of a figure: with its magnitude word, unit, decimals and separators."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from factcheck.kept import compiled
from factcheck.model import Quantity

NUMBER = compiled(r"\d[\d,]*(?:\.\d+)?")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
"""Of a sign such as HK$."""


def printed_like(figure: Quantity, value: Fraction, more: int = 0) -> str:
    """`value`, in the unit of `figure`, printed as that figure is.

    more: this many further decimals are shown, without zeros at their end.
    """
    match = NUMBER.search(figure.text)
    scale = _scale(figure, match.group()) if match else None
    if match is None or scale is None:
        return _plainly(figure, value, more)
    number = match.group()
    decimals = len(number.partition(".")[2])
    shown = decimal(value / scale, decimals, more, "," in number)
    before, after = figure.text[: match.start()], figure.text[match.end() :]
    if not shown.startswith("-"):
        return before + shown + after
    words = before.rstrip("$£€¥₹₩").rstrip(_LETTERS) if before.endswith(tuple("$£€¥₹₩")) else before
    return f"{words}−{before[len(words) :]}{shown[1:]}{after}"


def _scale(figure: Quantity, number: str) -> Fraction | None:
    """What the number is multiplied with to give the value (1 0000 0000 for 3.5亿), if it is a power of ten."""
    printed = Fraction(number.replace(",", ""))
    if not printed or not figure.value:
        return Fraction(1) if printed == figure.value else None
    scale = figure.value / printed
    power = scale if scale >= 1 else 1 / scale
    return scale if scale > 0 and power.denominator == 1 and str(power).strip("0") == "1" else None


def _plainly(figure: Quantity, value: Fraction, more: int) -> str:
    """Of a figure in words: digits, with the sign or unit that its kind has."""
    decimals = 0 if value.denominator == 1 else 1
    shown = decimal(value, decimals, more, False).replace("-", "−")
    if figure.kind == "percent":
        return f"{shown}%"
    unit = figure.unit if figure.kind == "multiple" or figure.text.endswith(figure.unit) else ""
    return shown + (f" {unit}" if unit.isascii() and unit else unit)


def decimal(value: Fraction, decimals: int, more: int = 0, grouped: bool = False) -> str:
    """`value` rounded half up; up to `more` decimals beyond `decimals` where they are not zero."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    rounded = exact.quantize(Decimal(1).scaleb(-(decimals + more)), ROUND_HALF_UP)
    text = f"{rounded:,f}" if grouped else f"{rounded:f}"
    whole, point, digits = text.partition(".")
    while point and len(digits) > decimals and digits.endswith("0"):
        digits = digits[:-1]
    return f"{whole}.{digits}" if digits else whole
