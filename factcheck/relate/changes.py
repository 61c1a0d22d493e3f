"""Rises, falls and multiples with the levels before and after them, in one sentence or spread over several.

A rate looks for its levels first where grammar binds them to it ("rose 5 % to
54 from", "20 % below the May level of"), then, for the one that is missing,
under the same topic in sentences around it. Readings found that way are firm;
any other pair nearby that fits only tells that there is nothing to report.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import permutations

from factcheck.model import Article, Quantity, Relation
from factcheck.relate.labels import Label
from factcheck.relate.topics import Topic, order, topics
from factcheck.relate.vocabulary import Vocabulary
from factcheck.relate.wordings import alike

REACH = 2
"""How many sentences to either side levels are looked for, whatever they are about."""
KIN = 6
"""How many levels of the same topic, elsewhere in the article, are looked at for each of its words."""
MOST = 8
"""How many readings of one figure are tried."""
APART = 4
"""How many figures away in its sentence a level can be bound to a rate."""
ROUGHLY = 0.08
"""How far from the printed ratio a reading may be to be looked at exactly."""
AWAY = 10
"""One sentence away counts as much as this many figures in between."""
_ROLES = {"growth": "rate", "points": "points", "change": "change", "times": "times"}


@dataclass(frozen=True, slots=True)
class _Figure:
    """A label with its position among all labels of the article, its topic, and about what it is."""

    label: Label
    number: int
    topic: Topic
    amount: float
    """For a quick look only. A percentage as a fraction, points as printed."""

    def distance(self, other: _Figure) -> int:
        """How far apart two figures are, in figures; a sentence counts more."""
        return abs(self.number - other.number) + AWAY * abs(self.label.sentence - other.label.sentence)

    def is_about(self, other: _Figure) -> bool:
        """Whether both can be about one thing."""
        return self.topic.meets(other.topic, abs(self.label.sentence - other.label.sentence) <= 1)


@dataclass(slots=True)
class _Text:
    """The figures of one article, and where each stands."""

    article: Article
    words: Vocabulary
    figures: list[_Figure]
    by_sentence: dict[int, list[_Figure]] = field(default_factory=lambda: defaultdict(list))
    by_word: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    """The numbers of the levels whose topic has a word."""

    def between(self, first: _Figure, second: _Figure) -> str:
        """The text between two figures of one block."""
        start, end = first.label.figure, second.label.figure
        return self.article.blocks[start.block].text[start.end : end.start] if start.block == end.block else "\n"

    def is_excused(self, sought: _Figure) -> bool:
        """Whether words of its sentence allow what a rate would forbid, such as "in real terms"."""
        if sought.label.sentence < 0:
            return False
        sentence = self.article.sentences[sought.label.sentence]
        return self.words.excuses.search(self.article.blocks[sentence.block].text, sentence.start, sentence.end) is not None

    def around(self, sought: _Figure) -> list[_Figure]:
        """The other figures of its own and the neighbouring sentences, and those of its topic elsewhere."""
        own = sought.label.sentence
        found = {other.number: other for place in range(own - REACH, own + REACH + 1) for other in self.by_sentence.get(place, ())}
        for word in sought.topic.words:
            numbers = self.by_word.get(word, [])
            middle = bisect_left(numbers, sought.number)
            for number in numbers[max(0, middle - KIN) : middle + KIN]:
                if self.figures[number].topic.meets(sought.topic, False):
                    found[number] = self.figures[number]
        found.pop(sought.number, None)
        return list(found.values())


def changes(article: Article, labels: Sequence[Label], words: Vocabulary) -> Iterator[Relation]:
    """All readings of the rates, points, multiples and differences of one article."""
    about = topics(article, labels, words)
    text = _Text(article, words, [_Figure(label, number, about[number], _amount(label.figure)) for number, label in enumerate(labels)])
    for figure in text.figures:
        text.by_sentence[figure.label.sentence].append(figure)
        if figure.label.is_level and not figure.label.direction:
            for word in figure.topic.words:
                text.by_word[word].append(figure.number)
    for sought in text.figures:
        kind = _kind(sought.label)
        if kind and not sought.label.is_yearly and not text.is_excused(sought):
            yield from _Search(text, sought, kind).readings()


def _kind(label: Label) -> str:
    """The kind of relation whose other figures this one looks for, or empty."""
    kind = label.figure.kind
    if kind == "multiple":
        return "growth" if label.direction else "times"
    if not label.direction:
        return ""
    return {"percent": "growth", "point": "points"}.get(kind, "change" if label.is_level else "")


def _amount(figure: Quantity) -> float:
    value = figure.value if figure.value is not None else figure.interval.middle
    if value is None:
        return 0.0
    return float(value) / 100 if figure.kind == "percent" else float(value)


class _Search:
    """One figure that looks for the level before and the level after."""

    def __init__(self, text: _Text, sought: _Figure, kind: str) -> None:
        self.text, self.sought, self.kind = text, sought, kind
        self.change = sought.amount if sought.label.direction >= 0 else -sought.amount
        self.levels = [other for other in text.around(sought) if self._is_level(other)]
        self.old, self.new = self._bound()

    def readings(self) -> Iterator[Relation]:
        """The firm readings first, then the loose ones, the nearest before the others."""
        if len(self.levels) < 2:
            return
        firm = [pair for pair in self._firm() if self._can_pair(*pair)]
        for old, new in firm[:MOST]:
            yield self._relation(old, new, True)
        loose = []
        for old, new in permutations(self.levels, 2):
            if (old, new) not in firm and self._fits(old, new) and self._can_pair(old, new):
                loose.append((self.sought.distance(old) + self.sought.distance(new) + old.distance(new), old, new))
        for _, old, new in sorted(loose, key=lambda found: found[0])[:MOST]:
            yield self._relation(old, new, False)

    def _is_level(self, other: _Figure) -> bool:
        """Whether it can be a level before or after the change."""
        figure = other.label.figure
        if self.kind == "points":
            return figure.kind == "percent"
        if self.kind == "times" and figure.kind == "percent":
            return True
        return other.label.is_level and not other.label.direction and figure.kind != "age"

    def _bound(self) -> tuple[_Figure | None, _Figure | None]:
        """The levels before and after that grammar binds to it in its own sentence."""
        old, new = self._behind()
        before_old, before_new = self._before(new is not None)
        return old or before_old, new or before_new

    def _behind(self) -> tuple[_Figure | None, _Figure | None]:
        """Of the levels behind it: the one after "to", and the one after "from"."""
        old = new = None
        sought, words = self.sought, self.text.words
        for other in self.text.figures[sought.number + 1 : sought.number + 1 + APART]:
            between = self.text.between(self.text.figures[other.number - 1], other)
            if other.label.sentence != sought.label.sentence or words.other_move.search(between) or _kind(other.label) in ("growth", "points"):
                break
            if not self._is_level(other):
                continue
            if other.label.is_earlier or (self.kind == "times" and other.number == sought.number + 1 and not words.to_level.search(between)):
                old = old or other
            elif words.to_level.search(between):
                new = new or other
        return old, new

    def _before(self, has_new: bool) -> tuple[_Figure | None, _Figure | None]:
        """Of the levels before it: the nearest one told as the earlier one, and the nearest other one."""
        old = new = None
        sought, words = self.sought, self.text.words
        for other in reversed(self.text.figures[max(0, sought.number - APART) : sought.number]):
            if other.label.sentence != sought.label.sentence:
                break
            if self._is_level(other) and sought.is_about(other):
                if other.label.is_earlier or words.base_link.search(self.text.between(other, sought)):
                    old = old or other
                elif not has_new:
                    new = new or other
            if new is not None or _kind(other.label) in ("growth", "points"):
                break
        return old, new

    def _firm(self) -> list[tuple[_Figure, _Figure]]:
        """The pairs that words tie: bound ones, or the missing one of the same topic, or a pair next to it."""
        old, new, sought = self.old, self.new, self.sought
        if old is not None and new is not None:
            return [(old, new)]
        if self.text.words.other_rate.search(sought.label.clause):
            return []
        near = sorted(self.levels, key=lambda other: (-sought.topic.likeness(other.topic), sought.distance(other)))
        if new is not None:
            return [(other, new) for other in near if order(other.label, new.label) > 0 and self._is_kin(new, other)][:1]
        if old is not None:
            return [(old, other) for other in near if order(old.label, other.label) > 0 and self._is_kin(old, other)][:1]
        return self._pair_beside(near)

    def _is_kin(self, bound: _Figure, other: _Figure) -> bool:
        """Whether a level is about the same as the sought figure and the one bound to it."""
        return other is not bound and self.sought.is_about(other) and self._can_pair(bound, other)

    def _pair_beside(self, near: Sequence[_Figure]) -> list[tuple[_Figure, _Figure]]:
        """Both levels in a sentence beside one that has none of its own."""
        sought = self.sought
        if any(other.label.sentence == sought.label.sentence for other in near):
            return []
        for old, new in permutations(near, 2):
            together = abs(old.label.sentence - new.label.sentence) <= 1 and old.distance(new) <= AWAY + APART
            if together and order(old.label, new.label) > 0 and sought.is_about(old) and sought.is_about(new) and self._can_pair(old, new):
                return [(old, new)]
        return []

    def _can_pair(self, old: _Figure, new: _Figure) -> bool:
        besides = [self.sought.label.figure] if self.kind == "change" else []
        return _can_pair([old.label.figure, new.label.figure, *besides], self.text.article.lang)

    def _fits(self, old: _Figure, new: _Figure) -> bool:
        """Whether a reading comes near enough to be worth an exact look."""
        if self.kind == "points":
            return abs((new.amount - old.amount) * 100 - self.change) < 1
        if self.kind == "change":
            return abs(new.amount - old.amount - self.change) <= abs(new.amount) / 10
        if not old.amount:
            return False
        meant = new.amount / old.amount - (1 if self.kind == "growth" else 0)
        return abs(meant - self.change) <= ROUGHLY * (1 + abs(self.change))

    def _relation(self, old: _Figure, new: _Figure, is_firm: bool) -> Relation:
        role, figure = _ROLES[self.kind], self.sought.label.figure
        return Relation(
            self.kind,
            (("old", old.label.figure), ("new", new.label.figure), (role, figure)),
            False,
            "nearby",
            negative=frozenset((role,)) if self.sought.label.direction < 0 else frozenset(),
            choice=f"{figure.article}:{figure.block}:{figure.start}",
            is_firm=is_firm,
        )


def _can_pair(figures: list[Quantity], lang: str) -> bool:
    """Whether they can be levels of one thing; a bare small number next to amounts with a unit is none."""
    kinds = {figure.kind for figure in figures}
    if len(kinds) > 1:
        if kinds & {"duration", "percent"}:
            return False
        if any(figure.kind == "number" and figure.step == 1 and "," not in figure.text for figure in figures):
            return kinds == {"number", "count"}
    return alike(figures, lang)
