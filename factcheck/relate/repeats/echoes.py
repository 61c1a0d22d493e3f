"""One fact told in two sentences: figures a slip apart for which so much speaks that they cannot be two facts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from math import log2

from factcheck.hedges import interval_of, last_digit_unit
from factcheck.interval import Interval
from factcheck.model import Article, Quantity, Relation
from factcheck.records import dataclass, replace
from factcheck.relate.context.evidence import DIGIT, Surroundings, most_of_roundness, rareness, spelled, unit
from factcheck.relate.context.evidence import measure as measured
from factcheck.relate.context.labels import Label
from factcheck.relate.context.near import significant, slips
from factcheck.relate.sentences.wordings import alike

ENOUGH = 5.0
"""From how many bits on two figures are taken for one fact."""
KEPT = 6
"""How many earlier figures with like digits one is compared with: it keeps the search linear."""
EARLIER, PERIOD, OPPOSED = 4.0, 4.0, 6.0
"""What counts against two figures of which one is said to be of before, of another time, or of the other direction."""
SHARES, SUCCESSIVE, WRITTEN = 3.0, 3.0, 3.0
"""What counts against two shares, whose words name the whole, against another digit in one of the next sentences, which often run alike, and against two ways to write a unit."""
OTHERS = 8.0
"""The most that words in place of others count, before they are halved: a long sentence has many."""
CLEAR = 4.0
"""How rare the slip must be in a number of things, which may as well be that of some of those told before."""
DESCRIBED = 28
"""How many characters behind a number its noun is looked for."""
DEFINITE, LEAST = 4.0, 2.0
"""How much it says that a word such as "this" points back, and how rare the slip must be then."""
KNOWN = 3.0
"""How much it says that the figure itself is told as known, whatever its noun: the 7.4-kilometre route."""
HEDGES = ("exact", "over", "under", "about")
"""How a figure is hedged that may be told again exactly."""
NARROW = 1.5
"""How many bits the number of slips that there are takes from how narrow such a hedge is."""
ROUND = (3, 4)
"""To how many digits a longer figure may be rounded where it is told again; fewer say too little."""
_AMOUNTS = ("money", "measure")
_PROSE = ("paragraph", "caption")


@dataclass(frozen=True, slots=True)
class _Group:
    """The figures of a text that measure in one unit."""

    chances: float
    """How much the number of pairs, each of which may be alike by chance, takes from the evidence, in bits."""
    printed: Counter[tuple[int, int]]
    """How often each value is printed."""
    units: Counter[str]
    """How many figures have each unit."""
    members: Sequence[Label]


def echoes(article: Article, labels: Sequence[Label], around: Surroundings) -> Iterator[Relation]:
    """Pairs of figures of the prose that were meant to be one."""
    groups: dict[tuple[str, str], list[Label]] = defaultdict(list)
    for label in labels:
        if article.blocks[label.figure.block].kind in _PROSE and label.figure.value and spelled(label.figure):
            groups[_measure(label.figure)].append(label)
    for members in groups.values():
        if len(members) < 2:
            continue
        group = _Group(2 * log2(len(members)), Counter(_value(label.figure) for label in members), Counter(unit(label.figure) for label in members), members)
        for first, second in _alike(members):
            if len(spelled(first.figure)) == 1 and _are_of_two_series(first, second, members):
                continue
            if weight(first, second, group, around) >= ENOUGH and (tie := _tie(first, second)) is not None:
                yield tie


def _are_of_two_series(first: Label, second: Label, members: Sequence[Label]) -> bool:
    """Whether each has another number of the same beside it in its sentence, and these differ too: 7个行业提速、2个回升, 4个行业提速、5个回升."""
    for step in (-1, 1):
        beside = [_beside(label, members, step) for label in (first, second)]
        values = {_value(label.figure) for label in beside if label is not None}
        if None not in beside and len(values) > 1:
            return True
    return False


def _beside(label: Label, members: Sequence[Label], step: int) -> Label | None:
    """The next one of its unit in its sentence, before or behind it."""
    place = next(number for number, other in enumerate(members) if other is label) + step
    other = members[place] if 0 <= place < len(members) else None
    return other if other is not None and other.sentence == label.sentence and other.figure.unit == label.figure.unit else None


def _measure(figure: Quantity) -> tuple[str, str]:
    """What figures must have in common to be compared; what is counted is told by the words around them."""
    if figure.kind in ("number", "count"):
        return "count", ""
    return ("time" if figure.kind in ("age", "duration") else figure.kind), measured(figure) if figure.kind == "measure" else unit(figure)


def _value(figure: Quantity) -> tuple[int, int]:
    """The value, in a form that is compared at once."""
    assert figure.value is not None
    return figure.value.numerator, figure.value.denominator


def _alike(labels: Sequence[Label]) -> Iterator[tuple[Label, Label]]:
    """Pairs whose digits are a slip apart, found by what such digits have in common."""
    seen: dict[str, list[tuple[int, Label]]] = {}
    for number, label in enumerate(labels):
        near: dict[int, Label] = {}
        printed = spelled(label.figure)
        for key in (*_keys(printed), *(key for short in _shortened(label.figure, printed) for key in _keys(short))):
            before = seen.get(key)
            if before is None:
                seen[key] = [(number, label)]
            else:
                near.update(before[-KEPT:])
                before.append((number, label))
        near.pop(number, None)
        yield from ((other, label) for other in near.values())


def _keys(printed: str) -> list[str]:
    """One digit left open, the digits in any order, the digits without zeros at the ends."""
    keys = [f"{printed[:place]}*{printed[place + 1 :]}" for place in range(len(printed))]
    if len(printed) > 1:
        keys.append("".join(sorted(printed)) + "~")
    plain = printed.strip("0")
    keys.append(plain + ".")
    if len(plain) > 1 and plain != printed:  # told with another word of magnitude
        keys += (f"{plain[:place]}*{plain[place + 1 :]}" for place in range(len(plain)))
        keys.append("".join(sorted(plain)) + "~")
    return keys


def _shortened(figure: Quantity, printed: str) -> Iterator[str]:
    """The digits of a long figure as they are where it is told with fewer."""
    plain = printed.strip("0")
    if figure.hedge == "exact":
        for length in ROUND:
            if len(plain) > length:
                yield plain[:length].strip("0")  # more than 153,000
                if plain[length] > "4":
                    yield str(int(plain[:length]) + 1).strip("0")


def _described(figure: Quantity, around: Surroundings) -> str:
    """The words between a number and what it counts: 122 pregnant seals."""
    text = around.article.blocks[figure.block].text[figure.end : figure.end + DESCRIBED]
    return text[: max(0, text.lower().find(figure.unit.lower()))].strip()


def weight(first: Label, second: Label, group: _Group, around: Surroundings) -> float:
    """How much speaks for the two telling one fact, in bits; 0 if it is not enough."""
    a, b = first.figure, second.figure
    if first.sentence == second.sentence or _counts_another(a, b, around):
        return 0.0
    is_only = b.kind == "count" and group.units[unit(b)] == 2 and unit(a) == unit(b) and (rareness(a, b) or 0.0) >= CLEAR
    is_only = is_only and len({_described(figure, around) for figure in (a, b)} - {""}) < 2
    if b.kind == "count" and unit(a) == unit(b) and (rareness(a, b) or 0.0) >= CLEAR and group.printed[_value(b)] == group.printed[_value(a)] == 1 and around.is_drawn_from(b):
        return _pointing(first, second, group, around, DEFINITE)
    if (b.kind in _AMOUNTS or is_only) and group.printed[_value(b)] == 1:
        if around.points_back(b, a):
            return _pointing(first, second, group, around, DEFINITE)
        if b.kind in _AMOUNTS and a.step == b.step and group.printed[_value(a)] == 1 and around.is_known(b):
            return _pointing(first, second, group, around, KNOWN)
    bits = rareness(a, b)
    least = ENOUGH + group.chances - around.most(first.sentence, second.sentence)
    is_rounded = bits is None and most_of_roundness(a, b) >= least
    if is_rounded:
        bits = _roundness(a, b)
    if bits is None or bits < least:
        return 0.0
    words = around.shared(a, b)
    if not words:
        return 0.0
    score = bits + words - min(around.replaced(a, b), OTHERS) / 2 - group.chances - _against(first, second)
    if score < ENOUGH or a.interval.meets(b.interval) or (group.printed[_value(a)] > 1 and group.printed[_value(b)] > 1):
        return 0.0  # they agree, or each is told again as it is
    if around.runs_alike(a, b) or around.is_other(a, b) or around.have_other_companions(a, b):
        return 0.0
    return 0.0 if is_rounded and _is_rounded_elsewhere(a, b, group) else score  # asked last: it looks at all figures


def _counts_another(first: Quantity, second: Quantity, around: Surroundings) -> bool:
    """Whether two figures of one digit count things of other names: another digit is then another fact."""
    if first.kind != "count" or second.kind != "count" or len(spelled(first).strip("0")) > 1 or len(spelled(second).strip("0")) > 1:
        return False
    return unit(first) != unit(second) if around.words.spaced else not alike([first, second], around.words.lang)


def _is_rounded_elsewhere(first: Quantity, second: Quantity, group: _Group) -> bool:
    """Whether some other figure tells the same as one of two: then it is told again as it is."""
    return any(
        label.figure not in (first, second) and figure.interval.meets(label.figure.interval)
        for label in group.members for figure in (first, second)
    )  # fmt: skip


def _roundness(first: Quantity, second: Quantity) -> float | None:
    """How rarely a slip of one figure gives what the other tells with fewer digits, in bits; None where it does not, or where they agree."""
    for exact, rounded in ((first, second), (second, first)):
        length = significant(rounded)
        if rounded.hedge not in HEDGES or exact.hedge != "exact" or not length or significant(exact) <= length or ("." in rounded.text and exact.step >= rounded.step):
            continue  # 108.0 is no number of three digits
        wide = _told(rounded).interval if rounded.hedge == "exact" else rounded.interval
        if not wide.meets(exact.interval) and (any(True for _ in slips(exact, wide)) or _was_mistyped(rounded, exact)):
            return max(0.0, min(DIGIT * (length - 1) - 1, _narrowness(wide)))
    return None


def _was_mistyped(rounded: Quantity, exact: Quantity) -> bool:
    """Whether a slip of a hedged figure itself gives what the other is about: nearly 84.5 of 48.46."""
    return rounded.hedge != "exact" and any(interval_of(value, rounded.step, rounded.hedge).meets(exact.interval) for _, value in slips(rounded, Interval(None, None)))


def _narrowness(wide: Interval) -> float:
    """How rarely a figure lies in an interval by chance, in bits."""
    if wide.low is None or wide.high is None or not wide.low or wide.high <= wide.low:
        return 0.0
    return max(0.0, log2(float(max(abs(wide.low), abs(wide.high)) / (wide.high - wide.low))) - NARROW)


def _told(rounded: Quantity) -> Quantity:
    """A figure as what it may be rounded from: 482,000 as any number from 481,500 to 482,500."""
    assert rounded.value is not None
    half = last_digit_unit(rounded.value, rounded.step) / 2
    return replace(rounded, interval=Interval(rounded.value - half, rounded.value + half))


def _pointing(first: Label, second: Label, group: _Group, around: Surroundings, definite: float) -> float:
    """The same where words such as "this" point from the second figure back: those in place of others say nothing then."""
    bits = rareness(first.figure, second.figure)
    if bits is None or bits < LEAST or first.figure.interval.meets(second.figure.interval) or first.direction * second.direction < 0:
        return 0.0
    score = bits + around.shared(first.figure, second.figure) + definite - group.chances / 2
    return score if score >= ENOUGH and not around.is_other(first.figure, second.figure) else 0.0


def _against(first: Label, second: Label) -> float:
    """What the labels say against the two telling one fact."""
    doubts = (
        (EARLIER, first.is_earlier != second.is_earlier),
        (PERIOD, bool(first.period and second.period) and first.period != second.period),
        (OPPOSED, first.direction * second.direction < 0),
        (WRITTEN, first.figure.kind == "measure" and unit(first.figure) != unit(second.figure)),
        (SHARES, first.is_share and second.is_share and not first.direction),
        (SUCCESSIVE, abs(first.sentence - second.sentence) <= 2 and sorted(spelled(first.figure)) != sorted(spelled(second.figure))),
    )
    return sum(bits for bits, is_so in doubts if is_so)


def _tie(first: Label, second: Label) -> Relation | None:
    """The two as one fact; a word such as "nearly" beside one of them is held to the other."""
    hedged = [label for label in (first, second) if label.figure.hedge != "exact"]
    details = {"first.label": _name(first, second), "second.label": _name(second, first)}
    if first.figure.hedge == second.figure.hedge:
        a, b = first.figure, second.figure
        if rareness(a, b) is None:  # one of them is rounded
            a, b = (_told(a), b) if significant(a) < significant(b) else (a, _told(b))
        return Relation("same", (("first", a), ("second", b)), False, "same-words", details=details)
    if len(hedged) == 1 and hedged[0].figure.hedge != "range":
        exact = second if hedged[0] is first else first
        return Relation("hedge", (("hedged", hedged[0].figure), ("exact", exact.figure)), False, "same-words")
    return None


def _name(label: Label, other: Label) -> str:
    """What the figure measures, in the words of the text."""
    return label.word or label.clause or other.word or other.clause or label.context
