"""A total and the list of its parts, before or behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby

from factcheck.kept import compiled
from factcheck.model import Article, Quantity, Relation
from factcheck.records import dataclass
from factcheck.relate.context.evidence import DEFINITE
from factcheck.relate.context.labels import Label
from factcheck.relate.context.openings import is_aside, is_doubtful, is_nested, opening
from factcheck.relate.context.things import is_of_one_thing
from factcheck.relate.context.vocabulary import Vocabulary
from factcheck.relate.sentences.wordings import alike
from factcheck.relate.sums.each import together
from factcheck.relate.sums.left_out import hardly_leaves_some

_ASIDE = compiled(r"[（(][^（）()]*[）)]")
_SHARE = 24
"""How many characters behind a part its share stands at most."""
_LEAST, _ALL = 99, 101
"""What the shares of all parts add up to, in percent and rounded."""
LONGEST = 40
"""How many sentences semicolons join at most."""
FEWEST, MOST = 2, 8
"""How many parts a list has."""
SMALL = 10
"""A bare number below it is no part of things counted."""

SPREAD = "spread"
"""How the choice of a total begins whose parts have sentences of their own, each with the noun of the total."""


def lists(article: Article, labels: Sequence[Label], words: Vocabulary) -> Iterator[Relation]:
    """Each total with the parts that follow it, and with those that it closes."""
    for place in _totals(article, labels, words):
        total = place.total
        if not _is_change(article, total, words) and not words.mean.search(total.context):
            yield from _behind(article, place, words)
            yield from _before(article, total, place.before, words)


@dataclass(frozen=True, slots=True)
class _Place:
    """An amount that may be a total, with the figures around it in sentences that semicolons join."""

    total: Label
    before: Sequence[Label]
    rest: Sequence[Label]
    following: Sequence[Label]
    """Those of a sentence that may take it apart: the next one that has figures, if none stands between."""
    way: int
    """How many such sentences there are before that one."""


def _totals(article: Article, labels: Sequence[Label], words: Vocabulary) -> Iterator[_Place]:
    run = Runs(article, words)
    together = [list(found) for _, found in groupby(labels, key=lambda label: run[label.sentence])]
    for number, inside in enumerate(together):
        behind = [(following, way) for way, following in enumerate(_followers(article, together[number:], run, words))] or [([], 0)]
        for place, total in enumerate(inside):
            if total.is_level and (not total.is_earlier or _is_moved(inside[place + 1 :], words)) and not _is_base(article, inside[place : place + 2], words):
                yield from (_Place(total, inside[:place], inside[place + 1 :], *following) for following in behind)


def _is_base(article: Article, pair: Sequence[Label], words: Vocabulary) -> bool:
    """Whether the first is only what a multiple or a share is of: 是2019年124亿元的2倍, 为计划120亩的90%."""
    if len(pair) < 2 or pair[1].figure.kind not in ("multiple", "percent") or pair[0].figure.block != pair[1].figure.block:
        return False
    return words.base_link.search(article.blocks[pair[0].figure.block].text[pair[0].figure.end : pair[1].figure.start]) is not None


def _is_moved(rest: Sequence[Label], words: Vocabulary) -> bool:
    """Whether a change from an earlier level stands right behind an amount, which is then none itself: 去年收入12.5亿元，比上年增加1亿元."""
    return bool(rest) and rest[0].direction != 0 and words.own_base.search(rest[0].context) is not None


def _followers(article: Article, together: Sequence[Sequence[Label]], run: Runs, words: Vocabulary) -> Iterator[Sequence[Label]]:
    """The sentences that may take apart those before: the next one, and each further one that goes by another way of dividing."""
    is_divided = any(_opens(article, together[0][0], words, anew=anew) for anew in (False, True))
    for last, following in zip(together, together[1:]):
        if run[following[0].sentence - 1] != run[last[0].sentence]:
            return
        divides = _opens(article, following[0], words, anew=True)
        if not (is_divided and divides):  # what a way of dividing gives is no total of the next way
            yield following
        if not (divides or _opens(article, following[0], words)):
            return


def _is_change(article: Article, label: Label, words: Vocabulary) -> bool:
    """Whether it is by how much something grew: what is new (新增35例) is no change but a number of its own."""
    figure = label.figure
    return label.direction != 0 and not words.fresh.search(article.blocks[figure.block].text, max(0, figure.start - 10), figure.start)


class Runs:
    """For each sentence, by its position, the first one of those that semicolons join with it; found when it is asked for."""

    def __init__(self, article: Article, words: Vocabulary) -> None:
        self._article, self._joining = article, words.joining

    def __getitem__(self, number: int) -> int:
        for first in range(number, max(0, number - LONGEST), -1):
            if not self._is_joined(first):
                return first
        return max(min(0, number), number - LONGEST)  # what stands in no sentence is one of its own

    def _is_joined(self, number: int) -> bool:
        before, sentence = self._article.sentences[number - 1], self._article.sentences[number]
        text = self._article.blocks[sentence.block].text
        return before.block == sentence.block and text[before.start : before.end].rstrip()[-1:] in self._joining


def taken_apart(article: Article, labels: Sequence[Label], words: Vocabulary) -> dict[int, Label]:
    """The total of each part of a list that words such as 其中 open, by the id of the part's label."""
    found = [place for place in _totals(article, labels, words) if not place.total.direction]
    return {id(part): place.total for place in found for part in _opened(article, place, words)[1]}


def _opened(article: Article, place: _Place, words: Vocabulary) -> tuple[Sequence[Label], list[Label]]:
    """The figures behind a total that words such as 其中 open, and those of them that are parts; none if nothing opens them."""
    total, found = place.total, place.rest
    bases = [one for one, two in zip(found, found[1:]) if _is_base(article, (one, two), words)]
    first = next((index for index, label in enumerate(found) if _is_part(total, label, article.lang) and label not in bases), None)
    steps = found[: first + 1] if first is not None else []
    is_opened, closed = opening(article, total, steps, [one for one in steps[:-1] if _is_rival(total, one, article.lang, words)], words)
    if is_opened and closed:
        found = [label for label in found if label.figure.start < closed]
    if not is_opened and place.following:
        found = place.following
        is_opened = _is_meant(article, place, words) and _opens(article, found[0], words)
    parts = [label for label in found if _is_part(total, label, article.lang) and label not in bases] if is_opened else []
    parts = [part for part in parts if part is parts[0] or closed or not is_aside(article, part, words)]
    return found, [part for number, part in enumerate(parts) if not _points_back(article, part, parts[:number], words)] if _are_of_one_unit(total, parts) else []


def _points_back(article: Article, part: Label, before: Sequence[Label], words: Vocabulary) -> bool:
    """Whether it is one of those before, told again: 有14分来自罚球，这14分中."""
    figure = part.figure
    if all(other.figure.value != figure.value for other in before):
        return False
    return words.definite_before.search(article.blocks[figure.block].text, max(0, figure.start - DEFINITE), figure.start) is not None


def _are_of_one_unit(total: Label, parts: Sequence[Label]) -> bool:
    """Whether what a bare number would be made up of is not counted in several units: 24分、12个篮板."""
    return total.figure.kind != "number" or len({part.figure.unit for part in parts if part.figure.unit}) < 2


def _is_rival(total: Label, one: Label, lang: str, words: Vocabulary) -> bool:
    """Whether an amount behind a total is the one that is taken apart: of another sentence, or of an earlier time but compared with nothing."""
    is_told = one.is_earlier and not one.direction and words.own_base.search(one.clause) is None
    return (one.sentence != total.sentence or (is_told and one.is_level)) and _is_like(total, one, lang)


def _is_meant(article: Article, place: _Place, words: Vocabulary) -> bool:
    """Whether the next sentence can take apart this total: the only one of its unit, or the one whose noun the parts have."""
    part = next((label for label in place.following if _is_part(place.total, label, article.lang)), None)
    is_last = not any(_is_part(place.total, label, article.lang) for label in place.rest)
    if part is None or ("prior" in place.total.period and part.period and "prior" not in part.period):
        return False
    if words.spaced:
        return is_last
    others = [label for label in (*place.before, *place.rest) if _is_part(place.total, label, article.lang)]
    named = [_is_noun_of(label, part) for label in others]
    return not any(named) if _is_noun_of(place.total, part) else is_last and not any(named)


def _is_noun_of(total: Label, part: Label) -> bool:
    """Whether the words of a part have the noun of the total: 收入 of 传感器业务收入."""
    end = total.clause[-2:]
    return len(end) == 2 and end in part.clause


def _behind(article: Article, place: _Place, words: Vocabulary) -> Iterator[Relation]:
    """其中 or "including": the amounts of the same unit up to the end of the sentence, and of those that semicolons join with it."""
    total = place.total
    found, parts = _opened(article, place, words)
    if not parts:
        return
    last = parts[-1]
    if words.parts_open.match(article.blocks[last.figure.block].text, last.figure.end):
        return
    own = _filling(total, list(_unbroken(article, found, parts, words)))
    for part in own if len(own) > 1 or not _is_told_anew(article, total, parts[0], words) else ():
        if _is_inside(article, total, part, words):
            yield Relation("bound", (("part", part.figure), ("whole", total.figure)), True, "stated")
    summands = together(article, parts)
    is_plain = not is_doubtful(article, [total, *found], parts, words) and summands is not None
    is_whole = all(part in own for part in parts if part.sentence == parts[0].sentence)
    for size in range(min(len(parts), MOST), FEWEST - 1, -1):
        is_list = is_plain and (size == len(own) or (is_whole and size == len(parts))) and not _leaves_some(found, parts[:size])
        is_list = is_list and (hardly_leaves_some(total, parts[:size]) or _are_said(article, parts[:size], words))
        yield _sum(total, (summands or parts)[:size], is_list and _has_all(total, parts[:size], words), f" by {place.way}" if place.way else "")


def _filling(total: Label, parts: list[Label]) -> list[Label]:
    """The parts up to those that make up the total exactly: what follows is of something else."""
    value, sought = Fraction(0), total.figure.value
    for number, part in enumerate(parts, 1):
        value += part.figure.value or 0
        if number >= FEWEST and value == sought and part.figure.unit == total.figure.unit:
            return parts[:number]
    return parts


def _are_said(article: Article, parts: Sequence[Label], words: Vocabulary) -> bool:
    """Whether each part is said to be something: 8颗为遥感卫星，4颗为物联网卫星."""
    return all(words.part_is.match(article.blocks[part.figure.block].text, part.figure.end) is not None for part in parts)


def _leaves_some(found: Sequence[Label], parts: Sequence[Label]) -> bool:
    """Whether each part has its share behind it, and these leave some of the whole, or hold more than it."""
    shares = [label.figure.value or 0 for label in found if label.is_share and not label.direction and label.figure.start <= parts[-1].figure.end + _SHARE]
    return len(shares) == len(parts) and not _LEAST <= sum(shares) <= _ALL


def _has_all(total: Label, parts: Sequence[Label], words: Vocabulary) -> bool:
    """Whether no part is missing of those that go together: the primary industry beside the secondary and the tertiary."""
    terms = {part.term for part in parts}
    return all(total.term in group or len(terms & group) < 2 or group <= terms for group in words.exclusive)


def _unbroken(article: Article, found: Sequence[Label], parts: Sequence[Label], words: Vocabulary) -> Iterator[Label]:
    """The parts of the first one's sentence up to a clause without a figure: what follows that may speak of something else."""
    last = parts[0].figure
    text = _ASIDE.sub(
        lambda match: match.group() if match.start() < parts[0].figure.start < match.end() else " " * len(match.group()), article.blocks[last.block].text
    )
    for label in found:
        figure = label.figure
        if label.sentence != parts[0].sentence or figure.start < last.start or text[figure.start] == " ":
            continue
        if len(words.clause.findall(text, last.end, figure.start)) > 1:
            return
        last = figure
        if label in parts:
            yield label


def _opens(article: Article, first: Label, words: Vocabulary, anew: bool = False) -> bool:
    """Whether the sentence of a figure begins to take apart what stands before it; anew: in another way than the one before."""
    sentence = article.sentences[first.sentence]
    text = article.blocks[sentence.block].text
    start = sentence.end - len(text[sentence.start : sentence.end].lstrip())
    return (words.parts_anew if anew else words.parts_start).match(text, start) is not None


def _is_told_anew(article: Article, total: Label, part: Label, words: Vocabulary) -> bool:
    """Whether only a colon stands between two amounts, which alone makes no part of the second one: he has won again: $300,000."""
    if part.figure.block != total.figure.block:
        return False
    between = article.blocks[part.figure.block].text[total.figure.end : part.figure.start]
    return (":" in between or "：" in between) and words.among.search(between) is None


def _is_part(total: Label, label: Label, lang: str) -> bool:
    """Whether it is an amount that a list of parts can hold."""
    return label.is_level and not label.direction and not label.is_earlier and _is_like(total, label, lang)


def _is_inside(article: Article, total: Label, part: Label, words: Vocabulary) -> bool:
    """Whether a part cannot exceed its total: both have the same printed unit, and no average or record is meant."""
    first, second = total.figure, part.figure
    if first.kind == "number" or second.kind == "number" or part.is_earlier or second.hedge == "atleast":
        return False
    if not alike([first, second], article.lang, strict=True) or words.mean.search(part.clause):
        return False
    text = article.blocks[second.block].text
    start = text[max(0, second.start - 24) : second.start]
    return words.beyond.search(start) is None and is_of_one_thing(first, second, text, article.lang)


def _before(article: Article, total: Label, inside: Sequence[Label], words: Vocabulary) -> Iterator[Relation]:
    """合计 or "a total of": the amounts of the same unit before it in the sentence."""
    text = article.blocks[total.figure.block].text
    if not inside or not words.total_before.search(text, inside[-1].figure.end, total.figure.start):
        return
    parts = [label for label in inside if _is_part(total, label, article.lang)]
    if is_nested(article, parts, words) or together(article, parts) is None:
        return
    own = [part for part in parts if part.sentence == total.sentence]
    told = _number_told(article, total, inside[-1], words)
    for size in range(min(len(parts), MOST), FEWEST - 1, -1):
        yield _sum(total, parts[-size:], size == told if told else size in (len(own), len(parts)))


def _number_told(article: Article, total: Label, last: Label, words: Vocabulary) -> int:
    """How many parts a total has by the words right before it (三个村合计); 0 if they do not say."""
    figure = last.figure
    if figure.kind != "count" or figure.unit == total.figure.unit or figure.value is None or figure.value not in range(FEWEST, MOST + 1):
        return 0
    text = article.blocks[figure.block].text
    return 0 if words.clause.search(text, figure.end, total.figure.start) else int(figure.value)


def _is_like(total: Label, part: Label, lang: str) -> bool:
    """Whether it can be a part: an amount in digits, of the same kind and unit."""
    kinds = {part.figure.kind, total.figure.kind}
    if (len(kinds) > 1 and kinds != {"number", "count"}) or not any(char.isdigit() for char in part.figure.text):
        return False
    if len(kinds) > 1 and part.figure.kind == "number" and (part.figure.value or 0) < SMALL:
        return False  # 3子2女 are counted in no unit
    return alike([total.figure, part.figure], lang)


def _sum(total: Label, parts: Sequence[Label], is_firm: bool, way: str = "") -> Relation:
    """way: tells several ways of dividing one total apart, each of which must hold."""
    return summed(total, parts, f"sum {total.figure.article}:{total.figure.block}:{total.figure.start}{way}", is_firm)


def repeats(article: Article, first: Quantity, second: Quantity, words: Vocabulary) -> bool:
    """Whether the second is the first in another unit: 10,000 tonnes (10 million kg)."""
    if first.block != second.block or first.unit == second.unit or second.kind not in ("money", "measure"):
        return False
    return words.aside.fullmatch(article.blocks[first.block].text, first.end, second.start) is not None


def can_add(first: Label, second: Label, lang: str) -> bool:
    """Whether both are amounts in digits of one unit, the second no change: of a change (350 jobs cut) there are parts as well."""
    for label in (first, second):
        if label.is_earlier or not any(char.isdigit() for char in label.figure.text):
            return False
    return not second.direction and is_one_kind(first, second) and alike([first.figure, second.figure], lang)


def is_one_kind(first: Label, second: Label) -> bool:
    """Whether both are of one kind: a bare number is one of things counted, and a large one (640,000) may be of money."""
    kinds = {first.figure.kind, second.figure.kind}
    if kinds == {"money", "number"}:
        return all(label.figure.kind == "money" or label.figure.step >= 1000 for label in (first, second))
    return len(kinds) == 1 or kinds == {"number", "count"}


def summed(total: Label, found: Sequence[Label], choice: str, is_firm: bool) -> Relation:
    """That the parts make up the total."""
    roles = (*(("parts", part.figure) for part in found), ("total", total.figure))
    return Relation("sum", roles, False, "nearby", choice=choice, is_firm=is_firm)
