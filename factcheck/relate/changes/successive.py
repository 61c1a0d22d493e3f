"""Levels of successive years in one list, and their growth in another: 3.2/4.2/5.2亿元, +24%/+31%/+24%.

Each rate is of the level in its place against the one before it. Where there is
a rate fewer than levels, the first level is the base.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.kept import compiled
from factcheck.model import Article, Quantity, Relation
from factcheck.records import replace
from factcheck.relate.context.cues import Cues, cues
from factcheck.relate.context.labels import LEVELS, RATES
from factcheck.relate.sums.products import place_of

FAR = 36
"""How many characters lie at most between the levels and their rates."""
BACK = 60
"""How many characters before the levels may name their years."""
_DECIMALS = compiled(r"\d(?:\.(?P<part>\d+))?(?!.*\d)")


def successive(article: Article, figures: Sequence[Quantity]) -> Iterator[Relation]:
    """The growth of each level of a list, by the rate in its place."""
    cue = cues(article.lang, "successive")
    blocks = {number for number, block in enumerate(article.blocks) if cue.hint.search(block.text)}
    if not blocks:
        return
    figures = [figure for figure in figures if figure.kind not in ("date", "period")]
    number = 0
    while number < len(figures):
        levels = _run(article, figures, number, cue) if figures[number].block in blocks else 1
        rates = _run(article, figures, number + levels, cue) if levels > 1 else 0
        if rates > 1 and levels - rates in (0, 1):
            yield from _grown(article, figures[number : number + levels], figures[number + levels : number + levels + rates], cue)
        number += levels


def _run(article: Article, figures: Sequence[Quantity], start: int, cue: Cues) -> int:
    """How many figures from `start` on are a list of levels, or of percentages, with one joint."""
    end = start + 1
    joint = ""
    while end < len(figures) and figures[end].block == figures[start].block:
        first, last = figures[end - 1], figures[end]
        between = article.blocks[last.block].text[first.end : last.start]
        slash = "/" if "/" in between else "、"
        is_like = last.kind == first.kind or (first.kind == "number" and last.kind in LEVELS)
        if not is_like or first.kind not in LEVELS | RATES or last.hedge != "exact" or not cue.joint.fullmatch(between) or (joint and slash != joint):
            break
        joint, end = slash, end + 1
    return end - start


def _grown(article: Article, levels: Sequence[Quantity], rates: Sequence[Quantity], cue: Cues) -> Iterator[Relation]:
    text = article.blocks[levels[0].block].text
    between, around = text[levels[-1].end : rates[0].start], text[max(0, levels[0].start - BACK) : rates[0].start]
    if rates[0].block != levels[0].block or rates[0].kind != "percent" or len(between) > FAR or not cue.growing.search(between):
        return
    if levels[0].kind in RATES or len(levels) != len(rates) and not cue.years.search(around):
        return
    if "/" not in text[levels[0].end : levels[1].start] and not cue.years.search(around):
        return  # a list of different things
    measured = _of_last_unit(levels)
    if measured is None or any(not level.value or level.value <= 0 for level in measured):
        return
    shift = len(levels) - len(rates)
    for place in range(1, len(levels)):
        rate = rates[place - shift]
        falls = cue.falling.search(between) is not None or text[rate.start - 1] in "-−"
        roles = (("old", measured[place - 1]), ("new", measured[place]), ("rate", rate))
        yield Relation("growth", roles, False, "stated", negative=frozenset({"rate"} if falls else ()), choice=place_of(rate))


def _of_last_unit(levels: Sequence[Quantity]) -> list[Quantity] | None:
    """The levels in the unit that only the last one prints: 45/106/147亿元; None if they are in two units."""
    last = levels[-1]
    if last.value is None or any(level.kind not in ("number", last.kind) or level.kind == last.kind and level.unit != last.unit for level in levels):
        return None
    printed = _DECIMALS.search(last.text)
    size = last.step * 10 ** len((printed["part"] if printed else "") or "")
    return [level if level.kind == last.kind else replace(
        level, kind=last.kind, unit=last.unit, value=(level.value or 0) * size, step=level.step * size, interval=level.interval.scaled(size)
    ) for level in levels]  # fmt: skip
