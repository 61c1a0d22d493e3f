"""From an article to its figures; the numbers of a table take the unit that their column names."""

from __future__ import annotations

import re
from bisect import bisect_right
from fractions import Fraction
from functools import cache

from factcheck.house import remembered
from factcheck.interval import Interval
from factcheck.kept import compiled
from factcheck.languages import data, figures
from factcheck.model import Article, Block, Quantity
from factcheck.records import replace

_COUNTED = ("count", "age")
_PLAIN = compiled(r"[\d.,\s+\-−–—~]+")


def quantities(article: Article, index: int = 0) -> tuple[Quantity, ...]:
    """All figures of the article in reading order; `index` is its place in the run of articles."""
    return _read(article, index, ends=False)


def printed(article: Article, index: int = 0) -> tuple[Quantity, ...]:
    """As `quantities`, and behind each range, score, date or time the numbers that it is made of.

    They overlap with what they belong to, so this is a list to look things up in, not one to calculate with.
    """
    return _read(article, index, ends=True)


def _read(article: Article, index: int, *, ends: bool) -> tuple[Quantity, ...]:
    read = figures(article.lang)
    found: list[Quantity] = []
    header: Block | None = None
    for number, block in enumerate(article.blocks):
        own = read(block.text, number, index, ends=ends)
        if block.kind == "row":
            header = block if block.header or header is None else header
            own = own if header is block else [_in_column(figure, block, header, article.lang) for figure in own]
        elif block.text.strip():
            header = None
        found += own
    return tuple(found)


def _in_column(figure: Quantity, row: Block, header: Block, lang: str) -> Quantity:
    """The figure, with the unit of its column if it is a bare number."""
    if figure.kind != "number" or figure.unit:
        return figure
    column = bisect_right(row.cells, (figure.start, 1 << 60)) - 1
    if not 0 <= column < len(header.cells):
        return figure
    unit = _unit_of(lang, header.text[slice(*header.cells[column])])
    if unit is None or unit.value is None:
        return figure
    size = unit.value if _PLAIN.fullmatch(figure.text) else Fraction(1)  # 3万 in a column of 亿元 has its own magnitude word
    value = None if figure.value is None else figure.value * size
    interval = figure.interval.scaled(size)
    if unit.kind in _COUNTED and figure.hedge == "exact" and figure.step * size == 1 and value is not None:
        interval = Interval.exactly(value)
    return replace(figure, kind=unit.kind, unit=unit.unit, value=value, interval=interval, step=figure.step * size)


@cache
def _pattern(lang: str) -> tuple[re.Pattern[str], str]:
    table = data(lang, "figures")["tables"]
    return compiled(table["unit"]), table["one"]


@remembered
def _unit_of(lang: str, title: str) -> Quantity | None:
    """One of the unit that the title of a column names, such as 1亿元 of 产值（亿元）."""
    pattern, one = _pattern(lang)
    match = pattern.search(title)
    if match is None:
        return None
    text = one + next(filter(None, match.groups())).strip()
    found = figures(lang)(text, 0, 0)
    return found[0] if len(found) == 1 and found[0].text == text else None
