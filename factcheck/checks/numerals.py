"""malformed-number: digits whose commas and points fit no way of writing a number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from factcheck.checks.flow import flows
from factcheck.kept import compiled
from factcheck.languages import data
from factcheck.model import Article, Observation, Quantity

_NUMBER = compiled(r"(?<!\d)(?:\d++(?:[.,]++\d++)+|\d++\.[%％])")
_YEAR = compiled(r"(?:1[5-9]|20)\d\d\Z")
_NEAR = 24
"""How far around a number a word is looked for that excuses it."""


@cache
def _pattern(lang: str, name: str) -> re.Pattern[str]:
    return compiled(data(lang, "checks")["numerals"][name])


def malformed_numbers(
    articles: Sequence[Article], quantities: Sequence[Sequence[Quantity]]
) -> Iterator[Observation]:
    """One observation for each number that cannot be read; marks it as "number"."""
    for flow in flows(articles):
        text, lang = flow.text, flow.lang
        for match in _NUMBER.finditer(text):
            number = match.group()
            if number.isdecimal() or not _is_suspicious(number):
                continue
            start, end = match.span()
            before, after = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
            if before[-1:].isalnum() and before[-1:].isascii() or before[-1:] in ("-", "/", ".", ",", ":", "_", "@"):
                continue
            if after[:1] in ("-", "/", ":", "_") or after[:1].isascii() and after[:1].isalpha() and after[1:2].isalnum():
                continue
            if _pattern(lang, "not_after").search(before) or _is_grouped_otherwise(number, before + after, lang):
                continue
            is_figure = bool(_pattern(lang, "unit").match(after) or _pattern(lang, "currency").search(before))
            if _is_malformed(number, is_figure):
                yield Observation("inconsistent", (flow.mark("number", start, end),), {"number": number})


def _is_suspicious(number: str) -> bool:
    """Whether it is neither a plain decimal nor grouped by threes."""
    whole, point, decimals = number.partition(".")
    if point and not decimals.isdecimal():
        return True
    groups = whole.split(",")
    return len(groups) > 1 and any(len(group) != 3 for group in groups[1:])


def _is_grouped_otherwise(number: str, near: str, lang: str) -> bool:
    """Whether it is grouped as in South Asia and the text speaks of that."""
    shape = re.fullmatch(r"\d{1,2}(?:,\d\d)+,\d{3}(?:\.\d+)?", number)
    return bool(shape and _pattern(lang, "lakh").search(near))


def _is_malformed(number: str, is_figure: bool) -> bool:
    """Whether no convention reads it; a unit or currency beside it settles what could be a code."""
    if number[-1] in "%％" or re.search(r"[.,]{2}", number):
        return not re.search(r"[.,]{3}", number)
    if "," not in number:
        return _has_two_points(number.split("."), is_figure)
    if "." in number:
        return _is_badly_mixed(number)
    return _has_bad_groups(number.split(","), is_figure)


def _has_two_points(parts: list[str], is_figure: bool) -> bool:
    """Of digits with points only: 12.345.6, but no address, date, version, section or grouping by points."""
    if len(parts) != 3 or all(len(part) == 3 for part in parts[1:]):
        return False
    if _YEAR.match(parts[0]) or _YEAR.match(parts[-1]):
        return False
    return is_figure or (len(parts[1]) == 3 and len(parts[0]) <= 3 and len(parts[2]) <= 2 and parts[0] != "0")


def _is_badly_mixed(number: str) -> bool:
    """Of digits with commas and points: 1,2345.6 and 1,234.5.6, but not 1.234,56."""
    if number.rfind(",") > number.find("."):  # a decimal comma, or two numbers that touch
        return bool(re.fullmatch(r"\d{1,3}(?:,\d{3})+\.\d+,\d+", number))
    whole, _, decimals = number.partition(".")
    groups = whole.split(",")
    if "." in decimals:
        return all(len(group) == 3 for group in groups[1:])
    return len(groups[0]) <= 3 and any(len(group) > 3 for group in groups[1:])


def _has_bad_groups(groups: list[str], is_figure: bool) -> bool:
    """Of digits with commas only: 1,0000 and 1,234,56, but not a row of numbers or a year."""
    first, *rest = groups
    if not 1 <= len(first) <= 3 or first[0] == "0":
        return False
    if len(rest) == 1:
        return len(rest[0]) in (4, 5) and not _YEAR.match(rest[0]) and (is_figure or rest[0].endswith("00"))
    sizes = [len(group) for group in rest]
    if sizes[-1] == 3 and all(size == 2 for size in sizes[:-1]):
        return len(first) <= 2
    return sizes.count(3) >= 1 and sizes[0] == 3 and any(size != 3 for size in sizes) and max(sizes) <= 5
