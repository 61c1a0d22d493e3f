"""What a Word file says, passage by passage, each piece of text with the element it stands in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Literal

from factcheck.model import Revisions
from factcheck.readers.ooxml import Package, child, is_on, name_of, namespace_of, value
from factcheck.readers.styles import Form, Styles
from factcheck.records import dataclass, field

if TYPE_CHECKING:
    from lxml.etree import _Element

_DROPPED = {"accepted": ("w:del", "w:moveFrom"), "original": ("w:ins", "w:moveTo")}
_ROW_DROPPED = {"accepted": ("w:del", "w:cellDel"), "original": ("w:ins", "w:cellIns")}
_TEXTS = {"accepted": ("w:t",), "original": ("w:t", "w:delText")}
_SIGNS = {"w:tab": "\t", "w:ptab": "\t", "w:noBreakHyphen": "-", "w:sym": "\ufffd"}
"""What stands for one character; of a symbol only the font knows which."""
_BREAKS = ("w:br", "w:cr")
_NOTES = {"w:footnoteReference": "footnote", "w:endnoteReference": "endnote"}
_BLANK = str.maketrans("\n\r\x85\u2028\u2029", "     ")
_PROSE = 200
"""A cell of several paragraphs and more characters than this holds an article, not a figure."""
_WIDEST = 63
"""Columns that a cell can span in Word."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Text that stands in one element; the two are equally long."""

    text: str
    node: _Element | None = None
    """The element that holds it; None of what separates cells."""
    is_whole: bool = False
    """Whether the element can only be marked as a whole: a formula, or what holds a text box or a note."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A line of a paragraph, or a row of a table."""

    kind: Literal["heading", "paragraph", "item", "row", "caption"]
    pieces: tuple[Piece, ...]
    place: str
    level: int = 0
    is_title: bool = False
    cells: tuple[tuple[int, int], ...] = ()
    is_header: bool = False

    @property
    def text(self) -> str:
        """Its text, in one line."""
        return "".join(piece.text for piece in self.pieces)


def passages(package: Package, root: _Element, revisions: Revisions) -> list[Passage]:
    """The passages of a Word file in reading order. root: of its main part.

    Text boxes and notes follow the paragraph or table that they belong to.
    """
    kinds = {relation.kind: relation.target for relation in package.relations(package.main) if relation.target in package}
    styles = Styles(package.tree(kinds["styles"]) if "styles" in kinds else None)
    notes = {
        (kind, value(note, "id")): note
        for kind in ("footnote", "endnote")
        if f"{kind}s" in kinds
        for note in package.tree(kinds[f"{kind}s"])
        if value(note, "type") in ("", "normal")
    }
    walk = _Walk(styles, notes, revisions)
    for body in root:
        if name_of(body) == "w:body":
            walk.blocks(body)
    return walk.found


@dataclass(slots=True)
class _Aside:
    """What is read after the passage that it belongs to."""

    element: _Element
    anchor: _Element | None
    place: str = ""


@dataclass(slots=True)
class _Held:
    """A paragraph on its way; one whose mark is deleted goes on in the next."""

    lines: list[list[Piece]] = field(default_factory=lambda: [[]])
    form: Form = field(default_factory=Form)


class _Walk:
    """One way through the main part."""

    def __init__(self, styles: Styles, notes: Mapping[tuple[str, str], _Element], revisions: Revisions) -> None:
        self.found: list[Passage] = []
        self._styles, self._notes = styles, dict(notes)
        self._dropped, self._row_dropped, self._texts = _DROPPED[revisions], _ROW_DROPPED[revisions], _TEXTS[revisions]
        self._asides: list[_Aside] = []
        self._paragraphs = self._tables = 0
        self._counts = {"footnote": 0, "endnote": 0}

    def blocks(self, parent: _Element, anchor: _Element | None = None, place: str = "") -> None:
        """The paragraphs and tables in an element."""
        held = _Held()
        for block in self._inside(parent, ("w:p", "w:tbl")):
            if name_of(block) == "w:tbl":
                self._paragraph(held, place)
                held = _Held()
                self._table(block, anchor, place)
            elif self._added(held, block, anchor):
                self._paragraph(held, place)
                held = _Held()
        self._paragraph(held, place)

    def _inside(self, parent: _Element, wanted: tuple[str, ...]) -> Iterator[_Element]:
        """The nearest elements of these names below, without what is dropped or only there for old programs."""
        waiting = [iter(parent)]
        while waiting:
            element = next(waiting[-1], None)
            if element is None:
                waiting.pop()
                continue
            name = name_of(element)
            if name in wanted:
                yield element
            elif name == "mc:AlternateContent":
                waiting.append(iter(_chosen(element)))
            elif name not in self._dropped and not _is_property(name) and not _is_placeholder(element, name):
                waiting.append(iter(element))

    def _added(self, held: _Held, paragraph: _Element, anchor: _Element | None) -> bool:
        """Whether the paragraph, now added to what is held, ends with its own mark."""
        properties = child(paragraph, "w:pPr")
        held.form = self._styles.form(properties)
        self._inline(paragraph, held.lines, anchor, None)
        mark = child(properties, "w:rPr")
        return mark is None or not any(name_of(part) in self._dropped for part in mark)

    def _paragraph(self, held: _Held, place: str) -> None:
        """Take down a paragraph, and then what belongs to it."""
        lines = [tuple(line) for line in held.lines if any(piece.text.strip() for piece in line)]
        form = held.form
        if lines and not form.is_contents:
            if not place:
                self._paragraphs += 1
            where = place or f"paragraph {self._paragraphs}"
            kind = "caption" if place else form.kind(sum(len(piece.text) for line in lines for piece in line))
            level = form.level if kind == "heading" else 0
            self.found += [Passage(kind, line, where, level, form.is_title) for line in lines]
        self._set_aside(place)

    def _set_aside(self, place: str) -> None:
        asides, self._asides = self._asides, []
        for aside in asides:
            self.blocks(aside.element, aside.anchor, aside.place or place)

    def _inline(self, parent: _Element, lines: list[list[Piece]], anchor: _Element | None, run: _Element | None) -> None:
        """The text in an element. anchor: what is marked in its place; run: the outermost one around it."""
        outer = anchor if anchor is not None else run
        for element in parent:
            name = name_of(element)
            if name in self._texts or name in _SIGNS or name == "m:t":
                text = _SIGNS.get(name) or (element.text or "").translate(_BLANK)
                if text:
                    is_own = anchor is None and name_of(parent) == "w:r"
                    lines[-1].append(Piece(text, element) if is_own else Piece(text, outer, True))
            elif name in _BREAKS:
                lines.append([])
            elif name == "w:r":
                if not is_on(child(element, "w:rPr", "w:vanish")):
                    self._inline(element, lines, outer, run if run is not None else element)
            elif name == "w:txbxContent":
                self._asides.append(_Aside(element, outer))
            elif name in _NOTES:
                self._note(_NOTES[name], value(element, "id"), outer)
            elif name == "mc:AlternateContent":
                self._inline(_chosen(element), lines, anchor, run)
            elif name == "w:ruby":  # what is written above the characters says the same once more
                base = child(element, "w:rubyBase")
                if base is not None:
                    self._inline(base, lines, outer, run)
            elif name in ("m:oMath", "m:oMathPara"):
                self._inline(element, lines, outer if outer is not None else element, run)
            elif name not in self._dropped and not _is_property(name) and not _is_placeholder(element, name):
                self._inline(element, lines, anchor, run)

    def _note(self, kind: str, key: str, anchor: _Element | None) -> None:
        note = self._notes.pop((kind, key), None)  # a note that is referred to twice is read once
        if note is not None:
            self._counts[kind] += 1
            self._asides.append(_Aside(note, anchor, f"{kind} {self._counts[kind]}"))

    def _table(self, table: _Element, anchor: _Element | None, place: str) -> None:
        """Its rows; a table that only arranges articles on the page is read cell by cell."""
        rows = [row for row in self._inside(table, ("w:tr",)) if not self._is_dropped(child(row, "w:trPr"))]
        cells = [[cell for cell in self._inside(row, ("w:tc",)) if not self._is_dropped(child(cell, "w:tcPr"))] for row in rows]
        if all(len(row) < 2 for row in cells) or any(_is_frame(cell) for row in cells for cell in row):
            for cell in (cell for row in cells for cell in row):
                self.blocks(cell, anchor, place)
            return
        self._tables += 1
        is_named = any(is_on(child(row, "w:trPr", "w:tblHeader")) for row in rows)
        for number, (row, parts) in enumerate(zip(rows, cells), 1):
            is_header = is_on(child(row, "w:trPr", "w:tblHeader")) if is_named else number == 1
            where = place or f"table {self._tables}, row {number}"
            self._row(parts, anchor, where, is_header, _number(child(row, "w:trPr", "w:gridBefore")))
        self._set_aside(place)

    def _is_dropped(self, properties: _Element | None) -> bool:
        """Whether a row or cell is not there, by its tracked changes."""
        return properties is not None and any(name_of(part) in self._row_dropped for part in properties)

    def _row(self, parts: list[_Element], anchor: _Element | None, place: str, is_header: bool, before: int) -> None:
        """One row. Cells that span columns are filled up with empty ones, so that the columns keep their numbers."""
        texts: list[list[Piece]] = [[] for _ in range(before)]
        for cell in parts:
            lines: list[list[Piece]] = []
            for paragraph in self._inside(cell, ("w:p",)):
                lines.append([])
                self._inline(paragraph, lines, anchor, None)
            texts.append(_joined(lines))
            texts += [[] for _ in range(_number(child(cell, "w:tcPr", "w:gridSpan")) - 1)]
        pieces: list[Piece] = []
        cells: list[tuple[int, int]] = []
        length = 0
        for number, text in enumerate(texts):
            if number:
                pieces.append(Piece("|"))
                length += 1
            size = sum(len(piece.text) for piece in text)
            cells.append((length, length + size))
            pieces += text
            length += size
        if any(piece.text.strip() for text in texts for piece in text):
            self.found.append(Passage("row", tuple(pieces), place, cells=tuple(cells), is_header=is_header))


def _chosen(element: _Element) -> _Element:
    """The first of several ways to write the same thing, which is the newest."""
    return next((part for part in element if name_of(part) == "mc:Choice"), element)


def _is_property(name: str) -> bool:
    return name.startswith("w:") and name.endswith("Pr")


def _is_placeholder(element: _Element, name: str) -> bool:
    """Whether it is a field of a form that nobody has filled in."""
    return name == "w:sdt" and is_on(child(element, "w:sdtPr", "w:showingPlcHdr"))


def _is_frame(cell: _Element) -> bool:
    """Whether a cell holds a table, or prose of several paragraphs."""
    space = namespace_of(cell)
    if next(cell.iter(f"{space}tbl"), None) is not None:
        return True
    if sum(1 for part in cell if name_of(part) == "w:p") < 2:
        return False
    return sum(len(text.text or "") for text in cell.iter(f"{space}t")) > _PROSE


def _number(element: _Element | None) -> int:
    """How many columns; none where nothing sensible is said."""
    text = value(element)
    return min(int(text), _WIDEST) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def _joined(lines: list[list[Piece]]) -> list[Piece]:
    """The lines of a cell as one, with a blank between."""
    found: list[Piece] = []
    for line in lines:
        if any(piece.text.strip() for piece in line):
            found += [Piece(" "), *line] if found else line
    return found
