"""A rate since January that is said to have quickened: then that of the last months alone is above it.

Up 6.1% in the first three quarters, faster than in the first half, and 6.9% in
the third: all of a time is what its parts average, so 5.9% would be a slip.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.languages import data
from factcheck.model import Article, Relation
from factcheck.relate.context.cues import cues
from factcheck.relate.context.labels import Label
from factcheck.relate.repeats.restated import Told, named
from factcheck.relate.scales.periods import stretch

REACH = 8
"""How many sentences behind the rate since January that of its last months is looked for."""


def paces(article: Article, labels: Sequence[Label]) -> Iterator[Relation]:
    """Each such rate with that of the last months, where both name one measure."""
    if "pace" not in data(article.lang, "cues"):
        return  # no copy of this language tells the rate since January beside that of the last months
    cue = cues(article.lang, "pace")
    spoken = {number for number, block in enumerate(article.blocks) if any(word in block.text for word in cue.table["triggers"])}
    for number, label in enumerate(labels if spoken else ()):
        if label.figure.block not in spoken or not _is_rate(label):
            continue
        moved = cue.quickened.match(article.blocks[label.figure.block].text, label.figure.end)
        whole = stretch(label.period, article.lang) if moved is not None else None
        before = stretch(moved["before"], article.lang) if moved is not None else None
        if moved is None or whole is None or before is None or before.first != 1 or whole.first != 1 or not before.last < whole.last:
            continue
        told = named(article, labels, number)
        last = _last(article, labels, number, told, (before.last + 1, whole.last)) if told is not None else None
        if last is not None:
            faster, slower = (last, label) if moved["up"] else (label, last)
            yield Relation("comparison", (("first", faster.figure), ("second", slower.figure)), True, "next-sentence")


def _is_rate(label: Label) -> bool:
    return label.figure.kind == "percent" and label.direction == 1 and bool(label.period) and label.figure.hedge == "exact"


def _last(article: Article, labels: Sequence[Label], number: int, whole: Told, months: tuple[float, float]) -> Label | None:
    """The rate of the same measure over just these months, if only one is told."""
    found = []
    for place in range(number + 1, len(labels)):
        label = labels[place]
        if label.sentence > whole.label.sentence + REACH:
            break
        when = stretch(label.period, article.lang) if _is_rate(label) else None
        if when is not None and (when.first, when.last) == months and (told := named(article, labels, place)) is not None and _is_one(whole, told):
            found.append(label)
    return found[0] if len(found) == 1 else None


def _is_one(first: Told, second: Told) -> bool:
    """Whether both are of one measure and one place, of both of which the second may tell less."""
    return second.name in first.name and second.place in ("", first.place)
