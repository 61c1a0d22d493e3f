"""Shares with a part and a whole of neighbouring sentences: which pair fits is for the engine to see.

Each share makes one choice; the likeliest pairs come first.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

from factcheck.model import Quantity, Relation
from factcheck.records import dataclass
from factcheck.relate.context.cues import cues
from factcheck.relate.context.figures import Figure, Text, choice
from factcheck.relate.context.vocabulary import Vocabulary
from factcheck.relate.sentences.wordings import alike
from factcheck.relate.shares.shares import TOLD, is_joined, is_literally_true

REACH = 1
"""How many sentences to either side partners are looked for."""
MOST = 8
"""How many readings of one figure are tried."""
NEAR = 8
"""How far apart, all distances added, three figures may stand and still be tied firmly."""
ROUGHLY = 0.08
"""How far from the printed ratio a reading may be to be looked at exactly."""


@dataclass(frozen=True, slots=True)
class _Around:
    """A share with the figures of its own and the neighbouring sentences, and the text they stand in."""

    place: Figure
    others: tuple[Figure, ...]
    text: Text

    def levels(self) -> list[Figure]:
        """The amounts that are no change."""
        return [other for other in self.others if other.label.is_level and not other.label.direction]

    def is_together(self, *places: Figure) -> bool:
        """Whether all stand in its sentence."""
        return all(other.label.sentence == self.place.label.sentence for other in places)

    def governing(self) -> Figure | None:
        """The total that a word such as 其中, before the figure in its sentence, takes apart."""
        sentence = self.text.article.sentences[self.place.label.sentence] if self.place.label.sentence >= 0 else None
        if sentence is None:
            return None
        opening = None
        for match in self.text.words.apart.finditer(self.text.article.blocks[sentence.block].text, sentence.start, self.place.label.figure.start):
            opening = match
        if opening is None:
            return None
        before = [
            other for other in self.levels()
            if (other.label.figure.block, other.label.figure.end) <= (sentence.block, opening.start()) and not other.label.is_earlier
        ]  # fmt: skip
        return max(before, key=lambda other: other.number, default=None)


def nearby(text: Text) -> Iterator[Relation]:
    """All readings of the shares of one article."""
    for place in filter(_seeks, text.figures):
        sentences = range(place.label.sentence - REACH, place.label.sentence + REACH + 1)
        others = tuple(other for sentence in sentences for other in text.by_sentence.get(sentence, ()) if other is not place)
        if len(others) >= 2 and not text.is_excused(place):
            yield from _shares(_Around(place, others, text))


def _seeks(place: Figure) -> bool:
    """Whether it is a share of something."""
    label = place.label
    return label.figure.kind == "percent" and label.is_share and not label.direction and not label.is_yearly


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
        if _can_pair([part.label.figure, whole.label.figure], around.text.article.lang, strict=True):
            pairs.append((not is_firm, place.distance(part) + place.distance(whole) + part.distance(whole), part, whole))
    pairs.sort(key=lambda pair: pair[:2])
    for is_loose, _, part, whole in pairs[:MOST]:
        yield Relation(
            "share",
            (("part", part.label.figure), ("whole", whole.label.figure), ("share", place.label.figure)),
            False,
            "nearby",
            choice=choice(place.label.figure),
            is_firm=not is_loose,
        )


def _is_firm_share(around: _Around, part: Figure, whole: Figure, governing: Figure | None) -> bool:
    """Whether words tie the three: the part right before its share, and the whole before a word such as 其中 or behind "of"."""
    text, words = around.text, around.text.words
    if is_joined(text.article, part.label, cues(text.article.lang, "shares")):
        return False
    place = around.place
    before = text.figures[part.number - 1] if part.number else place
    if before is not place and before.label.figure.kind == "percent" and words.share_of.fullmatch(text.between(before, part)):
        return False  # 37 pct of it is spoken of: it is a whole itself
    linked = words.share_link.fullmatch(text.between(part, place)) is not None
    is_next = 0 < place.number - part.number <= 2 and around.is_together(part) and linked
    if whole is governing:
        return is_next
    if place.number < part.number and words.share_of.fullmatch(text.between(place, part)):
        return False  # the share is said to be of the one that is taken for a part here
    if whole.number + 1 < len(text.figures) and text.figures[whole.number + 1].label.is_share and whole.label.sentence != place.label.sentence:
        return False  # it has a share of its own, so it is another part
    if _are_items(text, part, whole, place):
        return False
    if is_next and whole.number < part.number and _ends_alike(part.label.clause, whole.label.clause, words):
        return True
    if not around.is_together(part, whole) or place.distance(part) + place.distance(whole) + part.distance(whole) > NEAR:
        return False
    if whole.number > place.number and words.share_of.fullmatch(text.between(place, whole)):
        return part.number < place.number
    if whole.number < part.number:
        return is_next and bool(words.among.search(text.between(whole, part)))
    is_out_of = whole.number - part.number == 1 and bool(words.out_of.search(text.between(part, whole)))
    return is_out_of and place.number > whole.number  # a share before them has a subject of its own


def _are_items(text: Text, part: Figure, whole: Figure, place: Figure) -> bool:
    """Whether the whole has a share of its own behind it in the very words that the part has: 113家（占21.8%）、7家（占1.4%）."""
    if whole.number + 1 >= len(text.figures) or place.number != part.number + 1 or whole.number + 1 == part.number:
        return False
    return text.figures[whole.number + 1].label.is_share and text.between(whole, text.figures[whole.number + 1]) == text.between(part, place)


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
