"""The article as it was read, with every figure marked by what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from factcheck.model import Article, Block
from factcheck.records import dataclass, field
from factcheck.report.excerpts import LONG, TIGHT, cells, cut

_TIPS = 4
"""Of one mark."""
Kind = Literal["error", "warning", "info", "held", "open"]


@dataclass(frozen=True, slots=True)
class Stroke:
    """A mark in a block: of a finding, of a figure that held, or of one that was not checked."""

    start: int
    end: int
    kind: Kind
    number: int = 0
    """Of the finding."""
    anchor: str = ""
    """What links to the mark."""
    tip: str = ""
    """What is shown where the pointer rests on it."""


@dataclass(frozen=True, slots=True)
class Ink:
    """A stretch of text and how it is shown."""

    text: str
    style: str = ""
    """Classes of the style sheet."""
    tip: str = ""
    anchors: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()
    """Findings whose mark ends here."""


@dataclass(slots=True)
class Part:
    """A heading or paragraph; or the items of a list, the rows of a table with the inks of each cell."""

    kind: str
    level: int = 0
    inks: list[Ink] = field(default_factory=list)
    items: list[list[Ink]] = field(default_factory=list)
    rows: list[tuple[bool, list[list[Ink]]]] = field(default_factory=list)
    numeric: list[bool] = field(default_factory=list)
    """Of a table: which columns hold figures, to be set flush right."""
    is_cut: bool = False

    def anchors(self) -> Iterator[str]:
        """What links may lead to here."""
        for run in (self.inks, *self.items, *(cell for _, row in self.rows for cell in row)):
            for ink in run:
                yield from ink.anchors


def parts(article: Article, strokes: dict[int, list[Stroke]], room: int) -> tuple[list[Part], int]:
    """The article, its items and rows gathered into lists and tables, and how many characters it takes.

    strokes: by block. room: characters that there is room for; where it ends, a part of kind "left" tells by its level
    how many blocks are left out or cut off.
    """
    found: list[Part] = []
    used = 0
    for number, block in enumerate(article.blocks):
        if used >= room:
            found.append(Part("left", len(article.blocks) - number))
            break
        marks = strokes.get(number, [])
        used += len(block.text)
        if used > room and block.kind != "row":
            found.append(Part(block.kind if block.kind != "item" else "paragraph", block.level, inks(block, marks, 0, len(block.text) - (used - room))))
            found.append(Part("left", len(article.blocks) - number))
            break
        last = found[-1] if found else Part("")
        if block.kind == "item":
            if last.kind != "list":
                found.append(last := Part("list"))
            last.items.append(inks(block, marks))
        elif block.kind == "row":
            if last.kind != "table":
                found.append(last := Part("table"))
            last.rows.append((block.header, [inks(block, marks, *cell) for cell in block.cells or ((0, len(block.text)),)]))
        else:
            found.append(Part(block.kind, block.level, inks(block, marks), is_cut=block.cut))
    for part in found:
        part.rows = list(_padded(part.rows))
        part.numeric = list(_numeric(part.rows))
    return found, used


def _padded(rows: Sequence[tuple[bool, list[list[Ink]]]]) -> Iterator[tuple[bool, list[list[Ink]]]]:
    """Rows of equal length: a header lacks the cell of the corner, any other row its last ones."""
    longest = max((len(row) for _, row in rows), default=0)
    for is_header, row in rows:
        missing: list[list[Ink]] = [[] for _ in range(longest - len(row))]
        yield is_header, missing + row if is_header else row + missing


def _numeric(rows: Sequence[tuple[bool, list[list[Ink]]]]) -> Iterator[bool]:
    """Of each column, whether most of its cells below the header begin with a figure or are empty."""
    body = [row for is_header, row in rows if not is_header]
    for column in range(max((len(row) for _, row in rows), default=0)):
        texts = ["".join(ink.text for ink in row[column]).strip() for row in body]
        figures = sum(text.lstrip("+-−$£€¥≈").strip()[:1].isdecimal() for text in texts)
        yield figures * 2 > sum(text != "" for text in texts)


def inks(block: Block, strokes: Sequence[Stroke], start: int = 0, end: int | None = None) -> list[Ink]:
    """The text of a block from `start` to `end`, cut at every stroke."""
    end = len(block.text) if end is None else end
    near = [stroke for stroke in strokes if stroke.start < end and stroke.end > start or stroke.start == stroke.end == end]
    found = []
    for low, high, covering in cut(end - start, [(stroke.start - start, stroke.end - start) for stroke in near]):
        over = [near[number] for number in covering]
        found.append(_ink(block.text[start + low : start + high], start + low, start + high, over, (start, end)))
    return found


def _ink(text: str, low: int, high: int, over: Sequence[Stroke], limits: tuple[int, int]) -> Ink:
    """A stretch under some strokes; the narrowest of the findings gives the colour."""
    findings = sorted((stroke for stroke in over if stroke.number), key=lambda stroke: stroke.end - stroke.start)
    styles: list[str] = []
    if findings:
        narrow = findings[0]
        is_long = narrow.end - narrow.start >= (LONG // 2 if cells(text) > len(text) else LONG)
        styles += ["mark", narrow.kind] + (["long"] if is_long else [])
    if not findings or "long" in styles:
        kinds = {stroke.kind for stroke in over}
        styles += ["held"] if "held" in kinds else ["open"] if "open" in kinds else []
    if styles and cells(text) <= TIGHT:
        styles.append("tight")
    tips = dict.fromkeys(stroke.tip for stroke in over if stroke.tip)
    begun = (stroke for stroke in over if max(stroke.start, limits[0]) == low or stroke.start >= stroke.end)
    ended = {stroke.number for stroke in findings if min(max(stroke.end, stroke.start), limits[1]) == high}
    return Ink(
        text,
        " ".join(styles),
        "\n".join(list(tips)[:_TIPS]),
        tuple(dict.fromkeys(stroke.anchor for stroke in begun if stroke.anchor)),
        tuple(sorted(ended)),
    )
