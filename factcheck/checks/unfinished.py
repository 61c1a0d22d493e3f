"""period-not-over: stretches of this year that the text tells of as past, and that end after the day of the article."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from factcheck.checks.flow import Flow, flows
from factcheck.kept import compiled
from factcheck.languages import data
from factcheck.model import Article, Observation, Quantity
from factcheck.records import dataclass

EARLY = 8
"""How many days before the end of a stretch its figures may be told: some are counted up to a day of the last month."""


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a language for stretches of a year, compiled."""

    stretch: re.Pattern[str]
    """Groups "year" (empty for this year), "number" (of months) or "name"."""
    numbers: Mapping[str, int]
    """Months by their number in words, and by the name of a stretch."""
    told: re.Pattern[str]
    """Behind a stretch, what tells that it is over: a figure in the same sentence."""
    open: re.Pattern[str]
    """In its sentence, what tells that it may be still to come."""
    stops: str


@cache
def _words(lang: str) -> _Words:
    table: dict[str, Any] = data(lang, "checks")["unfinished"]
    return _Words(compiled(table["stretch"]), table["numbers"], compiled(table["told"]), compiled(table["open"]), table["stops"])


def unfinished_periods(articles: Sequence[Article], quantities: Sequence[Sequence[Quantity]]) -> Iterator[Observation]:
    """One observation for each such stretch of an article that says of which day it is; marks "period"."""
    for flow in flows(articles):
        day = articles[flow.article].date
        if day is None:
            continue
        words = _words(flow.lang)
        for match in words.stretch.finditer(flow.text):
            last = _last_day(match, day.year, words)
            if last is not None and _is_told(flow, match, words):
                is_over = day > last - datetime.timedelta(days=EARLY)
                facts = {"period": match.group().strip(), "date": day.isoformat()}
                yield Observation("consistent" if is_over else "inconsistent", (flow.mark("period", *match.span()),), facts)


def _last_day(match: re.Match[str], year: int, words: _Words) -> datetime.date | None:
    """The last day of the stretch, if it is one of this year."""
    if match["year"] and int(match["year"]) != year:
        return None
    word = (match["number"] or match["name"]).lower()
    month = words.numbers.get(word) or (int(word) if word.isdecimal() else 0)
    if not 1 <= month <= 12:
        return None
    return datetime.date(year + month // 12, month % 12 + 1, 1) - datetime.timedelta(days=1)


def _is_told(flow: Flow, match: re.Match[str], words: _Words) -> bool:
    """Whether its sentence gives a figure for it, and no word that it is only expected."""
    start = max(flow.text.rfind(stop, 0, match.start()) for stop in words.stops) + 1
    ends = [end for stop in words.stops if (end := flow.text.find(stop, match.end())) >= 0]
    end = min(ends, default=len(flow.text))
    return words.told.match(flow.text, match.end(), end) is not None and words.open.search(flow.text, start, end) is None
