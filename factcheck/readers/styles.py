"""What a paragraph of a Word file is, by its style, its outline level and its numbering."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from factcheck.kept import compiled
from factcheck.readers.ooxml import child, name_of, value
from factcheck.records import dataclass

if TYPE_CHECKING:
    from lxml.etree import _Element

_HEADING = compiled(r"heading ([1-9])$")
_CONTENTS = compiled(r"(?:toc \d|table of figures|index \d)$")
_TITLES = {"title": 1, "subtitle": 2}
_LONGEST = 200
"""Characters of a heading; what is longer is prose that was given an outline level."""
_DEEPEST = 20
"""Styles that can be based on each other; more are a circle."""


@dataclass(frozen=True, slots=True)
class Form:
    """How a paragraph is meant."""

    level: int = 0
    """Of a heading: 1 is the highest; 0 is none."""
    is_title: bool = False
    """Whether it has the style of a title or subtitle, which stands above headings."""
    is_item: bool = False
    is_caption: bool = False
    is_contents: bool = False
    """Whether it is a line of a table of contents, which only repeats headings."""

    def kind(self, length: int) -> Literal["heading", "paragraph", "item", "caption"]:
        """The kind of block for so many characters."""
        if self.level and length <= _LONGEST:
            return "heading"
        if self.is_caption:
            return "caption"
        return "item" if self.is_item else "paragraph"


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    base: str
    outline: str
    list: str


class Styles:
    """The paragraph styles of a file."""

    def __init__(self, root: _Element | None) -> None:
        self._styles: dict[str, _Style] = {}
        self._default = ""
        for style in root if root is not None else ():
            if name_of(style) == "w:style" and value(style, "type") in ("paragraph", ""):
                key, properties = value(style, "styleId"), child(style, "w:pPr")
                name = value(child(style, "w:name")).lower()
                self._styles[key] = _Style(name, value(child(style, "w:basedOn")), _outline(properties), _list(properties))
                if value(style, "default") in ("1", "true", "on"):
                    self._default = key

    def form(self, properties: _Element | None) -> Form:
        """What a paragraph with these properties is."""
        outline, listed = _outline(properties), _list(properties)
        names = []
        key = value(child(properties, "w:pStyle")) or self._default
        for _ in range(_DEEPEST):
            style = self._styles.get(key)
            if style is None:
                break
            names.append(style.name)
            outline, listed, key = outline or style.outline, listed or style.list, style.base
        own = names[0] if names else ""
        titled = next((_TITLES[name] for name in names if name in _TITLES), 0)
        headed = next((int(match[1]) for name in names if (match := _HEADING.match(name))), 0)
        level = int(outline) + 1 if outline in tuple("012345678") else 0
        if titled or (headed and not outline):
            level = titled or headed
        return Form(level, bool(titled), listed not in ("", "0"), own == "caption", bool(_CONTENTS.match(own)))


def _outline(properties: _Element | None) -> str:
    """The outline level as it is written, from 0; 9 is body text, and empty is nothing said."""
    return value(child(properties, "w:outlineLvl"))


def _list(properties: _Element | None) -> str:
    """The numbering that is used; 0 is none, and empty is nothing said."""
    return value(child(properties, "w:numPr", "w:numId"))
