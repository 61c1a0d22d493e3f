"""What speaks against sums and shares of figures that the words beside them set apart.

A length and a width are no parts of one length, shares of two wholes add up to
nothing, what is open at one end is no part, and items of one list are no whole
of each other. "Within 20% of" tells a distance, not a share.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from factcheck.model import Quantity, Relation
from factcheck.relate.context.cues import cues
from factcheck.relate.doubts.told import Told

BESIDE = 24
"""How many characters beside a figure name what it measures, or what it is a share of."""
_OPEN = ("atleast", "atmost", "over", "under", "range")


def measure_otherwise(told: Told) -> bool:
    """Whether two figures of a sum that nobody states are told to be of two dimensions: 481 m long, 36 m wide."""
    return not told.tie.stated and len({name for _, figure in told.tie.roles if (name := _dimension(told, figure))}) > 1


def _dimension(told: Told, figure: Quantity) -> str:
    """Of several dimensions that are told apart the one of a figure; empty if its words name none."""
    if figure.kind != "measure":
        return ""
    cue, text = told.cue(figure), told.text(figure)
    found = cue.dimension_before.search(text[max(0, figure.start - BESIDE) : figure.start]) or cue.dimension_behind.match(text, figure.end)
    return next((name for name, word in found.groupdict().items() if word), "") if found is not None else ""


def are_of_other_wholes(told: Told) -> bool:
    """Whether two shares of a sum that nobody states are said to be of two wholes: 占甲的11%，占乙的16%."""
    if told.tie.stated or any(figure.kind != "percent" for _, figure in told.tie.roles):
        return False
    return len({name for _, figure in told.tie.roles if (name := _whole(told, figure))}) > 1


def _whole(told: Told, figure: Quantity) -> str:
    """The words for what a figure is a share of, right beside it."""
    cue, text = told.cue(figure), told.text(figure)
    found = cue.whole_before.search(text[max(0, figure.start - BESIDE) : figure.start]) or cue.whole_behind.match(text, figure.end)
    return found["name"].lower() if found is not None else ""


def is_left_open(told: Told) -> bool:
    """Whether a share of a sum that nobody states is a threshold: 95% or more, 70% to 95%."""
    return not told.tie.stated and any(figure.kind == "percent" and figure.hedge in _OPEN for _, figure in told.tie.roles)


def is_of_each(told: Told) -> bool:
    """Whether a part of a sum that nobody states is what each of several has, and was not multiplied: 甲乙两店各3箱."""
    parts = [figure for role, figure in told.tie.roles if role == "parts" and figure.is_printed]
    return not told.tie.stated and any(_each(told, figure).search(told.text(figure)[max(0, figure.start - BESIDE) : figure.start]) for figure in parts)


def _each(told: Told, figure: Quantity) -> re.Pattern[str]:
    return cues(told.articles[figure.article].lang, "each").before


def goes_on(told: Told) -> bool:
    """Whether words behind the last part of a sum that nobody states leave the list open: 甲12座、乙38座等."""
    parts = [figure for role, figure in told.tie.roles if role == "parts"]
    last = max(parts, key=lambda figure: (figure.block, figure.start))
    return not told.tie.stated and told.cue(last).goes_on.match(told.text(last), last.end) is not None


def are_items_of_one_list(told: Told) -> bool:
    """Whether nothing but other figures of a list stands between part and whole: 7,478, 4,873 and 3,773."""
    if told.tie.stated:
        return False
    first, second = sorted((told.figure("part"), told.figure("whole")), key=lambda figure: (figure.block, figure.start))
    if first.block != second.block:
        return False
    inside = [figure for figure in told.blocks[first.article].get(first.block, ()) if first.start <= figure.start <= second.start]
    return len(inside) > 2 and all(told.cue(first).listed.fullmatch(told.between(one, other)) for one, other in zip(inside, inside[1:]))


def are_of_several_wholes(told: Told) -> bool:
    """Whether each two of at least three shares are more than all there is: no one of them, mistyped, can make them the parts of one whole."""
    values = sorted(figure.value or 0 for _, figure in told.tie.roles)
    return len(values) > 2 and values[0] + values[1] > 100


def is_distance(told: Told) -> bool:
    """Whether a percentage tells how near something came: within 20% of."""
    share = told.figure("share")
    return told.cue(share).distance.search(told.text(share)[max(0, share.start - BESIDE) : share.start]) is not None


def is_price_of_one(told: Told) -> bool:
    """Whether what is taken for a part is the price of one share or tonne, and no amount of the whole."""
    part, text = told.figure("part"), told.text(told.figure("part"))
    cue = told.cue(part)
    return part.kind == "money" and (cue.priced_before.search(text[max(0, part.start - BESIDE) : part.start]) or cue.priced_behind.match(text, part.end)) is not None


def own_wholes(ties: Sequence[Relation]) -> dict[tuple[Quantity, Quantity], set[Fraction]]:
    """Of each part with its share, the values of the wholes that the two fit."""
    found: dict[tuple[Quantity, Quantity], set[Fraction]] = {}
    for tie in ties:
        roles = dict(tie.roles)
        if tie.kind != "share" or not {"part", "whole", "share"} <= roles.keys():
            continue
        part, whole, share = roles["part"], roles["whole"].value, roles["share"]
        if part.value is not None and whole and share.value is not None and abs(100 * part.value / whole - share.value) <= share.step:
            found.setdefault((part, share), set()).add(whole)
    return found


def have_own_wholes(tie: Relation, own: dict[tuple[Quantity, Quantity], set[Fraction]]) -> bool:
    """Whether two shares that are said to be of one whole fit two, which the text gives."""
    if tie.kind != "one-whole":
        return False
    roles = dict(tie.roles)
    first, second = own.get((roles["part"], roles["share"]), set()), own.get((roles["other"], roles["another"]), set())
    return bool(first and second) and not first & second
