"""What would make the figures of a finding agree: another base, a known mix-up, a slip, or a recomputed figure.

It never says which figure is the wrong one, and offers each that could be.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from factcheck.formula import Formula, parse
from factcheck.hedges import interval_of
from factcheck.interval import Interval
from factcheck.model import Quantity, Relation
from factcheck.operands import Operand, scale, values
from factcheck.printing import printed_like
from factcheck.relate.near import slip

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
    found += [remedy for remedy in recomputed if remedy.note == "slip"]
    found += [remedy for remedy in recomputed if remedy.note != "slip"]
    return tuple(found[:MOST])


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


def _recomputed(formula: Formula, operands: Sequence[Operand]) -> Iterator[Remedy]:
    """Each printed figure as the others give it."""
    for figure, new in recomputations(formula, operands):
        if figure.hedge == "exact" and figure.is_printed:
            text = printed_like(figure, new)
            if text != figure.text:
                note = "slip" if slip(figure, replace(figure, text=text, value=new)) else "recomputed"
                yield Remedy(text, note, {"figure": figure.text})


def recomputations(formula: Formula, operands: Sequence[Operand]) -> Iterator[tuple[Quantity, Fraction]]:
    """Each figure with the value, in its own unit and steps, that the others give it; none that is negative."""
    exact, index = values(operands, exact=True), dict.fromkeys(formula.roles, -1)
    for operand in operands:
        if operand.role not in index:
            continue
        index[operand.role] += 1
        solved = formula.solve(operand.role, exact, index[operand.role])
        middle = None if solved is None else solved.middle
        if middle is None:
            continue
        new = _stepped(middle / operand.factor, operand.figure.step)
        if new > 0 or (operand.figure.value or 0) <= 0:
            yield operand.figure, new


def _stepped(value: Fraction, step: Fraction) -> Fraction:
    return round(value / step) * step if step else value


def is_near(formula: Formula, operands: Sequence[Operand]) -> bool:
    """Whether one figure, mistyped as people mistype, explains the contradiction."""
    return any(
        slip(figure, replace(figure, text=printed_like(figure, new), value=new)) for figure, new in recomputations(formula, operands)
    )


def truncated(operands: Sequence[Operand]) -> tuple[Operand, ...]:
    """The operands with their ratios read as cut off after the last digit instead of rounded."""
    found = []
    for operand in operands:
        figure = operand.figure
        if operand.role in ("share", "rate", "average", "points", "times") and figure.hedge == "exact" and figure.value is not None:
            cut = Interval(figure.value, figure.value + figure.step) if figure.value >= 0 else interval_of(figure.value, figure.step, "exact")
            operand = replace(operand, figure=replace(figure, interval=cut))
        found.append(operand)
    return tuple(found)
