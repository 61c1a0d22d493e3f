"""One rate told in two sentences: exports rose 3.7% in the lead, and below that exports of 48.6亿元, up 3.7%."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from factcheck.model import Article, Relation
from factcheck.relate.context.cues import Cues, cues
from factcheck.relate.context.evidence import Surroundings
from factcheck.relate.context.labels import BLANK, Label
from factcheck.relate.context.near import slip

SHORT, LONG = 2, 4
"""How many characters a name has at least, and one that says enough by itself."""
MOST = 4
"""In how many sentences a rate is told at most: what is told more often is the like of many places."""


class Told(NamedTuple):
    """A rate and what its sentence says that it is of."""

    label: Label
    name: str
    """The measure, without the place."""
    place: str
    """The place before the name of the measure; empty if there is none."""
    subject: str
    """The words before the clause that has the name."""


def restated(article: Article, labels: Sequence[Label], around: Surroundings) -> Iterator[Relation]:
    """Pairs of rates of one measure, one time and one base that agree or are a slip apart."""
    if around.words.spaced:
        return  # there the words of the two sentences are compared
    cue = cues(article.lang, "restated")
    groups: dict[tuple[str, str, str, int], list[Told]] = defaultdict(list)
    for number, label in enumerate(labels):
        if label.figure.kind != "percent" or not label.direction or not label.period or label.is_yearly or label.is_earlier:
            continue
        if label.figure.hedge != "exact" or article.blocks[label.figure.block].kind == "heading":
            continue
        told = named(article, labels, number)
        if told is not None and len(told.name) >= LONG:
            groups[told.name, label.period, _base(label, cue), label.direction].append(told)
    for group in groups.values():
        if 1 < len(group) <= MOST:
            yield from _pair(group, around, cue)


def named(article: Article, labels: Sequence[Label], number: int) -> Told | None:
    """The rate of this number with its own name, or that of the level right before it; None if neither has one."""
    label, cue = labels[number], cues(article.lang, "restated")
    if told := _of_clause(label, label, cue):
        return told
    level = labels[number - 1] if number else None
    if level is None or level.sentence != label.sentence or not level.is_level or level.direction or level.is_earlier:
        return None
    between = article.blocks[label.figure.block].text[level.figure.end : label.figure.start]
    return None if cue.moving.sub("", between).strip(cue.table["marks"]) else _of_clause(label, level, cue)


def _of_clause(label: Label, naming: Label, cue: Cues) -> Told | None:
    """The rate with what the clause of another figure, or its own one, says."""
    text = cue.moving.sub("", naming.clause)
    place = cue.place.match(text)
    name = cue.beside.sub("", text[place.end() :] if place else text).strip()
    if len(name) < SHORT or BLANK in text:
        return None
    return Told(label, name, place.group() if place else "", naming.subject)


def _base(label: Label, cue: Cues) -> str:
    """What it is compared with, or freed of, if that is said and is not simply a year ago."""
    found = cue.based.search(label.clause)
    return found.group() if found is not None else ""


def _pair(group: Sequence[Told], around: Surroundings, cue: Cues) -> Iterator[Relation]:
    """The first rate with the first other one; where all are the same, with the next."""
    first, *others = group
    values = [told.label.figure.value for told in group]
    another = next((told for told in others if told.label.figure.value != values[0]), others[0])
    a, b = first.label, another.label
    is_told_again = min(values.count(a.figure.value), values.count(b.figure.value)) > 1
    if a.sentence == b.sentence or len(set(values)) > 2 or (is_told_again and a.figure.value != b.figure.value) or not _is_one_place(first, another, len(group)):
        return
    if first.subject != another.subject and not all(_leads_in(told.subject, cue) for told in (first, another)):
        return
    if a.figure.value == b.figure.value or (slip(a.figure, b.figure, is_expected=True) and not around.is_other(a.figure, b.figure)):
        details = {"first.label": first.name, "second.label": another.name}
        yield Relation("same", (("first", a.figure), ("second", b.figure)), False, "same-label", details=details)


def _is_one_place(first: Told, another: Told, many: int) -> bool:
    """Whether both are of one place, or the only two: then the later one may leave its name out."""
    return first.place == another.place or (many == 2 and not another.place)


def _leads_in(subject: str, cue: Cues) -> bool:
    """Whether the words before the clause only say who tells it, and name no place or group that it is of."""
    return not subject or cue.telling.search(subject) is not None
