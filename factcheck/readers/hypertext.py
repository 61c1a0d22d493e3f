"""HTML as a tree, with the place of every piece of text: the parser of the standard library, and what may be left unclosed."""

from __future__ import annotations

import html
from collections.abc import Sequence
from html.parser import HTMLParser

from factcheck.kept import compiled
from factcheck.readers.encoding import MOST_MARKUP, InputError
from factcheck.readers.tree import DEEPEST, Element, Text

MOST = 16 * 1024 * 1024
"""Characters of one page; a long article with its scripts and pictures comes to one or two million."""
_UNCLOSED = 50
"""Tags and comments that may be left open at the end of a page; each is looked for to its end."""
_UNREADABLE = compiled("--!>|&#(?!(?:[0-9]+|[xX][0-9a-fA-F]+)[^0-9a-fA-F])")
"""What older parsers of the library stumble on; it is hidden from them."""
_VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"])
_FORMATTING = frozenset([
    "a", "abbr", "b", "big", "cite", "code", "em", "font", "i", "ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strike",
    "strong", "sub", "sup", "tt", "u", "var",
])  # fmt: skip
"""Elements that are closed by the end of the block around them, and close no block themselves."""
_CLOSES_P = frozenset(
    [
        "address", "article", "aside", "blockquote", "center", "details", "dialog", "dir", "div", "dl", "fieldset", "figcaption",
        "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main", "menu", "nav", "ol", "p", "pre",
        "section", "table", "ul",
    ]  # fmt: skip
)
_CELLS = ("td", "th", "caption")
_CLOSES = {
    "li": (("li",), ("ul", "ol", "menu", "dir")),
    "dt": (("dt", "dd"), ("dl",)),
    "dd": (("dt", "dd"), ("dl",)),
    "option": (("option",), ("select",)),
    "td": (_CELLS, ("tr", "table")),
    "th": (_CELLS, ("tr", "table")),
    "tr": (("tr", "caption"), ("table",)),
    "thead": (("thead", "tbody", "tfoot", "caption"), ("table",)),
    "tbody": (("thead", "tbody", "tfoot", "caption"), ("table",)),
    "tfoot": (("thead", "tbody", "tfoot", "caption"), ("table",)),
}
"""Of an element that begins: which ones it ends, and which ones it does not look behind."""
_WALLS = (*_CELLS, "table", "template")


def parsed(path: str, text: str) -> Element:
    """The tree of a page. Raises InputError for what is too large to be one."""
    if len(text) > MOST:
        raise InputError(path, f"more than {MOST >> 20} million characters of HTML; save the article alone")
    if text.count("<") + text.count("=") > MOST_MARKUP:
        raise InputError(path, f"more than {MOST_MARKUP:,} tags and attributes; save the article alone")
    if text.count("<", text.rfind(">") + 1) > _UNCLOSED or text.count("<!--", text.rfind("-->") + 1) > _UNCLOSED:
        raise InputError(path, "damaged HTML: many tags or comments have no end; save the page anew")
    parser = _Parser(text)
    parser.feed(_UNREADABLE.sub(lambda match: "x-->" if match.group().startswith("-") else "x#", text))
    parser.close()
    return parser.root


class _Parser(HTMLParser):
    """Builds the tree."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self.root = Element("", 0)
        self._text = text
        self._open = [self.root]
        self._lines = [0]
        at = text.find("\n")
        while at >= 0:  # as the parser counts them
            self._lines.append(at + 1)
            at = text.find("\n", at + 1)

    def _at(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element that begins."""
        if tag in _CLOSES_P:
            self._close(("p",), _WALLS)
        if tag in _CLOSES:
            self._close(*_CLOSES[tag])
        element = Element(tag, self._at(), {name: value or "" for name, value in reversed(attrs)})
        self._open[-1].children.append(element)
        if tag not in _VOID and len(self._open) < DEEPEST:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """As browsers read it, the slash means nothing, but in drawings and formulas."""
        self.handle_starttag(tag, attrs)
        if any(element.name in ("svg", "math") for element in self._open):
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """An element that ends, and with it all that was left open in it."""
        if tag == "br":
            self._open[-1].children.append(Element("br", self._at()))
        walls: Sequence[str] = () if tag in ("table", "template") else ("table",) if tag in (*_CELLS, *_CLOSES) else _WALLS
        self._close((tag,), walls, is_formatting=tag in _FORMATTING)

    def _close(self, names: Sequence[str], walls: Sequence[str], is_formatting: bool = False) -> None:
        for depth in range(len(self._open) - 1, 0, -1):
            name = self._open[depth].name
            if name in names:
                del self._open[depth:]
                return
            if name in walls or (is_formatting and name not in _FORMATTING):
                return

    def handle_data(self, data: str) -> None:
        """Text as it is written."""
        at = self._at()
        self._open[-1].children.append(Text(self._text[at : at + len(data)], at, at + len(data)))

    def handle_entityref(self, name: str) -> None:
        """A character by its name; &x where there is none of that name."""
        self._reference(f"&{name}")

    def handle_charref(self, name: str) -> None:
        """A character by its number."""
        self._reference(f"&#{name}")

    def _reference(self, written: str) -> None:
        at = self._at()
        end = at + len(written)
        if self._text.startswith(";", end):
            written, end = f"{written};", end + 1
        self._open[-1].children.append(Text(html.unescape(written) or "\u200b", at, end))  # control characters are nothing

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """Word writes <![if …]>, and XML CDATA; in HTML they are comments."""
        end = self.rawdata.find(">", i)
        return end + 1 if end >= 0 else -1
