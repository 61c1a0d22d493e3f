"""A profit beside the revenue that it was made of: one of them in another word of magnitude shows at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.model import Relation
from factcheck.relate.context.labels import Label, is_named
from factcheck.relate.context.vocabulary import Vocabulary

_PROFITS = ("net-profit", "profit")


def earnings(labels: Sequence[Label], words: Vocabulary) -> Iterator[Relation]:
    """Each profit with the last revenue told before it in its own or the sentence before, in the same currency."""
    revenue: Label | None = None
    for label in labels:
        if label.figure.kind != "money" or label.direction or label.is_earlier or label.item or label.figure.hedge in ("range", "vague"):
            continue
        if label.term == "revenue":
            revenue = label
        elif label.term in _PROFITS and revenue is not None and 0 <= label.sentence - revenue.sentence <= 1:
            is_like = revenue.figure.block == label.figure.block and revenue.figure.unit == label.figure.unit
            if is_like and (label.before in revenue.before or not is_named(label.before, words)):
                yield Relation("earnings", (("profit", label.figure), ("revenue", revenue.figure)), True, "stated")
