"""Grades of one thing, the share of each in a clause of its own: 一类水占70.4%，上升2.1个百分点；二类水占11.3%；三类水占18.3%."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.model import Article, Relation
from factcheck.relate.context.cues import Cues, cues
from factcheck.relate.context.labels import Label
from factcheck.relate.sums.products import place_of

FEWEST = 3
"""How many grades are told at least."""
CLAUSE = 60
"""How long a clause is at most, in characters."""


def graded(article: Article, labels: Sequence[Label]) -> Iterator[Relation]:
    """The shares of grades that one sentence, or several that semicolons join, tell: all of them together."""
    cue = cues(article.lang, "graded")
    blocks = {number for number, block in enumerate(article.blocks) if len(cue.grade.findall(block.text)) >= FEWEST}
    run: list[Label] = []
    for label in labels:
        figure = label.figure
        if figure.block not in blocks or figure.kind != "percent":
            continue
        text = article.blocks[figure.block].text
        if run and (figure.block != run[-1].figure.block or cue.stop.search(text, run[-1].figure.end, figure.start)):
            yield from _together(article, run, cue)
            run = []
        if label.direction or label.is_earlier or figure.hedge != "exact":
            continue
        if _is_of_grade(text, figure.start, cue):
            run.append(label)
        elif run:
            run = []  # a share of something else stands among them
    yield from _together(article, run, cue)


def _is_of_grade(text: str, end: int, cue: Cues) -> bool:
    """Whether the clause before a share names a grade and tells its share."""
    start = _begin(text, end, cue)
    return cue.grade.search(text, start, end) is not None and cue.share.search(text, start, end) is not None


def _begin(text: str, end: int, cue: Cues) -> int:
    """Where the clause before a share begins."""
    first = max(0, end - CLAUSE)
    return max((found.end() for found in cue.clause.finditer(text, first, end)), default=first)


def _together(article: Article, run: Sequence[Label], cue: Cues) -> Iterator[Relation]:
    """All of them; less than all there is unless the last one is the lowest grade, for others may be left out."""
    if len(run) < FEWEST:
        return
    last = run[-1].figure
    text = article.blocks[last.block].text
    is_all = cue.last.search(text, _begin(text, last.start, cue), last.start) is not None or sum(label.figure.value or 0 for label in run) > 100
    roles = tuple(("shares", label.figure) for label in run)
    yield Relation("shares", roles, False, "nearby", holds="sum(shares) = 100%", choice=f"grades {place_of(run[0].figure)}", is_firm=is_all)
