"""respectively: a list of names and a list of figures that a word such as 分别 pairs one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from factcheck.checks.flow import BREAK
from factcheck.languages import data
from factcheck.model import Article, Mark, Observation, Quantity
from factcheck.relate.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of paired lists of a language, compiled."""

    word: re.Pattern[str]
    names: re.Pattern[str]
    """The list of names, up to the word or the verb; group "names"."""
    sure: re.Pattern[str]
    """What always stands between two names."""
    items: re.Pattern[str]
    """What may stand between two names, or inside one."""
    between: re.Pattern[str]
    """What may stand between two figures of the list."""
    lead: re.Pattern[str]
    """What may stand between the word and the first figure, or between the last figure and the word."""
    open: re.Pattern[str]
    is_behind: bool
    """Whether the word stands behind the figures."""
    longest: int


@cache
def _words(lang: str) -> _Words:
    table = data(lang, "checks")["respectively"]
    patterns = {name: re.compile(table[name]) for name in ("word", "names", "sure", "items", "between", "lead", "open")}
    return _Words(**patterns, is_behind=table["behind"], longest=table["longest"])


def respectively(articles: Sequence[Article], quantities: Sequence[Sequence[Quantity]]) -> Iterator[Observation]:
    """One observation for each such pair of lists; marks "names" and each of the "figures"."""
    for number, article in enumerate(articles):
        words = _words(article.lang)
        by_block: dict[int, list[Quantity]] = {}
        for figure in quantities[number]:
            by_block.setdefault(figure.block, []).append(figure)
        for index, block in enumerate(article.blocks):
            for word in words.word.finditer(block.text):
                figures = _figures(block.text, word, by_block.get(index, ()), words)
                if len(figures) >= 2:
                    place = (number, index)
                    seen = _observation(block.text, word, figures, words, place, vocabulary(article.lang).terms)
                    if seen is not None:
                        yield seen


def _listed(text: str, last: str, terms: re.Pattern[str]) -> int:
    """How long the list is without what its last name is followed by: the metric that all of them share."""
    metric = terms.search(last, 1)
    return len(text) - (len(last) - metric.start() if metric else 0)


def _figures(text: str, word: re.Match[str], inside: Sequence[Quantity], words: _Words) -> list[Quantity]:
    """The figures of the list, in order."""
    found: list[Quantity] = []
    if words.is_behind:
        end = word.start()
        for figure in reversed([other for other in inside if other.end <= word.start()]):
            pattern = words.between if found else words.lead
            if not pattern.fullmatch(text, figure.end, end):
                break
            found.insert(0, figure)
            end = figure.start
        return found
    start = word.end()
    for figure in (other for other in inside if other.start >= word.end()):
        pattern = words.between if found else words.lead
        if not pattern.fullmatch(text, start, figure.start):
            break
        found.append(figure)
        start = figure.end
    return found


def _observation(
    text: str, word: re.Match[str], figures: Sequence[Quantity], words: _Words, place: tuple[int, int], terms: re.Pattern[str]
) -> Observation | None:
    """The verdict, or None where the names cannot be counted safely."""
    end = figures[0].start if words.is_behind else word.start()
    begin = max((text.rfind(stop, 0, end) for stop in ("。", "；", ";", ". ", BREAK)), default=-1) + 1
    match = words.names.search(text[begin:end])
    if match is None or words.open.search(match["names"]) or any(char.isdigit() for char in match["names"]):
        return None
    names = [name.strip() for name in words.items.split(match["names"])]
    if len(names) < 2 or not all(0 < len(name) <= words.longest for name in names):
        return None
    if len({figure.kind for figure in figures}) > 1:
        return None
    start = begin + match.start("names")
    marks = [Mark("names", *place, start, start + _listed(match["names"], names[-1], terms))]
    marks += [Mark("figures", *place, figure.start, figure.end) for figure in figures]
    facts = {"names": str(len(names)), "figures": str(len(figures))}
    fewest = len(words.sure.split(match["names"]))
    return Observation("consistent" if fewest <= len(figures) <= len(names) else "inconsistent", tuple(marks), facts)
