"""Marked-up text as a tree: elements, and pieces of text that know where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from factcheck.readers.tracing import Line, Trace
from factcheck.records import dataclass, field

DEEPEST = 150
"""Elements in each other; an article has a dozen or two."""


@dataclass(frozen=True, slots=True)
class Text:
    """What stands from `start` to `end`; of another length where it is written in other characters, such as &amp;."""

    text: str
    start: int
    end: int


@dataclass(slots=True)
class Element:
    """An element and what is in it."""

    name: str
    """In lower case of HTML, as written of XML; without a prefix."""
    start: int
    attributes: Mapping[str, str] = field(default_factory=dict)
    children: list[Element | Text] = field(default_factory=list)

    def elements(self) -> Iterator[Element]:
        """The elements right in it."""
        return (child for child in self.children if isinstance(child, Element))

    def all(self, *names: str) -> Iterator[Element]:
        """All elements of these names below it, outermost first, in reading order."""
        waiting = [iter(self.children)]
        while waiting:
            child = next(waiting[-1], None)
            if child is None:
                waiting.pop()
            elif isinstance(child, Element):
                if child.name in names:
                    yield child
                waiting.append(iter(child.children))

    def first(self, *path: str) -> Element | None:
        """The first element that is reached over children of these names."""
        found: Element | None = self
        for name in path:
            found = next((child for child in found.elements() if child.name == name), None) if found is not None else None
        return found

    def texts(self) -> Iterator[Text]:
        """All text below it."""
        waiting = [iter(self.children)]
        while waiting:
            child = next(waiting[-1], None)
            if child is None:
                waiting.pop()
            elif isinstance(child, Text):
                yield child
            else:
                waiting.append(iter(child.children))

    def said(self) -> str:
        """All text below it in one line, trimmed; what is meant by a field such as a date."""
        return " ".join("".join(text.text for text in self.texts()).split())

    def line(self, trace: Trace) -> Line:
        """The same as a line that leads back to its source."""
        line = Line(trace)
        for text in self.texts():
            line.put(text.text, text.start, text.end)
        return line

    def held(self, trace: Trace) -> Trace:
        """The text in it just as it is, which is marked-up text once more where HTML is kept in XML."""
        parts: list[str] = []
        origin: list[tuple[int, int]] = []
        length = 0
        for text in self.texts():
            pieces = list(trace.parts(text.start, text.end)) if len(text.text) == text.end - text.start else []
            for left, right, start, end in pieces:
                length = _copied(parts, origin, length, text.text[left - text.start : right - text.start], start, end)
            if not pieces:
                length = _copied(parts, origin, length, text.text, *trace.source(text.start, text.end))
        return Trace("".join(parts), tuple(origin) or ((0, 0),))


def _copied(parts: list[str], origin: list[tuple[int, int]], length: int, text: str, start: int, end: int) -> int:
    """Add a text of the source; how long the whole is then."""
    origin.append((length, start))
    parts.append(text)
    length += len(text)
    if len(text) != end - start:
        origin += [(length, end)] * 2
    return length
