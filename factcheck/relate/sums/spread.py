"""A total and its parts, each in a sentence of its own: housing starts, single-family starts and multi-family starts.

What ties them is the noun of a measure that adds up, with another name before it
each time. Only long figures are tied so: of short ones any three come near.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from factcheck.kept import compiled
from factcheck.languages import data
from factcheck.model import Article, Relation
from factcheck.records import dataclass
from factcheck.relate.context.labels import Label
from factcheck.relate.context.near import significant
from factcheck.relate.sums.lists import SPREAD, can_add, summed

LONG = 3
"""How many digits each figure has at least, without zeros at its ends."""
TOGETHER = 11
"""How many the three have together at least."""
REACH = 5
"""How many figures of the measure before and behind a total may be its parts."""


@dataclass(frozen=True, slots=True)
class _Named:
    """A figure and the name before its noun."""

    name: str
    label: Label


@cache
def _head(lang: str) -> re.Pattern[str]:
    return compiled(data(lang, "periods")["head"])


@cache
def _halves(lang: str) -> re.Pattern[str]:
    return compiled(data(lang, "periods")["halves"])


def spread(article: Article, labels: Sequence[Label]) -> Iterator[Relation]:
    """Each figure of a measure with two others of it that stand side by side and may be its parts."""
    groups: dict[str, list[_Named]] = defaultdict(list)
    for noun, named in _named(article, labels):
        groups[noun].append(named)
    for group in groups.values():
        for place, total in enumerate(group):
            near = range(max(0, place - REACH), min(len(group) - 1, place + REACH))
            for first, second in ((group[index], group[index + 1]) for index in near if place not in (index, index + 1)):
                if not _is_telling(total, first, second):
                    continue
                if len({total.name, first.name, second.name}) == 3 and can_add(total.label, first.label, article.lang) and can_add(total.label, second.label, article.lang):
                    figure = total.label.figure
                    choice = f"{SPREAD} {figure.article}:{figure.block}:{figure.start}"
                    yield summed(total.label, (first.label, second.label), choice, is_firm=_is_total(total, first, second))


def _is_telling(*named: _Named) -> bool:
    """Whether the figures have digits enough together that they hardly come near each other by chance."""
    return sum(significant(one.label.figure) for one in named) >= TOGETHER


def _is_total(total: _Named, *parts: _Named) -> bool:
    """Whether it is more than one of its parts and no more than ten times their sum: the other one may be mistyped."""
    amounts = [part.label.figure.value or 0 for part in parts]
    return min(amounts) < (total.label.figure.value or 0) and sum(amounts) * 10 >= (total.label.figure.value or 0)


def _named(article: Article, labels: Sequence[Label]) -> Iterator[tuple[str, _Named]]:
    """Of each sentence, or half of one, that begins with such a name, its first long amount that is of now."""
    seen: set[tuple[int, int]] = set()
    for label in labels:
        figure = label.figure
        if label.sentence < 0 or not label.is_level or label.direction or label.is_earlier:
            continue
        if significant(figure) < LONG or figure.hedge != "exact":
            continue
        sentence = article.sentences[label.sentence]
        text = article.blocks[sentence.block].text[sentence.start : figure.start]
        start = max((joint.end() for joint in _halves(article.lang).finditer(text)), default=0)
        found = _head(article.lang).match(text[start:].lstrip())
        if found is not None and (label.sentence, start) not in seen:
            seen.add((label.sentence, start))
            yield found["noun"].lower(), _Named((found["name"] or "").lower(), label)
