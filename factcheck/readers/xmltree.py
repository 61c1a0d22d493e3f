"""XML as a tree, with the place of every piece of text. Nothing is fetched, no entity is made, and what nests or swells without end is refused."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html.entities import html5
from xml.parsers import expat

from factcheck.readers.encoding import LIMIT, MOST_MARKUP, InputError, decode_as, oversized
from factcheck.readers.tree import DEEPEST, Element, Text

_DECLARED = re.compile(rb"""\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]+)""")
_PREFIXES = {
    "": "",
    "http://www.w3.org/2005/Atom": "",
    "http://purl.org/rss/1.0/": "",
    "http://iptc.org/std/nar/2006-10-01/": "",
    "http://iptc.org/std/NITF/2006-10-18/": "",
    "http://www.w3.org/1999/xhtml": "",
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://purl.org/dc/terms/": "dc:",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf:",
    "http://www.w3.org/XML/1998/namespace": "xml:",
}
"""The vocabularies that are read; names of others begin with ?: and mean nothing."""


def parsed(path: str, raw: bytes) -> tuple[str, str, Element]:
    """The text of a file, its encoding, and its root element. Raises InputError for what is no XML, or none to open."""
    if len(raw) > LIMIT:
        raise oversized(path)
    declared = _DECLARED.match(raw)
    text, encoding = decode_as(path, raw, declared.group(1).decode("ascii") if declared else "")
    return text, encoding, tree(path, text)


def tree(path: str, text: str) -> Element:
    """The root element of a text that is XML. Raises InputError."""
    if text.count("<") + text.count("=") > MOST_MARKUP:
        raise InputError(path, f"more than {MOST_MARKUP:,} tags and attributes; split it")
    start = len(text) - len(text.lstrip())
    builder = _Builder(path, text, start)
    try:
        builder.parser.Parse(builder.data, True)
    except expat.ExpatError as problem:
        line = text.count("\n", 0, start) + problem.lineno
        raise InputError(path, f"no well-formed XML ({expat.errors.messages[problem.code]}, line {line}); export it anew") from problem
    return builder.root


class _Builder:
    """Builds the tree out of what the parser tells."""

    def __init__(self, path: str, text: str, start: int) -> None:
        self.data = text[start:].encode("utf-8", "surrogatepass")
        self.root = Element("", 0)
        self._path = path
        self._open: list[Element] = []
        self._at, self._byte = start, 0
        self.parser = parser = expat.ParserCreate("utf-8", " ")
        parser.ordered_attributes = True
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.SkippedEntityHandler = self._skipped
        parser.EntityDeclHandler = self._declared

    def _place(self) -> int:
        """Where the parser is, in characters. It only moves on, so each is counted once."""
        byte = self.parser.CurrentByteIndex
        if byte > self._byte:
            self._at += len(self.data[self._byte : byte].decode("utf-8", "replace"))
            self._byte = byte
        return self._at

    def _begin(self, name: str, attributes: list[str]) -> None:
        if len(self._open) >= DEEPEST:
            raise InputError(self._path, f"has more than {DEEPEST} elements in each other, so it was not opened")
        element = Element(_short(name), self._place(), _named(attributes))
        if self._open:
            self._open[-1].children.append(element)
        else:
            self.root = element
        self._open.append(element)

    def _end(self, name: str) -> None:
        self._open.pop()

    def _text(self, text: str) -> None:
        at = self._place()
        if self.data.startswith(text.encode("utf-8"), self._byte):
            end = at + len(text)
        elif self.data[self._byte : self._byte + 1] == b"&":
            end = at + self.data.index(b";", self._byte) + 1 - self._byte
        else:
            end = at + 2  # the end of a line, which is told as one character
        self._open[-1].children.append(Text(text, at, end))

    def _skipped(self, name: str, is_parameter: bool) -> None:
        """A name that a document type elsewhere explains; those of HTML are known."""
        if not is_parameter and self._open:
            at = self._place()
            self._open[-1].children.append(Text(html5.get(f"{name};", "\ufffd"), at, at + len(name) + 2))

    def _declared(self, *declaration: object) -> None:
        raise InputError(self._path, "XML that declares entities, so it was not opened; export it without them")


def _short(name: str) -> str:
    space, _, local = name.rpartition(" ")
    return _PREFIXES.get(space, "?:") + local


def _named(attributes: list[str]) -> Mapping[str, str]:
    return {_short(name): value for name, value in zip(attributes[::2], attributes[1::2])}
