"""Markdown: headings, paragraphs, lists, quotes and tables, with every character's place kept.

Its own line scanner and one pattern for what stands inside a line: parsers of
the field keep line numbers of blocks only, and a figure's column is needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from factcheck.kept import compiled
from factcheck.model import Block, Document
from factcheck.readers.encoding import InputError

_FRONT_MATTER = compiled(r"(---|\+\+\+)[ \t]*\r?\n(.*?)\r?\n\1[ \t]*(?:\r?\n|$)", re.DOTALL)
_CELL = compiled(r"(?:\\\||[^|])+")
_HEADING = compiled(r" {0,3}(#{1,6})[ \t]+(.*?)[ \t#]*$")
_ITEM = compiled(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+(?=\S)")
_QUOTE = compiled(r" {0,3}>[ \t]?")
_FENCE = compiled(r" {0,3}(```|~~~)")
_RULE = compiled(r" {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$")
_UNDERLINE = compiled(r" {0,3}(=+|-{2,})[ \t]*$")
_ALIGN = compiled(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_LINE = compiled(r"[^\r\n]*")
_UNREAD = compiled(
    r"^ {0,3}(?P<fence>```|~~~).*(?:\n(?![ \t]*(?P=fence)).*)*(?:\n.*)?|(?P<code>`+)(?!`).{0,1000}?(?<!`)(?P=code)(?!`)|(?P<margin>^[ \t]*)?(?P<comment><!--)(?P<empty>-?>)?",
    re.MULTILINE,
)
"""Code, and where a comment starts."""
_FILLER = "\uffff"
"""Stands in the place of each character of a comment, so that nothing behind it moves."""
_BLANK = " \t" + _FILLER
_HOLLOW = " \t>-*+" + _FILLER
_INLINE = compiled(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])|!\[(?P<image>[^\]\n]*)\]\([^)\n]*\)|\[(?P<link>[^\]\n]+)\]\([^)\n]*\)"
    r"|(?P<code>`+)|(?P<mark>\*{1,3}|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w)|~~)"
    rf"|(?P<comment>{_FILLER}+)"
    r"|(?P<tag></?[A-Za-z][^<>\n]*>)|(?P<entity>&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z]{2,31});)"
)


def read_markdown(path: str, text: str, encoding: str) -> Document:
    """A document of a Markdown text. Raises InputError for front matter that cannot be read."""
    body, meta = _front_matter(path, text)
    comments = _comments(text, body)
    blocks = tuple(_blocks(_filled(text, comments), body))
    return Document(
        path,
        {"text": text},
        blocks,
        id=path,
        title=str(meta.get("title") or ""),
        lang=str(meta.get("lang") or ""),
        date=str(meta.get("date") or "")[:10],
        encoding=encoding,
        comments=comments,
    )


def _comments(text: str, start: int) -> tuple[tuple[int, int], ...]:
    """Where comments stand, those that are shown as code left out."""
    found: list[tuple[int, int]] = []
    if "<!--" not in text:
        return ()
    last = text.rfind("-->")
    while match := _UNREAD.search(text, start):
        start = match.end()
        if not match.group("comment"):
            continue
        if match.group("empty") is None:
            if start <= last:
                start = text.find("-->", start) + 3
            elif match.group("margin") is None:  # never closed and not at the start of a line: no comment
                continue
            else:
                start = len(text)
        found.append((match.start("comment"), start))
    return tuple(found)


def _filled(text: str, comments: Sequence[tuple[int, int]]) -> str:
    """The text with comments made unreadable; line breaks stay."""
    pieces: list[str] = []
    position = 0
    for begin, end in comments:
        pieces += (text[position:begin], re.sub(r"[^\r\n]", _FILLER, text[begin:end]))
        position = end
    return "".join((*pieces, text[position:]))


def _front_matter(path: str, text: str) -> tuple[int, dict[str, Any]]:
    """Where the body starts, and what stands before it."""
    match = _FRONT_MATTER.match(text)
    if not match:
        return 0, {}
    try:
        if match.group(1) == "---":
            import yaml

            meta = yaml.safe_load(match.group(2))
        else:
            import tomllib

            meta = tomllib.loads(match.group(2))
    except Exception as problem:
        reason = " ".join(str(problem).split())[:120]
        raise InputError(path, f"its front matter cannot be read ({reason}); mend or remove it") from problem
    return match.end(), meta if isinstance(meta, dict) else {}


def _lines(text: str, start: int) -> Iterator[tuple[int, str]]:
    while start <= len(text):
        match = _LINE.match(text, start)
        assert match is not None
        yield start, match.group()
        start = match.end() + (2 if text.startswith("\r\n", match.end()) else 1)


def _blocks(text: str, start: int) -> Iterator[Block]:
    held: list[tuple[int, str]] = []
    kind = "paragraph"
    table = False

    def flush() -> Iterator[Block]:
        nonlocal held
        if held:
            yield _block(kind, held)
            held = []

    for at, line, following in _shown(list(_lines(text, start))):
        if not line.strip():
            yield from flush()
            kind, table = "paragraph", False
            continue
        if "|" in line and (table or (_ALIGN.match(following) and "-" in following)):
            yield from flush()
            if not _ALIGN.match(line):
                yield _row(at, line, not table)
            table = True
            continue
        if heading := _HEADING.match(line):
            yield from flush()
            yield _block("heading", [(at + heading.start(2), heading.group(2))], len(heading.group(1)))
            kind = "paragraph"
        elif held and kind == "paragraph" and (under := _UNDERLINE.match(line)):
            yield _block("heading", held, 1 if "=" in under.group(1) else 2)
            held = []
        elif _RULE.match(line):
            yield from flush()
        elif item := _ITEM.match(line):
            yield from flush()
            kind = "item"
            held.append((at + item.end(), line[item.end() :]))
        else:
            indent = len(line) - len(line.lstrip())
            held.append((at + indent, line[indent:]))
    yield from flush()


def _shown(lines: Sequence[tuple[int, str]]) -> Iterator[tuple[int, str, str]]:
    """The lines of prose, without signs of quotation and fillers, each with the line behind it; a listing of code is a blank line."""
    fence = ""
    for number, (at, line) in enumerate(lines):
        if fence:
            if line.strip().startswith(fence):
                fence = ""
            continue
        if opening := _FENCE.match(line):
            fence = opening.group(1)
            yield at, "", ""
            continue
        if _FILLER in line:
            line = line.rstrip(_BLANK)
            if not line.strip(_HOLLOW):  # a comment in a line of its own parts nothing
                continue
            if line.lstrip(" \t").startswith(_FILLER):
                at, line = at + len(line) - len(line.lstrip(_BLANK)), line.lstrip(_BLANK)
        while quote := _QUOTE.match(line):
            at, line = at + quote.end(), line[quote.end() :]
        yield at, line, lines[number + 1][1] if number + 1 < len(lines) else ""


def _block(kind: Any, held: list[tuple[int, str]], level: int = 0) -> Block:
    pieces: list[str] = []
    origin: list[tuple[int, int]] = []
    length = 0
    for at, line in held:
        found = list(_inline(line.rstrip(), at))
        if pieces and found and _needs_space(pieces[-1], found[0][0]):
            origin.append((length, at - 1))
            pieces.append(" ")
            length += 1
        for piece, place in found:
            origin.append((length, place))
            pieces.append(piece)
            length += len(piece)
    return Block(kind, "".join(pieces), tuple(origin) or ((0, held[0][0]),), level=level)


def _needs_space(before: str, after: str) -> bool:
    """Chinese lines are joined as they are, others with a space."""
    return bool(before) and not (ord(before[-1]) > 0x2E7F and ord(after[0]) > 0x2E7F)


def _inline(line: str, at: int) -> Iterator[tuple[str, int]]:
    """The reading text of a line in pieces, each with its place in the source."""
    position = 0
    for match in _INLINE.finditer(line):
        if match.start() < position:
            continue
        if match.start() > position:
            yield line[position : match.start()], at + position
        position = match.end()
        if match.group("escaped"):
            yield match.group("escaped"), at + match.start("escaped")
        elif match.group("link"):
            yield from _inline(match.group("link"), at + match.start("link"))
        elif match.group("entity"):
            from html import unescape

            yield unescape(match.group()), at + match.start()
        elif match.group("mark") and _is_loose(line, match):
            yield match.group(), at + match.start()
        elif match.group("comment") and line[match.start() - 1 : match.start()] == " " and line[position : position + 1] == " ":
            position += 1  # one blank is enough
    if position < len(line):
        yield line[position:], at + position


def _is_loose(line: str, match: re.Match[str]) -> bool:
    """An asterisk with space or digits on both sides is a sign, not markup."""
    before, after = line[match.start() - 1 : match.start()], line[match.end() : match.end() + 1]
    return (not before.strip() and not after.strip()) or (before.isdigit() and after.isdigit())


def _row(at: int, line: str, header: bool) -> Block:
    pieces: list[str] = []
    origin: list[tuple[int, int]] = []
    cells: list[tuple[int, int]] = []
    length = 0
    for match in _CELL.finditer(line):
        cell = match.group()
        plain = cell.strip(_BLANK)
        if not plain:
            continue
        if pieces:
            origin.append((length, at + match.start() - 1))
            pieces.append("|")
            length += 1
        begin = length
        for piece, place in _inline(plain, at + match.start() + cell.index(plain[0])):
            origin.append((length, place))
            pieces.append(piece)
            length += len(piece)
        cells.append((begin, length))
    return Block("row", "".join(pieces), tuple(origin) or ((0, at),), cells=tuple(cells), header=header)
