"""The record of a series and the number of its games: they met three times, and one side leads 2-1."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.model import Article, Quantity, Relation
from factcheck.relate.context.cues import Cues, cues
from factcheck.relate.repeats.scores import side_of, sides
from factcheck.relate.sums.products import place_of

BESIDE, BEYOND = (16, 28), (28, 64)
"""How many characters beside a figure, and between number and record, the words stand that tie the two: without and with spaces."""
STOPS = frozenset("。；！？.;!?")
GAMES = 15
"""How many games a series has at most."""


def matches(article: Article, figures: Sequence[Quantity]) -> Iterator[Relation]:
    """Each number of games with the record right behind it, as the sum of both sides."""
    for count, record in zip(figures, figures[1:]):
        if record.kind == "score" and _is_series(article, count, record, cues(article.lang, "matches")):
            roles = (*(("parts", side_of(record, side)) for side in (0, 1)), ("total", count))
            games = sum(int(figure.value or 0) for role, figure in roles if role == "parts")
            is_whole = games >= (count.value or 0) or cues(article.lang, "matches").decided.search(article.blocks[count.block].text) is not None
            yield Relation("sum", roles, False, "nearby", choice=f"match {place_of(count)}", is_firm=is_whole)  # else some may have been drawn


def _is_series(article: Article, count: Quantity, record: Quantity, cue: Cues) -> bool:
    """Whether a number of games and a score behind it are told to be those of one series."""
    if count.block != record.block or count.kind not in ("count", "number", "multiple") or count.hedge != "exact" or not 2 <= (count.value or 0) <= GAMES:
        return False
    told, text = sides(record), article.blocks[count.block].text
    side, far = BESIDE[cue.spaced], BEYOND[cue.spaced]
    if told is None or sum(told) > GAMES or record.start - count.end > far or not STOPS.isdisjoint(text[count.end : record.start]):
        return False
    if not cue.ahead.search(text, max(0, record.start - side), record.end + side) or cue.inside.search(text, count.end, record.end + side):
        return False
    met = cue.met_before.search(text[max(0, count.start - side) : count.start]) or cue.met_behind.match(text, count.end)
    return met is not None and (not count.unit or cue.games.fullmatch(count.unit) is not None)
