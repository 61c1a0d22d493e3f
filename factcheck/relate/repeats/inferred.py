"""Relations that no sentence states: the same thing told twice, one figure under two names, a part by its name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations

from factcheck.kept import compiled
from factcheck.model import Article, Quantity, Relation
from factcheck.relate.context.evidence import Surroundings
from factcheck.relate.context.labels import BLANK, Label
from factcheck.relate.context.near import significant, slip
from factcheck.relate.context.vocabulary import Vocabulary

MANY = 30
"""Figures of one term compared each with each; past that only neighbours in the text."""
ALIKE = 75
"""Similarity from which on two labels are taken for one."""


_STOP = compiled(r"[。；！？;!?\n]|\.(?=\s|\Z)")


def _is_prose(article: Article, label: Label) -> bool:
    return article.blocks[label.figure.block].kind != "heading"


def _pair(kind: str, role: str, first: Label, other: str, second: Label, why: str) -> Relation:
    details = {f"{role}.label": name(first), f"{other}.label": name(second)}
    return Relation(kind, ((role, first.figure), (other, second.figure)), False, why, details=details)


def name(label: Label) -> str:
    """What a figure measures, in the words of the text."""
    return label.word or label.clause


def told_twice(articles: Sequence[Article], labels: Sequence[Sequence[Label]], around: Sequence[Surroundings]) -> Iterator[Relation]:
    """Pairs under one label: agreeing, or so near that they were meant to agree."""
    words = [one.words for one in around]
    for article, found in enumerate(labels):
        groups: dict[tuple[str, str, int, str], list[Label]] = defaultdict(list)
        for label in found:
            if BLANK in label.clause:  # a number is part of the name: the 225 index
                continue
            key = label.term or _end(label.clause, words[article])
            if key and not key[-1].isdigit() and articles[article].blocks[label.figure.block].kind != "heading" and not _is_share(label):
                groups[label.figure.kind, label.figure.unit, label.direction, key].append(label)
        for group in groups.values():
            for first, second in _pairs(group):
                tie = _told_twice(first, second)
                if tie is not None and _same_thing(first, second, words[article]) and _may_be_one(first, second, around[article]):
                    yield tie


def _may_be_one(first: Label, second: Label, around: Surroundings) -> bool:
    """Whether no words of their sentences set two figures that differ apart."""
    if first.figure.value == second.figure.value:
        return True
    return not around.is_other(first.figure, second.figure) and not around.have_other_companions(first.figure, second.figure)


def _told_twice(first: Label, second: Label) -> Relation | None:
    """What ties the two, if they agree or nearly do."""
    hedged = [label for label in (first, second) if label.figure.hedge not in ("exact", "range")]
    exact = [label for label in (first, second) if label.figure.hedge == "exact"]
    agree = first.figure.interval.meets(second.figure.interval)
    if len(hedged) == len(exact) == 1 and (agree or _is_close(first.figure, second.figure)):
        return _pair("hedge", "hedged", hedged[0], "exact", exact[0], "same-label")
    if not hedged and (agree or slip(first.figure, second.figure)):
        return _pair("same", "first", first, "second", second, "same-label")
    return None


def _is_close(first: Quantity, second: Quantity) -> bool:
    """Whether one is no more than a quarter above the other."""
    if not first.value or not second.value:
        return False
    low, high = sorted((abs(first.value), abs(second.value)))
    return high <= low * Fraction(5, 4)


def _end(clause: str, words: Vocabulary) -> str:
    """The last words of a clause that no term names; empty if it says too little."""
    if words.spaced:
        found = clause.lower().split()
        return " ".join(found[-2:]) if len(found) >= 3 else ""
    return clause[-4:] if len(clause) >= 6 else ""


def _is_share(label: Label) -> bool:
    """Whether it is a share: then its words name the whole, not the part."""
    return label.is_share and label.direction == 0


def _pairs(group: list[Label]) -> Iterator[tuple[Label, Label]]:
    if len(group) <= MANY:
        yield from combinations(group, 2)
    else:
        yield from zip(group, group[1:])


def _same_thing(first: Label, second: Label, words: Vocabulary) -> bool:
    if first.sentence == second.sentence and first.clause == second.clause:  # two of a list, or of a comparison: 19% to 14%
        return False
    if _is_of_another(first, second, words):
        return False
    if first.is_earlier != second.is_earlier or (first.period != second.period and first.period and second.period):
        return False
    if bool(first.item) != bool(second.item) or bool(words.partner.search(first.before)) != bool(words.partner.search(second.before)):
        return False
    if first.item and not _one_holds_other(first.item, second.item, words.spaced):
        return False
    if min(significant(first.figure), significant(second.figure)) < 4 and not _says_enough(first, second, words):
        return False
    return _one_holds_other(first.before, second.before, words.spaced)


def _is_of_another(first: Label, second: Label, words: Vocabulary) -> bool:
    """Whether a pronoun stands for what is measured, in two paragraphs: it may be another thing each time."""
    return not first.term and first.figure.block != second.figure.block and words.pronoun.match(first.clause) is not None


def _one_holds_other(first: str, second: str, spaced: bool) -> bool:
    """Whether the words of one are the words of the other with some added; words put in place of others name another thing."""
    a, b = (first.lower().split(), second.lower().split()) if spaced else (list(first), list(second))
    if len(a) > len(b):
        a, b = b, a
    rest = iter(b)
    return all(piece in rest for piece in a)


def _says_enough(first: Label, second: Label, words: Vocabulary) -> bool:
    """Whether the labels of two short figures say so much that they cannot be alike by chance."""
    if first.term and first.period == second.period != "":
        return True
    shorter = min((first.clause, second.clause), key=len)
    return len(shorter.split()) >= 4 if words.spaced else len(shorter) >= 8


def in_same_words(article: Article, labels: Sequence[Label], around: Surroundings) -> Iterator[Relation]:
    """Two figures a slip apart in word for word the same surroundings: a passage that stands twice, one figure changed."""
    left, right = (28, 10) if around.words.spaced else (12, 5)
    seen: dict[tuple[str, str, str, str], Label] = {}
    for label in labels:
        figure = label.figure
        text = article.blocks[figure.block].text
        after = _STOP.split(text[figure.end : figure.end + right] + "\n" * (figure.end + right > len(text)), maxsplit=1)[0]
        is_cut = len(after) < right  # the end of a sentence says less than words do
        far = left + left // 3 if is_cut else left
        before = text[max(0, figure.start - far) : figure.start]
        if len(before) < far or figure.value is None:
            continue
        first = seen.setdefault((figure.kind, figure.unit, before, after), label)
        if first.sentence == label.sentence or _are_items(article, first, label, around.words):  # it compares two, and tells neither twice
            continue
        if is_cut and first.clause != label.clause:
            continue
        if first.figure.value != figure.value and not _is_of_another(first, label, around.words) and slip(first.figure, figure, is_expected=True) and _may_be_one(first, label, around):
            yield _pair("same", "first", first, "second", label, "same-label")


def _are_items(article: Article, first: Label, second: Label, words: Vocabulary) -> bool:
    """Whether semicolons set the two apart as items of one list, each with words of its own."""
    text = article.blocks[first.figure.block].text
    is_list = first.figure.block == second.figure.block and any(sign in text[first.figure.end : second.figure.start] for sign in words.joining)
    return is_list and not _one_holds_other(first.clause, second.clause, words.spaced)


def one_figure(articles: Sequence[Article], labels: Sequence[Sequence[Label]], words: Sequence[Vocabulary]) -> Iterator[Relation]:
    """One long figure under two names that exclude each other, about the same partner or part."""
    seen: dict[tuple[str, str, Fraction], list[tuple[int, Label]]] = defaultdict(list)
    for article, found in enumerate(labels):
        for label in found:
            figure = label.figure
            if label.is_level and label.term and figure.value is not None and significant(figure) >= 4:
                key = (figure.kind, figure.unit, figure.value)
                for _number, other in seen[key]:
                    if _exclude_each_other(other, label, words[article]) and _similar(other.before, label.before, words[article].spaced) >= ALIKE:
                        yield _pair("labels", "first", other, "second", label, "one-figure")
                        break
                seen[key].append((article, label))


def _similar(first: str, second: str, spaced: bool) -> float:
    """How alike two names are, from 0 to 100."""
    if not first or not second:
        return 0.0
    inner, outer = sorted((first.lower().split(), second.lower().split()) if spaced else (first, second), key=len)
    if inner == outer or (set(inner) <= set(outer) if spaced else inner in outer):
        return 100.0
    from rapidfuzz import fuzz  # most pages have no such names: its start is left to those that do

    if spaced:
        return fuzz.token_set_ratio(first.lower(), second.lower())
    return fuzz.partial_ratio(first, second) if min(len(first), len(second)) > 3 else fuzz.ratio(first, second)


def _exclude_each_other(first: Label, second: Label, words: Vocabulary) -> bool:
    return first.term != second.term and any({first.term, second.term} <= group for group in words.exclusive)


def parts_by_name(article: Article, labels: Sequence[Label], words: Vocabulary, whole: dict[str, Quantity]) -> Iterator[Relation]:
    """Amounts of one item of a term, such as 进口农产品, inside the figure of the term."""
    for label in labels:
        total = whole.get(label.term) if _is_prose(article, label) else None
        if total is None or not label.is_level or not label.item or label.figure.unit != total.unit or label.figure == total:
            continue
        if words.partner.search(label.before) or "prior" in label.period or total.hedge != "exact":
            continue  # what is more than a round "over 800" may be more than the part, too
        yield Relation("bound", (("part", label.figure), ("whole", total)), False, "part-by-name", details={"part.label": label.item})
