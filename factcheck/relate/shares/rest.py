"""Shares of one whole the last of which is the rest: together they make all of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.model import Article, Relation
from factcheck.relate.context.cues import Cues, cues
from factcheck.relate.context.labels import Label
from factcheck.relate.sums.products import place_of

MOST = 8
"""How many shares stand before the rest."""
SIDE = 16
"""How many characters beside a share say that it is the rest."""
_OPEN = ("atleast", "atmost", "vague", "range")


def rest(article: Article, labels: Sequence[Label]) -> Iterator[Relation]:
    """Each share that is called the rest, with the shares before it in its sentence."""
    cue = cues(article.lang, "shares")
    for number, label in enumerate(labels):
        if label.figure.kind == "percent" and _can_be_share(label) and _is_rest(article, labels, number, cue):
            yield from _complete(article, labels, number, cue)


def _can_be_share(label: Label) -> bool:
    return not label.direction and not label.is_earlier and label.figure.hedge not in _OPEN


def _is_rest(article: Article, labels: Sequence[Label], number: int, cue: Cues) -> bool:
    """Whether its own words, since the figure before, call it the rest."""
    figure = labels[number].figure
    text = article.blocks[figure.block].text
    before = labels[number - 1].figure if number else None
    start = before.end if before is not None and before.block == figure.block else 0
    if cue.rest.search(text, start, figure.start):
        return True
    return cue.rest_behind.match(text, figure.end) is not None


def _complete(article: Article, labels: Sequence[Label], number: int, cue: Cues) -> Iterator[Relation]:
    """All the shares of the sentence, and only the last few of them: one of these readings is meant."""
    last = labels[number]
    text = article.blocks[last.figure.block].text
    group: list[Label] = []
    for label in reversed(labels[max(0, number - 3 * MOST) : number]):
        between = text[label.figure.end : last.figure.start] if label.figure.block == last.figure.block else cue.table["sentence"]
        if between.count(cue.table["sentence"]) > (not group and label.sentence == last.sentence - 1) or len(group) == MOST:
            break
        if group and cue.table["sentence"] in text[label.figure.end : group[-1].figure.start]:
            break
        if label.figure.kind == "percent" and _can_be_share(label):
            group.append(label)
    if not group or last.figure.hedge not in ("exact", "about"):
        return
    first = group[-1].figure
    if cue.apart.search(text, first.end, last.figure.start) or cue.several.search(text) or cue.of_rest.match(text, last.figure.end):
        return
    for size in range(len(group), 0, -1):
        roles = (*(("shares", label.figure) for label in reversed(group[:size])), ("shares", last.figure))
        yield Relation("shares", roles, False, "nearby", holds="sum(shares) = 100%", choice=f"rest {place_of(last.figure)}", is_firm=size == len(group) and (size > 1 or group[0].sentence == last.sentence))
