"""A rise or fall told twice, as an amount and as a rate: 60 points or 2 %, to 2,940.

The amount and the rate stand side by side, or in sentences about one thing. The
level after the change, less the amount, is the base of the rate.
"""

from __future__ import annotations

from collections.abc import Iterator, Set

from factcheck.model import Relation
from factcheck.relate.context.figures import Figure, Text, can_pair, choice
from factcheck.relate.context.topics import content

BESIDE = 12
"""How many figures before and behind a rate the amount of its change is looked for."""
REACH = 3
"""How many sentences away it may stand."""


def increases(text: Text, stated: Set[str]) -> Iterator[Relation]:
    """All rates with the amount of the change and the level after it."""
    for rate in text.figures:
        if rate.label.figure.kind != "percent" or rate.label.is_yearly or text.is_excused(rate) or _is_benchmarked(text, rate):
            continue
        change = _beside(text, rate) or _of_topic(text, rate)
        if change is None:
            continue
        new = _level(text, rate, change)
        if new is not None and not _is_told(text, rate, change, new):
            yield _relation(rate, change, new, is_firm=True)
        if new is not None or choice(rate.label.figure) in stated:
            yield from (_relation(rate, change, other, is_firm=False) for other in _others(text, rate, change, new))


def _is_benchmarked(text: Text, rate: Figure) -> bool:
    figure, words = rate.label.figure, text.words
    behind = words.benchmark.match(text.article.blocks[figure.block].text, figure.end)
    return behind is not None or words.benchmark_before.search(rate.label.clause) is not None


def _is_change(text: Text, rate: Figure, other: Figure) -> bool:
    """Whether it is an amount that goes the same way as the rate, or the rate has no word of its own: 60 points, or 2 %."""
    label = other.label
    if not label.is_level or label.figure.kind == "duration" or not label.direction:
        return False
    return rate.label.direction in (0, label.direction)


def _beside(text: Text, rate: Figure) -> Figure | None:
    """The amount right beside the rate, behind "or" where the rate has no word of its own."""
    for other in (*text.figures[max(0, rate.number - 1) : rate.number], *text.figures[rate.number + 1 : rate.number + 2], *_beyond(text, rate)):
        if other.label.sentence != rate.label.sentence:
            continue
        if abs(other.number - rate.number) == 2 and _is_change(text, rate, other):
            return other
        first, second = sorted((rate, other), key=lambda figure: figure.number)
        joined = text.words.or_rate.fullmatch(text.between(first, second)) is not None
        if joined and rate.label.direction and other.label.is_level and not other.label.direction:
            return other  # "shed 2 %, or 60 points"
        if _is_change(text, rate, other) and (joined or (rate.label.direction and other.number < rate.number)):
            return other
    return None


def _beyond(text: Text, rate: Figure) -> Iterator[Figure]:
    """The figures on the other side of a level right beside the rate: up 2 at 102, a gain of 2 %."""
    for step in (-1, 1):
        beside, far = rate.number + step, rate.number + 2 * step
        if 0 <= far < len(text.figures) and not text.figures[beside].label.is_earlier and _is_level(text, text.figures[far], text.figures[beside]) and rate.label.direction:
            yield text.figures[far]


def _of_topic(text: Text, rate: Figure) -> Figure | None:
    """The amount that a sentence before tells of the same thing, for a rate that has no level beside it."""
    if not rate.label.direction or any(other.label.is_level for other in text.figures[max(0, rate.number - 1) : rate.number] if other.label.sentence == rate.label.sentence):
        return None
    for other in reversed(text.figures[max(0, rate.number - BESIDE) : rate.number]):
        if rate.label.sentence - other.label.sentence > REACH:
            break
        if other.label.sentence < rate.label.sentence and _is_change(text, rate, other):
            owner = text.figures[other.number - 1] if other.number else other
            if rate.topic.words and rate.topic.meets(owner.topic, False) and owner.label.sentence == other.label.sentence:
                return other
    return None


def _level(text: Text, rate: Figure, change: Figure) -> Figure | None:
    """The level after the change: behind "to" or "at" in its sentence, else the nearest one before it."""
    last = max(rate.number, change.number) if rate.label.sentence == change.label.sentence else change.number
    if abs(rate.number - change.number) == 2 and rate.label.sentence == change.label.sentence:
        return text.figures[(rate.number + change.number) // 2]
    for other in text.figures[last + 1 : last + 3]:
        between = text.between(text.figures[other.number - 1], other)
        if other.label.sentence == change.label.sentence and _is_level(text, change, other) and text.words.to_level.search(between):
            return None if text.words.other_move.search(between) else other
    for other in reversed(text.figures[max(0, change.number - 3) : change.number]):
        if other.label.sentence == change.label.sentence and _is_level(text, change, other) and not other.label.is_earlier:
            return other
    is_beside = rate.label.sentence == change.label.sentence and abs(rate.number - change.number) == 1
    return _behind(text, change) if is_beside else None


def _behind(text: Text, change: Figure) -> Figure | None:
    """The first level of the next sentence, if it is about the same: 46,000 more, or 12.7 %. In all, 408,000 jobs are vacant."""
    for other in text.by_sentence.get(change.label.sentence + 1, ()):
        if _is_level(text, change, other):
            is_same = bool(change.topic.words & (other.topic.words | content(other.label.context, text.words))) and not other.label.is_earlier and other.amount > change.amount
            return other if is_same else None
    return None


def _is_told(text: Text, rate: Figure, change: Figure, new: Figure) -> bool:
    """Whether a change of another sentence is told by another rate near by, to the digit: then it is that of another thing."""
    base = new.amount - (change.amount if (change.label.direction or rate.label.direction) >= 0 else -change.amount)
    if rate.label.sentence == change.label.sentence or not base:
        return False
    meant = change.amount / base
    near = text.figures[max(0, rate.number - BESIDE) : rate.number + BESIDE]
    rates = (other for other in near if other is not rate and other.label.figure.kind == "percent" and other.label.direction == rate.label.direction)
    return any(abs(other.amount - meant) <= other.slack / 2 for other in rates)


def _is_level(text: Text, change: Figure, other: Figure) -> bool:
    label = other.label
    return label.is_level and not label.direction and other is not change and can_pair([change.label.figure, label.figure], text.article.lang)


def _others(text: Text, rate: Figure, change: Figure, new: Figure | None) -> Iterator[Figure]:
    """The other levels around that may be the one after the change."""
    for other in text.figures[max(0, change.number - BESIDE // 2) : change.number + BESIDE // 2]:
        if other is not new and other is not rate and abs(other.label.sentence - change.label.sentence) <= 1 and _is_level(text, change, other):
            yield other


def _relation(rate: Figure, change: Figure, new: Figure, is_firm: bool) -> Relation:
    falls = (change.label.direction or rate.label.direction) < 0
    return Relation(
        "increase",
        (("new", new.label.figure), ("change", change.label.figure), ("rate", rate.label.figure)),
        False,
        "nearby",
        negative=frozenset(("change", "rate")) if falls else frozenset(),
        choice=choice(rate.label.figure),
        is_firm=is_firm,
    )
