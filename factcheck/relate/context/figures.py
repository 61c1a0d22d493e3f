"""The figures of an article as the search for partners sees them: each with its topic, its place and about its value."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from fractions import Fraction
from math import inf

from factcheck.model import Article, Quantity
from factcheck.operands import scale
from factcheck.records import dataclass
from factcheck.relate.context.labels import RATES, Label
from factcheck.relate.context.topics import Topic, topics
from factcheck.relate.context.vocabulary import Vocabulary
from factcheck.relate.sentences.wordings import alike

REACH = 2
"""How many sentences to either side levels are looked for, whatever they are about."""
KIN = 8
"""How many levels of the same topic, elsewhere in the article, are looked at for each of its words."""
BEFORE = 24
"""How many characters before a level say that it is only expected."""
MEAN = 5
"""From how many times as much on a level is no other average, but all of it."""
AWAY = 10
"""One sentence away counts as much as this many figures in between."""
CLOSELY, ROUGH = 0.01, 0.2
"""How far off, or by what part of it, a rate may be by the rounding of levels that no word binds to it."""
_ROUND = 0.11
"""How far a figure in words, or with "over" and the like, may be off."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A label with its position among all labels of the article, its topic, and about what it is."""

    label: Label
    number: int
    topic: Topic
    amount: float
    """For a quick look only. A percentage as a fraction, points as printed."""
    slack: float
    """How far off it may be, rounding and hedge included."""
    is_heading: bool
    """Whether it stands in a heading, which only repeats what is told below."""

    def distance(self, other: Figure) -> int:
        """How far apart two figures are, in figures; a sentence counts more."""
        return abs(self.number - other.number) + AWAY * abs(self.label.sentence - other.label.sentence)

    def is_about(self, other: Figure) -> bool:
        """Whether both can be about one thing."""
        return self.topic.meets(other.topic, abs(self.label.sentence - other.label.sentence) <= 1)


class Text:
    """The figures of one article, and where each stands."""

    def __init__(self, article: Article, words: Vocabulary, figures: list[Figure]) -> None:
        self.article, self.words, self.figures = article, words, figures
        self.by_sentence: dict[int, list[Figure]] = defaultdict(list)
        self.by_word: dict[str, list[int]] = defaultdict(list)
        """The numbers of the levels whose topic has a word."""

    def between(self, first: Figure, second: Figure) -> str:
        """The text between two figures of one block."""
        start, end = first.label.figure, second.label.figure
        return self.article.blocks[start.block].text[start.end : end.start] if start.block == end.block else "\n"

    def is_excused(self, sought: Figure) -> bool:
        """Whether words of its sentence allow what a rate would forbid, such as "in real terms"."""
        if sought.label.sentence < 0:
            return False
        sentence = self.article.sentences[sought.label.sentence]
        return self.words.excuses.search(self.article.blocks[sentence.block].text, sentence.start, sentence.end) is not None

    def is_expected(self, level: Figure) -> bool:
        """Whether a level is only a forecast or a target, from which nothing can have changed."""
        figure = level.label.figure
        text = self.article.blocks[figure.block].text
        before = text[max(0, figure.start - BEFORE) : figure.start]
        return self.words.expected_after.match(text, figure.end) is not None or self.words.expected_before.search(before) is not None

    def is_mean_beside(self, level: Figure, other: Figure) -> bool:
        """Whether it is an average, by the words right before it, of what another level is all of: 日均10万人次, beside 558万人次."""
        figure = level.label.figure
        text = self.article.blocks[figure.block].text[max(0, figure.start - 8) : figure.start]
        return abs(other.amount) >= MEAN * abs(level.amount) and self.words.averaged.search(text) is not None

    def is_told_before(self, level: Figure) -> bool:
        """Whether the words behind a level say that it is an earlier one: which was 40 last year, rose 25 % to 50."""
        figure = level.label.figure
        return self.words.told_before.match(self.article.blocks[figure.block].text, figure.end) is not None

    def has_own_base(self, sought: Figure) -> bool:
        """Whether the clause of a change names what it is compared with: a year ago, 同比."""
        return self.words.own_base.search(sought.label.context) is not None

    def is_held_against_change(self, sought: Figure) -> bool:
        """Whether an amount that something moved by is compared with one of an earlier time right behind it: fell by 260 after a fall of 1,100."""
        behind = self.figures[sought.number + 1 : sought.number + 2]
        return any(
            other.label.sentence == sought.label.sentence and other.label.is_level and other.label.is_earlier and bool(other.label.direction and sought.label.is_level)
            for other in behind
        )

    def of_a_year(self, sought: Figure, near: Sequence[Figure], new: Figure) -> list[tuple[Figure, Figure]]:
        """Of a change of last year, the only other level of its term, where a year is told that is not the last one told: 326 in 1985."""
        if not sought.label.ago or not sought.topic.term or new.label.moment[0]:
            return []
        found = [other for other in near if other is not new and other.topic.term == sought.topic.term and can_pair([other.label.figure, new.label.figure], self.article.lang)]
        last = max((figure.label.moment[0] for figure in self.figures), default=0)
        return [(found[0], new)] if len(found) == 1 and 0 < found[0].label.moment[0] < last and not found[0].label.direction else []

    def told_behind(self, rate: Figure, levels: Sequence[Figure]) -> list[Figure]:
        """Of some levels those of the sentence behind a rate, if it tells no other rate: they are rather its own than those of its name farther off."""
        behind = rate.label.sentence + 1
        if any(other.label.figure.kind in RATES for other in self.by_sentence.get(behind, ())):
            return []
        return [other for other in levels if other.label.sentence == behind]

    def close(self, sought: Figure) -> list[Figure]:
        """The other figures of its own and the neighbouring sentences."""
        own = sought.label.sentence
        found = (other for place in range(own - 1, own + 2) for other in self.by_sentence.get(place, ()))
        return [other for other in found if other is not sought and (sought.is_heading or not other.is_heading)]

    def around(self, sought: Figure) -> list[Figure]:
        """The other figures of its own and the neighbouring sentences, and those of its topic elsewhere."""
        own = sought.label.sentence
        found = {other.number: other for place in range(own - REACH, own + REACH + 1) for other in self.by_sentence.get(place, ())}
        for word in sought.topic.words:
            numbers = self.by_word.get(word, [])
            middle = bisect_left(numbers, sought.number)
            for number in numbers[max(0, middle - KIN) : middle + KIN]:
                if number not in found and self.figures[number].topic.meets(sought.topic, False):
                    found[number] = self.figures[number]
        found.pop(sought.number, None)
        if sought.is_heading:
            return list(found.values())
        return [other for other in found.values() if not other.is_heading]


def text_of(article: Article, labels: Sequence[Label], words: Vocabulary) -> Text:
    about = topics(article, labels, words)
    kinds = [block.kind for block in article.blocks]
    figures = [
        Figure(label, number, about[number], *_roughly(label.figure), kinds[label.figure.block] == "heading")
        for number, label in enumerate(labels)
    ]
    text = Text(article, words, figures)
    for figure in figures:
        text.by_sentence[figure.label.sentence].append(figure)
        if figure.label.is_level and not figure.label.direction:
            for word in figure.topic.words:
                text.by_word[word].append(figure.number)
    return text


def sought_by(label: Label, words: Vocabulary) -> str:
    """The kind of relation whose other figures this one looks for, or empty."""
    kind = label.figure.kind
    if kind == "multiple":
        return "growth" if label.direction and words.counted.search(label.figure.text) else "times"
    if not label.direction:
        return ""
    return {"percent": "growth", "point": "points"}.get(kind, "change" if label.is_level else "")


def _roughly(figure: Quantity) -> tuple[float, float]:
    """About what a figure is, and how far off that may be."""
    value = figure.value if figure.value is not None else figure.interval.middle
    if value is None:
        return 0.0, 0.0
    about, slack = value.numerator / value.denominator, figure.step.numerator / figure.step.denominator
    if figure.hedge != "exact" or not any(map(str.isdigit, figure.text)):
        low, high = figure.interval.low, figure.interval.high
        far = inf if low is None or high is None else max(_apart(low, value), _apart(value, high))
        slack = max(slack, far, abs(about) * _ROUND)
    scale = 100 if figure.kind == "percent" else 1
    return about / scale, slack / scale


def _apart(low: Fraction, high: Fraction) -> float:
    """How far apart two values are, rounded once."""
    return (high.numerator * low.denominator - low.numerator * high.denominator) / (high.denominator * low.denominator)


def tells_closely(old: Figure, new: Figure, rate: float) -> bool:
    """Whether two levels have digits enough to tell the rate between them: from 7.5 to 8.3 it may be any of many."""
    if not old.amount or not new.amount:
        return False
    slack = abs(new.amount / old.amount) * (new.slack / abs(new.amount) + old.slack / abs(old.amount)) / 2
    return slack <= max(CLOSELY, abs(rate) * ROUGH)


def choice(figure: Quantity) -> str:
    return f"{figure.article}:{figure.block}:{figure.start}"


def can_pair(figures: list[Quantity], lang: str) -> bool:
    """Whether they can be levels of one thing; a bare small number next to amounts with a unit is none."""
    kinds = {figure.kind for figure in figures}
    if len(kinds) > 1:
        if kinds & {"duration", "percent"}:
            return False
        if any(figure.kind == "number" and figure.step == 1 and "," not in figure.text for figure in figures):
            return kinds == {"number", "count"}
    if kinds == {"money"}:  # dollars and cents are one currency
        return len({scale(figure, lang)[0] for figure in figures}) == 1
    return alike(figures, lang)
