"""English numerals: 1,204 · 3.5 million · $1.2bn · twenty-five · two and a half · half a billion · 98-1/8."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from factcheck.languages import data


class Numeral(NamedTuple):
    """A numeral that was read, with the sign of currency in front of it."""

    value: Fraction | None
    step: Fraction
    start: int
    end: int
    is_whole: bool
    """Printed to the last unit: no decimals, no magnitude word."""
    sign: str
    """ISO code of the currency sign, or empty."""
    low: Fraction | None
    high: Fraction | None
    scale: int
    is_capital: bool = False


@lru_cache(maxsize=1)
def number_words() -> dict[str, int]:
    """Every number word below a hundred, with its value."""
    table = data("en", "figures")["words"]
    words = {word: value for value, word in enumerate(table["ones"])}
    return words | {word: 10 * (value + 2) for value, word in enumerate(table["tens"])}


@lru_cache(maxsize=1)
def word_pattern() -> str:
    """One number word, small or with a capital."""
    return "|".join(f"[{w[0].upper()}{w[0]}]{w[1:]}" for w in sorted(number_words(), key=len, reverse=True))


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    table = data("en", "figures")
    signs = "|".join(re.escape(sign) for sign in sorted(table["signs"], key=len, reverse=True))
    scales = "|".join(sorted((w for w in table["scales"] if len(w) > 1), key=len, reverse=True))
    number = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?"
    short = rf"(?:[\s-]?(?P<scale>{scales})|(?P<short>[kKmMbB]))(?![A-Za-z])"
    digits = re.compile(rf"(?:(?P<sign>{signs})\s?)?(?P<number>{number})(?:[\s-](?P<top>\d{{1,2}})/(?P<base>\d{{1,2}})(?!\d))?(?:{short})?", re.IGNORECASE)
    word = word_pattern()
    large = "hundred|thousand|million|billion|trillion|mln|bln"
    words = re.compile(
        rf"(?P<body>(?:{word})(?:[\s-](?:and[\s-])?(?:{word}|{large})(?![\w]))*)(?P<half>\sand\sa\shalf)?(?:[\s-](?P<scale>{scales}))?(?![\w])"
    )
    articled = re.compile(rf"(?:[Hh]alf\s)?(?:an?\s)(?P<scale>{large}|dozen)(?![\w])|[Hh]alf\s(?:a\s)?dozen|(?P<bare>[Dd]ozen)(?![\w])")
    return digits, words, articled


def read_numeral(text: str, start: int) -> Numeral | None:
    """The longest numeral that begins at `start` (a sign of currency before it included), or None."""
    digits, words, articled = _patterns()
    char = text[start]
    if char.isdigit() or char in "$£€¥₹₩" or char.isupper():
        match = digits.match(text, _sign_start(text, start))
        if match and match.group("number"):
            return _from_digits(match)
    if match := articled.match(text, start):
        return _from_article(match)
    if match := words.match(text, start):
        return _from_words(match)
    return None


def _sign_start(text: str, start: int) -> int:
    sign = re.search(r"(?:US|HK|NZ|NT|A|C|S|R|RMB|Rs\.?|USD|EUR|GBP|CNY|HKD)\s?$", text[max(0, start - 4) : start])
    if not sign:
        return start
    at = start - len(sign.group())
    return at if not (at and text[at - 1].isalnum()) else start


def _from_digits(match: re.Match[str]) -> Numeral:
    table = data("en", "figures")
    whole, _, part = match.group("number").replace(",", "").partition(".")
    step = Fraction(1, 10 ** len(part))
    value = int(whole + part) * step
    if match.group("top") and int(match.group("base")):
        value += Fraction(int(match.group("top")), int(match.group("base")))
        step = Fraction(1, int(match.group("base")))
    word = match.group("scale") or match.group("short")
    scale = table["scales"][word.lower()] if word else 1
    printed = match.group("sign")
    sign = ""
    if printed:
        sign = table["signs"].get(printed) or table["signs"].get(printed.upper(), "")
    return Numeral(value * scale, step * scale, match.start(), match.end(), step == 1 and scale == 1, sign, None, None, scale)


def _from_article(match: re.Match[str]) -> Numeral:
    half = match.group().lower().startswith("half")
    word = match.group("scale") or "dozen"
    scale: int = data("en", "figures")["scales"][word.lower()]
    value = Fraction(scale, 2 if half else 1)
    return Numeral(value, value / 2 if half else Fraction(scale), match.start(), match.end(), word == "dozen", "", None, None, scale)


def _from_words(match: re.Match[str]) -> Numeral | None:
    numbers, scales = number_words(), data("en", "figures")["scales"]
    total = section = 0
    tokens = re.split(r"[\s-]+", match.group("body").lower())
    for before, token in zip([""] + tokens, tokens):
        if token == "and":
            continue
        if token == "hundred":
            section = (section or 1) * 100
        elif token in scales:
            total, section = total + section * scales[token], 0
        elif before and before in numbers and not (numbers[before] >= 20 and numbers[token] < 10):
            return _year_in_words(match, tokens)
        else:
            section += numbers[token]
    value = Fraction(total + section) + (Fraction(1, 2) if match.group("half") else 0)
    scale: int = scales[match.group("scale").lower()] if match.group("scale") else 1
    step = Fraction(scale, 2 if match.group("half") else 1)
    whole = scale == 1 and not match.group("half")
    return Numeral(value * scale, step, match.start(), match.end(), whole, "", None, None, scale, match.group()[0].isupper())


def _year_in_words(match: re.Match[str], tokens: list[str]) -> Numeral | None:
    """Nineteen ninety-nine."""
    numbers = number_words()
    values = [numbers[token] for token in tokens if token in numbers]
    if len(values) not in (2, 3) or not 11 <= values[0] <= 20:
        return None
    value = Fraction(values[0] * 100 + sum(values[1:]))
    return Numeral(value, Fraction(1), match.start(), match.end(), True, "", None, None, 1)
