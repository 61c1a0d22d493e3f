"""Headings against what stands below them: the figures of both, the ends of ranges, and numbers that are names.

A figure of a heading is expected below it. Where none agrees, the one that is a
slip away and stands among the likest words is the one that was meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from factcheck.hedges import interval_of, last_digit_unit
from factcheck.interval import Interval
from factcheck.kept import compiled
from factcheck.languages import figures as reader
from factcheck.model import Article, Quantity, Relation
from factcheck.relate.labels import RATES, Label, similar
from factcheck.relate.near import number_text, one_slip, significant, slip
from factcheck.relate.vocabulary import Vocabulary

_NUMBER = compiled(r"\d[\d,]*(?:\.\d+)?")
_YEAR = compiled(r"(?:19|20)\d\d\Z")
_SIDE = 12
"""How many characters on either side of a number that is a name are looked at."""


def headlines(article: Article, figures: Sequence[Quantity], labels: Sequence[Label], words: Vocabulary) -> Iterator[Relation]:
    """Each figure or number of a heading with what stands below it and tells the same."""
    number = 0
    while number < len(article.blocks):
        if article.blocks[number].kind != "heading":
            number += 1
            continue
        end = _section_end(article, number)
        heads = [label for label in labels if label.figure.block == number]
        under = [label for label in labels if number < label.figure.block < end and article.blocks[label.figure.block].kind != "heading"]
        for head in _with_ends(article, heads):
            yield from _paired(head, _with_ends(article, under) if head.figure.hedge == "end" else under, words)
        covered = [figure for figure in figures if figure.block == number and figure.value is not None]
        yield from _names(article, number, end, covered, words)
        number += 1


def _section_end(article: Article, heading: int) -> int:
    """The block where what stands under a heading ends."""
    level = article.blocks[heading].level
    number = heading
    while number < len(article.blocks) and article.blocks[number].kind == "heading":
        number += 1
    for other in range(number, len(article.blocks)):
        if article.blocks[other].kind == "heading" and article.blocks[other].level <= level:
            return other
    return len(article.blocks)


def _with_ends(article: Article, labels: Sequence[Label]) -> list[Label]:
    """The labels, each range replaced by one label for each of its ends (hedge "end")."""
    found: list[Label] = []
    for label in labels:
        figure = label.figure
        if figure.hedge != "range":
            found.append(label)
            continue
        text = article.blocks[figure.block].text
        for end in reader(article.lang)(text, figure.block, figure.article, ends=True):
            if figure.start <= end.start and end.end <= figure.end and end.text != figure.text and end.value is not None:
                whole = replace(end, kind=figure.kind, unit=figure.unit, hedge="end")
                found.append(replace(label, figure=whole))
    return found


def _paired(head: Label, under: Sequence[Label], words: Vocabulary) -> Iterator[Relation]:
    like = [body for body in under if _is_like(head, body)]
    agreeing = [body for body in like if _agree(head.figure, body.figure)]
    if agreeing:
        body = max(agreeing, key=lambda found: _shared(head.context, found.context, words.spaced))
        yield _tie(head.figure, body.figure)
        return
    if any(rounds_to(body.figure, head.figure) or _same_number(head.figure, body.figure) for body in under):
        return
    scored = [
        (similar(head.context, body.context, words.spaced), -body.figure.block, -body.figure.start, body)
        for body in like
        if slip(head.figure, body.figure, is_expected=True)
    ]
    if scored:
        score, _, _, body = max(scored, key=lambda found: found[:3])
        if score >= _needed(head, body):
            yield _tie(head.figure, body.figure)


def _tie(head: Quantity, body: Quantity) -> Relation:
    """Two figures with the same hedge are held to the same number: about 90 is not about 80."""
    if head.hedge == body.hedge and head.hedge not in ("range", "vague"):
        head, body = _bare(head), _bare(body)
    return Relation("headline", (("headline", head), ("body", body)), False, "headline")


def _bare(figure: Quantity) -> Quantity:
    """The figure as if it had no hedge."""
    if figure.value is None or figure.hedge == "exact":
        return figure
    return replace(figure, interval=interval_of(figure.value, figure.step, "exact"), hedge="exact")


def _agree(head: Quantity, body: Quantity) -> bool:
    """Whether the two can be the same, by their numbers alone where both have the same hedge."""
    if head.hedge == body.hedge:
        head, body = _bare(head), _bare(body)
    return body.interval.meets(head.interval)


def _shared(first: str, second: str, spaced: bool) -> int:
    """How many words, or pairs of characters, two contexts share."""
    if spaced:
        return len(set(first.lower().split()) & set(second.lower().split()))
    return len({first[i : i + 2] for i in range(len(first))} & {second[i : i + 2] for i in range(len(second))})


def _needed(head: Label, body: Label) -> float:
    """How alike the words must be: less where the figures have the same unit or many digits."""
    if head.figure.unit == body.figure.unit != "" and head.figure.kind not in ("percent", "count"):
        return 15
    return 20 if min(significant(head.figure), significant(body.figure)) >= 3 else 34


def _same_number(first: Quantity, second: Quantity) -> bool:
    """Whether both print the same number, whatever their unit: then nothing was mistyped."""
    return number_text(first) == number_text(second) != ""


def _is_like(first: Label, second: Label) -> bool:
    """Whether the two can measure the same."""
    if (first.figure.kind in RATES) != (second.figure.kind in RATES):
        return False
    if first.figure.kind in RATES:
        return first.figure.kind == second.figure.kind and first.direction * second.direction >= 0
    kinds = {first.figure.kind, second.figure.kind}
    return first.figure.unit == second.figure.unit or "number" in kinds or kinds == {"count"}


def rounds_to(exact: Quantity, round_figure: Quantity) -> bool:
    """Whether one figure can be the other one told with fewer digits: rounded, or cut off after the last one printed."""
    if exact.value is None or round_figure.value is None:
        return False
    unit = last_digit_unit(round_figure.value, round_figure.step)
    if last_digit_unit(exact.value, exact.step) >= unit or (unit >= 1 and abs(round_figure.value) < 100):
        return False
    return 0 <= exact.value - round_figure.value < round_figure.step or abs(exact.value - round_figure.value) <= unit / 2


def _names(article: Article, heading: int, end: int, covered: Sequence[Quantity], words: Vocabulary) -> Iterator[Relation]:
    """Numbers of a heading that are no amounts (a code, a month, the name of an index) with the same name below."""
    text = article.blocks[heading].text
    below = [number for number in range(heading + 1, end) if article.blocks[number].kind != "heading"]
    printed = {match.group() for number in below for match in _NUMBER.finditer(article.blocks[number].text)}
    for match in _NUMBER.finditer(text):
        if any(figure.start <= match.start() < figure.end for figure in covered) or match.group() in printed or len(match.group()) < 2:
            continue
        for number in below:
            other = article.blocks[number].text
            found = next((near for near in _NUMBER.finditer(other) if _is_name_of(text, match, other, near, words.spaced)), None)
            if found is not None:
                yield _tie(_as_number(article, heading, match), _as_number(article, number, found))
                break


def _is_name_of(text: str, match: re.Match[str], other: str, near: re.Match[str], spaced: bool) -> bool:
    """Whether two numbers of the same length, one slip apart, stand beside the same word."""
    if len(match.group()) != len(near.group()) or not one_slip(match.group(), near.group()):
        return False
    if _YEAR.match(match.group()) and _YEAR.match(near.group()):  # another year is rarely a slip
        return False
    behind = _beside(text[match.end() : match.end() + _SIDE], spaced), _beside(other[near.end() : near.end() + _SIDE], spaced)
    before = (
        _beside(text[max(0, match.start() - _SIDE) : match.start()][::-1], spaced),
        _beside(other[max(0, near.start() - _SIDE) : near.start()][::-1], spaced),
    )
    return bool(behind[0] and behind[0] == behind[1]) or bool(len(before[0]) > 1 and before[0] == before[1])


def _beside(text: str, spaced: bool) -> str:
    """The word, or the two characters, that touch the number."""
    if not spaced:
        return text[:1] if text[:1].isalnum() and not text[:1].isdigit() else ""
    found = re.match(r"[ -]?([A-Za-z]{2,})", text)
    return found.group(1).lower().rstrip("s") if found else ""


def _as_number(article: Article, block: int, match: re.Match[str]) -> Quantity:
    value = Fraction(match.group().replace(",", ""))
    return Quantity("number", match.group(), block, match.start(), match.end(), value, Interval.exactly(value), "")
