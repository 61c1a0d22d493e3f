"""Comments of a Word file that speak to this program, such as "factcheck: ignore -- as quoted", and what they are attached to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from factcheck.model import Remark
from factcheck.readers.comments import is_ours
from factcheck.readers.ooxml import Package, name_of, namespace_of, value
from factcheck.readers.passages import Passage

if TYPE_CHECKING:
    from lxml.etree import _Element

_STARTS, _ENDS = "w:commentRangeStart", ("w:commentRangeEnd", "w:commentReference")


def remarks(package: Package, root: _Element, found: Sequence[Passage]) -> tuple[Remark, ...]:
    """Those comments in the order of the text; places count in the extracted text. root: of the main part."""
    part = next((each.target for each in package.relations(package.main) if each.kind == "comments" and each.target in package), "")
    said = _said(package.tree(part)) if part else {}
    if not said:
        return ()
    spots = _spots(found)
    opened: dict[str, int] = {}
    made: dict[str, Remark] = {}
    end, waiting = 0, list[str]()
    for element in root.iter():
        name, key = name_of(element), value(element, "id")
        spot = spots.get(element)
        if spot is not None:
            opened |= dict.fromkeys(waiting, spot[0])
            waiting, end = [], spot[1]
        elif name == _STARTS and key in said:
            waiting.append(key)
        elif name in _ENDS and key in said and key not in made:
            waiting = [other for other in waiting if other != key]
            made[key] = Remark(min(opened.get(key, end), end), end, said[key], _place(found, end))
    return tuple(sorted(made.values()))


def _said(comments: _Element) -> dict[str, str]:
    """What each comment to this program says, by its id."""
    texts = {}
    for comment in comments:
        paragraphs = ("".join(text.text or "" for text in part.iter(f"{namespace_of(comment)}t")) for part in comment)
        text = " ".join(filter(None, paragraphs))
        if is_ours(text):
            texts[value(comment, "id")] = text
    return texts


def _spots(found: Sequence[Passage]) -> dict[_Element, tuple[int, int]]:
    """Where the text of each element stands in the extracted text."""
    spots: dict[_Element, tuple[int, int]] = {}
    offset = 0
    for passage in found:
        for piece in passage.pieces:
            if piece.node is not None:
                spots.setdefault(piece.node, (offset, offset + len(piece.text)))
            offset += len(piece.text)
        offset += 1
    return spots


def _place(found: Sequence[Passage], offset: int) -> str:
    """The place of the passage in which an offset lies."""
    for passage in found:
        offset -= len(passage.text) + 1
        if offset < 0:
            return passage.place
    return ""
