"""How much speaks for two figures of an article telling one fact: the words around them, against chance. In bits.

Two figures that were meant to be one stand among the same words and differ by
a slip. Other figures do so by chance: the fewer digits, the sooner. Both are
weighed on one scale, the binary logarithm of how improbable it is by chance:

- a word that both have counts as much as it is rare in the article, half of it
  where it stands in the same sentence only, more where it touches the figure;
- a slip counts as many bits as figures of that length are rarely a slip apart;
- a word that each has in place of one of the other counts against it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import cache, cached_property
from math import log2
from operator import add, attrgetter

from factcheck.hedges import interval_of
from factcheck.kept import compiled
from factcheck.languages import LANGUAGES, data
from factcheck.model import Article, Quantity
from factcheck.relate.context.companions import have_others
from factcheck.relate.context.labels import blanked, by_block
from factcheck.relate.context.near import digits, one_slip, slips
from factcheck.relate.context.vocabulary import Vocabulary, stem

TOUCHING, NEAR, FAR = 1.5, 1.0, 0.5
"""How much a word counts that touches the figure, stands in its clause, or elsewhere in its sentence."""
RAREST, COMMONEST = 4.0, 0.3
"""The most and the least that one word counts, in bits."""
LEAST = 2.0
"""The least that a word counts which stands in place of another."""
MOST_REPLACED = 4
"""The most words that stand in place of others where two figures are told in one form: a longer stretch is a sentence of its own."""
DEFINITE, NOUNS = 24, 2
"""How many characters before a figure are searched for a word that points back, and how many words behind it may be the noun."""
_WHEN = ("date", "period", "time", "ordinal")
_PAIR = 0.5
"""How much of a word a pair of characters is, in a language without spaces."""
DIGIT = log2(10)
"""What one digit says."""
CLOSE = 1.1
"""Up to this ratio two figures are near also by what they measure, so that a slip says less."""
_WORD = compiled(r"[A-Za-z][A-Za-z&]+")
_SERIES = compiled(r"[\u3400-\u9fff]+|[A-Za-z][A-Za-z0-9]*")


_start = attrgetter("start")


class Surroundings:
    """The words around the figures of one article."""

    def __init__(self, article: Article, figures: Sequence[Quantity], words: Vocabulary) -> None:
        self.article, self.words = article, words
        self._starts = [(sentence.block, sentence.start) for sentence in article.sentences]
        self._figures = figures
        self._words: dict[int, list[tuple[str, int, int]]] = {}
        self._sets: dict[int, frozenset[str]] = {}
        self._around: dict[tuple[int, int], dict[str, float]] = {}

    def sentence(self, figure: Quantity) -> int:
        """The position of the sentence that a figure stands in."""
        return max(0, bisect_right(self._starts, (figure.block, figure.start)) - 1)

    @cached_property
    def _blocks(self) -> dict[int, list[Quantity]]:
        return by_block(self._figures)

    @cached_property
    def _texts(self) -> dict[int, str]:
        """The text of each block that has figures, with these made unreadable."""
        return {block: blanked(self.article.blocks[block].text, inside) for block, inside in self._blocks.items()}

    def _of(self, sentence: int) -> list[tuple[str, int, int]]:
        """The words of a sentence that say something, each by what stands for all its forms, and where it stands."""
        if sentence not in self._words:
            place = self.article.sentences[sentence]
            text = self._texts.get(place.block) or self.article.blocks[place.block].text
            self._words[sentence] = (self._spaced if self.words.spaced else self._unspaced)(text, place.start, place.end)
        return self._words[sentence]

    def _unplaced(self, sentence: int) -> frozenset[str]:
        """The words of a sentence, wherever they stand in it: most sentences have no figure, and nobody asks for more."""
        if self.words.spaced or sentence in self._words:
            return frozenset(word for word, _, _ in self._of(sentence))
        place, kin = self.article.sentences[sentence], self.words.kin
        text = self._texts.get(place.block) or self.article.blocks[place.block].text
        found: set[str] = set()
        for run in _SERIES.findall(text[place.start : place.end].translate(self.words.breaks)):
            if run.isascii():
                found.add(run.lower())
            else:
                found.update(pair for pair in map(add, run, run[1:]) if pair not in self.words.empty)
        return frozenset(kin.get(word, word) if not word.isascii() else word for word in found)

    def _spaced(self, text: str, start: int, end: int) -> list[tuple[str, int, int]]:
        found, empty, kin = [], self.words.empty, self.words.kin
        for match in _WORD.finditer(text, start, end):
            word = match.group().lower()
            if word not in empty:
                word = stem(word)
                found.append((kin.get(word, word), match.start(), match.end()))
        return found

    def _unspaced(self, text: str, start: int, end: int) -> list[tuple[str, int, int]]:
        found, empty, kin = [], self.words.empty, self.words.kin
        for match in _SERIES.finditer(text[start:end].translate(self.words.breaks)):
            run, at = match.group(), start + match.start()
            if run.isascii():
                found.append((run.lower(), at, at + len(run)))
                continue
            for place in range(len(run) - 1):
                pair = run[place : place + 2]
                if pair not in empty:
                    found.append((kin.get(pair, pair), at + place, at + place + 2))
        return found

    @cached_property
    def _rarities(self) -> dict[str, float]:
        """Of each word of the prose, how much it says that two figures both stand beside it: the less, the more sentences have it."""
        prose = [
            number for number, sentence in enumerate(self.article.sentences)
            if self.article.blocks[sentence.block].kind != "heading"
        ]  # fmt: skip
        counted: Counter[str] = Counter()
        for number in prose:
            counted.update(self._known(number))
        bits = {times: min(RAREST, max(COMMONEST, log2((len(prose) + 2) / (times + 0.5)))) for times in set(counted.values())}
        if self.words.spaced:
            return {word: bits[times] for word, times in counted.items()}
        return {word: bits[times] if word.isascii() else bits[times] * _PAIR for word, times in counted.items()}

    def rarity(self, word: str) -> float:
        """How much it says that two figures both stand beside a word."""
        return self._rarities.get(word) or (RAREST if self.words.spaced or word.isascii() else RAREST * _PAIR)

    def most(self, first: int, second: int) -> float:
        """More than the words of two sentences can say that figures of theirs have in common: for a quick look."""
        return TOUCHING * sum(map(self.rarity, self._known(first) & self._known(second)))

    def _known(self, sentence: int) -> frozenset[str]:
        if sentence not in self._sets:
            self._sets[sentence] = self._unplaced(sentence)
        return self._sets[sentence]

    def around(self, figure: Quantity) -> dict[str, float]:
        """The words of the sentence of a figure, with how near they are to it."""
        key = (figure.block, figure.start)
        if key not in self._around:
            self._around[key] = self._nearness(figure)
        return self._around[key]

    def _nearness(self, figure: Quantity) -> dict[str, float]:
        inside = self._of(self.sentence(figure))
        low, high = self._clause(figure, [end for word, _, end in inside if word not in self.words.movement])
        before = max((end for _, _, end in inside if low <= end <= figure.start), default=-1)
        behind = min((start for _, start, _ in inside if figure.end <= start < high), default=-1)
        found: dict[str, float] = {}
        for word, start, end in inside:
            near = TOUCHING if end == before or start == behind else NEAR if low <= start < high else FAR
            found[word] = max(found.get(word, 0.0), near)
        return found

    def _clause(self, figure: Quantity, ends: Sequence[int]) -> tuple[int, int]:
        """From where to where the words speak of a figure: from the last clause before it that names anything, to the end of its own."""
        text = self.article.blocks[figure.block].text
        sentence = self.article.sentences[self.sentence(figure)]
        stop = self.words.clause.search(text, figure.end, sentence.end)
        last = max((end for end in ends if end <= figure.start), default=figure.start)
        breaks = [match.end() for match in self.words.clause.finditer(text, sentence.start, last)]
        return (breaks[-1] if breaks else sentence.start), (stop.start() if stop else sentence.end)

    def shared(self, first: Quantity, second: Quantity) -> float:
        """How much the words say that the two have in common."""
        a, b = self.around(first), self.around(second)
        return sum(min(near, b[word]) * self.rarity(word) for word, near in a.items() if word in b)

    def replaced(self, first: Quantity, second: Quantity) -> float:
        """How much the words near one say that the sentence of the other has not, in place of words of its own."""
        a, b = self.around(first), self.around(second)
        return min(self._only(a, b), self._only(b, a))

    def _only(self, these: dict[str, float], those: dict[str, float]) -> float:
        least = LEAST if self.words.spaced else LEAST * _PAIR
        return sum(near * max(least, self.rarity(word)) for word, near in these.items() if near >= NEAR and word not in those)

    def runs_alike(self, first: Quantity, second: Quantity) -> bool:
        """Whether the words before one run like those before the other but for a word put in place of another: the north plant has."""
        a, b = self._before(first), self._before(second)
        start = 0
        while start < min(len(a), len(b)) and a[start] == b[start]:
            start += 1
        end = 0
        while end < min(len(a), len(b)) - start and a[-1 - end] == b[-1 - end]:
            end += 1
        if end < (1 if self.words.spaced else 2):
            return False
        most = MOST_REPLACED * (1 if self.words.spaced else 2) if not start else max(len(a), len(b))
        return start + end < min(len(a), len(b)) and max(len(a), len(b)) - start - end <= most

    def points_back(self, figure: Quantity, other: Quantity) -> bool:
        """Whether a figure and the noun behind it speak of something that stands beside another one: the 300-mln dlr fund."""
        text = self.article.blocks[figure.block].text
        if self.words.definite_before.search(text, max(0, figure.start - DEFINITE), figure.start) is None:
            return False
        behind = [word for word, start, _ in self._of(self.sentence(figure)) if start >= figure.end][:NOUNS]
        known = self.around(other)
        return any(known.get(word, 0.0) >= NEAR for word in behind)

    def is_known(self, figure: Quantity) -> bool:
        """Whether a figure stands, as one that was told before, right before a noun of its own: the 7.4-kilometre route."""
        text = self.article.blocks[figure.block].text
        is_definite = self.words.definite_before.search(text, max(0, figure.start - DEFINITE), figure.start) is not None
        return is_definite and self.words.known_behind.match(text, figure.end) is not None

    def is_drawn_from(self, figure: Quantity) -> bool:
        """Whether a number of things stands as all those of which some are told: out of 318 firms."""
        text = self.article.blocks[figure.block].text
        is_opened = self.words.drawn_before.search(text, max(0, figure.start - DEFINITE), figure.start) is not None
        return is_opened and self.words.drawn_behind.match(text, figure.end) is not None

    def is_other(self, first: Quantity, second: Quantity) -> bool:
        """Whether the sentences of two figures tell of different times, or only one of them of another thing than the text before."""
        numbers = self.sentence(first), self.sentence(second)
        told, known = (self._when(number) for number in numbers)
        if any(told[kind] and known[kind] and not told[kind] & known[kind] for kind in told):
            return True
        places = [self.article.sentences[number] for number in numbers]
        another = _any_of(self.words.another, self.words.spaced)
        found = [another.search(self.article.blocks[place.block].text, place.start, place.end) is not None for place in places]
        return found[0] != found[1]

    def have_other_companions(self, first: Quantity, second: Quantity) -> bool:
        """Whether what stands along with two figures differs as well, so that they tell of two facts."""
        return have_others(first, second, self.article, self._blocks)

    def is_of_before(self, first: Quantity, second: Quantity) -> bool:
        """Whether only one of two sentences speaks of an earlier time: last year's survey."""
        found = []
        for figure in (first, second):
            place = self.article.sentences[self.sentence(figure)]
            found.append(self.words.prior.search(self.article.blocks[place.block].text, place.start, place.end) is not None)
        return found[0] != found[1]

    def _when(self, number: int) -> dict[str, set[str]]:
        """What says when in a sentence, by its kind; where nothing does, what says so in the one before it in its block."""
        found = self._said(number)
        if any(found.values()) or number == 0 or self.article.sentences[number - 1].block != self.article.sentences[number].block:
            return found
        return self._said(number - 1)

    def _said(self, number: int) -> dict[str, set[str]]:
        """The dates, turns and other words of one sentence that say when, by their kind."""
        sentence = self.article.sentences[number]
        text = self.article.blocks[sentence.block].text
        found: dict[str, set[str]] = {kind: set() for kind in _WHEN}
        when = _any_of(self.words.when, self.words.spaced)
        said = when.finditer(text, sentence.start, sentence.end)
        found[""] = {match.group().lower() for match in said if not text.endswith(self.words.against, 0, match.start())}
        inside = self._blocks.get(sentence.block, [])
        first = bisect_left(inside, sentence.start, key=_start)
        for figure in inside[first : bisect_left(inside, sentence.end, first, key=_start)]:
            if figure.kind in _WHEN:
                found[figure.kind].add(figure.text.lower())
        return found

    def _before(self, figure: Quantity) -> list[str]:
        """The words, or characters, that name a figure before it, in order."""
        inside = self._of(self.sentence(figure))
        low, _ = self._clause(figure, [end for word, _, end in inside if word not in self.words.movement])
        if self.words.spaced:
            return [word for word, start, end in inside if low <= start and end <= figure.start]
        text = self._texts[figure.block][low : figure.start]
        return [char for char in text if char.isalpha() and char not in self.words.empty]


@cache
def _any_of(words: tuple[str, ...], spaced: bool) -> re.Pattern[str]:
    """A pattern of words that are rarely looked for."""
    found = "|".join(map(re.escape, words))
    return compiled(rf"\b(?:{found})\b" if spaced else found, re.IGNORECASE)


def rareness(first: Quantity, second: Quantity) -> float | None:
    """How rarely two figures are a slip apart by chance, in bits; None where no slip explains the difference."""
    a, b = spelled(first), spelled(second)
    if not a or not b or not first.value or not second.value:
        return None
    ratio = float(first.value) / float(second.value)
    if ratio <= 0 or ratio == 1:
        return None
    ratio = max(ratio, 1 / ratio)
    plain, other = a.strip("0"), b.strip("0")
    if plain == other:  # the point has moved, or a word of magnitude is another one
        return DIGIT * len(plain) - (1 if len(plain) > 1 else 2) if ratio < 10001 else None
    if ratio > 10.001 or (len(a) == len(b) and not _is_of_one_scale(first, a, second, b)):
        return None
    if not one_slip(a, b):
        if len(plain) != len(other) or len(plain) < 2 or len(a) == len(b) or not one_slip(plain, other):
            return None
        a, b = plain, other  # another word of magnitude: 75K and 57,000
    if len(a) != len(b):
        return max(0.0, DIGIT * min(len(plain), len(other)) - 3)
    if sorted(a) == sorted(b):
        return DIGIT * len(a.rstrip("0")) - 2
    bits = max(0.0, DIGIT * (max(len(plain), len(other)) - 1) - 1)
    return max(0.0, bits - 1.5) if ratio < CLOSE else bits


def _is_of_one_scale(first: Quantity, a: str, second: Quantity, b: str) -> bool:
    """Whether a digit of both stands for as much: 37.6 and 4.76 are two slips apart."""
    return int(a) == 0 or int(b) == 0 or (first.value or 0) / int(a) == (second.value or 0) / int(b)


def times(first: Quantity, second: Quantity) -> float:
    """About how many times the smaller figure the larger one is; neither is 0."""
    assert first.value and second.value
    ratio = abs(float(first.value) / float(second.value))
    return max(ratio, 1 / ratio)


def spelled(figure: Quantity) -> str:
    """The digits of a figure, also of one in words."""
    return digits(figure) or (str(figure.value) if figure.value is not None and figure.value.denominator == 1 else "")


def unit(figure: Quantity) -> str:
    """The unit of a figure, the same for one and for many."""
    return figure.unit.lower().removesuffix("s")


def measure(figure: Quantity) -> str:
    """The unit of a figure, however it is written: foot, feet, ft."""
    return _measures().get(figure.unit.lower()) or unit(figure)


@cache
def _measures() -> dict[str, str]:
    """The name of each unit of measure, by how the languages write it."""
    return {written.lower(): name for lang in LANGUAGES for written, name in data(lang, "units")["units"].items()}


def most_of_roundness(first: Quantity, second: Quantity) -> float:
    """More than `roundness` can be: for a quick look."""
    return DIGIT * min(len(digits(first).strip("0")), len(digits(second).strip("0")))


def roundness(first: Quantity, second: Quantity) -> float | None:
    """The same where one is told with fewer digits: how rarely a slip of one gives what the other stands for."""
    for exact, rounded in ((first, second), (second, first)):
        length = max(1, len(digits(rounded).strip("0")))
        if len(digits(exact).strip("0")) <= length:
            continue
        if any(rounded.interval.holds(value) for _, value in slips(exact, rounded.interval)) or _was_rounded(exact, rounded):
            return max(0.0, DIGIT * (length - 1) - 1)
    return None


def _was_rounded(exact: Quantity, rounded: Quantity) -> bool:
    """Whether a slip of the rounded figure itself gives what the other is rounded to: nearly 52 of 24.8, where nearly 25 was meant."""
    if exact.value is None or rounded.hedge in ("range", "end", "vague"):
        return False
    return any(interval_of(value, rounded.step, rounded.hedge).holds(exact.value) for _, value in slips(rounded, exact.interval))
