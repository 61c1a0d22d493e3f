"""A list of what an amount of a sentence before is made up of: "bills outright comprising 38 mln in band one, 337 mln in band two ...".

A sentence may also say what its total includes ("total sales include ..."), and
the next one may add to it ("in addition, the firm exported 6,180 units").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.model import Article, Relation
from factcheck.relate.context.cues import Cues, cues
from factcheck.relate.context.labels import Label
from factcheck.relate.context.near import significant
from factcheck.relate.sums.lists import can_add, summed
from factcheck.relate.sums.products import place_of

FEWEST, MOST = 2, 6
"""How many parts such a list has."""
REACH = 3
"""How many sentences back the total stands at most."""
TELLING, COUNTED = 7, 10
"""How many digits parts and total have together at least, and how many if they count things."""


def comprised(article: Article, labels: Sequence[Label]) -> Iterator[Relation]:
    """Each such list with the amounts before it that may be its total."""
    cue = cues(article.lang, "comprised")
    told: set[int] = set()
    for number, label in enumerate(labels):
        if label.sentence < 0 or label.sentence in told or label.figure.kind not in ("money", "measure", "count", "number"):
            continue
        sentence = article.sentences[label.sentence]
        text = article.blocks[sentence.block].text
        named = cue.named.match(text, sentence.start, label.figure.start)
        if named is None and (label.figure.kind in ("count", "number") or cue.opens.search(text, sentence.start, label.figure.start) is None):
            continue
        told.add(label.sentence)
        parts = [other for other in labels[number:] if other.sentence == label.sentence and other.is_level and can_add(label, other, article.lang)]
        if named is not None:
            parts += _added(article, labels[number:], label, cue)
        if FEWEST <= len(parts) <= MOST and not any(other.sentence == label.sentence and can_add(label, other, article.lang) for other in labels[:number]):
            is_some = named is not None and bool(named.groupdict().get("some"))
            yield from _totals(article, labels[:number], parts, is_some)


def _added(article: Article, behind: Sequence[Label], first: Label, cue: Cues) -> Iterator[Label]:
    """What the next sentence adds to the list, if words such as "in addition" open it: its first amount."""
    for label in behind:
        if label.sentence == first.sentence + 1 and label.is_level:
            sentence = article.sentences[label.sentence]
            is_added = cue.added.match(article.blocks[sentence.block].text, sentence.start) is not None
            if is_added and can_add(first, label, article.lang):
                yield label
            return


def _totals(article: Article, before: Sequence[Label], parts: Sequence[Label], is_some: bool) -> Iterator[Relation]:
    """The parts with the amounts of the sentences before: one of these is meant. is_some: they may leave out some of it."""
    total_of_parts = sum(part.figure.value or 0 for part in parts)
    largest = max(part.figure.value or 0 for part in parts)
    for total in reversed(before):
        if parts[0].sentence - total.sentence > REACH:
            return
        if total.is_level and not total.is_earlier and (total.figure.value or 0) * 2 > largest and can_add(total, parts[0], article.lang):
            least = COUNTED if parts[0].figure.kind in ("count", "number") else TELLING
            is_firm = sum(significant(label.figure) for label in (total, *parts)) >= least and not (is_some and total_of_parts < (total.figure.value or 0))
            yield summed(total, parts, f"comprised {place_of(parts[0].figure)}", is_firm=is_firm)
