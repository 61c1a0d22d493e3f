"""The time that a sentence names by its ends: 5月1日至5日, this year up to May 16, the first eight months."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from factcheck.kept import compiled
from factcheck.languages import data
from factcheck.relate.context.cues import Cues, cues
from factcheck.relate.scales.days import date_of, length

SHORT = 10
"""Of more days than these some count the last one and some do not; of less, all do."""
_YEAR = 1999  # of no leap: which year it is may not be told


class Elapsed(NamedTuple):
    """Days or months: as one would count them, the least and the most that the words can stand for, and those words."""

    usual: int
    least: int
    most: int
    words: str


def elapsed(text: str, unit: str, lang: str) -> Elapsed | None:
    """The one time that a sentence names by its ends, in days or months; None if it names none, or several."""
    cue = cues(lang, "elapsed")
    if cue.hint.search(text) is None:
        return None
    found = [*_of_months(text, unit, cue)]
    if unit == "day":
        found += _between(text, lang) or _so_far(text, lang, cue)
    return found[0] if len(found) == 1 else None


def named_periods(text: str, unit: str, lang: str) -> list[tuple[int, int]]:
    """The least and the most days, or months, of each kind of period that a text names: a year, a quarter, the first half."""
    return [days if unit == "day" else months for pattern, days, months in _periods(lang) if pattern.search(text)]


@cache
def _periods(lang: str) -> tuple[tuple[re.Pattern[str], tuple[int, int], tuple[int, int]], ...]:
    """What periods are called, with the least and the most days, and months, that they have."""
    flags = re.IGNORECASE if lang != "zh" else re.NOFLAG
    table = data(lang, "cues")["averages"]["span"]
    return tuple((compiled(entry["name"], flags), tuple(entry["days"]), tuple(entry["months"])) for entry in table)


def _of_months(text: str, unit: str, cue: Cues) -> Iterator[Elapsed]:
    """The first months of a year: the first eight months, January to August."""
    numbers = {name: number for number, names in enumerate(cue.table["numbers"], 1) for name in names}
    for match in cue.first_months.finditer(text):
        last = next(filter(None, match.groups())).lower()
        count = int(last) if last.isdecimal() else numbers[last]
        if not 1 < count <= 12:
            continue
        days = (datetime.date(_YEAR + count // 12, count % 12 + 1, 1) - datetime.date(_YEAR, 1, 1)).days
        yield Elapsed(count, count, count, match.group()) if unit == "month" else Elapsed(days, days, days + 1, match.group())


def _between(text: str, lang: str) -> list[Elapsed]:
    cue = cues(lang, "days")
    found: list[Elapsed] = []
    for match in cue.dates.finditer(text):
        if (span := length(match, cue)) is not None:
            least, most = span
            found.append(Elapsed(least + 1, least + (least < SHORT), most, match.group()))
    return found


def _so_far(text: str, lang: str, cue: Cues) -> list[Elapsed]:
    """The days from the first of January to the one date named; today may not be over."""
    since = cue.so_far.search(text)
    dates = [*cue.date.finditer(text)]
    if since is None or len(dates) != 1:
        return []
    day = date_of(_YEAR, dates[0]["month"], dates[0]["day"], cues(lang, "days"))
    if day is None:
        return []
    number = day.timetuple().tm_yday
    return [Elapsed(number, number - 1, number + 1, f"{since.group()}, {dates[0].group()}")] if number > 1 else []
