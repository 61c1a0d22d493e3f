"""Where comments of HTML and XML stand, for readers that keep offsets in the source."""

from __future__ import annotations

import re

from factcheck.kept import compiled

_OPENING = compiled(r"<!--(?P<empty>-?>)?|<(?P<raw>script|style|textarea|title|xmp)\b", re.IGNORECASE)
"""A comment, or an element whose content is text whatever stands in it."""


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
