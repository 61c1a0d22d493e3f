"""A number of years with the years that it lies between: from 1998 to 2018, in 20 years."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from fractions import Fraction

from factcheck.interval import Interval
from factcheck.languages import data
from factcheck.model import Article, Quantity, Relation
from factcheck.records import replace
from factcheck.relate.context.cues import Cues, cues
from factcheck.relate.context.near import one_slip

FAR = 8
"""How many figures stand between two years and what is said of the time between them."""
AROUND = 16
"""How many characters before a number of years say that it is counted from somewhere else."""
BEFORE = 40
"""How many characters a number of years stands behind its two years at most."""


def spans(article: Article, figures: Sequence[Quantity]) -> Iterator[Relation]:
    """Each number of years that stands right beside two years."""
    cue = cues(article.lang, "spans")
    for number, figure in enumerate(figures):
        if figure.kind != "duration" or figure.value is None or figure.value < 2 or figure.hedge != "exact":
            continue
        if figure.step < 1 or not _in_years(figure, article.lang):
            continue
        text = article.blocks[figure.block].text
        if cue.other.search(text[max(0, figure.start - AROUND) : figure.start]) or cue.inside.search(figure.text):
            continue
        if cue.during.match(text, figure.end):
            yield from _topic(article, figures, number, cue)
        yield from _later(text, figures, number, cue)
        for first, second, is_before in ((number - 2, number - 1, True), (number + 1, number + 2, False)):
            if not (first >= 0 and second < len(figures)) or not _are_years(figures[first], figures[second], figure):
                continue
            start, end = figures[first], figures[second]
            between = text[end.end : figure.start] if is_before else text[figure.end : start.start]
            joined = cue.joined.fullmatch(text, start.end, end.start)
            if not (joined or is_before and cue.linked.fullmatch(text, start.end, end.start)) or len(between) > BEFORE:
                continue
            span = _span(text, start, end, figure.unit)
            beside = joined and (cue.behind if is_before else cue.ahead).fullmatch(between)
            if beside or (is_before and cue.loosely.fullmatch(between) and _nearly(span, figure)):
                yield Relation("span", (("span", span), ("years", figure)), True, "stated")


def _later(text: str, figures: Sequence[Quantity], number: int, cue: Cues) -> Iterator[Relation]:
    """A number of years between its two years: begun in 1990 and finished 12 years later, in 2002."""
    figure = figures[number]
    if not 0 < number < len(figures) - 1 or not _are_years(figures[number - 1], figures[number + 1], figure):
        return
    start, end = figures[number - 1], figures[number + 1]
    if figure.start - start.end > BEFORE:
        return
    is_later = cue.later.fullmatch(text, figure.end, end.start) and cue.onward.fullmatch(text, start.end, figure.start)
    if is_later or (cue.lasts.fullmatch(text, start.end, figure.start) and cue.ends.fullmatch(text, figure.end, end.start)):
        span = _span(text, start, end, figure.unit)
        if _nearly(span, figure):
            yield Relation("span", (("span", span), ("years", figure)), True, "stated")


def _nearly(span: Quantity, figure: Quantity) -> bool:
    """Whether the number of years is right, or one digit from it: what only may belong together must not miss by more."""
    if span.value is None or figure.value is None:
        return False
    return any(one_slip(str(int(figure.value)), str(int(years))) for years in (span.value, span.value + 1))


def _topic(article: Article, figures: Sequence[Quantity], number: int, cue: Cues) -> Iterator[Relation]:
    """The two years that a clause of its sentence begins with: 2012—2021年，产量由……增至……，10年间翻了一番。"""
    figure = figures[number]
    text = article.blocks[figure.block].text
    place = bisect_right(article.sentences, (figure.block, figure.start), key=lambda sentence: (sentence.block, sentence.start)) - 1
    start = article.sentences[place].start if place >= 0 and article.sentences[place].block == figure.block else 0
    inside = [other for other in figures[max(0, number - FAR) : number] if other.block == figure.block and other.start >= start]
    found = [
        (first, second) for first, second in zip(inside, inside[1:])
        if _are_years(first, second, figure) and cue.joined.fullmatch(text, first.end, second.start)
    ]  # fmt: skip
    if len(found) == 1:
        first, second = found[0]
        if cue.opening.search(text[max(start, first.start - AROUND) : first.start]) and cue.comma.match(text, second.end):
            yield Relation("span", (("span", _span(text, first, second, figure.unit)), ("years", figure)), True, "stated")


def _in_years(figure: Quantity, lang: str) -> bool:
    names = data(lang, "units")["units"]
    return bool(names.get(figure.unit.lower()) == "year")


def _are_years(first: Quantity, second: Quantity, figure: Quantity) -> bool:
    """Whether both are years of four digits, in order, in one block with the figure."""
    if not first.block == second.block == figure.block or first.date is None or second.date is None:
        return False
    start, end = first.date[0], second.date[0]
    return start is not None and end is not None and 1000 <= start < end


def _span(text: str, first: Quantity, second: Quantity, unit: str) -> Quantity:
    """The time from one to the other as a figure: the last year may count or not; with months it may be a year less."""
    assert first.date is not None and second.date is not None and first.date[0] is not None and second.date[0] is not None
    years = second.date[0] - first.date[0]
    least = years - (1 if first.date[1] or second.date[1] else 0)
    return replace(
        first, kind="duration", text=text[first.start : second.end], end=second.end, unit=unit, value=Fraction(years), date=None, hedge="about",
        interval=Interval(Fraction(least), Fraction(years + 1)),
    )  # fmt: skip
