"""Price, quantity and amount; a total and what it comes to a day, a month or a year.

The words beside each figure say which of these it is. A price looks for a
quantity of what it is the price of, and for an amount of the same money; an
amount for each day looks for the total, and for the days that it is spread over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from factcheck.interval import Interval
from factcheck.languages import data
from factcheck.model import Article, Quantity, Relation
from factcheck.relate.labels import Label
from factcheck.relate.wordings import alike

WITHIN = 6
"""How many figures before and behind a price its partners stand."""
SIDE = 24
"""How many characters beside a figure say what it is."""
_OPEN = ("atleast", "atmost", "vague", "range")


@dataclass(frozen=True, slots=True)
class Cues:
    """The words of a language pack around prices and amounts, compiled."""

    price_before: re.Pattern[str]
    price_behind: re.Pattern[str]
    amount_before: re.Pattern[str]
    amount_behind: re.Pattern[str]
    nominal: re.Pattern[str]
    daily_before: re.Pattern[str]
    daily_behind: re.Pattern[str]
    spans: tuple[tuple[re.Pattern[str], int, int, int, int], ...]
    """What a period is called, and how many days at least and at most, months, and times twelve months it has."""
    days: str
    months: str


@cache
def _cues(lang: str) -> Cues:
    table = data(lang, "cues")["products"]
    flags = re.IGNORECASE if lang != "zh" else re.NOFLAG
    found = {name: re.compile(pattern, flags) for name, pattern in table.items() if isinstance(pattern, str) and name not in ("days", "months")}
    spans = tuple((re.compile(entry["name"], flags), *entry["days"], *entry["months"]) for entry in table["span"])
    return Cues(**found, spans=spans, days=table["days"], months=table["months"])


def products(article: Article, labels: Sequence[Label]) -> Iterator[Relation]:
    """The readings of all prices, and of all amounts for each day or month."""
    cues = _cues(article.lang)
    for number, label in enumerate(labels):
        if not label.is_level or not label.figure.value or label.figure.hedge in _OPEN:
            continue
        text = article.blocks[label.figure.block].text
        if label.figure.kind == "money" and (named := _price(text, label.figure, cues)) is not None:
            yield from _priced(article, labels, number, named, cues)
        elif each := cues.daily_before.search(text[max(0, label.figure.start - SIDE) : label.figure.start]) or cues.daily_behind.match(
            text, label.figure.end
        ):
            yield from _spread(article, labels, number, each, cues)


def _price(text: str, figure: Quantity, cues: Cues) -> str | None:
    """What a price is the price of ("" if that goes without saying), or None if it is no price."""
    before = cues.price_before.search(text[max(0, figure.start - SIDE) : figure.start])
    found = before or cues.price_behind.match(text, figure.end)
    if found is None or cues.nominal.search(text, max(0, figure.start - SIDE // 2), figure.start):
        return None
    return found["one"] or ""


def _priced(article: Article, labels: Sequence[Label], number: int, one: str, cues: Cues) -> Iterator[Relation]:
    """A price with each quantity of the thing and each amount of the money around it."""
    price = labels[number]
    around = [label for label in labels[max(0, number - WITHIN) : number + WITHIN + 1] if _is_partner(price, label)]
    quantities = [label for label in around if _is_quantity(article, label, one)]
    amounts = [label for label in around if _is_amount(article, price, label, cues)]
    firm: list[tuple[int, Label, Label]] = []
    loose: list[tuple[int, Label, Label]] = []
    for quantity in quantities:
        for amount in amounts:
            steps = sum(abs(labels.index(label) - number) for label in (quantity, amount))
            if amount.sentence == price.sentence == quantity.sentence:
                firm.append((steps, quantity, amount))
            else:
                loose.append((steps, quantity, amount))
    firm.sort(key=lambda found: found[0])
    for place, (_, quantity, amount) in enumerate([*firm, *sorted(loose, key=lambda found: found[0])]):
        roles = (("price", price.figure), ("quantity", quantity.figure), ("amount", amount.figure))
        is_first = place == 0 and (bool(firm) or (len(quantities) == len(amounts) == 1))
        yield Relation("product", roles, False, "nearby", choice=f"product {_place(price.figure)}", is_firm=is_first)


def _is_partner(price: Label, label: Label) -> bool:
    figure = label.figure
    return (
        label is not price and label.is_level and bool(figure.value) and figure.hedge not in _OPEN and not label.is_earlier
        and abs(label.sentence - price.sentence) <= 1
    )  # fmt: skip


def _is_quantity(article: Article, label: Label, one: str) -> bool:
    """Whether it counts or measures what the price is the price of."""
    figure = label.figure
    if figure.kind not in ("count", "measure") or label.direction:
        return False
    text = article.blocks[figure.block].text
    named = f"{figure.text} {figure.unit} {text[figure.end : figure.end + 10]}".lower()
    return bool(one) and one.lower() in named or not one and figure.kind == "measure"


def _is_amount(article: Article, price: Label, label: Label, cues: Cues) -> bool:
    """Whether it is money for all of it, by the words beside it."""
    figure = label.figure
    if figure.kind != "money" or not alike([figure, price.figure], article.lang) or (figure.value or 0) < 10 * (price.figure.value or 0):
        return False
    text = article.blocks[figure.block].text
    if _price(text, figure, cues) is not None:
        return False
    before = text[max(0, figure.start - SIDE) : figure.start]
    return cues.amount_before.search(before) is not None or cues.amount_behind.match(text, figure.end) is not None


def _spread(article: Article, labels: Sequence[Label], number: int, each: re.Match[str], cues: Cues) -> Iterator[Relation]:
    """An amount for each day or month with the total before it, over the period that its sentence names."""
    mean = labels[number]
    total = labels[number - 1] if number else None
    if total is None or total.figure.block != mean.figure.block or total.sentence != mean.sentence or not total.is_level:
        return
    if total.figure.hedge in _OPEN or total.direction or (total.figure.value or 0) <= (mean.figure.value or 0):
        return
    if not alike([total.figure, mean.figure], article.lang) and total.figure.kind != mean.figure.kind:
        return
    sentence = article.sentences[mean.sentence]
    text = article.blocks[sentence.block].text[sentence.start : sentence.end]
    by_month = each.groupdict().get("month") is not None
    named = [span for span in cues.spans if span[0].search(text)]
    if len(named) != 1:
        return
    low, high = named[0][3:] if by_month else named[0][1:3]
    if not low:
        return
    unit = cues.months if by_month else cues.days
    over = Quantity(
        "duration", f"{low} {unit}".strip(), mean.figure.block, mean.figure.start, mean.figure.start, None,
        Interval(Fraction(low), Fraction(high)), unit, derived=f"{low}", article=mean.figure.article,
    )  # fmt: skip
    roles = (("total", total.figure), ("count", over), ("average", mean.figure))
    yield Relation("average", roles, False, "nearby", choice=f"spread {_place(mean.figure)}")


def _place(figure: Quantity) -> str:
    return f"{figure.article}:{figure.block}:{figure.start}"
