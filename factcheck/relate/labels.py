"""What a figure measures: the name in its clause, the term behind the name, its period and its direction."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
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
    is_total: bool
    """Whether the word is one for the whole, such as 进出口总值."""
    before: str
    """The words of the clause before the term: whose it is."""
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
    sentence: str
    fillers: re.Pattern[str]
    prior: re.Pattern[str]
    partner: re.Pattern[str]
    comparison: re.Pattern[str]
    up: re.Pattern[str]
    down: re.Pattern[str]
    entire: re.Pattern[str]
    exclusive: tuple[frozenset[str], ...]
    negation: tuple[str, ...]
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
        words["sentence"],
        re.compile(any_of(words["fillers"]), flags),
        re.compile(any_of(words["prior"]), flags),
        re.compile(any_of(words["partner"])),
        re.compile(any_of(words["comparison"]), flags),
        re.compile("|".join(moves["UP"])),
        re.compile("|".join(moves["DOWN"])),
        re.compile(any_of(words["entire"]), flags),
        tuple(frozenset(group) for group in table["exclusive"]["groups"]),
        tuple(words["negation"]),
        spaced,
    )


def labels(article: Article, figures: Sequence[Quantity]) -> tuple[Label, ...]:
    """A label for each figure that is an amount, a rate or a share, in order."""
    words = vocabulary(article.lang)
    made: list[Label] = []
    period, sentence = "", (-1, -1)
    clause_start, last = 0, None
    for figure in figures:
        text = article.blocks[figure.block].text
        at = (figure.block, _sentence_start(text, figure.start, words.sentence, sentence, figure.block))
        if at != sentence:
            sentence, period, last = at, "", None
        if figure.kind in ("date", "period"):
            period = figure.text
            continue
        if figure.kind not in LEVELS and figure.kind not in RATES:
            continue
        clause_start = max(sentence[1], last.end if last is not None else 0)
        label = _label(text, figure, clause_start, period, words, made[-1] if last is not None and made else None)
        made.append(label)
        last = figure
    return tuple(made)


def _sentence_start(text: str, position: int, stops: str, known: tuple[int, int], block: int) -> int:
    low = known[1] if known[0] == block else 0
    return max(max((text.rfind(stop, low, position) + 1 for stop in stops), default=0), low)


def _label(text: str, figure: Quantity, start: int, period: str, words: Vocabulary, previous: Label | None) -> Label:
    stretch = text[start : figure.start]
    breaks = [match.end() for match in words.clause.finditer(stretch)]
    clause = stretch[breaks[-1] if breaks else 0 :]
    found = list(words.terms.finditer(clause))
    direction = 0
    if figure.kind in RATES:
        falls, rises = _last(words.down, clause), _last(words.up, clause)
        direction = 0 if falls == rises else (1 if rises > falls else -1)
    if not found and (breaks or not _named(clause, words)) and (direction or not _named(clause, words)):
        for cut in reversed([0, *breaks][:-1]):
            piece = stretch[cut:]
            found = list(words.terms.finditer(piece))
            if found or _named(piece, words):
                clause = piece
                break
    after = text[figure.end : figure.end + 40]
    stop = words.clause.search(after)
    context = (clause + " " + after[: stop.start() if stop else 40]).strip()
    mark = "prior " if words.prior.search(clause) else ""
    if found:
        term = found[-1]
        word = term.group().lower()
        before, item = clause[: term.start()], clause[term.end() :]
        return Label(
            figure, words.ids[word], word in words.totals, before.strip(), _bare(item, words), _bare(clause, words), context, mark + period, direction
        )
    own = _bare(clause, words)
    if not own and previous is not None and figure.kind in RATES:
        return Label(figure, previous.term, False, previous.before, previous.item, previous.clause, context, mark + period or previous.period, direction)
    return Label(figure, "", False, own, "", own, context, mark + period, direction)


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
