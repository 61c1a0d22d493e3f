"""English numerals: 1,204 · 3.5 million · $1.2bn · twenty-five · two and a half · half a billion · 98-1/8 · 1e10."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from factcheck.kept import compiled
from factcheck.languages.en.words import in_words, vocabulary

VULGAR = {
    "¼": Fraction(1, 4), "½": Fraction(1, 2), "¾": Fraction(3, 4), "⅓": Fraction(1, 3), "⅔": Fraction(2, 3), "⅕": Fraction(1, 5),
    "⅖": Fraction(2, 5), "⅗": Fraction(3, 5), "⅘": Fraction(4, 5), "⅙": Fraction(1, 6), "⅛": Fraction(1, 8), "⅜": Fraction(3, 8),
    "⅝": Fraction(5, 8), "⅞": Fraction(7, 8),
}  # fmt: skip
_NUMBER = (
    r"[1-9]\d{0,2}(?:['’]\d{3})+(?!\d)|[1-9]\d{0,2}(?:,\d{3})+(?![\d])(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}(?!\d)|[1-9]\d{0,2}(?:[ \u00a0\u2009\u202f]\d{3})+(?![\d]|[ ,]\d)(?:\.\d+)?"
    r"|[1-9]\d{0,2}(?:\.\d{3})+,\d{1,2}(?!\d)|\d{1,9},\d{1,2}(?![\d,]|\.\d|\s?-)(?<=[^,]\d|,\d)|\d{1,40}(?!\d)(?:\.\d{1,40}(?!\d))?|\.\d{1,40}(?!\d)"
)
_POWER = compiled(r"(?:[eE](?P<ten>[+-]?\d{1,2})|\^(?P<power>[+-]{0,2}\d{1,2})|x(?P<base>10|2)\^(?P<times>[+-]?\d{1,2}))(?![\w.])")
_MIXED = compiled(r"(?:[\s-](?P<top>\d{1,3})[/⁄](?P<base>\d{1,3})(?![\d/])|\s?(?P<vulgar>[¼½¾⅓⅔⅕⅖⅗⅘⅙⅛⅜⅝⅞]))")
_SLASH = compiled(r"[/⁄](?P<base>\d{1,4})(?![\d/]|[.,]\d|-\d)")
_BASES = frozenset((2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 32, 64, 100, 1000))
_LETTER = compiled(r"(?P<gap>\s{0,2})(?P<letter>[kKmMbBGT])(?![A-Za-z0-9²³'’/]|\.[A-Za-z]|-[A-Za-z])")
_LETTERS = {"k": 10**3, "m": 10**6, "b": 10**9, "g": 10**9, "t": 10**12}
_POINT = compiled(r"\spoint\s(?P<digits>\d{1,9})(?!\d)")
_OVER = compiled(r"\sover\s")
_MARKED = compiled(r"\s?(?P<letter>[kKmMbB])(?=[A-Z]{3}\b)")


class Numeral(NamedTuple):
    """A numeral that was read."""

    value: Fraction
    step: Fraction
    start: int
    end: int
    is_whole: bool
    """Printed to the last unit: no decimals, no magnitude word."""
    scale: int = 1
    is_word: bool = False
    is_fraction: bool = False
    """Whether it is a part of one thing: 3/4, two thirds."""
    letter: str = ""
    """The one letter that stands for its magnitude."""


_DIGITS = compiled(_NUMBER)
_SCALE = compiled(r"[\s-]{0,2}(?P<scale>[A-Za-z]{2,})")
_ARTICLED = compiled(
    r"(?P<half>[Hh]alf\s(?:an?\s)?|[Aa]?\s?half\s|(?P<quarter>(?:[Aa]\s)?[Qq]uarter\s(?:of\sa\s)?))?(?P<article>[Aa]n?\s)?(?P<scale>[a-z]{3,})(?![A-Za-z])"
)


def _scale_at(text: str, position: int) -> tuple[int, int] | None:
    """Where the magnitude word behind digits ends, and its size."""
    match = _SCALE.match(text, position)
    size = vocabulary().scales.get(match["scale"].lower()) if match else None
    return (match.end(), size) if match and size else None


def read_numeral(text: str, start: int, *, is_money: bool = False) -> Numeral | None:
    """The longest numeral that begins at `start`, or None; `is_money`, a sign of currency stands before it."""
    char = text[start : start + 1]
    if char.isdigit() or char == ".":
        match = _DIGITS.match(text, start)
        return _from_digits(text, match, is_money) if match else None
    if char in VULGAR:
        value = VULGAR[char]
        return Numeral(value, Fraction(1, value.denominator), start, start + 1, False, is_fraction=True)
    if (match := _ARTICLED.match(text, start)) and (match["scale"] == "dozen" or vocabulary().scales.get(match["scale"], 0) >= 100):
        return _from_article(text, match)
    worded = in_words(text, start)
    if worded is None:
        return None
    if divided := _divided(text, worded.end, worded.value):
        return Numeral(divided[0], divided[0], start, divided[1], False, is_word=True, is_fraction=divided[0] < 1)
    return Numeral(
        worded.value, worded.step, start, worded.end, worded.step == 1 and worded.scale in (1, 12, 100), worded.scale, True, worded.is_fraction
    )


def decimal(printed: str) -> tuple[Fraction, Fraction]:
    """The value of digits with their separators, and the size of the last digit."""
    if printed.isdecimal():
        return Fraction(int(printed)), _steps(0)
    plain = "".join(printed.split()).replace("'", "").replace("’", "")
    comma, dot = plain.rfind(","), plain.rfind(".")
    if comma >= 0 and (dot > comma or dot < 0) and len(plain) - comma != 3 + (dot < 0) and dot < 0 or comma > dot >= 0:
        plain = plain.replace(".", "").replace(",", ".")
    else:
        plain = plain.replace(",", "")
    whole, _, part = plain.partition(".")
    step = _steps(len(part))
    return Fraction(int(whole + part), step.denominator), step


@lru_cache(maxsize=64)
def _steps(decimals: int) -> Fraction:
    return Fraction(1, 10**decimals)


def _from_digits(text: str, match: re.Match[str], is_money: bool) -> Numeral:
    start, end = match.span()
    value, step = decimal(match.group())
    following = text[end : end + 2]
    if not following or following[0] in ",.;:)%":
        return Numeral(value, step, start, end, step == 1)
    if following[0] in " -" and following[1:].isalpha() and following[1] not in "po":
        return _with_scale(text, start, end, value, step, is_money)
    if (power := _POWER.match(text, end)) and (raised := _raised(value, step, power)):
        return Numeral(raised[0], raised[1], start, power.end(), False)
    if mixed := _MIXED.match(text, end):
        part = VULGAR[mixed["vulgar"]] if mixed["vulgar"] else Fraction(int(mixed["top"]), int(mixed["base"]) or 1)
        if part < 1 and step == 1 and (mixed["vulgar"] or int(mixed["base"]) in _BASES):
            value, step, end = value + part, Fraction(1, part.denominator), mixed.end()
    elif (slash := _SLASH.match(text, end)) and step == 1 and int(slash["base"]) in _BASES and value < int(slash["base"]):
        base = int(slash["base"])
        return Numeral(value / base, Fraction(1, base), start, slash.end(), False, is_fraction=True)
    elif point := _POINT.match(text, end):
        step = _steps(len(point["digits"]))
        return Numeral(value + int(point["digits"]) * step, step, start, point.end(), False)
    elif divided := _divided(text, end, value):
        return Numeral(divided[0], divided[0], start, divided[1], False, is_fraction=divided[0] < 1)
    return _with_scale(text, start, end, value, step, is_money)


def _raised(value: Fraction, step: Fraction, power: re.Match[str]) -> tuple[Fraction, Fraction] | None:
    if power["power"] is not None:
        exponent = int(power["power"].replace("+", "").replace("--", ""))
        return (value**exponent, step) if value or exponent > 0 else None
    scale = Fraction(int(power["base"] or 10)) ** int(power["ten"] or power["times"])
    return value * scale, step * scale


def _with_scale(text: str, start: int, end: int, value: Fraction, step: Fraction, is_money: bool) -> Numeral:
    if word := _scale_at(text, end):
        stop, scale = word
        longer = in_words(text, stop, value, step, scale) if text[stop : stop + 1] in (" ", "-") else None
        if longer is not None:
            return Numeral(longer.value, longer.step, start, longer.end, False, longer.scale)
        more = _and_digits(text, stop, value, scale)
        return more or Numeral(value * scale, step * scale, start, stop, False, scale)
    if (letter := _LETTER.match(text, end)) and _is_magnitude(text, start, value, step, letter, is_money):
        scale = _LETTERS[letter["letter"].lower()]
        return Numeral(value * scale, step * scale, start, letter.end(), False, scale, letter=letter["letter"])
    if marked := _MARKED.match(text, end):
        scale = _LETTERS[marked["letter"].lower()]
        return Numeral(value * scale, step * scale, start, marked.end(), False, scale)
    return Numeral(value, step, start, end, step == 1)


def _and_digits(text: str, end: int, value: Fraction, scale: int) -> Numeral | None:
    """7 thousand 6 hundred and 54: more digits behind a magnitude word."""
    total, last, position = value * scale, scale, end
    start = end
    while (gap := _GAP.match(text, position)) and (number := _DIGITS.match(text, gap.end())):
        word = _scale_at(text, number.end())
        size = word[1] if word else 1
        amount, _ = decimal(number.group())
        if size >= last or amount * size >= last or (size == 1 and not gap["and"]):
            break
        total, last, position = total + amount * size, size, word[0] if word else number.end()
        if not word:
            break
    return Numeral(total, Fraction(last), start, position, False, 1) if position > end else None


_GAP = compiled(r"\s(?P<and>and\s)?")


def _is_magnitude(text: str, start: int, value: Fraction, step: Fraction, letter: re.Match[str], is_money: bool) -> bool:
    """Whether one letter counts thousands, millions or billions, and is no unit and no part of a name."""
    char = letter["letter"]
    alone = len(text) < 40 and not text[letter.end() :].strip(" .") and not text[:start].strip(" -−")
    printed = text[start : letter.start()]
    if is_money:
        return char in "kKmMbBT" and not letter["gap"]
    if char == "k":
        return True
    if char == "m":
        return not letter["gap"] and _counts_millions(text, start, letter.end(), step)
    if char in "MK" and not letter["gap"] and value >= 10:
        return char == "M" or value > 10  # 10K is a race
    if char in "GTM" or letter["gap"]:
        return char in "GTMKB" and (alone or step < 1 or "," in printed)
    return char == "b" or alone or step < 1 or value >= 100


_LENGTH = compiled(
    r"[\s-](?:tall(?:er)?|high(?:er)?|long(?:er)?|wide(?:r)?|deep(?:er)?|away|above|below|from|race|sprint|freestyle|hurdles|butterfly|backstroke|final|track|tower|wall|yacht|per|by|x)\b"
)
_WHAT = compiled(r"\s(?:new\s|more\s|other\s|[a-z]+\s)?(?:people|[a-z]{3,}s|children|men|women|barrels|tonnes|in|a|on|last|this|from|of)\b")
_BEFORE = compiled(r"\b(?:to|of|by|from|at|than|about|around|over|nearly|almost|some|and|reached|was|were|is|are|totalled|hit)\s$")
_MONEY_BEFORE = compiled(r"[£$€]\d[\d.,]*(?:m|bn|k)?(?:\s?[-–]\s?|\s(?:to|and|or)\s)\Z")
_PEOPLE = compiled(r"\s[A-Z][a-z]{3,}s\b")
"""A people, or followers of a religion: 1.6m Scots."""
_ONLY_LENGTH = compiled(r"[\s,;]*(?:and\s)?\d+(?:\.\d+)?\s?(?:ft|cm|in|mm|feet|inches)\b")


def _counts_millions(text: str, start: int, end: int, step: Fraction) -> bool:
    """Whether "m" is for million rather than metre: people and things are counted, or a decimal stands behind "to" or "of"."""
    if _MONEY_BEFORE.search(text, max(0, start - 16), start):
        return True
    if "," in text[start:end] or _LENGTH.match(text, end) or _ONLY_LENGTH.match(text, end):
        return False
    if _WHAT.match(text, end):
        return step == 1 or not text.startswith((" in diameter", " in length"), end)
    if text.endswith(("another ", "further ", "extra "), 0, start) or (step < 1 and _PEOPLE.match(text, end)):
        return True
    return step < 1 and _BEFORE.search(text[max(0, start - 10) : start]) is not None


def _divided(text: str, end: int, value: Fraction) -> tuple[Fraction, int] | None:
    """One over three: only where nothing else follows."""
    over = _OVER.match(text, end)
    if not over:
        return None
    below = decimal(found.group()) if (found := _DIGITS.match(text, over.end())) else None
    stop = found.end() if found else 0
    if below is None:
        worded = in_words(text, over.end())
        below, stop = ((worded.value, worded.step), worded.end) if worded else (None, 0)
    if below is None or not below[0] or len(text) - stop > 8 or text[stop:].strip(" .?!"):
        return None
    return value / below[0], stop


def _from_article(text: str, match: re.Match[str]) -> Numeral | None:
    """A dozen, half a million, a hundred and two."""
    if not (match["half"] or match["article"] or match["scale"].lower() == "dozen"):
        return None
    scale: int = vocabulary().scales[match["scale"].lower()]
    end = match.end("scale")
    if match["half"]:
        value = Fraction(scale, 4 if match["quarter"] else 2)
        return Numeral(value, value / 2, match.start(), end, match["scale"] == "dozen", scale, True)
    longer = in_words(text, end, Fraction(1), Fraction(1), scale)
    if longer is not None and scale > 12:
        return Numeral(longer.value, longer.step, match.start(), longer.end, longer.step == 1, longer.scale, True)
    return Numeral(Fraction(scale), Fraction(scale) if scale > 12 else Fraction(1), match.start(), end, scale == 12, scale, True)
