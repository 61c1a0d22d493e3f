"""A total and the list of its parts, before or behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from factcheck.model import Article, Quantity, Relation
from factcheck.relate.labels import Label
from factcheck.relate.vocabulary import Vocabulary
from factcheck.relate.wordings import alike

FEWEST, MOST = 2, 8
"""How many parts a list has."""


def lists(article: Article, labels: Sequence[Label], words: Vocabulary) -> Iterator[Relation]:
    """Each total with the parts that follow it, and with those that it closes."""
    sentences = [list(found) for _, found in groupby(labels, key=lambda label: label.sentence)]
    for number, inside in enumerate(sentences):
        for place, total in enumerate(inside):
            if not total.is_level or total.direction or total.is_earlier or words.mean.search(total.context):
                continue
            yield from _behind(article, total, inside[place + 1 :], sentences[number + 1 : number + 2], words)
            yield from _before(article, total, inside[:place], words)


def _behind(
    article: Article, total: Label, rest: Sequence[Label], following: Sequence[Sequence[Label]], words: Vocabulary
) -> Iterator[Relation]:
    """其中 or "including": the amounts of the same unit up to the end of the sentence."""
    text = article.blocks[total.figure.block].text
    found = list(rest)
    stop = rest[0].figure.start if rest else article.sentences[total.sentence].end if total.sentence >= 0 else len(text)
    opening = words.parts.match(text, total.figure.end, stop)
    if opening is None and not any(label.is_level for label in rest) and following:
        first = following[0][0]
        sentence = article.sentences[first.sentence]
        if first.sentence == total.sentence + 1 and words.parts_start.match(article.blocks[sentence.block].text, sentence.start):
            found, opening = list(following[0]), words.parts_start.match(article.blocks[sentence.block].text, sentence.start)
    if opening is None:
        return
    parts = [label for label in found if label.is_level and not label.direction and _is_like(total, label, article.lang)]
    if parts and words.parts_open.search(article.blocks[parts[-1].figure.block].text, parts[-1].figure.end, parts[-1].figure.end + 8):
        return
    for part in parts:
        if _is_inside(article, total, part, words):
            yield Relation("bound", (("part", part.figure), ("whole", total.figure)), True, "stated")
    sizes = range(min(len(parts), MOST), FEWEST - 1, -1)
    for size in sizes:
        yield _sum(total, parts[:size], is_firm=size == len(parts))


def _is_inside(article: Article, total: Label, part: Label, words: Vocabulary) -> bool:
    """Whether a part cannot exceed its total: both have the same printed unit, and no average or record is meant."""
    first, second = total.figure, part.figure
    if first.kind == "number" or second.kind == "number" or part.is_earlier or second.hedge == "atleast":
        return False
    if not alike([first, second], article.lang, strict=True) or words.mean.search(part.clause):
        return False
    start = article.blocks[second.block].text[max(0, second.start - 24) : second.start]
    return words.beyond.search(start) is None


def _before(article: Article, total: Label, inside: Sequence[Label], words: Vocabulary) -> Iterator[Relation]:
    """合计 or "a total of": the amounts of the same unit before it in the sentence."""
    text = article.blocks[total.figure.block].text
    if not inside or not words.total_before.search(text, inside[-1].figure.end, total.figure.start):
        return
    parts = [label for label in inside if label.is_level and not label.direction and _is_like(total, label, article.lang)]
    for size in range(min(len(parts), MOST), FEWEST - 1, -1):
        yield _sum(total, parts[-size:], is_firm=size == len(parts))


def _is_like(total: Label, part: Label, lang: str) -> bool:
    """Whether it can be a part: an amount in digits, of the same kind and unit."""
    kinds = {part.figure.kind, total.figure.kind}
    if (len(kinds) > 1 and kinds != {"number", "count"}) or not any(char.isdigit() for char in part.figure.text):
        return False
    return alike([total.figure, part.figure], lang)


def _sum(total: Label, parts: Sequence[Label], is_firm: bool) -> Relation:
    figure: Quantity = total.figure
    roles = (*(("parts", part.figure) for part in parts), ("total", figure))
    name = f"sum {figure.article}:{figure.block}:{figure.start}"
    return Relation("sum", roles, False, "nearby", choice=name, is_firm=is_firm)
