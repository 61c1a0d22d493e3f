"""A total that opens a sentence of its own, and its parts in the sentence before or behind it: "Total sales were 275,514."

Each part has its name and its own change, so that no list orders them. Only
figures with many digits are tied so: of short ones any three come near.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from factcheck.model import Article, Relation
from factcheck.relate.context.cues import cues
from factcheck.relate.context.labels import Label
from factcheck.relate.context.near import significant
from factcheck.relate.context.vocabulary import Vocabulary
from factcheck.relate.sums.lists import SPREAD, can_add, summed
from factcheck.relate.sums.products import place_of

FEWEST, MOST = 2, 4
"""How many parts such a total has."""
LONG, TELLING = 3, 10
"""How many digits each figure has at least, and how many they have together."""


def announced(article: Article, labels: Sequence[Label], words: Vocabulary) -> Iterator[Relation]:
    """Each such total with the amounts of the sentence before it, of the next one, and of the next two."""
    cue = cues(article.lang, "announced")
    if not any(cue.hint.search(block.text) for block in article.blocks):
        return
    levels: dict[int, list[Label]] = defaultdict(list)
    for label in labels:
        if label.is_level and not label.direction and not label.is_earlier and label.sentence >= 0:
            levels[label.sentence].append(label)
    for number, inside in levels.items():
        sentence = article.sentences[number]
        total, text = inside[0], article.blocks[sentence.block].text
        if significant(total.figure) < LONG or words.mean.search(total.context) or cue.opens.fullmatch(text, sentence.start, total.figure.start) is None:
            continue
        before, behind, next_two = levels.get(number - 1, []), levels.get(number + 1, []), [*levels.get(number + 1, [])[:1], *levels.get(number + 2, [])[:1]]
        for found in (before, behind, next_two):
            parts = [label for label in found if can_add(total, label, article.lang)]
            if FEWEST <= len(parts) <= MOST and _are_telling(total, parts):
                yield summed(total, parts, f"{SPREAD} announced {place_of(total.figure)}", is_firm=True)


def _are_telling(total: Label, parts: Sequence[Label]) -> bool:
    """Whether each figure has digits enough, and they together."""
    digits = [significant(label.figure) for label in (total, *parts)]
    return min(digits) >= LONG and sum(digits) >= TELLING
