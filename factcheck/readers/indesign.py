"""What InCopy and InDesign save: ICML, one story with its places in the file, and IDML, a package of stories."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.kept import compiled
from factcheck.model import Block, Document, Remark
from factcheck.readers import xmltree
from factcheck.readers.archive import Archive
from factcheck.readers.comments import comments_of_xml, is_ours
from factcheck.readers.encoding import InputError, decode
from factcheck.readers.extracts import extracted, numbered
from factcheck.readers.prose import headed
from factcheck.readers.tracing import Kind, Line, Trace
from factcheck.readers.tree import Element, Text
from factcheck.records import replace

_LEFT_OUT = frozenset([
    "Note", "HiddenText", "Properties", "TextFrame", "Rectangle", "Oval", "Polygon", "GraphicLine", "Group", "Image", "PDF", "EPS",
    "Button",
])  # fmt: skip
"""What is not printed with the story, or holds another one."""
_HEADING = compiled(r"(?i)(?<![a-z])(sub)?-?(?:heading|headline|head|title|hed)(?![a-z])")
_CAPTION = compiled(r"(?i)(?<![a-z])(?:caption|cutline)(?![a-z])")
_ITEM = compiled(r"(?i)(?<![a-z])(?:bullet|list)")


def read_icml(path: str, text: str, encoding: str, root: Element) -> Iterator[Document | InputError]:
    """The document of an InCopy file. Raises InputError if there is no text in it."""
    found: list[Block] = []
    said: list[_Said] = []
    for story in _stories(root):
        _read(story, Trace(text), found, said)
    if not found:
        raise InputError(path, "an InCopy file without text; nothing to check")
    made = Document(path, {"text": text}, tuple(found), id=path, encoding=encoding, comments=comments_of_xml(text))
    yield replace(made, remarks=_remarks(made, said))


class _Layout(Archive):
    NONE = "no InDesign file, or a damaged one{where}; export it anew as .idml"
    OLD = NONE.format(where="")


def read_idml(path: str, raw: bytes) -> Iterator[Document | InputError]:
    """The document of an InDesign file: its stories one after the other. Raises InputError for what cannot be read."""
    package = _Layout(path, raw)
    if "designmap.xml" not in package:
        raise package.damaged()
    found: list[Block] = []
    said: list[_Said] = []
    listed = xmltree.tree(path, decode(path, package.read("designmap.xml"))[0]).attributes.get("StoryList", "").split()
    for name in _order(package, listed):
        text = decode(path, package.read(name))[0]
        for story in _stories(xmltree.tree(path, text)):
            _read(story, Trace(text), found, said)
    if not found:
        raise InputError(path, "an InDesign file without text; nothing to check")
    made = extracted(path, numbered(found))
    yield replace(made, remarks=_remarks(made, said))


def _order(package: Archive, listed: Sequence[str]) -> list[str]:
    """The names of the stories as the file lists them; those that it does not list come last."""
    names = [name for name in package.names() if name.startswith("Stories/") and name.endswith(".xml")]
    ranks = {f"Stories/Story_{key}.xml": number for number, key in enumerate(listed)}
    return sorted(names, key=lambda name: ranks.get(name, len(ranks)))


def _stories(root: Element) -> Iterator[Element]:
    if root.name == "Story":
        yield root
    yield from root.all("Story")


_Said = tuple[int, str]
"""What a note to this program says, behind the position of the block that it stands in."""


def _read(story: Element, trace: Trace, found: list[Block], said: list[_Said]) -> None:
    """Add the blocks of a story, and what its notes say to this program."""
    walk = _Walk(trace)
    walk.walk(story)
    walk.flush()
    said += ((len(found) + min(number, len(walk.found) - 1), text) for number, text in walk.said if walk.found)
    found += walk.found


def _remarks(document: Document, said: Sequence[_Said]) -> tuple[Remark, ...]:
    blocks = ((document.blocks[number], text) for number, text in said)
    return tuple(Remark(*block.source(0, len(block.text)), text, block.place) for block, text in blocks)


class _Walk:
    """One way through a story. A paragraph ends at a break, wherever ranges of styles end."""

    def __init__(self, trace: Trace) -> None:
        self.found: list[Block] = []
        self._trace = trace
        self._line = Line(trace)
        self._style = self._own = ""  # of the range, and of the paragraph that began in it
        self._notes: list[Element] = []
        self.said: list[_Said] = []

    def flush(self) -> None:
        """Take down a paragraph, and then the notes to it."""
        if self._line:
            kind, level = _form(self._own)
            self.found.append(self._line.block(kind, level))
            self._line = Line(self._trace)
        notes, self._notes = self._notes, []
        for note in notes:
            self.walk(note)
            self.flush()

    def walk(self, parent: Element) -> None:
        """What stands in an element."""
        for element in parent.elements():
            if element.name == "Content":
                if not self._line:
                    self._own = self._style
                for text in element.texts():
                    self._line.put(text.text, text.start, text.end)
            elif element.name == "Br":
                self.flush()
            elif element.name == "Note" and is_ours(element.said()):
                self.said.append((len(self.found), element.said()))
            elif element.name == "Footnote":
                self._notes.append(element)
            elif element.name == "Table":
                self.flush()
                self.found += self._table(element)
            elif element.name == "ParagraphStyleRange":
                self._style = element.attributes.get("AppliedParagraphStyle", "")
                self.walk(element)
            elif element.name not in _LEFT_OUT and element.attributes.get("ChangeType") != "DeletedText":
                self.walk(element)

    def _table(self, table: Element) -> Iterator[Block]:
        """Its rows. Cells are named by column and row, and may come in any order."""
        cells: dict[tuple[int, int], Element] = {}
        for cell in table.elements():
            across, _, down = cell.attributes.get("Name", "").partition(":")
            if cell.name == "Cell" and across.isdecimal() and down.isdecimal():
                cells[int(down), int(across)] = cell
        wide = 1 + max((column for _, column in cells), default=0)
        named = table.attributes.get("HeaderRowCount", "0")
        rows = []
        for row in sorted({row for row, _ in cells}):
            line = Line(self._trace)
            at = next(cell.start for (own, _), cell in cells.items() if own == row)
            for column in range(min(wide, 200)):
                line.next_cell(at)
                if (row, column) in cells:
                    self._cell(cells[row, column], line)
                line.cell()
            if any(start < end for start, end in line.cells):
                rows.append(replace(line.block("row"), header=named.isdecimal() and row < int(named)))
        return iter(rows) if any(block.header for block in rows) else headed(rows)

    def _cell(self, cell: Element, line: Line) -> None:
        for element in _printed(cell):
            if element.name == "Br":
                line.pause(element.start)
            for text in element.children:
                if isinstance(text, Text):
                    line.put(text.text, text.start, text.end)


def _printed(parent: Element) -> Iterator[Element]:
    """The texts and breaks in an element that are printed."""
    for element in parent.elements():
        if element.name in ("Content", "Br"):
            yield element
        elif element.name not in _LEFT_OUT and element.attributes.get("ChangeType") != "DeletedText":
            yield from _printed(element)


def _form(style: str) -> tuple[Kind, int]:
    """What a paragraph is by the name of its style, and the level of a heading."""
    name = style.rpartition("/")[2]
    if match := _HEADING.search(name):
        return "heading", 2 if match.group(1) else 1
    if _CAPTION.search(name):
        return "caption", 0
    return ("item", 0) if _ITEM.search(name) else ("paragraph", 0)
