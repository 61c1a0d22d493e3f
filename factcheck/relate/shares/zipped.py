"""Amounts and, in the same order, the share of each: 甲、乙两项为3亿元、5亿元，分别占总额的30%和50%; the whole is named, or goes without saying."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from factcheck.model import Article, Quantity, Relation
from factcheck.relate.context.cues import Cues, cues
from factcheck.relate.context.labels import Label
from factcheck.relate.context.wholes import Wholes
from factcheck.relate.sentences.wordings import alike
from factcheck.relate.sums.products import place_of

MOST = 6
"""How many amounts a list has."""
BEFORE = 40
"""How many characters before the first share say that the shares are those of the amounts before."""


def zipped(article: Article, labels: Sequence[Label], wholes: Wholes, number: int) -> Iterator[Relation]:
    """Each such share with its amount and its whole."""
    cue = cues(article.lang, "zipped")
    for place, first in enumerate(labels):
        if first.figure.kind != "percent" or (place and _goes_on(article, labels[place - 1], first, cue)):
            continue
        text = article.blocks[first.figure.block].text
        opened = cue.opens.search(text[max(0, first.figure.start - BEFORE) : first.figure.start])
        if opened is None:
            continue
        shares = list(_list(article, labels, place, cue))
        parts = list(_parts(labels, place, len(shares)))
        if len(shares) < 2 or len(parts) < len(shares):
            continue
        whole = wholes.named(opened["whole"], number, first.figure) if opened["whole"] else None
        figures = [(part.figure, share.figure) for part, share in zip(parts, shares)]
        if whole is None:
            if wholes.plain(opened["whole"], number):  # of the country alone is of each thing's own kind
                yield from _of_one_whole(figures)
        elif alike([whole, figures[0][0]], article.lang, strict=True):
            for part, share in figures:
                roles = (("part", part), ("whole", whole), ("share", share))
                yield Relation("share", roles, True, "stated", choice=place_of(share))


def _of_one_whole(figures: Sequence[tuple[Quantity, Quantity]]) -> Iterator[Relation]:
    """Each amount with the next one: divided by their shares both give the whole that is not printed."""
    for (part, share), (other, another) in pairwise(figures):
        roles = (("part", part), ("share", share), ("other", other), ("another", another))
        yield Relation("one-whole", roles, False, "one-whole", choice=place_of(share))


def _goes_on(article: Article, last: Label, label: Label, cue: Cues) -> bool:
    """Whether both are neighbours in a list of shares."""
    first, second = last.figure, label.figure
    is_like = first.kind == second.kind == "percent" and first.block == second.block
    return is_like and cue.joint.fullmatch(article.blocks[first.block].text, first.end, second.start) is not None


def _list(article: Article, labels: Sequence[Label], place: int, cue: Cues) -> Iterator[Label]:
    """The shares of the list that begins here."""
    yield labels[place]
    for last, label in zip(labels[place:], labels[place + 1 : place + MOST]):
        if not _goes_on(article, last, label, cue):
            return
        yield label


def _parts(labels: Sequence[Label], place: int, many: int) -> Sequence[Label]:
    """The last so many amounts of one unit before the shares in their sentence."""
    share = labels[place]
    inside = [label for label in labels[max(0, place - 3 * MOST) : place] if label.sentence == share.sentence]
    levels = [label for label in inside if label.is_level and not label.direction and not label.is_earlier and label.figure.kind != "duration"]
    found = levels[-many:]
    return found if len({(label.figure.kind, label.figure.unit) for label in found}) == 1 else []
