"""Shares and multiples in words: two-thirds, half, one in five, tripled, dozens of."""

from __future__ import annotations

import re
from fractions import Fraction

from factcheck.interval import Interval
from factcheck.kept import compiled
from factcheck.languages.en.hedging import combined, hedge_after, hedge_before
from factcheck.languages.en.lexicon import lexicon, unit_after
from factcheck.languages.en.words import in_words, part_at, vocabulary
from factcheck.languages.reading import Unit, hedged, made, multiple, share
from factcheck.model import Quantity

_NOT_HALF = compiled(r"[\s-](?:a|an|hour|year|time|day|dozen|brother|million|billion|sister|way|past|measures?|century|mile|point|percentage|inch)\b")
_OTHER_HALF = compiled(r"(?:first|second|latter|other|final|1st|2nd|last|and a|two|better|back|opening|front|(?:in|for|during|of) the)[\s-]\Z")
_TWICE = compiled(r"\s(?:(?:as|the|that|its|what|his|their|last|those)\b|[A-Z]\w+[’']s\s)")
_WORD = compiled(r"[A-Za-z]+")
_VAGUE = {"scores": (40, 99), "millions": (2 * 10**6, 10**7 - 1), "billions": (2 * 10**9, 10**10 - 1), "tens": (20, 99), "dozens": (24, 99), "hundreds": (200, 999), "thousands": (2000, 9999)}
_SEVERAL = compiled(r"(?:several|few)\s(?P<size>hundred|thousand|million|billion|dozen)\b")
_COUPLE = compiled(r"[Aa]\scouple\sof\s(?P<size>hundred|thousand|million|billion|dozen)\b")
_TIMES = compiled(r"\sof\s(?P<size>thousand|million|billion)s\b")
_SIZES = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
_PART_FOLLOWS = compiled(
    r"\s(?:of|in|from|on|to|this|last|since|during|and|or|when|while|compared|over|more|less|fewer|higher|lower|smaller|larger|bigger|as|at|by|for|after|so|was|were|is|are|had|have|came|said|did|live|believe)\b|[.,;:)?!%]|\s?\Z|\s[-–—]"
)


_RATIO = compiled(
    r"(?P<top>\d{1,3}|[A-Za-z]+(?!\w))(?P<joint>[\s-][Ii][Nn]|\s[Oo][Uu][Tt]\s[Oo][Ff])[\s-](?:[Ee]very\s)?(?P<base>\d[\d,]*|[A-Za-z]+)(?![\w.,]*\d)\b"
)
_TIMES_OR_PLACES = compiled(
    r"\s(?:years?|months?|days?|weeks?|hours?|minutes?|countries|cities|states|games|matches|million|billion|districts|provinces|places|areas"
    r"|regions|locations|schools|seconds?|counties|cases|quarters?|of\s\d)"
)
_AMONG = compiled(r"\s(?:people|adults|children|women|men|patients|households|workers|pupils|students|voters|births|residents|drivers|homes|babies|chance)\b|[.,;]?\s?\Z")
"""What one in many is one of."""
_OF_ONE = compiled(r"\sof\s(?:an?|one)\s")
_OF_ONE_HALF = compiled(r"\s(?:of\s)?(?:an?|one)\s|[\s-](?=(?:hour|mile|percentage|percent|per cent|inch|tonne|ton|litre|pint)\b)")
_POINT = compiled(
    r"(?:(?P<three>[Tt]hree-)?(?P<quarter>[Qq]uarter)|[Hh]alf)-(?:percentage[\s-]point\b|point\b(?=\s(?:interest[\s-])?(?:rate\s)?(?:cut|rise|hike|increase|reduction|decrease|move)s?\b))"
)
"""A part of a percentage point, as rates are moved by: a quarter-point cut."""
_OF_MANY = compiled(r"\sof\sa\s(?:dozen|hundred|thousand|million|billion|trillion)\b")
_AND_A_PART = compiled(r"[Aa]n?\s(?P<unit>[a-z]+)\sand\sa\s(?P<part>half|quarter)\b")
_A_SCORE = compiled(
    r"(?:[Aa]\sscore\b(?=\sof\s(?!points|runs|goals)(?:[a-z]+\s)?(?:people|men|women|children|[a-z]+s)\b)"
    r"|(?P<count>[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix)\sscore\b(?=\s(?:and\s(?!\d)|years\b|people\b|of\b|or\smore\b)|\s?\Z))"
)
_ARTICLE = compiled(r"[Aa][Nn]?\s")


def in_text(text: str, start: int, free: int) -> Quantity | None:
    """The share, multiple or vague number that is a word of its own at `start`, or None."""
    char = text[start]
    if char in "HhQqTt" and (point := _POINT.match(text, start)):
        return _of_unit(text, start, point.end(), Fraction(3 if point["three"] else 1, 4 if point["quarter"] else 2), Unit("point", "pp"), free)
    if char.isdigit():
        near = text[start + 1 : start + 16].lower()
        return ratio(text, start, free) if " in " in near or " out of " in near or near.startswith("-in-") else None
    if char in "aA" and (found := _couple(text, start) or _a_score(text, start, free) or _and_a_half(text, start, free) or _a_part(text, start, free)):
        return found
    word = _WORD.match(text, start)
    if not word:
        return None
    lower = word.group().lower()
    if text.startswith(" score", word.end()) and (score := _a_score(text, start, free)):
        return score
    if lower == "half":
        return _half(text, start, word.end(), free)
    if lower in lexicon().multiples:
        return _multiple(text, start, word.end(), lower, free)
    if lower in _VAGUE and text.startswith(" of ", word.end()):
        low, high = _VAGUE[lower]
        times = _TIMES.match(text, word.end())
        size = _SIZES[times["size"]] if times else 1
        end = times.end() if times else word.end()
        if lower == "tens" and not times:
            return None
        return made("number", start, end, None, Interval(Fraction(low * size), Fraction((high + 1) * size - 1)), "", "range", Fraction(size))
    if lower in ("several", "few") and (several := _SEVERAL.match(text, start)):
        size = _SIZES[several["size"]]
        begin = start - 2 if text[max(free, start - 2) : start] in ("a ", "A ") else start
        return made("number", begin, several.end(), None, Interval(Fraction(2 * size), Fraction(10 * size - 1)), "", "range", Fraction(size))
    return ratio(text, start, free)


def _a_part(text: str, start: int, free: int) -> Quantity | None:
    article = _ARTICLE.match(text, start)
    found = part_at(text, article.end()) if article else None
    if found is None:
        return None
    end, part = found
    if part.endswith("s") or text[end : end + 1] in ("-", "_") or text[end : end + 1].isalnum():
        return None
    base = vocabulary().parts[part]
    if _OF_MANY.match(text, end):
        return None
    unit, stop = unit_of_one(text, end)
    if unit is not None:
        return _of_unit(text, start, stop, Fraction(1, base), unit, free)
    if part in ("quarter", "half") and not text.startswith((" of", ","), end) and text[max(0, start - 3) : start] != "by ":
        return None
    if not _PART_FOLLOWS.match(text, end) or text.startswith((" to ", " and "), end) and base > 5:
        return None
    return _share(text, start, end, Fraction(100, base), free)


def unit_of_one(text: str, end: int, *, is_half: bool = False) -> tuple[Unit | None, int]:
    """The unit that a part is one of, and where it ends: of an hour; behind half also "an hour"."""
    match = (_OF_ONE_HALF if is_half else _OF_ONE).match(text, end)
    if match is None:
        return None, end
    unit, stop = unit_after(text, match.end() - 1)
    return (unit, stop) if unit is not None and unit.kind in ("measure", "duration", "percent", "point") else (None, end)


def _of_unit(text: str, start: int, end: int, part: Fraction, unit: Unit, free: int) -> Quantity:
    """Half an hour, a tenth of a percentage point."""
    at, before = hedge_before(text, start, free)
    end, after = hedge_after(text, end)
    interval, hedge = hedged(part, part, combined(before, after), False)
    return made(unit.kind, at, end, part, interval, unit.name, hedge, part)


def _and_a_half(text: str, start: int, free: int) -> Quantity | None:
    """A year and a half."""
    match = _AND_A_PART.match(text, start)
    if match is None:
        return None
    unit, _ = unit_after(text, match.start("unit") - 1)
    if unit is None:
        return None
    part = Fraction(1, 2) if match["part"] == "half" else Fraction(1, 4)
    at, hedge = hedge_before(text, start, free)
    interval, hedge = hedged(1 + part, part, hedge, False)
    return made(unit.kind, at, match.end(), 1 + part, interval, unit.name, hedge, part)


def _a_score(text: str, start: int, free: int) -> Quantity | None:
    """A score of people, about twenty; three score, sixty."""
    match = _A_SCORE.match(text, start)
    if match is None:
        return None
    at, hedge = hedge_before(text, start, free)
    value = Fraction(20 * (vocabulary().ones[match["count"].lower()] if match["count"] else 1))
    hedge = "about" if hedge == "exact" and not match["count"] else hedge
    interval, hedge = hedged(value, Fraction(1), hedge, True)
    return made("number", at, match.end(), value, interval, "", hedge)


def _couple(text: str, start: int) -> Quantity | None:
    """A couple of hundred: about two of them."""
    match = _COUPLE.match(text, start)
    if match is None:
        return None
    size = _SIZES[match["size"]]
    interval, hedge = hedged(Fraction(2 * size), Fraction(size), "about", False)
    return made("number", start, match.end(), Fraction(2 * size), interval, "", hedge, Fraction(size))


def _half(text: str, start: int, end: int, free: int) -> Quantity | None:
    unit, stop = unit_of_one(text, end, is_half=True)
    if unit is not None and not text[max(0, start - 14) : start].lower().endswith(("and a ", "and ")):
        return _of_unit(text, start, stop, Fraction(1, 2), unit, free)
    if _NOT_HALF.match(text, end) or _OTHER_HALF.search(text[max(0, start - 14) : start].lower()):
        return None
    unit, _ = unit_after(text, end)
    if unit is not None and unit.kind in ("measure", "duration"):
        return None
    begin = start - 2 if text[max(free, start - 2) : start] in ("a ", "A ") else start
    return _share(text, begin, end, Fraction(50), free)


def _multiple(text: str, start: int, end: int, word: str, free: int) -> Quantity | None:
    if word in ("twice", "double", "triple") and not _TWICE.match(text, end):
        return None
    at, hedge = hedge_before(text, start, free)
    return multiple(at, end, Fraction(lexicon().multiples[word]), hedge, "times")


def worded(text: str, start: int, end: int, value: Fraction, free: int) -> Quantity:
    """A fraction such as two thirds or 3/4 that stands for a share of something."""
    return _share(text, start, end, value * 100, free)


def _share(text: str, start: int, end: int, value: Fraction, free: int) -> Quantity:
    at, hedge = hedge_before(text, start, free)
    end, after = hedge_after(text, end)
    return share(at, end, value, combined(hedge, after))


def ratio(text: str, start: int, free: int) -> Quantity | None:
    """One in five, six out of ten: in per cent."""
    match = _RATIO.match(text, start)
    if not match or _TIMES_OR_PLACES.match(text, match.end()):
        return None
    top, base = (_count(match[name]) for name in ("top", "base"))
    if top is None or base is None or not 0 < top < base or base < 3 or base > 20 and match["joint"] != " out of" and "every" not in match.group() and not (top == 1 and _AMONG.match(text, match.end())):
        return None
    if base > 20 and not (base in (100, 1000) or top == 1 and base % 10 == 0 and base != 2000) or _longer(text, match):
        return None  # "147 out of 267" is two figures
    return _share(text, start, match.end(), Fraction(top * 100, base), free)


def _longer(text: str, match: re.Match[str]) -> bool:
    """Whether the second number goes on: one in twenty-five."""
    found = in_words(text, match.start("base"))
    return found is not None and found.end > match.end("base")


def _count(printed: str) -> int | None:
    plain = printed.replace(",", "").lower()
    return int(plain) if plain.isdigit() else vocabulary().ones.get(plain)
