"""RTF: what word processors exchange. Deleted and hidden text is left out, tables keep their cells, headings are known by their style.

A reader of our own, as the libraries at hand give back deleted text as if it stood there, and no headings or cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

from factcheck.kept import compiled
from factcheck.model import Block, Document
from factcheck.readers.encoding import LIMIT, InputError, oversized
from factcheck.readers.extracts import extracted, numbered
from factcheck.readers.prose import headed
from factcheck.readers.tracing import Kind
from factcheck.records import dataclass, field, replace

_TOKEN = compiled(r"\\([a-zA-Z]{1,32})(-?\d{1,9})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|([^\\{}\r\n]+)|[\r\n]+|\\", re.DOTALL)
_SKIPPED = frozenset(
    [
        "colortbl", "info", "pict", "object", "header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf",
        "fldinst", "annotation", "atnid", "atnauthor", "listtable", "listoverridetable", "revtbl", "rsidtbl", "themedata",
        "colorschememapping", "datastore", "latentstyles", "xmlnstbl", "generator", "nonshppict", "shprslt", "sp", "ftnsep", "ftnsepc",
        "ftncn", "aftnsep", "aftnsepc", "aftncn", "tc", "txe", "xe", "rxe", "filetbl", "nesttableprops", "bkmkstart", "bkmkend",
        "listpicture", "pgptbl", "mmathPr", "private", "pnseclvl", "do",
    ]  # fmt: skip
)
_READ = frozenset(("shpinst", "ud"))
"""Destinations that are read although old programs may pass over them."""
_ASIDES = ("footnote", "shptxt")
"""What stands apart from the paragraph that it is anchored in."""
_SIGNS = {
    "tab": "\t", "emdash": "\u2014", "endash": "\u2013", "lquote": "\u2018", "rquote": "\u2019", "ldblquote": "\u201c", "rdblquote": "\u201d",
    "bullet": "\u2022", "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005", "~": "\xa0", "_": "-", "{": "{", "}": "}", "\\": "\\",
}  # fmt: skip
_BREAKS = frozenset(("par", "line", "sect", "page", "column", "\n", "\r"))
_CHARSETS = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gb18030", 136: "cp950", 161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255",
    178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
_PROSE = 200
"""A cell of several paragraphs and more characters than this holds an article, not a figure."""
_HEADING = compiled(r"heading ([1-9])$", re.IGNORECASE)
_NAMED = {"title": 1, "subtitle": 2}
_LONGEST = 200
"""Characters of a heading."""


@dataclass(slots=True)
class _State:
    """What holds in a group, and in those within it until they say otherwise."""

    reads: str = "text"
    """text, nothing, fonts or styles."""
    font: int = 0
    skip: int = 1
    """Characters that stand in for one that old programs do not know."""
    is_hidden: bool = False
    is_deleted: bool = False
    outer: _Copy | None = None
    """Of the group of a note: what goes on behind it."""


@dataclass(slots=True)
class _Copy:
    """A paragraph, or the row of a table, on its way."""

    parts: list[str] = field(default_factory=list)
    style: int = 0
    outline: int = -1
    is_item: bool = False
    is_aside: bool = False
    """Whether it is of a note or a text box, which follows the paragraph that it is anchored in."""
    in_table: bool = False
    is_header: bool = False
    cells: list[list[str]] = field(default_factory=list)
    """Lines of each cell of the row."""
    lines: list[str] = field(default_factory=list)
    """Of the cell that is open."""


def read_rtf(path: str, raw: bytes) -> Iterator[Document | InputError]:
    """The document of an RTF file; offsets count in the text that is read of it. Raises InputError for what is none or says nothing."""
    if len(raw) > LIMIT:
        raise oversized(path)
    if not raw.strip():
        raise InputError(path, "empty: nothing to check")
    text = raw.decode("latin-1").lstrip()
    if not text.startswith("{\\rtf"):
        raise InputError(path, "no RTF file; save it anew as .rtf")
    found = numbered(_tabled(_Reader(text).read()))
    if not found:
        raise InputError(path, "an RTF file without text; nothing to check")
    yield extracted(path, found)


def _tabled(blocks: list[Block]) -> Iterator[Block]:
    """The blocks, the first row of each table named as its header where none is."""
    rows: list[Block] = []
    for block in [*blocks, None]:
        if block is not None and block.kind == "row":
            rows.append(block)
            continue
        yield from rows if any(row.header for row in rows) else headed(rows)
        rows = []
        if block is not None:
            yield block


class _Reader:
    """One way through a file."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._found: list[Block] = []
        self._state = _State()
        self._stack: list[_State] = []
        self._copy = _Copy()
        self._asides: list[Block] = []
        self._bytes = bytearray()
        self._left = 0  # characters to leave out, as they stand in for one that was read
        self._codepage = "cp1252"
        self._fonts: dict[int, str] = {}
        self._styles: dict[int, tuple[str, int]] = {}
        self._style, self._outline, self._name = 0, -1, ""  # of the style sheet
        self._is_optional = False  # whether \* came last

    def read(self) -> list[Block]:
        """All blocks."""
        at = 0
        while match := _TOKEN.match(self._text, at):
            at = match.end()
            word, number, code, sign, brace, text = match.groups()
            if code is not None or text is not None:
                self._data(bytes.fromhex(code) if code is not None else text.encode("latin-1"))
                continue
            self._decode()
            if brace == "{":
                self._left = 0
                self._stack.append(self._state)
                self._state = replace(self._state, outer=None)
            elif brace == "}":
                self._left = 0
                if not self._close():
                    break
            elif word == "bin":
                at += max(0, int(number or 0))
            elif word is not None:
                self._word(word, int(number) if number else None)
            elif sign is not None:
                self._sign(sign)
        self._decode()
        self._flush()
        return self._found

    # Groups.

    def _close(self) -> bool:
        """The end of a group; whether anything follows."""
        if self._state.reads == "styles" and self._name.strip():
            self._styles[self._style] = (self._name.strip().rstrip(";").strip(), self._outline)
        self._name, self._style, self._outline = "", 0, -1
        if self._state.outer is not None:
            self._flush()
            self._copy = self._state.outer
        if not self._stack:
            return False
        self._state = self._stack.pop()
        return bool(self._stack)

    def _destination(self, word: str) -> bool:
        """Whether the word says what the group is for."""
        is_optional, self._is_optional = self._is_optional, False
        if word in ("fonttbl", "stylesheet"):
            self._state.reads = "fonts" if word == "fonttbl" else "styles"
        elif word in ("listtext", "pntext"):
            self._copy.is_item = self._copy.is_item or self._state.reads == "text"
            self._state.reads = "nothing"
        elif word in _SKIPPED or (is_optional and word not in _READ):
            self._state.reads = "nothing"
        elif word in _ASIDES and self._state.reads == "text":
            self._state.outer, self._copy = self._copy, _Copy(is_aside=True)
        else:
            return False
        return True

    # Text.

    def _data(self, data: bytes) -> None:
        if self._left:
            cut = min(self._left, len(data))
            self._left -= cut
            data = data[cut:]
        self._bytes += data

    def _decode(self) -> None:
        if self._bytes:
            data, self._bytes = bytes(self._bytes), bytearray()
            self._say(data.decode(self._fonts.get(self._state.font, self._codepage), "replace"))

    def _say(self, text: str) -> None:
        state = self._state
        if state.reads == "styles":
            self._name += text
        elif state.reads == "text" and not state.is_hidden and not state.is_deleted:
            self._copy.parts.append(text)

    def _sign(self, sign: str) -> None:
        if sign == "*":
            self._is_optional = True
        elif sign in _BREAKS:
            self._break()
        elif sign in _SIGNS:
            self._say(_SIGNS[sign])

    def _word(self, word: str, number: int | None) -> None:
        if self._destination(word):
            return
        state = self._state
        if word == "u" and number is not None:
            self._say(chr(number % 0x10000))
            self._left = state.skip
            return
        self._left = 0
        if word in _SIGNS:
            self._say(_SIGNS[word])
        elif word == "uc":
            state.skip = min(max(number or 0, 0), 9)
        elif word in ("f", "deff"):
            state.font = number or 0
        elif word == "ansicpg":
            self._codepage = _codec(number)
        elif word == "fcharset" and state.reads == "fonts":
            self._fonts[state.font] = _CHARSETS.get(number or 0, self._codepage)
        elif word in ("v", "deleted"):
            is_on = number != 0
            state.is_hidden, state.is_deleted = (is_on, state.is_deleted) if word == "v" else (state.is_hidden, is_on)
        elif word == "plain":
            state.is_hidden = state.is_deleted = False
        elif state.reads == "styles":
            self._style = number or 0 if word == "s" else self._style
            self._outline = number or 0 if word == "outlinelevel" else self._outline
        elif state.reads == "text" and not state.is_deleted:
            self._layout(word, number)

    def _layout(self, word: str, number: int | None) -> None:
        """Words that shape paragraphs and tables."""
        copy = self._copy
        if word in _BREAKS:
            self._break()
        elif word == "pard":
            copy.style, copy.outline, copy.is_item, copy.in_table = 0, -1, False, False
        elif word == "s":
            copy.style = number or 0
        elif word == "outlinelevel":
            copy.outline = number or 0
        elif word == "ls" and number:
            copy.is_item = True
        elif word == "intbl":
            copy.in_table = True
        elif word == "trowd":
            copy.is_header = False
        elif word == "trhdr":
            copy.is_header = True
        elif word in ("cell", "nestcell"):
            copy.lines.append(_text(copy.parts))
            copy.parts = []
            if word == "cell":
                copy.cells.append(copy.lines)
                copy.lines = []
        elif word == "row":
            self._row()

    def _break(self) -> None:
        copy = self._copy
        if self._state.reads != "text":
            return
        if copy.in_table or copy.cells:
            copy.lines.append(_text(copy.parts))
            copy.parts = []
        else:
            self._flush()

    # Blocks.

    def _flush(self) -> None:
        """Take down a paragraph, and then what is anchored in it."""
        copy = self._copy
        blocks = [made for text in (*copy.lines, _text(copy.parts)) if (made := self._block(text, copy))]
        copy.parts, copy.lines, copy.is_item = [], [], False
        if copy.is_aside:
            self._asides += [replace(block, kind="caption", level=0) if block.kind == "heading" else block for block in blocks]
            return
        self._found += blocks
        self._found += self._asides
        self._asides = []

    def _block(self, text: str, copy: _Copy) -> Block | None:
        if not text:
            return None
        name, outline = self._styles.get(copy.style, ("", -1))
        match = _HEADING.search(name)
        level = _NAMED.get(name.lower(), 0) or (int(match.group(1)) if match else 0)
        level = copy.outline + 1 if 0 <= copy.outline < 9 else level or (outline + 1 if 0 <= outline < 9 else 0)
        kind: Kind = "heading" if level and len(text) <= _LONGEST else "item" if copy.is_item else "paragraph"
        return Block(kind, text, ((0, 0),), level=level if kind == "heading" else 0)

    def _row(self) -> None:
        """A row; one that only arranges articles on the page is read cell by cell."""
        copy = self._copy
        cells, copy.cells = copy.cells, []
        is_frame = len(cells) < 2 or any(sum(map(bool, lines)) > 1 and sum(map(len, lines)) > _PROSE for lines in cells)
        if is_frame:
            self._found += [made for lines in cells for text in lines if (made := self._block(text, copy))]
        elif any(line for lines in cells for line in lines):
            texts = [" ".join(filter(None, lines)) for lines in cells]
            starts = accumulate((len(text) + 1 for text in texts[:-1]), initial=0)
            spans = tuple((start, start + len(text)) for start, text in zip(starts, texts))
            self._found.append(Block("row", "|".join(texts), ((0, 0),), cells=spans, header=copy.is_header))
        self._found += self._asides
        self._asides = []


def _codec(number: int | None) -> str:
    """The name of a code page; of one that is not known, the Western one."""
    import codecs

    name = "gb18030" if number == 936 else "utf-8" if number == 65001 else f"cp{number}"
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "cp1252"


def _text(parts: list[str]) -> str:
    """The parts as one line; halves of characters, as RTF writes them, are put together."""
    text = "".join(parts)
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").strip(" \t\r\n\x00")
