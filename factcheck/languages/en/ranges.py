"""Two figures that are one: 26 to 31 million, $3-4 million, between 20 and 30, above 100 and below 300."""

from __future__ import annotations

from fractions import Fraction

from factcheck.kept import compiled
from factcheck.languages.limits import as_limit, is_limit, with_limits
from factcheck.languages.reading import UNCOUNTED, Found, joined
from factcheck.records import replace

_TO = compiled(r"-(?:\s(?:to|or)\s|to-)|\s?(?:-|–|—|~|to|through)\s?|\s(?:to|through)\s(?:about|around|some|as much as|as many as|nearly|at most|almost)\s")
_AND = compiled(r"\s(?:and|to)\s(?:the\s)?")
_BETWEEN = compiled(r"\b(?:[Bb]etween)\s(?:the\s)?(?:ages\sof\s)?\Z")
_FROM = compiled(r"\b(?:from\s(?:[a-z][\w’'-]*\s){0,3}|by\s)\Z")
_MOVED = compiled(
    r"\b(?:rose|fell|up|down|off|gained|lost|added|shed|dropped|slipped|climbed|jumped|eased|advanced|declined|raised|cut|increased|decreased|grew"
    r"|surged|plunged|tumbled|narrowed|widened|lowered|reduced|lifted|trimmed|sank|slid|soared|risen|fallen|grown|rise|fall|rises|falls|increase|drop)"
    r"\s(?:a\s)?\Z"
)
"""Before an amount and the level that it led to: fell $2.50 to $47.50."""
_LEFT = compiled(r"(?:\s[a-z][\w-]*){0,4},?\sfrom\s(?:[a-z][\w’'-]*\s){0,3}[$£€¥]?(?!(?:19|20)\d\d\b)\d")
"""Behind the level after a change: to $47.50 a barrel from $50."""
_RANGING = compiled(r"\b(?:rang(?:e|es|ed|ing)\b[^.,;]{0,12}|[Aa]nywhere|of)\sfrom\s\Z")
_SIZED = compiled(r"\s(?:high|tall|deep|long|wide|broad|thick|across|apart|away)\b")
"""Behind a range of sizes: waves from 10 to 100 feet high."""
_AND_ALSO = compiled(r",?\s(?:and|but|yet)(?:\sat the same time)?(?:\sis|\sare)?\s")
_OR = compiled(r",?\s(?:or|and|but)\s")
_STATED_ONCE = ("number", "count", "measure", "money", "percent", "point")
"""Kinds whose unit and magnitude may be told once for two levels."""
_AMOUNTS = ("count", "number", "measure", "money", "percent", "point", "multiple", "duration")


def with_ranges(text: str, found: list[Found]) -> list[Found]:
    """The figures, with those that are the two ends of one range made one."""
    result: list[Found] = []
    for one in found:
        whole = _range(text, result[-1], one) if result else None
        if whole is None:
            if result and _are_limits(text, result[-1], one):
                result[-1], one = as_limit(result[-1]), as_limit(one)
            elif result:
                result[-1] = _sharing(text, result[-1], one)
            result.append(one)
        else:
            result[-1] = whole
    return with_limits(text, result, "en")


def _sharing(text: str, first: Found, second: Found) -> Found:
    """The first of two levels, with the magnitude and the unit that the second one states for both: from 26 to 31 million, from 3 to 5 percent."""
    a, b = first.quantity, second.quantity
    if a.value is None or b.value is None or first.scale > 1 or b.kind not in _STATED_ONCE or second.scale < 1000 and a.kind == "money":
        return first
    if not (a.kind == "number" and first.is_bare) and (a.kind, a.unit) != (b.kind, b.unit) or a.kind not in ("number", "money"):
        return first
    opened = {" to ": _FROM, " and ": _BETWEEN}.get(text[a.end : b.start])
    if opened is None or a.hedge != b.hedge or not opened.search(text, max(0, a.start - 26), a.start):
        return first
    scale = second.scale
    if scale > 1 and not b.value < 10 * scale * a.value < 30 * b.value:
        return first
    kind, unit = (b.kind, b.unit) if b.kind != "count" else ("number", "")
    shared = replace(a, kind=kind, unit=unit, value=a.value * scale, step=a.step * scale, interval=a.interval.scaled(Fraction(scale)))
    return first._replace(quantity=shared, scale=scale)


def _are_limits(text: str, first: Found, second: Found) -> bool:
    """Whether two limits stand beside each other that make no range: equal to 50 or less than 40."""
    if not _OR.fullmatch(text, first.quantity.end, second.quantity.start):
        return False
    are_firm = [one.quantity.hedge in ("atleast", "atmost") or text.startswith("equal to", one.quantity.start) for one in (first, second)]
    return any(are_firm) and all(is_firm or is_limit(text, one, "en") for is_firm, one in zip(are_firm, (first, second)))


def _range(text: str, first: Found, second: Found) -> Found | None:
    """Two figures as the ends of one range, if the words between them make one of them."""
    a, b = first.quantity, second.quantity
    if b.start - a.end > 14 or a.value is None or b.value is None:
        return None
    between = text[a.end : b.start]
    is_rank = a.kind == b.kind == "ordinal" and _AND.fullmatch(between) and _BETWEEN.search(text, max(0, a.start - 14), a.start)
    is_of_age = b.kind == "age" and a.kind == "number" and first.is_bare and a.value < 100
    if (a.kind in UNCOUNTED or b.kind in UNCOUNTED or (b.kind == "age" and not is_of_age)) and not is_rank:
        return None
    if _AND_ALSO.fullmatch(between) and is_limit(text, first, "en") and is_limit(text, second, "en"):
        return _between_limits(first, second)
    before = text[max(0, a.start - 26) : a.start]
    opening = _BETWEEN.search(before)
    is_either = between == " or " and a.kind == "number" and first.is_bare and b.kind in _AMOUNTS and b.kind != "number" and a.value < b.value <= 2 * a.value
    if not (_AND.fullmatch(between) and opening) and not is_either and not _TO.fullmatch(between):
        return None
    if between.strip() == "to" and _is_movement(text, first, second, before, opening is not None):
        return None
    if not is_rank and not is_of_age and not _alike(first, second):
        return None
    low, high = _low(first, second, text[b.start : b.end] if "-" in between else ""), b.value
    if low >= high and not (high < 0 and a.unit in ("", b.unit) and b.kind == "measure"):
        return None
    start = a.start - (len(before) - opening.start()) if opening else a.start
    return joined(first, second, start, b.end, low, high)


def _between_limits(first: Found, second: Found) -> Found | None:
    """At least 20 and at most 30 of them."""
    a, b = first.quantity, second.quantity
    low, high = (a, b) if a.hedge in ("atleast", "over") else (b, a)
    if low.hedge not in ("atleast", "over") or high.hedge not in ("atmost", "under"):
        return None
    if low.value is not None and high.value is not None and low.value < high.value and _alike(first, second):
        return joined(first, second, a.start, b.end, low.value, high.value)
    return None


def _is_movement(text: str, first: Found, second: Found, before: str, is_between: bool) -> bool:
    """Whether "to" tells of two levels, the later one behind: rose from 26 to 31 million."""
    a, b = first.quantity, second.quantity
    if not is_between and _FROM.search(before) and not _RANGING.search(before):
        return not (b.kind == "measure" and _SIZED.match(text, b.end))
    if a.kind == "percent" or a.value is None or b.value is None or not _MOVED.search(before):
        return False
    is_far = 4 * a.value < b.value
    has_unit = a.kind == b.kind == "money" or (a.unit != "" and not first.is_bare)
    return (is_far and has_unit) or ((is_far or has_unit) and _LEFT.match(text, b.end) is not None)


def _low(first: Found, second: Found, hyphened: str) -> Fraction:
    """The lower end, with the magnitude that only the upper one is told with: 2 to 3 million; hyphened: 20-30,000, the upper one as printed."""
    a, b = first.quantity, second.quantity
    assert a.value is not None and b.value is not None
    low = a.value
    if first.scale == 1 and second.scale > 1 and not (a.unit and a.kind not in ("money", "number", "count")):
        is_short = a.step == 1 and 0 < low < b.value / second.scale * 10
        if is_short or 0 < low * second.scale < b.value:
            low *= second.scale
    return low * 1000 if hyphened.count(",") == 1 and a.step == 1 and low < 1000 and low * 1000 < b.value else low


def _alike(first: Found, second: Found) -> bool:
    """Whether both are amounts of the same thing, or one leaves the unit to the other."""
    a, b = first.quantity, second.quantity
    if a.kind == "age" and first.is_bare:
        return b.kind in ("number", "count")
    if a.kind not in _AMOUNTS or b.kind not in _AMOUNTS:
        return False
    if (a.kind, a.unit) == (b.kind, b.unit) or a.kind == "number" or (a.kind == "count" and first.is_bare and b.kind != "count"):
        return True
    if a.kind == "money" and b.kind in ("number", "count"):
        return True
    return a.kind == b.kind == "count" and (not a.unit or not b.unit)
