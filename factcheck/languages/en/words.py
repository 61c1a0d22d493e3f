"""Numbers in English words: twenty-five, three hundred and six thousand, two and a half million, three fifths.

A run of tokens is read as far as it makes one number.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from factcheck.kept import compiled
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
    """Ordinal words as denominators: fifth and fifths are 5, twenty-first is 21."""
    tens: frozenset[str]
    """Words that a denominator of two words begins with: twenty."""


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
    small = {"first": 1} | {one: size for one, size in table["denominators"].items() if size < 10 and one not in ("half", "quarter")}
    for tens in table["words"]["ieth"]:
        for one, size in small.items():
            parts |= {f"{tens}y-{one}": ones[f"{tens}y"] + size, f"{tens}y-{one}s": ones[f"{tens}y"] + size}
    return Vocabulary(ones, scales, parts, frozenset(f"{tens}y" for tens in table["words"]["ieth"]))


def by_initial(words: Iterable[str], *, is_either: bool = False) -> str:
    """A pattern for any of the words, longest first: grouped by their first letter, which may be a capital too if `is_either`."""
    groups: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        groups.setdefault(word[0], []).append(word[1:])
    return "|".join(
        (f"[{initial.upper()}{initial}]" if is_either else initial) + f"(?:{'|'.join(rests)})" for initial, rests in groups.items()
    )


def part_at(text: str, start: int) -> tuple[int, str] | None:
    """Where the denominator at `start` ends (fifth, thirds, twenty-first), and the word in small letters."""
    first = _LETTERS.match(text, start)
    if first is None:
        return None
    words, word = vocabulary(), first.group().lower()
    if word in words.tens and (second := _LETTERS.match(text, first.end() + 1)) and text[first.end()] in " -":
        both = f"{word}-{second.group().lower()}"
        return (second.end(), both) if both in words.parts else None
    return (first.end(), word) if word in words.parts else None


_LETTERS = compiled("[A-Za-z]+")
_TOKEN = compiled(r"(?P<gap>[\s-]{0,3}(?:\s?-\s)?(?P<and>[Aa][Nn][Dd][\s-]{1,3})?)(?P<word>[A-Za-z]+)")
_TAIL = compiled(r"[\s-][Aa][Nn][Dd][\s-](?P<top>[A-Za-z]+)[\s-]")
_PART = compiled(r"\s?-\s?|\s")
_POINT = compiled(r"\s[Pp][Oo][Ii][Nn][Tt](?=[\s-])")
_DIGIT = compiled(r"[\s-](?P<word>[A-Za-z]+)")
_AFTER_PART = compiled(r"\s(?:[Oo][Ff]\s[Aa][Nn]?\s)?(?P<scale>[A-Za-z]+)")
_BEHIND = compiled(r"\s(?P<scale>[A-Za-z]+)")


class _Part(NamedTuple):
    """A part of one thing behind a number: and three quarters (of a million), fifths."""

    end: int
    name: str
    top: int = 1
    scale: str = ""


def _part(text: str, position: int) -> _Part | None:
    """The denominator behind a number: three fifths."""
    gap = _PART.match(text, position)
    found = part_at(text, gap.end()) if gap else None
    if found is None or text[found[0] : found[0] + 1] == "-":
        return None
    return _Part(*found)


def _tail(text: str, position: int) -> _Part | None:
    """The part behind a whole number: and a half, and three quarters million."""
    match = _TAIL.match(text, position)
    if match is None:
        return None
    words, word = vocabulary(), match["top"].lower()
    top = 1 if word in ("a", "an") else words.ones.get(word)
    found = part_at(text, match.end()) if top is not None else None
    if top is None or found is None or text[found[0] : found[0] + 1] == "-":
        return None
    end, name = found
    behind = _BEHIND.match(text, end)
    if behind and (scale := behind["scale"].lower()) in words.scales:
        return _Part(behind.end(), name, top, scale)
    return _Part(end, name, top)


def _decimals(text: str, position: int) -> tuple[int, list[int]] | None:
    """The digits in words behind a point, and where they end: point two five."""
    point = _POINT.match(text, position)
    if point is None:
        return None
    ones, end, found = vocabulary().ones, point.end(), []
    while (match := _DIGIT.match(text, end)) and (value := ones.get(match["word"].lower())) is not None:
        found.append(value)
        end = match.end()
    return (end, found) if found else None


def _size_after(text: str, position: int) -> tuple[int, int] | None:
    """Where the magnitude word behind decimals or a part ends, and its size."""
    match = _AFTER_PART.match(text, position)
    size = vocabulary().scales.get(match["scale"].lower()) if match else None
    return (match.end(), size) if match and size else None


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

    first, begun: a number in digits that stands before, and its magnitude word ("7 thousand 6 hundred and 54").
    """
    words = vocabulary()
    reading, position, count, only_sizes = _begun(first, begun), start, 0, True
    is_first, last_token = first is None, ""
    while count < 24 and (match := _TOKEN.match(text, position)):
        if is_first and match["gap"]:
            break
        word = match["word"].lower()
        value = words.ones.get(word)
        if value is None and word not in words.scales:
            break
        if match["and"] and (not (reading.last >= 100 or reading.unit) or _is_tail(text, position)):
            break
        if value is not None:
            if last_token and reading.last == 1 or not reading.put(Fraction(value)):
                if not (count == 1 and value >= 10 and _is_year(reading, text, start)) or _part(text, position):
                    break
                reading.section = reading.section * 100 + value
                reading.last = 10 if value >= 20 else 1
            last_token, only_sizes = word, False
        else:
            if match["and"] or not reading.multiply(words.scales[word]):
                break
            last_token = ""
        is_first = False
        position = match.end()
        count += 1
    if not count and first is None:
        return None
    number = reading.total + reading.section
    scale = reading.scale
    if ending := _ending(text, position, number, scale):
        return ending
    if not count:
        return None
    unit = step * scale if first is not None and (only_sizes or begun == 1 and not reading.section) else Fraction(1 if scale in (1, 12, 100) else scale)
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


def _is_tail(text: str, position: int) -> bool:
    """Whether a part of one thing follows: "and three quarters"."""
    found = _tail(text, position)
    return found is not None and found.top < vocabulary().parts[found.name]


def _ending(text: str, position: int, value: Fraction, scale: int) -> Worded | None:
    """Decimals and fractions behind a number in words."""
    words = vocabulary()
    if decimals := _decimals(text, position):
        end, values = decimals
        digits = "".join(map(str, values)) if all(one < 10 for one in values) else str(sum(values))
        power, size = Fraction(1, 10 ** len(digits)), 1
        if big := _size_after(text, end):
            end, size = big
        return Worded((value + int(digits) * power) * size, power * size, end, size)
    if tail := _tail(text, position):
        share = Fraction(tail.top, words.parts[tail.name])
        if share < 1:
            return _with_tail(tail, value, scale, share)
    if value and (part := _part(text, position)) and not part.name.startswith("second"):
        base = words.parts[part.name]
        if base < 10 and value % 10 == 0 and text[position] == "-" and not part.name.endswith(("s", "half", "quarter")):
            return None  # twenty-third is an ordinal
        share = value / base
        if base >= 100 and value > base and value % 100:  # two hundred and fifty-four hundredths
            share = value - value % 100 + value % 100 / base
        if share >= 1 and part.name in ("quarters", "halves"):
            return None
        if share <= 1 and value > 9 and base < 100 and not part.name.endswith("s"):
            return None  # "twenty-three third" is no fraction
        if big := _size_after(text, part.end):
            end, size = big
            return Worded(share * size, Fraction(size, base), end, size)
        return Worded(share, Fraction(1, base), part.end, 1, True)
    return None


def _with_tail(tail: _Part, value: Fraction, scale: int, share: Fraction) -> Worded:
    """Two and a half (million), one million and a half, one billion and a quarter million."""
    size = vocabulary().scales[tail.scale] if tail.scale else 1
    if size > 1 and scale > 1:
        return Worded(value + share * size, share * size, tail.end, 1)
    if size > 1:
        return Worded((value + share) * size, Fraction(size, share.denominator), tail.end, size)
    whole = scale if scale >= 1000 else 1
    return Worded(value + share * whole, Fraction(whole, share.denominator), tail.end, whole)
