"""Texts that lead back to the source they were taken from, and lines of reading text made of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Literal

from factcheck.kept import compiled
from factcheck.model import Block, located

Kind = Literal["heading", "paragraph", "item", "row", "caption"]

_RUN = compiled("[ \t\n\r\f\u2028\u2029\x85]+|[\u00ad\u200b\u2060\ufeff]+|[^ \t\n\r\f\u2028\u2029\x85\u00ad\u200b\u2060\ufeff]+")
"""White space, characters without width, and anything else."""
_SPACE = " \t\n\r\f\u2028\u2029\x85"
_ENDS = "\n\r\u2028\u2029\x85"
_UNSEEN = "\u00ad\u200b\u2060\ufeff"
_WIDE = "\u2e80"
"""Characters from here on are set without spaces between them."""
_WHOLE = ((0, 0),)


class Trace:
    """A text, and where each of its characters stands in the source; the source itself where no runs are given."""

    __slots__ = ("text", "_origin")

    def __init__(self, text: str, origin: Sequence[tuple[int, int]] = _WHOLE) -> None:
        self.text = text
        self._origin = origin

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Where the text from `start` to `end` stands."""
        return located(self._origin, start, end)

    def parts(self, start: int, end: int) -> Iterator[tuple[int, int, int, int]]:
        """That text in parts that stand in one piece: start and end in the text, start and end in the source."""
        if self._origin is _WHOLE:
            yield start, end, start, end
            return
        edges = sorted({start, end, *(offset for offset, _ in self._between(start, end))})
        for left, right in zip(edges, edges[1:]):
            yield left, right, *self.source(left, right)

    def _between(self, start: int, end: int) -> Sequence[tuple[int, int]]:
        return self._origin[bisect_left(self._origin, (start,)) : bisect_left(self._origin, (end,))]


class Line:
    """One line of reading text on its way: white space made single, what has no width left out."""

    __slots__ = ("cells", "_parts", "_origin", "_length", "_space", "_last", "_cell", "_trace")

    def __init__(self, trace: Trace) -> None:
        self.cells: list[tuple[int, int]] = []
        self._trace = trace
        self._parts: list[str] = []
        self._origin: list[tuple[int, int]] = []
        self._length = 0
        self._space: tuple[str, int] | None = None  # white space that is not written before something follows
        self._last = ""  # the last character, empty at the start of a line or cell
        self._cell = 0  # where the cell began

    def __bool__(self) -> bool:
        return self._length > 0

    def put(self, text: str, start: int, end: int) -> None:
        """Add what stands from `start` to `end` in the traced text; it may be written there in other characters, such as &amp;."""
        if len(text) != end - start:
            self._unit(text, *self._trace.source(start, end))
            return
        for left, right, first, behind in self._trace.parts(start, end):
            part = text[left - start : right - start]
            if right - left != behind - first:
                self._unit(part, first, behind)
                continue
            for match in _RUN.finditer(part):
                self._add(match.group(), first + match.start())

    def _add(self, text: str, source: int) -> None:
        if text[0] in _SPACE:
            if self._last:
                self._space = (self._space[0] + text, self._space[1]) if self._space else (text, source)
        elif text[0] not in _UNSEEN:
            self._before(text)
            self._write(text, source)

    def _unit(self, text: str, start: int, end: int) -> None:
        """Characters that are not written as such; what stands behind them begins at `end`."""
        if not text.strip(_SPACE + _UNSEEN):
            self._add(text, start)
            return
        self._before(text)
        for number, _character in enumerate(text):
            self._origin.append((self._length + number, start))
        self._parts.append(text)
        self._length += len(text)
        self._origin += [(self._length, end)] * 2
        self._last = text[-1]

    def _before(self, text: str) -> None:
        """Write the white space that was held back; lines of Chinese are put together without."""
        if self._space is not None:
            space, source = self._space
            self._space = None
            is_broken = any(sign in space for sign in _ENDS)
            if not (is_broken and self._last >= _WIDE and text[0] >= _WIDE):
                self._write(" ", source)

    def _write(self, text: str, source: int) -> None:
        offset, known = self._origin[-1] if self._origin else (0, -1)
        if not self._origin or known + self._length - offset != source:
            self._origin.append((self._length, source))
        self._parts.append(text)
        self._length += len(text)
        self._last = text[-1]

    def pause(self, at: int) -> None:
        """A break of the line that is read as a space, or as nothing in Chinese."""
        if self._last and self._space is None:
            self._space = ("\n", self._trace.source(at, at)[0])

    def cell(self) -> int:
        """The end of a cell of a table; how many characters it has."""
        self.cells.append((self._cell, self._length))
        self._space = None
        return self._length - self._cell

    def next_cell(self, at: int) -> None:
        """The beginning of a further cell, which stands at `at`."""
        self._space = None
        if self.cells:
            self._write("|", self._trace.source(at, at)[0])
        self._last = ""
        self._cell = self._length

    def block(self, kind: Kind, level: int = 0, *, header: bool = False, place: str = "", field: str = "text") -> Block:
        """What was put, as a block."""
        return Block(
            kind, "".join(self._parts), tuple(self._origin) or _WHOLE, field, level, cells=tuple(self.cells), header=header, place=place
        )

    def trace(self) -> Trace:
        """What was put, as a text that leads back to the source."""
        return Trace("".join(self._parts), tuple(self._origin) or _WHOLE)
