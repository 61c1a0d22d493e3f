"""One amount in two units or currencies: 30 feet (9 metres), $500m (£264m)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import median_low

from factcheck.hedges import last_digit_unit
from factcheck.interval import Interval
from factcheck.model import Article, Quantity, Relation
from factcheck.operands import scale
from factcheck.relate.vocabulary import Vocabulary


def pairs(article: Article, figures: Sequence[Quantity], words: Vocabulary) -> Iterator[Relation]:
    """Each amount with the same amount in another unit; those of two currencies by the rate that the others imply."""
    rates: dict[tuple[str, str], list[tuple[Quantity, Quantity]]] = defaultdict(list)
    for first, second in zip(figures, figures[1:]):
        if first.block != second.block or not _is_aside(article.blocks[first.block].text, first, second, words):
            continue
        if first.kind == second.kind == "money" and first.unit != second.unit and first.value and second.value:
            rates[first.unit, second.unit].append((first, second))
        elif first.kind == second.kind == "measure" and _is_conversion(first, second, article.lang):
            roles = (("first", _rounded(first)), ("second", _rounded(second)))
            yield Relation("conversion", roles, False, "conversion")
    for found in rates.values():
        yield from _currencies(found)


def _is_aside(text: str, first: Quantity, second: Quantity, words: Vocabulary) -> bool:
    """Whether the second stands in brackets right behind the first, or in the brackets of another one."""
    return second.start > first.end and words.aside.fullmatch(text, first.end, second.start) is not None


def _is_conversion(first: Quantity, second: Quantity, lang: str) -> bool:
    return scale(first, lang)[0] == scale(second, lang)[0] and scale(first, lang)[1] != scale(second, lang)[1]


def _rounded(figure: Quantity) -> Quantity:
    """As far as a conversion is rounded: to the last digit that is not zero, by a tenth at most."""
    if figure.value is None or figure.hedge not in ("exact", "about"):
        return figure
    reach = max(figure.step / 2, min(last_digit_unit(figure.value, figure.step), abs(figure.value) / 10))
    return replace(figure, interval=Interval(figure.value - reach, figure.value + reach))


def _currencies(found: Sequence[tuple[Quantity, Quantity]]) -> Iterator[Relation]:
    """Each pair against the pair whose rate is in the middle of all."""
    if len(found) < 2:
        return
    ratios = sorted((first.value / second.value, number) for number, (first, second) in enumerate(found) if first.value and second.value)
    middle = median_low(ratios)[1]
    for number, (first, second) in enumerate(found):
        if number != middle:
            roles = (("first", first), ("second", second), ("other", found[middle][0]), ("another", found[middle][1]))
            yield Relation("exchange", tuple((role, _rounded(figure)) for role, figure in roles), False, "exchange")
