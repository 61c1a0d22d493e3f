"""Numbers in English words: twenty-five, three hundred and six thousand, two and a half million, three fifths.

A run of tokens is read as far as it makes one number.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from factcheck.languages import data


class Worded(NamedTuple):
    """A number in words: its value, the size of its last unit, and where it ends."""

    value: Fraction
    step: Fraction
    end: int
    scale: int
    """What the magnitude word at its end multiplies with."""
    is_fraction: bool = False
    """Whether it is a part of one thing: three fifths."""


class Vocabulary(NamedTuple):
    """The words that numbers are made of."""

    ones: dict[str, int]
    scales: dict[str, int]
    parts: dict[str, int]
    """Ordinal words as denominators: fifth and fifths are 5."""
    pattern: str
    """One word that a number can begin with, small or with a capital."""


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The number words of the English pack."""
    table = data("en", "figures")
    ones = {word: value for value, word in enumerate(table["words"]["ones"])}
    ones |= dict.fromkeys(table["words"]["zeros"], 0)
    ones |= {word: 10 * (value + 2) for value, word in enumerate(table["words"]["tens"])}
    scales = {word: size for word, size in table["scales"].items() if len(word) > 1}
    parts: dict[str, int] = {}
    for word, size in {**table["denominators"], **{f"{tens}ieth": ones[f"{tens}y"] for tens in table["words"]["ieth"]}}.items():
        parts |= {word: size, f"{word}s": size}
    for tens in table["words"]["ieth"]:
        for one, size in table["denominators"].items():
            if size < 10 and one not in ("half", "quarter"):
                for joint in ("-", " "):
                    parts |= {f"{tens}y{joint}{one}": ones[f"{tens}y"] + size, f"{tens}y{joint}{one}s": ones[f"{tens}y"] + size}
        for joint in ("-", " "):
            parts |= {f"{tens}y{joint}first": ones[f"{tens}y"] + 1, f"{tens}y{joint}firsts": ones[f"{tens}y"] + 1}
    words = "|".join(f"[{w[0].upper()}{w[0]}]{w[1:]}" for w in sorted(ones, key=len, reverse=True))
    return Vocabulary(ones, scales, parts, words)


def part_pattern(plural: str) -> str:
    """Every word of `Vocabulary.parts` but those in -s, each followed by `plural`."""
    single = [part for part in vocabulary().parts if not part.endswith("s") and "-" not in part and " " not in part]
    tens = "|".join(f"{word}y" for word in data("en", "figures")["words"]["ieth"])
    small = [part for part in single if vocabulary().parts[part] < 10 and part not in ("half", "quarter")]
    simple = "|".join(sorted(single, key=len, reverse=True))
    return rf"(?:(?:{tens})[ -](?:first|{'|'.join(small)})|{simple}){plural}"


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    words = vocabulary()
    scale = "|".join(sorted(words.scales, key=len, reverse=True))
    one = "|".join(sorted(words.ones, key=len, reverse=True))
    parts = part_pattern("s?")
    token = re.compile(rf"(?P<gap>[\s-]{{0,3}}(?:\s?-\s)?(?P<and>and[\s-]{{1,3}})?)(?:(?P<one>{one})|(?P<scale>{scale}))(?![A-Za-z])", re.IGNORECASE)
    part = re.compile(rf"(?:\s?-\s?|\s)(?P<part>{parts})(?![A-Za-z-])", re.IGNORECASE)
    tail = re.compile(
        rf"[\s-]and[\s-](?P<top>an?|{one})(?:\s|-)(?P<part>{parts})(?![A-Za-z-])(?:\s(?P<scale>{scale})(?![A-Za-z]))?", re.IGNORECASE
    )
    point = re.compile(rf"\spoint(?P<digits>(?:[\s-](?:{one}))+)(?![A-Za-z])", re.IGNORECASE)
    after_part = re.compile(rf"\s(?:of\san?\s)?(?P<scale>{scale})(?![A-Za-z])", re.IGNORECASE)
    return token, part, tail, point, after_part


class _Sum:
    """The value of a run of words while it is being read."""

    __slots__ = ("total", "section", "last", "unit", "scale")

    def __init__(self) -> None:
        self.total = Fraction(0)
        self.section = Fraction(0)
        self.last = 0
        """The unit that the next number must stay below."""
        self.unit = 0
        """The greatest magnitude that stands before, which the next one must stay below."""
        self.scale = 1

    def put(self, value: Fraction) -> bool:
        if self.last and value >= self.last:
            return False
        self.section += value
        self.last = 10 if value in (20, 30, 40, 50, 60, 70, 80, 90) else 1
        self.scale = 1
        return True

    def multiply(self, size: int) -> bool:
        amount = self.section
        if size == 100:
            if not 0 < amount < 100:
                return False
            self.section, self.last, self.scale = amount * 100, 100, 100
            return True
        if not amount and self.total:  # three thousand millions, three lakh crore
            if size < 1000:
                self.total, self.last, self.scale = self.total * size, size, self.scale * size
                return True
            self.total, self.unit, self.last, self.scale = self.total * size, size, size, self.scale * size
            return True
        if not amount or (self.unit and size >= self.unit and size > 12):
            return False
        self.total, self.section = self.total + amount * size, Fraction(0)
        if size <= 20:  # two hundred dozens
            rest = amount % 100 or amount
            self.total, self.section, self.scale, self.last = self.total - amount * size + amount - rest, rest * size, size, 1
            return True
        self.unit = self.last = self.scale = size
        return True


def in_words(text: str, start: int, first: Fraction | None = None, step: Fraction = Fraction(1), begun: int = 1) -> Worded | None:
    """The number at `start`.

    first, begun: a number in digits that stands before, and its magnitude word ("4 thousand 3 hundred and 21").
    """
    token, part, tail, point, after_part = _patterns()
    words = vocabulary()
    reading, position, count = _begun(first, begun), start, 0
    is_first, last_token = first is None, ""
    while count < 24 and (match := token.match(text, position)):
        if is_first and match["gap"]:
            break
        if match["and"] and (not (reading.last >= 100 or reading.unit) or _is_tail(tail, text, position)):
            break
        if match["one"]:
            value = words.ones[match["one"].lower()]
            if last_token and reading.last == 1 or not reading.put(Fraction(value)):
                if not (count == 1 and value >= 10 and _is_year(reading, text, start)) or part.match(text, position):
                    break
                reading.section = reading.section * 100 + value
                reading.last = 10 if value >= 20 else 1
            last_token = match["one"].lower()
        else:
            if match["and"] or not reading.multiply(words.scales[match["scale"].lower()]):
                break
            last_token = ""
        is_first = False
        position = match.end()
        count += 1
    if not count and first is None:
        return None
    number = reading.total + reading.section
    scale = reading.scale
    if ending := _ending(text, position, number, scale, (part, tail, point, after_part)):
        return ending
    if not count:
        return None
    unit = step * scale if first is not None and begun == 1 and not reading.section else Fraction(1 if scale in (1, 12, 100) else scale)
    return Worded(number, unit, position, scale)


def _begun(first: Fraction | None, scale: int) -> _Sum:
    """A sum that digits before the words have begun."""
    reading = _Sum()
    if first is not None and scale > 1:
        reading.total, reading.unit, reading.last, reading.scale = first * scale, scale, scale, scale
    elif first is not None:
        reading.section, reading.last = first, 1
    return reading


def _is_year(reading: _Sum, text: str, start: int) -> bool:
    """Nineteen ninety-nine, and one twenty-two where nothing else stands in the text."""
    return not reading.unit and (13 <= reading.section <= 20 or (not start and reading.section < 10 and len(text) < 24))


def _is_tail(tail: re.Pattern[str], text: str, position: int) -> bool:
    """Whether a part of one thing follows: "and three quarters"."""
    match = tail.match(text, position)
    if not match:
        return False
    top = 1 if match["top"].lower() in ("a", "an") else vocabulary().ones[match["top"].lower()]
    return top < vocabulary().parts[match["part"].lower()]


def _ending(text: str, position: int, value: Fraction, scale: int, patterns: tuple[re.Pattern[str], ...]) -> Worded | None:
    """Decimals and fractions behind a number in words."""
    part, tail, point, after_part = patterns
    words = vocabulary()
    if match := point.match(text, position):
        values = [words.ones[word.lower()] for word in re.split(r"[\s-]+", match["digits"].strip())]
        digits = "".join(map(str, values)) if all(one < 10 for one in values) else str(sum(values))
        power = Fraction(1, 10 ** len(digits))
        end, size = match.end(), 1
        if big := after_part.match(text, end):
            end, size = big.end(), words.scales[big["scale"].lower()]
        return Worded((value + int(digits) * power) * size, power * size, end, size)
    if match := tail.match(text, position):
        top = 1 if match["top"].lower() in ("a", "an") else words.ones[match["top"].lower()]
        share = Fraction(top, words.parts[match["part"].lower()])
        if share < 1:
            return _with_tail(match, value, scale, share)
    if value and (match := part.match(text, position)) and not (match["part"].lower().startswith("second")):
        base = words.parts[match["part"].lower()]
        end, share = match.end(), value / base
        if base >= 100 and value > base and value % 100:  # two hundred and fifty-four hundredths
            share = value - value % 100 + value % 100 / base
        if share >= 1 and match["part"].lower() in ("quarters", "halves"):
            return None
        if share <= 1 and value > 9 and base < 100 and not match["part"].lower().endswith("s"):
            return None  # "twenty-three third" is no fraction
        if big := after_part.match(text, end):
            size = words.scales[big["scale"].lower()]
            return Worded(share * size, Fraction(size, base), big.end(), size)
        return Worded(share, Fraction(1, base), end, 1, True)
    return None


def _with_tail(match: re.Match[str], value: Fraction, scale: int, share: Fraction) -> Worded:
    """Two and a half (million), one million and a half, one billion and a quarter million."""
    size = vocabulary().scales[match["scale"].lower()] if match["scale"] else 1
    if size > 1 and scale > 1:
        return Worded(value + share * size, share * size, match.end(), 1)
    if size > 1:
        return Worded((value + share) * size, Fraction(size, share.denominator), match.end(), size)
    whole = scale if scale >= 1000 else 1
    return Worded(value + share * whole, Fraction(whole, share.denominator), match.end(), whole)
