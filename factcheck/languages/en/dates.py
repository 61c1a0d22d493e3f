"""How English copy writes dates, periods, clock times and scores."""

from __future__ import annotations

import re

from factcheck.kept import compiled
from factcheck.languages.en.lexicon import lexicon, unit_after
from factcheck.languages.reading import Found, parts_of, score, undetermined
from factcheck.records import replace

_YEAR = r"(?:1[5-9]|20)\d{2}"
_CLOCK = compiled(
    r"\d{1,2}[:.]\d{2}(?::\d{2})?\s?[apAP]\.?[mM]\b\.?|\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?(?!\d)|\d{1,2}\s?(?:[ap]\.m\b\.?|[ap]m\b(?!\s?is)|[AP]M\b|o'clock)"
    r"|\d{4}\s(?:GMT|EST|EDT|CDT|CST|PDT|PST|BST|local time|hours\b)|\d{1,2}[:.]\d{2}\s(?:GMT|BST|EST|EDT)"
)
_SCORE = compiled(
    r"(?P<a>\d{1,3})[-–:](?P<b>\d{1,3})(?![\d.,]*\d|[-–]\d|\s?(?:%|percent|per cent|pct|million|billion|mln|bln|trillion|thousand|years?|months?|weeks?|days?|hours?|minutes?"
    r"|year|cts|cents|m\b|bn\b|points?|miles|km|people|times|dlrs|acres?|tonnes|feet|mm\b)|[-/\w])"
)
_ODDS = compiled(r"(?P<a>\d{1,4})(?:/|(?P<sure>-to-)|\sto\s)(?P<b>\d{1,2})\b(?![\d.,/%]\d|-)")
_ON_ODDS = compiled(r"\b(?:odds|odds of|odds at|priced at|ratio of)\s\Z")
_FAVOURED = compiled(r"\s(?:favourites?|favorites?|outsiders?|shots?|on\b|against\b|joint)")
_SPAN_OF_YEARS = compiled(r"(?P<a>(?:19|20)\d{2})[-–/](?P<b>\d{2}(?:\d{2})?|\d)(?!\d|[-/.,]\d|\s?%)")
_BARE = compiled(r"(?P<year>1[6-9]\d\d|20\d\d)(?P<decade>'?s\b|(?![\d,]*\d|[.]\d|\w|/))")
_BIG = compiled(r"[\s-](?:million|mln|billion|bln|thousand)\b")
_POSSIBLE = compiled(r"\d{1,2}\.\d{1,2}\.(?:19|20)\d\d(?!\d)|\d{1,4}(?:[-–:/]\d|-to-\d|\.\d\d\s?[apAP]|\s?[apAP]\.?[mM]\b|\s(?:GMT|EST|EDT|CDT|CST|PDT|PST|BST|local|hours|o'c)|(?:st|nd|rd|th)?,?\s(?:of\s)?[A-Z][a-z]|\s(?:to|and|-|–)\s\d|(?:st|nd|rd|th)[\s-][Cc]ent)")
_DIGITS = compiled(r"\d+")
_NOUN = compiled(r"[\s-]+([A-Za-z][A-Za-z'’]*)")


_MONTH = r"(?:[A-Z][a-z]{2,}|[A-Z]{3,9})\b\.?"
_DATE = compiled(
    rf"(?P<m>{_MONTH})\s(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|[.,]\d|\s?(?:%|percent|pct|million|mln|PERCENT|PER CENT|PCT|MILLION|MLN|BILLION|DLRS?|TONNES|PEOPLE|TIMES|CTS))(?:,?\s(?P<y>{_YEAR})(?!\d|,\d))?"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<m2>{_MONTH})(?:,?\s(?P<y2>{_YEAR})(?!\d|,\d))?"
    rf"|(?P<m3>{_MONTH}),?\s(?P<y3>{_YEAR})(?!\d|,\d)"
    r"|(?P<y4>\d{4})-(?P<m4>\d{1,2})-(?P<d4>\d{1,2})(?!\d)"
    r"|(?P<d7>[0-3]?\d)\.(?P<m7>1[0-2]|0?[1-9])\.(?P<y7>(?:19|20)\d{2})(?!\d)"
    r"|(?P<m5>1[0-2]|0?[1-9])/(?P<d5>[0-3]?\d)/(?P<y5>(?:19|20)\d{2})(?!\d)|(?P<d6>[0-3]?\d)/(?P<m6>1[0-2]|0?[1-9])/(?P<y6>(?:19|20)\d{2})(?!\d)"
)


def _date(text: str, start: int) -> re.Match[str] | None:
    """The date at `start`, if its month is one."""
    match = _DATE.match(text, start)
    name = match and (match["m"] or match["m2"] or match["m3"])
    return match if not name or name.lower().rstrip(".") in lexicon().months else None


_HOURS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_RANKS = ("first", "second", "third", "fourth")
_QUARTER = compiled(r"(?P<sign>[QH][1-4])\b(?!-)|(?P<rank>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth)[\s-](?P<part>quarter|half)\b")
_SPOKEN = compiled(rf"[Hh]alf\spast\s(?:{_HOURS}|\d{{1,2}})\b|(?i:{_HOURS})\so['’]clock\b")
_OF_TIME = compiled(r"(?:\s(?:of\s(?:the\s|this\s|last\s|next\s)?(?:(?:fiscal|financial)\s)?(?:year|\d{4}|\d{2}\b)|(?:profits?|results?|sales|revenues?|earnings|losses|loss|net|income|figures)\b)|\s(?:19|20)\d\d\b)")
"""What follows the half of a year, rather than that of a match."""
_CENTURY = compiled(r"(?P<number>\d{1,2})(?:st|nd|rd|th)[\s-][Cc]entur(?:y|ies)\b")
_DECADE = compiled(r"(?<=['’])\d0s\b")
_BESIDE = ("-", "–", "'", "’", "to ", "and ", "through ")
"""What stands before the second day of two, and before a decade."""
_HOUR = compiled(r"(?P<hour>\d{1,2})\s?(?:-|–|to)\s?\d{1,2}(?::\d\d)?\s?(?:[ap]\.m\b|[ap]m\b)")
_FIRST_DAY = compiled(rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s?(?:-|–|to|and)\s?\d{{1,2}}(?:st|nd|rd|th)?\s(?P<month>{_MONTH})")
_SECOND_DAY = compiled(r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?![\d%]|[.,:]\d|-)(?=[,.;:)]|\s(?:in|at|for|with|and|on|of|when|as|by|after|before|the|a|is|was|were|has|had|will|would|shows?|showed|finds?|found|puts?|gave|gives|said|says|suggest\w*|indicat\w*|(?:19|20)\d\d)\b|\s?\Z)")
_MONTH_DAY = compiled(rf"\b(?P<month>{_MONTH})\s\d{{1,2}}(?:st|nd|rd|th)?\s?(?:-|–|to\s|and\s|through\s)\Z")
_PARTS = (("y", "y2", "y3", "y4", "y5", "y6", "y7"), ("m", "m2", "m3", "m4", "m5", "m6", "m7"), ("d", "d2", "d4", "d5", "d6", "d7"))


def dated(text: str, start: int) -> Found | None:
    """The date, period, time or score at `start`."""
    is_digit = text[start].isdigit()
    if is_digit and not (_POSSIBLE.match(text, start) or text.endswith(_BESIDE, max(0, start - 8), start)):
        return _bare_year(text, start)
    if match := _date(text, start):
        names = [next((name for name in group if match[name]), "") for group in _PARTS]
        year, month, day = (_number(match[name]) if name else None for name in names)
        if (month is None or 1 <= month <= 12) and (day is None or 1 <= day <= 31):
            parts = [(*match.span(name), value) for name, value in zip(names, (year, month, day)) if name and match[name].isdigit()]
            return Found(replace(undetermined("date", start, match.end()), date=(year, month, day)), ends=parts_of("date", parts))
    if not is_digit:
        return _quarter(text, start)
    if century := _CENTURY.match(text, start):
        return Found(undetermined("period", start, century.end(), f"{int(century['number'])}c"))
    if decade := _DECADE.match(text, start):
        return Found(undetermined("period", start, decade.end(), decade.group()))
    if beside := _day_beside(text, start):
        return beside
    if (years := _SPAN_OF_YEARS.match(text, start)) and (len(years["b"]) > 1 or int(years["b"]) == (int(years["a"]) + 1) % 10):
        ends = parts_of("date", [(*years.span("a"), int(years["a"])), (*years.span("b"), int(years["b"]))])
        return Found(undetermined("period", start, years.end(), years.group()), ends=ends)
    if clock := _CLOCK.match(text, start):
        numbers = [(*one.span(), int(one.group())) for one in _DIGITS.finditer(clock.group())]
        ends = parts_of("time", [(start + a, start + b, value) for a, b, value in numbers])
        return Found(undetermined("time", start, clock.end()), ends=ends)
    odds = _ODDS.match(text, start)
    if odds and (odds["sure"] or _ON_ODDS.search(text, max(0, start - 16), start) or _FAVOURED.match(text, odds.end())):
        return score(start, odds.end(), [(*odds.span("a"), odds["a"]), (*odds.span("b"), odds["b"])])
    if (result := _SCORE.match(text, start)) and (int(result["a"]) >= int(result["b"]) or int(result["b"]) > 99):
        return score(start, result.end(), [(*result.span("a"), result["a"]), (*result.span("b"), result["b"])])
    return _bare_year(text, start)


def _quarter(text: str, start: int) -> Found | None:
    """A quarter or a half of a year, or an hour in words: the first quarter, Q3, second-half, half past eight."""
    match = _QUARTER.match(text, start)
    if match is None:
        spoken = _SPOKEN.match(text, start)
        return Found(undetermined("time", start, spoken.end())) if spoken else None
    if match["sign"]:
        return Found(undetermined("period", start, match.end(), match["sign"]))
    number = _RANKS.index(match["rank"].lower()) + 1
    if match["part"] == "half" and (number > 2 or not _OF_TIME.match(text, match.end())):
        return None
    return Found(undetermined("period", start, match.end(), f"{'Q' if match['part'] == 'quarter' else 'H'}{number}"))


def _day_beside(text: str, start: int) -> Found | None:
    """The second day of May 5-7, the first of 5-7 May, and the first hour of 10-11 a.m."""
    if hour := _HOUR.match(text, start):
        return Found(undetermined("time", start, hour.end("hour")), ends=parts_of("time", [(*hour.span("hour"), int(hour["hour"]))]))
    day = _FIRST_DAY.match(text, start) or (_SECOND_DAY.match(text, start) if _MONTH_DAY.search(text, max(0, start - 24), start) else None)
    if day is None or not 1 <= int(day["day"]) <= 31 or (day.re is _FIRST_DAY and day["month"].lower().rstrip(".") not in lexicon().months):
        return None
    end = day.end("day")
    return Found(replace(undetermined("date", start, end), date=(None, None, int(day["day"]))), ends=parts_of("date", [(start, end, int(day["day"]))]))


def _number(printed: str) -> int:
    return int(printed) if printed.isdigit() else lexicon().months[printed.lower().rstrip(".")]


def _bare_year(text: str, start: int) -> Found | None:
    match = _BARE.match(text, start)
    if not match or text[max(0, start - 1) : start] in ("$", "£", "€", "¥", ",", "-", "−", "~", "<", ">", "=") and not text.endswith("mid-", 0, start):
        return None
    year = int(match["year"])
    if not match["decade"] and _FISCAL.search(text, max(0, start - 16), start):
        return Found(undetermined("period", start, match.end(), f"FY{year}"), ends=parts_of("date", [(start, start + 4, year)]))
    part = parts_of("date", [(start, start + 4, year)])
    if match["decade"] and year % 10 == 0:
        return Found(undetermined("period", start, match.end(), match.group()), ends=part)
    if start < 12 and _ALONE.match(text, match.end()) and not text[:start].strip(" -−"):
        return None
    unit, _ = unit_after(text, match.end())
    following = _NOUN.match(text, match.end())
    if (unit is not None and unit.kind != "duration") or (following and following.group(1).lower() in lexicon().irregular):
        return None
    if _BIG.match(text, match.end()) or _COUNTED.search(text, max(0, start - 12), start):
        return None
    if following and following.group(1).endswith("s") and _ROUGHLY.search(text, max(0, start - 16), start):
        return None
    if year % 100 == 0 and following and following.group(1).endswith("s") and not _IN.search(text, max(0, start - 8), start):
        return None
    return Found(replace(undetermined("date", start, match.end()), date=(year, None, None)), ends=part)


_FISCAL = compiled(r"\b(?:(?:[Ff]iscal|[Ff]inancial)\s(?:year\s)?|FY\s?)\Z")
_ALONE = compiled(r"[\s.]*\Z|\sover\s\w+\Z")
_COUNTED = compiled(r"(?:\bthan|\bleast|\bsome|\bnearly|\balmost|\btotal of|\bup to|[<>=])\s?\Z")
_ROUGHLY = compiled(r"\b(?:about|around|roughly|approximately|over|under|estimated)\s\Z")
_IN = compiled(r"\b(?:in|of|since|the|by|from|until|before|after|during|for)\s\Z")
