"""repeated-passage: the same words stand twice, however they are broken into lines or set.

Whitespace and the width of punctuation are folded away and the paragraphs of
each article run together. Short shingles are taken at content-defined places
(after frequent characters), so that two copies of a passage yield the same
shingles; a shingle seen before is the seed of a match, which is extended both
ways to the longest common passage. Time is linear in the text.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate
from typing import Any

from factcheck.kept import compiled
from factcheck.languages import data
from factcheck.model import Article, Mark, Observation, Quantity
from factcheck.records import dataclass, replace

_FOLDED = str.maketrans(
    "，．：；！？（）［］｛｝％＋－～“”„‟‘’‚‛「」『』〝〞–—―‐‑",
    ",.:;!?()[]{}%+-~\"\"\"\"''''\"\"''\"\"-----",
    " \t\r\n\u3000\u00a0\u200b\ufeff*_`#\\",
)
_BORDER = "\x00"
"""Stands between articles in the run: no passage reaches over it."""
_STOPS = ",。.;:!?、)\"'"
"""Folded; no passage begins with one."""
_ENDS = "。.！!？?…"
_BREAKS = "，,。.；;：:！!？?…"
_CLOSING = "”’』」)）\"'"
_QUOTING = "，,：:“‘『「"
_SENTENCE_END = compiled(r"[。!?…][\"')]*|\.[\"')]*(?=[A-Z\"'])")
_NEAR = 8
"""How many characters around an edge are looked at."""
_FRAGMENT = 2
"""How many times as long a passage must be if it begins in mid-sentence."""
_SKIPPED = ("heading", "row")


@dataclass(frozen=True, slots=True)
class _Match:
    """The folded text from `first` and from `second` is the same for `length` characters."""

    first: int
    second: int
    length: int


@dataclass(slots=True)
class _Group:
    """One passage: from where to where its first copy goes, and how far from it each copy is."""

    low: int
    high: int
    shifts: list[int]


@dataclass(frozen=True, slots=True)
class _Run:
    """The folded text of the articles, and which block each part of it comes from."""

    text: str
    places: tuple[tuple[int, int], ...]
    """(article, block) of each part."""
    starts: tuple[int, ...]
    articles: Sequence[Article]
    offsets: dict[int, list[int]]
    """Of each part that was looked into, where each folded character stands in its block."""

    def block(self, part: int) -> str:
        """The text of the block that a part comes from."""
        article, block = self.places[part]
        return self.articles[article].blocks[block].text if block >= 0 else ""

    def place(self, index: int) -> tuple[int, int]:
        """The part that holds a folded character, and where the character stands in the block."""
        part = bisect_right(self.starts, index) - 1
        if part not in self.offsets:
            self.offsets[part] = _offsets(self.block(part))
        return part, self.offsets[part][index - self.starts[part]]

    def before(self, index: int) -> str:
        """What stands right before a folded character in its block."""
        part, offset = self.place(index)
        return self.block(part)[max(0, offset - _NEAR) : offset]

    def after(self, index: int) -> str:
        """What stands right behind a folded character in its block."""
        part, offset = self.place(index)
        return self.block(part)[offset + 1 : offset + 1 + _NEAR]


@cache
def _settings(lang: str) -> dict[str, Any]:
    settings: dict[str, Any] = dict(data(lang, "checks")["repetition"])
    settings["anchor"] = compiled(settings["anchor"])
    settings["formula"] = compiled(settings["formula"])
    settings["titles"] = compiled(settings["titles"])
    return settings


def repeated_passages(
    articles: Sequence[Article], quantities: Sequence[Sequence[Quantity]]
) -> Iterator[Observation]:
    """One observation for each passage that stands more than once; marks "first" and "repeat"."""
    if not articles:
        return
    settings = _settings(articles[0].lang)
    run = _run(articles)
    for starts, length in _grouped(_matches(run, settings)):
        copies = _copies(run, starts, length, settings)
        if len(copies) < 2:
            continue
        first, *repeats = copies
        passage = _text(run, first)
        if settings["formula"].search(passage):
            continue
        marks = [mark for number, copy in enumerate(copies) for mark in _as("repeat" if number else "first", copy)]
        facts = {"count": str(len(copies)), "characters": str(len(passage)), "opening": _opening(passage)}
        yield Observation("inconsistent", tuple(marks), facts)


def _copies(run: _Run, starts: Sequence[int], length: int, settings: dict[str, Any]) -> list[list[Mark]]:
    """The places of each copy that is no quotation of another; none if the passage is too short to tell."""
    edges = [_edges(run, start, length) for start in starts]
    low, high = max(edge[0] for edge in edges), min(edge[1] for edge in edges)
    if low >= high:
        return []
    before = {start: _sign_before(run, start + low) for start in starts}
    whole = [start for start in starts if not before[start] or before[start] in _ENDS]
    factor = 1
    if len(whole) > 1:
        starts = whole
    elif whole and any(sign in _QUOTING for sign in before.values() if sign):
        return []  # one of them brings it in: he said that …, or in quotation marks
    else:
        low += _to_sentence(run.text[starts[0] + low : starts[0] + high])
        factor = 1 if all(low < high and not _sign_before(run, start + low) for start in starts) else _FRAGMENT
    if not all(_is_ending(run, start + high - 1) for start in starts):
        high = low + _to_clause(run.text[starts[0] + low : starts[0] + high])
    copies = [_marks(run, start + low, high - low) for start in starts]
    return copies if copies[0] and _is_long(_text(run, copies[0]), settings, factor) else []


def _as(role: str, marks: Sequence[Mark]) -> list[Mark]:
    return [replace(mark, role=role) for mark in marks]


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
    return _Run("".join(parts), tuple(places), starts, articles, {})


def _matches(run: _Run, settings: dict[str, Any]) -> list[_Match]:
    """Pairs of equal passages, each as long as possible, found from left to right."""
    text = run.text
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
        match = _extended(text, earlier, start, covered)
        distance = match.second - match.first
        if match.length >= distance:  # it repeats itself over and over
            covered = match.second + match.length
            if distance >= shortest:
                matches.extend(_periods(run, match))
        elif match.length >= shortest:
            covered = match.second + match.length
            matches.append(match)
        seen[shingle] = start  # the nearest copy is the likeliest to go on alike
    return matches


def _extended(text: str, first: int, second: int, covered: int) -> _Match:
    """The longest common passage around two places; the second copy does not begin before `covered`."""
    left = 0
    room = min(first, second - covered)
    while left < room and text[first - left - 1] == text[second - left - 1] != _BORDER:
        left += 1
    right = 0
    while second + right < len(text) and text[first + right] == text[second + right] != _BORDER:
        right += 1
    return _Match(first - left, second - left, left + right)


def _periods(run: _Run, match: _Match) -> Iterator[_Match]:
    """The copies in text that repeats itself over and over; they begin where a sentence does, if any does."""
    length = match.second - match.first
    end = match.second + match.length
    start = next((place for place in range(match.first, end - 2 * length + 1) if _begins(run, place)), match.first)
    while start + 2 * length <= end:
        yield _Match(start, start + length, length)
        start += length


def _begins(run: _Run, place: int) -> bool:
    """Whether a sentence or a block begins at a place of the folded text."""
    index = bisect_right(run.starts, place) - 1
    return run.starts[index] == place or _SENTENCE_END.fullmatch(run.text, place - 1, place) is not None


def _grouped(matches: list[_Match]) -> list[tuple[list[int], int]]:
    """The passages within no longer one: where each of their copies starts, and their length."""
    groups: list[_Group] = []
    known: list[tuple[int, int, int]] = []
    for match in matches:
        shift, length = match.second - match.first, match.length
        found = _known(match, known, groups)
        if found is None:
            groups.append(_Group(match.first, match.first + length, [0, shift]))
            insort(known, (match.first, len(groups) - 1, 0))
            insort(known, (match.second, len(groups) - 1, shift))
            continue
        index, offset = found
        group = groups[index]
        group.low, group.high = max(group.low, match.first - offset), min(group.high, match.first - offset + length)
        group.shifts.append(offset + shift)
        insort(known, (match.second, index, offset + shift))
    return _outermost(groups)


def _known(
    match: _Match, known: Sequence[tuple[int, int, int]], groups: Sequence[_Group]
) -> tuple[int, int] | None:
    """The group that has a copy where the first passage of the match stands, and how far that copy is from its first one."""
    index = bisect_right(known, (match.first + match.length // 5, len(groups), 0))
    for _, number, shift in reversed(known[max(0, index - 4) : index]):
        low, high = groups[number].low + shift, groups[number].high + shift
        common = min(high, match.first + match.length) - max(low, match.first)
        if common * 5 >= max(high - low, match.length) * 4:
            return number, shift
    return None


def _outermost(groups: Sequence[_Group]) -> list[tuple[list[int], int]]:
    """The groups of which no copy lies within a longer passage that stands twice as well."""
    places = sorted({(group.low + shift, -(group.high - group.low)) for group in groups for shift in group.shifts})
    inner: set[tuple[int, int]] = set()
    reached = 0
    for start, minus in places:
        if start - minus <= reached:
            inner.add((start, minus))
        reached = max(reached, start - minus)
    found = []
    for group in groups:
        starts = sorted({group.low + shift for shift in group.shifts})
        length = group.high - group.low
        if not any((start, -length) in inner for start in starts):
            found.append((starts, length))
    return sorted(found)


def _edges(run: _Run, start: int, length: int) -> tuple[int, int]:
    """From which to which of its folded characters a copy goes, without pieces of words or sentences at its edges."""
    low, high = 0, length
    if _is_latin(run.before(start)[-1:]) and _is_latin(run.text[start]):
        while low < high and _is_latin(run.text[start + low]) and (low == 0 or _is_latin(run.before(start + low)[-1:])):
            low += 1
    while low < high and run.text[start + low] in _STOPS:
        low += 1
    last = start + length - 1
    if _is_latin(run.after(last)[:1]) and _is_latin(run.text[last]):
        while high > low and _is_latin(run.text[start + high - 1]) and _is_latin(run.after(start + high - 1)[:1]):
            high -= 1
    return low, high


def _is_latin(char: str) -> bool:
    return bool(char) and char.isascii() and char.isalnum()


def _sign_before(run: _Run, index: int) -> str:
    """The sign before a folded character, closing quotes aside; empty where a block begins."""
    before = run.before(index).rstrip()
    return before[-1:] if before[-1:] in _QUOTING else before.rstrip(_CLOSING)[-1:]


def _is_ending(run: _Run, index: int) -> bool:
    """Whether a clause ends with a folded character."""
    after = run.after(index).lstrip()
    return not after or run.text[index] in _BREAKS or after[0] in _BREAKS


def _to_clause(passage: str) -> int:
    """How long the folded passage is without a clause that it breaks off; its whole length if it is but one."""
    ends = [offset + 1 for offset, char in enumerate(passage) if char in _BREAKS]
    return ends[-1] if ends else len(passage)


def _to_sentence(passage: str) -> int:
    """How far on the next sentence begins in a folded passage; its whole length if none does."""
    end = _SENTENCE_END.search(passage)
    return end.end() if end else len(passage)


def _marks(run: _Run, start: int, length: int) -> list[Mark]:
    """A mark for each block that the passage runs through."""
    marks = []
    end = start + length
    part = bisect_right(run.starts, start) - 1
    while part < len(run.starts) and run.starts[part] < end:
        following = run.starts[part + 1] if part + 1 < len(run.starts) else len(run.text)
        low, high = max(start, run.starts[part]), min(end, following)
        if run.places[part][1] >= 0 and high > low:
            marks.append(Mark("", *run.places[part], run.place(low)[1], run.place(high - 1)[1] + 1))
        part += 1
    return marks


def _offsets(text: str) -> list[int]:
    """Of each character that the folding keeps, where it stands in the text."""
    return [offset for offset, character in enumerate(text) if _FOLDED.get(ord(character), 0) is not None]


def _text(run: _Run, marks: Sequence[Mark]) -> str:
    return "".join(run.articles[mark.article].blocks[mark.block].text[mark.start : mark.end] for mark in marks)


def _is_long(passage: str, settings: dict[str, Any], factor: int) -> bool:
    """Whether it says enough to be no coincidence: titles of works and plain rows of signs do not count."""
    if len(passage) < settings["characters"] * factor:
        return False
    rest = settings["titles"].sub("", passage)
    words = len(rest.split()) if settings["words"] else settings["words"]
    letters = sum(character.isalnum() for character in rest)
    enough: bool = letters * 2 > settings["characters"] and words >= settings["words"]
    return enough and len(set(rest)) >= int(settings["variety"])


def _opening(passage: str) -> str:
    """How a passage begins."""
    return passage if len(passage) <= 24 else f"{passage[:24].rstrip()}…"
