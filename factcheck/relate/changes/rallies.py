"""How far a share has come since a price that its sentence names, up to the price at which it closed: from 3.42 yuan, up 115%, closing at 7.35.

The closing price stands elsewhere, often right behind the name of the company.
"""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.model import Relation
from factcheck.relate.context.cues import cues
from factcheck.relate.context.figures import choice
from factcheck.relate.context.labels import Label
from factcheck.relate.context.reading import Read

SIDE = 24
"""How many characters before a price say what it is."""
DIGITS = 2
"""How many digits a rate has at least."""


def rallies(one: Read) -> Iterator[Relation]:
    """Each rate with the price that it is told from and the one closing price of the article."""
    cue = cues(one.article.lang, "rallies")
    texts = [block.text for block in one.article.blocks]
    if not any(map(cue.hint.search, texts)):
        return
    prices = [label for label in one.labels if label.figure.kind == "money" and label.figure.value]
    closing = [label for label in prices if cue.closing.search(_before(texts, label))]
    if len({label.figure.value for label in closing}) != 1:
        return
    for number, rate in enumerate(one.labels):
        if rate.figure.kind != "percent" or rate.is_share or sum(map(str.isdigit, rate.figure.text)) < DIGITS:
            continue
        old = one.labels[number - 1] if number else None
        if old is None or old not in prices or old in closing or old.sentence != rate.sentence:
            continue
        between = texts[rate.figure.block][old.figure.end : rate.figure.start]
        moved = cue.since.search(between)
        if moved is not None and cue.low.search(_before(texts, old)):
            roles = (("old", old.figure), ("new", closing[0].figure), ("rate", rate.figure))
            negative = frozenset({"rate"} if moved["fall"] else ())
            yield Relation("growth", roles, False, "nearby", negative=negative, choice=choice(rate.figure))


def _before(texts: list[str], label: Label) -> str:
    figure = label.figure
    return texts[figure.block][max(0, figure.start - SIDE) : figure.start]
