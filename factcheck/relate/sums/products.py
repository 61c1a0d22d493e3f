"""Price, quantity and amount.

The words beside each figure say which of these it is. A price looks for a
quantity of what it is the price of, and for an amount of the same money.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from factcheck.interval import Interval
from factcheck.model import Article, Quantity, Relation
from factcheck.records import replace
from factcheck.relate.context.cues import Cues, cues
from factcheck.relate.context.labels import Label
from factcheck.relate.context.near import significant
from factcheck.relate.context.vocabulary import vocabulary
from factcheck.relate.sentences.wordings import alike
from factcheck.relate.sums.lists import Runs

WITHIN, FARTHER = 6, 10
"""How many figures before and behind a price its partners stand; of one that says for how much of it."""
REACH = 3
"""How many sentences away they stand at most from a price that says for how much of it, each part between semicolons as one; else 1."""
DIGITS, DRIFT = 3, 0.03
"""Digits that the three have at least, and how far they are off where something else than a slip explains it."""
SIDE = 24
"""How many characters beside a figure say what it is."""
_OPEN = ("atleast", "atmost", "vague", "range")


def products(article: Article, labels: Sequence[Label]) -> Iterator[Relation]:
    """The readings of all prices."""
    cue = cues(article.lang, "products")
    block, is_hinted = -1, False
    for number, label in enumerate(labels):
        if label.figure.block != block:
            block = label.figure.block
            is_hinted = cue.hint.search(article.blocks[block].text) is not None
        is_open = label.figure.hedge in _OPEN and label.figure.hedge != "atmost"  # of a price limit the most can be worked out
        if not is_hinted or label.figure.kind != "money" or not label.figure.value or is_open:
            continue
        named = _price(article.blocks[label.figure.block].text, label.figure, cue)
        if named is not None:
            yield from _priced(article, labels, number, named, cue)


def _price(text: str, figure: Quantity, cue: Cues) -> str | None:
    """What a price is the price of ("" if that goes without saying), or None if it is no price."""
    before = text[max(0, figure.start - SIDE) : figure.start]
    if cue.compared.search(before) or cue.extreme.search(before[-SIDE // 2 :]):
        return None  # of another time, or of some only
    if "/" in figure.unit:
        return figure.unit.partition("/")[2]
    found = cue.price_before.search(before) or cue.price_behind.match(text, figure.end)
    if found is None or cue.nominal.search(text, max(0, figure.start - SIDE // 2), figure.start):
        return None
    return found["one"] or found.groupdict().get("each") or ""


def _priced(article: Article, labels: Sequence[Label], number: int, one: str, cue: Cues) -> Iterator[Relation]:
    """A price with each quantity of the thing and each amount of the money around it."""
    price = labels[number]
    within = FARTHER if "/" in price.figure.unit else WITHIN
    low = max(0, number - within)
    around = [(abs(low + place - number), label) for place, label in enumerate(labels[low : number + within + 1]) if _is_partner(price, label)]
    quantities = [found for found in around if is_quantity(article, price, found[1], one, cue)]
    amounts = [found for found in around if is_amount(article, price, found[1], cue)]
    run = Runs(article, vocabulary(article.lang))
    firm: list[tuple[int, Label, Label]] = []
    loose: list[tuple[int, Label, Label]] = []
    for far, quantity in quantities:
        for farther, amount in amounts:
            steps = far + farther
            if run[amount.sentence] == run[price.sentence] == run[quantity.sentence]:
                firm.append((steps, quantity, amount))
            else:
                loose.append((steps, quantity, amount))
    firm.sort(key=lambda found: found[0])
    for place, (_, quantity, amount) in enumerate([*firm, *sorted(loose, key=lambda found: found[0])]):
        roles = (("price", plain(price.figure)), ("quantity", _limit(quantity.figure)), ("amount", _limit(amount.figure)))
        is_first = place == 0 and (bool(firm) or (len(quantities) == len(amounts) == 1)) and _says_enough(article, price, quantity, amount, cue)
        yield Relation("product", roles, False, "nearby", choice=f"product {place_of(price.figure)}", is_firm=is_first)


def plain(price: Quantity) -> Quantity:
    """A price in the unit of its money alone: yuan, not yuan a tonne; a limit as the price that it is."""
    return _limit(replace(price, unit=price.unit.partition("/")[0]))


def _limit(figure: Quantity) -> Quantity:
    """The most that a figure may be as the figure that is printed."""
    most = _most(figure)
    if figure.hedge not in ("atmost", "range") or most is None:
        return figure
    return replace(figure, hedge="exact", value=most, interval=Interval.rounded(most, figure.step))


def _most(figure: Quantity) -> Fraction | None:
    """The value of a figure; of a range the upper end."""
    return figure.interval.high if figure.hedge == "range" else figure.value


def _says_enough(article: Article, price: Label, quantity: Label, amount: Label, cue: Cues) -> bool:
    """Whether the three have digits enough, and are not off by so little that fees or a rounded price explain it."""
    figures = (price.figure, quantity.figure, amount.figure)
    if sum(significant(figure) for figure in figures) < DIGITS:
        return False
    sentence = article.sentences[amount.sentence]
    if cue.besides.search(article.blocks[sentence.block].text, sentence.start, sentence.end):
        return False
    first, second, third = (float(_most(figure) or 0) for figure in figures)
    return not 0.002 < abs(first * second / third - 1) < DRIFT


def _is_partner(price: Label, label: Label) -> bool:
    figure = label.figure
    return (
        label is not price and label.is_level and bool(_most(figure)) and not label.is_earlier
        and (figure.hedge not in _OPEN or (price.figure.hedge == "atmost" and figure.hedge in ("atmost", "range")))  # the most of each makes the most of all
        and abs(label.sentence - price.sentence) <= (REACH if "/" in price.figure.unit else 1) and figure.block == price.figure.block
    )  # fmt: skip


def is_quantity(article: Article, price: Label, label: Label, one: str, cue: Cues) -> bool:
    """Whether it counts or measures what the price is the price of."""
    figure = label.figure
    if figure.kind not in ("count", "measure") or label.direction:
        return False
    text = article.blocks[figure.block].text
    stop = cue.stop.search(text, figure.end, figure.end + 10)
    named = f"{figure.text} {figure.unit} {text[figure.end : stop.start() if stop else figure.end + 10]}".lower()
    if not one:
        return figure.kind == "measure" or cue.traded.search(named) is not None
    if one in cue.table["any"]:
        before = figure.block == price.figure.block and figure.end <= price.figure.start
        return before and cue.any_link.fullmatch(text, figure.end, price.figure.start) is not None
    return one.lower() in named


def is_amount(article: Article, price: Label, label: Label, cue: Cues) -> bool:
    """Whether it is money for all of it, by the words beside it."""
    figure = label.figure
    if figure.kind != "money" or not alike([figure, plain(price.figure)], article.lang) or (_most(figure) or 0) < 10 * (price.figure.value or 0):
        return False
    text = article.blocks[figure.block].text
    if _price(text, figure, cue) is not None:
        return False
    before = text[max(0, figure.start - SIDE) : figure.start]
    return cue.amount_before.search(before) is not None or cue.amount_behind.match(text, figure.end) is not None


def place_of(figure: Quantity) -> str:
    """Where a figure stands, as the name of a choice."""
    return f"{figure.article}:{figure.block}:{figure.start}"
