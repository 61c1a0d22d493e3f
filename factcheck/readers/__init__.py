"""Readers of file formats: bytes in, Documents with a map back to the source out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import PurePath

from factcheck.model import Document, Revisions
from factcheck.readers.encoding import LIMIT, InputError, decode, fault, oversized
from factcheck.readers.jsonl import read_records
from factcheck.readers.kinds import PAGES, PLAIN, SUFFIXES, WORD, is_looked_for
from factcheck.readers.markdown import read_markdown
from factcheck.readers.text import read_plain
from factcheck.records import replace

_FORMATS = {
    **dict.fromkeys(PAGES, "html.read_html"),
    **dict.fromkeys((".xml", ".rss", ".atom", ".nitf", ".newsml", ".icml"), "xml.read_xml"),
    **dict.fromkeys((".json", ".ninjs"), "ninjs.read_ninjs"),
    **dict.fromkeys((".aml", ".archieml"), "archieml.read_archieml"),
    **dict.fromkeys((".csv", ".tsv"), "tables.read_csv"),
    **dict.fromkeys((".xlsx", ".xlsm"), "xlsx.read_xlsx"),
    ".pdf": "pdf.read_pdf",
    ".eml": "message.read_message",
    ".rtf": "rtf.read_rtf",
    ".idml": "indesign.read_idml",
}
"""Module and function of each reader that is loaded only when such a file comes. Any other file is read as text when it is named."""

__all__ = ["LIMIT", "PLAIN", "SUFFIXES", "WORD", "InputError", "decode", "fault", "is_looked_for", "oversized", "read", "read_text"]


def read(path: str, raw: bytes, revisions: Revisions = "accepted") -> Iterator[Document | InputError]:
    """The documents of one file. Raises InputError if it cannot be read; yields one for each bad record.

    revisions: whether the tracked changes of a Word file are "accepted", or it is read as the "original".
    """
    suffix = PurePath(path).suffix.lower()
    if suffix in WORD:
        from factcheck.readers.docx import read_docx

        yield read_docx(path, raw, revisions)
        return
    if suffix in _FORMATS:
        yield from _reader(_FORMATS[suffix])(path, raw)
        return
    text, encoding = decode(path, raw)
    if suffix == ".jsonl":
        yield from read_records(path, text.split("\n"))
    elif suffix in (".md", ".markdown"):
        yield read_markdown(path, text, encoding)
    else:
        yield read_plain(path, text, encoding)


def _reader(name: str) -> Callable[[str, bytes], Iterator[Document | InputError]]:
    from importlib import import_module

    module, _, function = name.partition(".")
    found: Callable[[str, bytes], Iterator[Document | InputError]] = getattr(import_module(f"{__name__}.{module}"), function)
    return found


def read_text(text: str, path: str = "<text>", title: str = "", lang: str = "", markdown: bool = False) -> Document:
    """A document of a text at hand, as a record with a title of its own if one is given."""
    from factcheck.readers.jsonl import record

    if title:
        return record({"id": path, "title": title, "text": text, "lang": lang}, path, path)
    if markdown:
        return replace(read_markdown(path, text, "utf-8"), lang=lang)
    return read_plain(path, text, "utf-8", lang)
