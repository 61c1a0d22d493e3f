"""RSS and Atom: each item of a feed is an article, with its figures at their places in the file."""

from __future__ import annotations

from collections.abc import Iterator
from email.utils import parsedate_to_datetime

from factcheck.kept import compiled
from factcheck.model import Block, Document
from factcheck.readers import html, hypertext
from factcheck.readers.comments import comments_of_xml
from factcheck.readers.encoding import InputError
from factcheck.readers.text import lines
from factcheck.readers.tracing import Line, Trace
from factcheck.readers.tree import Element

_TAG = compiled("<[A-Za-z/!]")
ROOTS = ("rss", "feed", "rdf:RDF")
_BODIES = ("content:encoded", "content", "description", "summary")
"""Where the text of an item stands; the fullest comes first, the others only repeat it."""
_DATES = ("pubDate", "published", "dc:date", "dc:issued", "updated")
_IDS = ("guid", "id", "link")


def read_feed(path: str, text: str, encoding: str, root: Element) -> Iterator[Document | InputError]:
    """A document for each item of a feed. Raises InputError if there is none."""
    trace = Trace(text)
    number = 0
    items = list(root.all("item", "entry"))
    starts = [item.start for item in items]
    for number, item in enumerate(items, 1):
        title = item.first("title")
        headline = _marked(path, title, trace) if title is not None else None
        heading = [headline.block("heading", 1)] if headline else []
        found = (*heading, *_body(path, item, trace))
        if found:
            name = " ".join(block.text for block in heading)
            key = next((said for part in map(item.first, _IDS) if part is not None and (said := part.said())), str(number))
            own = comments_of_xml(text, starts, number)
            yield Document(path, {"text": text}, found, id=f"{path}#{key}", title=name, date=_date(item), encoding=encoding, comments=own)
        else:
            yield InputError(path, f"item {number} has no title and no text; check the feed")
    if not number:
        raise InputError(path, "a feed without items; nothing to check")


def _body(path: str, item: Element, trace: Trace) -> list[Block]:
    for name in _BODIES:
        part = item.first(name)
        if part is None:
            continue
        if part.attributes.get("type") == "xhtml" or any(True for _ in part.elements()):
            found = html.article_blocks(part, trace, 1)
        else:
            found = marked_blocks(path, part.held(trace), part.attributes.get("type") == "text")
        if found:
            return found
    return []


def marked_blocks(path: str, held: Trace, is_plain: bool = False, below: int = 1) -> list[Block]:
    """The blocks of a text that may be HTML: lines of their own if there is no tag in it."""
    if is_plain or not _TAG.search(held.text):
        found = []
        for start, text in lines(held.text):
            line = Line(held)
            line.put(text, start, start + len(text)) if is_plain else _put_marked(path, Trace(text), line, start)
            if line:
                found.append(line.block("paragraph"))
        return found
    return html.article_blocks(hypertext.parsed(path, held.text), held, below)


def _put_marked(path: str, text: Trace, line: Line, start: int) -> None:
    for part in hypertext.parsed(path, text.text).texts():
        line.put(part.text, start + part.start, start + part.end)


def _marked(path: str, title: Element, trace: Trace) -> Line:
    """A title, in which HTML may be kept once more."""
    held = title.held(trace)
    return hypertext.parsed(path, held.text).line(held) if any(sign in held.text for sign in "<&") else title.line(trace)


def _date(item: Element) -> str:
    """The day of an item, else empty."""
    for part in map(item.first, _DATES):
        said = part.said() if part is not None else ""
        if said[:4].isdigit() and said[4:5] == "-":
            return said[:10]
        try:
            return parsedate_to_datetime(said).date().isoformat()
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return ""


