"""The ends of ranges, and what they tell: a zoom by the lengths that it reaches, brackets that go on where the one before stops."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from factcheck.interval import Interval
from factcheck.languages import figures as reader
from factcheck.model import Article, Quantity, Relation
from factcheck.records import replace
from factcheck.relate.cues import cues

ZOOM = 80
"""How many characters behind a zoom its lengths are told."""
THOUSAND = 1000
"""From what amount on brackets of a tariff are known by their ends; groups by age leave years out."""
_LIMITS = ("atmost", "under")

_Bracket = tuple[Quantity, Quantity]
"""The lowest and the highest amount of a bracket; the first one may have its highest alone."""


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


def brackets(article: Article, figures: Sequence[Quantity]) -> Iterator[Relation]:
    """Brackets of a tariff, each of which goes on where the one before stops: up to 2,100, from 2,101 to 6,100, 6,101 to 20,000."""
    ladders: dict[tuple[int, str, str], list[_Bracket]] = {}
    cue = cues(article.lang, "ends")
    for figure, after in zip(figures, [*figures[1:], None]):
        found: list[Quantity] = []
        if figure.hedge in _LIMITS:
            found = [figure]
        elif figure.hedge == "range":
            found = ends_of(article, figure)
        elif after is not None and figure.block == after.block and figure.unit == after.unit and cue.to.fullmatch(article.blocks[figure.block].text, figure.end, after.start):
            found = [figure, after]
        if found and figure.kind in ("money", "number", "count") and (found[-1].value or 0) >= THOUSAND:
            ladders.setdefault((figure.block, figure.kind, figure.unit), []).append((found[0], found[-1]))
    for steps in ladders.values():
        yield from _broken(steps)


def _broken(steps: Sequence[_Bracket]) -> Iterator[Relation]:
    """The one joint of a ladder that does not hold while all others do."""
    joints = [(top, bottom, (bottom.value or 0) - (top.value or 0)) for (_, top), (bottom, _) in zip(steps, steps[1:])]
    common = {gap for _, _, gap in joints if gap in (0, 1)}
    odd = [(top, bottom) for top, bottom, gap in joints if gap not in (0, 1)]
    if len(common) == len(odd) == 1:
        roles = (("top", odd[0][0]), ("next", odd[0][1]))
        exact = tuple((role, replace(figure, hedge="exact", interval=Interval.exactly(figure.value or Fraction(0)))) for role, figure in roles)
        yield Relation("identity", exact, False, "brackets", holds="top = next" if common == {0} else "top + 1 = next")
