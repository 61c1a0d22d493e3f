"""Shares told in a word and then exactly: "nearly half ...", and 48% a sentence later."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction

from factcheck.interval import Interval
from factcheck.model import Article, Quantity, Relation
from factcheck.relate.context.evidence import Surroundings
from factcheck.relate.context.labels import Label
from factcheck.relate.context.near import digits, slips

LEAST = 10
"""The least per cent that a word rounds to."""
BEHIND, BEFORE = 5, 1
"""How many sentences behind the word, and before it, the exact share is looked for."""
FREE = Fraction(6)
"""How many points apart a word and the share that it stands for may lie; twice as many where a hedge says on which side."""
ENOUGH = 5.0
"""From how many bits of common words on a share is the one that the word stands for."""
AHEAD = 1.5
"""How many bits more than for any other share must speak for it."""


def rounded(article: Article, labels: Sequence[Label], around: Surroundings) -> Iterator[Relation]:
    """Each share in a word that no share near it fits, with the one a slip away that stands among the same words."""
    exact: dict[int, list[Quantity]] = defaultdict(list)
    told: list[Label] = []
    for label in labels:
        if label.figure.kind == "percent" and label.figure.value and article.blocks[label.figure.block].kind != "heading":
            if not digits(label.figure) and label.figure.value >= LEAST:
                told.append(label)
            elif label.figure.hedge == "exact" and not label.direction:
                exact[label.sentence].append(label.figure)
    for label in told if exact else ():
        word = label.figure
        near = [figure for number in range(label.sentence - BEFORE, label.sentence + BEHIND + 1) for figure in exact.get(number, ())]
        others = [figure for figure in near if around.sentence(figure) != label.sentence]  # of one sentence all have the same words
        meant = _allowed(word)
        if not others or any(meant.meets(figure.interval) for figure in near):
            continue
        *less, best = sorted((around.shared(word, figure), figure.block, figure.start, figure) for figure in others)
        if best[0] >= ENOUGH and not around.is_other(word, best[-1]) and not around.is_of_before(word, best[-1]) and (not less or best[0] >= less[-1][0] + AHEAD) and any(True for _ in slips(best[-1], meant)):
            yield Relation("hedge", (("hedged", word), ("exact", best[-1])), False, "same-words")


def _allowed(word: Quantity) -> Interval:
    """The shares that a word may stand for where it opens a passage: 三成 is often 28.6%."""
    assert word.value is not None
    below, above = (2 * FREE if word.hedge in hedges else FREE for hedges in (("under", "atmost", "about"), ("over", "atleast", "about")))
    return Interval(word.value - below, word.value + above)
