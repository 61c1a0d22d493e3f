"""Rates that have the name of what they divide: a gross margin is the gross profit by the revenue."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from factcheck.kept import compiled
from factcheck.model import Article, Relation
from factcheck.relate.context.cues import cues
from factcheck.relate.context.labels import Label
from factcheck.relate.sentences.wordings import alike
from factcheck.relate.sums.products import place_of

BACK = 12
"""How many figures before a rate what it divides is looked for."""
SIDE = 24
"""How many characters before a rate name it."""
SENTENCES = 3
"""How many sentences away that stands."""
_OPEN = ("atleast", "atmost", "vague", "range")


class _Rate(NamedTuple):
    """The words that name a rate, right before its figure; those of what is divided, and those of what it is divided by."""

    name: re.Pattern[str]
    part: re.Pattern[str]
    whole: re.Pattern[str]
    rest: re.Pattern[str]
    """Those of what the whole has besides: costs."""


@cache
def _rates(lang: str) -> tuple[_Rate, ...]:
    flags = re.NOFLAG if lang == "zh" else re.IGNORECASE
    return tuple(_Rate(*(compiled(entry[key], flags) for key in ("name", "part", "whole", "rest"))) for entry in cues(lang, "ratios").table["rate"])


def ratios(article: Article, labels: Sequence[Label]) -> Iterator[Relation]:
    """Each such rate with the amounts of its time that it divides."""
    hint = cues(article.lang, "ratios").hint
    blocks = {number for number, block in enumerate(article.blocks) if hint.search(block.text)}
    for number, label in enumerate(labels):
        if label.figure.kind != "percent" or label.figure.block not in blocks or label.is_earlier or label.direction or label.figure.hedge in _OPEN:
            continue
        before = article.blocks[label.figure.block].text[max(0, label.figure.start - SIDE) : label.figure.start]
        rate = next((rate for rate in _rates(article.lang) if rate.name.search(before)), None)
        if rate is not None:
            behind = [other for other in labels[number + 1 : number + 2] if other.sentence == label.sentence]
            near = [other for other in (*labels[max(0, number - BACK) : number], *behind) if _is_amount(other, label)]
            yield from _divided(label, near, rate, article.lang)


def _is_amount(label: Label, rate: Label) -> bool:
    is_plain = label.is_level and not label.direction and not label.is_earlier and "prior" not in label.period
    return is_plain and label.figure.kind == "money" and label.figure.hedge not in _OPEN and abs(label.sentence - rate.sentence) <= SENTENCES


def _divided(rate: Label, near: Sequence[Label], words: _Rate, lang: str) -> Iterator[Relation]:
    parts = [label for label in near if words.part.search(label.clause)]
    wholes = [label for label in near if words.whole.search(label.clause) and label not in parts]
    if not parts:
        rests = [label for label in near if words.rest.search(label.clause)]
        yield from _left(rate, rests, [label for label in wholes if label not in rests], lang)
    for place, (part, whole) in enumerate((part, whole) for part in reversed(parts) for whole in reversed(wholes)):
        if alike([part.figure, whole.figure], lang):
            roles = (("part", part.figure), ("whole", whole.figure), ("share", rate.figure))
            yield Relation("share", roles, False, "nearby", choice=place_of(rate.figure), is_firm=place == 0)


def _left(rate: Label, rests: Sequence[Label], wholes: Sequence[Label], lang: str) -> Iterator[Relation]:
    """The rate of what the one amount of costs leaves of the whole right before it."""
    for rest, whole in zip(rests[-1:], wholes[-1:]):
        if alike([rest.figure, whole.figure], lang) and whole.sentence == rest.sentence == rate.sentence:
            roles = (("part", rest.figure), ("whole", whole.figure), ("share", rate.figure))
            yield Relation("remainder", roles, False, "nearby", choice=place_of(rate.figure))
