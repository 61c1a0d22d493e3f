"""A total and the list of its parts, before or behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby

from factcheck.kept import compiled
from factcheck.model import Article, Quantity, Relation
from factcheck.relate.labels import Label
from factcheck.relate.vocabulary import Vocabulary
from factcheck.relate.wordings import alike, is_of_one_thing

_ASIDE = compiled(r"[（(][^（）()]*[）)]")
FEWEST, MOST = 2, 8
"""How many parts a list has."""


def lists(article: Article, labels: Sequence[Label], words: Vocabulary) -> Iterator[Relation]:
    """Each total with the parts that follow it, and with those that it closes."""
    run = runs(article, words)
    together = [list(found) for _, found in groupby(labels, key=lambda label: run[label.sentence])]
    for number, inside in enumerate(together):
        for place, total in enumerate(inside):
            if not total.is_level or total.is_earlier or _is_change(article, total, words) or words.mean.search(total.context):
                continue
            yield from _behind(article, total, inside[place + 1 :], together[number + 1 : number + 2], words)
            yield from _before(article, total, inside[:place], words)


def _is_change(article: Article, label: Label, words: Vocabulary) -> bool:
    """Whether it is by how much something grew: what is new (新增35例) is no change but a number of its own."""
    figure = label.figure
    return label.direction != 0 and not words.fresh.search(article.blocks[figure.block].text, max(0, figure.start - 10), figure.start)


def runs(article: Article, words: Vocabulary) -> list[int]:
    """For each sentence the first one of those that semicolons join with it."""
    first: list[int] = []
    for number, sentence in enumerate(article.sentences):
        before = article.sentences[number - 1] if number else None
        text = article.blocks[sentence.block].text
        is_joined = before is not None and before.block == sentence.block and text[before.start : before.end].rstrip()[-1:] in words.joining
        first.append(first[-1] if is_joined else number)
    return first


def _behind(
    article: Article, total: Label, rest: Sequence[Label], following: Sequence[Sequence[Label]], words: Vocabulary
) -> Iterator[Relation]:
    """其中 or "including": the amounts of the same unit up to the end of the sentence, and of those that semicolons join with it."""
    found = list(rest)
    place = next((index for index, label in enumerate(rest) if _is_part(total, label, article.lang)), None)
    if place is not None:
        text = article.blocks[total.figure.block].text
        steps = [total, *rest[: place + 1]]
        is_opened = any(words.parts.match(text, one.figure.end, two.figure.start) for one, two in zip(steps, steps[1:]))
    elif following and not any(label.is_level and label.figure.kind != "duration" for label in rest):
        found = list(following[0])
        is_opened = _is_next(article, total, found[0], words)
    else:
        is_opened = False
    parts = [label for label in found if _is_part(total, label, article.lang)] if is_opened else []
    if not parts:
        return
    last = parts[-1]
    if words.parts_open.search(article.blocks[last.figure.block].text, last.figure.end, last.figure.end + 8):
        return
    own = _filling(total, list(_unbroken(article, found, parts, words)))
    for part in own:
        if _is_inside(article, total, part, words):
            yield Relation("bound", (("part", part.figure), ("whole", total.figure)), True, "stated")
    is_whole = all(part in own for part in parts if part.sentence == parts[0].sentence)
    for size in range(min(len(parts), MOST), FEWEST - 1, -1):
        is_list = size == len(own) or (is_whole and size == len(parts))
        yield _sum(total, parts[:size], is_firm=is_list and _has_all(total, parts[:size], words))


def _filling(total: Label, parts: list[Label]) -> list[Label]:
    """The parts up to those that make up the total exactly: what follows is of something else."""
    value, sought = Fraction(0), total.figure.value
    for number, part in enumerate(parts, 1):
        value += part.figure.value or 0
        if number >= FEWEST and value == sought and part.figure.unit == total.figure.unit:
            return parts[:number]
    return parts


def _has_all(total: Label, parts: Sequence[Label], words: Vocabulary) -> bool:
    """Whether no part is missing of those that go together: the primary industry beside the secondary and the tertiary."""
    terms = {part.term for part in parts}
    return all(total.term in group or not terms & group or group <= terms for group in words.exclusive)


def _unbroken(article: Article, found: Sequence[Label], parts: Sequence[Label], words: Vocabulary) -> Iterator[Label]:
    """The parts of the first one's sentence up to a clause without a figure: what follows that may speak of something else."""
    text = _ASIDE.sub(lambda match: " " * len(match.group()), article.blocks[parts[0].figure.block].text)
    last = parts[0].figure
    for label in found:
        figure = label.figure
        if label.sentence != parts[0].sentence or figure.start < last.start or text[figure.start] == " ":
            continue
        if len(words.clause.findall(text, last.end, figure.start)) > 1:
            return
        last = figure
        if label in parts:
            yield label


def _is_next(article: Article, total: Label, first: Label, words: Vocabulary) -> bool:
    """Whether a figure stands in the sentence behind that of the total, which begins to take it apart."""
    sentence = article.sentences[first.sentence]
    text = article.blocks[sentence.block].text
    start = sentence.end - len(text[sentence.start : sentence.end].lstrip())
    return first.sentence == total.sentence + 1 and words.parts_start.match(text, start) is not None


def _is_part(total: Label, label: Label, lang: str) -> bool:
    """Whether it is an amount that a list of parts can hold."""
    return label.is_level and not label.direction and not label.is_earlier and _is_like(total, label, lang)


def _is_inside(article: Article, total: Label, part: Label, words: Vocabulary) -> bool:
    """Whether a part cannot exceed its total: both have the same printed unit, and no average or record is meant."""
    first, second = total.figure, part.figure
    if first.kind == "number" or second.kind == "number" or part.is_earlier or second.hedge == "atleast":
        return False
    if not alike([first, second], article.lang, strict=True) or words.mean.search(part.clause):
        return False
    text = article.blocks[second.block].text
    start = text[max(0, second.start - 24) : second.start]
    return words.beyond.search(start) is None and is_of_one_thing(first, second, text, article.lang)


def _before(article: Article, total: Label, inside: Sequence[Label], words: Vocabulary) -> Iterator[Relation]:
    """合计 or "a total of": the amounts of the same unit before it in the sentence."""
    text = article.blocks[total.figure.block].text
    if not inside or not words.total_before.search(text, inside[-1].figure.end, total.figure.start):
        return
    parts = [label for label in inside if _is_part(total, label, article.lang)]
    own = [part for part in parts if part.sentence == total.sentence]
    told = _number_told(article, total, inside[-1], words)
    for size in range(min(len(parts), MOST), FEWEST - 1, -1):
        yield _sum(total, parts[-size:], is_firm=size == told if told else size in (len(own), len(parts)))


def _number_told(article: Article, total: Label, last: Label, words: Vocabulary) -> int:
    """How many parts a total has by the words right before it (三个村合计); 0 if they do not say."""
    figure = last.figure
    if figure.kind != "count" or figure.unit == total.figure.unit or figure.value is None or figure.value not in range(FEWEST, MOST + 1):
        return 0
    text = article.blocks[figure.block].text
    return 0 if words.clause.search(text, figure.end, total.figure.start) else int(figure.value)


def _is_like(total: Label, part: Label, lang: str) -> bool:
    """Whether it can be a part: an amount in digits, of the same kind and unit."""
    kinds = {part.figure.kind, total.figure.kind}
    if (len(kinds) > 1 and kinds != {"number", "count"}) or not any(char.isdigit() for char in part.figure.text):
        return False
    return alike([total.figure, part.figure], lang)


def _sum(total: Label, parts: Sequence[Label], is_firm: bool) -> Relation:
    return summed(total, parts, f"sum {total.figure.article}:{total.figure.block}:{total.figure.start}", is_firm)


def repeats(article: Article, first: Quantity, second: Quantity, words: Vocabulary) -> bool:
    """Whether the second is the first in another unit: 10,000 tonnes (10 million kg)."""
    if first.block != second.block or first.unit == second.unit or second.kind not in ("money", "measure"):
        return False
    return words.aside.fullmatch(article.blocks[first.block].text, first.end, second.start) is not None


def can_add(first: Label, second: Label, lang: str) -> bool:
    """Whether both are amounts in digits of one unit, the second no change: of a change (350 jobs cut) there are parts as well."""
    for label in (first, second):
        if label.is_earlier or not any(char.isdigit() for char in label.figure.text):
            return False
    return not second.direction and is_one_kind(first, second) and alike([first.figure, second.figure], lang)


def is_one_kind(first: Label, second: Label) -> bool:
    """Whether both are of one kind: a bare number is one of things counted, and a large one (640,000) may be of money."""
    kinds = {first.figure.kind, second.figure.kind}
    if kinds == {"money", "number"}:
        return all(label.figure.kind == "money" or label.figure.step >= 1000 for label in (first, second))
    return len(kinds) == 1 or kinds == {"number", "count"}


def summed(total: Label, found: Sequence[Label], choice: str, is_firm: bool) -> Relation:
    """That the parts make up the total."""
    roles = (*(("parts", part.figure) for part in found), ("total", total.figure))
    return Relation("sum", roles, False, "nearby", choice=choice, is_firm=is_firm)
