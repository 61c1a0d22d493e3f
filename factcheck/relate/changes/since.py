"""A change that is called the greatest since an earlier one: "the drop in orders was the biggest since they lost 7.1%"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from factcheck.kept import compiled
from factcheck.languages import data
from factcheck.model import Article, Relation, Sentence
from factcheck.relate.context.labels import Label

REACH = 6
"""How many sentences back the change is looked for that the sentence speaks of."""


def since(article: Article, labels: Sequence[Label]) -> Iterator[Relation]:
    """Each earlier change with the one that is said to be the greatest since."""
    greatest, word = _patterns(article.lang)
    triggers = data(article.lang, "wordings")["since"]["triggers"]
    spoken = {number for number, block in enumerate(article.blocks) if any(word in block.text for word in triggers)}
    for number, label in enumerate(labels):
        if not label.direction or label.sentence < 0 or label.figure.block not in spoken:
            continue
        sentence = article.sentences[label.sentence]
        before = article.blocks[sentence.block].text[sentence.start : label.figure.start]
        match = greatest.search(before)
        if match is None or any(other.sentence == label.sentence for other in labels[max(0, number - 1) : number]):
            continue  # or the change stands in the same sentence
        subject = set(word.findall(before[: match.start()].lower()))
        meant = _meant(article, labels[:number], label, subject, word)
        if meant is not None:
            yield Relation("comparison", (("first", label.figure), ("second", meant.figure)), True, "next-sentence")


@cache
def _patterns(lang: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = data(lang, "wordings")["since"]
    return compiled(table["greatest"]), compiled(table["word"])


def _meant(article: Article, before: Sequence[Label], label: Label, subject: set[str], word: re.Pattern[str]) -> Label | None:
    """The last change of the same kind and direction in a sentence that shares a word with the subject."""
    for other in reversed(before):
        if other.sentence < label.sentence - REACH:
            return None
        is_like = (other.figure.kind, other.figure.unit, other.direction) == (label.figure.kind, label.figure.unit, label.direction)
        if is_like and subject & set(word.findall(_text(article, article.sentences[other.sentence]).lower())):
            return other
    return None


def _text(article: Article, sentence: Sentence) -> str:
    return article.blocks[sentence.block].text[sentence.start : sentence.end]
