"""Word files: paragraphs, headings, lists, tables, text boxes and notes, with tracked changes made or undone."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.model import Block, Document, Revisions
from factcheck.readers.encoding import InputError
from factcheck.readers.ooxml import Package
from factcheck.readers.passages import Passage, passages
from factcheck.readers.remarks import remarks

SUFFIXES = (".docx", ".docm")


def read_docx(path: str, raw: bytes, revisions: Revisions = "accepted") -> Document:
    """A document of a Word file. Its text is what is read of it, one block a line, and offsets count in that.

    revisions: whether tracked changes count as made ("accepted") or as not made ("original").
    Headers, footers, hidden text and comments, but for those that silence findings, are left out. Raises InputError
    for a file that is damaged, locked by a password or too large when unpacked.
    """
    package = Package(path, raw)
    root = package.tree(package.main)
    found = passages(package, root, revisions)
    text = text_of(found)
    if not text.strip():
        raise InputError(path, "empty: nothing to check")
    return Document(path, {"text": text}, tuple(_blocks(found)), id=path, remarks=remarks(package, root, found))


def text_of(found: Sequence[Passage]) -> str:
    """The extracted text: each passage in a line of its own."""
    return "\n".join(passage.text for passage in found)


def _blocks(found: Sequence[Passage]) -> list[Block]:
    below = int(any(passage.is_title for passage in found))  # headings stand below a title
    blocks = []
    offset = 0
    for passage in found:
        line = passage.text
        text = line if passage.cells else line.strip()
        level = passage.level + (below if passage.kind == "heading" and not passage.is_title else 0)
        origin = ((0, offset + line.index(text)),)
        blocks.append(
            Block(passage.kind, text, origin, level=level, cells=passage.cells, header=passage.is_header, place=passage.place)
        )
        offset += len(line) + 1
    return blocks
