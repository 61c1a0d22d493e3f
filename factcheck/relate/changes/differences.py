"""A surplus, a majority or a lead with the two figures that it lies between: 312 to 250, a majority of 62."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from factcheck.kept import compiled
from factcheck.model import Relation
from factcheck.records import replace
from factcheck.relate.context.figures import Figure, Text, can_pair, choice

MOST = 6
"""How many figures beside a difference are looked at."""
AFTER = 5
"""Before which sentence behind a lead in points the shares may stand that it lies between."""
NEAR, FAR = 40, 200
"""How many characters before a share and before a lead name whose it is."""
_NAME = compiled(r"[A-Z]\w{3,}")


def differences(text: Text) -> Iterator[Relation]:
    """Each difference with the two sides beside it; other pairs that fit tell that there is nothing to report."""
    for figure in text.figures:
        if not _is_difference(text, figure):
            continue
        beside = _beside(text, figure)
        sides = _sides(text, figure, beside)
        if sides is None and _is_of_points(text, figure):
            yield from _told_behind(text, figure)
        if sides is None:
            continue
        yield _relation(figure, *sides, is_firm=True)
        for first, second in combinations(beside, 2):
            if {first.number, second.number} != {side.number for side in sides}:
                yield _relation(figure, first, second, is_firm=False)


def _is_difference(text: Text, figure: Figure) -> bool:
    label = figure.label
    if label.direction or label.figure.hedge in ("range", "vague") or not (label.is_level or label.figure.kind == "point"):
        return False
    block = text.article.blocks[label.figure.block].text
    before = block[max(0, label.figure.start - 32) : label.figure.start]
    return text.words.margin_before.search(before) is not None or text.words.margin_after.match(block, label.figure.end) is not None


def _is_of_points(text: Text, figure: Figure) -> bool:
    label = figure.label
    return text.words.point_margin.match(text.article.blocks[label.figure.block].text, label.figure.end) is not None


def _told_behind(text: Text, figure: Figure) -> Iterator[Relation]:
    """A lead in points with the two shares that the next sentence tells of whoever leads; other pairs behind tell that they are meant.

    Of several leads in one sentence each has the shares of a sentence of its own.
    """
    own = figure.label.sentence
    shares = [other for place in range(own + 1, own + AFTER) for other in text.by_sentence.get(place, ()) if _is_share(other)]
    pairs = [(first, second) for first, second in zip(shares, shares[1:]) if first.label.sentence == second.label.sentence]
    opening = [pair for pair, before in zip(pairs, (None, *pairs)) if before is None or before[0].label.sentence != pair[0].label.sentence]
    place = [other for other in text.by_sentence[own] if _is_of_points(text, other)].index(figure)
    for pair in pairs:
        is_meant = pair in opening[place : place + 1] and pair[0].label.sentence == own + 1 + place and _names_leader(text, figure, pair[0])
        sides = (("more", pair[0].label.figure), ("less", pair[1].label.figure))
        yield replace(_relation(figure, *pair, is_firm=is_meant), roles=(*sides, ("difference", figure.label.figure)))


def _is_share(other: Figure) -> bool:
    label = other.label
    return label.figure.kind == "percent" and not label.direction and not label.is_earlier and label.figure.hedge not in ("range", "vague")


def _names_leader(text: Text, figure: Figure, share: Figure) -> bool:
    """Whether a name right before the share stands before the lead as well."""
    before, told = (text.article.blocks[other.label.figure.block].text[: other.label.figure.start] for other in (share, figure))
    names = _NAME.findall(before[-NEAR:])
    return any(name in told[-FAR:] for name in names)


def _beside(text: Text, figure: Figure) -> list[Figure]:
    """The levels of its sentence and the one before that can be its sides, the nearest first."""
    found = []
    for other in reversed(text.figures[max(0, figure.number - MOST) : figure.number]):
        if other.label.sentence < figure.label.sentence - 1:
            break
        found.append(other)
    found += [other for other in text.figures[figure.number + 1 : figure.number + 3] if other.label.sentence == figure.label.sentence]
    return [other for other in found if _is_side(text, figure, other)]


def _is_side(text: Text, figure: Figure, other: Figure) -> bool:
    label = other.label
    if label.direction or label.is_earlier != figure.label.is_earlier or other.is_heading or label.figure.hedge in ("range", "vague"):
        return False
    if figure.label.figure.kind == "point":
        return label.figure.kind == "percent"
    return label.is_level and can_pair([figure.label.figure, label.figure], text.article.lang)


def _sides(text: Text, figure: Figure, beside: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    """The two that are named as sides, such as income and spending of one owner, or the only two of its sentence."""
    for first, second in combinations(beside, 2):
        a, b = (text.words.sides.search(other.label.clause) for other in (first, second))
        if a and b and _are_opposite(a.lastgroup or "", b.lastgroup or "") and _is_one_owner(_owner(text, first, a.start()), _owner(text, second, b.start())):
            return first, second
    own = [other for other in beside if other.label.sentence == figure.label.sentence]
    before = [other for other in beside if other.label.sentence == figure.label.sentence - 1]
    if len(own) == 1 and before and own[0].number < figure.number and not text.words.spaced:
        return before[0], own[0]  # 甲队积44分；乙队积40分，落后4分
    if len(own) != 2:
        return None
    first, second = sorted(own, key=lambda other: other.number)
    if first.number == figure.number - 1 and second.number == figure.number + 1 and text.words.spaced is False:
        return first, second  # 得408分，领先亚军12分，亚军396分
    return (first, second) if second.number == first.number + 1 and text.words.versus.search(text.between(first, second)) else None


def _are_opposite(first: str, second: str) -> bool:
    """Whether two groups of the cue are the two sides of one balance: amoney and bmoney."""
    return first != second and first[1:] == second[1:]


def _is_one_owner(first: str, second: str) -> bool:
    return first.endswith(second) or second.endswith(first)


def _owner(text: Text, figure: Figure, end: int) -> str:
    """Whose income or spending it is: the words before that; nobody's where they only point back."""
    found = figure.label.clause[:end].strip().lower()
    return "" if text.words.pronoun.fullmatch(found) else found


def _relation(figure: Figure, first: Figure, second: Figure, is_firm: bool) -> Relation:
    more, less = sorted((first, second), key=lambda side: -side.amount)
    return Relation(
        "difference",
        (("more", more.label.figure), ("less", less.label.figure), ("difference", figure.label.figure)),
        False,
        "nearby",
        choice=choice(figure.label.figure),
        is_firm=is_firm,
    )
