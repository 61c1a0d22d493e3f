"""Lines that layout or character recognition broke, joined before reading, with every character's place kept.

Two steps: lines that were wrapped at a fixed width are known by their length, whatever the language;
then paragraphs that stop in mid-sentence are known by how they end and how the next one begins.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from factcheck.kept import compiled
from factcheck.languages import data
from factcheck.model import Block
from factcheck.records import replace

_PROSE = ("paragraph", "item")
_WIDE = "\u2e80"
"""Characters from here on are two columns wide. Compared as text: a class of so many characters is slow to compile."""
_UNIT = "(?:[!-~\u00a1-\u2e7f]+|.)[”’」』）》】，。、；：！？]*"
"""What a line is broken before: a word, or one character, with the marks that may not begin a line. Compiled if a text is wrapped."""
_CELLS = compiled(r"\S(?:\s{2,})(?=\S)")
_LINK = compiled(r"(?:https?://|www\.|@)[!-~]+$")
_LONGEST_LINK = 300
_NARROWEST, _WIDEST = 24, 140
"""Between how many columns lines are wrapped."""
_SLACK = 4
"""How many columns a full line may fall short."""
_NARROW = 3
"""By how many characters the lines of a narrow column differ."""


class Layout:
    """How a language sets its copy; a pattern is compiled when it is first asked for."""

    stop: re.Pattern[str]
    prose_stop: re.Pattern[str]
    marks: re.Pattern[str]
    hanging: re.Pattern[str]
    listed: re.Pattern[str]
    opener: re.Pattern[str]
    dateline: re.Pattern[str]
    lone: re.Pattern[str]
    byline: re.Pattern[str]
    end: re.Pattern[str]
    alone: re.Pattern[str]
    titled: re.Pattern[str]
    glued: re.Pattern[str]
    display: re.Pattern[str]
    credit: re.Pattern[str]
    date: re.Pattern[str]

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._table = table
        self.abbreviations = frozenset[str](table.get("abbreviations", ()))
        self.months = tuple[str, ...](table.get("months", ()))
        self.closing: str = table["closing"]
        self.unheaded: str = table["unheaded"]
        self.unglued: str = table["unglued"]
        self.brackets = tuple[str, ...](table["brackets"])
        self.separator: str = table["separator"]
        self.heading: int = table["heading"]
        self.prose: int = table["prose"]

    def __getattr__(self, name: str) -> re.Pattern[str]:
        if name not in Layout.__annotations__:
            raise AttributeError(name)
        pattern = compiled(self._table[name])
        setattr(self, name, pattern)
        return pattern


@cache
def layout(lang: str) -> Layout:
    """The layout of a language pack."""
    return Layout(data(lang, "layout"))


def is_closed(block: Block, style: Layout) -> bool:
    """Whether a text ends with a mark that ends paragraphs."""
    return block.text.rstrip()[-1:] in style.closing


def opens_article(block: Block, style: Layout) -> bool:
    """Whether it is a by-line or begins with a dateline."""
    return block.kind == "paragraph" and bool(style.dateline.match(block.text) or style.byline.search(block.text))


def _is_alone(block: Block, style: Layout) -> bool:
    """Whether nothing continues it, and it continues nothing: a by-line, a credit, a row of a table without markup."""
    text = block.text
    if len(text) <= 2 * style.heading and style.byline.search(text):
        return True
    return style.alone.search(text) is not None or _LINK.search(text[-_LONGEST_LINK:]) is not None or is_tabular(text)


def is_tabular(text: str) -> bool:
    """Whether a line is a row of a table that is set with tabs or spaces."""
    return "\t" in text or ("  " in text and len(_CELLS.findall(text)) > 1) or len(text) - len(text.replace("\u3000", "")) > 3


class _Copy:
    """A paragraph that lines are added to, put together once at the end."""

    __slots__ = ("first", "last", "style", "_parts", "_origin", "_length", "_counted", "_unclosed", "_reopened")

    def __init__(self, block: Block, style: Layout) -> None:
        self.first = self.last = block  # the line that was added last
        self.style = style
        self._parts: list[str] = []
        self._origin: list[tuple[int, int]] = []
        self._length = 0
        self._counted = 0
        self._unclosed = [0] * len(style.brackets)  # of each pair how many are open
        self._reopened = [False] * len(style.brackets)  # and whether an opening one came last
        self._append(block)

    def _append(self, block: Block) -> None:
        self._origin += [(start + self._length, source) for start, source in block.origin] if self._length else block.origin
        self._parts.append(block.text)
        self._length += len(block.text)
        self.last = block

    def add(self, block: Block) -> None:
        """Put a line below."""
        separator = seam(self.last.text, block.text, self.style)
        if separator:
            start, source = self.last.origin[-1]
            self._origin.append((self._length, source + len(self.last.text) - start))
            self._parts.append(separator)
            self._length += len(separator)
        self._append(block)

    def has_open_bracket(self) -> bool:
        """Whether a bracket or quotation mark is not closed. Each part is looked at once."""
        for part in self._parts[self._counted :]:
            for number, pair in enumerate(self.style.brackets):
                opened, closed = part.count(pair[0]), part.count(pair[1])
                if pair[0] == pair[1]:
                    self._unclosed[number] = (self._unclosed[number] + opened) % 2
                    self._reopened[number] = True
                elif opened or closed:
                    self._unclosed[number] += opened - closed
                    self._reopened[number] = part.rfind(pair[0]) > part.rfind(pair[1])
        self._counted = len(self._parts)
        return any(count > 0 and reopened for count, reopened in zip(self._unclosed, self._reopened))

    def block(self) -> Block:
        if len(self._parts) == 1:
            return self.first
        return replace(self.first, text="".join(self._parts), origin=tuple(self._origin))


def seam(before: str, after: str, style: Layout) -> str:
    """What stands between two lines that are joined: nothing in Chinese and at a hyphen, else a space."""
    is_latin = before[-1:].isascii() and after[:1].isascii()
    if not style.separator and is_latin and before[-1:].isalpha() and max(before[-12:] + after[:12]) < _WIDE:
        return " "  # a line of English in Chinese copy
    if style.separator and before[-1:] == "-" and before[-2:-1].isalnum() and after[:1].islower():
        return ""
    return style.separator if before[-1:] < _WIDE or after[:1] < _WIDE else ""


# Lines that were wrapped at a fixed width.


def unwrapped(blocks: Sequence[Block], fields: Mapping[str, str], style_of: Callable[[Block], Layout]) -> list[Block]:
    """The blocks with the lines of hard-wrapped paragraphs put together; others as they are."""
    pairs = dict(_neighbours(blocks, fields))
    wrapping = _wrapping(blocks, pairs, style_of) if len(pairs) > 1 else None
    if wrapping is None:
        return list(blocks)
    width, is_spaced = wrapping
    are_indented = 0 < sum(pairs.values()) <= len(pairs) / 2
    made: list[_Copy] = []
    for number, block in enumerate(blocks):
        above = blocks[number - 1]
        style = style_of(block)
        if (
            number - 1 in pairs
            and not (are_indented and pairs[number - 1])
            and (is_spaced or are_indented or not is_closed(above, style))
            and _fills(above, block, width)
            and not style.listed.match(block.text)
            and not opens_article(block, style)
        ):
            made[-1].add(block)
        else:
            made.append(_Copy(block, style))
    return [copy.block() for copy in made]


def _neighbours(blocks: Sequence[Block], fields: Mapping[str, str]) -> Iterator[tuple[int, bool]]:
    """The paragraphs that the next line follows without a blank one, and whether that one is indented."""
    for number in range(len(blocks) - 1):
        above, below = blocks[number], blocks[number + 1]
        if above.kind != "paragraph" or below.kind != "paragraph" or above.field != below.field:
            continue
        end = above.origin[-1][1] + len(above.text) - above.origin[-1][0]
        gap = fields[above.field][end : below.origin[0][1]]
        if len(gap) < 80 and not gap.strip() and (gap.count("\n") or gap.count("\r")) == 1:
            yield number, gap[-1] not in "\r\n"


def _wrapping(blocks: Sequence[Block], pairs: Mapping[int, bool], style_of: Callable[[Block], Layout]) -> tuple[int, bool] | None:
    """The width in columns that lines are wrapped at, and whether blank lines part paragraphs; None if they are not wrapped."""
    rows = sum(is_tabular(blocks[number].text) for number in pairs)
    loose = [number for number in pairs if not is_closed(blocks[number], style_of(blocks[number]))]
    if len(loose) < 2 or len(loose) * 5 < len(pairs) * 2 or rows * 3 > len(pairs):
        return None
    widths = sorted(_columns(blocks[number].text) for number in pairs.keys() | {number + 1 for number in pairs})
    width = widths[len(widths) - 1 - len(widths) // 20]
    if not _NARROWEST <= width <= _WIDEST:
        return None
    full = sum(_fills(blocks[number], blocks[number + 1], width) for number in loose)
    marked = sum(bool(style_of(blocks[number]).marks.search(blocks[number].text)) for number in loose)
    inside = sum(not blocks[number + 1].text[:1].isupper() for number in loose)
    if full * 5 < len(loose) * 4 or marked * 3 < len(loose) or inside * 4 < len(loose):
        return None
    spaces = sum(blocks[number].kind == "paragraph" and number not in pairs for number in range(1, len(blocks) - 1))
    return width, spaces > 0


def _columns(text: str) -> int:
    return len(text) + sum(map(_WIDE.__le__, text))


def _fills(above: Block, below: Block, width: int) -> bool:
    """Whether a line is so full that what the next one begins with had no room in it."""
    unit = re.match(_UNIT, below.text)
    return _columns(above.text) + _columns(unit.group() if unit else "") + 1 > width - _SLACK


# Paragraphs that stop in mid-sentence.


def joined(blocks: Sequence[Block], lang: str) -> Iterator[Block]:
    """The blocks with broken ones made whole; a paragraph that stops for good in mid-sentence is marked as cut."""
    style = layout(lang)
    made: list[_Copy] = []
    for block in blocks:
        if made and _continues(made[-1], block, style):
            made[-1].add(block)
        else:
            made.append(_Copy(block, style))
    whole = [copy.block() for copy in made]
    cut = {number for number, block in enumerate(whole) if _is_cut(block, style)}
    prose = sum(block.kind == "paragraph" and len(block.text) >= style.prose for block in whole)
    has_stops = any(is_closed(block, style) or style.stop.search(block.text) for block in whole if block.kind in _PROSE)
    if not has_stops or (len(cut) > 1 and len(cut) * 2 > prose):
        cut = set()  # a text that sets no stops
    return (replace(block, cut=True) if number in cut else block for number, block in enumerate(whole))


def _continues(copy: _Copy, block: Block, style: Layout) -> bool:
    """Whether `block` goes on where the paragraph above stops."""
    first, last = copy.first, copy.last
    if block.kind != "paragraph" or first.kind not in _PROSE or first.field != block.field or is_closed(last, style):
        return False
    if _is_alone(last, style) or _is_alone(block, style) or style.dateline.match(block.text):
        return False
    if copy.has_open_bracket():
        return True
    if style.listed.match(block.text):
        return False
    if style.hanging.search(last.text[-24:]):
        return True
    if first.kind == "item" or style.opener.match(block.text):
        return False
    return first is not last or _is_broken_line(first, block, style)


def _is_broken_line(first: Block, block: Block, style: Layout) -> bool:
    """Whether a line without a stop is the beginning of a paragraph, and not a headline or an entry of a list."""
    text = first.text
    if style.listed.match(text) and len(text) <= style.heading:
        return False
    if style.marks.search(text) or (len(text) >= style.prose and not style.display.search(text)):
        return True
    if block.text[:1].islower() and not text[:1].islower():
        return True
    is_column = abs(len(text) - len(block.text)) <= _NARROW and not is_closed(block, style)
    return is_column and style.marks.search(block.text) is not None


def _is_cut(block: Block, style: Layout) -> bool:
    """Whether it is prose that breaks off: what stands below its last stop is too long for a name or a credit."""
    text = block.text
    if block.kind != "paragraph" or len(text) < style.prose or is_closed(block, style) or not style.marks.search(text):
        return False
    if _is_alone(block, style) or (style.listed.match(text) and len(text) <= style.heading):
        return False
    stops = [match.end() for match in style.stop.finditer(text)]
    rest = text[stops[-1] if stops else 0 :].strip()
    is_credit = len(rest) <= 2 * style.heading and style.credit.search(rest) is not None
    return len(rest) >= style.prose // 2 and not is_credit
