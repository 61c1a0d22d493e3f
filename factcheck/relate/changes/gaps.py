"""Rates told with how far they are from others that are named: up 34.5%, 17.2 and 23.1 points above the province (17.3%) and the country (11.4%).

Each gap goes with the rate before it and with one name; where several rates or
names share a list, each has its own in order. The rate of a name stands in
brackets behind it, or elsewhere under that name; where it is told nowhere, two
rates set against the same name must leave it one value.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from factcheck.model import Quantity, Relation
from factcheck.records import dataclass, replace
from factcheck.relate.context.cues import Cues, cues
from factcheck.relate.context.figures import Figure, Text, choice

FAR = 90
"""How many characters lie at most between a rate and its gap."""
REACH = 8
"""How many sentences away two rates may be set against one name."""


@dataclass(frozen=True, slots=True)
class _Gap:
    """A rate, how far it is from another, and what that one is called."""

    rate: Figure
    points: Quantity
    name: str
    told: Figure | None
    """The rate in brackets behind the name."""
    is_below: bool
    is_moved: bool
    """Whether the word is one for a rise or fall, so that the name is that of a time."""


def gaps(text: Text) -> Iterator[Relation]:
    """Each gap with its rate and the rate of what it is measured from."""
    cue = cues(text.article.lang, "gaps")
    if not any(figure.label.figure.kind == "point" for figure in text.figures):
        return
    by_name: dict[str, list[_Gap]] = defaultdict(list)
    for run in _runs(text, cue):
        for gap in _of_run(text, run, cue):
            if gap.told is not None:
                yield _points(gap, gap.told, stated=True)
                continue
            found = _named(text, gap)
            if len(found) == 1:
                yield _points(gap, found[0], stated=False)
            elif not found and not gap.is_moved and not cue.of_like.search(gap.name):
                by_name[gap.name].append(gap)
    for same in by_name.values():
        for first, second in zip(same, same[1:]):
            if abs(first.rate.label.sentence - second.rate.label.sentence) <= REACH and first.rate is not second.rate:
                yield _implied(first, second)


def _runs(text: Text, cue: Cues) -> Iterator[list[Figure]]:
    """Points, and those that a list joins to them: 17.2、23.1个百分点."""
    run: list[Figure] = []
    for figure in text.figures:
        if run and not cue.joint.fullmatch(text.between(run[-1], figure)):
            run = []
        run = [*run, figure] if figure.label.figure.kind in ("point", "number") else []
        after = text.figures[figure.number + 1 : figure.number + 2]
        goes_on = after and after[0].label.figure.kind == "point" and cue.joint.fullmatch(text.between(figure, after[0]))
        if run and figure.label.figure.kind == "point" and not goes_on:
            yield run
            run = []


def _of_run(text: Text, run: Sequence[Figure], cue: Cues) -> Iterator[_Gap]:
    """The gaps of one list: of one rate from several names, or of several rates from one name."""
    rates, told = _before(text, run[0], cue)
    if not rates:
        return
    source = text.article.blocks[run[0].label.figure.block].text
    skipped = text.figures[rates[-1].number + 1 : run[0].number - len(told)]
    low, high = (skipped or rates)[-1].label.figure.end, run[0].label.figure.start
    if high - low > FAR:
        return
    found = cue.compared.fullmatch(_blanked(source, low, high, told))
    if found is None and not told and cue.lead.fullmatch(source, low, high):
        found = cue.behind.match(source, run[-1].label.figure.end)
        told = _right_behind(text, run[-1], found.end() if found else 0)
    if found is None or not any(found[way] for way in ("above", "below", "higher", "lower")):
        return
    names = [name for name in cue.joint.split(found["names"]) if name]
    if any(rate.label.direction < 0 for rate in rates) and not cue.extent.search(found["lead"]):
        return  # 0.3 points above a fall may be less of a fall, or more
    many = max(len(rates), len(names))
    if len(run) != many or min(len(rates), len(names)) > 1 or (told and len(told) != len(names)):
        return
    for number, points in enumerate(run):
        rate, name, own = (each[min(number, len(each) - 1)] if each else None for each in (rates, names, told))
        if isinstance(rate, Figure) and isinstance(name, str):
            is_below = bool(found["below"] or found["lower"])
            is_moved = bool(found["rose"] or found["fell"])
            called = cue.beside.sub("", name)
            if called or isinstance(own, Figure):
                gap = replace(points.label.figure, kind="point", unit=run[-1].label.figure.unit)
                yield _Gap(rate, gap, called, own if isinstance(own, Figure) else None, is_below, is_moved)


def _right_behind(text: Text, last: Figure, end: int) -> list[Figure]:
    """The rate in brackets that begin at a place."""
    behind = text.figures[last.number + 1 : last.number + 2]
    return [other for other in behind if other.label.figure.start - end in (1, 2) and _is_rate(other, last) and _is_bracketed(text, other)]


def _before(text: Text, first: Figure, cue: Cues) -> tuple[list[Figure], list[Figure]]:
    """The rates that the gaps are of, and those in brackets between."""
    told: list[Figure] = []
    place = first.number - 1
    while place >= 0 and _is_rate(text.figures[place], first) and _is_bracketed(text, text.figures[place]):
        told.insert(0, text.figures[place])
        place -= 1
    while place >= 0 and text.figures[place].label.figure.kind == "point" and text.figures[place].label.sentence == first.label.sentence:
        place -= 1  # up 8.4%, 0.8 points faster than before, and 0.7 points above the province
    rates: list[Figure] = []
    while place >= 0 and _is_rate(text.figures[place], first) and (not rates or cue.joint.fullmatch(text.between(text.figures[place], rates[0]))):
        rates.insert(0, text.figures[place])
        place -= 1
    return rates, told


def _is_rate(figure: Figure, first: Figure) -> bool:
    label = figure.label
    return label.figure.kind == "percent" and label.figure.block == first.label.figure.block and abs(first.label.sentence - label.sentence) <= 1


def _is_bracketed(text: Text, figure: Figure) -> bool:
    source = text.article.blocks[figure.label.figure.block].text
    place = figure.label.figure
    return source[place.start - 1 : place.start] in ("（", "(") and source[place.end : place.end + 1] in ("）", ")")


def _blanked(source: str, low: int, high: int, told: Sequence[Figure]) -> str:
    """The text between, without the brackets of the rates that stand in it."""
    text = source[low:high]
    for figure in reversed(told):
        start, end = figure.label.figure.start - low - 1, figure.label.figure.end - low + 1
        text = text[:start] + text[end:]
    return text


def _named(text: Text, gap: _Gap) -> list[Figure]:
    """The rates elsewhere whose own words hold the name, and that measure the same over the same time."""
    own, period = gap.rate, gap.rate.label.period
    rates = (other for other in text.figures if other.label.figure.kind == "percent" and other.label.sentence >= 0 and not other.is_heading)
    alike = (other for other in rates if other is not own and other.label.direction == own.label.direction and other.topic.term == own.topic.term)
    return [
        other for other in alike
        if gap.name in _said_before(text, other) and other.label.period in ("", period or other.label.period)
        and (other.topic.words & own.topic.words or gap.name in other.label.clause)
    ]  # fmt: skip


def _said_before(text: Text, figure: Figure) -> str:
    """The words of its sentence before a figure."""
    label = figure.label
    return text.article.blocks[label.figure.block].text[text.article.sentences[label.sentence].start : label.figure.start]


def _points(gap: _Gap, other: Figure, stated: bool) -> Relation:
    roles = (("old", other.label.figure), ("new", gap.rate.label.figure), ("points", gap.points))
    negative = frozenset({"points"} if gap.is_below else ())
    return Relation("points", roles, stated, "stated" if stated else "nearby", negative=negative, choice=choice(gap.points))


def _implied(first: _Gap, second: _Gap) -> Relation:
    roles = (("rate", first.rate.label.figure), ("points", first.points), ("others-rate", second.rate.label.figure), ("others-points", second.points))
    negative = frozenset(role for role, gap in (("points", first), ("others-points", second)) if gap.is_below)
    return Relation("gaps", roles, False, "gaps", negative=negative, choice=f"gap {choice(second.points)}")
