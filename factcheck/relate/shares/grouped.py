"""Shares that several parts of a list have together, under a name of their own: hydro 20, wind 30, coal 50; renewables make up 50%."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from factcheck.interval import Interval
from factcheck.model import Quantity, Relation
from factcheck.printing import printed_like
from factcheck.records import replace
from factcheck.relate.context.labels import Label
from factcheck.relate.context.near import significant, slips
from factcheck.relate.sums.products import place_of

FEWEST = 3
"""How many parts a list has at least."""
DIGITS = 4
"""How many digits of a share hardly fit some of the parts by chance."""


def grouped(labels: Sequence[Label], sums: Sequence[Relation]) -> Iterator[Relation]:
    """Each exact share behind a list with its total, with the neighbouring parts that make it, or that do so but for a slip."""
    for tie in sums:
        total = dict(tie.roles)["total"]
        parts = [figure for role, figure in tie.roles if role == "parts"]
        if len(parts) < FEWEST or not total.value or not all(part.value and part.block == total.block for part in parts):
            continue
        last = max(parts, key=lambda part: part.start)
        sentence = next((label.sentence for label in labels if label.figure == last), -1)
        for label in labels:
            share = label.figure
            is_behind = label.sentence == sentence and share.start > last.end
            if is_behind and share.kind == "percent" and not label.direction and share.hedge == "exact" and significant(share) >= DIGITS:
                yield from _of_some(share, parts, total)


def _of_some(share: Quantity, parts: Sequence[Quantity], total: Quantity) -> Iterator[Relation]:
    runs = [parts[start:end] for start in range(len(parts)) for end in range(start + 1, len(parts) + 1) if end - start < len(parts)]
    ratios = [(100 * sum((part.value or Fraction(0) for part in run), Fraction(0)) / (total.value or Fraction(1)), run) for run in runs]
    fitting = [run for ratio, run in ratios if abs(ratio - (share.value or 0)) <= share.step]
    meant = fitting or [run for ratio, run in ratios if any(True for _ in slips(share, Interval(ratio - share.step / 2, ratio + share.step / 2)))]
    if meant and (fitting or len(meant) == 1):
        yield Relation("share", (("part", joined(meant[0])), ("whole", total), ("share", share)), False, "grouped", choice=f"group {place_of(share)}")


def joined(parts: Sequence[Quantity]) -> Quantity:
    """Several parts as one figure, which the text does not print."""
    value = sum((part.value or Fraction(0) for part in parts), Fraction(0))
    interval = Interval.exactly(0)
    for part in parts:
        interval = interval + part.interval
    return replace(parts[0], text=printed_like(parts[0], value), value=value, interval=interval, derived=" + ".join(part.text for part in parts))
