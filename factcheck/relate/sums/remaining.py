"""The rest of a total, told as an amount: "of the total, 300 mln mature in May. The remaining 500 mln ..."."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from factcheck.model import Article, Relation
from factcheck.relate.context.cues import Cues, cues
from factcheck.relate.context.labels import Label
from factcheck.relate.sums.lists import can_add, summed
from factcheck.relate.sums.products import place_of

BESIDE = 24
"""How many characters before an amount say that it is the rest."""
REACH = 2
"""How many sentences back the total is taken apart at most, and how many before that it stands."""
MOST = 4
"""How many parts stand before the rest."""


def remaining(article: Article, labels: Sequence[Label]) -> Iterator[Relation]:
    """Each amount that is called the rest, with the parts before it and their total."""
    cue = cues(article.lang, "remaining")
    spoken = {number for number, block in enumerate(article.blocks) if cue.rest.search(block.text)}
    for number, label in enumerate(labels):
        figure = label.figure
        if figure.block not in spoken or label.sentence < 0 or not label.is_level or label.direction:
            continue
        start = max(article.sentences[label.sentence].start, figure.start - BESIDE)
        if cue.last.search(article.blocks[figure.block].text, start, figure.start):
            yield from _made_up(article, labels[:number], label, cue)


def _made_up(article: Article, before: Sequence[Label], last: Label, cue: Cues) -> Iterator[Relation]:
    """All the parts behind the words that take the total apart; some of them may be parts of parts."""
    near = [label for label in before if label.sentence >= last.sentence - 2 * REACH and label.is_level and can_add(last, label, article.lang)]
    for sentence in range(last.sentence, last.sentence - REACH - 1, -1):
        place = article.sentences[sentence] if sentence >= 0 else None
        opened = cue.taken_apart.search(article.blocks[place.block].text, place.start, place.end) if place is not None else None
        if place is None or opened is None:
            continue
        parts = [label for label in near if (label.figure.block, label.figure.start) >= (place.block, opened.end()) and label.sentence >= sentence]
        whole = [label for label in near if label not in parts and label.sentence >= sentence - REACH]
        if cue.total_behind.match(article.blocks[place.block].text[opened.end() :]) and parts:
            whole, parts = parts[:1], parts[1:]  # of the 800 mln, 300 mln
        if whole and 0 < len(parts) <= MOST:
            yield from _readings(whole[-1], parts, last)
        return


def _readings(total: Label, parts: Sequence[Label], last: Label) -> Iterator[Relation]:
    choice = f"rest {place_of(last.figure)}"
    yield summed(total, [*parts, last], choice, is_firm=True)
    for many in range(1, len(parts)):
        yield from (summed(total, [*found, last], choice, is_firm=False) for found in combinations(parts, many))
