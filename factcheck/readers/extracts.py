"""Documents of sources that have no lines: what is read of them, one block a line, and where it stands in words."""

from __future__ import annotations

from collections.abc import Iterable

from factcheck.model import Block, Document
from factcheck.records import replace


def extracted(path: str, blocks: Iterable[Block], title: str = "", date: str = "") -> Document:
    """A document of these blocks. Its text is theirs with blank lines between, and offsets count in that; places are kept."""
    kept = []
    offset = 0
    for block in blocks:
        kept.append(replace(block, origin=((0, offset),)))
        offset += len(block.text) + 2
    return Document(path, {"text": "\n\n".join(block.text for block in kept)}, tuple(kept), id=path, title=title, date=date)


def numbered(blocks: Iterable[Block]) -> list[Block]:
    """The blocks with the place of each: the paragraph, or the table and its row."""
    kept: list[Block] = []
    paragraphs = tables = row = 0
    for block in blocks:
        if block.kind == "row":
            row = row + 1 if kept and kept[-1].kind == "row" and not (block.header and not kept[-1].header) else 1
            tables += row == 1
            place = f"table {tables}, row {row}"
        else:
            paragraphs += 1
            place = f"paragraph {paragraphs}"
        kept.append(replace(block, place=place))
    return kept
