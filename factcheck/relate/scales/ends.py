"""The ends of ranges, and the zoom that they make of a lens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.languages import figures as reader
from factcheck.model import Article, Quantity, Relation
from factcheck.records import replace
from factcheck.relate.context.cues import cues

ZOOM = 80
"""How many characters behind a zoom its lengths are told."""


def ends_of(article: Article, figure: Quantity) -> list[Quantity]:
    """The two figures that a range is made of, with its kind and unit; none where they cannot be told apart."""
    text = article.blocks[figure.block].text
    return [
        replace(end, kind=figure.kind, unit=figure.unit, hedge="exact")
        for end in reader(article.lang)(text, figure.block, figure.article, ends=True)
        if figure.start <= end.start and end.end <= figure.end and end.text != figure.text and end.value is not None
    ]


def zooms(article: Article, figures: Sequence[Quantity]) -> Iterator[Relation]:
    """A zoom with the shortest and the longest focal length behind it: 5倍光学变焦, 36-180mm."""
    cue = cues(article.lang, "ends")
    for number, times in enumerate(figures):
        text = article.blocks[times.block].text
        if times.kind != "multiple" or not cue.zoom.match(text, times.end):
            continue
        lengths = next(
            (other for other in figures[number + 1 :] if other.block != times.block or other.start > times.end + ZOOM or other.hedge == "range" or other.kind == "multiple"), None
        )
        if lengths is not None and lengths.hedge == "range" and lengths.kind == "measure" and lengths.start <= times.end + ZOOM and lengths.block == times.block:
            found = ends_of(article, lengths)
            if len(found) == 2:
                yield Relation("times", (("old", found[0]), ("new", found[1]), ("times", times)), False, "nearby", choice=f"zoom {times.block}:{times.start}")
