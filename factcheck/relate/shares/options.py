"""The answers to one question, each quoted beside its share: all of them together are everybody."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from factcheck.model import Article, Relation
from factcheck.relate.context.cues import Cues, cues
from factcheck.relate.context.labels import Label

FEWEST = 3
"""How many answers a question has at least, so that the shares hardly add up by chance."""
SIDE = 32
"""How many characters before a share its answer stands."""


def options(article: Article, labels: Sequence[Label]) -> Iterator[Relation]:
    """The shares of each sentence that has a quoted answer for every one of them."""
    cue = cues(article.lang, "options")
    shares = [label for label in labels if label.figure.kind == "percent" and label.sentence >= 0]
    for number, found in groupby(shares, key=lambda label: label.sentence):
        inside = list(found)
        if len(inside) < FEWEST or not all(_is_answer(article, label, cue) for label in inside):
            continue
        sentence = article.sentences[number]
        if not cue.several.search(article.blocks[sentence.block].text):
            figure = inside[0].figure
            roles = tuple(("shares", label.figure) for label in inside)
            choice = f"options {figure.article}:{figure.block}:{figure.start}"
            yield Relation("shares", roles, False, "nearby", holds="sum(shares) = 100%", choice=choice)


def _is_answer(article: Article, label: Label, cue: Cues) -> bool:
    figure = label.figure
    if label.direction or figure.hedge not in ("exact", "about"):
        return False
    text = article.blocks[figure.block].text
    return cue.behind.match(text, figure.end) is not None or cue.before.search(text[max(0, figure.start - SIDE) : figure.start]) is not None
