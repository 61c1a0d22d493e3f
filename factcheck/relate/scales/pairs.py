"""One amount in two units or currencies: 30 feet (9 metres), $500m (£264m)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from statistics import median_low

from factcheck.hedges import last_digit_unit
from factcheck.interval import Interval
from factcheck.kept import compiled
from factcheck.languages import data
from factcheck.languages import figures as figures_of
from factcheck.model import Article, Quantity, Relation
from factcheck.operands import scale
from factcheck.records import replace
from factcheck.relate.context.cues import cues
from factcheck.relate.context.evidence import Surroundings
from factcheck.relate.context.near import significant
from factcheck.relate.context.vocabulary import Vocabulary

_DIGIT = compiled(r"\d")


DRIFT, DRIFT_OF_EXACT = Fraction(1, 40), Fraction(1, 400)
"""How far two rates of one text may lie apart by the day they are taken from; where all four figures are printed to the unit."""
DRIFT_OF_MANY, MANY = Fraction(1, 100), 4
"""How far a rate may lie from that of at least so many others which agree as closely: then it need not look like a slip."""
EXACT = 4
"""Digits from which on a converted amount counts as exact."""
ROUND = 1000
"""From what amount on one that ends in zeros counts as rounded."""
BESIDE = 24
"""How many characters beside two amounts say that they are of another time."""
AFTER = 36
"""The same behind them."""
BETWEEN = 64
"""How many characters may stand between the two."""
_FEWEST = 2
_SCALES = {
    "celsius_degree": ("first * 9 / 5 + 32 = second", "first * 9 / 5 = second"),
    "fahrenheit_degree": ("(first - 32) * 5 / 9 = second", "first * 5 / 9 = second"),
}
"""Of temperatures told first on a scale, the formula of their conversion, and that of a difference."""
_TIMES = (frozenset(("second", "minute")), frozenset(("minute", "hour")), frozenset(("month", "year")))
"""Units of time that are told in each other and do not depend on what counts as working time."""
_YEARS = frozenset(("week", "year"))
_OF_MONTHS = {"year": "first * 2629800 = second", "week": "second * 2629800 = first"}
"""Of years told in weeks, by the unit told first, the formula: the seconds of a mean month."""

_Two = tuple[Quantity, Quantity]
"""Two amounts that are said to be one, or a rate and the one that it is told of."""


def pairs(article: Article, figures: Sequence[Quantity], words: Vocabulary, around: Surroundings) -> Iterator[Relation]:
    """Each amount with the same amount in another unit; those of two currencies by the rate that the others imply."""
    rates: dict[frozenset[str], list[_Two]] = defaultdict(list)
    foreign: dict[frozenset[str], list[_Two]] = defaultdict(list)
    stated: dict[frozenset[str], list[_Two]] = defaultdict(list)
    for first, second in zip(figures, [*figures[1:], None]):
        text = article.blocks[first.block].text
        rate = _stated_rate(text, first, second, article.lang)
        if rate is not None:
            stated[frozenset((rate[0].unit, rate[1].unit))].append(rate)
        elif second is None or first.block != second.block or not _is_same_amount(text, first, second, words, article.lang):
            continue
        elif cues(article.lang, "pairs").then.search(text, max(0, first.start - BESIDE), second.end + AFTER):
            continue  # at the rate of another day
        elif first.kind == second.kind == "money" and first.unit != second.unit and first.value and second.value:
            rates[frozenset((first.unit, second.unit))].append((first, second))
        elif {first.kind, second.kind} == {"money", "count"} and first.value and second.value:  # a currency that no list has
            foreign[frozenset((first.unit, second.unit))].append((first, second))
        elif degrees := _degrees(first, second, article.lang):
            text = text[max(0, first.start - BESIDE) : second.end + BESIDE]
            yield from _temperatures(first, second, *degrees, cues(article.lang, "pairs").differs.search(text) is not None)
        elif holds := _in_weeks(first, second, article.lang):
            yield Relation("conversion", (("first", _rounded(first)), ("second", _rounded(second))), False, "conversion", holds=holds)
        elif _is_conversion(first, second, article.lang):
            roles = (("first", _rounded(first)), ("second", _rounded(second)))
            yield Relation("conversion", roles, False, "conversion")
    for told in stated.values():
        for rate in told:
            yield from _at_rate(rate, told, figures, around)
    for names in {**rates, **stated}:
        told = stated.get(names, [])
        if len({rate[0].value for rate in told}) < 2:  # an official one beside a free one: each is for its own sentence
            yield from _currencies([*rates.get(names, ()), *told, *foreign.get(names, ())])


def _at_rate(rate: _Two, told: Sequence[_Two], figures: Sequence[Quantity], around: Surroundings) -> Iterator[Relation]:
    """The two amounts that a sentence converts at a rate: 363 mln dlrs at a rate of 150 sucres.

    Those of the sentence that names the rate, one of which may stand in the one
    before; or of the next one, if words such as "at this rate" point back.
    """
    of_rates = {_start(figure) for two in told for figure in two}
    amounts = [figure for figure in figures if figure.kind == "money" and figure.value and abs(figure.block - rate[0].block) <= 1 and _start(figure) not in of_rates]
    own = around.sentence(rate[0])
    points_back = cues(around.article.lang, "pairs").at_rate.search(around.article.blocks[rate[0].block].text, rate[0].end)
    reaches: list[tuple[int, ...]] = [(own,), (own, own - 1), *([(own + 1,)] if points_back else [])]
    for places in reaches:
        sides = [[figure for figure in amounts if figure.unit == side.unit and around.sentence(figure) in places] for side in rate]
        if any(len(side) > 1 for side in sides):
            return
        found = [side[0] for side in sides if side]
        if len(found) == len(rate) and any(around.sentence(figure) == places[0] for figure in found):
            first, second = (_converted(figure, Fraction(0), figure is max(found, key=_start)) for figure in found)
            yield Relation("exchange", (("first", rate[0]), ("second", rate[1]), ("other", first), ("another", second)), False, "named-rate")
            return


def _is_same_amount(text: str, first: Quantity, second: Quantity, words: Vocabulary, lang: str) -> bool:
    """Whether the second stands in brackets right behind the first, in the brackets of another one, or behind words such as 约合."""
    if second.start <= first.end:
        return False
    if second.start - first.end > BETWEEN:
        return False
    if words.aside.fullmatch(text, first.end, second.start) is not None:
        return True
    cue = cues(lang, "pairs")
    return any(_is_between(link, text, first, second) for link in (cue.equal, cue.equal_next))


def _is_between(cue: re.Pattern[str], text: str, first: Quantity, second: Quantity) -> bool:
    """Whether such words are all that stands between two amounts, or between the first and the digits of the second."""
    digits = _DIGIT.search(text, second.start)
    ends = (second.start, digits.start() if digits is not None else second.start)
    return any(cue.fullmatch(text, first.end, end) is not None for end in ends)


def _stated_rate(text: str, first: Quantity, second: Quantity | None, lang: str) -> _Two | None:
    """A rate that the text names: 150 sucres to the dollar, 1美元兑7.1元人民币."""
    if first.kind not in ("money", "count") or not first.value:
        return None
    cue = cues(lang, "pairs")
    is_one = second is not None and first.kind == second.kind == "money" and first.value == 1 and first.unit != second.unit
    if second is not None and is_one and first.block == second.block and _is_between(cue.rate, text, first, second):
        return replace(first, interval=Interval.exactly(Fraction(1))), second
    found = cue.rate_behind.match(text, first.end)
    if found is None:
        return None
    one = figures_of(lang)(f"1 {found['currency']}", first.block, first.article)
    if len(one) != 1 or one[0].kind != "money" or one[0].unit == first.unit:
        return None
    return first, replace(one[0], start=found.start("currency"), end=found.end("currency"), interval=Interval.exactly(Fraction(1)), derived="1")


def _is_conversion(first: Quantity, second: Quantity, lang: str) -> bool:
    """Whether both measure the same, in two units."""
    if first.kind != second.kind or first.kind not in ("measure", "duration"):
        return False
    if first.kind == "duration":
        names = data(lang, "units")["units"]
        if frozenset(names.get(figure.unit.lower(), "") for figure in (first, second)) not in _TIMES:
            return False
    return scale(first, lang)[0] == scale(second, lang)[0] and scale(first, lang)[1] != scale(second, lang)[1]


def _in_weeks(first: Quantity, second: Quantity, lang: str) -> str:
    """The formula of years that are told in weeks, or weeks in years; empty if they are not."""
    if first.kind != "duration" or second.kind != "duration":
        return ""
    names = data(lang, "units")["units"]
    found = [names.get(figure.unit.lower(), "") for figure in (first, second)]
    return _OF_MONTHS[found[0]] if frozenset(found) == _YEARS else ""


def _degrees(first: Quantity, second: Quantity, lang: str) -> tuple[str, str] | None:
    """The scales of two temperatures, if they are told in different ones."""
    names = data(lang, "units")["units"]
    found = tuple(names.get(figure.unit.lower(), "") for figure in (first, second))
    return (found[0], found[1]) if set(found) == set(_SCALES) else None


def _temperatures(first: Quantity, second: Quantity, scale_of_first: str, scale_of_second: str, is_difference: bool) -> Iterator[Relation]:
    """One temperature on two scales; a rise by so many degrees converts without the freezing point."""
    roles = (("first", _rounded(first)), ("second", _rounded(second)))
    holds = _SCALES[scale_of_first]
    choice = f"degrees {first.article}:{first.block}:{first.start}"
    yield Relation("conversion", roles, False, "conversion", holds=holds[0], choice=choice, is_firm=not is_difference)
    yield Relation("conversion", roles, False, "conversion", holds=holds[1], choice=choice, is_firm=is_difference)


def _rounded(figure: Quantity) -> Quantity:
    """As far as a conversion is rounded: to the last digit that is not zero, by a tenth at most."""
    if figure.value is None or figure.hedge not in ("exact", "about"):
        return figure
    reach = max(figure.step / 2, min(last_digit_unit(figure.value, figure.step), abs(figure.value) / 10))
    return replace(figure, interval=Interval(figure.value - reach, figure.value + reach))


def _currencies(found: Sequence[_Two]) -> Iterator[Relation]:
    """Each pair against the most exact one of those whose rate is in the middle of all."""
    if len(found) < _FEWEST:
        return
    unit = found[0][0].unit
    turned = [(first, second) if first.unit == unit else (second, first) for first, second in found]
    ratios = sorted((first.value / second.value, number) for number, (first, second) in enumerate(turned) if first.value and second.value)
    centre, middle = median_low(ratios)
    agreeing = [number for ratio, number in ratios if abs(ratio / centre - 1) <= DRIFT_OF_MANY]
    are_many = len(agreeing) >= MANY
    if are_many:  # one of two digits would let the others drift farther than they do
        middle = max(agreeing, key=lambda number: (min(significant(figure) for figure in turned[number]), number == middle))
    for number, (first, second) in enumerate(turned):
        if number != middle:
            four = (first, second, *turned[middle])
            rounded = {max(pair, key=_start) for pair in ((first, second), turned[middle])}  # the one in brackets is worked out
            drift = DRIFT_OF_EXACT if all(_is_exact(figure, figure in rounded) for figure in four) else DRIFT_OF_MANY if are_many else DRIFT
            figures = tuple(_converted(figure, drift if figure is second else Fraction(0), figure in rounded) for figure in four)
            yield Relation("exchange", tuple(zip(("first", "second", "other", "another"), figures)), are_many, "exchange")


def _start(figure: Quantity) -> tuple[int, int]:
    return figure.block, figure.start


def _is_exact(figure: Quantity, is_worked_out: bool) -> bool:
    """Whether it is printed to the unit: in full, or with so many digits that it was not rounded much."""
    return (figure.step <= 1 and not (is_worked_out and _is_round(figure))) or significant(figure) >= EXACT or figure.is_printed is False


def _is_round(figure: Quantity) -> bool:
    """Whether it is printed in full and still rounded, as its zeros tell: £27,000 for $50,000."""
    return figure.value is not None and figure.step == 1 and abs(figure.value) >= ROUND and last_digit_unit(figure.value, figure.step) >= ROUND / 10


def _converted(figure: Quantity, drift: Fraction, is_worked_out: bool) -> Quantity:
    """As far as an amount of money is rounded, and the rate drifts: what is printed to the unit is exact to four digits."""
    if figure.value is None or not figure.is_printed:
        return figure
    finest = Fraction(1, 10000 if figure.step <= 1 and not (is_worked_out and _is_round(figure)) else 20)  # $500,000 is not rounded to hundred thousands
    unit = min(last_digit_unit(figure.value, figure.step), abs(figure.value) * finest)
    reach = max(figure.step, unit) / 2 + abs(figure.value) * drift
    return replace(figure, interval=Interval(figure.value - reach, figure.value + reach), hedge="exact")  # a hedge is that of both
