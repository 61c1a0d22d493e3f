"""The growth of a whole beside the growth of its parts: 12.4 up 7.2% and 9.4 up 4.7% are 21.8 up 6.1%.

Each level and its rate give the level before; those of the parts make that of
the whole. Where no levels are told, the rate of a whole that its sentence
parts in full lies between those of its parts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache

from factcheck.kept import compiled
from factcheck.model import Quantity, Relation
from factcheck.relate.context.bases import Bases
from factcheck.relate.context.cues import Cues, cues
from factcheck.relate.context.labels import Label
from factcheck.relate.context.reading import Read
from factcheck.relate.sums.products import place_of

NAMES = ("first", "second", "third", "fourth", "fifth")
"""The roles of the parts, in the order of the text."""
DRIFT = 1.0
"""How many percentage points the two may differ where parts told on a comparable basis explain it."""
BETWEEN = 40
"""How many characters stand between a level and its rate at most."""

REACH = 3
"""How many sentences behind the rate of a whole, each part between semicolons as one, those of its parts stand at most."""


def blended(one: Read, sums: Sequence[Relation]) -> Iterator[Relation]:
    """The rates of each sum, all of whose levels have one of the same base; those of wholes that are told with all their parts."""
    cue, bases = cues(one.article.lang, "blended"), one.bases
    yield from _without_levels(one, bases, cue)
    if not sums:
        return
    numbers = {place_of(label.figure): number for number, label in enumerate(one.labels)}
    for tie in sums:
        total = dict(tie.roles)["total"]
        parts = [figure for role, figure in tie.roles if role == "parts"]
        places = [numbers.get(place_of(figure)) for figure in (*parts, total)]
        if not 2 <= len(parts) <= len(NAMES) or any(place is None for place in places) or not _add_up(parts, total):
            continue
        rates = [own_rate(one, place) for place in places if place is not None]
        told = [rate for rate in rates if rate is not None]
        named = {bases.of_change(rate.figure) for rate in told} - {""}
        if len(told) == len(places) and len(named) <= 1 and not any(is_real(one, rate) for rate in told):
            yield _tied(parts, total, told)


def _add_up(parts: Sequence[Quantity], total: Quantity) -> bool:
    """Whether they are the parts of that whole: of levels that do not fit the sum itself is told."""
    off = sum((part.value or Fraction(0) for part in parts), -(total.value or Fraction(0)))
    return abs(off) <= sum((part.step for part in parts), total.step)


def own_rate(one: Read, number: int) -> Label | None:
    """The rate that says how much a level has risen or fallen: the one right behind it, or right before it."""
    level, cue = one.labels[number].figure, cues(one.article.lang, "blended")
    text = one.article.blocks[level.block].text
    for other, pattern in ((number + 1, cue.behind), (number - 1, cue.before)):
        if not 0 <= other < len(one.labels):
            continue
        rate = one.labels[other]
        low, high = sorted(((level.start, level.end), (rate.figure.start, rate.figure.end)))
        is_rate = rate.figure.kind == "percent" and rate.direction and not rate.is_yearly and rate.figure.block == level.block
        if is_rate and high[0] - low[1] <= BETWEEN and pattern.fullmatch(text, low[1], high[0]):
            return rate
    return None


def is_real(one: Read, rate: Label) -> bool:
    """Whether its sentence says that it is one at constant prices, or of the like."""
    sentence = one.article.sentences[rate.sentence]
    return one.words.excuses.search(one.article.blocks[sentence.block].text, sentence.start, sentence.end) is not None


def _tied(parts: Sequence[Quantity], total: Quantity, rates: Sequence[Label]) -> Relation:
    """The formula with a pair of roles for each part; loose where the rates drift apart no more than a comparable basis lets them."""
    names = NAMES[: len(parts)]
    roles: list[tuple[str, Quantity]] = []
    for name, part, rate in zip(names, parts, rates):
        roles += [(name, part), (f"{name}-rate", rate.figure)]
    roles += [("total", total), ("rate", rates[-1].figure)]
    fallen = [f"{name}-rate" for name, rate in zip(names, rates) if rate.direction < 0] + (["rate"] if rates[-1].direction < 0 else [])
    before = sum(float(part.value or 0) / _factor(rate) for part, rate in zip(parts, rates))
    off = abs(100 * float(total.value or 0) / before - 100 * _factor(rates[-1])) if before else 0.0
    holds = " + ".join(f"{name} / (1 + {name}-rate)" for name in names) + " = total / (1 + rate)"
    choice = f"blend {place_of(rates[-1].figure)}"
    return Relation("blend", tuple(roles), False, "blended", negative=frozenset(fallen), holds=holds, choice=choice, is_firm=off >= DRIFT)


def _factor(rate: Label) -> float:
    return 1 + (1 if rate.direction > 0 else -1) * float(rate.figure.value or 0) / 100


def _without_levels(one: Read, bases: Bases, cue: Cues) -> Iterator[Relation]:
    """The rate of each whole against the highest and the lowest one of its parts."""
    by_block: dict[int, list[Label]] = defaultdict(list)
    for label in one.labels:
        if _is_rate(label):
            by_block[label.figure.block].append(label)
    for number, rates in by_block.items():
        text = one.article.blocks[number].text
        for whole, parts in _wholes(one.article.lang) if len(rates) > 2 else ():
            if len(rates) > len(parts) and all(part.search(text) for part in parts) and whole.search(text):
                yield from _of_block(text, whole, parts, rates, bases, cue)


def _is_rate(label: Label) -> bool:
    return label.figure.kind == "percent" and label.direction != 0 and not label.is_yearly and label.figure.hedge == "exact"


@lru_cache(maxsize=8)
def _wholes(lang: str) -> tuple[tuple[re.Pattern[str], tuple[re.Pattern[str], ...]], ...]:
    """Names of wholes, each with the names of all its parts."""
    cue = cues(lang, "blended")
    flags = re.IGNORECASE if cue.spaced else re.NOFLAG
    return tuple((compiled(told["whole"], flags), tuple(compiled(part, flags) for part in told["parts"])) for told in cue.table["wholes"])


def _of_block(text: str, whole: re.Pattern[str], parts: Sequence[re.Pattern[str]], rates: Sequence[Label], bases: Bases, cue: Cues) -> Iterator[Relation]:
    starts = [0, *(label.figure.end for label in rates)]
    between = [text[start : label.figure.start] for start, label in zip(starts, rates)]
    for number, rate in enumerate(rates):
        if _last(between[number], whole) <= max(_last(between[number], part) for part in parts):
            continue
        for first in range(number + 1, len(rates) - len(parts) + 1):
            last = first + len(parts)
            if rates[last - 1].sentence - rate.sentence > REACH or whole.search(between[last - 1]):
                break
            if sorted(_named(words, parts, cue) for words in between[first:last]) == list(range(len(parts))):
                yield from _bounded(rate, rates[first:last], bases)
                break


def _bounded(rate: Label, parts: Sequence[Label], bases: Bases) -> Iterator[Relation]:
    """The rate of a whole against those of its parts, if all are of one time."""
    if any(label.period not in ("", rate.period) for label in parts) or len({bases.of_change(label.figure) for label in (rate, *parts)} - {""}) > 1:
        return
    for sign, extreme in (("≤", max(parts, key=_factor)), ("≥", min(parts, key=_factor))):
        fallen = [role for role, label in (("rate", rate), ("first-rate", extreme)) if label.direction < 0]
        roles = (("rate", rate.figure), ("first-rate", extreme.figure))
        yield Relation("blend", roles, True, "blended", negative=frozenset(fallen), holds=f"rate {sign} first-rate")


def _named(between: str, parts: Sequence[re.Pattern[str]], cue: Cues) -> int:
    """Which of the parts alone is named right behind one rate and before the next; -1 if none is."""
    for number, part in enumerate(parts):
        match = part.search(between)
        if match is not None and cue.lead.fullmatch(between, 0, match.start()) and cue.between.fullmatch(between, match.end()):
            return number
    return -1


def _last(text: str, name: re.Pattern[str]) -> int:
    """Where a name ends last, -1 if nowhere."""
    return max((match.end() for match in name.finditer(text)), default=-1)
