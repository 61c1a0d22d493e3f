"""Several levels of one thing in the order of time, and a word for their trend: 32%, 34% and 36%, rising every year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from factcheck.kept import compiled
from factcheck.languages import data
from factcheck.model import Article, Quantity, Relation
from factcheck.relate.context.vocabulary import Vocabulary

LEAST = 3
"""How many levels show a trend, so that one that is out of it is seen for what it is."""


def trends(article: Article, figures: Sequence[Quantity], words: Vocabulary) -> Iterator[Relation]:
    """Each level with the next one, where a list of them is said to rise or fall throughout."""
    cues = data(article.lang, "wordings")["trend"]
    blocks = {number for number, block in enumerate(article.blocks) if any(word in block.text for word in cues["triggers"])}
    if not blocks:
        return
    after, joint = compiled(cues["after"]), compiled(cues["joint"])
    run: list[Quantity] = []
    for figure, following in zip(figures, (*figures[1:], None)):
        if figure.block not in blocks:
            continue
        text = article.blocks[figure.block].text
        if run and not _goes_on(text, run[-1], figure, joint):
            run = []
        run.append(figure)
        is_last = following is None or not _goes_on(text, figure, following, joint)
        if is_last and len(run) >= LEAST and (match := after.match(text, figure.end)) is not None:
            yield from _steps(run, words.down.search(match.group()) is not None)


def _goes_on(text: str, last: Quantity, figure: Quantity, joint: re.Pattern[str]) -> bool:
    is_like = (last.block, last.kind, last.unit) == (figure.block, figure.kind, figure.unit)
    return is_like and joint.fullmatch(text, last.end, figure.start) is not None


def _steps(run: Sequence[Quantity], falls: bool) -> Iterator[Relation]:
    """Each level with the next one; none if more than one step goes the other way, for then the words are of something else."""
    steps = [(old, new) for old, new in zip(run, run[1:]) if old.value is not None and new.value is not None]
    wrong = sum(1 for old, new in steps if old.value is not None and new.value is not None and (new.value > old.value if falls else new.value < old.value))
    if wrong <= 1:
        for old, new in steps:
            roles = ("old", "new")
            yield Relation("order", tuple(zip(roles, (old, new))), True, "stated", negative=frozenset(roles) if falls else frozenset())
