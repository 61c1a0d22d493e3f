"""What neighbouring figures speak of, and which of two is the earlier one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from factcheck.kept import compiled
from factcheck.model import Article
from factcheck.records import dataclass
from factcheck.relate.context.labels import BLANK, RATES, Label
from factcheck.relate.context.vocabulary import Vocabulary, stem, vocabulary

_WORD = compiled(r"[^\W\d_]{3,}")
_STEM = compiled(r"(?:ies|es|s|ed|ing|e)$")
_SHARED = 0.5
"""The share of the words of the shorter name that two names of one thing have in common."""


@dataclass(frozen=True, slots=True)
class Topic:
    """What a figure is about, in the content words of the clause in front of it."""

    words: frozenset[str]
    """Words without their endings, or pairs of characters; empty where the clause names nothing of its own."""
    term: str
    refers: bool
    """Whether it takes up what was said before: it was, the total, 其中."""

    def meets(self, other: Topic, is_near: bool) -> bool:
        """Whether two figures can be about one thing; near: they stand in neighbouring sentences."""
        if self.term and other.term and self.term != other.term:
            return False
        if is_near and self.term and self.term == other.term:
            return True
        if is_near and (self.refers or not self.words or not other.words):
            return True
        shared = len(self.words & other.words)
        return shared > 0 and (is_near or shared >= _SHARED * min(len(self.words), len(other.words)))

    def likeness(self, other: Topic) -> float:
        """The share of their words that both have."""
        return len(self.words & other.words) / (len(self.words | other.words) or 1)


def topics(article: Article, labels: Sequence[Label], words: Vocabulary) -> list[Topic]:
    """The topic of each figure; one without words of its own has that of the figure before it in its sentence."""
    found: list[Topic] = []
    last = None
    takes_up = False
    for label in labels:
        moved = _moved(article, label, words)
        own = content(moved or label.clause, words)
        follows = last is not None and last.sentence == label.sentence
        if follows and last is not None and BLANK in label.clause and not moved:
            own -= content(last.figure.unit.lower(), words)  # the cars of "50 cars, up 2 %" are no topic of the rate
        if not follows:
            takes_up = words.refers.match(_opening(article, label)) is not None
        refers = takes_up or (not own and not follows)
        term = label.term
        if not own and follows:
            own, refers, term = found[-1].words, found[-1].refers, term or found[-1].term
        if label.figure.kind == "count" and words.spaced:
            own |= content(label.figure.unit.lower(), words)
        found.append(Topic(own, term, refers))
        last = label
    return found


def _moved(article: Article, label: Label, words: Vocabulary) -> str:
    """What a rate is said behind it to be a rise or a fall of: 12 pct rise in net profit."""
    if label.figure.kind not in RATES or not label.direction:
        return ""
    found = words.move_of.match(article.blocks[label.figure.block].text, label.figure.end)
    return found["name"] if found is not None else ""


def _opening(article: Article, label: Label) -> str:
    """The first words of its sentence."""
    if label.sentence < 0:
        return ""
    sentence = article.sentences[label.sentence]
    return article.blocks[sentence.block].text[sentence.start : min(sentence.start + 40, label.figure.start)].lstrip()


def content(clause: str, words: Vocabulary) -> frozenset[str]:
    """The words that name something, without their endings, or pairs of characters."""
    if words.spaced:
        return frozenset(filter(None, (_stem(word, words.lang) for word in _WORD.findall(clause.lower()))))
    pieces = words.hollow.sub(" ", words.noise.sub(" ", clause.replace(BLANK, " "))).split()
    return frozenset(piece[i : i + 2] for piece in pieces for i in range(len(piece) - 1))


@lru_cache(maxsize=8192)
def _stem(word: str, lang: str) -> str:
    """A word without its ending, or what names the same; empty if it names nothing."""
    words = vocabulary(lang)
    bare = _STEM.sub("", word)
    if {word, bare} & words.hollow_words or word in words.months or words.noise.fullmatch(word):
        return ""
    return words.named_by.get(stem(word), bare)


def order(first: Label, second: Label) -> int:
    """1 if the words or dates say that the first is the earlier one, -1 if the second, 0 if nothing tells."""
    if first.ago and second.ago and first.ago != second.ago:
        return 1 if first.ago > second.ago else -1
    if first.is_earlier != second.is_earlier:
        return 1 if first.is_earlier else -1
    dates = _dates(first.moment, second.moment)
    if dates:
        return dates
    if bool(first.ago) != bool(second.ago):
        return 1 if first.ago else -1
    prior = ["prior" in label.period for label in (first, second)]
    if prior[0] != prior[1] and not first.moment[0] and not second.moment[0]:  # last year is no earlier than 2019
        return 1 if prior[0] else -1
    return int(second.is_now) - int(first.is_now)


_PERIODS = (4, 12)
"""How many quarters and months a year has."""


def _dates(first: tuple[int, int, int], second: tuple[int, int, int]) -> int:
    """The same by their dates; of two months without a year the one within half a year before is the earlier."""
    if first[0] and second[0] and first[0] != second[0]:
        return 1 if first[0] < second[0] else -1
    for a, b, many in zip(first[1:], second[1:], _PERIODS):
        if a and b and a != b:
            return 1 if (b - a) % many <= many // 2 else -1
    return 0


def conflict(first: Label, second: Label) -> bool:
    """Whether the dates beside two figures say that they are of different times."""
    return any(a and b and a != b for a, b in zip(first.moment, second.moment))


def within_year(first: Label, second: Label) -> bool:
    """Whether only months or quarters tell two figures apart: then neither is the level of a year ago."""
    same_year = not first.moment[0] or not second.moment[0] or first.moment[0] == second.moment[0]
    return first.is_earlier == second.is_earlier and same_year and first.moment[1:] != second.moment[1:]


def is_far(first: Label, second: Label) -> bool:
    """Whether more than one year, one month or one quarter lies between the dates of two figures: that is no usual comparison."""
    years = (first.moment[0], second.moment[0])
    if all(years) and years[0] != years[1]:
        return abs(years[0] - years[1]) > 1
    parts = zip(first.moment[1:], second.moment[1:], _PERIODS)
    return any(a and b and (a - b) % many not in (0, 1, many - 1) for a, b, many in parts)
