"""XML files by what they are: NITF, NewsML-G2, RSS, Atom, InCopy and XHTML."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.model import Document
from factcheck.readers import feeds, newsml
from factcheck.readers.encoding import InputError
from factcheck.readers.xmltree import parsed


def read_xml(path: str, raw: bytes) -> Iterator[Document | InputError]:
    """The documents of an XML file. Raises InputError for what is damaged, or of a kind that is not read."""
    text, encoding, root = parsed(path, raw)
    if root.name in feeds.ROOTS:
        yield from feeds.read_feed(path, text, encoding, root)
    elif root.name == newsml.NITF:
        yield from newsml.read_nitf(path, text, encoding, root)
    elif root.name in newsml.NEWSML:
        yield from newsml.read_newsml(path, text, encoding, root)
    elif root.name in ("Document", "Story", "?:Document"):
        from factcheck.readers.indesign import read_icml

        yield from read_icml(path, text, encoding, root)
    elif root.name == "html":
        from factcheck.readers.html import read_html

        yield from read_html(path, raw)
    else:
        name = root.name.removeprefix("?:")
        raise InputError(path, f"XML of a kind that is not read (<{name}>); export it as NITF, NewsML-G2, RSS, Atom or HTML")
