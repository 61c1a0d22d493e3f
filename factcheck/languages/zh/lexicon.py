"""The words of figures.toml, indexed for the reader."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

from factcheck.house import remembered
from factcheck.kept import compiled
from factcheck.languages import data
from factcheck.languages.reading import Unit
from factcheck.languages.zh.numerals import HAN


class Lexicon(NamedTuple):
    """Everything the reader looks up, by the character that leads to it."""

    units: dict[str, Unit]
    unit_widths: dict[str, tuple[int, ...]]
    """How long the units are that begin with a character, longest first."""
    before: dict[str, str]
    before_widths: dict[str, tuple[int, ...]]
    """How long the hedges are that end with a character, longest first."""
    after: tuple[tuple[str, str], ...]
    after_first: frozenset[str]
    veto: dict[str, tuple[tuple[int, str], ...]]
    """By a numeral and the character behind it, or before it ("<") where it ends the word: where it stands, and the word."""
    slogans: re.Pattern[str]
    codes: re.Pattern[str]
    names_after: re.Pattern[str]
    named: re.Pattern[str]
    models: re.Pattern[str]
    model_tails: re.Pattern[str]
    laws: re.Pattern[str]
    numbers: frozenset[str]
    """Digits that are a name by themselves: 12306."""
    shares: dict[str, str]
    word_starts: frozenset[str]
    """The characters that shares and multiples begin with."""
    articles: frozenset[str]
    digits_only: frozenset[str]
    never_words: frozenset[str]
    no_units: tuple[str, ...]
    """Words that begin like a measure word and are none: 突破14亿大关."""
    coins: dict[str, int]
    prefixes: dict[str, tuple[tuple[str, str], ...]]
    """Names and signs of currencies, by their last character."""
    lunar: re.Pattern[str]
    """What stands before dates of the old calendar."""
    degrees: tuple[tuple[str, str], ...]
    simplified: dict[int, int]
    traditional: re.Pattern[str]


@remembered
def lexicon() -> Lexicon:
    """The words of the Chinese pack."""
    table = data("zh", "figures")
    units = _units(table)
    before = {word: hedge for hedge, words in table["hedges"]["before"].items() for word in words}
    after = [(word, hedge) for hedge, words in table["hedges"]["after"].items() for word in words]
    prefixes = sorted(((word, code) for code, words in table["prefixes"].items() for word in words), key=lambda pair: -len(pair[0]))
    pairs = table["traditional"]["pairs"]
    counts = table["counts"]
    return Lexicon(
        units,
        _widths(units, 0),
        before,
        _widths(before, -1),
        tuple(sorted(after, key=lambda pair: -len(pair[0]))),
        frozenset(word[0] for word, _ in after),
        _veto(table["veto"]["words"]),
        compiled("|".join(table["veto"]["slogans"])),
        compiled(table["veto"]["codes"]),
        compiled(table["veto"]["names_after"]),
        compiled(table["veto"]["named"]),
        compiled(table["veto"]["models"]),
        compiled(table["veto"]["model_tails"]),
        compiled(table["veto"]["laws"]),
        frozenset(table["veto"]["numbers"]),
        table["shares"],
        frozenset("翻").union(word[0] for word in table["shares"]),
        frozenset(counts["articles"]),
        frozenset(counts["digits_only"]),
        frozenset(counts["never_words"]),
        tuple(counts["no_units"]),
        table["coins"],
        {last: tuple(pair for pair in prefixes if pair[0][-1] == last) for last in {word[-1] for word, _ in prefixes}},
        compiled(rf"(?:{data('zh', 'checks')['calendar']['lunar']})(?:\d{{4}}年|[甲乙丙丁戊己庚辛壬癸]\w年)?闰?\Z"),
        tuple(table["degrees"].items()),
        {ord(pair[0]): ord(pair[1]) for pair in pairs},
        compiled("[" + "".join(pair[0] for pair in pairs) + "]"),
    )


def _veto(words: Collection[str]) -> dict[str, tuple[tuple[int, str], ...]]:
    """Words that cover numerals, by what leads to them."""
    found: dict[str, list[tuple[int, str]]] = {}
    for word in sorted(set(words), key=len, reverse=True):
        for at, char in enumerate(word):
            if char in HAN:
                pair = word[at : at + 2] if at + 1 < len(word) else "<" + word[at - 1 :]
                found.setdefault(pair, []).append((at, word))
    return {pair: tuple(places) for pair, places in found.items()}


def _units(table: dict[str, dict[str, list[str]]]) -> dict[str, Unit]:
    units = {word: Unit("count", word) for word in table["counts"]["words"]}
    for kind in ("measure", "duration", "age"):
        units |= {word: Unit(kind, word) for word in table[f"{kind}s"]["words"]}
    for code, words in table["currencies"].items():
        units |= {word: Unit("money", code) for word in words}
        if code != "CNY":
            units |= {f"元{word}": Unit("money", code) for word in words}
    units |= {word: Unit("percent", "%") for word in ("%", "％", "个百分比")}
    units |= {"‰": Unit("percent", "‰"), "倍": Unit("multiple", "倍")}
    units |= {word: Unit("point", "pp") for word in ("个百分点", "百分点")}
    return units | {word: Unit("point", "bp") for word in ("个基点", "基点", "BP", "bp")}


def _widths(words: dict[str, object] | dict[str, Unit] | dict[str, str], at: int) -> dict[str, tuple[int, ...]]:
    table: dict[str, set[int]] = {}
    for word in words:
        table.setdefault(word[at], set()).add(len(word))
    return {char: tuple(sorted(widths, reverse=True)) for char, widths in table.items()}


def unit_at(text: str, end: int) -> tuple[int, Unit] | None:
    """Where the longest unit at `end` ends, and the unit."""
    if end >= len(text):
        return None
    words = lexicon()
    if text.startswith(words.no_units, end):
        return None
    for width in words.unit_widths.get(text[end], ()):
        unit = words.units.get(text[end : end + width])
        stop = end + width
        if unit is not None and stop <= len(text):
            if text[stop - 1].isascii() and text[stop - 1].isalpha() and text[stop : stop + 1].isascii() and text[stop : stop + 1].isalpha():
                continue
            return stop, unit
    return None


def vetoed(text: str, start: int, end: int) -> int:
    """The end of a known word or slogan that covers the numeral, or 0."""
    words = lexicon()
    pairs = text[start : start + 2], f"<{text[start - 1 : start + 1]}"
    for pair in pairs:
        for at, word in words.veto.get(pair, ()):
            if start >= at and text.startswith(word, start - at) and start - at + len(word) >= end:
                return start - at + len(word)
    for back in (0, 2):
        if start >= back and (match := words.slogans.match(text, start - back)) and match.end() > start:
            return match.end()
    return 0


def quoted(text: str, start: int, end: int) -> bool:
    """Whether the numeral stands in a short quotation, as the names of policies do: “三个一批”."""
    opened = max(text.rfind("“", max(0, start - 8), start), text.rfind("‘", max(0, start - 8), start))
    if opened < 0:
        return False
    for closed in range(end, min(len(text), opened + 12)):
        if text[closed] in "”’":
            return not _CLAUSE.search(text, opened + 1, closed)
    return False


_CLAUSE = compiled(r"[，。、；：,.;:\d%元吨]")
