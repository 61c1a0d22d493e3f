"""Figures that a sentence compares with one that it does not repeat: "That is down from 45% in May", "其中……", "of this, 12 million".

The wording has one figure and leaves the other side open. What fills it was
told just before (or, of a round mark that was passed, is told right after):
the nearest figure of the same kind about the same thing. Any other one nearby
that fits shows that it may be meant instead, so that nothing is reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.kept import compiled
from factcheck.model import Relation
from factcheck.records import replace
from factcheck.relate.context.figures import Figure, Text, choice
from factcheck.relate.sentences.wordings import Match, alike, relation

REACH = 3
"""How many sentences back, or ahead, the figure that is meant may stand."""
ECONOMY = "gdp"
"""The term that economic growth is that of: it is not held against that of exports."""
COUNTS = {"number", "count"}
"""Kinds that may leave the name of what they count to each other: 412 cars, down from 455."""
APART = 12
"""How many times as much one of the two may be: what is farther off is another thing."""

_ITEM = compiled(r"[.;\u3002\uff1b]\s*[^\W\d]{2,16}[:\uff1a]")
"""A sentence that begins with a name and a colon."""


def answered(opened: Sequence[Match], text: Text) -> Iterator[Relation]:
    """Each open wording with the figure that is meant, and with the others nearby that may be meant instead."""
    if not opened:
        return
    placed = {(figure.label.figure.block, figure.label.figure.start): figure for figure in text.figures}
    for match in opened:
        given = match.roles[0][1]
        own = placed.get((given.block, given.start))
        if own is not None and not own.is_heading:
            yield from _Open(match, own, text).readings()


class _Open:
    """A wording with one open side."""

    def __init__(self, match: Match, own: Figure, text: Text) -> None:
        self.match, self.own, self.text = match, own, text
        self.points = "it" in match.names
        """Whether a word such as "that" stands for the missing figure."""
        self.is_pace = "pace" in match.names
        """Whether the figure is a rate of growth that slowed or quickened, whatever the words beside either say of up and down."""
        self.is_ahead = "ahead" in match.names
        sentence = own.label.sentence
        self.sentences = range(sentence + 1, sentence + 1 + REACH) if self.is_ahead else range(sentence - 1, sentence - 1 - REACH, -1)

    def readings(self) -> Iterator[Relation]:
        """The likeliest one first; none if nothing likely was told."""
        meant = self._meant()
        if meant is None or self._is_of_other_item(meant):
            return
        for other in (meant, *self._rivals(meant)):
            tie = self._tie(other)
            if tie is not None:
                is_meant = other is meant
                yield replace(tie, stated=is_meant and not self._may_be_others(other), is_firm=is_meant, why="next-sentence", choice=f"open {choice(self.own.label.figure)}")

    def _may_be_others(self, meant: Figure) -> bool:
        """Whether a whole sentence stands between, so that "them" may be people of whom that speaks without a number."""
        is_far = abs(self.own.label.sentence - meant.label.sentence) > 1
        return is_far and self.text.words.spaced and self.points and self.match.wording.missing == "whole"

    def _is_of_other_item(self, meant: Figure) -> bool:
        """Whether a name with a colon opens another item of a list between the two: Norwich: 750 visitors. Derby: shops were busy. Of these, …"""
        first, last = sorted((meant.label.figure, self.own.label.figure), key=lambda figure: figure.start)
        is_one = first.block == last.block and abs(self.own.label.sentence - meant.label.sentence) > 1
        return is_one and _ITEM.search(self.text.article.blocks[first.block].text, first.end, last.start) is not None

    def _rivals(self, meant: Figure) -> Iterator[Figure]:
        """The other figures that may be meant: those between, and those about the same a little farther off."""
        sentence = self.own.label.sentence
        low, high = sorted((meant.number, self.own.number))
        for number in range(sentence - REACH, sentence + REACH + 1):
            for other in self._inside(number):
                is_between = low < other.number < high or (not self.points and other.label.sentence == meant.label.sentence)
                if other is not meant and not other.label.is_earlier and (is_between or (not self.points and self._is_about(other))):
                    yield other

    def _inside(self, sentence: int) -> list[Figure]:
        """The figures of one sentence that can be held against it."""
        figure = self.own.label.figure
        return [
            other for other in self.text.by_sentence.get(sentence, ())
            if other is not self.own and not other.is_heading and (other.label.figure.kind == figure.kind or {other.label.figure.kind, figure.kind} == COUNTS)
            and alike([other.label.figure, figure], self.text.article.lang, strict=True)
        ]  # fmt: skip

    def _meant(self) -> Figure | None:
        """The first figure about the same in the nearest sentence that has one; where a pronoun stands for it, the last one told."""
        before = [other for other in self._inside(self.own.label.sentence) if other.number < self.own.number]
        if before and not self.is_ahead:
            fit = [other for other in before if self._is_fit(other)]
            if not self.points or before[-1] not in fit:
                return None
            return self._largest(fit) if self.match.wording.missing == "whole" else before[-1]
        for number in self.sentences:
            found = [other for other in self._inside(number) if self._is_fit(other)]
            about = found if self.points else [other for other in found if self._is_about(other)]
            if about and self.match.wording.missing == "whole":
                return self._largest(about)
            if about:
                return max(about, key=lambda other: (self.own.topic.likeness(other.topic), -other.number))
        return None

    @staticmethod
    def _largest(found: Sequence[Figure]) -> Figure:
        """The largest of what may be the whole: the others may be parts of it as well."""
        return max(found, key=lambda other: other.amount)

    def _is_fit(self, other: Figure) -> bool:
        """Whether it is a level of now, or a rate like its own, and of about the same size."""
        label, own = other.label, self.own.label
        is_new = self.match.wording.missing == "new"  # its own figure is the earlier one
        if label.is_earlier or (own.period and ("prior" in label.period) != ("prior" in own.period and not is_new)):
            return False
        if not (self._is_rate(other) if self.is_pace else bool(label.direction) == bool(own.direction)) or self.text.is_expected(other):
            return False
        if not other.amount or not self.own.amount:
            return False
        return 1 / APART <= other.amount / self.own.amount <= APART

    def _is_rate(self, other: Figure) -> bool:
        """Whether it is a rate at which something grew, by the words beside it or as it is about the same."""
        label = other.label
        if "economy" in self.match.names and other.topic.term not in ("", ECONOMY):
            return False
        if label.direction:
            return label.direction > 0
        return self.text.words.up.search(label.clause) is not None or (not label.is_share and self._is_about(other))

    def _is_about(self, other: Figure) -> bool:
        """Whether both are named by a word in common, or by the same term."""
        mine, its = self.own.topic, other.topic
        if mine.term and its.term:
            return mine.term == its.term
        return bool(mine.words & its.words)

    def _tie(self, other: Figure) -> Relation | None:
        return relation(replace(self.match, roles=((self.match.wording.missing, other.label.figure), *self.match.roles)))
