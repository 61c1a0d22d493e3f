"""Headings against what stands below them: the figures of both, the ends of ranges, and numbers that are names.

A figure of a heading is expected below it. Where none agrees, the one that is a
slip away and stands among the likest words is the one that was meant.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from math import log2
from typing import NamedTuple

from factcheck.hedges import interval_of, last_digit_unit
from factcheck.interval import Interval
from factcheck.kept import compiled
from factcheck.model import Article, Quantity, Relation
from factcheck.records import replace
from factcheck.relate.context.evidence import DIGIT, Surroundings, measure, most_of_roundness, rareness, roundness, spelled, times, unit
from factcheck.relate.context.labels import RATES, Label
from factcheck.relate.context.near import digits, number_text, significant
from factcheck.relate.repeats.casualties import is_bare
from factcheck.relate.repeats.names import is_event, names
from factcheck.relate.repeats.scores import are_wickets, scores
from factcheck.relate.scales.ends import ends_of
from factcheck.relate.scales.periods import stretch
from factcheck.relate.sentences.wordings import alike

YEAR = 11
"""How many months lie between the first and the last of a year."""
ENOUGH = 0.0
"""From how many bits on a figure a slip away is taken for the one that the heading means."""
EARLY = 1.5
"""How much it says that a figure stands in the first sentence below; half a bit less with each one that follows."""
CLEARLY = 1.0
"""How many bits more must speak for a figure a slip away than for one that agrees because it leaves much open."""
ROUNDED = 1.11
"""Up to which ratio a heading may round a figure and surely means it."""
FAR = 1.35
"""From which ratio on a word such as "at least" is no excuse."""
CLOSE = 2.0
"""How much it says for two figures that may agree that they are no farther apart than that."""
ALONE = 1.5
"""How much it says that a figure below is the only one in the unit of the heading's that does not agree."""
HEDGED = 1.5
"""How much it says that both are hedged by the same words."""
LONG = 4
"""From how many printed digits on zeros at the end of a number may be those of rounding."""
SHORT = 2
"""Up to how many digits the same number may stand below by chance."""
ELSEWHERE = 4.0
"""How many bits more must speak for a figure a slip away than for so short a number that is told as it is."""
CHANCE = 1.0
"""Up to how many bits of common words it may stand there by chance."""
WIDE = 1.35
"""From which ratio of its ends on a range is no figure of a heading told less exactly."""
_QUOTATION = compiled(r"[(（]\s*[-+]?\d[\d.]*%?(?:\s*[,，;；/]\s*[-+]?\d[\d.]*%?)+\s*[)）]")
_OPEN = frozenset(("atleast", "atmost", "over", "under"))


class _Told(NamedTuple):
    """What became of a figure of a heading."""

    head: Quantity
    body: Quantity | None
    """The figure below that tells the same; None if the heading works it out of others."""
    is_slip: bool = False
    """Whether the two are taken for one though they do not agree."""


def headlines(
    article: Article, figures: Sequence[Quantity], labels: Sequence[Label], around: Surroundings, position: int
) -> Iterator[Relation]:
    """Each figure or number of a heading of the article at `position` with what stands below it and tells the same."""
    number = 0
    while number < len(article.blocks):
        if article.blocks[number].kind != "heading":
            number += 1
            continue
        end = _section_end(article, number)
        quoted = _beside_the_news(article.blocks[number].text, around)
        listed = around.words.numbered.match(article.blocks[number].text)
        start = listed.end() if listed is not None else 0
        heads = [
            label for label in labels
            if label.figure.block == number and label.figure.start >= start and not _is_within(label.figure, quoted)
            and not is_bare(article, label.figure) and not is_event(article, label.figure) and not are_wickets(article, label.figure)
        ]  # fmt: skip
        below = [other for other in range(number + 1, end) if article.blocks[other].kind != "heading"]
        under = [label for label in labels if number < label.figure.block < end and article.blocks[label.figure.block].kind != "heading"]
        partners = list(_partners(article, heads, under, around))
        paired: set[int] = {told.head.start for told in partners}
        taken = {(told.body.block, told.body.start) for told in partners if told.body is not None and not told.is_slip}
        printed = {figure.value for figure in figures if figure.block == number}  # what it tells anyway is no slip of another figure of it
        untold = {head.figure.kind for head in heads if head.figure.kind in RATES and head.figure.hedge != "range" and head.figure.start not in paired}
        for head, body, is_slip in partners:
            if body is None or (is_slip and (head.kind in untold or (body.block, body.start) in taken or body.value in printed)):
                continue
            taken.add((body.block, body.start))
            if is_slip or _agree(head, body):
                yield _tie(head, body, is_slip)
        covered = [
            figure for figure in figures
            if figure.block == number and (figure.hedge == "range" or figure.kind == "age" or figure.start in paired or _is_within(figure, quoted) or is_event(article, figure) or are_wickets(article, figure))
        ]  # fmt: skip
        for name, other in names(article, number, below, covered, around):
            yield _tie(replace(name, article=position), replace(other, article=position), True)
        for side, other in scores(figures, number, below, around):
            yield _tie(side, other, True)
        number += 1


def _beside_the_news(text: str, around: Surroundings) -> list[tuple[int, int]]:
    """Where figures say nothing of the news: numbers alone in brackets, as the quotation of a share, and what is printed along with it."""
    return [match.span() for pattern in (_QUOTATION, around.words.enclosed) for match in pattern.finditer(text)]


def _is_within(figure: Quantity, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start < figure.start < end for start, end in spans)


def _partners(article: Article, heads: Sequence[Label], under: Sequence[Label], around: Surroundings) -> Iterator[_Told]:
    """Each figure of a heading with its partner; a range with the range that shares one end with it, else by its ends."""
    for head in heads:
        ends = _with_ends(article, [head])
        if len(ends) > 1 and (other := _with_one_end(article, ends, under)) is not None:
            yield from (_Told(end.figure, body, True) for end, body in zip(ends, other))
            continue
        below = _with_ends(article, under) if len(ends) > 1 else under
        yield from (told for end in ends if (told := _partner(end, below, around)) is not None)


def _with_one_end(article: Article, ends: Sequence[Label], under: Sequence[Label]) -> list[Quantity] | None:
    """The ends of the range below that shares exactly one end with a range of the heading, if none is the same."""
    near = None
    for body in under:
        if body.figure.hedge == "range" and body.figure.kind == ends[0].figure.kind:
            other = [label.figure for label in _with_ends(article, [body])]
            same = [first.figure.value == second.value for first, second in zip(ends, other)]
            if len(other) != len(ends) or all(same):
                return None
            near = other if any(same) and near is None else near
    return near


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
        found += (replace(label, figure=replace(end, hedge="end")) for end in ends_of(article, figure))
    return found


def _partner(head: Label, under: Sequence[Label], around: Surroundings) -> _Told | None:
    """The figure below that agrees; where none surely does, the one a slip away for which most speaks."""
    like, others = _told_apart(under, lambda body: _is_like(head, body) and not _is_of_other_months(head, body, around.words.lang))
    length = significant(head.figure)
    sure = [body for body in like if _is_sure(head.figure, body.figure) and (length > 1 or around.shared(head.figure, body.figure))]
    if not sure and length > 2:
        sure = [body for body in others if _same_number(head.figure, body.figure)]
    if sure:
        told = max(sure, key=lambda body: around.shared(head.figure, body.figure))
        by_chance = length <= SHORT and len(sure) == 1 and around.shared(head.figure, told.figure) <= CHANCE
        meant = _meant(head, [body for body in like if body not in sure and not _may_agree(head.figure, body.figure, around.words.lang)], len(like), around) if by_chance else None
        if meant is None or meant[0] < ELSEWHERE + _words(head, told, around):
            return _Told(head.figure, told.figure)
        return _Told(head.figure, meant[1], True)
    loose, apart = _told_apart(like, lambda body: _may_agree(head.figure, body.figure, around.words.lang))
    best = max(((_words(head, body, around) + _agreement(head.figure, body.figure), body.figure) for body in loose), key=_first, default=None)
    meant = _meant(head, apart, len(like), around)
    summands = _summands(head.figure, like)
    worked_out = DIGIT * length if summands else 0.0  # so rarely it does so by chance
    if meant is not None and meant[1] not in summands and meant[0] >= max(ENOUGH + worked_out, best[0] + CLEARLY if best else ENOUGH):
        return _Told(head.figure, meant[1], True)
    if best is not None or worked_out:
        return _Told(head.figure, best[1] if best else None)
    return None


def _told_apart(labels: Sequence[Label], is_one: Callable[[Label], bool]) -> tuple[list[Label], list[Label]]:
    """Those that are one of a kind, and the others."""
    found: tuple[list[Label], list[Label]] = ([], [])
    for label in labels:
        found[not is_one(label)].append(label)
    return found


def _first(scored: tuple[float, Quantity]) -> float:
    return scored[0]


def _is_sure(head: Quantity, body: Quantity) -> bool:
    """Whether the heading tells a figure of the body, and no hedge is needed to make them agree: the same number, or it rounded."""
    if _is_finer(head, body):
        return False
    if _same_number(head, body):
        return True
    if not _closeness(head, body):
        return False
    if head.hedge != body.hedge and not {head.hedge, body.hedge} <= {"exact", "about"}:
        return False
    return not _is_other_digit(head, body) and (_agree(head, body) or rounds_to(body, head))


def _may_agree(head: Quantity, body: Quantity, lang: str) -> bool:
    """Whether some reading of the two agrees; "at least 40" is no way to tell of 90."""
    if {head.hedge, body.hedge} & _OPEN and head.value and body.value and times(head, body) >= FAR and not (_is_rough_word(head) and alike([head, body], lang)):
        return False
    if _is_finer(head, body) or (head.hedge != "range" and _is_wide(body) and not _is_end(head, body)):
        return False
    if body.hedge == "atmost" and head.hedge == "exact" and significant(head) < significant(body) and not rounds_to(body, head):
        return False  # a heading that tells less exactly what is "up to 590" tells of 600
    return body.interval.meets(head.interval) and not _is_other_digit(head, body) and not _is_exact_bound(head, body)


def _is_exact_bound(head: Quantity, body: Quantity) -> bool:
    """Whether the heading tells another number than "at least 22" does, and as exactly, without a word like that."""
    if body.hedge not in ("atleast", "over") or head.hedge != "exact" or head.value is None or body.value is None or head.value == body.value:
        return False
    return last_digit_unit(head.value, head.step) <= last_digit_unit(body.value, body.step)


def _is_rough_word(figure: Quantity) -> bool:
    """Whether it is a number in words that more follows on: 一千多人 for 1,500."""
    return figure.hedge == "over" and not digits(figure)


def _is_wide(figure: Quantity) -> bool:
    """Whether it is a range with ends far apart."""
    low, high = figure.interval.low, figure.interval.high
    return figure.hedge == "range" and low is not None and high is not None and low > 0 and high >= low * Fraction(WIDE)


def _is_end(head: Quantity, body: Quantity) -> bool:
    """Whether the heading tells the lower or the upper end of a range."""
    return any(end is not None and head.interval.holds(end) for end in (body.interval.low, body.interval.high))


def _is_finer(head: Quantity, body: Quantity) -> bool:
    """Whether the heading prints decimals of what would be a number in words below: 1.0 is not one."""
    return head.step < 1 and not digits(body)


def _agreement(head: Quantity, body: Quantity) -> float:
    """What it says that two figures may agree: much if they are close, less than nothing if the heading is the more exact one."""
    if head.hedge == "exact" and body.hedge in _OPEN:
        return _closeness(head, body) - DIGIT * max(0, significant(head) - significant(body))
    return _closeness(head, body)


def _closeness(head: Quantity, body: Quantity) -> float:
    """What it says for two figures that they are less than a tenth apart; nothing if they are farther."""
    if not head.value or not body.value:
        return 0.0
    return CLOSE if times(head, body) <= ROUNDED else 0.0


def _is_other_digit(head: Quantity, body: Quantity) -> bool:
    """Whether both are exact to the same digit and differ in it, so that their rounding is no excuse."""
    if head.value == body.value or head.value is None or body.value is None or head.is_fraction != body.is_fraction:  # a third has no digits
        return False
    if head.hedge == body.hedge == "exact" and len(number_text(head).replace(".", "")) >= LONG and rounds_to(body, head):
        return False  # 41,000 tells of 41,200 with its last digits rounded
    if head.hedge == "exact" and body.hedge == "about":  # a heading is no more exact than the text below
        return last_digit_unit(head.value, head.step) <= last_digit_unit(body.value, body.step)
    return head.hedge == body.hedge and head.step == body.step and head.hedge not in ("range", "vague")


def _summands(head: Quantity, like: Sequence[Label]) -> Sequence[Quantity]:
    """The figures of one unit, side by side, that the heading adds up or subtracts; none if it does neither."""
    for first, second in zip(like, like[1:]):
        a, b = first.figure.value, second.figure.value
        if second.sentence - first.sentence > 1 or a is None or b is None or unit(first.figure) != unit(second.figure):
            continue
        if head.value == a + b or (head.value == abs(a - b) and first.figure.kind not in RATES):
            return first.figure, second.figure
    return ()


def _words(head: Label, body: Label, around: Surroundings) -> float:
    """How much the words and the place in the text speak for a figure of the body."""
    early = max(0.0, EARLY - (body.sentence - head.sentence - 1) / 2)
    return around.shared(head.figure, body.figure) - around.replaced(head.figure, body.figure) / 10 + early


def _meant(head: Label, apart: Sequence[Label], many: int, around: Surroundings) -> tuple[float, Quantity] | None:
    """The figure a slip away for which most speaks, of `many` that could be meant, and how much."""
    scored = []
    own = [body for body in apart if body.figure.unit and measure(body.figure) == measure(head.figure)]
    for body in apart:
        if head.figure.kind == "age" and around.is_other(head.figure, body.figure):
            continue  # of somebody else
        bits = rareness(head.figure, body.figure)
        if bits is None:
            most = around.most(head.sentence, body.sentence) + EARLY + most_of_roundness(head.figure, body.figure)
            bits = roundness(_cut_off(head.figure, body.figure), body.figure) if most - log2(many) >= ENOUGH else None
        if bits is not None and (min(significant(head.figure), len(spelled(body.figure).strip("0"))) > 1 or _is_surely_like(head.figure, body.figure, around)):
            alone = ALONE if own == [body] and significant(head.figure) > 1 and around.shared(head.figure, body.figure) > CHANCE else 0.0
            same = HEDGED if head.figure.hedge == body.figure.hedge != "exact" else 0.0
            scored.append((bits + _words(head, body, around) + alone + same - log2(many), body.figure))
    return max(scored, key=_first, default=None)


def _is_surely_like(head: Quantity, body: Quantity, around: Surroundings) -> bool:
    """Whether figures of one digit count one thing and have words in common: else another digit is another fact."""
    is_like = head.kind == body.kind or {head.kind, body.kind} in ({"count", "number"}, {"age", "number"})
    return is_like and around.shared(head, body) > CHANCE and alike([head, body], around.words.lang)


def _tie(head: Quantity, body: Quantity, is_slip: bool) -> Relation:
    """Two figures with the same hedge, or a slip apart, are held to the same number: about 90 is not about 80."""
    if (is_slip or head.hedge == body.hedge) and not {head.hedge, body.hedge} & {"range", "vague"}:
        head, body = _bare(head), _bare(body)
    if is_slip:
        head = _cut_off(head, body)
    if is_slip and head.step == body.step and head.value is not None and body.value is not None:  # no rounding lies between 25 and 26
        head, body = (replace(figure, interval=Interval.exactly(figure.value)) for figure in (head, body) if figure.value is not None)
    return Relation("headline", (("headline", head), ("body", body)), False, "headline")


def _cut_off(head: Quantity, body: Quantity) -> Quantity:
    """The heading's number as one whose decimals may have been left out instead of rounded: 155% for 155.66%."""
    if head.hedge != "exact" or head.value is None or head.step <= body.step or head.interval.high is None or head.interval.low is None:
        return head
    return replace(head, interval=Interval(head.interval.low, max(head.interval.high, head.value + head.step), high_open=True))


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


def _same_number(first: Quantity, second: Quantity) -> bool:
    """Whether both print the same number, whatever their unit: then nothing was mistyped."""
    number = number_text(first)
    return number != "" and number[:1] in second.text and number_text(second) == number


def _is_like(first: Label, second: Label) -> bool:
    """Whether the two can measure the same."""
    if (first.figure.kind in RATES) != (second.figure.kind in RATES):
        return False
    if first.figure.kind in RATES:
        return first.figure.kind == second.figure.kind and first.direction * second.direction >= 0
    kinds = {first.figure.kind, second.figure.kind}
    return measure(first.figure) == measure(second.figure) or "number" in kinds or kinds == {"count"} or kinds == {"age", "duration"}


def _is_of_other_months(first: Label, second: Label, lang: str) -> bool:
    """Whether two rates are of different stretches of a year: 一季度上涨0.8%, 3月份上涨0.6%."""
    if first.figure.kind not in RATES or not first.direction:
        return False
    one, two = (stretch(label.period, lang) for label in (first, second))
    months = {(found.first, found.last) for found in (one, two) if found is not None and found.last - found.first < YEAR}
    return len(months) > 1


def rounds_to(exact: Quantity, round_figure: Quantity) -> bool:
    """Whether one figure can be the other one told with fewer digits: rounded, or cut off after the last one printed."""
    if exact.value is None or round_figure.value is None:
        return False
    unit = last_digit_unit(round_figure.value, round_figure.step)
    if last_digit_unit(exact.value, exact.step) >= unit or (unit >= 1 and abs(round_figure.value) < 100):
        return False
    return 0 <= exact.value - round_figure.value < round_figure.step or abs(exact.value - round_figure.value) <= unit / 2
