"""Things that are counted again: "the 14 suspects", "all 14", where 14 were counted before.

A word such as "this" or "all" says that what is counted was spoken of before; the
noun and the measure word say what it is. If nothing of it was counted alike
before, and one count of it is a slip away, that one was meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.model import Article, Relation
from factcheck.relate.context.cues import Cues, cues
from factcheck.relate.context.labels import Label
from factcheck.relate.context.near import slip
from factcheck.relate.context.vocabulary import Vocabulary
from factcheck.relate.sentences.wordings import alike

SENTENCES = 8
"""How many sentences back the first count stands."""
SIDE = 14
"""How many characters before a count say that it was told before."""
NOUN = 12
"""How many characters behind or before a count hold its noun."""


def recounted(article: Article, labels: Sequence[Label], words: Vocabulary) -> Iterator[Relation]:
    """Each such count with the one count before it that it can repeat, if they differ by a slip."""
    cue = cues(article.lang, "recounted")
    counts = [label for label in labels if label.figure.kind == "count" and label.figure.hedge == "exact" and (label.figure.value or 0) > 1]
    for number, label in enumerate(counts):
        nouns = _nouns(article, label, cue, words) if _is_definite(article, label, cue) else set()
        if not nouns:
            continue
        before = [other for other in counts[:number] if label.sentence - other.sentence <= SENTENCES and other.sentence < label.sentence]
        if not _points_back(article, label, cue):  # "all" alone is all of those that the paragraph counts
            before = [other for other in before if other.figure.block == label.figure.block]
        like = [other for other in before if _is_like(article, other, label) and _is_named(article, other, nouns, cue, words)]
        if any(other.figure.value == label.figure.value for other in like):
            continue
        near = [other for other in like if slip(other.figure, label.figure, is_expected=True) and not _comes_more(article, other, label, like, words)]
        values = {other.figure.value for other in near}
        if len(values) == 1 or (values and cue.all_of.match(article.blocks[label.figure.block].text, label.figure.end)):
            first = max(near, key=lambda other: other.figure.value or 0)  # all of them are the most that were counted
            roles = (("first", first.figure), ("second", label.figure))
            yield Relation("same", roles, False, "same-label", details={"first.label": first.clause, "second.label": label.clause})


def _is_definite(article: Article, label: Label, cue: Cues) -> bool:
    if label.direction or label.is_earlier:
        return False
    return _points_back(article, label, cue) or cue.all_of.match(article.blocks[label.figure.block].text, label.figure.end) is not None


def _points_back(article: Article, label: Label, cue: Cues) -> bool:
    figure, text = label.figure, article.blocks[label.figure.block].text
    before = text[max(0, figure.start - SIDE) : figure.start]
    if cue.partitive.search(before) is not None:
        return cue.named.match(text, figure.end) is None
    return cue.definite.search(before) is not None


def _is_like(article: Article, other: Label, label: Label) -> bool:
    return alike([other.figure, label.figure], article.lang, strict=True) and not other.direction


def _comes_more(article: Article, first: Label, label: Label, like: Sequence[Label], words: Vocabulary) -> bool:
    """Whether the text between the two brings in others, so that there may be more of them: not if the first counts these, too."""
    behind = [other.figure.value or 0 for other in like if (other.figure.block, other.figure.start) > (first.figure.block, first.figure.start)]
    if first.figure.block != label.figure.block or sum(behind) == first.figure.value:
        return False
    between = article.blocks[label.figure.block].text[first.figure.end : label.figure.start]
    return any(word in between for word in words.another)


def _nouns(article: Article, label: Label, cue: Cues, words: Vocabulary) -> set[str]:
    """What names the things counted: the unit of a language with spaces, else the pairs of characters behind the count."""
    figure = label.figure
    if words.spaced:
        return {figure.unit} if figure.unit else set()
    behind = cue.noun.match(article.blocks[figure.block].text, figure.end)
    return _pairs(behind.group(1), words) if behind is not None else set()


def _pairs(text: str, words: Vocabulary) -> set[str]:
    found = {text[place : place + 2] for place in range(len(text) - 1)}
    return {words.kin.get(pair, pair) for pair in found if pair not in words.empty}


def _is_named(article: Article, other: Label, nouns: set[str], cue: Cues, words: Vocabulary) -> bool:
    """Whether the same noun stands right behind or right before the other count."""
    if words.spaced:
        return True
    figure, text = other.figure, article.blocks[other.figure.block].text
    behind = cue.noun.match(text, figure.end)
    before = cue.stop.split(text[max(0, figure.start - NOUN // 2) : figure.start])[-1]
    return bool(nouns & _pairs(behind.group(1) if behind is not None else "", words)) or bool(nouns & _pairs(before, words))
