"""Rates that name their base, with levels that another sentence tells by the same base.

"Output rose 3% on the month but fell 2% on the year. It was 515 tonnes, against
500 in the previous month and 526 a year earlier": the base, not how near they
stand, says which level each rate is measured from.
"""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.model import Relation
from factcheck.relate.context.bases import Bases
from factcheck.relate.context.figures import Figure, Text, choice
from factcheck.relate.sentences.wordings import alike

REACH = 2
"""How many sentences away the levels may be told."""


def based(text: Text, bases: Bases) -> Iterator[Relation]:
    """The growth of each pair of levels, by the one rate around that names the same base."""
    rates = [(figure, base) for figure in text.figures if figure.label.figure.kind == "percent" and not figure.is_heading and (base := bases.of_change(figure.label.figure))]
    if not rates:
        return
    for old in text.figures:
        if not old.label.is_level or old.label.direction or old.is_heading:
            continue
        base = bases.of_level(old.label.figure)
        new = _told_with(old, text, bases) if base else None
        if new is None:
            continue
        near = [rate for rate, own in rates if own == base and 0 < abs(rate.label.sentence - old.label.sentence) <= REACH and rate.is_about(new)]
        if len(near) == 1 and not _has_levels(near[0], new, text):
            yield _growth(old, new, near[0])


def _told_with(old: Figure, text: Text, bases: Bases) -> Figure | None:
    """The level of now that an earlier one is set against in its sentence."""
    for other in reversed(text.by_sentence[old.label.sentence]):
        is_of_now = other.label.is_level and not other.label.direction and not other.label.is_earlier and not bases.of_level(other.label.figure)
        if other.number < old.number and is_of_now:
            return other if alike([other.label.figure, old.label.figure], text.article.lang) else None
    return None


def _has_levels(rate: Figure, new: Figure, text: Text) -> bool:
    """Whether the sentence of a rate has levels of its own, which may be those that it is measured from."""
    return any(
        other.label.is_level and not other.label.direction and alike([other.label.figure, new.label.figure], text.article.lang)
        for other in text.by_sentence[rate.label.sentence]
    )


def _growth(old: Figure, new: Figure, rate: Figure) -> Relation:
    falls = rate.label.direction < 0 or (not rate.label.direction and new.amount < old.amount)
    roles = (("old", old.label.figure), ("new", new.label.figure), ("rate", rate.label.figure))
    return Relation("growth", roles, False, "named-base", negative=frozenset({"rate"} if falls else ()), choice=choice(rate.label.figure))
