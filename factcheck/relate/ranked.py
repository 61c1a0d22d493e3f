"""Lists that the words put in order of size: the top four are A (142), B (136), C (132) and D (129)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from factcheck.languages import data
from factcheck.model import Article, Quantity, Relation
from factcheck.relate.wordings import alike

LEAST = 3
"""How many figures a list must have, so that the others show that it is sorted."""


def ranked(article: Article, figures: Sequence[Quantity]) -> Iterator[Relation]:
    """Neighbours in each list that is announced as a ranking, unless more than one is out of order: then it is none."""
    cues = data(article.lang, "wordings")["ranked"]
    opens, between = re.compile(cues["opens"]), re.compile(cues["between"])
    by_block: dict[int, list[Quantity]] = {}
    for figure in figures:
        by_block.setdefault(figure.block, []).append(figure)
    for block, inside in by_block.items():
        text = article.blocks[block].text
        if len(inside) < LEAST or not any(word in text for word in cues["triggers"]):
            continue
        for match in opens.finditer(text):
            found = _run(text, match.end(), inside, between)
            pairs = list(zip(found, found[1:]))
            wrong = sum(1 for ahead, behind in pairs if ahead.value is not None and behind.value is not None and ahead.value < behind.value)
            if len(found) >= LEAST and wrong <= 1 and alike(found, article.lang, strict=True):
                for ahead, behind in pairs:
                    yield Relation("ranking", (("ahead", ahead), ("behind", behind)), True, "stated")


def _run(text: str, start: int, figures: Sequence[Quantity], between: re.Pattern[str]) -> list[Quantity]:
    """The figures of one kind from `start` on, each of which the words `between` join to the one before."""
    found: list[Quantity] = []
    position = start
    for figure in figures:
        if figure.start < start:
            continue
        if not between.fullmatch(text, position, figure.start) or (found and (figure.kind, figure.unit) != (found[0].kind, found[0].unit)):
            break
        found.append(figure)
        position = figure.end
    return found
