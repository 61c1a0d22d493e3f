"""Lines of a terminal: styled text broken where Chinese and English allow it, wide characters counted double."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from factcheck.report.excerpts import cell

Styled = tuple[str, str]
"""A text and the name of its style; the empty name is plain."""

_CODES = {
    "bold": "1",
    "dim": "2",
    "held": "32",
    "error": "1;31",
    "warning": "1;33",
    "info": "1;36",
    "error-mark": "1;4;31",
    "warning-mark": "1;4;33",
    "info-mark": "1;4;36",
    "error-long": "31",
    "warning-long": "33",
    "info-long": "36",
}
_UNSAFE = dict.fromkeys((*range(32), *range(127, 160), *range(8234, 8239), *range(8294, 8298)), "�") | {ord(blank): " " for blank in "\t\n\r\u2028\u2029"}

_NO_CHARACTERS = [*range(0xD800, 0xE000), *range(0xFDD0, 0xFDF0), *(plane + end for plane in range(0, 0x110000, 0x10000) for end in (0xFFFE, 0xFFFF))]
_UNSEEN = {code: sign for code, sign in _UNSAFE.items() if chr(code) not in "\t\n\r\u2028\u2029"} | dict.fromkeys(_NO_CHARACTERS, "�") | {ord("\r"): "\n"}


def clean(text: str) -> str:
    """Without line breaks, and without characters that would steer the terminal."""
    return text.translate(_UNSAFE)


def visible(text: str) -> str:
    """The same for a page: line breaks stay, and what no page may hold is replaced."""
    return text if text.isascii() and text.isprintable() else text.translate(_UNSEEN)


def bounded(text: str, most: int = 2000) -> str:
    """The text, cut off after so many characters."""
    return text if len(text) <= most else text[:most] + "…"


def painted(text: str, style: str, color: bool) -> str:
    """In the style, if colour is wanted."""
    return f"\x1b[{_CODES[style]}m{text}\x1b[0m" if color and style and text else text


def wrapped(pieces: Sequence[Styled], width: int) -> list[list[Styled]]:
    """Lines of at most `width` columns. A word longer than that is cut."""
    text = "".join(piece for piece, _ in pieces)
    lines = []
    start = 0
    while start < len(text):
        end, following = _line(text, start, width)
        lines.append(_within(pieces, start, end))
        start = following
    return lines or [[]]


def _line(text: str, start: int, width: int) -> tuple[int, int]:
    """Where the line from `start` ends, and where the next begins."""
    used, full = 0, len(text)
    for at in range(start, len(text)):
        used += cell(text[at])
        if used > width and not text[at].isspace():
            full = at
            break
    if full == len(text):
        return _without_blanks(text, start, full), full
    best = next((at for at in range(full, start, -1) if _may_break(text[at - 1], text[at])), 0)
    end = best or max(full, start + 1)
    while end < len(text) and text[end].isspace():
        end += 1
    return _without_blanks(text, start, end), end


def _without_blanks(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _may_break(before: str, after: str) -> bool:
    """Whether a line may end between these characters."""
    if before.isspace():
        return True
    if after.isspace() or cell(after) == 0:
        return False
    if cell(before) == 1 and cell(after) == 1:
        return False
    if unicodedata.category(after) in ("Pe", "Pf", "Po") or unicodedata.category(before) in ("Ps", "Pi"):
        return False
    return not (before.isdecimal() and before.isascii())


def _within(pieces: Sequence[Styled], start: int, end: int) -> list[Styled]:
    """What lies between `start` and `end`; neighbours of one style as one piece."""
    found: list[Styled] = []
    begin = 0
    for text, style in pieces:
        part = text[max(0, start - begin) : max(0, end - begin)]
        begin += len(text)
        if part and found and found[-1][1] == style:
            found[-1] = (found[-1][0] + part, style)
        elif part:
            found.append((part, style))
    return found
