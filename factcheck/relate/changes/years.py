"""The years of two levels of which the words say that one is the earlier: rose to 5.4 billion in 1987 from 4.9 billion in 1996."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.model import Quantity, Relation
from factcheck.relate.context.labels import Label
from factcheck.relate.context.reading import Read
from factcheck.relate.sentences.order import valued
from factcheck.relate.sums.products import place_of

BEHIND = 24
"""How many characters behind a level its year stands at the most."""
_KINDS = ("growth", "change", "order")


def years(one: Read, stated: Sequence[Relation]) -> Iterator[Relation]:
    """The two years of each such pair of levels that names both and turns them round."""
    labels = {place_of(label.figure): label for label in one.labels}
    for tie in stated:
        roles = dict(tie.roles)
        if tie.kind not in _KINDS or not tie.stated:
            continue
        old, new = labels.get(place_of(roles["old"])), labels.get(place_of(roles["new"]))
        if old is None or new is None or not old.is_earlier or not old.moment[0] > new.moment[0] > 0:
            continue
        start, end = _year_of(old, one.figures), _year_of(new, one.figures)
        if start is not None and end is not None:
            yield Relation("years", (("old", valued(start, old.moment[0])), ("new", valued(end, new.moment[0]))), True, "stated")


def _year_of(level: Label, figures: Sequence[Quantity]) -> Quantity | None:
    """The date or period that a level is of: the one right behind it, or the last one before it."""
    figure = level.figure
    near = [when for when in figures if when.block == figure.block and when.kind in ("date", "period") and str(level.moment[0]) in when.text]
    behind = next((when for when in near if 0 <= when.start - figure.end <= BEHIND), None)
    return behind or next((when for when in reversed(near) if when.end <= figure.start), None)
