"""A measure over a stretch of time inside the same measure over a longer one: what is sold in March is not more than in all the year.

Only measures that add up (terms and words of the pack) with the same owner, in
one unit, of one year. A period holds for the figures behind it, until another
comes; a sentence that names none goes on with that of the one before it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations
from os.path import commonprefix
from typing import Any

from factcheck.kept import compiled
from factcheck.languages import data
from factcheck.model import Article, Relation
from factcheck.records import dataclass, replace
from factcheck.relate.context.labels import BLANK, Label
from factcheck.relate.context.vocabulary import Vocabulary

MANY = 12
"""Figures of one measure compared each with each."""
NEAR = 4
"""How many paragraphs apart a figure without an owner is of the only owner named."""
SAID = 4
"""How much a name says at least from which the beginning is left out, in characters."""
_BEHIND = 28
"""How far behind its figure a language with spaces puts the period."""


@dataclass(frozen=True, slots=True)
class _Words:
    """What names a stretch of time, compiled."""

    pattern: re.Pattern[str]
    entries: tuple[tuple[Any, Any], ...]
    """Of each group "p…" of the pattern, the first and the last month."""
    numbers: dict[str, int]
    terms: frozenset[str]
    flows: re.Pattern[str]
    little: frozenset[str]
    unreal: re.Pattern[str]
    again: re.Pattern[str]
    all: re.Pattern[str]
    """What begins the name of all of a measure."""
    place: re.Pattern[str]
    """In the name of whose measure it is, what may be larger than the place that the text speaks of."""
    reached: re.Pattern[str]
    """Behind a time of before, what shows that the figure which follows is only compared with it."""
    """The end of words that name no measure but the one spoken of before."""


@dataclass(frozen=True, slots=True)
class _Span:
    """A stretch of a year and where its name ends; months 0 to 0 are of some other time."""

    start: int
    end: int
    year: str
    first: float
    last: float

    @property
    def is_other(self) -> bool:
        """Whether it is of some time before that is not told apart."""
        return not self.first or self.year == "-1"

    def spans(self, other: _Span) -> bool:
        """Whether the other is a part of it, or all."""
        return self.year == other.year and self.first <= other.first and other.last <= self.last

    def holds(self, other: _Span) -> bool:
        """Whether the other is a part of it, and not all."""
        return self.year == other.year and self.first <= other.first and other.last <= self.last and (self.first, self.last) != (other.first, other.last)


@dataclass(frozen=True, slots=True)
class _Timed:
    """A figure with its time, whose it is and which part."""

    label: Label
    span: _Span
    owner: str
    item: str

    def is_like(self, other: _Timed, has_one_owner: bool) -> bool:
        """Whether both measure the same; one that names no owner is taken for that of the only one, close by."""
        if self.item != other.item:
            return False
        is_close = abs(self.label.figure.block - other.label.figure.block) <= NEAR
        if not self.label.term:  # all of its name tells what it is; the part may leave out the beginning
            return self.owner == other.owner or (is_close and len(self.owner) >= SAID and other.owner.endswith(self.owner))
        return self.owner == other.owner or (has_one_owner and is_close and not (self.owner and other.owner))


@cache
def _words(lang: str) -> _Words:
    table = data(lang, "periods")
    names = [str(number) for number in range(1, 13)] if lang == "zh" else []
    numbers = {name: number for number, name in enumerate(table["numbers"], 1)} | {name: int(name) for name in names}
    listed = "|".join(sorted(numbers, key=len, reverse=True))
    pieces = [f"(?P<p{index}>{span['pattern'].replace('{n}', f'(?P<n{index}>{listed})')})" for index, span in enumerate(table["span"])]
    return _Words(
        compiled("|".join((f"(?P<y>{table['years']})", *pieces))),
        tuple((span["first"], span["last"]) for span in table["span"]),
        numbers,
        frozenset(table["terms"]),
        compiled(table["flows"]),
        frozenset(table["little"]),
        compiled(table["unreal"]),
        compiled(table["again"]),
        compiled(table["all"]),
        compiled(table["place"]),
        compiled(table["reached"]),
    )


def periods(article: Article, labels: Sequence[Label], vocabulary: Vocabulary) -> Iterator[Relation]:
    """Each amount of a measure that adds up, inside the amount of a longer stretch of the same time."""
    words = _words(article.lang)
    groups: dict[tuple[str, str, str], list[_Timed]] = defaultdict(list)
    found = list(_measures(labels, words, vocabulary))
    if len(found) < 2:
        return
    last = max(label.sentence for label in found)
    spans = _spans(article, {label.sentence for label in labels if 0 <= label.sentence <= last}, words)
    for label in found:
        span = _span(article, label, spans, words, vocabulary)
        figure, sentence = label.figure, article.sentences[label.sentence]
        if span is not None and not words.unreal.search(article.blocks[figure.block].text, sentence.start, figure.start):
            name = "" if label.term else _plain(label.clause, words, vocabulary)
            made = _Timed(label, span, name or _plain(label.before, words, vocabulary), _plain(label.item, words, vocabulary))
            groups[figure.kind, figure.unit, label.term].append(made)
    for group in groups.values():
        owners = {timed.owner for timed in group if timed.owner}
        largest = max((timed.label.figure.value or 0 for timed in group if _is_of_all(timed, words)), default=0)
        for pair in combinations(group[:MANY], 2):
            for part, whole in (pair, pair[::-1]):
                is_kind = whole.label.figure.hedge == "exact" and whole.label.figure.value == largest and whole.span.spans(part.span) and _is_kind_of(part, whole, words, vocabulary)
                if is_kind or (whole.span.holds(part.span) and (part.is_like(whole, len(owners) == 1) or _is_plain(part, whole, words))):
                    yield Relation("bound", (("part", part.label.figure), ("whole", whole.label.figure)), True, "part-by-name" if is_kind else "part-of-period")


def _is_kind_of(part: _Timed, whole: _Timed, words: _Words, vocabulary: Vocabulary) -> bool:
    """Whether one measures a part, by what it is of or with whom, of what the other measures in all: car exports, of total exports."""
    if part.label.is_total or not _is_of_all(whole, words) or abs(part.label.figure.block - whole.label.figure.block) > NEAR:
        return False
    if vocabulary.spaced and not _is_of_its_name(part, whole, words):
        return False
    if part.label.term:
        qualifier, item = part.owner.removeprefix(whole.owner), part.item
        return item != whole.item or _is_kind(qualifier, part.label.before, words, vocabulary) if qualifier or item else False
    named = words.all.sub("", whole.owner, 1)
    noun = commonprefix([named[::-1], part.owner[::-1]])[::-1].strip()
    if part.owner == whole.owner or len(noun) < SAID // 2 or len(named) - len(noun) > SAID // 2:
        return False
    return _is_kind(part.owner.removesuffix(noun).strip(), part.label.before, words, vocabulary)


def _is_of_its_name(part: _Timed, whole: _Timed, words: _Words) -> bool:
    """Whether a part has what the name of its whole says beyond "total", and one noun with it: total light vehicle sales hold no car sales."""
    named = whole.owner
    while (found := words.all.match(named)) is not None:
        named = named[found.end() :].strip()
    return named in part.owner and _noun(part) == _noun(whole)


def _noun(timed: _Timed) -> str:
    """The noun of a term as printed, the same for one and for many; empty for an amount that has no term."""
    return timed.label.word.lower().split()[-1].removesuffix("s") if timed.label.word else ""


def _is_plain(part: _Timed, whole: _Timed, words: _Words) -> bool:
    """Whether one names no owner in the paragraph that speaks of all of the measure."""
    return bool(part.label.term) and not (part.owner or part.item) and part.label.figure.block == whole.label.figure.block and _is_of_all(whole, words)


def _is_of_all(whole: _Timed, words: _Words) -> bool:
    """Whether it is of all that the sentence can mean: called total, or of the whole county."""
    if whole.item:
        return False
    return whole.label.is_total or words.all.match(whole.owner) is not None


def _is_kind(qualifier: str, before: str, words: _Words, vocabulary: Vocabulary) -> bool:
    """Whether what stands before the name of a measure is a kind or a partner, and no place of its own."""
    if not qualifier or words.all.search(qualifier):
        return False
    return vocabulary.partner.match(qualifier) is not None or words.place.search(before) is None


def stretch(name: str, lang: str) -> _Span | None:
    """The stretch of time that a name stands for; None if it holds more than that."""
    words = _words(lang)
    found = words.pattern.fullmatch(name.strip())
    return _one(found, words, "0") if found is not None else None


def _one(match: re.Match[str], words: _Words, year: str) -> _Span:
    """The stretch that a match of the pattern names; of all its year where it names that alone."""
    if match["y"]:
        return _Span(0, 0, match["year"] or ("-1" if match["before"] else "0"), 1, 12)
    index = next(index for index in range(len(words.entries)) if match[f"p{index}"])
    first, last = (words.numbers[match[f"n{index}"]] if end == "n" else end for end in words.entries[index])
    return _Span(0, 0, year, first, last)


def _measures(labels: Sequence[Label], words: _Words, vocabulary: Vocabulary) -> Iterator[Label]:
    """The amounts of measures that add up; one that is only called a total is of the measure spoken of before."""
    last: Label | None = None
    for number, label in enumerate(labels):
        if not _is_amount(label, labels[number - 1] if number else label, vocabulary):
            continue
        if label.term in words.terms if label.term else words.flows.search(label.clause):
            last = label if label.term else last
            yield label
        elif last is not None and not label.term and label.figure.unit == last.figure.unit and words.again.search(label.clause):
            yield replace(label, term=last.term, word=last.word, before=last.before, item=last.item)


def _is_amount(label: Label, before: Label, vocabulary: Vocabulary) -> bool:
    """Whether it is an amount of its time, and no change, average or earlier level; the figure before it may tell how it changed."""
    figure = label.figure
    is_amount = figure.kind in ("count", "money", "measure") or (figure.kind == "number" and "," in figure.text)
    if label.sentence < 0 or not is_amount or figure.hedge in ("atleast", "range", "vague"):
        return False
    return not (label.direction or label.is_earlier or _is_of_other(label, before) or vocabulary.mean.search(label.clause))


def _is_of_other(label: Label, before: Label) -> bool:
    """Whether a figure that is no rate of its own stands between the term and it: exports to 5 countries."""
    own_rate = before.sentence == label.sentence and before.figure.kind == "percent"
    return label.item.count(BLANK) > (len(before.figure.text) if own_rate else 0)


def _plain(text: str, words: _Words, vocabulary: Vocabulary) -> str:
    """The words without those that say when or which way it went, and without fillers."""
    found = words.pattern.sub("", text.replace(BLANK, ""))
    plain = vocabulary.noise.sub(" " if vocabulary.spaced else "", found).split()
    return " ".join(word for word in plain if word not in words.little).lower()


def _spans(article: Article, wanted: set[int], words: _Words) -> dict[int, list[_Span]]:
    """The stretches that the wanted sentences name, each with its year; the year goes on until another is named."""
    found: dict[int, list[_Span]] = {}
    year = "0"
    for number in sorted(wanted):
        sentence = article.sentences[number]
        text = article.blocks[sentence.block].text
        inside: list[_Span] = []
        own = ""
        for match in words.pattern.finditer(text, sentence.start, sentence.end):
            one = _one(match, words, own or year)
            if match["y"]:
                if not inside or inside[-1].first:
                    own = own or one.year  # the first is what the sentence is about; others are compared with it
            elif inside and inside[-1].end >= match.start() - 1 and inside[-1].last - inside[-1].first == 11:
                one = replace(one, year=inside.pop().year)
            inside.append(replace(one, start=match.start(), end=match.end()))
        found[number], year = inside, own or year
    return found


def _span(article: Article, label: Label, spans: dict[int, list[_Span]], words: _Words, vocabulary: Vocabulary) -> _Span | None:
    """The stretch that a figure is of: named in its sentence before it, right behind it, or in one of the sentences before."""
    figure = label.figure
    inside = spans.get(label.sentence, [])
    text = article.blocks[figure.block].text
    before = [span for span in inside if span.end <= figure.start]
    while len(before) > 1 and not before[-1].first and words.reached.search(text, before[-1].end, figure.start):
        before.pop()
    behind = [span for span in inside if figure.end <= span.start <= figure.end + _BEHIND]
    if vocabulary.spaced and behind and not vocabulary.clause.search(text, figure.end, behind[0].start):
        before = behind[:1]
    number, block = label.sentence, figure.block
    while not before and number > 0 and block - article.sentences[number - 1].block <= 1:
        number -= 1
        block = article.sentences[number].block
        before = [span for span in spans.get(number, ()) if span.first][:1]
    chosen = before[-1] if before else None
    return chosen if chosen is not None and chosen.first else None
