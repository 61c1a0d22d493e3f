"""Estimates with both their ends, and the growth or the share of each end: 1.2亿元至1.5亿元，同比增长20%至50%.

The base of the growth, or the whole of the share, is one and the same for both
ends, though the text need not print it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.hedges import interval_of
from factcheck.model import Article, Quantity, Relation
from factcheck.records import replace
from factcheck.relate.context.cues import Cues, cues
from factcheck.relate.context.labels import Label
from factcheck.relate.scales.ends import ends_of
from factcheck.relate.sums.products import place_of

FAR = 40
"""How many characters lie at most between an estimate and its growth."""
BEHIND = 16
"""How many characters behind a rate may say that it is of other figures."""
BETWEEN = 12
"""How many characters lie at most between the two limits of an estimate."""


def estimates(article: Article, labels: Sequence[Label]) -> Iterator[Relation]:
    """Each estimate of two ends with the two rates, or shares, right behind it."""
    cue = cues(article.lang, "estimates")
    for number, label in enumerate(labels):
        rate = label.figure
        if rate.kind != "percent" or rate.hedge != "range" or not number:
            continue
        old = _earlier(labels, number)
        told_between = old is not None and old is labels[number - 1]
        ends, first = _estimate(article, labels, number - told_between, cue)
        if ends is None or first is None:
            continue
        text = article.blocks[rate.block].text
        before = text[ends[1].end : rate.start]
        rates = ends_of(article, rate)
        if len(before) > FAR * (1 + told_between) or len(rates) != 2 or cue.excused.search(text[max(0, first.start - FAR) : rate.end + BEHIND]):
            continue
        if cue.growing.search(before):
            yield from _of_growth(ends, rates, old, is_fall=label.direction < 0)
        elif cue.sharing.search(before):
            (low, high), (less, more) = sorted(ends, key=_value), sorted(rates, key=_value)
            roles = (("part", low), ("share", less), ("other", high), ("another", more))
            yield Relation("one-whole", roles, False, "stated", choice=place_of(rate))


def _earlier(labels: Sequence[Label], number: int) -> Label | None:
    """The level of the year before that stands right before or right behind a rate in its sentence."""
    for place in (number - 1, number + 1):
        if 0 <= place < len(labels) and labels[place].sentence == labels[number].sentence:
            label = labels[place]
            if label.is_level and not label.direction and label.figure.hedge == "exact" and (label.is_earlier or "prior" in label.period):
                return label
    return None


def _value(figure: Quantity) -> float:
    return float(figure.value or 0)


def _estimate(article: Article, labels: Sequence[Label], number: int, cue: Cues) -> tuple[list[Quantity] | None, Quantity | None]:
    """Both ends of the estimate before a rate, and the figure that it begins with: a range, or two limits."""
    last = labels[number - 1]
    if last.sentence != labels[number].sentence or not last.is_level or last.direction:
        return None, None
    if last.figure.hedge == "range":
        found = ends_of(article, last.figure)
        return (found if len(found) == 2 else None), last.figure
    first = labels[number - 2] if number > 1 else None
    if first is None or first.sentence != last.sentence or first.figure.hedge != "atleast" or last.figure.hedge != "atmost" or first.figure.unit != last.figure.unit:
        return None, None
    between = article.blocks[last.figure.block].text[first.figure.end : last.figure.start]
    if len(between) > BETWEEN or not cue.joint.fullmatch(between):
        return None, None
    return [_exact(first.figure), _exact(last.figure)], first.figure


def _exact(figure: Quantity) -> Quantity:
    """A limit as the figure that is printed."""
    assert figure.value is not None
    return replace(figure, hedge="exact", interval=interval_of(figure.value, figure.step, "exact"))


def _of_growth(ends: Sequence[Quantity], rates: Sequence[Quantity], old: Label | None, is_fall: bool) -> Iterator[Relation]:
    """Both ends by what they grew, from the level before if it is told: the greater fall leaves the lower end."""
    if min(map(_value, (*ends, *rates))) <= 0:
        return
    (low, high), (less, more) = sorted(ends, key=_value), sorted(rates, key=_value)
    if is_fall:
        less, more = more, less
    negative = frozenset({"rate", "another"} if is_fall else ())
    roles = (("low", low), ("rate", less), ("high", high), ("another", more))
    yield Relation("estimate", roles, False, "stated", negative=negative, choice=place_of(rates[0]))
    if old is not None and old.figure.unit == low.unit and _value(old.figure) > 0:
        for new, rate in ((low, less), (high, more)):
            levels = (("old", old.figure), ("new", new), ("rate", rate))
            yield Relation("growth", levels, False, "stated", negative=frozenset({"rate"} if is_fall else ()), choice=f"estimate {place_of(rate)}")
