"""A total, the number that it is spread over, and what it comes to for each.

The number is printed (1,200 donors), or the words name a period of so many days
or months. An average that leaves somebody out is common: one that misses by a
little is nothing, and only what a slip explains is shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from factcheck.interval import Interval
from factcheck.languages import data
from factcheck.model import Article, Quantity, Relation
from factcheck.records import replace
from factcheck.relate.context.cues import Cues, cues
from factcheck.relate.context.labels import Label
from factcheck.relate.scales.elapsed import Elapsed, elapsed, named_periods
from factcheck.relate.sentences.wordings import alike
from factcheck.relate.sums.products import place_of

WITHIN = 6
"""How many figures before and behind an average its partners stand."""
BACK = 24
"""How many figures before an average the time that it is taken over may have been told."""
FAR = 16
"""How many figures before an average the number stands of the things that it names."""
SIDE = 24
"""How many characters before a figure say that it is an average."""
DRIFT = 0.08
"""An average that is off by less is over another number of people, not a slip."""
_OPEN = ("atleast", "atmost", "vague", "range")


def averages(article: Article, labels: Sequence[Label]) -> Iterator[Relation]:
    """The readings of all averages."""
    cue = cues(article.lang, "averages")
    block, is_hinted = -1, False
    for number, label in enumerate(labels):
        if label.figure.block != block:
            block = label.figure.block
            is_hinted = cue.hint.search(article.blocks[block].text) is not None
        if not is_hinted or not label.is_level or label.direction or not label.figure.value or label.figure.hedge in _OPEN or label.is_earlier:
            continue
        text = article.blocks[label.figure.block].text
        before = text[max(0, label.figure.start - SIDE) : label.figure.start]
        if each := _for_each_day(text, label.figure, before, cue):
            yield from _over_time(article, labels, number, each, cue)
        elif each := cue.mean_before.search(before) or cue.mean_behind.match(text, label.figure.end):
            yield from _over_count(article, labels, number, each["one"] or each.groupdict().get("per") or "", cue)


def _for_each_day(text: str, figure: Quantity, before: str, cue: Cues) -> re.Match[str] | None:
    return cue.daily_before.search(before) or cue.daily_behind.match(text, figure.end) or cue.daily_unit.search(figure.text)


def _can_be_total(total: Label, mean: Label, lang: str) -> bool:
    """Whether it is more of the same than the average."""
    first, second = total.figure, mean.figure
    if not total.is_level or total.is_earlier or total.direction or first.hedge in _OPEN or (first.value or 0) <= (second.value or 0):
        return False
    if any(re.search(one, a.clause) and re.search(other, b.clause) for one, other in cues(lang, "averages").table["kinds"] for a, b in ((total, mean), (mean, total))):
        return False
    return (first.kind == second.kind or {first.kind, second.kind} == {"number", "count"}) and alike([first, second], lang, strict=True)


def _is_each_its_own(text: str, total: Quantity, mean: Quantity, cue: Cues) -> bool:
    """Whether the two are items of one list, each for a thing of its own: 金、银的日均交易量分别为4370万和3.96亿盎司."""
    first, second = sorted((total, mean), key=lambda figure: figure.start)
    if not cue.joint.fullmatch(text, first.end, second.start):
        return False
    return bool(cue.own_before.search(text[max(0, first.start - SIDE) : first.start]) or cue.own_behind.match(text, second.end))


def _over_count(article: Article, labels: Sequence[Label], number: int, one: str, cue: Cues) -> Iterator[Relation]:
    """An average with each total and each number of people, households or things in its sentence."""
    mean = labels[number]
    around = [
        label for label in labels[max(0, number - WITHIN) : number + WITHIN + 1] if label is not mean and abs(label.sentence - mean.sentence) <= 1
    ]
    totals = [label for label in around if _can_be_total(label, mean, article.lang)]
    counts = [label for label in around if _can_be_counted(article, label, mean, one, cue)]
    if one and not counts:
        farther = labels[max(0, number - FAR) : number + WITHIN]
        counts = [label for label in farther if label.figure.hedge == "exact" and _is_unit(one, label.figure) and _can_be_counted(article, label, mean, one, cue)]
    pairs = [(total, count) for total in totals for count in counts if total is not count]
    inside = [pair for pair in pairs if pair[0].sentence == pair[1].sentence == mean.sentence]
    inside = inside or [(total, count) for total, count in pairs if _is_unit(one, count.figure) and total.sentence == mean.sentence and not _is_later(count, mean)]
    inside = inside or [pair for pair in pairs if pair[0].sentence == pair[1].sentence == mean.sentence - 1] or _of_one_name(article, pairs, mean)
    inside = inside or [pair for pair in pairs if {pair[0].sentence, pair[1].sentence} == {mean.sentence, mean.sentence - 1}]
    inside = _of_all(inside)
    for total, count in pairs:
        is_firm = inside == [(total, count)] and not _drifts(total, count, mean)
        roles = (("total", total.figure), ("count", count.figure), ("average", rounded(mean.figure)))
        yield Relation("average", roles, False, "nearby", choice=place_of(mean.figure), is_firm=is_firm)


def _is_later(count: Label, mean: Label) -> bool:
    """Whether a number stands in a paragraph behind: it is of what that tells."""
    return count.figure.block > mean.figure.block


def _of_all(inside: Sequence[tuple[Label, Label]]) -> list[tuple[Label, Label]]:
    """Of numbers of one unit the largest, which is that of all: 38家，公办14家，民办24家."""
    units = {count.figure.unit for _, count in inside}
    most = max((count.figure.value or 0 for _, count in inside), default=0)
    return [(total, count) for total, count in inside if len(units) > 1 or count.figure.value == most]


def _is_unit(one: str, count: Quantity) -> bool:
    """Whether a number counts just what an average is for each of: runners, of litres a runner."""
    return bool(one) and count.unit.lower().removesuffix("s") == one.lower().removesuffix("s")


def _of_one_name(article: Article, pairs: Sequence[tuple[Label, Label]], mean: Label) -> list[tuple[Label, Label]]:
    """Counts beside the average with the total of the same things: £1.7m from its shops. Its 43 shops took ... each."""
    return [
        (total, count) for total, count in pairs
        if count.sentence == mean.sentence and count.figure.unit and count.figure.unit.lower() in total.context.lower().split()
    ]  # fmt: skip


def rounded(mean: Quantity) -> Quantity:
    """An average in whole things, which is rounded as no number of things is: 每天7家."""
    if not mean.interval.is_point or mean.value is None or not any(map(str.isdigit, mean.text)):
        return mean
    return replace(mean, interval=Interval.rounded(mean.value, mean.step))


def _can_be_counted(article: Article, label: Label, mean: Label, one: str, cue: Cues) -> bool:
    """Whether it counts what the average is for each of."""
    figure = label.figure
    is_kind = figure.kind == "count" or (figure.kind == "measure" and label.sentence == mean.sentence and _is_unit(one, figure))
    if not is_kind or label.direction or label.is_earlier or figure.hedge in _OPEN or (figure.value or 0) <= 1:
        return False
    if mean.figure.kind == "count" and figure.unit == mean.figure.unit:
        return False
    allowed = cue.table["each"].get(one.lower())
    if allowed is not None:
        return not allowed or figure.unit in allowed
    text = article.blocks[figure.block].text
    return not one or one.lower() in f"{figure.text} {figure.unit} {text[figure.end : figure.end + 10]}".lower()


def _drifts(total: Label, count: Label, mean: Label) -> bool:
    """Whether the average is off by so little that it is taken over a few more or less."""
    if not total.figure.value or not count.figure.value or not mean.figure.value:
        return True
    return 0.002 < abs(float(total.figure.value / count.figure.value / mean.figure.value) - 1) < DRIFT


def _over_time(article: Article, labels: Sequence[Label], number: int, each: re.Match[str], cue: Cues) -> Iterator[Relation]:
    """An amount for each day, month or year with the totals beside it, over the time that its sentence names."""
    mean = labels[number]
    groups = each.groupdict()
    unit = "year" if groups.get("year") else "month" if groups.get("month") else "day"
    text = article.blocks[mean.figure.block].text
    over = _time(article, labels, number, unit, cue)
    if over is None:
        return
    behind = [label for label in labels[number + 1 : number + 3 + (unit == "year")] if label.figure.value != over.value or label.figure.kind != over.kind]
    for total in (*labels[max(0, number - 1) : number], *labels[max(0, number - 2) : max(0, number - 1)], *behind[: 1 + (unit == "year")]):
        if total.sentence != mean.sentence or total.figure == over or _is_each_its_own(text, total.figure, mean.figure, cue):
            continue
        is_rate = _is_rate_of(total, mean, cue)
        between = text[min(total.figure.end, mean.figure.end) : max(total.figure.start, mean.figure.start)]
        if cue.apart.search(between) or (cue.rated.match(text, total.figure.end) and cue.instead.search(between)):
            return  # of a part of the time, such as weekends, or another price
        if is_rate or _can_be_total(total, mean, article.lang):
            average = rounded(replace(mean.figure, unit=total.figure.unit) if is_rate else mean.figure)
            roles = (("total", total.figure), ("count", over), ("average", average))
            yield Relation("average", roles, False, "nearby", choice=place_of(mean.figure))
            return


def _time(article: Article, labels: Sequence[Label], number: int, unit: str, cue: Cues) -> Quantity | None:
    """The time that an average is taken over: the one duration of its sentence, or the one period that it names."""
    mean = labels[number]
    names = data(article.lang, "units")["units"]
    around = [label for label in labels[max(0, number - WITHIN) : number + WITHIN] if label.sentence == mean.sentence]
    told = [label.figure for label in around if label.figure.kind == "duration" and names.get(label.figure.unit.lower()) == unit]
    told = [figure for figure in told if figure.value is not None and figure.value > 1]
    if told or unit == "year":
        return told[0] if len({figure.value for figure in told}) == 1 and told[0].hedge not in _OPEN else None
    sentence = article.sentences[mean.sentence]
    text = article.blocks[sentence.block].text[sentence.start : sentence.end]
    named = named_periods(text, unit, article.lang)
    if (between := elapsed(text, unit, article.lang)) is not None:
        return as_figure(between, cue.table[unit], mean.figure)
    if not named and unit == "day":
        return _lasting(article, labels[max(0, number - BACK) : number], cue)
    if len(named) != 1 or not named[0][0]:
        return None
    low, high = named[0]
    return as_figure(Elapsed(low, low, high, f"{low}"), cue.table[unit], mean.figure)


def as_figure(time: Elapsed, word: str, place: Quantity) -> Quantity:
    """A time that is not printed as a number, at the place of the average."""
    return Quantity(
        "duration", f"{time.usual} {word}", place.block, place.start, place.start, None, Interval(Fraction(time.least), Fraction(time.most)), word,
        derived=time.words, article=place.article,
    )  # fmt: skip


def _lasting(article: Article, before: Sequence[Label], cue: Cues) -> Quantity | None:
    """The one number of days, in the sentences before, that something is said to have lasted: 为期12天."""
    names = data(article.lang, "units")["units"]
    days = [label.figure for label in before if label.figure.kind == "duration" and names.get(label.figure.unit.lower()) == "day"]
    found = [figure for figure in days if cue.lasting.search(article.blocks[figure.block].text, max(0, figure.start - SIDE), figure.start)]
    return found[0] if len(found) == 1 and found[0].hedge not in _OPEN else None


def _is_rate_of(total: Label, mean: Label, cue: Cues) -> bool:
    """Whether the unit of the average is that of the total with a word for the time: barrels, and barrels per day."""
    first, second = total.figure, mean.figure
    return first.kind == second.kind == "measure" and cue.table["rates"].get(second.unit, second.unit).startswith(first.unit[:3]) and (first.value or 0) > (second.value or 0)
