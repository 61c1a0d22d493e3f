"""Shares with a part and a whole of neighbouring sentences: which pair fits is for the engine to see.

Each share makes one choice; the likeliest pairs come first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations

from factcheck.model import Article, Quantity, Relation
from factcheck.records import dataclass
from factcheck.relate.cues import cues
from factcheck.relate.labels import Label
from factcheck.relate.shares import TOLD, is_joined, is_literally_true
from factcheck.relate.vocabulary import Vocabulary
from factcheck.relate.wordings import alike

REACH = 1
"""How many sentences to either side partners are looked for."""
MOST = 8
"""How many readings of one figure are tried."""
NEAR = 8
"""How far apart, all distances added, three figures may stand and still be tied firmly."""
ROUGHLY = 0.08
"""How far from the printed ratio a reading may be to be looked at exactly."""
AWAY = 10
"""One sentence away counts as much as this many figures in between."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A label with its position among all labels of the article."""

    label: Label
    number: int
    amount: float
    """About what it is: for a quick look only. A percentage as a fraction, points as printed."""

    def distance(self, other: _Place) -> int:
        """How far apart two figures are, in figures; a sentence counts more."""
        return abs(self.number - other.number) + AWAY * abs(self.label.sentence - other.label.sentence)


@dataclass(frozen=True, slots=True)
class _Around:
    """A figure with the figures of its own and the neighbouring sentences, and the text they stand in."""

    place: _Place
    others: tuple[_Place, ...]
    article: Article
    words: Vocabulary
    all: Sequence[_Place]
    """All figures of the article."""

    def levels(self) -> list[_Place]:
        """The amounts that are no change."""
        return [other for other in self.others if other.label.is_level and not other.label.direction]

    def is_together(self, *places: _Place) -> bool:
        """Whether all stand in its sentence."""
        return all(other.label.sentence == self.place.label.sentence for other in places)

    def governing(self) -> _Place | None:
        """The total that a word such as 其中, before the figure in its sentence, takes apart."""
        sentence = self.article.sentences[self.place.label.sentence] if self.place.label.sentence >= 0 else None
        if sentence is None:
            return None
        text = self.article.blocks[sentence.block].text
        opening = None
        for match in self.words.apart.finditer(text, sentence.start, self.place.label.figure.start):
            opening = match
        if opening is None:
            return None
        before = [
            other for other in self.levels()
            if (other.label.figure.block, other.label.figure.end) <= (sentence.block, opening.start()) and not other.label.is_earlier
        ]  # fmt: skip
        return max(before, key=lambda other: other.number, default=None)

    def is_excused(self) -> bool:
        """Whether words of its sentence allow what a rate would forbid, such as "in real terms"."""
        sentence = self.article.sentences[self.place.label.sentence] if self.place.label.sentence >= 0 else None
        if sentence is None:
            return False
        return self.words.excuses.search(self.article.blocks[sentence.block].text, sentence.start, sentence.end) is not None

    def between(self, first: _Place, second: _Place) -> str:
        """The text between two figures of one block."""
        start, end = first.label.figure, second.label.figure
        return self.article.blocks[start.block].text[start.end : end.start] if start.block == end.block else ""


def nearby(article: Article, labels: Sequence[Label], words: Vocabulary) -> Iterator[Relation]:
    """All readings of the shares of one article."""
    places = [_Place(label, number, _amount(label.figure)) for number, label in enumerate(labels)]
    by_sentence: dict[int, list[_Place]] = {}
    for place in places:
        by_sentence.setdefault(place.label.sentence, []).append(place)
    for place in filter(_seeks, places):
        sentences = range(place.label.sentence - REACH, place.label.sentence + REACH + 1)
        others = tuple(other for sentence in sentences for other in by_sentence.get(sentence, ()) if other is not place)
        around = _Around(place, others, article, words, places)
        if len(others) >= 2 and not around.is_excused():
            yield from _shares(around)


def _seeks(place: _Place) -> bool:
    """Whether it is a share of something."""
    label = place.label
    return label.figure.kind == "percent" and label.is_share and not label.direction and not label.is_yearly


def _amount(figure: Quantity) -> float:
    value = figure.value if figure.value is not None else figure.interval.middle
    if value is None:
        return 0.0
    return float(value) / 100 if figure.kind == "percent" else float(value)


def _shares(around: _Around) -> Iterator[Relation]:
    """A share with its part and its whole."""
    place, pairs = around.place, []
    governing = around.governing()
    levels = [level for level in around.levels() if level.label.figure.hedge not in ("atleast", "atmost") and level.amount]
    if governing is not None and governing not in levels:
        levels.append(governing)
    for part, whole in permutations(levels, 2):
        if part is governing or part.amount == whole.amount:
            continue
        is_firm = _is_firm_share(around, part, whole, governing) and not is_literally_true(part.label.figure, whole.label.figure, place.label.figure)
        if not is_firm and (whole.label.figure.hedge not in TOLD or whole.amount <= part.amount or abs(part.amount / whole.amount - place.amount) > ROUGHLY):
            continue
        if _can_pair([part.label.figure, whole.label.figure], around.article.lang, strict=True):
            pairs.append((not is_firm, place.distance(part) + place.distance(whole) + part.distance(whole), part, whole))
    pairs.sort(key=lambda pair: pair[:2])
    for is_loose, _, part, whole in pairs[:MOST]:
        yield Relation(
            "share",
            (("part", part.label.figure), ("whole", whole.label.figure), ("share", place.label.figure)),
            False,
            "nearby",
            choice=_name(place.label.figure),
            is_firm=not is_loose,
        )


def _is_firm_share(around: _Around, part: _Place, whole: _Place, governing: _Place | None) -> bool:
    """Whether words tie the three: the part right before its share, and the whole before a word such as 其中 or behind "of"."""
    if is_joined(around.article, part.label, cues(around.article.lang, "shares")):
        return False
    place = around.place
    before = around.all[part.number - 1] if part.number else place
    if before is not place and before.label.figure.kind == "percent" and around.words.share_of.fullmatch(around.between(before, part)):
        return False  # 37 pct of it is spoken of: it is a whole itself
    linked = around.words.share_link.fullmatch(around.between(part, place)) is not None
    is_next = 0 < place.number - part.number <= 2 and around.is_together(part) and linked
    if whole is governing:
        return is_next
    if place.number < part.number and around.words.share_of.fullmatch(around.between(place, part)):
        return False  # the share is said to be of the one that is taken for a part here
    if whole.number + 1 < len(around.all) and around.all[whole.number + 1].label.is_share and whole.label.sentence != place.label.sentence:
        return False  # it has a share of its own, so it is another part
    if is_next and whole.number < part.number and _ends_alike(part.label.clause, whole.label.clause, around.words):
        return True
    if not around.is_together(part, whole) or place.distance(part) + place.distance(whole) + part.distance(whole) > NEAR:
        return False
    if whole.number > place.number and around.words.share_of.fullmatch(around.between(place, whole)):
        return part.number < place.number
    if whole.number < part.number:
        return is_next and bool(around.words.among.search(around.between(whole, part)))
    is_out_of = whole.number - part.number == 1 and bool(around.words.out_of.search(around.between(part, whole)))
    return is_out_of and place.number > whole.number  # a share before them has a subject of its own


def _ends_alike(part: str, whole: str, words: Vocabulary) -> bool:
    """Whether the name of the part ends in that of the whole: 制造业新增减税降费 and 全国新增减税降费."""
    plain = words.entire.sub("", whole).strip()
    if words.spaced:
        a, b = part.lower().split(), plain.lower().split()
        return len(b) >= 2 and len(a) > len(b) and a[-len(b) :] == b
    return len(plain) >= 4 and part.endswith(plain[-8:])


def _can_pair(figures: list[Quantity], lang: str, strict: bool = False) -> bool:
    """Whether they can be levels of one thing; a bare small number next to amounts with a unit is none."""
    kinds = {figure.kind for figure in figures}
    if kinds & {"age", "duration"} and (strict or len(kinds) > 1):
        return False
    if len(kinds) > 1 and any(figure.kind == "number" and figure.step == 1 and "," not in figure.text for figure in figures):
        return kinds == {"number", "count"}
    return alike(figures, lang, strict)


def _name(figure: Quantity) -> str:
    return f"{figure.article}:{figure.block}:{figure.start}"
