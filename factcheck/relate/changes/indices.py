"""An index told for several months, and the rates told beside it of the same months: up 0.6 % in April, and 5.1 % over the year.

"The index was 118.3 in April, 117.6 in March and 112.6 in April 1991" gives the
levels; the rates stand in the sentences around. A rate over the year has the
level of twelve months before as its base, any other one that of the month before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from factcheck.model import Article, Relation
from factcheck.records import dataclass, replace
from factcheck.relate.context.cues import Cues, cues
from factcheck.relate.context.labels import Label
from factcheck.relate.context.near import significant
from factcheck.relate.context.vocabulary import Vocabulary, vocabulary
from factcheck.relate.sums.products import place_of

REACH = 4
"""How many sentences away from the levels a rate may stand."""
LONG = 3
"""How many digits a level has at least."""
YEAR = 12
"""How many months before the base of a rate over the year is."""


@dataclass(frozen=True, slots=True)
class _Dated:
    """A level and how many months before the first one of its sentence it is of."""

    label: Label
    back: int


def indices(article: Article, labels: Sequence[Label]) -> Iterator[Relation]:
    """Each rate with the levels of its month and of its base."""
    cue = cues(article.lang, "indices")
    words = vocabulary(article.lang)
    spoken = {number for number, block in enumerate(article.blocks) if block.kind != "heading" and cue.name.search(block.text)}
    by_sentence: dict[int, list[Label]] = {}
    for label in labels:
        if label.figure.block in spoken and label.sentence >= 0 and label.figure.kind == "number" and significant(label.figure) >= LONG:
            by_sentence.setdefault(label.sentence, []).append(label)
    for number, inside in by_sentence.items():
        month, levels = _levels(article, inside, cue, words)
        for label in _rates(article, labels, cue) if len(levels) > 1 else ():
            if abs(label.sentence - number) <= REACH:
                yield from _tied(article, label, month, levels, cue)


def _rates(article: Article, labels: Sequence[Label], cue: Cues) -> Iterator[Label]:
    """The rates of change; one that "and" joins to another has its word of movement: rose 0.6 % in April and 5.1 % over the year."""
    last: Label | None = None
    for label in labels:
        if label.figure.kind != "percent" or label.is_earlier:
            continue
        if last is not None and not label.direction and _is_joined(article, last, label, cue):
            label = replace(label, direction=last.direction)
        if label.direction:
            yield label
            last = label


def _is_joined(article: Article, first: Label, second: Label, cue: Cues) -> bool:
    if (first.figure.block, first.sentence) != (second.figure.block, second.sentence):
        return False
    return cue.joined.fullmatch(article.blocks[first.figure.block].text, first.figure.end, second.figure.start) is not None


def _levels(article: Article, inside: Sequence[Label], cue: Cues, words: Vocabulary) -> tuple[int, list[_Dated]]:
    """The month of the first level of a sentence on an index, and the levels that say which months they are of."""
    sentence = article.sentences[inside[0].sentence]
    text = article.blocks[sentence.block].text
    if not cue.name.search(text, sentence.start, sentence.end):
        return 0, []
    found: list[_Dated] = []
    now = 0
    for label in inside:
        match = cue.month.match(text, label.figure.end)
        if match is None:
            continue
        month = words.months.get((match["month"] or "")[:3].lower(), 0)
        now = now or month
        is_old = bool(match["year"] or match["ago"])
        if not now or (not month and not is_old):
            continue
        back = (now - month) % YEAR if month else YEAR
        found.append(_Dated(label, YEAR if not back and found and is_old else back))
    return now, found if found and found[0].back == 0 else []


def _tied(article: Article, rate: Label, month: int, levels: Sequence[_Dated], cue: Cues) -> Iterator[Relation]:
    """The rate with the first level and that of its base, if the rate is of that month."""
    figure = rate.figure
    sentence = article.sentences[rate.sentence]
    text = article.blocks[sentence.block].text
    if rate.moment[2] not in (0, month) or cue.other.search(text, sentence.start, sentence.end):
        return
    back = YEAR if _is_yearly(text, sentence.start, figure.start, figure.end, cue.yearly) else 1
    role = frozenset(("rate",)) if rate.direction < 0 else frozenset()
    for base in levels[1:]:
        roles = (("old", base.label.figure), ("new", levels[0].label.figure), ("rate", figure))
        yield Relation("growth", roles, False, "nearby", negative=role, choice=f"index {place_of(figure)}", is_firm=base.back == back)


def _is_yearly(text: str, start: int, low: int, high: int, yearly: re.Pattern[str]) -> bool:
    """Whether the clause around a rate says that it is one over a year."""
    return yearly.search(text, max(start, low - 60), min(len(text), high + 40)) is not None
