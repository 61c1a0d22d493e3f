"""Text with places marked in it: cut into pieces where marks begin and end, and shortened round them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from factcheck.model import Article, DocumentReport, Finding, Span
from factcheck.records import dataclass

TIGHT = 18
"""Up to so many columns, a mark is kept on one line."""
LONG = 60
"""From so many columns on, a mark is a passage and not a figure, and is shown paler."""
_GAP = " … "
_SPACE = frozenset(" \t\n\r\u3000")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that is marked or not."""

    text: str
    is_marked: bool

    @property
    def is_tight(self) -> bool:
        """Whether it is a mark so short that no line should break in it."""
        return self.is_marked and cells(self.text) <= TIGHT

    @property
    def is_long(self) -> bool:
        """Whether it is a passage."""
        return cells(self.text) >= LONG


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The sentence or sentences of one block round the marks of a finding."""

    span: Span
    """The first one marked."""
    pieces: tuple[Piece, ...]
    lang: str


def cut(length: int, marks: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, tuple[int, ...]]]:
    """0 to `length` in pieces (start, end, marks that cover it), cut wherever a mark begins or ends.

    Marks may overlap and nest; what lies outside the text is left out, and a
    mark without length takes in the character before it.
    """
    fitted = [_fitted(start, end, length) for start, end in marks]
    edges = sorted({0, length, *(edge for pair in fitted for edge in pair)})
    begins: dict[int, list[int]] = {}
    ends: dict[int, list[int]] = {}
    for number, (start, end) in enumerate(fitted):
        begins.setdefault(start, []).append(number)
        ends.setdefault(end, []).append(number)
    active: set[int] = set()
    for start, end in pairwise(edges):
        active.difference_update(ends.get(start, ()))
        active.update(number for number in begins.get(start, ()) if fitted[number][1] > start)
        yield start, end, tuple(sorted(active))


def _fitted(start: int, end: int, length: int) -> tuple[int, int]:
    if end <= start:
        start, end = start - 1, start
    return max(0, min(start, length)), max(0, min(end, length))


def cells(text: str) -> int:
    """How many columns of a terminal the text takes: wide characters take two, combining ones none."""
    return len(text) if text.isascii() else sum(map(cell, text))


@lru_cache(maxsize=4096)
def cell(character: str) -> int:
    """How many columns one character takes."""
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Me", "Mn"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


class Run:
    """The articles of some documents by their position in the run that they were checked in."""

    def __init__(self, reports: Sequence[DocumentReport]) -> None:
        self._reports = reports
        self.first: list[int] = []
        known = [_first(report) for report in reports]
        self.is_edition = any(known)
        following = 0
        for report, first in zip(reports, known, strict=True):
            self.first.append(first if first is not None else following if self.is_edition else 0)
            following = self.first[-1] + len(report.articles)

    def find(self, document: int, article: int) -> tuple[int, int] | None:
        """Document and article that a span of a finding of `document` stands in; None if they are not among these."""
        for number in range(len(self._reports)) if self.is_edition else (document,):
            own = article - self.first[number]
            if 0 <= own < len(self._reports[number].articles):
                return number, own
        return None

    def article(self, document: int, number: int) -> Article | None:
        """The article itself."""
        found = self.find(document, number)
        return self._reports[found[0]].articles[found[1]].article if found else None


def _first(report: DocumentReport) -> int | None:
    """The position of its first article: a finding stands with the last article that it marks."""
    for number, article in enumerate(report.articles):
        for figure in article.quantities:
            return figure.article - number
        runs = [check.spans for check in article.checks] + [finding.spans for finding in article.findings]
        for spans in filter(None, runs):
            return max(span.article for span in spans) - number
    return None


def excerpts(finding: Finding, run: Run, document: int, room: int) -> list[Excerpt]:
    """For each block that the finding marks, the sentences with the marks; about `room` columns each."""
    groups: dict[tuple[int, int], list[Span]] = {}
    for span in finding.spans:
        groups.setdefault((span.article, span.block), []).append(span)
    return [_excerpt(spans, run.article(document, spans[0].article), finding.lang, room) for spans in groups.values()]


def _excerpt(spans: Sequence[Span], article: Article | None, lang: str, room: int) -> Excerpt:
    if article is None:
        text = " ".join(spans[0].text.split())
        return Excerpt(spans[0], tuple(shortened([Piece(text, True)], room)), lang)
    block = article.blocks[spans[0].block]
    low, high = 0, len(block.text)
    if block.kind != "row":
        low, high = _around(article, spans, high)
    marks = [(span.block_start - low, span.block_end - low) for span in spans]
    text = block.text[low:high]
    pieces = [Piece(text[start:end], bool(covering)) for start, end, covering in cut(len(text), marks)]
    return Excerpt(spans[0], tuple(shortened(list(joined(pieces)), room)), article.lang)


def _around(article: Article, spans: Sequence[Span], length: int) -> tuple[int, int]:
    """From the first sentence that a mark touches to the last."""
    found = [
        (sentence.start, sentence.end)
        for sentence in article.sentences
        if sentence.block == spans[0].block
        and any(span.block_start < sentence.end and span.block_end > sentence.start for span in spans)
    ]
    if not found:
        return 0, length
    low = min([start for start, _ in found] + [span.block_start for span in spans])
    high = max([end for _, end in found] + [span.block_end for span in spans])
    return low, high


def joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Neighbours of one kind as one piece; line breaks as blanks."""
    held: Piece | None = None
    for piece in pieces:
        text = piece.text.replace("\n", " ")
        if held is not None and held.is_marked == piece.is_marked:
            held = Piece(held.text + text, held.is_marked)
            continue
        if held is not None:
            yield held
        held = Piece(text, piece.is_marked)
    if held is not None:
        yield held


def shortened(pieces: Sequence[Piece], room: int) -> Iterator[Piece]:
    """The pieces, with what lies far from a mark left out if they take more than `room` columns together."""
    if cells("".join(piece.text for piece in pieces)) <= room:
        yield from pieces
        return
    near = max(room // (2 * len(pieces)), 24)
    for number, piece in enumerate(pieces):
        if piece.is_marked:
            yield Piece(_middle_out(piece.text, room // 2, room // 4), True)
        elif number == 0:
            yield Piece(_tail(piece.text, near), False)
        elif number == len(pieces) - 1:
            yield Piece(_head(piece.text, near), False)
        else:
            yield Piece(_middle_out(piece.text, near, near), False)


def _middle_out(text: str, head: int, tail: int) -> str:
    if cells(text) <= head + tail + len(_GAP):
        return text
    return _head(text, head).removesuffix("…").rstrip() + _GAP + _tail(text, tail).removeprefix("…").lstrip()


def _head(text: str, room: int) -> str:
    end = _reach(text, room)
    if end == len(text):
        return text
    return _whole_words(text[:end], text[end]).rstrip() + "…"


def _tail(text: str, room: int) -> str:
    reverse = text[::-1]
    end = _reach(reverse, room)
    if end == len(text):
        return text
    return "…" + _whole_words(reverse[:end], reverse[end])[::-1].lstrip()


def _reach(text: str, room: int) -> int:
    """How many characters fit in `room` columns."""
    used = 0
    for number, character in enumerate(text):
        used += cell(character)
        if used > room:
            return number
    return len(text)


def _whole_words(text: str, following: str) -> str:
    """Without the word that was cut through, if blanks divide words here."""
    if _is_wordlike(following):
        shorter = text
        while shorter and _is_wordlike(shorter[-1]):
            shorter = shorter[:-1]
        if len(shorter) > len(text) // 2:
            return shorter
    return text


def _is_wordlike(character: str) -> bool:
    """Whether it cannot be parted from its like: all but blanks and wide characters."""
    return character not in _SPACE and cell(character) == 1
