"""One amount told for two stretches of time: £78 a year, the equivalent of £1.50 a week; 每年126元，相当于每月10.5元.

Words between the two say that they are the same, so that one is as many times
the other as the longer stretch holds of the shorter one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.model import Article, Quantity, Relation
from factcheck.records import replace
from factcheck.relate.context.cues import Cues, cues
from factcheck.relate.context.figures import can_pair
from factcheck.relate.context.labels import Label
from factcheck.relate.scales.elapsed import Elapsed
from factcheck.relate.sums.averages import as_figure, rounded
from factcheck.relate.sums.products import place_of

HOLDS = {
    ("day", "week"): (7, 5, 7),
    ("day", "month"): (30, 20, 31),
    ("day", "year"): (365, 200, 366),
    ("week", "month"): (4, 4, 5),
    ("week", "year"): (52, 48, 53),
    ("month", "year"): (12, 10, 12),
    ("quarter", "year"): (4, 4, 4),
}
"""How often the longer stretch holds the shorter one: usually, at least (days of work, months in which a tax is paid) and at most."""
BETWEEN = 110
"""How many characters stand between the two at most."""
SIDE = 40
"""How many characters before an amount name its stretch."""


def stretches(article: Article, labels: Sequence[Label]) -> Iterator[Relation]:
    """Each amount with the next one, if words say that they are one amount for two stretches."""
    cue = cues(article.lang, "stretches")
    blocks = {number for number, block in enumerate(article.blocks) if cue.hint.search(block.text)}
    for first, second in zip(labels, labels[1:]):
        block = first.figure.block
        if block not in blocks or second.figure.block != block or second.figure.start - first.figure.end > BETWEEN:
            continue
        if first.is_level and second.is_level and first.figure.value and second.figure.value and can_pair([first.figure, second.figure], article.lang):
            between = _between(article.blocks[block].text, first.figure, second.figure)
            if first.direction or cue.moved.search(between) is None:
                yield from _one_amount(article, first.figure, second.figure, between, cue)


def _between(text: str, first: Quantity, second: Quantity) -> str:
    """What stands between an amount and the digits of another one: "equal to" is read as a part of that."""
    digits = next((place for place in range(second.start, second.end) if text[place].isdigit()), second.start)
    return text[first.end : digits]


def _one_amount(article: Article, first: Quantity, second: Quantity, between: str, cue: Cues) -> Iterator[Relation]:
    text = article.blocks[first.block].text
    named = cue.behind.match(between)
    joint = cue.same.search(between, named.end() if named else 0)
    if joint is None:
        return
    told = named or cue.before.search(text[max(0, first.start - SIDE) : first.start])
    again = cue.behind.match(text, second.end) or cue.before.search(between[joint.start() :])
    if told is None or again is None or cue.apart.match(text, max(second.end, again.end() if again.string is text else 0)):
        return
    one, other = (cue.table["names"][found["stretch"].lower()] for found in (told, again))
    for short, long, average, total in ((one, other, first, second), (other, one, second, first)):
        if (short, long) in HOLDS:
            usual, least, most = HOLDS[short, long]
            time = as_figure(Elapsed(usual, least, most, f"{usual}"), cue.table["words"][short], average)
            plain = replace(average, unit=average.unit.partition("/")[0])
            roles = (("total", replace(total, unit=total.unit.partition("/")[0])), ("count", time), ("average", rounded(plain)))
            yield Relation("average", roles, joint["said"] is not None, "nearby", choice=f"stretch {place_of(second)}")
