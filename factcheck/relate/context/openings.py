"""Where words such as 其中 open the parts of a total, and what of that is no plain list of parts."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.model import Article
from factcheck.relate.context.labels import Label
from factcheck.relate.context.vocabulary import Vocabulary

ASIDE = 60
"""How many characters before a total may open the brackets that it stands in."""
_OPEN, _CLOSED = "(（", ")）"


def opening(article: Article, total: Label, steps: Sequence[Label], rivals: Sequence[Label], words: Vocabulary) -> tuple[bool, int]:
    """Whether a word takes a total apart before the last of the `steps`, and where brackets that it stands in close, or 0.

    The last amount of its unit before such a word is what that takes apart (`rivals` are the steps of that unit);
    what brackets name has to stand in them.
    """
    text = article.blocks[total.figure.block].text
    around = _closing(text, total.figure.end) if _is_inside_brackets(text[max(0, total.figure.start - ASIDE) : total.figure.start]) else 0
    if around and steps and steps[-1].figure.start > around:
        return False, 0
    for one, two in zip([total, *steps], steps):
        if any(one is rival for rival in rivals):
            return False, 0
        opened = words.parts.match(text, one.figure.end, two.figure.start)
        if opened is None:
            continue
        if any(sign in text[opened.end() : steps[-1].figure.start] for sign in words.joining):
            return False, 0
        if not _is_inside_brackets(opened.group()):
            return True, 0
        closed = _closing(text, opened.end())
        return two.figure.start < closed, closed
    return False, 0


def _closing(text: str, start: int) -> int:
    """Where the brackets close that are open at `start`."""
    return next((place for place in range(start, len(text)) if text[place] in _CLOSED), len(text))


def _is_inside_brackets(text: str) -> bool:
    """Whether it ends inside brackets that it has opened."""
    return max(map(text.rfind, _OPEN)) > max(map(text.rfind, _CLOSED))


def is_aside(article: Article, part: Label, words: Vocabulary) -> bool:
    """Whether it stands in brackets that take the part before it apart: 330家（含合资企业210家）."""
    text = article.blocks[part.figure.block].text
    opened = max(text.rfind(sign, 0, part.figure.start) for sign in _OPEN)
    is_inside = opened >= 0 and not any(sign in text[opened : part.figure.start] for sign in _CLOSED)
    return is_inside and words.parts.match(text, opened, part.figure.start) is not None


def is_nested(article: Article, parts: Sequence[Label], words: Vocabulary) -> bool:
    """Whether some of the parts of one paragraph are taken apart themselves, so that others lie in them."""
    text = article.blocks[parts[0].figure.block].text if parts else ""
    return any(words.apart.search(text, one.figure.end, two.figure.start) for one, two in zip(parts, parts[1:]))


def is_doubtful(article: Article, steps: Sequence[Label], parts: Sequence[Label], words: Vocabulary) -> bool:
    """Whether parts overlap (其中 after a part, 仅去年), are extremes (多的, 少的), or stand in one list with things of another unit."""
    text, last = article.blocks[steps[0].figure.block].text, steps[0]
    for one, two in zip(steps, steps[1:]):
        if two.figure.block != steps[0].figure.block or two not in parts:
            continue
        since = text[last.figure.end : two.figure.start]
        if words.overlapping.search(since) or (last in parts and words.apart.search(since)):
            return True
        if one not in (steps[0], *parts) and one.is_level and words.listing.fullmatch(text, one.figure.end, two.figure.start):
            return True
        last = two
    return False
