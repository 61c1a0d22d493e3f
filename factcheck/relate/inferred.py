"""Relations that no sentence states: the same thing told twice, a headline, a part by its name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations

from factcheck.hedges import last_digit_unit
from factcheck.interval import Interval
from factcheck.model import Article, Quantity, Relation
from factcheck.relate.labels import RATES, Label, Vocabulary, similar
from factcheck.relate.near import slip

MANY = 60
"""Figures of one term compared each with each; past that only neighbours in the text."""
ALIKE = 75
"""Similarity from which on two labels are taken for one."""


def headlines(article: Article, labels: Sequence[Label], words: Vocabulary) -> Iterator[Relation]:
    """Each figure of the headline with the figure of the body that tells the same."""
    heads = [label for label in labels if article.blocks[label.figure.block].kind == "heading"]
    bodies = [label for label in labels if article.blocks[label.figure.block].kind != "heading"]
    for head in heads:
        under = [body for body in bodies if body.figure.block > head.figure.block and _comparable(head, body)]
        if not under:
            continue
        agreeing = [body for body in under if rounds_to(body.figure, head.figure)]
        if agreeing:
            body = max(agreeing, key=lambda found: similar(head.context, found.context, words.spaced))
            yield _pair("headline", "headline", head, "body", body, "headline")
            continue
        close = [body for body in under if slip(head.figure, body.figure)]
        scored = [(similar(head.context, body.context, words.spaced), body) for body in close]
        if not scored:
            continue
        score, body = max(scored, key=lambda pair: pair[0])
        if score >= 45:
            yield _pair("headline", "headline", head, "body", body, "headline")


def _comparable(first: Label, second: Label) -> bool:
    if (first.figure.kind in RATES) != (second.figure.kind in RATES):
        return False
    if first.figure.kind in RATES:
        return first.figure.kind == second.figure.kind and first.direction * second.direction >= 0
    units = (first.figure.unit, second.figure.unit)
    return units[0] == units[1] or ("" in units and first.figure.kind in ("number", "count") and second.figure.kind in ("number", "count"))


def rounds_to(exact: Quantity, round_figure: Quantity) -> bool:
    """Whether one figure can be the other one told with fewer digits."""
    if exact.interval.meets(round_figure.interval):
        return True
    if exact.value is None or round_figure.value is None:
        return False
    half = last_digit_unit(round_figure.value, round_figure.step) / 2
    return abs(exact.value - round_figure.value) <= half and round_figure.value % 10 == 0


def _pair(kind: str, role: str, first: Label, other: str, second: Label, why: str) -> Relation:
    details = {f"{role}.label": name(first), f"{other}.label": name(second)}
    return Relation(kind, ((role, first.figure), (other, second.figure)), False, why, details=details)


def name(label: Label) -> str:
    """What a figure measures, in the words of the text."""
    return label.word or label.clause


def told_twice(articles: Sequence[Article], labels: Sequence[Sequence[Label]], words: Sequence[Vocabulary]) -> Iterator[Relation]:
    """Pairs under one label: agreeing, or so near that they were meant to agree."""
    for article, found in enumerate(labels):
        groups: dict[tuple[str, str, int, str], list[Label]] = defaultdict(list)
        for label in found:
            key = label.term or _end(label.clause, words[article])
            if key and articles[article].blocks[label.figure.block].kind != "heading" and not _is_share(label, words[article]):
                groups[label.figure.kind, label.figure.unit, label.direction, key].append(label)
        for group in groups.values():
            for first, second in _pairs(group):
                if _same_thing(first, second, words[article]):
                    yield from _told_twice(first, second)


def _told_twice(first: Label, second: Label) -> Iterator[Relation]:
    hedged = [label for label in (first, second) if label.figure.hedge not in ("exact", "range")]
    exact = [label for label in (first, second) if label.figure.hedge == "exact"]
    if len(hedged) == len(exact) == 1:
        yield _pair("hedge", "hedged", hedged[0], "exact", exact[0], "same-label")
    elif not hedged and (first.figure.interval.meets(second.figure.interval) or slip(first.figure, second.figure)):
        yield _pair("same", "first", first, "second", second, "same-label")


def _end(clause: str, words: Vocabulary) -> str:
    """The last words of a clause that no term names; empty if it says too little."""
    if words.spaced:
        found = clause.lower().split()
        return " ".join(found[-2:]) if len(found) >= 3 else ""
    return clause[-4:] if len(clause) >= 6 else ""


def _is_share(label: Label, words: Vocabulary) -> bool:
    """Whether it is a share: then its words name the whole, not the part."""
    return label.figure.kind == "percent" and label.direction == 0 and bool(words.share.search(label.context))


def _pairs(group: list[Label]) -> Iterator[tuple[Label, Label]]:
    if len(group) <= MANY:
        yield from combinations(group, 2)
    else:
        yield from zip(group, group[1:])


def _same_thing(first: Label, second: Label, words: Vocabulary) -> bool:
    if first.period != second.period and first.period and second.period:
        return False
    if bool(first.item) != bool(second.item) or bool(words.partner.search(first.before)) != bool(words.partner.search(second.before)):
        return False
    if first.item and similar(first.item, second.item, words.spaced) < ALIKE:
        return False
    if len(first.before) < 2 and len(second.before) < 2:
        return True
    return similar(first.before, second.before, words.spaced) >= ALIKE


def one_figure(articles: Sequence[Article], labels: Sequence[Sequence[Label]], words: Sequence[Vocabulary]) -> Iterator[Relation]:
    """One long figure under two names that exclude each other, about the same partner or part."""
    seen: dict[tuple[str, str, Fraction], list[tuple[int, Label]]] = defaultdict(list)
    for article, found in enumerate(labels):
        for label in found:
            figure = label.figure
            if label.is_level and label.term and figure.value is not None and significant_digits(figure) >= 4:
                key = (figure.kind, figure.unit, figure.value)
                for number, other in seen[key]:
                    if _exclude_each_other(other, label, words[article]) and similar(other.before, label.before, words[article].spaced) >= ALIKE:
                        yield _pair("labels", "first", other, "second", label, "one-figure")
                        break
                seen[key].append((article, label))


def _exclude_each_other(first: Label, second: Label, words: Vocabulary) -> bool:
    return first.term != second.term and any({first.term, second.term} <= group for group in words.exclusive)


def significant_digits(figure: Quantity) -> int:
    """How many digits of the figure carry information: 2 for 5600, 5 for 2936.8."""
    if figure.value is None or not figure.value:
        return 0
    digits = figure.value / last_digit_unit(figure.value, figure.step)
    return len(str(abs(digits.numerator // digits.denominator)))


def parts_by_name(article: Article, labels: Sequence[Label], words: Vocabulary, whole: dict[str, Quantity]) -> Iterator[Relation]:
    """Amounts of one item of a term, such as 进口农产品, inside the figure of the term."""
    for label in labels:
        total = whole.get(label.term)
        if total is None or not label.is_level or not label.item or label.figure.unit != total.unit or label.figure == total:
            continue
        if words.partner.search(label.before) or "prior" in label.period:
            continue
        yield Relation("bound", (("part", label.figure), ("whole", total)), False, "part-by-name", details={"part.label": label.item})


def open_interval(interval: Interval) -> bool:
    """Whether it excludes nothing."""
    return interval.low is None and interval.high is None
