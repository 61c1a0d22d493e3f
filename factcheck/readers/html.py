"""Web pages as a content management system or a browser saves them: what a reader sees of the article, each figure with its place in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from factcheck.kept import compiled
from factcheck.model import Block, Document
from factcheck.readers.comments import comments
from factcheck.readers.encoding import InputError, decode_as
from factcheck.readers.hypertext import parsed
from factcheck.readers.prose import BREAK, INLINE, SKIP, Role, blocks
from factcheck.readers.tracing import Trace
from factcheck.readers.tree import Element

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]+)""", re.IGNORECASE)
_HEAD = 8192
"""Bytes in which a page names its encoding."""
_ROLES = {
    **dict.fromkeys(
        [
            "head", "script", "style", "template", "noscript", "nav", "iframe", "object", "embed", "applet", "audio", "video", "canvas",
            "svg", "map", "button", "select", "datalist", "textarea", "input", "progress", "meter", "dialog", "del", "s", "strike",
            "rt", "rp", "rtc", "noframes",
        ],  # fmt: skip
        SKIP,
    ),
    **dict.fromkeys(
        [
            "address", "article", "aside", "body", "center", "details", "dir", "div", "dl", "fieldset", "figure", "footer", "form",
            "header", "hgroup", "html", "legend", "main", "menu", "ol", "p", "search", "section", "summary", "ul", "optgroup",
        ],  # fmt: skip
        Role("block"),
    ),
    **{f"h{level}": Role("block", "heading", level) for level in range(1, 7)},
    **dict.fromkeys(("li", "dt", "dd"), Role("block", "item")),
    "blockquote": Role("block", "paragraph"),
    "hr": Role("block"),
    "figcaption": Role("caption", "caption"),
    "caption": Role("caption", "caption"),
    "br": BREAK,
    "pre": Role("verse"),
    "listing": Role("verse"),
    "table": Role("table"),
    "thead": Role("group", is_header=True),
    "tbody": Role("group"),
    "tfoot": Role("group"),
    "tr": Role("row"),
    "td": Role("cell"),
    "th": Role("cell", is_header=True),
}
_ASIDE = frozenset(("navigation", "banner", "contentinfo", "complementary", "search", "menu", "menubar", "dialog", "alertdialog", "tooltip"))
_HIDDEN = compiled(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))", re.IGNORECASE)
_FRAME = ("header", "footer", "aside")
"""What belongs to the page, and not to an article, unless it stands in one."""
_DATES = frozenset(
    [
        "article:published_time", "date", "pubdate", "publishdate", "publish_date", "datepublished", "dc.date", "dc.date.issued",
        "dcterms.created", "dcterms.date", "parsely-pub-date", "sailthru.date", "weibo:article:create_at",
    ]  # fmt: skip
)
_DATE = compiled(r"\s*(\d{4}-\d{2}-\d{2})")
_OWN = "factcheck "
"""How the generator begins that our own reports name."""


def read_html(path: str, raw: bytes) -> Iterator[Document | InputError]:
    """The document of a web page; none of a report of this program, which is no article.

    Scripts, styles, navigation, forms, comments, deletions and what is hidden are left out, and of a page that marks its main part
    all that stands around it. Raises InputError for what is no text, too large, or says nothing.
    """
    found = _CHARSET.search(raw[:_HEAD])
    declared = next(filter(None, found.groups())).decode("ascii", "replace") if found else ""
    text, encoding = decode_as(path, raw, declared)
    root = parsed(path, text)
    if _meta(root, ("generator",)).startswith(_OWN):
        return
    trace = Trace(text)
    body = article_blocks(root, trace)
    if not any(block.text.strip() for block in body):
        raise InputError(path, "a page without text to check; save it with its content, which scripts may load only in the browser")
    title = next((element for element in root.all("title") if element.said()), None)
    if title is not None and not any(block.kind == "heading" for block in body):
        body = [title.line(trace).block("heading", 1), *body]
    has_headline = any(block.kind == "heading" and block.level == 1 for block in body)
    name = title.said() if title is not None and not has_headline else ""
    yield Document(path, {"text": text}, tuple(body), id=path, title=name, date=_date(root), encoding=encoding, comments=comments(text))


def article_blocks(root: Element, trace: Trace, below: int = 0) -> list[Block]:
    """The blocks of a page or of a piece of one; of the main part alone where one is marked and says something."""
    for part in root.all("main", "div", "section"):
        if part.name == "main" or part.attributes.get("role") == "main":
            found = blocks(part, trace, role, below)
            if found:
                return found
    return blocks(root, trace, role, below)


def role(element: Element, path: Sequence[Element]) -> Role:
    """What an element of HTML is."""
    found = _ROLES.get(element.name, INLINE)
    attributes = element.attributes
    if attributes and found is not SKIP and _is_left_out(attributes):
        return SKIP
    if element.name in _FRAME and not any(outer.name in ("article", "main") or outer.attributes.get("role") == "main" for outer in path):
        return SKIP
    if element.name == "sup" and _is_note(path[-1]):
        return SKIP
    if element.name == "a" and path and path[-1].name == "sup" and _is_note(element):
        return SKIP
    if element.name in ("td", "th") and not any(outer.name == "table" for outer in path):
        return Role("block")
    return found


def _is_left_out(attributes: Mapping[str, str]) -> bool:
    if "hidden" in attributes or attributes.get("role", "").lower() in _ASIDE:
        return True
    return "style" in attributes and _HIDDEN.search(attributes["style"]) is not None


def _is_note(element: Element) -> bool:
    """Whether it is a link to a note, whose number would be read with the figure before it."""
    return element.name == "a" and element.attributes.get("href", "").startswith("#")


def _meta(root: Element, names: Sequence[str] | frozenset[str]) -> str:
    for element in root.all("meta"):
        for key in ("property", "name", "itemprop"):
            if element.attributes.get(key, "").lower() in names:
                return element.attributes.get("content", "")
    return ""


def _date(root: Element) -> str:
    """The day a page says it was published on, else empty."""
    for said in (_meta(root, _DATES), *(element.attributes.get("datetime", "") for element in root.all("time") if "pubdate" in element.attributes)):
        if match := _DATE.match(said):
            return match.group(1)
    return ""
