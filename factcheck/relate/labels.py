"""What a figure measures: the name in its clause, the term behind the name, its period and its direction."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from factcheck.languages import data
from factcheck.model import Article, Quantity

LEVELS = frozenset(("number", "count", "money", "measure", "duration", "age"))
RATES = frozenset(("percent", "point", "multiple"))


@dataclass(frozen=True, slots=True)
class Label:
    """What the words around a figure say of it."""

    figure: Quantity
    term: str
    """Id of the term in the language packs that names the metric, or empty."""
    word: str
    """The word of that term as printed."""
    is_total: bool
    """Whether the word is one for the whole, such as 进出口总值."""
    before: str
    """The words of the clause before the term: whose it is."""
    subject: str
    """The words between the figure before it in the sentence and its own clause."""
    item: str
    """The words between the term and the figure: which part of it."""
    clause: str
    """All words of the clause before the figure, fillers left out."""
    context: str
    """The words of the clause on both sides of the figure."""
    period: str
    """The date or period nearest before it in its sentence, with "prior" for the period before; may be empty."""
    direction: int
    """1 for a rise, -1 for a fall, 0 for a level."""

    @property
    def is_level(self) -> bool:
        """Whether it is an amount, not a rate or a share."""
        return self.figure.kind in LEVELS


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of a language pack that labels are made of."""

    terms: re.Pattern[str]
    ids: dict[str, str]
    totals: frozenset[str]
    clause: re.Pattern[str]
    fillers: re.Pattern[str]
    prior: re.Pattern[str]
    partner: re.Pattern[str]
    comparison: re.Pattern[str]
    up: re.Pattern[str]
    down: re.Pattern[str]
    entire: re.Pattern[str]
    exclusive: tuple[frozenset[str], ...]
    negation: tuple[str, ...]
    share: re.Pattern[str]
    spaced: bool


@cache
def vocabulary(lang: str) -> Vocabulary:
    """The vocabulary of a language pack."""
    table = data(lang, "terms")
    words, moves = table["words"], data(lang, "wordings")["words"]
    spaced = lang != "zh"
    ids = {word.lower(): entry["id"] for entry in table["term"] for word in entry["words"]}

    def any_of(options: Sequence[str]) -> str:
        found = "|".join(re.escape(word) for word in sorted(options, key=len, reverse=True))
        return rf"\b(?:{found})\b" if spaced else f"(?:{found})"

    flags = re.I if spaced else 0
    totals = frozenset(word.lower() for entry in table["term"] for word in entry.get("totals", ()))
    return Vocabulary(
        re.compile(any_of(list(ids)), flags),
        ids,
        totals,
        re.compile(f"[{re.escape(words['clause'])}]"),
        re.compile(any_of(words["fillers"]), flags),
        re.compile(any_of(words["prior"]), flags),
        re.compile(any_of(words["partner"])),
        re.compile(any_of(words["comparison"]), flags),
        re.compile("|".join(moves["UP"])),
        re.compile("|".join(moves["DOWN"])),
        re.compile(any_of(words["entire"]), flags),
        tuple(frozenset(group) for group in table["exclusive"]["groups"]),
        tuple(words["negation"]),
        re.compile(any_of(words["share"]), flags),
        spaced,
    )


def labels(article: Article, figures: Sequence[Quantity]) -> tuple[Label, ...]:
    """A label for each figure that is an amount, a rate or a share, in order."""
    words = vocabulary(article.lang)
    starts = [(sentence.block, sentence.start) for sentence in article.sentences]
    made: list[Label] = []
    period, sentence = "", (-1, -1)
    clause_start, last = 0, None
    for number, figure in enumerate(figures):
        text = article.blocks[figure.block].text
        place = bisect_right(starts, (figure.block, figure.start)) - 1
        at = (figure.block, starts[place][1] if place >= 0 and starts[place][0] == figure.block else 0)
        if at != sentence:
            sentence, period, last = at, "", None
        if figure.kind in ("date", "period"):
            period = figure.text
            continue
        if figure.kind not in LEVELS and figure.kind not in RATES:
            continue
        clause_start = max(sentence[1], last.end if last is not None else 0)
        after = _period_after(text, figure, figures[number + 1 : number + 2], words)
        label = _label(text, figure, clause_start, after or period, words, made[-1] if last is not None and made else None)
        made.append(label)
        last = figure
    return tuple(made)


def _period_after(text: str, figure: Quantity, following: Sequence[Quantity], words: Vocabulary) -> str:
    """The date that a language with spaces puts behind the figure: $3 billion in 2023."""
    for other in following:
        if words.spaced and other.kind in ("date", "period") and other.block == figure.block and other.start - figure.end <= 6:
            return other.text
    return ""


def _label(text: str, figure: Quantity, start: int, period: str, words: Vocabulary, previous: Label | None) -> Label:
    stretch = text[start : figure.start]
    direction = _direction(stretch, figure, words)
    cut, found = _clause(stretch, direction, words)
    clause, subject = stretch[cut:], _bare(stretch[:cut], words)
    after = text[figure.end : figure.end + 40]
    stop = words.clause.search(after)
    context = (clause + " " + after[: stop.start() if stop else 40]).strip()
    period = ("prior " if words.prior.search(clause) else "") + period
    if found:
        word, before, item = found.group(), clause[: found.start()].strip(), _bare(clause[found.end() :], words)
        term, total = words.ids[word.lower()], word.lower() in words.totals
        return Label(figure, term, word, total, before, subject, item, _bare(clause, words), context, period, direction)
    own = _bare(clause, words)
    if not own and previous is not None and figure.kind in RATES:
        return replace(previous, figure=figure, is_total=False, context=context, period=period or previous.period, direction=direction)
    return Label(figure, "", "", False, own, subject, "", own, context, period, direction)


def _direction(stretch: str, figure: Quantity, words: Vocabulary) -> int:
    """Whether the last word of movement before a rate is one for a rise or a fall."""
    if figure.kind not in RATES:
        return 0
    breaks = [match.end() for match in words.clause.finditer(stretch)]
    clause = stretch[breaks[-1] if breaks else 0 :]
    falls, rises = _last(words.down, clause), _last(words.up, clause)
    return 0 if falls == rises else (1 if rises > falls else -1)


def _clause(stretch: str, direction: int, words: Vocabulary) -> tuple[int, re.Match[str] | None]:
    """Where the clause that names the figure begins, and the last term in it: the nearest clause that names anything."""
    breaks = [match.end() for match in words.clause.finditer(stretch)]
    last = breaks[-1] if breaks else 0
    for cut in reversed([0, *breaks]):
        piece = stretch[cut:]
        terms = list(words.terms.finditer(piece))
        if terms or _named(piece, words):
            return cut, terms[-1] if terms else None
    return last, None


def _last(pattern: re.Pattern[str], text: str) -> int:
    place = -1
    for match in pattern.finditer(text):
        place = match.end()
    return place


def _bare(text: str, words: Vocabulary) -> str:
    plain = words.fillers.sub(" " if words.spaced else "", words.clause.sub(" ", text))
    return " ".join(plain.split())


def _named(text: str, words: Vocabulary) -> bool:
    """Whether the words name anything: more than fillers, comparisons and directions."""
    plain = words.down.sub("", words.up.sub("", words.prior.sub("", text)))
    plain = words.comparison.sub("", plain)
    return len(_bare(plain, words)) > 1


def similar(first: str, second: str, spaced: bool) -> float:
    """How alike two labels are, from 0 to 100."""
    from rapidfuzz import fuzz

    if not first or not second:
        return 0.0
    if spaced:
        return float(fuzz.token_set_ratio(first.lower(), second.lower()))
    return float(fuzz.partial_ratio(first, second)) if min(len(first), len(second)) > 3 else float(fuzz.ratio(first, second))
