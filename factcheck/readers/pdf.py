"""Page proofs: the text of each page of a PDF file, line by line; what has no text is said to be unread."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.kept import compiled
from factcheck.model import Block, Document
from factcheck.readers.encoding import LIMIT, InputError, oversized
from factcheck.readers.text import lines

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

MOST_PAGES = 2000
MOST_TEXT = 32 * 1024 * 1024
"""Characters of all pages together."""
_PASSWORD = 4
"""The error code for a file that is locked."""
_ODD = compiled("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd\ue000-\uf8ff]")
_GAP = compiled(r"(?<=[\u2e80-\uffef]) (?=[0-9A-Za-z])|(?<=[0-9A-Za-z%]) (?=[\u2e80-\uffef])")
"""The quarter of a square that programs set between Chinese and Latin characters, which is no space of the text."""
_READABLE = 5
"""One character of so many may be none, such as a bullet of a font of its own."""
_SHOWN = 8
"""Pages that are told one by one."""
_SIGNS = {"\r": "", "\x0b": "\n", "\x0c": "\n", "\x02": "-", "\ufffe": "-", "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"}
"""Ends of lines, hyphens at them, and letters that are set as one."""


def read_pdf(path: str, raw: bytes) -> Iterator[Document | InputError]:
    """The document of a PDF file; then, where there are such pages, an error that names those that have no text.

    Its text is what is extracted, and offsets count in that; each block says its page. Raises InputError
    for what is damaged, locked, too large, or has no text at all.
    """
    if len(raw) > LIMIT:
        raise oversized(path)
    pages, unread = _pages(path, raw)
    if not any(page.strip() for page in pages):
        what = f"no text that can be read on {_numbers(unread)}, which may be pictures" if unread else "only blank pages"
        raise InputError(path, f"{what}; save it with its text, or run character recognition over it")
    yield Document(path, {"text": "\n\n".join(pages)}, tuple(_blocks(pages)), id=path)
    if unread:
        have = "has" if len(unread) == 1 else "have"
        yield InputError(
            path, f"{_numbers(unread)} {have} no text that can be read, and may be pictures, so not checked; run character recognition over it"
        )


def _pages(path: str, raw: bytes) -> tuple[list[str], list[int]]:
    """The text of every page, and the numbers of those that show something but give no text."""
    document = _opened(path, raw)
    try:
        if len(document) > MOST_PAGES:
            raise InputError(path, f"more than {MOST_PAGES} pages; split it")
        pages: list[str] = []
        unread = []
        length = 0
        for number in range(len(document)):
            text, is_blank = _page(document, number)
            if not text.strip() and not is_blank:
                unread.append(number + 1)
            pages.append(text)
            length += len(text)
            if length > MOST_TEXT:
                raise InputError(path, f"more than {MOST_TEXT >> 20} million characters; split it")
        return pages, unread
    finally:
        document.close()


def _opened(path: str, raw: bytes) -> PdfDocument:
    try:
        from pypdfium2 import PdfDocument, PdfiumError
    except ImportError:
        raise InputError(path, "a PDF file, which needs more than is installed; run: pip install 'factcheck[pdf]'") from None
    if not raw.strip():
        raise InputError(path, "empty: nothing to check")
    try:
        return PdfDocument(raw)
    except PdfiumError as problem:
        if getattr(problem, "err_code", None) == _PASSWORD:
            raise InputError(path, "protected by a password; save it without one") from problem
        raise InputError(path, "no PDF file, or a damaged one; make it anew") from problem


def _page(document: PdfDocument, number: int) -> tuple[str, bool]:
    """The text of a page, empty if it cannot be read, and whether nothing is on it."""
    from pypdfium2 import PdfiumError

    try:
        page = document[number]
        try:
            layer = page.get_textpage()
            text = layer.get_text_range()
            layer.close()
            is_blank = not text.strip() and next(iter(page.get_objects(max_depth=1)), None) is None
        finally:
            page.close()
    except PdfiumError:
        return "", False
    text = _GAP.sub("", text.translate(_usual()))
    if len(_ODD.findall(text)) * _READABLE > len(text):  # a font that does not say what its characters are
        return "", False
    return text, is_blank


@cache
def _usual() -> dict[int, str]:
    """Characters that are meant where fonts of page proofs give others."""
    import tomllib

    table = tomllib.loads((Path(__file__).parent / "radicals.toml").read_text(encoding="utf-8"))
    return str.maketrans(_SIGNS | dict(zip(table["radicals"], table["usual"])))


def _blocks(pages: Sequence[str]) -> Iterator[Block]:
    start = 0
    for number, page in enumerate(pages, 1):
        for offset, line in lines(page):
            yield Block("paragraph", line, ((0, start + offset),), place=f"page {number}")
        start += len(page) + 2


def _numbers(pages: Sequence[int]) -> str:
    """Such as "pages 2, 5 and 9"."""
    if len(pages) == 1:
        return f"page {pages[0]}"
    if len(pages) > _SHOWN:
        return f"{len(pages)} pages, the first of them {pages[0]},"
    return f"pages {', '.join(map(str, pages[:-1]))} and {pages[-1]}"
