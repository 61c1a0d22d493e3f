"""Rankings of more than two: a list that is announced as sorted, and figures that a first, second or third place has each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from factcheck.kept import compiled
from factcheck.languages import data
from factcheck.model import Article, Quantity, Relation
from factcheck.relate.context.labels import Label
from factcheck.relate.sentences.wordings import alike

LEAST = 3
"""How many figures a list must have, so that the others show that it is sorted."""
BESIDE = 8
"""How many characters lie at most between a place and its figure in the clause before: 12%, the largest."""
FAR = 150
"""How many characters lie at most between one place of a ranking and the next."""


_STOPS = "；;。\n"


def ranked(article: Article, labels: Sequence[Label]) -> Iterator[Relation]:
    """Neighbours in every ranking of the article."""
    table = data(article.lang, "wordings")["ranked"]
    by_block: dict[int, list[Label]] = {}
    for label in labels:
        if not label.direction:
            by_block.setdefault(label.figure.block, []).append(label)
    for block, inside in by_block.items():
        text = article.blocks[block].text
        if len(inside) >= LEAST and any(word in text for word in table["triggers"]):
            for found in _lists(text, [label.figure for label in inside], article.lang):
                yield from _in_order(found, article.lang)
        if len(inside) > 1 and any(word in text for word in table["seconds"]):
            yield from _places(text, inside, article.lang)


@cache
def _patterns(lang: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What opens a sorted list, what joins its figures, what keeps a figure from its place, what ranks the least first."""
    table = data(lang, "wordings")
    found = table["ranked"]
    return compiled(found["opens"]), compiled(found["between"]), compiled(found["gap"]), compiled("|".join(table["excuses"]["ranking"]))


@cache
def _marks(lang: str) -> tuple[re.Pattern[str], ...]:
    return tuple(compiled(pattern) for pattern in data(lang, "wordings")["ranked"]["places"])


def _lists(text: str, figures: Sequence[Quantity], lang: str) -> Iterator[list[Quantity]]:
    opens, between, _, excuses = _patterns(lang)
    for match in opens.finditer(text):
        found = _run(text, match.end(), figures, between)
        if len(found) >= LEAST and not excuses.search(text, max(0, match.start() - 30), found[-1].end):
            yield found


def _run(text: str, start: int, figures: Sequence[Quantity], between: re.Pattern[str]) -> list[Quantity]:
    """The figures of one kind from `start` on, each of which the words `between` join to the one before."""
    found: list[Quantity] = []
    position = start
    for figure in figures:
        if figure.start < start:
            continue
        if not between.fullmatch(text, position, figure.start) or (found and (figure.kind, figure.unit) != (found[0].kind, found[0].unit)):
            break
        found.append(figure)
        position = figure.end
    return found


def _in_order(found: Sequence[Quantity], lang: str) -> Iterator[Relation]:
    """Each figure with the next one; none if more than one pair is out of order, for then they are not sorted by it."""
    pairs = list(zip(found, found[1:]))
    wrong = sum(1 for ahead, behind in pairs if ahead.value is not None and behind.value is not None and ahead.value < behind.value)
    if wrong <= 1 and alike(list(found), lang, strict=True):
        for ahead, behind in pairs:
            yield Relation("ranking", (("ahead", ahead), ("behind", behind)), True, "stated")


def _places(text: str, labels: Sequence[Label], lang: str) -> Iterator[Relation]:
    """The figure of each place with that of the next place."""
    excuses = _patterns(lang)[3]
    before: tuple[int, Label] | None = None
    last: re.Match[str] | None = None
    position = 0
    for number, mark in enumerate(_marks(lang)):
        match = mark.search(text, position, position + FAR if number and before else len(text))
        own = _own(text, match, labels, lang) if match else None
        if match and own and before and _is_one_ranking(before[1], own) and not excuses.search(text, max(0, before[0] - 30), match.end()):
            yield Relation("ranking", (("ahead", before[1].figure), ("behind", own.figure)), True, "stated")
            if last is not None:
                yield from _besides(text, labels, (last.start(), before[1]), (match.start(), own))
        before = (match.start(), own) if match and own else None
        last = match
        position = match.end() if match else position


def _besides(text: str, labels: Sequence[Label], first: tuple[int, Label], second: tuple[int, Label]) -> Iterator[Relation]:
    """Shares, and amounts of one name, that stand once with either place: the market share beside what was sold."""
    one, two = _segment(text, first[0]), _segment(text, second[0])
    if one == two:
        return
    ahead, behind = ([label for label in labels if start <= label.figure.start < end] for start, end in (one, two))
    for label in ahead:
        like = [other for other in behind if _is_one_ranking(label, other)]
        same = [other for other in ahead if _is_one_ranking(label, other)]
        if len(like) == len(same) == 1 and (label, like[0]) != (first[1], second[1]) and _is_ranked_alike(label, like[0]):
            yield Relation("ranking", (("ahead", label.figure), ("behind", like[0].figure)), True, "stated")


def _segment(text: str, at: int) -> tuple[int, int]:
    """Where the part of a sentence that semicolons leave begins and ends."""
    start = max(text.rfind(stop, 0, at) for stop in _STOPS) + 1
    return start, min((end for stop in _STOPS if (end := text.find(stop, at)) >= 0), default=len(text))


def _is_ranked_alike(first: Label, second: Label) -> bool:
    if first.figure.kind == "percent":
        return first.is_share and second.is_share
    return first.clause[-2:].isalpha() and first.clause[-2:] in second.clause


def _own(text: str, mark: re.Match[str], labels: Sequence[Label], lang: str) -> Label | None:
    """The figure of a place: the last one before it in its clause or right before that, or else the first one behind it."""
    clause = max(text.rfind(stop, 0, mark.start()) for stop in data(lang, "terms")["words"]["clause"])
    before = None
    for label in labels:
        if clause < label.figure.start < mark.start():
            before = label  # of a level told after what was added to it the level is meant
        elif 0 < mark.start() - label.figure.end <= BESIDE and _closes(text, mark, lang):
            return label
        if label.figure.start >= mark.end():
            is_next = _patterns(lang)[2].fullmatch(text, mark.end(), label.figure.start) is not None
            return before or (label if is_next else None)
    return before


def _closes(text: str, mark: re.Match[str], lang: str) -> bool:
    """Whether its clause ends with the place, so that no figure behind it is meant."""
    behind = text[mark.end() : mark.end() + BESIDE]
    ends = [place for stop in data(lang, "terms")["words"]["clause"] if (place := behind.find(stop)) >= 0]
    return mark.end() + len(behind) == len(text) or (bool(ends) and not any(char.isdigit() for char in behind[: min(ends)]))


def _is_one_ranking(first: Label, second: Label) -> bool:
    return first.figure.kind != "duration" and first.term == second.term and (first.figure.kind, first.figure.unit) == (second.figure.kind, second.figure.unit)
