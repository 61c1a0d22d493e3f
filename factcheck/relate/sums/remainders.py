"""What a place has without one of its parts, in a sentence of its own: "the rest of Marlow recorded 4,920", 全市其余县区报告320例.

The total is told by the same name before; the part is the amount right before
what is left.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.model import Article, Relation
from factcheck.relate.context.cues import cues
from factcheck.relate.context.labels import Label
from factcheck.relate.context.near import significant
from factcheck.relate.sums.lists import can_add, summed
from factcheck.relate.sums.products import place_of

REACH = 6
"""How many sentences back the total stands at most."""
SIDE = 70
"""How many characters before or behind a total the name stands."""
TELLING = 6
"""How many digits the three have together at least."""


def remainders(article: Article, labels: Sequence[Label]) -> Iterator[Relation]:
    """Each amount that is left, with the part before it and the total of that name."""
    cue = cues(article.lang, "remainders")
    blocks = {number for number, block in enumerate(article.blocks) if cue.hint.search(block.text)}
    for number, rest in enumerate(labels):
        if rest.figure.block not in blocks:
            continue
        sentence = article.sentences[rest.sentence] if rest.sentence >= 0 else None
        if sentence is None or not rest.is_level or not number:
            continue
        part = labels[number - 1]
        text = article.blocks[sentence.block].text
        start = max(sentence.start, part.figure.end) if part.figure.block == sentence.block else sentence.start
        told = cue.told.search(text, start, rest.figure.start)
        if told is not None and 0 <= rest.sentence - part.sentence <= 1 and can_add(rest, part, article.lang):
            yield from _with_total(article, labels[: number - 1], (part, rest), told["name"])


def _with_total(article: Article, before: Sequence[Label], parts: tuple[Label, Label], name: str) -> Iterator[Relation]:
    """The two with each amount before them that stands beside the name."""
    part, rest = parts
    for total in reversed(before):
        figure = total.figure
        if rest.sentence - total.sentence > REACH or total.sentence < 0:
            return
        sentence, text = article.sentences[total.sentence], article.blocks[figure.block].text
        beside = text[max(sentence.start, figure.start - SIDE) : min(sentence.end, figure.end + SIDE)]
        if name in beside and total.is_level and can_add(total, part, article.lang):
            is_firm = sum(significant(label.figure) for label in (total, part, rest)) >= TELLING
            yield summed(total, parts, f"left {place_of(rest.figure)}", is_firm=is_firm)
