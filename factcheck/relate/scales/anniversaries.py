"""Anniversaries of one event in several years: the 35th in 1984 and the 50th in 1999 are of the same one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from factcheck.interval import Interval
from factcheck.model import Article, Quantity, Relation
from factcheck.records import replace
from factcheck.relate.context.cues import cues
from factcheck.relate.sums.products import place_of

LOOSE = 1
"""By how many years two may differ: an anniversary is also kept in the year before or after."""


class _Kept(NamedTuple):
    """An anniversary, and the year in which it was kept."""

    year: Quantity
    times: Quantity


def anniversaries(article: Article, figures: Sequence[Quantity]) -> Iterator[Relation]:
    """Each two anniversaries of one name, with their years."""
    cue = cues(article.lang, "anniversaries")
    found: dict[str, list[_Kept]] = defaultdict(list)
    for number, block in enumerate(article.blocks):
        for match in cue.told.finditer(block.text) if cue.hint.search(block.text) else ():
            year = _figure(figures, number, match.start("year"), int(match["year"]))
            count = _figure(figures, number, match.start("count"), int(match["count"]))
            if year is not None and count is not None:
                found[match["name"].lower().strip()].append(_Kept(year, count))
    for kept in found.values():
        for first, second in zip(kept, kept[1:]):
            off = _begun(first) - _begun(second)
            roles = (("first", first.year), ("first-count", first.times), ("second", second.year), ("second-count", second.times))
            if not 0 < abs(off) <= LOOSE and first.year.value != second.year.value:
                yield Relation("anniversaries", roles, False, "anniversaries", choice=f"anniversary {place_of(second.times)}")


def _figure(figures: Sequence[Quantity], block: int, start: int, value: int) -> Quantity | None:
    """The figure at a place as a plain number."""
    found = next((figure for figure in figures if figure.block == block and figure.start <= start < figure.end), None)
    if found is None:
        return None
    return replace(found, kind="number", unit="", value=Fraction(value), step=Fraction(1), hedge="exact", interval=Interval.exactly(value), date=None)


def _begun(kept: _Kept) -> int:
    return int((kept.year.value or 0) - (kept.times.value or 0))
