"""Bands of a scale, each of which begins where the one before ends: aged 18-24, 25-39 and 40-64, 不超过3000元、3000元至12000元."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from factcheck.interval import Interval
from factcheck.model import Article, Quantity, Relation
from factcheck.records import replace
from factcheck.relate.context.cues import cues
from factcheck.relate.context.evidence import measure
from factcheck.relate.context.near import slips
from factcheck.relate.scales.ends import ends_of

FEWEST = 3
"""How many bands make a scale."""
MANY = 3
"""From how many printed joins on the bands of any measure are a scale; those of age and money, and those with an open end, are one with fewer."""
PAGE = 6
"""How many characters before a range say that it is one of pages."""
_SCALES = ("age", "money")
_BELOW, _ABOVE = ("atmost", "under"), ("atleast", "over")


class _Band(NamedTuple):
    """A band with the figures of its ends; None where it is open."""

    low: Quantity | None
    high: Quantity | None


def bands(article: Article, figures: Sequence[Quantity]) -> Iterator[Relation]:
    """Each two bands of a scale that do not join, where all others of it do."""
    run: list[_Band] = []
    last: Quantity | None = None
    page = cues(article.lang, "bands").page
    for figure in figures:
        if figure.hedge == "range" and page.search(article.blocks[figure.block].text, max(0, figure.start - PAGE), figure.start):
            continue
        if figure.hedge not in ("range", *_BELOW, *_ABOVE) or (figure.hedge in _BELOW and last is not None and _follows(last, figure)):
            continue
        band = _band(article, figure)
        if last is None or not run or not _follows(last, figure) or not _goes_on(run[-1], band):
            yield from _checked(run)
            run = []
        run.append(band)
        last = figure
    yield from _checked(run)


def _follows(last: Quantity, figure: Quantity) -> bool:
    """Whether both measure the same, in one block."""
    return last.block == figure.block and last.kind == figure.kind and (measure(last) == measure(figure) or not (last.unit and figure.unit))


def _band(article: Article, figure: Quantity) -> _Band:
    if figure.hedge in _BELOW:
        return _Band(None, figure)
    if figure.hedge in _ABOVE:
        return _Band(figure, None)
    ends = ends_of(article, figure)
    if not ends:
        return _Band(None, None)
    return _Band(_exactly(ends[0], figure.interval.low), _exactly(ends[1], figure.interval.high))


def _exactly(figure: Quantity, value: Fraction | None) -> Quantity:
    """An end as it is meant: the lower one with the magnitude that only the upper one prints."""
    return figure if value is None else replace(figure, value=value, interval=Interval.exactly(value), hedge="exact")


def _goes_on(last: _Band, band: _Band) -> bool:
    """Whether a band can be the next one: it ends higher, as far as both have ends."""
    if last.high is None or band.low is None or not last.high.value or not band.low.value:
        return False
    if last.low is not None and last.low.value is not None and band.low.value <= last.low.value:
        return False
    return band.high is None or band.high.value is None or band.high.value > band.low.value


def _checked(run: Sequence[_Band]) -> Iterator[Relation]:
    """The joins of a scale, if at most one of them does not fit."""
    if len(run) < FEWEST:
        return
    joins = [(before.high, after.low) for before, after in zip(run, run[1:]) if before.high is not None and after.low is not None]
    torn = [number for number, (ends, begins) in enumerate(joins) if not _joins(ends, begins)]
    is_open = run[0].low is None or run[-1].high is None
    if len(torn) > 1 or (joins[0][0].kind not in _SCALES and len(joins) < MANY and not is_open):
        return
    for number, (ends, begins) in enumerate(joins):
        if number not in torn or (_is_slip(ends, begins) and not _leaves_out(run[number], run[number + 1])):
            value = ends.value or Fraction(0)
            reaching = replace(ends, interval=Interval(value, value + ends.step), hedge="exact")
            yield Relation("bands", (("ends", reaching), ("begins", _exactly(begins, begins.value))), True, "bands")


def _is_slip(ends: Quantity, begins: Quantity) -> bool:
    """Whether one of the two, mistyped as people mistype, joins the other."""
    if ends.value is None or begins.value is None:
        return False
    before, after = (begins.value - ends.step, begins.value), (ends.value, ends.value + ends.step)
    return any(
        value in fitting for figure, fitting in ((ends, before), (begins, after)) for _, value in slips(figure, Interval(*fitting))
    )


def _joins(ends: Quantity, begins: Quantity) -> bool:
    """Whether a band begins where the one before ends, or one step on."""
    return ends.value is not None and begins.value is not None and begins.value - ends.value in (0, ends.step)


def _leaves_out(before: _Band, after: _Band) -> bool:
    """Whether bands as wide as a neighbour fit in between, so that they may only not be spoken of."""
    assert before.high is not None and after.low is not None and before.high.value is not None and after.low.value is not None
    step = before.high.step
    gap = after.low.value - before.high.value - step
    widths = [
        band.high.value - band.low.value + step for band in (before, after)
        if band.low is not None and band.high is not None and band.low.value is not None and band.high.value is not None
    ]  # fmt: skip
    return any(gap >= width - step and min(gap % width, -gap % width) <= step for width in widths)
