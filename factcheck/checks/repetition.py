"""repeated-passage: the same words stand twice, however they are broken into lines or set.

Whitespace and the width of punctuation are folded away and the paragraphs of
each article run together. Short shingles are taken at content-defined places
(after frequent characters), so that two copies of a passage yield the same
shingles; a shingle seen before is the seed of a match, which is extended both
ways to the longest common passage. Time is linear in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import Any

from factcheck.languages import data
from factcheck.model import Article, Mark, Observation, Quantity

_FOLDED = str.maketrans(
    "，．：；！？（）［］｛｝％＋－～“”„‟‘’‚‛「」『』〝〞–—―‐‑",
    ",.:;!?()[]{}%+-~\"\"\"\"''''\"\"''\"\"-----",
    " \t\r\n\u3000\u00a0\u200b\ufeff*_`#\\",
)
_BORDER = "\x00"
"""Stands between articles in the run: no passage reaches over it."""
_STOPS = "，,。.；;：:！!？?、）)”’"
_SKIPPED = ("heading", "row")


@dataclass(frozen=True, slots=True)
class _Match:
    """The folded text from `first` and from `second` is the same for `length` characters."""

    first: int
    second: int
    length: int


@dataclass(frozen=True, slots=True)
class _Run:
    """The folded text of the articles, and which block each part of it comes from."""

    text: str
    places: tuple[tuple[int, int], ...]
    """(article, block) of each part."""
    starts: tuple[int, ...]


@cache
def _settings(lang: str) -> dict[str, Any]:
    settings: dict[str, Any] = dict(data(lang, "checks")["repetition"])
    settings["anchor"] = re.compile(settings["anchor"])
    settings["formula"] = re.compile(settings["formula"])
    settings["titles"] = re.compile(settings["titles"])
    return settings


def repeated_passages(
    articles: Sequence[Article], quantities: Sequence[Sequence[Quantity]]
) -> Iterator[Observation]:
    """One observation for each passage that stands more than once; marks "first" and "repeat"."""
    if not articles:
        return
    settings = _settings(articles[0].lang)
    run = _run(articles)
    matches = _matches(run.text, settings)
    for match, seconds in _outermost(matches):
        first = _marks(articles, run, "first", match.first, match.length)
        passage = _text(articles, first)
        if not _is_long(passage, settings) or settings["formula"].search(passage):
            continue
        repeats = [mark for start in seconds for mark in _marks(articles, run, "repeat", start, match.length)]
        facts = {"count": str(len(seconds) + 1), "characters": str(len(passage)), "opening": _opening(passage)}
        yield Observation("inconsistent", (*first, *repeats), facts)


def _run(articles: Sequence[Article]) -> _Run:
    """The text of all paragraphs, folded; headings and tables are left out."""
    parts: list[str] = []
    places: list[tuple[int, int]] = []
    for number, article in enumerate(articles):
        for index, block in enumerate(article.blocks):
            if block.kind not in _SKIPPED:
                parts.append(block.text.translate(_FOLDED))
                places.append((number, index))
        parts.append(_BORDER)
        places.append((number, -1))
    starts = tuple(accumulate((len(part) for part in parts[:-1]), initial=0))
    return _Run("".join(parts), tuple(places), starts)


def _matches(text: str, settings: dict[str, Any]) -> list[_Match]:
    """Pairs of equal passages, each as long as possible, found from left to right."""
    size: int = settings["shingle"]
    shortest: int = settings["characters"]
    seen: dict[str, int] = {}
    matches: list[_Match] = []
    covered = 0
    for anchor in settings["anchor"].finditer(text):
        start = anchor.start()
        if start < covered:
            continue
        shingle = text[start : start + size]
        earlier = seen.setdefault(shingle, start)
        if earlier == start or len(shingle) < size or _BORDER in shingle:
            continue
        match = _extended(text, earlier, start)
        if match.length >= shortest:
            matches.append(match)
            covered = match.second + match.length
        seen[shingle] = start  # the nearest copy is the likeliest to go on alike
    return matches


def _extended(text: str, first: int, second: int) -> _Match:
    """The longest common passage around two places; copies do not overlap."""
    room = second - first
    left = 0
    while left < first and left < room and text[first - left - 1] == text[second - left - 1] != _BORDER:
        left += 1
    right = 0
    while (
        second + right < len(text)
        and left + right < room
        and text[first + right] == text[second + right] != _BORDER
    ):
        right += 1
    return _Match(first - left, second - left, left + right)


def _outermost(matches: list[_Match]) -> list[tuple[_Match, list[int]]]:
    """The longest matches, each with the starts of all its copies; none within a longer one."""
    kept: list[tuple[_Match, list[int]]] = []
    for match in sorted(matches, key=lambda match: (-match.length, match.first)):
        for other, seconds in kept:
            places = (other.first, *seconds)
            ours = (match.first, match.second)
            if other.length == match.length and any(start in places for start in ours):
                seconds.extend(start for start in ours if start not in places)
                break
            if any(
                place <= start and start + match.length <= place + other.length for place in places for start in ours
            ):
                break
        else:
            kept.append((match, [match.second]))
    return sorted(kept, key=lambda pair: pair[0].first)


def _marks(articles: Sequence[Article], run: _Run, role: str, start: int, length: int) -> list[Mark]:
    """A mark for each block that the passage runs through."""
    marks = []
    end = start + length
    index = bisect_right(run.starts, start) - 1
    while index < len(run.starts) and run.starts[index] < end:
        article, block = run.places[index]
        folded_start = max(0, start - run.starts[index])
        following = run.starts[index + 1] if index + 1 < len(run.starts) else len(run.text)
        folded_end = min(end, following) - run.starts[index]
        if block >= 0 and folded_end > folded_start:
            offsets = _offsets(articles[article].blocks[block].text)
            text = articles[article].blocks[block].text
            begin, end_offset = _trimmed(text, offsets[folded_start], offsets[folded_end - 1] + 1)
            if begin < end_offset:
                marks.append(Mark(role, article, block, begin, end_offset))
        index += 1
    return marks


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without a piece of a word, or the end of another sentence, at either edge."""
    if start and text[start - 1].isascii() and text[start - 1].isalnum():
        while start < end and text[start].isascii() and text[start].isalnum():
            start += 1
    while start < end and (text[start].isspace() or text[start] in _STOPS):
        start += 1
    if end < len(text) and text[end].isascii() and text[end].isalnum():
        while end > start and text[end - 1].isascii() and text[end - 1].isalnum():
            end -= 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _offsets(text: str) -> list[int]:
    """Of each character that the folding keeps, where it stands in the text."""
    return [offset for offset, character in enumerate(text) if _FOLDED.get(ord(character), 0) is not None]


def _text(articles: Sequence[Article], marks: Sequence[Mark]) -> str:
    return "".join(articles[mark.article].blocks[mark.block].text[mark.start : mark.end] for mark in marks)


def _is_long(passage: str, settings: dict[str, Any]) -> bool:
    """Whether it says enough to be no coincidence: titles of works and plain rows of signs do not count."""
    rest = settings["titles"].sub("", passage)
    words = len(rest.split()) if settings["words"] else settings["words"]
    letters = sum(character.isalnum() for character in rest)
    enough: bool = letters * 2 > settings["characters"] and words >= settings["words"]
    return enough and len(set(rest)) >= int(settings["variety"])


def _opening(passage: str) -> str:
    """How a passage begins."""
    return passage if len(passage) <= 24 else f"{passage[:24].rstrip()}…"
