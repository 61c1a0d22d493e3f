"""A tie with the text that its figures stand in: what doubts about it look at."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from operator import attrgetter

from factcheck.kept import compiled
from factcheck.model import Article, Quantity, Relation
from factcheck.records import dataclass
from factcheck.relate.context.cues import Cues, cues

_YEAR = compiled(r"(?<![\d.,])(?:19|20)\d\d(?![\d%])")
_begin = attrgetter("block", "start")


@dataclass(frozen=True, slots=True)
class Told:
    """A tie with the text of the block that its figures stand in."""

    tie: Relation
    articles: Sequence[Article]
    blocks: Sequence[dict[int, list[Quantity]]]

    def figure(self, role: str) -> Quantity:
        """The figure that plays a role."""
        return dict(self.tie.roles)[role]

    def text(self, figure: Quantity) -> str:
        """The block of a figure."""
        return self.articles[figure.article].blocks[figure.block].text

    def cue(self, figure: Quantity) -> Cues:
        """The words of the language of a figure."""
        return cues(self.articles[figure.article].lang, "doubts")

    def before(self, figure: Quantity) -> Quantity | None:
        """The figure before one in its block."""
        inside = self.blocks[figure.article].get(figure.block, ())
        return next((other for other in reversed(inside) if other.end <= figure.start), None)

    def place(self, figure: Quantity) -> tuple[int, int]:
        """The article and the number of the sentence of a figure."""
        return figure.article, bisect_right(self.articles[figure.article].sentences, (figure.block, figure.start), key=_begin) - 1

    def years(self, place: tuple[int, int]) -> set[str]:
        """The years that a sentence names in digits."""
        sentence = self.articles[place[0]].sentences[place[1]]
        return set(_YEAR.findall(self.articles[place[0]].blocks[sentence.block].text, sentence.start, sentence.end))

    def between(self, first: Quantity, second: Quantity) -> str:
        """The text between two figures; a line feed where they stand in two blocks."""
        return self.text(first)[first.end : second.start] if first.block == second.block else "\n"

    def up_to(self, figure: Quantity) -> str:
        """The text of the sentence of a figure up to it, as far as its stops tell."""
        text, stops = self.text(figure), self.cue(figure).table["stops"]
        return text[max((text.rfind(stop, 0, figure.start) for stop in stops), default=-1) + 1 : figure.start]
