"""Plain text: paragraphs by blank lines, or by lines where there are none."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.kept import compiled
from factcheck.model import Block, Document

_LINE = compiled(r"[^\r\n]+")


def lines(text: str, start: int = 0) -> Iterator[tuple[int, str]]:
    """Every line that is not blank, stripped, and where it starts."""
    for match in _LINE.finditer(text, start):
        line = match.group()
        plain = line.strip()
        if plain:
            yield match.start() + line.index(plain[0]), plain


def line_blocks(text: str, field: str = "text") -> Iterator[Block]:
    """Each line as a paragraph of its own; broken ones are joined later."""
    for start, line in lines(text):
        yield Block("paragraph", line, ((0, start),), field)


def read_plain(path: str, text: str, encoding: str, lang: str = "") -> Document:
    """A document of a plain text."""
    return Document(path, {"text": text}, tuple(line_blocks(text)), id=path, lang=lang, encoding=encoding)
