"""What would make the figures of a finding agree: another base, a known mix-up, a slip, or a recomputed figure.

It never says which figure is the wrong one, and offers each that could be.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import islice

from factcheck.formula import Formula, parse
from factcheck.hedges import interval_of
from factcheck.interval import Interval
from factcheck.model import Quantity, Relation
from factcheck.operands import Operand, scale, values
from factcheck.printing import printed_like
from factcheck.records import dataclass, field, replace
from factcheck.relate.context.near import slips

_HEDGES = ("exact", "about", "over", "under", "atleast", "atmost")
MOST = 4
"""Suggestions shown with one finding."""

MIX_UPS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "growth": (("1 - old / new = rate", "later-base"), ("new / old = rate", "multiple-as-growth")),
    "times": (("new / old = 1 + times", "growth-as-multiple"),),
    "points": (("new / old = 1 + points", "percent-as-points"),),
    "share": (("1 / (whole / part - 1) = share", "share-of-rest"), ("1 - part / whole = share", "share-of-others")),
    "counts": (("1 / (whole / part - 1) = share", "share-of-rest"), ("1 - part / whole = share", "share-of-others")),
    "remainder": (("part / whole = share", "share-of-part"),),
}
"""By kind of relation: the formula that a known mix-up satisfies, and the key of its note."""


@dataclass(frozen=True, slots=True)
class Remedy:
    """One way to make the figures agree: the text to print, the key of a note, what the note may name."""

    text: str
    note: str
    facts: Mapping[str, str] = field(default_factory=dict)


def remedies(formula: Formula, relation: Relation, operands: Sequence[Operand], languages: Sequence[str]) -> tuple[Remedy, ...]:
    """The remedies of a violated relation, the likeliest first."""
    found: list[Remedy] = [*other_bases(formula, relation, operands, languages), *_mix_ups(relation, operands)]
    recomputed = list(_recomputed(formula, operands))
    if found:  # the figures may well be right: only the one that is worked out is offered besides
        last = formula.roles[-1]
        return tuple((found + [remedy for remedy, role in recomputed if role == last])[:MOST])
    ordered = sorted(recomputed, key=lambda pair: (pair[0].note != "slip", not _has_same_digits(pair[0])))
    return tuple(remedy for remedy, _ in ordered[:MOST])


def _has_same_digits(remedy: Remedy) -> bool:
    """Whether digits are swapped or the point moved: few such slips fit by chance."""
    return sorted(filter(str.isdigit, remedy.text.strip("0"))) == sorted(filter(str.isdigit, remedy.facts["figure"].strip("0")))


def other_bases(
    formula: Formula, relation: Relation, operands: Sequence[Operand], languages: Sequence[str]
) -> Iterator[Remedy]:
    """Other figures of the text that fit where the whole stands."""
    for label, figure in relation.bases:
        factor = scale(figure, languages[figure.article])[1]
        swapped = [Operand("whole", figure, factor) if operand.role == "whole" else operand for operand in operands]
        if formula.evaluate(values(swapped)) == "consistent":
            note = "other-base-derived" if figure.derived else "other-base"
            share = next(operand.figure.text for operand in operands if operand.role == "share")
            yield Remedy(f"{label}", note, {"label": label, "figure": figure.text, "derived": figure.derived, "share": share})


def _mix_ups(relation: Relation, operands: Sequence[Operand]) -> Iterator[Remedy]:
    texts = {operand.role: operand.figure.text for operand in operands}
    for text, note in MIX_UPS.get(relation.kind, ()):
        formula = parse(text)
        if formula.evaluate(values(operands)) == "consistent":
            role = formula.roles[-1]
            yield Remedy(texts[role], note, texts)


def _recomputed(formula: Formula, operands: Sequence[Operand]) -> Iterator[tuple[Remedy, str]]:
    """Each printed figure as the others give it, with its role: as the slip that fits, if one does."""
    hedges = {operand.figure.hedge for operand in operands}
    told = hedges & set(_HEDGES) if len(hedges) == 1 else {"exact"}  # where all are about as much, each may be the other one
    for index, figure, new in recomputations(formula, operands):
        if figure.hedge not in told or not figure.is_printed:
            continue
        role = operands[index].role
        meant = list(_likeliest(formula, operands, index, new))
        if meant:
            yield from ((Remedy(text, "slip", {"figure": figure.text}), role) for text in meant)
        elif (text := printed_like(figure, new)) != figure.text:
            yield Remedy(text, "recomputed", {"figure": figure.text}), role


def _likeliest(formula: Formula, operands: Sequence[Operand], index: int, new: Fraction) -> Iterator[str]:
    """Of the slips that fit, the nearest; where many fit, since one figure need only exceed another, also the nearest swap."""
    fitting = sorted(_fitting(formula, operands, index), key=lambda found: abs(found[1] - new))
    yield from (text for text, _ in fitting[:1])
    if formula.sign != "=":
        printed = sorted(filter(str.isdigit, operands[index].figure.text))
        yield from islice((text for text, _ in fitting[1:] if sorted(filter(str.isdigit, text)) == printed), 1)


def recomputations(formula: Formula, operands: Sequence[Operand]) -> Iterator[tuple[int, Quantity, Fraction]]:
    """Each figure, by its position, with the value in its own unit and steps that the others give it."""
    exact, place = values(operands, exact=True), dict.fromkeys(formula.roles, -1)
    for index, operand in enumerate(operands):
        if operand.role not in place:
            continue
        place[operand.role] += 1
        solved = formula.solve(operand.role, exact, place[operand.role])
        middle = None if solved is None else solved.middle
        if middle is None:
            continue
        new = _stepped(middle / operand.factor, operand.figure.step)
        if new > 0 or (operand.figure.value or 0) <= 0:
            yield index, operand.figure, new


def _stepped(value: Fraction, step: Fraction) -> Fraction:
    return round(value / step) * step if step else value


def _fitting(formula: Formula, operands: Sequence[Operand], index: int) -> Iterator[tuple[str, Fraction]]:
    """The slips of the figure at `index` that satisfy the formula: those that meet what the other figures leave it."""
    operand = operands[index]
    figure = operand.figure
    if operand.role not in formula.roles:
        return
    place = sum(1 for other in operands[:index] if other.role == operand.role)
    solved = formula.solve(operand.role, values(operands), place)
    if solved is None:
        return
    wanted = solved.scaled(1 / operand.factor)
    for text, value in slips(figure, wanted):
        if interval_of(value, figure.step, figure.hedge, figure.interval.is_point).meets(wanted):
            yield text, value


def mends(formula: Formula, operands: Sequence[Operand]) -> dict[tuple[int, int, int], frozenset[str]]:
    """Of each printed figure, by its place, the slips of it that make the figures agree, as they would be printed."""
    found: dict[tuple[int, int, int], frozenset[str]] = {}
    for index, operand in enumerate(operands):
        figure = operand.figure
        if figure.is_printed and figure.hedge in _HEDGES:
            texts = frozenset(text for text, _ in _fitting(formula, operands, index))
            if texts:
                found[figure.article, figure.block, figure.start] = texts
    return found


def is_near(formula: Formula, operands: Sequence[Operand]) -> bool:
    """Whether one figure, mistyped as people mistype, explains the contradiction."""
    return any(
        operand.figure.hedge in _HEDGES and any(True for _ in _fitting(formula, operands, index))
        for index, operand in enumerate(operands)
        if operand.figure.is_printed
    )


def truncated(operands: Sequence[Operand]) -> tuple[Operand, ...]:
    """The operands with their ratios, and the figure of a headline, read as cut off after the last digit instead of rounded."""
    found = []
    for operand in operands:
        figure = operand.figure
        if operand.role in ("share", "rate", "average", "headline") and figure.hedge == "exact" and figure.value is not None and not figure.interval.is_point:
            cut = Interval(figure.value, figure.value + figure.step) if figure.value >= 0 else interval_of(figure.value, figure.step, "exact")
            operand = replace(operand, figure=replace(figure, interval=cut))
        found.append(operand)
    return tuple(found)
