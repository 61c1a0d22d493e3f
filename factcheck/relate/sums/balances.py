"""A surplus or deficit with the two sides it lies between, each told for several times in the same order.

"The surplus narrowed to 140 in June from 615 in May. Exports rose to 180 from
660, imports were 40 against 45": the first of each belong together, and so do
the second ones. Other figures of the same names that fit tell that these are meant.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import product

from factcheck.model import Article, Relation
from factcheck.records import dataclass
from factcheck.relate.context.cues import Cues, cues
from factcheck.relate.context.figures import can_pair
from factcheck.relate.context.labels import Label
from factcheck.relate.context.near import is_telling
from factcheck.relate.sums.products import place_of

REACH = 3
"""How many sentences lie at most between the balance and one of its sides."""
BESIDE = 16
"""How many characters before a name may say that it is of some of it alone."""
MOST = 3
"""How many times are told of each."""

_BALANCES = ("surplus", "deficit")


@dataclass(frozen=True, slots=True)
class _Named:
    """A level and the name before it."""

    name: str
    label: Label


_Series = list[_Named]
"""The levels that one name has in one sentence, in the order of the text."""


def balances(article: Article, labels: Sequence[Label]) -> Iterator[Relation]:
    """Each balance with its two sides."""
    cue = cues(article.lang, "balances")
    spoken = {number for number, block in enumerate(article.blocks) if block.kind != "heading" and cue.name.search(block.text)}
    series = list(_series(article, [label for label in labels if label.figure.block in spoken], cue))
    own = [found for found in series if found[0].name in _BALANCES]
    for levels, before in zip(own, (None, *own)):
        near = [found for found in series if abs(found[0].label.sentence - levels[0].label.sentence) <= REACH]
        for names in (("exports", "imports"), ("income", "spending"), ("supply", "demand")):
            first, second = (next((found for found in near if found[0].name == name), []) for name in names)
            if first and second:
                yield from _tied(article, levels, first, second, _ahead(levels, before))


def _ahead(levels: _Series, before: _Series | None) -> int:
    """How many levels of the sentence before these may go on with."""
    return len(before) if before is not None and levels[0].label.sentence - before[0].label.sentence == 1 else 0


def _tied(article: Article, levels: _Series, first: _Series, second: _Series, ahead: int) -> Iterator[Relation]:
    for place, level in enumerate(levels):
        for one, two in product(range(len(first)), range(len(second))):
            sides = [first[one].label.figure, second[two].label.figure]
            figures = [level.label.figure, *sides]
            if not can_pair(figures, article.lang):
                continue
            if level.name == "deficit":
                sides.reverse()
            roles = (("more", sides[0]), ("less", sides[1]), ("difference", figures[0]))
            is_firm = one == two and one in (place, place + ahead) and is_telling(figures)
            yield Relation("difference", roles, False, "nearby", choice=f"balance {place_of(figures[0])}", is_firm=is_firm)


def _series(article: Article, labels: Sequence[Label], cue: Cues) -> Iterator[_Series]:
    """The levels behind each name up to the next name of its sentence."""
    by_sentence: dict[int, list[Label]] = defaultdict(list)
    for label in labels:
        if label.is_level and not label.direction and label.figure.kind in ("money", "number", "measure") and label.figure.hedge == "exact":
            by_sentence[label.sentence].append(label)
    for number, inside in by_sentence.items():
        sentence = article.sentences[number]
        text = article.blocks[sentence.block].text
        names = list(cue.name.finditer(text, sentence.start, sentence.end))
        for name, following in zip(names, (*names[1:], None)):
            end = following.start() if following else sentence.end
            found = [_Named(name.lastgroup or "", label) for label in inside if name.end() <= label.figure.start < end][:MOST]
            if not found and name.lastgroup in _BALANCES:  # a 182 mln dlr surplus
                found = [_Named(name.lastgroup, label) for label in inside if 0 <= name.start() - label.figure.end <= 1]
            if found and not cue.partner.search(text, max(sentence.start, name.start() - BESIDE), max(name.end(), found[0].label.figure.start)):
                yield found
