"""The score of a heading against the scores below it: 3-1 there, 3-2 here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from factcheck.interval import Interval
from factcheck.kept import compiled
from factcheck.model import Article, Quantity
from factcheck.records import replace
from factcheck.relate.context.cues import cues
from factcheck.relate.context.evidence import Surroundings

EARLY = 2
"""How many sentences below a heading are expected to tell its score again."""
SIDE = 24
"""How many characters before a score are looked at for what it settles."""
APART = 6
"""How many times as much as in another score is told in one that counts something else."""
_SIDES = compiled(r"(\d{1,3})\D{1,2}(\d{1,3})\Z")


def scores(figures: Sequence[Quantity], heading: int, below: Sequence[int], around: Surroundings) -> Iterator[tuple[Quantity, Quantity]]:
    """The side of a heading's score that differs, with that of the score early below it, if none there is the same."""
    told = [figure for figure in figures if figure.kind == "score" and figure.block == heading and _SIDES.match(figure.text)]
    if not told or _is_of_shootout(told[0], around):
        return
    inside = set(below)
    known = [
        figure for figure in figures
        if figure.kind == "score" and figure.block in inside and _SIDES.match(figure.text) and not _is_of_shootout(figure, around)
    ]  # fmt: skip
    if len(told) > 1:
        yield from _of_sets(told, known, around)
        return
    head = _values(told[0])
    if any(_values(figure) in (head, head[::-1]) for figure in known):
        return
    first = around.sentence(told[0]) + 1
    opening = min(map(around.sentence, known), default=first + EARLY)  # the lead tells the result, what follows how it came about
    early = [figure for figure in known if around.sentence(figure) == opening < first + EARLY and _is_of_one_game(_values(figure), head)]
    near = [(figure, side) for figure in early for side in (0, 1) if _values(figure)[1 - side] == head[1 - side]]
    if len(early) == len(near) == 1:
        other, side = near[0]
        yield side_of(told[0], side), side_of(other, side)


def are_wickets(article: Article, figure: Quantity) -> bool:
    """Whether a number is that of those out, behind the runs of a side: 328 for 4."""
    return figure.kind == "number" and cues(article.lang, "names").wickets.search(article.blocks[figure.block].text, max(0, figure.start - SIDE), figure.start) is not None


def _is_of_shootout(score: Quantity, around: Surroundings) -> bool:
    """Whether a score only settles what ended level: won 3-1 on penalties."""
    text, cue = around.article.blocks[score.block].text, cues(around.article.lang, "names")
    is_behind = cue.shootout_behind.match(text, score.end) is not None
    return is_behind or cue.shootout_before.search(text, max(0, score.start - SIDE), score.start) is not None


def _is_of_one_game(score: tuple[int, int], head: tuple[int, int]) -> bool:
    """Whether two scores are counted alike: 98-80 are points, 4-2 are games won."""
    low, high = sorted((sum(score), sum(head)))
    return high <= APART * max(low, 1)


def _of_sets(told: Sequence[Quantity], known: Sequence[Quantity], around: Surroundings) -> Iterator[tuple[Quantity, Quantity]]:
    """The one side that differs where the first sentence below tells as many scores as the heading, set by set: 6-4 6-3."""
    opening = min(map(around.sentence, known), default=0)
    early = [figure for figure in known if around.sentence(figure) == opening < around.sentence(told[0]) + 1 + EARLY]
    if len(early) == len(told):
        apart = [(one, other, side) for one, other in zip(told, early) for side in (0, 1) if _values(one)[side] != _values(other)[side]]
        if len(apart) == 1:
            one, other, side = apart[0]
            yield side_of(one, side), side_of(other, side)


def _values(score: Quantity) -> tuple[int, int]:
    told = sides(score)
    assert told is not None
    return told


def sides(score: Quantity) -> tuple[int, int] | None:
    """The two sides of a score; None if it is not of two."""
    match = _SIDES.match(score.text)
    return (int(match.group(1)), int(match.group(2))) if match is not None else None


def side_of(score: Quantity, side: int) -> Quantity:
    """One side of a score as a figure of its own."""
    match = _SIDES.match(score.text)
    assert match is not None
    value, (start, end) = Fraction(match.group(side + 1)), match.span(side + 1)
    return replace(
        score, kind="number", text=match.group(side + 1), start=score.start + start, end=score.start + end,
        value=value, interval=Interval.exactly(value), hedge="exact",
    )  # fmt: skip
