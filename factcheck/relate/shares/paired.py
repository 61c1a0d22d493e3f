"""Two amounts of two kinds, each with its share of a whole of its own: 303 reserves on 91,000 km², 11.9% and 61.2% of all by number and area."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.model import Article, Relation
from factcheck.relate.context.cues import cues
from factcheck.relate.context.labels import Label
from factcheck.relate.sentences.wordings import alike
from factcheck.relate.sums.products import place_of

BEFORE = 40
"""How many characters before the first share say that the two are those of the amounts before."""
FAR = 8
"""How many figures before the parts their wholes stand at most."""


def paired(article: Article, labels: Sequence[Label]) -> Iterator[Relation]:
    """Each such share with its part and the last larger amount of the same kind before that, if both have one."""
    cue = cues(article.lang, "zipped")
    for place in range(4, len(labels) - 1):
        first, second = labels[place], labels[place + 1]
        if first.figure.kind != "percent" or second.figure.kind != "percent" or first.figure.block != second.figure.block:
            continue
        text = article.blocks[first.figure.block].text
        if not cue.joint.fullmatch(text, first.figure.end, second.figure.start):
            continue
        parts = labels[place - 2 : place]
        if any(part.sentence != first.sentence or not _is_plain(part) for part in parts) or alike([part.figure for part in parts], article.lang, strict=True):
            continue
        wholes = [_whole(article, labels[max(0, place - 2 - FAR) : place - 2], part) for part in parts]
        if cue.opens.search(text[max(0, first.figure.start - BEFORE) : first.figure.start]) is None:
            continue
        for part, whole, share in zip(parts, wholes, (first, second)):
            if whole is not None and None not in wholes:
                roles = (("part", part.figure), ("whole", whole.figure), ("share", share.figure))
                yield Relation("share", roles, False, "nearby", choice=place_of(share.figure))


def _is_plain(label: Label) -> bool:
    return label.is_level and not label.direction and not label.is_earlier


def _whole(article: Article, before: Sequence[Label], part: Label) -> Label | None:
    """The last amount of the kind of a part, of the same block."""
    found = [label for label in before if label.figure.block == part.figure.block and _is_plain(label) and label.figure.kind == part.figure.kind]
    return next((label for label in reversed(found) if alike([label.figure, part.figure], article.lang, strict=True)), None)
