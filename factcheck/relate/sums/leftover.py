"""What is left of a number of things: of 46 firms four won, the other 42 did not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.model import Article, Relation
from factcheck.relate.context.cues import Cues, cues
from factcheck.relate.context.labels import Label
from factcheck.relate.sentences.wordings import alike
from factcheck.relate.sums.lists import summed

REACH = 2
"""How many sentences before what is left its whole stands."""
SIDE = (12, 32)
"""How many characters before a number call it what is left, without and with spaces between words."""
MOST = 4
"""How many parts stand between the whole and what is left of it."""


def leftovers(article: Article, labels: Sequence[Label]) -> Iterator[Relation]:
    """Each number that is called what is left, with the whole and the parts before it."""
    cue = cues(article.lang, "leftover")
    for number, rest in enumerate(labels):
        if _is_left(article, rest, cue):
            yield from _taken(article, labels[:number], rest, cue)


def _is_left(article: Article, rest: Label, cue: Cues) -> bool:
    figure, text = rest.figure, article.blocks[rest.figure.block].text
    if not _is_plain(rest) or not cue.rest.search(text, max(0, figure.start - SIDE[cue.spaced]), figure.start):
        return False
    return cue.each.match(text, figure.end) is None


def _is_plain(label: Label, of_any_time: bool = False) -> bool:
    """Whether it is an exact amount that parts can add up to; in the sentence itself all are of one time."""
    return label.is_level and not label.direction and (of_any_time or not label.is_earlier) and label.figure.hedge == "exact" and label.figure.kind in ("count", "money", "measure")


def _taken(article: Article, before: Sequence[Label], rest: Label, cue: Cues) -> Iterator[Relation]:
    """The whole as the largest amount before, and what lies between as parts; fewer of these may be meant as well."""
    figure = rest.figure
    near = [
        label for label in before
        if _is_plain(label, label.sentence == rest.sentence) and label.figure.block == figure.block and rest.sentence - label.sentence <= REACH and alike([label.figure, figure], article.lang, strict=True)
    ]  # fmt: skip
    whole = max(near, key=lambda label: label.figure.value or 0, default=None)
    if whole is None:
        return
    parts = [label for label in near if label.figure.start > whole.figure.start]
    text = article.blocks[figure.block].text
    if not 0 < len(parts) <= MOST or cue.apart.search(text, whole.figure.end, figure.start):
        return
    choice = f"sum {figure.article}:{figure.block}:{whole.figure.start} left"
    for size in range(len(parts), 0, -1):
        yield summed(whole, [*parts[:size], rest], choice, is_firm=size == len(parts))
        if size < len(parts):
            yield summed(whole, [*parts[-size:], rest], choice, is_firm=False)
