"""A number of days with the two dates that it lies between: 5月1日至7日，为期7天."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from factcheck.interval import Interval
from factcheck.languages import data
from factcheck.model import Article, Quantity, Relation
from factcheck.records import replace
from factcheck.relate.context.cues import Cues, cues

REACH = 70
"""How many characters beside a number of days its two dates are looked for."""
AROUND = 16
"""How many characters before a number of days say that it is only some of them."""
MOST = 99
"""More days are counted from elsewhere."""


def days(article: Article, figures: Sequence[Quantity]) -> Iterator[Relation]:
    """Each number of days that is said to be the time between two dates in the same clause or beside it."""
    cue = cues(article.lang, "days")
    units = data(article.lang, "units")["units"]
    for figure in figures:
        if figure.kind != "duration" or figure.hedge != "exact" or figure.step != 1 or units.get(figure.unit.lower()) != "day":
            continue
        if figure.value is None or not 1 <= figure.value <= MOST:
            continue
        text = article.blocks[figure.block].text
        if cue.some.search(text[max(0, figure.start - AROUND) : figure.start]):
            continue
        if (span := _before(text, figure, cue)) is not None:
            yield Relation("span", (("span", span), ("years", figure)), True, "stated")
        elif (span := _behind(text, figure, cue)) is not None:
            yield Relation("span", (("span", span), ("years", figure)), False, "nearby")


def _before(text: str, figure: Quantity, cue: Cues) -> Quantity | None:
    """The dates that stand before it, with only such words between as make it their length."""
    found = next(reversed(list(cue.dates.finditer(text, max(0, figure.start - REACH), figure.start))), None)
    if found is None or not cue.behind.fullmatch(text, found.end(), figure.start):
        return None
    return _span(found, figure, cue)


def _behind(text: str, figure: Quantity, cue: Cues) -> Quantity | None:
    found = cue.dates.search(text, figure.end, figure.end + REACH)
    if found is None or not cue.ahead.fullmatch(text, figure.end, found.start()):
        return None
    return _span(found, figure, cue)


def _span(found: re.Match[str], figure: Quantity, cue: Cues) -> Quantity | None:
    """The time between two dates as a figure: the last day may count or not."""
    days = length(found, cue)
    if days is None:
        return None
    return replace(
        figure, text=found.group(), start=found.start(), end=found.end(), value=Fraction(days[0]),
        hedge="about", interval=Interval(Fraction(days[0]), Fraction(days[1])),
    )  # fmt: skip


def length(found: re.Match[str], cue: Cues) -> tuple[int, int] | None:
    """The least and the most days between two dates of one match: the last day may count or not, and the year is not known."""
    table = found.groupdict()
    first, second = (_month(table.get(name) or "", cue) for name in ("month", "month2"))
    first, second = first or second, second or first
    starts, ends = (_date(year, month, day) for year, month, day in ((1999, first, found["day"]), (1999 + (second < first), second, found["day2"])))
    if starts is None or ends is None or ends <= starts:
        return None
    days = (ends - starts).days
    return days, days + 1 + (first <= 2 < second)


def date_of(year: int, month: str, day: str, cue: Cues) -> datetime.date | None:
    """The date of a month and a day as they are printed; None if there is no such day."""
    return _date(year, _month(month, cue), day)


def _month(name: str, cue: Cues) -> int:
    months = cue.table.get("months", {})
    return months.get(name[:3].lower()) or (int(name) if name.isdecimal() else 0)


def _date(year: int, month: int, day: str) -> datetime.date | None:
    try:
        return datetime.date(year, month, int(day))
    except ValueError:  # another check tells of a date that does not exist
        return None
