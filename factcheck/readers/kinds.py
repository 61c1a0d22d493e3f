"""Which files are read: by their suffix, and where suffixes are too common to go by, by how they begin."""

from __future__ import annotations

import re
from pathlib import PurePath

PLAIN = (".txt", ".md", ".markdown", ".jsonl")
WORD = (".docx", ".docm")
TABLES = (".csv", ".tsv", ".xlsx", ".xlsm")
"""Read when they are named, and as part of the article of the same name beside them."""
PAGES = (".html", ".htm", ".xhtml")
COMMENTED = (".md", ".markdown", *PAGES)
"""What has comments that no reader sees, and that may silence findings."""
COMMENTED_XML = (".xml", ".rss", ".atom", ".nitf", ".newsml", ".icml")
"""The same, but no comment may hold two hyphens in a row."""
OTHERS = (".pdf", ".eml", ".rtf", ".rss", ".atom", ".nitf", ".newsml", ".ninjs", ".icml", ".idml", ".aml", ".archieml")
SUFFIXES = (*PLAIN, *WORD, *PAGES, *OTHERS)
"""What is looked for in a folder."""
MARKED = (".xml", ".json")
"""What is read of a folder only if it holds news."""
SEVERAL = (".jsonl", ".json", ".ninjs", ".xml", ".rss", ".atom", ".newsml")
"""What can hold several articles."""

_HEAD = 1 << 16
"""Bytes that tell what a file holds."""
_NEWS = {
    ".xml": rb"<(?:nitf|newsItem|newsMessage|packageItem|rss|feed|(?:\w+:)?RDF)[\s>]|<\?aid\s",
    ".json": rb'"(?:bodies|body_\w+|headlines?)"\s*:',
}
_PAGE = rb"(?i)<(?:p|h[1-6]|li|td|article|blockquote|br|div)[\s/>]"
_OWN = rb"""<meta\s+name=["']generator["']\s+content=["']factcheck """


def is_looked_for(path: str) -> bool:
    """Whether a file found in a folder is read.

    XML and JSON only if they are news, and web pages if they have text of their own and are no reports of this program.
    """
    suffix = PurePath(path).suffix.lower()
    if suffix in MARKED:
        return re.search(_NEWS[suffix], _head(path)) is not None
    if suffix in PAGES:
        head = _head(path)
        return not head or (re.search(_PAGE, head) is not None and not re.search(_OWN, head)) or b"\x00" in head[:100]
    return suffix in SUFFIXES


def _head(path: str) -> bytes:
    """How a file begins; empty if it cannot be read, which is told of when it is opened."""
    try:
        with open(path, "rb") as file:
            return file.read(_HEAD)
    except OSError:
        return b""
