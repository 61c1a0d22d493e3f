"""A block without what only stands between figures that belong together.

Clauses that tell how far a level moved (产值50亿元，同比增长5%，占全县的两成), and times
and brackets behind a level (rose to 50 by the end of June from 40).
Wordings tie what stands on either side of them as if they were not there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.kept import compiled
from factcheck.languages import data
from factcheck.relate.sentences.expressions import expanded
from factcheck.relate.sentences.mask import Masked

MOVING = frozenset(("growth", "increase", "change", "points", "order", "hedge", "sequence", "size", "times", "difference"))
"""Kinds of relation that are told by how far something moved, or that reach no further without it."""


def steady(masked: Masked, lang: str) -> Masked | None:
    """The block without clauses of growth; None if it has none."""
    return _shortened(masked, lang, "steady")


def timeless(masked: Masked, lang: str) -> Masked | None:
    """The block without times and brackets behind its levels; None if it has none."""
    return _shortened(masked, lang, "timeless")


def _shortened(masked: Masked, lang: str, section: str) -> Masked | None:
    entry = data(lang, "wordings")[section]
    if not any(word in masked.plain for word in entry["triggers"]):
        return None
    pattern = compiled(expanded(entry["pattern"], lang))
    cuts = [match.span() for match in pattern.finditer(masked.text) if match.end() > match.start()]
    return _without(masked, cuts) if cuts else None


def _without(masked: Masked, cuts: Sequence[tuple[int, int]]) -> Masked:
    kept = list(_kept(len(masked.text), cuts))
    figures, places = [], []
    length = 0
    for start, end in kept:
        for figure, place in zip(masked.within(start, end), masked.places[masked.before(start) : masked.before(end)]):
            figures.append(figure)
            places.append(place - start + length)
        length += end - start
    return Masked(
        "".join(masked.text[start:end] for start, end in kept),
        "".join(masked.plain[start:end] for start, end in kept),
        tuple(figures),
        tuple(places),
    )


def _kept(length: int, cuts: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """What lies between the cuts."""
    position = 0
    for start, end in cuts:
        yield position, start
        position = end
    yield position, length
