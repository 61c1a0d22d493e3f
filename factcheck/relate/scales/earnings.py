"""A profit beside the revenue that it was made of, and net assets beside all assets.

A profit in another word of magnitude shows at once; net assets never exceed all
assets, whatever is owed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from factcheck.model import Relation
from factcheck.relate.context.cues import cues
from factcheck.relate.context.labels import Label, is_named
from factcheck.relate.context.vocabulary import Vocabulary

_PROFITS = ("net-profit", "profit")
_OF: Mapping[str, str] = {"revenue": "earnings", "assets": "bound"}
"""The terms of what another amount is made of, and the kind of the relation between the two."""


def earnings(labels: Sequence[Label], words: Vocabulary) -> Iterator[Relation]:
    """Each profit, or net assets, with the last revenue, or assets, told before it in its own or the sentence before, in the same currency."""
    wholes: dict[str, Label] = {}
    for label in labels:
        if label.figure.kind != "money" or label.direction or label.is_earlier or label.item or label.figure.hedge in ("range", "vague"):
            continue
        if label.term in _OF:
            wholes[_OF[label.term]] = label
            continue
        kind = "earnings" if label.term in _PROFITS else "bound" if label.term == "net-assets" else ""
        whole = wholes.get(kind)
        if whole is not None and 0 <= label.sentence - whole.sentence <= 1 and _is_of_one(label, whole, words):
            roles = ("profit", "revenue") if kind == "earnings" else ("part", "whole")
            yield Relation(kind, tuple(zip(roles, (label.figure, whole.figure))), True, "stated")


def _is_of_one(label: Label, whole: Label, words: Vocabulary) -> bool:
    """Whether both are amounts of one owner, as far as the words before them tell."""
    is_like = whole.figure.block == label.figure.block and whole.figure.unit == label.figure.unit
    own = cues(words.lang, "earnings").attributed.sub("", label.before)
    return is_like and (own in whole.before or not is_named(own, words))
