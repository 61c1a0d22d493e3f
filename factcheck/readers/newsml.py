"""What agencies send: NITF, and NewsML-G2 with its text as NITF, as XHTML or plain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.kept import compiled
from factcheck.model import Block, Document
from factcheck.readers import html
from factcheck.readers.comments import comments_of_xml
from factcheck.readers.encoding import InputError
from factcheck.readers.feeds import marked_blocks
from factcheck.readers.prose import BREAK, INLINE, SKIP, Role, blocks
from factcheck.readers.tracing import Trace
from factcheck.readers.tree import Element, Text
from factcheck.records import replace

NITF = "nitf"
NEWSML = ("newsItem", "newsMessage", "packageItem", "conceptItem", "knowledgeItem", "catalogItem", "planningItem")
_ROLES = {
    **dict.fromkeys(
        [
            "head", "media-reference", "media-metadata", "media-object", "media-producer", "nitf-table-metadata", "distributor",
            "series", "copyrite", "body.head.rights", "rights", "ds", "custom-table",
        ],  # fmt: skip
        SKIP,
    ),
    **dict.fromkeys(
        [
            "body", "body.head", "body.content", "body.end", "hedline", "p", "lede", "abstract", "byline", "dateline", "block", "media",
            "nitf-table", "note", "credit", "datasource", "fn", "ol", "ul", "dl", "tagline", "bibliography", "content-item",
        ],  # fmt: skip
        Role("block"),
    ),
    "hl1": Role("block", "heading", 1),
    "hl2": Role("block", "heading", 2),
    "bq": Role("block", "paragraph"),
    **dict.fromkeys(("li", "dt", "dd"), Role("block", "item")),
    "media-caption": Role("caption", "caption"),
    "caption": Role("caption", "caption"),
    "pre": Role("verse"),
    "hr": Role("block"),
    "br": BREAK,
    "table": Role("table"),
    "thead": Role("group", is_header=True),
    "tbody": Role("group"),
    "tfoot": Role("group"),
    "tr": Role("row"),
    "td": Role("cell"),
    "th": Role("cell", is_header=True),
}
_DATE = compiled(r"\s*(\d{4})-?(\d{2})-?(\d{2})")
_DATES = ("contentCreated", "firstCreated", "versionCreated")
_NORMAL = compiled(r"\s+")


def read_nitf(path: str, text: str, encoding: str, root: Element) -> Iterator[Document | InputError]:
    """The document of a NITF file. Raises InputError if it says nothing."""
    found = _nitf(root, Trace(text))
    if not found:
        raise InputError(path, "NITF without text; nothing to check")
    title = root.first("head", "title")
    has_headline = any(block.kind == "heading" for block in found)
    name = title.said() if title is not None and not has_headline else ""
    issued = next(root.all("date.issue", "story.date", "date.release"), None)
    date = _day(issued.attributes.get("norm", "")) if issued is not None else ""
    yield Document(path, {"text": text}, tuple(found), id=path, title=name, date=date, encoding=encoding, comments=comments_of_xml(text))


def _nitf(root: Element, trace: Trace) -> list[Block]:
    for fraction in root.all("frac"):
        if fraction.first("frac-sep") is None:
            at = next((number for number, part in enumerate(fraction.children) if isinstance(part, Element) and part.name == "frac-den"), 0)
            place = fraction.children[at].start if at else fraction.start
            fraction.children.insert(at, Text("/", place, place))
    _without_repeated(root)
    return blocks(root, trace, _role)


def _without_repeated(root: Element) -> None:
    """Take out abstracts that only say what the text begins with; one in words of its own stays, as its figures must agree with the text."""
    body = " ".join(part.said() for part in root.all("body.content"))
    for head in root.all("body.head"):
        head.children[:] = [
            part for part in head.children if not (isinstance(part, Element) and part.name == "abstract" and part.said() in body)
        ]


def _role(element: Element, path: Sequence[Element]) -> Role:
    return _ROLES.get(element.name, INLINE)


def read_newsml(path: str, text: str, encoding: str, root: Element) -> Iterator[Document | InputError]:
    """A document for each news item with text in it. Raises InputError if there is none."""
    trace = Trace(text)
    items = [root] if root.name == "newsItem" else list(root.all("newsItem"))
    is_read = False
    starts = [item.start for item in items]
    for number, item in enumerate(items, 1):
        found = _item(path, item, trace)
        key = item.attributes.get("guid") or str(number)
        if found:
            is_read = True
            date = next((_day(part.said()) for name in _DATES for part in item.all(name)), "")
            name = " ".join(block.text for block in found if block.kind == "heading" and block.level == 1)[:500]
            id, own = path if len(items) == 1 else f"{path}#{key}", comments_of_xml(text, starts, number)
            yield Document(path, {"text": text}, tuple(found), id=id, title=name, date=date, encoding=encoding, comments=own)
        if not any(block.kind != "heading" for block in found) and any(item.all("remoteContent")) and _is_text(item):
            yield InputError(path, f"the text of item {key} is in another file, so it was not checked; check that file")
    if not is_read:
        raise InputError(path, "NewsML without a text in it; nothing to check")


def _is_text(item: Element) -> bool:
    kind = next(item.all("itemClass"), None)
    return kind is None or kind.attributes.get("qcode", "").endswith(":text")


def _item(path: str, item: Element, trace: Trace) -> list[Block]:
    """The blocks of an item: its text once, however many forms of it there are; of pictures the caption."""
    contents = item.first("contentSet")
    body = _content(path, contents, trace) if contents is not None else []
    meta = item.first("contentMeta")
    if meta is None:
        return body
    above = [headline.line(trace).block("heading", 1) for headline in meta.all("headline") if headline.said()][:1]
    if above and any(_plain(block) == _plain(above[0]) for block in body if block.kind == "heading"):
        above = []
    if above and any(block.kind == "heading" and block.level == 1 for block in body):
        body = [replace(block, level=block.level + (block.kind == "heading")) for block in body]
    if not body:
        body = [block for part in meta.all("description") if (block := part.line(trace).block("caption")).text]
    return [*above, *body]


def _plain(block: Block) -> str:
    return _NORMAL.sub(" ", block.text).strip()


def _content(path: str, contents: Element, trace: Trace) -> list[Block]:
    for inline in contents.all("inlineXML"):
        for root in inline.elements():
            found = _nitf(root, trace) if root.name == NITF else html.article_blocks(root, trace) if root.name in ("html", "body", "div", "article") else []
            if found:
                return found
    for inline in contents.all("inlineData"):
        kind = inline.attributes.get("contenttype", "")
        if kind.startswith("text/") or not kind:
            found = marked_blocks(path, inline.held(trace), is_plain="html" not in kind, below=0)
            if found:
                return found
    return []


def _day(said: str) -> str:
    match = _DATE.match(said)
    return "-".join(match.groups()) if match else ""
