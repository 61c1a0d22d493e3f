"""A total that no word divides into its parts: 412 shops, 268 in the north and 144 in the south; 共96枚，田径60枚，游泳36枚.

The parts stand in one list and have names of one form; the total stands right
before or behind, or a few sentences away. What speaks for it is weighed, in
bits, against how likely figures of so many digits nearly add up by chance.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache
from itertools import pairwise, permutations
from math import log2

from factcheck.kept import compiled
from factcheck.model import Article, Quantity, Relation
from factcheck.records import dataclass, replace
from factcheck.relate.context.cues import Cues, cues
from factcheck.relate.context.labels import Label, blanked, by_block
from factcheck.relate.context.near import digits
from factcheck.relate.context.vocabulary import Vocabulary
from factcheck.relate.sums.left_out import hardly_leaves_some, is_any_explained
from factcheck.relate.sums.lists import can_add, repeats, summed
from factcheck.relate.sums.products import place_of

LEAD = 60
"""How many characters before a list may say that it leaves others out."""
MARGIN = 16
"""How many characters before an amount may say that it lies between two others."""
FEWEST, MOST = 2, 32
"""How many parts a total has."""
REACH, NEAR = 6, 3
"""How many amounts, and how many sentences, a total stands from its parts at most."""
SIDE = 24
"""How many characters before a figure name it."""
WORDED = 20
"""The largest number in a word that is a part."""
FAR = 2
"""How many times a part is larger than its total by a slip, at the most."""
ENOUGH = 5.0
"""From how many bits on figures that nearly add up were meant to."""
KINDS, MIXED = 6.0, 3.0
"""How much it says that all parts, or only some, are of kinds that exclude each other: men and women."""
TOTAL, APPOSED, NAMED = 4.0, 4.0, 4.0
"""How much it says that a word calls it the total, that the parts follow it at once, that they have its name."""
AWAY = 1.5
"""How much each sentence between them speaks against it."""
FORM = 2.0
"""How much it says that the parts have names of one form, and each further part that has."""
WORD = 4
"""How many letters a word has that names of parts have in common."""
_SHARED = 2
"""How many characters the names of parts and total have in common at their end."""


@dataclass(frozen=True, slots=True)
class _Part:
    """An amount of a list with the words that name it."""

    label: Label
    head: str
    """The words before it, since the amount before."""
    tail: str
    """The words behind it."""


def divided(article: Article, labels: Sequence[Label], figures: Sequence[Quantity], words: Vocabulary) -> Iterator[Relation]:
    """Each list of parts with the amounts that may be its total."""
    amounts = list(_amounts(article, labels, words))
    if len(amounts) <= FEWEST:
        return
    cue = cues(article.lang, "divided")
    inside = by_block(figures)
    block, text = -1, ""
    start = 0
    while start < len(amounts) - 1:
        first = amounts[start].figure
        if first.block != block:
            block, text = first.block, blanked(article.blocks[first.block].text, inside[first.block])
        found = _list(article, amounts, start, text, cue, words)
        lead = words.clause.split(text[max(0, first.start - LEAD) : first.start])[-1]
        if _can_be_all(found, cue) and not cue.partial.search(lead):
            yield from _readings(article, amounts, start, found, text, words)
        start += max(1, len(found) - 1)


def _amounts(article: Article, labels: Sequence[Label], words: Vocabulary) -> Iterator[Label]:
    """The amounts that can be added or be a total; none that only repeats the one before in another unit."""
    for number, label in enumerate(labels):
        figure = label.figure
        if not label.is_level or label.is_earlier or figure.kind in ("duration", "age") or label.sentence < 0 or figure.hedge not in ("exact", "about"):
            continue
        if words.margin_before.search(article.blocks[figure.block].text, max(0, figure.start - MARGIN), figure.start):
            continue  # what lies between two sides is no part: 收入80亿元，支出95亿元，赤字15亿元
        if (any(map(str.isdigit, figure.text)) or _is_small_count(figure)) and not (number and repeats(article, labels[number - 1].figure, figure, words)):
            yield label


def _is_small_count(figure: Quantity) -> bool:
    """Whether a word tells exactly how many there are: nine."""
    return figure.kind in ("count", "number") and figure.value is not None and FEWEST <= figure.value <= WORDED and figure.interval.is_point


def _list(article: Article, amounts: Sequence[Label], start: int, text: str, cue: Cues, words: Vocabulary) -> list[_Part]:
    """The amounts from `start` on that stand in one list."""
    last = amounts[start]
    low = max(0, last.figure.start - SIDE)
    opening = text[low : last.figure.start]
    head = opening[max((match.end() for match in words.clause.finditer(opening)), default=0) :]
    found: list[_Part] = []
    for other in amounts[start + 1 : start + MOST + 1]:
        label = _of_unit(other, amounts[start])
        if label.figure.block != last.figure.block or not can_add(amounts[start], label, article.lang) or not _are_of_one(amounts[start], label, article.lang):
            break
        between = cue.joint.fullmatch(text, last.figure.end, label.figure.start)
        if between is None or (label.sentence != last.sentence and between.group().strip()[:1] not in words.joining) or cue.other.search(between.group()) or words.up.search(between.group()) or words.down.search(between.group()):
            break
        found.append(_Part(last, head.strip(), between["tail"].strip()))
        head, last = between["head"], label
    if found:
        behind = cue.behind.match(text, last.figure.end)
        found.append(_Part(last, head.strip(), behind.group().strip() if behind else ""))
    return found


def _can_be_all(found: Sequence[_Part], cue: Cues) -> bool:
    """Whether a list can name all parts of something, and what there is of each."""
    if len(found) < FEWEST or any(cue.partial.search(part.head) for part in found) or cue.other.search(found[-1].tail):
        return False
    return not any(cue.moving.search(f"{part.head} {part.tail}") for part in found)


def _are_of_one(first: Label, second: Label, lang: str) -> bool:
    """Whether two amounts of a list have one unit, none, or are of kinds that exclude each other: men, women."""
    units = {first.figure.unit, second.figure.unit} - {""}
    return len(units) < 2 or first.figure.kind != "count" or all(_names(lang).fullmatch(unit) for unit in units)


def _of_unit(label: Label, first: Label) -> Label:
    """The amount in the unit of the first of its list, if it is printed without one: 31,250 tonnes and 22,480."""
    if label.figure.kind != "number" or first.figure.kind not in ("measure", "money"):
        return label
    return replace(label, figure=replace(label.figure, kind=first.figure.kind, unit=first.figure.unit))


def _readings(
    article: Article, amounts: Sequence[Label], start: int, found: Sequence[_Part], text: str, words: Vocabulary
) -> Iterator[Relation]:
    """The list with each total that it is likely to have: one that it adds up to, else all that a slip may have made miss it."""
    end = start + len(found)
    before, behind = amounts[max(0, start - REACH) : start][::-1], amounts[end : end + REACH]
    tries: list[tuple[Label, Sequence[_Part], bool]] = []
    if len(found) > FEWEST and not _is_sibling(article, found[0], found[1:], words):
        tries.append((found[0].label, found[1:], True))
    if len(found) > FEWEST and _is_called_total(article, found[-1].label, words):
        tries.append((found[-1].label, found[:-1], False))
    tries += [(label, found, True) for label in _totals(before, found, article.lang)]
    tries += [(label, found, False) for label in _totals(behind, found, article.lang)]
    tries = [one for one in tries if _can_be_total(one[0], one[1]) and not _is_extreme(article, one[0])]
    weighed = [(_weight(article, *one, text, words), one) for one in tries]
    most = sum(bits >= ENOUGH for bits, _ in weighed)  # each is another chance to come near
    likely = [one for bits, one in weighed if bits >= ENOUGH + log2(max(1, most))]
    right = [(total, some) for total, parts, _ in likely if (some := _adding_up(total, parts))]
    if right or any(_adding_up(total, parts) or _lacks_one(total, parts, (*before, *behind)) for total, parts, _ in tries):
        likely = []
    likely = [one for one in likely if _is_all(article, one[0], one[1], words)]
    if all(part.head for part in found):  # the first of the list is one of the parts where another amount can be their total
        likely = [one for one in likely if len(one[1]) == len(found)] or likely
    for total, some in [*right[:1], *((total, parts) for total, parts, _ in likely)]:
        yield summed(total, [part.label for part in some], f"sum {place_of(total.figure)}", is_firm=True)


def _is_extreme(article: Article, total: Label) -> bool:
    """Whether an amount is called the highest or the lowest one: it is of one, and no total of the others."""
    figure = total.figure
    return cues(article.lang, "divided").extreme.search(article.blocks[figure.block].text, max(0, figure.start - MARGIN), figure.start) is not None


def _is_all(article: Article, total: Label, parts: Sequence[_Part], words: Vocabulary) -> bool:
    """Whether parts that miss their total hardly leave some of it out: by their kinds, by its word, or by their figures."""
    if _kinds(total, parts, article.lang) > 0 or hardly_leaves_some(total, [part.label for part in parts]):
        return True
    return len(parts) > FEWEST and _is_called_total(article, total, words) and not is_any_explained(total, [part.label for part in parts])


def _is_sibling(article: Article, first: _Part, others: Sequence[_Part], words: Vocabulary) -> bool:
    """Whether the first amount of a list is named as the others are, and so is one of them."""
    if all(part.head for part in others):
        return not _is_called_total(article, first.label, words) and not _kinds(first.label, others, article.lang) > 0
    if _is_called_total(article, first.label, words) or _kinds(first.label, others, article.lang) > 0:
        return False
    where = cues(article.lang, "divided").where
    return not first.tail or where.search(first.tail) is not None or not all(where.match(part.tail) for part in others)


def _can_be_total(total: Label, parts: Sequence[_Part]) -> bool:
    """Whether it is not far smaller than one of them."""
    return all((part.label.figure.value or 0) < FAR * (total.figure.value or 0) for part in parts)


def _adding_up(total: Label, parts: Sequence[_Part]) -> Sequence[_Part]:
    """The parts, all of them or some in a row, that come to the total."""
    for size in range(len(parts), FEWEST - 1, -1):
        for some in (parts[:size], parts[-size:]):
            if _missing(total, some) == 0:
                return some
    return ()


def _lacks_one(total: Label, parts: Sequence[_Part], others: Sequence[Label]) -> bool:
    """Whether the parts come to the total with another amount beside them, or it is what lies between two of them."""
    if len(parts) == FEWEST and any(_missing(more.label, [less, _Part(total, "", "")]) == 0 for more, less in permutations(parts)):
        return True
    return any(label is not total and _missing(total, [*parts, _Part(label, "", "")]) == 0 for label in others)


def _missing(total: Label, parts: Sequence[_Part]) -> Fraction:
    """How far the parts are from the total, beyond what rounding explains."""
    figures = [total.figure, *(part.label.figure for part in parts)]
    gap = abs(sum((figure.value or Fraction(0) for figure in figures[1:]), Fraction(0)) - (total.figure.value or 0))
    slack = sum(((figure.interval.high or Fraction(0)) - (figure.interval.low or Fraction(0)) for figure in figures), Fraction(0)) / 2
    return max(Fraction(0), gap - slack)


def _totals(amounts: Sequence[Label], found: Sequence[_Part], lang: str) -> list[Label]:
    """The amounts that can be the total of a list, the nearest first."""
    first, last = found[0].label, found[-1].label
    return [
        label for label in amounts
        if first.sentence - label.sentence <= NEAR and label.sentence - last.sentence <= NEAR and can_add(label, first, lang)
    ]  # fmt: skip


def _weight(article: Article, total: Label, parts: Sequence[_Part], is_before: bool, text: str, words: Vocabulary) -> float:
    """What speaks for the parts being those of the total, in bits."""
    labels = [part.label for part in parts]
    if not all(_is_of(total, label, article.lang) for label in labels) or words.mean.search(total.clause):
        return 0.0
    if not words.spaced and words.partner.search(total.before):
        return 0.0  # it is of one of several partners
    bits = _rareness([total.figure, *(label.figure for label in labels)])
    bits += _kinds(total, parts, article.lang) + _form(total, parts, words)
    bits -= AWAY * abs(labels[0].sentence - total.sentence) + (total.figure.block != labels[0].figure.block)
    if _is_called_total(article, total, words):
        bits += TOTAL if is_before else TOTAL + 1
    if is_before and total.figure.block == labels[0].figure.block:
        opened = words.apposed.fullmatch(text, total.figure.end, labels[0].figure.start)
        if opened is not None and not (opened.groupdict().get("some") and any(label.figure.hedge != "exact" for label in (total, *labels))):
            bits += APPOSED  # "some 300 staff, with 200 in the north": others may be elsewhere
    return bits


def _is_of(total: Label, part: Label, lang: str) -> bool:
    """Whether the part has the unit of the total, or none, or is told by its kind."""
    return part.figure.unit in ("", total.figure.unit) or total.figure.unit == "" or _names(lang).fullmatch(part.figure.unit) is not None


def _is_called_total(article: Article, total: Label, words: Vocabulary) -> bool:
    text, figure = article.blocks[total.figure.block].text, total.figure
    before = text[max(0, figure.start - SIDE) : figure.start]
    named = (words.total_word if words.spaced else words.total_name, words.total_before, words.out_of_total, cues(article.lang, "divided").whole)
    return any(cue.search(before) for cue in named) or words.total_behind.match(text, figure.end) is not None


def _rareness(figures: Sequence[Quantity]) -> float:
    """How rarely one slip makes figures of so many digits add up."""
    step = max(max(figure.step for figure in figures), min(figure.step * 10 ** _zeros(figure) for figure in figures))
    largest = max(figure.value or 0 for figure in figures)
    slips = sum(10 * len(digits(figure).rstrip("0")) for figure in figures)
    return log2(max(1, largest / step) / slips) if slips else 0.0


def _zeros(figure: Quantity) -> int:
    """How many zeros end it, as in a figure that is rounded to hundreds."""
    text = digits(figure)
    return 0 if "." in figure.text else len(text) - len(text.rstrip("0"))


@cache
def _names(lang: str) -> re.Pattern[str]:
    """Words for kinds that exclude each other: in one pattern, with a group for each that tells its set and its place."""
    sets = cues(lang, "divided").table["kinds"]
    named = [f"(?P<k{number}_{place}>{name})" for number, group in enumerate(sets) for place, name in enumerate(group)]
    return compiled(f"(?:{'|'.join(named)})" if lang == "zh" else rf"\b(?:{'|'.join(named)})\b", re.IGNORECASE)


def _kinds(total: Label, parts: Sequence[_Part], lang: str) -> float:
    """What it says that the parts are named by kinds that exclude each other, and that the total is none of these."""
    found: dict[str, list[str]] = {}
    for part in parts:
        own = {match.lastgroup or "" for match in _names(lang).finditer(f"{part.head[-SIDE:]} {part.tail}")}
        for name in own:
            found.setdefault(name.partition("_")[0], []).append(name)
    best = max((names for names in found.values() if len(set(names)) == len(names) > 1), key=len, default=[])
    if not best:
        return 0.0
    group = best[0].partition("_")[0]
    if any((match.lastgroup or "").partition("_")[0] == group for match in _names(lang).finditer(total.context[-2 * SIDE :])):
        return -KINDS
    return KINDS if len(best) == len(parts) else MIXED


def _form(total: Label, parts: Sequence[_Part], words: Vocabulary) -> float:
    """What it says that the names of the parts have one form."""
    if words.spaced:
        is_behind = all(part.tail and not part.head for part in parts[1:]) and bool(parts[0].tail)
        is_before = all(part.head and len(part.tail.split()) < 2 for part in parts[1:])
        shared = set.intersection(*({word for word in part.head.lower().split() if len(word) >= WORD} for part in parts))
        return (FORM * (len(parts) - 1) if is_behind or is_before else 0.0) + (NAMED if is_before and shared else 0.0)
    heads = [part.head for part in parts]
    if not all(heads) or any(part.tail for part in parts[:-1]):
        return 0.0
    bits = len(parts) - 1.0
    if all(first[-_SHARED:] == second[-_SHARED:] for first, second in pairwise(heads)):
        bits += FORM if not total.clause.endswith(heads[0][-_SHARED:]) else NAMED
    return bits + (len(set(map(len, heads))) == 1)


def kinds_of_all(article: Article, labels: Sequence[Label]) -> Iterator[Relation]:
    """Neighbouring shares that are named by all of the kinds there are, such as men and women: they make up the whole."""
    cue = cues(article.lang, "divided")
    for number, first in enumerate(labels[:-1]):
        second = labels[number + 1]
        if first.sentence != second.sentence or not all(_is_plain_share(article, label, cue) for label in (first, second)):
            continue
        text = article.blocks[first.figure.block].text
        parts = [_Part(label, "", found.group()) if (found := cue.are.match(text, label.figure.end)) else _Part(label, label.clause, "") for label in (first, second)]
        if _kinds(replace(first, context=""), parts, article.lang) == KINDS and _are_both(parts, article.lang):
            roles = tuple(("shares", label.figure) for label in (first, second))
            choice = f"rest {place_of(second.figure)}"
            yield Relation("shares", roles, False, "nearby", holds="sum(shares) = 100%", choice=choice, is_firm=True)


def _is_plain_share(article: Article, label: Label, cue: Cues) -> bool:
    """Whether the words right beside it say that it is the share of a kind, not a rate within it."""
    figure = label.figure
    if figure.kind != "percent" or label.direction or label.is_earlier or figure.hedge not in ("exact", "about"):
        return False
    text = article.blocks[figure.block].text
    return cue.takes.search(text, max(0, figure.start - SIDE), figure.start) is not None or cue.are.match(text, figure.end) is not None


def _are_both(parts: Sequence[_Part], lang: str) -> bool:
    """Whether the kinds that name the two are the only two of their set."""
    sets = cues(lang, "divided").table["kinds"]
    named = [{(match.lastgroup or "k0_").partition("_")[0] for match in _names(lang).finditer(f"{part.head[-SIDE:]} {part.tail}")} for part in parts]
    return any(len(sets[int(name[1:])]) == FEWEST for name in named[0] & named[1])
