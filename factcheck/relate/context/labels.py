"""What a figure measures: the name in its clause, the term behind the name, its period and its direction."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from factcheck.model import Article, Quantity
from factcheck.records import dataclass, replace
from factcheck.relate.context.vocabulary import Vocabulary, vocabulary

LEVELS = frozenset(("number", "count", "money", "measure", "duration", "age"))
RATES = frozenset(("percent", "point", "multiple"))
_DOLLARS = frozenset(("CAD", "AUD", "NZD", "HKD", "SGD", "TWD"))
"""Currencies that a text of their country calls dollars."""
_WHEN = frozenset(("date", "period", "time"))
_FAR = 48
"""How many characters before or behind a figure still speak of it at once."""
BLANK = "#"
"""Stands for each character of another figure in the words around one."""


@dataclass(frozen=True, slots=True)
class Label:
    """What the words around a figure say of it."""

    figure: Quantity
    sentence: int
    """Position of its sentence in the article."""
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
    is_earlier: bool
    """Whether the words beside it say that it is the level before a change."""
    is_share: bool
    """Whether the words beside it say that it is a share of something."""
    is_yearly: bool
    """Whether it is a rate or amount for each of several years or days, not for the whole time."""
    moment: tuple[int, int, int] = (0, 0, 0)
    """Year, quarter and month of that period as far as printed; 0 where nothing is."""
    is_now: bool = False
    """Whether the words beside it say that it is the level of today."""
    ago: int = 0
    """1 if it is said to be of last year, 2 of the year before that; 0 where nothing says so."""

    @property
    def is_level(self) -> bool:
        """Whether it is an amount, not a rate or a share."""
        return self.figure.kind in LEVELS and not self.figure.is_attribute


def labels(article: Article, figures: Sequence[Quantity]) -> tuple[Label, ...]:
    """A label for each figure that is an amount, a rate or a share, in order."""
    words = vocabulary(article.lang)
    starts = [(sentence.block, sentence.start) for sentence in article.sentences]
    texts = {block: _block(article.blocks[block].text, inside, words) for block, inside in by_block(figures).items()}
    made: list[Label] = []
    place = (-1, -1)
    when: Quantity | None = None
    last: Quantity | None = None
    for number, figure in enumerate(figures):
        index = bisect_right(starts, (figure.block, figure.start)) - 1
        start = starts[index][1] if index >= 0 and starts[index][0] == figure.block else 0
        if (figure.block, start) != place:
            place, when, last = (figure.block, start), None, None
        if figure.kind in ("date", "period"):
            when = figure
        if figure.kind not in LEVELS and figure.kind not in RATES:
            continue
        after = _period_after(figure, figures[number + 1 : number + 2], words)
        since = last.end if last is not None else start
        previous = made[-1] if last is not None and made else None
        made.append(_label(texts[figure.block], figure, index, (start, since), after or when, words, previous))
        last = figure
    return tuple(_zipped(article, figures, made, words))


def _zipped(article: Article, figures: Sequence[Quantity], made: list[Label], words: Vocabulary) -> list[Label]:
    """Where as many levels as dates follow each other, each level with its own date: 2019年、2020年分别为3亿元、4亿元."""
    place = {(label.figure.block, label.figure.start): index for index, label in enumerate(made)}
    number = 0
    while number + 3 < len(figures):
        dates = _list(article, figures, number, words) if figures[number].kind in ("date", "period") else 1
        levels = _list(article, figures, number + dates, words) if dates > 1 else 0
        indices = [place.get((figure.block, figure.start), -1) for figure in figures[number + dates : number + dates + levels]]
        if dates == levels and min(indices) >= 0 and len({made[index].sentence for index in indices}) == 1:
            for index, when in zip(indices, figures[number : number + dates]):
                made[index] = replace(made[index], period=when.text, moment=_moment(when))
        number += dates
    return made


def _list(article: Article, figures: Sequence[Quantity], start: int, words: Vocabulary) -> int:
    """How many figures from `start` on are items of one list."""
    end = start + 1
    while end < len(figures) and figures[end].kind == figures[start].kind and figures[end].block == figures[start].block:
        between = article.blocks[figures[end].block].text[figures[end - 1].end : figures[end].start]
        if not words.list_joint.fullmatch(between):
            break
        end += 1
    return end - start


def home_dollars(found: tuple[Label, ...], words: Vocabulary) -> tuple[Label, ...]:
    """The labels, bare dollars read as those of the one other country whose dollars the article names: Canadian dlrs."""
    units = {label.figure.unit for label in found if label.figure.unit in _DOLLARS}
    if len(units) != 1:
        return found
    unit = units.pop()
    worked_out = {id(label) for before, label in zip(found, found[1:]) if before.figure.unit == unit and _is_beside(before.figure, label.figure)}  # A$720m ($563m)
    return tuple(
        replace(label, figure=replace(label.figure, unit=unit))
        if label.figure.unit == "USD" and id(label) not in worked_out and words.bare_dollar.search(label.figure.text) else label
        for label in found
    )


def _is_beside(first: Quantity, second: Quantity) -> bool:
    """Whether no more stands between two figures than a blank and a bracket."""
    return first.block == second.block and 0 <= second.start - first.end <= 2


def by_block(figures: Sequence[Quantity]) -> dict[int, list[Quantity]]:
    """The figures by the block that they stand in."""
    found: dict[int, list[Quantity]] = {}
    for figure in figures:
        found.setdefault(figure.block, []).append(figure)
    return found


_Block = tuple[str, bool, bool]
"""A block with its figures blanked, and whether it names a month and has a word such as "now"."""


def _block(text: str, figures: Sequence[Quantity], words: Vocabulary) -> _Block:
    return blanked(text, figures), words.month.search(text) is not None, words.now_word.search(text) is not None


def blanked(text: str, figures: Sequence[Quantity]) -> str:
    """The text with its figures made unreadable, each character by one: those that say when by spaces."""
    pieces: list[str] = []
    position = 0
    for figure in figures:
        if figure.start >= position:
            sign = " " if figure.kind in _WHEN else BLANK
            pieces += (text[position : figure.start], sign * (figure.end - figure.start))
            position = figure.end
    return "".join((*pieces, text[position:]))


def _period_after(figure: Quantity, following: Sequence[Quantity], words: Vocabulary) -> Quantity | None:
    """The date that a language with spaces puts behind the figure: $3 billion in 2023."""
    for other in following:
        if words.spaced and other.kind in ("date", "period") and other.block == figure.block and other.start - figure.end <= 6:
            return other
    return None


def _label(
    block: _Block, figure: Quantity, sentence: int, starts: tuple[int, int], when: Quantity | None, words: Vocabulary, previous: Label | None
) -> Label:
    """starts: where its sentence begins, and where the figure before it in the sentence ends."""
    text, names_month, names_now = block
    stretch = text[starts[0] : figure.start]
    cut, found = _clause(stretch, starts[1] - starts[0], words)
    clause = stretch[cut:]
    after = text[figure.end : figure.end + _FAR]
    stop = words.clause.search(after)
    after = after[: stop.start() if stop else _FAR]
    near = _near(stretch[-_FAR:], words)
    own, subject = _bare(clause, words), _bare(text[starts[1] : starts[0] + cut], words)
    if subject and words.only_when.fullmatch(subject):
        subject = ""
    made = Label(
        figure, sentence, "", "", False, own, subject, "", own, (clause + " " + after).strip(),
        ("prior " if (words.prior.search(clause) and not words.prior_base.search(clause)) or words.prior_opening.match(stretch) else "") + (when.text if when is not None else ""),
        _direction(near, after, figure, words),
        bool(words.earlier_before.search(near) or words.earlier_after.match(text, figure.end)) and not words.later_after.match(text, figure.end),
        figure.kind == "percent" and bool(words.share_before.search(clause) or words.share_after.match(text, figure.end)),
        figure.kind in RATES and bool(words.yearly.search(clause) or words.yearly_after.match(after)),
        _moment(when) if when is not None else _month(stretch[-2 * _FAR :], after, words) if names_month else (0, 0, 0),
        names_now and words.now.search(stretch[-_FAR:]) is not None,
        _ago(stretch, after, words),
    )  # fmt: skip
    if found:
        word = found.group()
        before, item = clause[: found.start()].strip(), _bare(clause[found.end() :], words)
        total = word.lower() in words.totals
        return replace(made, term=words.ids[word.lower()], word=word, is_total=total, before=before, item=item)
    follows = previous is not None and (figure.kind in RATES or (previous.figure.kind in RATES and previous.direction != 0 and previous.sentence == sentence))
    if not own.strip(BLANK + " ") and previous is not None and follows:  # a rate of it, or the level that it rose to
        return replace(
            made, term=previous.term, word=previous.word, before=previous.before, item=previous.item, clause=previous.clause,
            subject=previous.subject, period=made.period or previous.period, moment=made.moment if made.period else previous.moment,
        )  # fmt: skip
    return made


def _ago(before: str, after: str, words: Vocabulary) -> int:
    """How many years ago the words right behind a figure, or else the last ones before it in its sentence, say that it was."""
    found = words.ago_after.match(after) or next(reversed([*words.ago.finditer(before)]), None)
    return 0 if found is None else 1 if found.lastgroup == "last" else 2


def _near(before: str, words: Vocabulary) -> str:
    """The words right before a figure, which no comma and no other figure parts from it; Chinese lists figures of one verb."""
    if not words.spaced:
        return before
    return before[max(before.rfind(BLANK), before.rfind(","), before.rfind(";")) + 1 :]


def _moment(when: Quantity) -> tuple[int, int, int]:
    """Year, quarter and month of a printed date."""
    if when.unit[:1] == "Q" and when.unit[1:].isdigit():
        return 0, int(when.unit[1:]), 0
    year, month, _ = when.date or (None, None, None)
    return year or 0, 0, month or 0


def _month(before: str, after: str, words: Vocabulary) -> tuple[int, int, int]:
    """The month that is named without a date: in August."""
    found = words.month_after.match(after) or next(reversed([*words.month.finditer(before)]), None)
    return 0, 0, words.months.get(found.group(1)[:3].lower(), 0) if found is not None else 0


def _direction(clause: str, after: str, figure: Quantity, words: Vocabulary) -> int:
    """Whether it is a rise or a fall, by the word of movement right before it or the noun behind it."""
    moved = words.moved.search(clause)
    if moved is not None and figure.kind == "money" and words.gathered.search(clause):
        return 0
    if moved is not None:
        return -1 if _last(words.down, moved.group()) > _last(words.up, moved.group()) else 1
    if figure.kind in RATES:
        return -1 if words.down_after.match(after) else 1 if words.up_after.match(after) else 0
    compared = words.more_than.match(after) or words.move_behind.match(after)
    if compared is not None:
        return -1 if words.down.search(compared.group()) else 1
    return 0


def _clause(stretch: str, since: int, words: Vocabulary) -> tuple[int, re.Match[str] | None]:
    """Where the clause that names the figure begins, and the last term in it.

    It is the nearest one that names anything, but none that lies wholly before
    the figure that stands before in the sentence (which ends at `since`). After
    a word that joins (and imports ...) the clause begins anew.
    """
    breaks = [match.end() for match in words.clause.finditer(stretch)]
    if words.joint.match(stretch, since):
        breaks = sorted({*breaks, since})
    last = breaks[-1] if breaks else 0
    for cut in reversed([0, *breaks]):
        piece = stretch[cut:]
        terms = list(words.terms.finditer(piece))
        if terms or is_named(piece, words):
            return cut, terms[-1] if terms else None
        if cut <= since:
            break
    return last, None


def _last(pattern: re.Pattern[str], text: str) -> int:
    place = -1
    for match in pattern.finditer(text):
        place = match.end()
    return place


def _bare(text: str, words: Vocabulary) -> str:
    plain = words.fillers.sub(" " if words.spaced else "", words.clause.sub(" ", text))
    return " ".join(plain.split())


def is_named(text: str, words: Vocabulary) -> bool:
    """Whether the words name anything: more than fillers, comparisons and directions."""
    return len(words.noise.sub("", text).strip()) > 1
