"""A number of things in a year, and how often that is one: 73 fell ill, one every five days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from factcheck.interval import Interval
from factcheck.languages import data
from factcheck.model import Article, Quantity, Relation
from factcheck.relate.context.cues import Cues, cues
from factcheck.relate.context.labels import Label
from factcheck.relate.scales.elapsed import elapsed, named_periods
from factcheck.relate.sums.products import place_of

BEFORE = 48
"""How many characters before an interval are looked at."""
BACK = 4
"""How many figures before an interval the number stands at most."""
A_DAY = {"day": 1, "hour": 24, "minute": 1440, "second": 86400}
"""How many of each unit a day has."""
_CLOSED = ("exact", "about", "over", "under")


def frequencies(article: Article, labels: Sequence[Label]) -> Iterator[Relation]:
    """Each interval with the number of the period that its sentence names."""
    cue = cues(article.lang, "frequencies")
    units = data(article.lang, "units")["units"]
    spoken = {number for number, block in enumerate(article.blocks) if cue.hint.search(block.text)}
    for number, label in enumerate(labels if spoken else ()):
        figure = label.figure
        unit = units.get(figure.unit.lower()) if figure.block in spoken and figure.kind == "duration" and label.sentence >= 0 else None
        if unit not in A_DAY or not figure.value or figure.hedge not in _CLOSED:
            continue
        one = _one(article.blocks[figure.block].text, figure, cue)
        if one is None:
            continue
        count = _count(labels[max(0, number - BACK) : number], label, one, article.lang)
        period = _period(article, count, label, A_DAY[unit], cue) if count is not None else None
        if count is not None and period is not None:
            roles = (("total", period), ("count", count.figure), ("average", figure))
            yield Relation("average", roles, False, "nearby", choice=place_of(figure))


def _one(text: str, figure: Quantity, cue: Cues) -> str | None:
    """The word for the one thing that comes in the interval; None if the words say nothing like that."""
    before = cue.before.search(text[max(0, figure.start - BEFORE) : figure.start])
    behind = cue.behind.match(text, figure.end)
    if before is None or behind is None:
        return None
    return {**before.groupdict(), **behind.groupdict()}["one"]


def _count(before: Sequence[Label], interval: Label, one: str, lang: str) -> Label | None:
    """The one number before it, in its sentence, that can be of those things."""
    found = [label for label in before if label.sentence == interval.sentence and _can_be_counted(label, one, lang)]
    return found[0] if len(found) == 1 else None


def _can_be_counted(label: Label, one: str, lang: str) -> bool:
    figure = label.figure
    if figure.kind not in ("count", "number") or label.direction or label.is_earlier or (figure.value or 0) <= 1 or figure.hedge not in _CLOSED:
        return False
    kinds = cues(lang, "averages").table["each"]
    like = [set(units) for units in kinds.values() if one[-1] in units]
    return cues(lang, "averages").spaced or figure.unit.endswith(one[-1]) or any(figure.unit in units for units in like)


def _period(article: Article, count: Label, interval: Label, a_day: int, cue: Cues) -> Quantity | None:
    """The time in which the number was reached, in units of the interval, if the words up to the interval name just one."""
    sentence = article.sentences[interval.sentence]
    text = article.blocks[sentence.block].text[sentence.start : interval.figure.start]
    if cue.other.search(text):
        return None
    between = elapsed(text, "day", article.lang)
    named = [(between.least, between.most)] if between is not None else named_periods(text, "day", article.lang)
    if len(named) != 1:
        return None
    least, most = (days * a_day for days in named[0])
    place, unit = count.figure, interval.figure.unit
    return Quantity(
        "duration", f"{least} {unit}", place.block, place.start, place.start, None, Interval(Fraction(least), Fraction(most)), unit,
        derived=f"{named[0][0]}", article=place.article,
    )  # fmt: skip
