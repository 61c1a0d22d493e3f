"""From a tree to blocks: what each element means for a reader, told by a vocabulary; tables with their columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal

from factcheck.kept import compiled
from factcheck.model import Block
from factcheck.readers.tracing import Kind, Line, Trace
from factcheck.readers.tree import Element, Text
from factcheck.records import dataclass, replace

_PROSE = 200
"""A cell of several paragraphs and more characters than this holds an article, not a figure."""
_WIDEST = 63
"""Columns that a cell is believed to span."""
_BREAK = compiled(r"\r\n?|\n")


@dataclass(frozen=True, slots=True)
class Role:
    """What an element is."""

    name: Literal["inline", "block", "break", "skip", "verse", "table", "group", "row", "cell", "caption"] = "inline"
    """verse: its line breaks count; group: rows of a table; caption: of a table, or of a picture."""
    kind: Kind | None = None
    """Of a block: what its paragraphs are; those of what stands around it if nothing is said."""
    level: int = 0
    is_header: bool = False
    """Of a cell or group: whether it names columns."""


INLINE, SKIP, BREAK = Role(), Role("skip"), Role("break")
Vocabulary = Callable[[Element, Sequence[Element]], Role]
"""The role of an element, given those it stands in, outermost first."""


def blocks(root: Element, trace: Trace, vocabulary: Vocabulary, below: int = 0) -> list[Block]:
    """The blocks of a tree in reading order. below: how many levels its headings stand below others."""
    walk = _Walk(trace, vocabulary, below)
    walk.walk(root)
    walk.flush()
    return walk.found


def headed(rows: Iterable[Block]) -> Iterator[Block]:
    """The rows of a table that does not say which of them names the columns: the first; lines of one cell above it are captions."""
    is_open = True
    for row in rows:
        if is_open and sum(start < end for start, end in row.cells) == 1 < len(row.cells):
            yield _caption(row)
        else:
            yield replace(row, header=is_open)
            is_open = False


def _caption(row: Block) -> Block:
    """The only cell of a row that says something, as a caption."""
    start, end = next(cell for cell in row.cells if cell[0] < cell[1])
    edge = row.source(start, end)
    inner = [(offset - start, source) for offset, source in row.origin if start < offset <= end]
    return replace(row, kind="caption", text=row.text[start:end], origin=((0, edge[0]), *inner), cells=())


@dataclass(slots=True)
class _Row:
    cells: list[Element]
    element: Element
    is_header: bool


class _Walk:
    """One way through a tree."""

    def __init__(self, trace: Trace, vocabulary: Vocabulary, below: int) -> None:
        self.found: list[Block] = []
        self._trace, self._role_of, self._below = trace, vocabulary, below
        self._line = Line(trace)
        self._kind: Kind = "paragraph"
        self._level = 0
        self._is_verse = False
        self._path: list[Element] = []

    def flush(self) -> None:
        """Take down what was put so far."""
        if self._line:
            self.found.append(self._line.block(self._kind, self._level + self._below if self._kind == "heading" else 0))
            self._line = Line(self._trace)

    def walk(self, parent: Element) -> None:
        """What stands in an element."""
        self._path.append(parent)
        for child in parent.children:
            if isinstance(child, Text):
                self._text(child)
                continue
            role = self._role(child)
            if role.name == "break":
                self._break(child)
            elif role.name == "table":
                self.flush()
                self._table(child)
            elif role.name in ("block", "verse", "cell", "caption"):
                self._block(child, role)
            elif role.name != "skip":
                self.walk(child)
        self._path.pop()

    def _role(self, element: Element) -> Role:
        return self._role_of(element, self._path)

    def _text(self, text: Text) -> None:
        if not self._is_verse or len(text.text) != text.end - text.start:
            self._line.put(text.text, text.start, text.end)
            return
        at = 0
        for match in _BREAK.finditer(text.text):
            self._line.put(text.text[at : match.start()], text.start + at, text.start + match.start())
            self.flush()
            at = match.end()
        self._line.put(text.text[at:], text.start + at, text.end)

    def _break(self, element: Element) -> None:
        if self._kind == "heading":
            self._line.pause(element.start)
        else:
            self.flush()

    def _block(self, element: Element, role: Role) -> None:
        self.flush()
        before = self._kind, self._level, self._is_verse
        if role.kind is not None:
            self._kind, self._level = role.kind, role.level
        self._is_verse = self._is_verse or role.name == "verse"
        self.walk(element)
        self.flush()
        self._kind, self._level, self._is_verse = before

    def _table(self, table: Element) -> None:
        """Its rows; a table that only arranges articles on the page is read cell by cell."""
        self._path.append(table)
        rows = list(self._rows(table, False))
        if table.attributes.get("role") in ("presentation", "none") or all(len(row.cells) < 2 for row in rows) or self._is_frame(rows):
            for row in rows:
                for cell in row.cells:
                    self._block(cell, Role("cell"))
        else:
            spanned: dict[int, int] = {}
            made = [(block, row.is_header) for row in rows if (block := self._row(row, spanned))]
            is_named = any(is_header for _, is_header in made)
            self.found += (replace(block, header=is_header) for block, is_header in made) if is_named else headed(block for block, _ in made)
        self._path.pop()

    def _rows(self, parent: Element, is_header: bool) -> Iterator[_Row]:
        """The rows of a table; what is read of it besides them is taken down at once, and so stands above it as in browsers."""
        for child in parent.children:
            if isinstance(child, Text):
                if child.text.strip():
                    self._text(child)
                continue
            role = self._role(child)
            if role.name == "row":
                cells = [(cell, part) for cell in child.elements() if (part := self._role(cell)).name == "cell"]
                self.flush()
                self._loose(child)
                named = [part.is_header for cell, part in cells if cell.said()]
                if cells:
                    yield _Row([cell for cell, _ in cells], child, is_header or (bool(named) and all(named)))
            elif role.name == "caption":
                self._block(child, Role("caption", "caption"))
            elif role.name != "skip":
                self._path.append(child)
                yield from self._rows(child, is_header or role.is_header)
                self._path.pop()
        self.flush()

    def _loose(self, row: Element) -> None:
        """What stands in a row, but in no cell."""
        kept = [child for child in row.children if isinstance(child, Text) or self._role(child).name not in ("cell", "row", "table")]
        for _ in self._rows(replace(row, children=kept), False):
            pass

    def _is_frame(self, rows: Sequence[_Row]) -> bool:
        """Whether a cell holds a table, or prose of several paragraphs."""
        for cell in (cell for row in rows for cell in row.cells):
            roles = [self._role(child) for child in cell.elements()]
            if any(role.name == "table" for role in roles) or any(self._role(child).name == "table" for child in cell.all("table")):
                return True
            if sum(role.name in ("block", "verse") for role in roles) > 1 and len(cell.said()) > _PROSE:
                return True
        return False

    def _row(self, row: _Row, spanned: dict[int, int]) -> Block | None:
        """One row. Cells that span columns or rows are filled up with empty ones, so that columns keep their numbers."""
        line = Line(self._trace)
        has_text = False
        column = 0
        for cell in row.cells:
            column = _past(line, spanned, column, cell.start)
            line.next_cell(cell.start)
            self._put(cell, line)
            has_text |= bool(line.cell())
            wide, high = _number(cell, "colspan"), _number(cell, "rowspan")
            for further in range(wide):
                if further:
                    line.next_cell(cell.start)
                    line.cell()
                if high > 1:
                    spanned[column + further] = high - 1
            column += wide
        _past(line, spanned, column, row.element.start)
        return line.block("row") if has_text else None

    def _put(self, parent: Element, line: Line) -> None:
        """The text of a cell, as one line."""
        self._path.append(parent)
        for child in parent.children:
            if isinstance(child, Text):
                line.put(child.text, child.start, child.end)
                continue
            name = self._role(child).name
            if name not in ("inline", "skip"):
                line.pause(child.start)
            if name not in ("skip", "break"):
                self._put(child, line)
                if name != "inline":
                    line.pause(child.start)
        self._path.pop()


def _past(line: Line, spanned: dict[int, int], column: int, at: int) -> int:
    """The next column that is free; those that a cell above spans are left empty."""
    while spanned.get(column, 0) > 0:
        spanned[column] -= 1
        line.next_cell(at)
        line.cell()
        column += 1
    return column


def _number(cell: Element, name: str) -> int:
    """How many columns or rows a cell spans."""
    value = cell.attributes.get(name, "").strip()
    return max(1, min(int(value), _WIDEST)) if value.isascii() and value.isdigit() and len(value) < 9 else 1
