"""respectively: a list of names and a list of figures that a word such as 分别 pairs one by one.

Lists of one length are consistent. Other lengths are reported only where both
lists can be counted safely: names of one form in the clause itself, figures of
one kind up to the end of their list.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from factcheck.checks.flow import BREAK
from factcheck.checks.items import Items, cut, hidden, readings
from factcheck.kept import compiled
from factcheck.languages import data
from factcheck.model import Article, Mark, Observation, Quantity, Verdict
from factcheck.records import dataclass
from factcheck.relate.context.vocabulary import vocabulary

_WINDOW = 240
"""How far around the word the lists are looked for."""
_BRIEF = 4
"""Names up to this length hold no word that joins two, in a language where it has one character."""


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of paired lists of a language, compiled."""

    word: re.Pattern[str]
    is_behind: bool
    """Whether the word stands behind the figures."""
    names: re.Pattern[str]
    """The text before the word (or the figures), quotes blotted out: groups "names" and "jump", a clause between."""
    between: re.Pattern[str]
    """What may stand between two figures of the list."""
    lead: re.Pattern[str]
    """What may stand between the word and the figure beside it."""
    further: re.Pattern[str]
    """What follows the last figure if the list goes on without figures."""
    open: re.Pattern[str]
    sure: re.Pattern[str]
    """A name that certainly is one."""
    spread: int
    """How much the lengths of names differ at most where one can hide in another."""
    tail: re.Pattern[str]
    """What stands behind the last name and is no part of it."""
    tails: re.Pattern[str]
    """Names that may only say where the one before is."""
    start: re.Pattern[str]
    """After which words the first name may begin."""
    is_parting: bool
    """Whether the word that joins the last name to the others never stands within one."""
    longest: int


@cache
def _words(lang: str) -> _Words:
    checks: dict[str, Any] = data(lang, "checks")
    table, lists = checks["respectively"], checks["lists"]
    names = ("word", "names", "between", "lead", "further", "open", "sure", "tail", "start")
    return _Words(
        **{name: compiled(table[name]) for name in names},
        is_behind=table["behind"],
        spread=table["spread"],
        is_parting=table["parting"],
        tails=compiled(lists["tails"]),
        longest=table["longest"],
    )


def respectively(articles: Sequence[Article], quantities: Sequence[Sequence[Quantity]]) -> Iterator[Observation]:
    """One observation for each such pair of lists; marks "names" (the whole list) and each of the "figures"."""
    for number, article in enumerate(articles):
        words = _words(article.lang)
        figures: dict[int, list[Quantity]] = {}
        for figure in quantities[number]:
            figures.setdefault(figure.block, []).append(figure)
        for index, block in enumerate(article.blocks):
            if index not in figures or block.kind == "row":
                continue
            starts = [figure.start for figure in figures[index]]
            for word in words.word.finditer(block.text):
                low, high = bisect_left(starts, word.start() - _WINDOW), bisect_left(starts, word.end() + _WINDOW)
                seen = _seen(block.text, word, figures[index][low:high], words, (number, index), article.lang)
                if seen is not None:
                    yield seen


def _seen(
    text: str, word: re.Match[str], inside: Sequence[Quantity], words: _Words, place: tuple[int, int], lang: str
) -> Observation | None:
    """The verdict on the lists around one word, or None where they cannot be counted."""
    figures = _before(text, word, inside, words) if words.is_behind else _after(text, word, inside, words)
    if len(figures) < 2 or words.further.match(text, figures[-1].end):
        return None
    end = figures[0].start if words.is_behind else word.start()
    begin = max(0, end - _WINDOW)
    begin = max(begin, *(text.rfind(stop, begin, end) + 1 for stop in ("。", "；", "; ", ". ", BREAK)))
    match = words.names.search(hidden(text[begin:end], lang))
    if match is None:
        return None
    low, high = begin + match.start("names"), begin + match.end("names")
    found = words.tail.search(text, low, high)
    high = found.start() if found else high
    items = next(readings(text, low, high, lang))
    start, stop = items.spans[-1]
    metric = vocabulary(lang).terms.search(text[start:stop], 1)
    ends = cut(text, [*items.spans[:-1], (start, start + metric.start() if metric else stop)], words.start)
    spans = [*ends[:-1], (ends[-1][0], stop)]
    if not 2 <= len(spans) <= len(figures) * 3 or words.open.search(text, low, high):
        return None
    names, most = len(spans), len(spans) + items.hidden_joints
    fewest = names if _is_parted(ends, items, words) else items.fewest
    verdict: Verdict = "consistent" if fewest <= len(figures) <= most else "inconsistent"
    if verdict == "inconsistent" and (
        match["jump"] or not _is_certain(text, items, spans, figures, words, lang) or words.names.search(text[begin:low].rstrip(",， "))
    ):
        return None
    marks = [Mark("names", *place, ends[0][0], ends[-1][1]), *(Mark("figures", *place, one.start, one.end) for one in figures)]
    listed = len(figures) if verdict == "consistent" else names
    return Observation(verdict, tuple(marks), {"names": str(listed), "figures": str(len(figures))})


def _is_parted(spans: Sequence[tuple[int, int]], items: Items, words: _Words) -> bool:
    """Whether the word that joins the last name surely stands between two: all are as short as one another."""
    lengths = [end - start for start, end in spans]
    return items.fewest > 1 and (words.is_parting or max(lengths) <= _BRIEF and max(lengths) - min(lengths) <= words.spread)


def _is_certain(
    text: str, items: Items, spans: Sequence[tuple[int, int]], figures: Sequence[Quantity], words: _Words, lang: str
) -> bool:
    """Whether nothing but an error explains that there are more or fewer names than figures."""
    names = [text[start:end] for start, end in spans]
    if items.is_joined or not items.is_plain or len({figure.kind for figure in figures}) > 1 or len(figures) == 2 * len(names):
        return False
    if not all(map(words.sure.fullmatch, names)) or any(len(name) > words.longest for name in names):
        return False
    lengths = [len(name) for name in names[:-1]]
    if max(lengths) - min(lengths) > words.spread:
        return False
    terms = vocabulary(lang).terms
    if any(terms.search(name) for name in names[:-1]):  # each name has several metrics, or they are the names
        return all(terms.search(name) for name in names) and len(figures) > len(names)
    return not any(map(words.tails.fullmatch, names)) or all(map(words.tails.fullmatch, names))


def _after(text: str, word: re.Match[str], inside: Sequence[Quantity], words: _Words) -> list[Quantity]:
    """The figures that follow the word, in order."""
    ahead = [figure for figure in inside if figure.start >= word.end()]
    if len(ahead) > 1 and ahead[0].kind == "date" != ahead[1].kind:  # the time that all are compared with
        ahead = ahead[1:]
    found: list[Quantity] = []
    start = word.end()
    for figure in ahead:
        pattern = words.between if found else words.lead
        if not pattern.fullmatch(text, start, figure.start):
            if text.count("（", word.end(), figure.start) > text.count("）", word.end(), figure.start):
                continue  # an aside
            break
        found.append(figure)
        start = figure.end
    return found


def _before(text: str, word: re.Match[str], inside: Sequence[Quantity], words: _Words) -> list[Quantity]:
    """The figures that stand before the word, in order."""
    found: list[Quantity] = []
    end = word.start()
    for figure in reversed([other for other in inside if other.end <= word.start()]):
        pattern = words.between if found else words.lead
        if not pattern.fullmatch(text, figure.end, end):
            break
        found.insert(0, figure)
        end = figure.start
    return found
