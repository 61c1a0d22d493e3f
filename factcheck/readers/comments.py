"""Where comments of HTML and XML stand, for readers that keep offsets in the source."""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.kept import compiled

_OPENING = compiled(r"<!--(?P<empty>-?>)?|<(?P<raw>script|style|textarea|title|xmp)\b", re.IGNORECASE)
"""A comment, or an element whose content is text whatever stands in it."""
_OURS = compiled(r"\s*factcheck\s*[:\uff1a]")
_XML = compiled(r"<!--.*?-->|<!\[CDATA\[.*?\]\]>", re.DOTALL)
"""A comment of XML, or characters that are no markup whatever stands in them."""


def is_ours(said: str) -> bool:
    """Whether a comment beside the text, as in Word files, speaks to this program."""
    return _OURS.match(said) is not None


def comments_of_xml(text: str, parts: Sequence[int] = (0,), number: int = 1) -> tuple[tuple[int, int], ...]:
    """The comments of a source that is XML; of a part alone where several articles stand in one file.

    parts: where each begins, ascending; what stands right above one belongs to it. number: of the part, from 1.
    """
    if "<!--" not in text:
        return ()
    ends = [0, *(text.rfind("</", first, second) for first, second in zip(parts, parts[1:])), len(text)]
    found = (match.span() for match in _XML.finditer(text, ends[number - 1], ends[number]))
    return tuple(place for place in found if text.startswith("<!--", place[0]))


def comments(text: str) -> tuple[tuple[int, int], ...]:
    """The comments of a source, ascending, for `Document.comments`; one that is never closed goes to the end, as browsers have it."""
    found: list[tuple[int, int]] = []
    if "<!--" not in text:
        return ()
    position = 0
    while (match := _OPENING.search(text, position)) is not None:
        position = match.end()
        if raw := match.group("raw"):
            closing = compiled(f"</{raw}", re.IGNORECASE).search(text, position)
            position = closing.end() if closing else len(text)
        else:
            if match.group("empty") is None:
                end = text.find("-->", position)
                position = len(text) if end < 0 else end + 3
            found.append((match.start(), position))
    return tuple(found)
