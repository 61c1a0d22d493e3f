"""weekday and impossible-date: dates held against the calendar."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from factcheck import dates
from factcheck.checks.flow import Flow, flows
from factcheck.kept import compiled
from factcheck.languages import data
from factcheck.model import Article, Observation, Quantity
from factcheck.records import dataclass

_EARLIEST = 1800
"""Before it, and in some countries long after, the old calendar gives other weekdays."""
_NEAR = 48
"""How far from a weekday its date is looked for."""


@dataclass(frozen=True, slots=True)
class _Words:
    """The calendar words of a language, compiled."""

    weekday: re.Pattern[str]
    weekdays: Mapping[str, int]
    names: tuple[str, ...]
    styles: tuple[tuple[str, ...], ...]
    pairs: tuple[str, ...]
    """Patterns of a date beside its weekday; compiled where a weekday stands."""
    full: re.Pattern[str]
    months: Mapping[str, int]
    month_styles: tuple[tuple[str, ...], ...]
    years: Mapping[str, int]
    lunar: re.Pattern[str]
    impossible: tuple[re.Pattern[str], ...]
    clocks: tuple[re.Pattern[str], ...]
    suspicious: re.Pattern[str]
    """What every impossible date has: a quick look before the slow patterns."""
    late: re.Pattern[str]
    """The same of impossible times."""


@cache
def _words(lang: str) -> _Words:
    table: dict[str, Any] = data(lang, "checks")["calendar"]
    pieces = {"{weekday}": table["weekday"], "{month}": table["month"]}
    forms = [form.replace("{month}", table["month"]) for form in table["dates"]]
    pairs = []
    for template in table["pairs"]:
        for form in forms:
            pairs.append(template.replace("{date}", form).replace("{weekday}", table["weekday"]))
    filled = [[_filled(form, pieces) for form in table[name]] for name in ("impossible", "clocks")]
    return _Words(
        weekday=compiled(table["weekday"]),
        weekdays=table["weekdays"],
        names=tuple(table["names"]),
        styles=tuple(tuple(style) for style in table["styles"]),
        pairs=tuple(pairs),
        full=compiled(_filled(table["full"], pieces)),
        months=table.get("months", {}),
        month_styles=tuple(tuple(style) for style in table.get("month_styles", ())),
        years=table["years"],
        lunar=compiled(table["lunar"]),
        impossible=tuple(compiled(form) for form in filled[0]),
        clocks=tuple(compiled(form) for form in filled[1]),
        suspicious=compiled(table["suspicious"]),
        late=compiled(table["late"]),
    )


def _filled(form: str, pieces: Mapping[str, str]) -> str:
    for name, piece in pieces.items():
        form = form.replace(name, piece)
    return form


def weekdays(articles: Sequence[Article], quantities: Sequence[Sequence[Quantity]]) -> Iterator[Observation]:
    """One observation for each date that names its weekday; marks "date" and "weekday"."""
    for flow in flows(articles):
        words = _words(flow.lang)
        end = 0
        full: list[tuple[int, datetime.date]] | None = None
        for weekday in words.weekday.finditer(flow.text):
            if weekday.start() < end:
                continue
            match = _paired(flow.text, weekday, words)
            if match:
                end = match.end()
                full = _full_dates(flow.text, words) if full is None else full
                yield _weekday_observation(flow, match, words, articles[flow.article].date, full)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return compiled(pattern)


def _paired(text: str, weekday: re.Match[str], words: _Words) -> re.Match[str] | None:
    """The weekday together with the date beside it."""
    low = max(0, weekday.start() - _NEAR)
    low = max(low, text.rfind("\n", low, weekday.start()) + 1)
    high = weekday.end() + _NEAR
    if not any(character.isdecimal() for character in text[low:high]):
        return None
    for pair in words.pairs:
        for match in _compiled(pair).finditer(text, low, high):
            if match.start("weekday") == weekday.start("weekday"):
                is_lunar = words.lunar.search(text, max(low, match.start("date") - 8), match.start("date"))
                return None if is_lunar else match
    return None


def _weekday_observation(
    flow: Flow,
    match: re.Match[str],
    words: _Words,
    known: datetime.date | None,
    full: Sequence[tuple[int, datetime.date]],
) -> Observation:
    """The verdict on one pair: wrong only if no year that is in question makes it right."""
    marks = (flow.mark("date", *match.span("date")), flow.mark("weekday", *match.span("weekday")))
    printed = words.weekdays[match["name"].lower()]
    is_bare = match["weekday"] == match["name"]  # （五） and Fri are told by their full names
    facts = {"date": match["date"], "weekday": words.names[printed] if is_bare else match["weekday"], "actual": ""}
    candidates = _candidates(flow.text, match, words, known, full)
    candidates = [date for date in candidates if date.year >= _EARLIEST]
    if not candidates:
        return Observation("undecided", marks, facts)
    if any(date.weekday() == printed for date in candidates):
        return Observation("consistent", marks, facts)
    date = candidates[0]
    actual = _weekday_like(match["weekday"], date.weekday(), words)
    facts["actual"] = words.names[date.weekday()] if is_bare else actual
    other = _date_like(match, dates.nearest_with_weekday(date, printed), words)
    suggestions = [(actual, "weekday-of-date")] + [(other, "date-of-weekday")] * bool(other)
    return Observation("inconsistent", marks, facts, tuple(suggestions))


def _candidates(
    text: str,
    match: re.Match[str],
    words: _Words,
    known: datetime.date | None,
    full: Sequence[tuple[int, datetime.date]],
) -> list[datetime.date]:
    """The dates that the printed one can be, the likeliest first; empty if its year is not known."""
    year, month, day = _parts(match, words)
    if year is not None and month is not None:
        date = dates.date_of(year, month, day)
        return [date] if date else []
    if month is None:
        return list(dates.with_month(day, known)) if known else []
    before = text[max(0, match.start("date") - 8) : match.start("date")].rstrip().lower()
    for word, shift in words.years.items():
        if before.endswith(word):
            date = dates.date_of(known.year + shift, month, day) if known else None
            return [date] if date else []
    near = [known] if known else []
    near.extend(_near(full, match.span()))
    found = [dates.with_year(month, day, other) for other in near]
    return [date for date in found if date]


def _near(full: Sequence[tuple[int, datetime.date]], span: tuple[int, int]) -> list[datetime.date]:
    """The last full date before the place and the first one after it."""
    index = bisect_left(full, span[0], key=lambda pair: pair[0])
    before = [date for _, date in full[max(0, index - 1) : index]]
    after = bisect_left(full, span[1], key=lambda pair: pair[0])
    return [*before, *(date for _, date in full[after : after + 1])]


def _full_dates(text: str, words: _Words) -> list[tuple[int, datetime.date]]:
    """The dates that are printed with their year, each with its place."""
    found = []
    for full in words.full.finditer(text):
        year, month, day = _parts(full, words)
        date = dates.date_of(year, month, day) if year and month else None
        if date is not None:
            found.append((full.start(), date))
    return found


def _parts(match: re.Match[str], words: _Words) -> tuple[int | None, int | None, int]:
    """Year, month and day as printed."""
    parts = match.groupdict()
    month, name = parts.get("m"), parts.get("month")
    number = words.months.get(name[:3].lower()) if name else int(month) if month else None
    return (int(parts["y"]) if parts.get("y") else None), number, int(parts.get("d") or 1)


def _weekday_like(printed: str, weekday: int, words: _Words) -> str:
    """The name of the weekday in the form that is printed: abbreviated or in full."""
    for style in words.styles:
        if printed in style:
            return style[weekday]
    return words.names[weekday]


def _date_like(match: re.Match[str], date: datetime.date, words: _Words) -> str:
    """The date in the form that is printed; empty if that form cannot show it."""
    text, base = match["date"], match.start("date")
    _, month, day = _parts(match, words)
    if month is None and abs(date.day - day) > 3:  # it falls in another month
        return ""
    parts = match.groupdict()
    new = {"y": f"{date.year:04}", "m": str(date.month), "d": str(date.day), "suffix": ""}
    if name := parts.get("month"):
        styles = [style for style in words.month_styles if name in style]
        new["month"] = styles[0][date.month - 1] if styles and month != date.month else name
    for group in sorted((g for g in new if parts.get(g)), key=match.start, reverse=True):
        start, end = match.span(group)
        value = new[group].zfill(end - start) if parts[group].startswith("0") else new[group]
        text = text[: start - base] + value + text[end - base :]
    return text


def _swapped(match: re.Match[str], words: _Words) -> Iterator[str]:
    """The date with the two digits of its day, or of its month, the other way round, where that is one."""
    for name in ("d", "m"):
        printed = match.groupdict().get(name)
        if printed is not None and len(printed) == 2 and printed[1] != "0":
            year, month, day = _parts(match, words)
            other = int(printed[::-1])
            if dates.is_possible(month if name == "d" and month else other, other if name == "d" else day, year):
                start = match.start("date")
                yield match["date"][: match.start(name) - start] + str(other) + match["date"][match.end(name) - start :]


def impossible_dates(
    articles: Sequence[Article], quantities: Sequence[Sequence[Quantity]]
) -> Iterator[Observation]:
    """One observation for each day or time of day that does not exist; marks it as "date" or "time"."""
    for flow in flows(articles):
        words = _words(flow.lang)
        for pattern in words.impossible if words.suspicious.search(flow.text) else ():
            for match in pattern.finditer(flow.text):
                year, month, day = _parts(match, words)
                if month is None or dates.is_possible(month, day, year):
                    continue
                if words.lunar.search(flow.text, max(0, match.start() - 8), match.start()):
                    continue
                table = data(flow.lang, "checks")["calendar"]
                reason = table["no_day"].replace("{days}", str(dates.days_in(month, year))) if 0 < month <= 12 else table["no_month"]
                facts = {"date": match["date"], "reason": reason}
                swapped = tuple((text, "swapped-digits") for text in _swapped(match, words))
                yield Observation("inconsistent", (flow.mark("date", *match.span("date")),), facts, swapped)
        for pattern in words.clocks if words.late.search(flow.text) else ():
            for match in pattern.finditer(flow.text):
                hour, minute = int(match["hour"]), int(match["minute"])
                if hour > 24 or minute > 59 or (hour == 24 and minute):
                    facts = {"date": match["time"], "reason": data(flow.lang, "checks")["calendar"]["no_time"]}
                    yield Observation("inconsistent", (flow.mark("time", *match.span("time")),), facts)
