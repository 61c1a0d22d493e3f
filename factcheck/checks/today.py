"""relative-day: days named from today that have their date beside them: 今天（8月11日）and 昨晚（8月10日）."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from factcheck.checks.flow import Flow, flows
from factcheck.kept import compiled
from factcheck.languages import data
from factcheck.model import Article, Observation, Quantity
from factcheck.records import dataclass

_ANY = 1999
"""A year for dates that are only compared with each other."""


@dataclass(frozen=True, slots=True)
class _Words:
    """The words for days of a language, compiled."""

    dated: re.Pattern[str]
    """Groups "day" (the word), "month" (a number or a name), "number" or "number2" (the day of the month)."""
    shifts: Mapping[str, int]
    """How many days after today each word is."""
    months: Mapping[str, int]


@cache
def _words(lang: str) -> _Words:
    table = data(lang, "checks")["today"]
    return _Words(compiled(table["dated"]), table["shifts"], data(lang, "checks")["calendar"].get("months", {}))


def relative_days(articles: Sequence[Article], quantities: Sequence[Sequence[Quantity]]) -> Iterator[Observation]:
    """One observation for each such day of an article after the first; marks "day" and "other"."""
    for flow in flows(articles):
        words = _words(flow.lang)
        found = [(match, today) for match in words.dated.finditer(flow.text) if (today := _today(match, words)) is not None]
        if len(found) > 1:
            yield from _compared(flow, found)


def _today(match: re.Match[str], words: _Words) -> datetime.date | None:
    """The day that is today if this one is dated right."""
    month = words.months.get(match["month"][:3].lower()) or int(match["month"] if match["month"].isdecimal() else 0)
    table = match.groupdict()
    try:
        return datetime.date(_ANY, month, int(table["number"] or table["number2"])) - datetime.timedelta(days=words.shifts[match["day"].lower()])
    except ValueError:  # another check tells of a date that does not exist
        return None


def _compared(flow: Flow, found: Sequence[tuple[re.Match[str], datetime.date]]) -> Iterator[Observation]:
    """Each against one that most of them agree with; the first of all where none is in the majority."""
    usual = Counter(today for _, today in found).most_common(1)[0][0]
    model = next(match for match, today in found if today == usual)
    for match, today in found:
        if match is not model:
            marks = (flow.mark("day", *match.span()), flow.mark("other", *model.span()))
            yield Observation("consistent" if today == usual else "inconsistent", marks, {"day": match.group(), "other": model.group()})
