"""A number of things of which so many went one way and so many the other: "of the 31 sectors 9 rose and 22 fell"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from factcheck.kept import compiled
from factcheck.model import Article, Relation
from factcheck.relate.context.cues import Cues, cues
from factcheck.relate.context.labels import Label
from factcheck.relate.context.vocabulary import Vocabulary
from factcheck.relate.sentences.wordings import alike
from factcheck.relate.sums.lists import summed

BACK, SENTENCES = 8, 3
"""How many figures and how many sentences before the two groups the number of all stands."""
BEHIND = 14
"""How many characters behind a number say which way it went."""
NOUN = 2
"""How many characters, or the first letters of a word, of what is counted both must have."""


def opposed(article: Article, labels: Sequence[Label], words: Vocabulary) -> Iterator[Relation]:
    """Each two groups that go opposite ways, with the number of all of them."""
    cue = cues(article.lang, "opposed")
    blocks = {number for number, block in enumerate(article.blocks) if cue.hint.search(block.text)}
    for number, (first, second) in enumerate(zip(labels, labels[1:])):
        if first.figure.block not in blocks or first.sentence != second.sentence or not _are_groups(article, first, second, cue):
            continue
        text = article.blocks[first.figure.block].text
        level = labels[number + 2] if number + 2 < len(labels) else None
        is_third = level is not None and level.sentence == second.sentence and _is_counted(second, level, article.lang) and cue.level.match(text, level.figure.end)
        parts = (first, second, level) if level is not None and is_third else (first, second)
        yield from _with_total(article, labels[max(0, number - BACK) : number], parts, cue)


def _with_total(article: Article, before: Sequence[Label], parts: Sequence[Label], cue: Cues) -> Iterator[Relation]:
    first = parts[0]
    near = [label for label in before if first.sentence - label.sentence <= SENTENCES and _is_counted(label, first, article.lang)]
    able = [label for label in near if not label.is_earlier and not label.direction and _is_of_one_noun(article, label, first, cue)]
    for place, total in enumerate(reversed(able)):
        figure = first.figure
        yield summed(total, parts, f"opposed {figure.article}:{figure.block}:{figure.start}", is_firm=place == 0)


def _is_counted(label: Label, other: Label, lang: str) -> bool:
    figure = label.figure
    return figure.kind == "count" and figure.hedge == "exact" and alike([figure, other.figure], lang, strict=True)


def _are_groups(article: Article, first: Label, second: Label, cue: Cues) -> bool:
    if not _is_counted(first, second, article.lang) or not _is_counted(second, first, article.lang):
        return False
    text = article.blocks[first.figure.block].text
    one, other = text[first.figure.end : second.figure.start], text[second.figure.end : second.figure.end + BEHIND]
    stop = cue.stop.search(other)
    ways = _way(one, article.lang), _way(other[: stop.start()] if stop else other, article.lang)
    return 0 not in ways and ways[0] == -ways[1]


@cache
def _ways(lang: str) -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    return tuple((compiled(one), compiled(other)) for one, other in cues(lang, "opposed").table["pairs"])


def _way(text: str, lang: str) -> int:
    """Which pair of opposites the words have, as its number, and which of the two by the sign; 0 for none or both."""
    for number, (one, other) in enumerate(_ways(lang), 1):
        is_one, is_other = one.search(text) is not None, other.search(text) is not None
        if is_one != is_other:
            return number if is_one else -number
    return 0


def _is_of_one_noun(article: Article, total: Label, part: Label, cue: Cues) -> bool:
    """Whether the same noun stands behind both, or the part is said to be among the total."""
    text, figure = article.blocks[total.figure.block].text, total.figure
    if figure.block == part.figure.block and cue.among.fullmatch(text, figure.end, part.figure.start):
        return True
    if cue.spaced:
        return True  # the noun is the unit
    behind, own = text[figure.end : figure.end + BEHIND], article.blocks[part.figure.block].text[part.figure.end : part.figure.end + BEHIND]
    stop = cue.stop.search(behind)
    behind = behind[: stop.start()] if stop else behind
    return any(behind[place : place + NOUN] == own[:NOUN] for place in range(len(behind) - NOUN + 1))
