"""A rate for each year with the two levels that it leads to: from 120 in 2015 to 196 in 2020, 10.3% a year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from factcheck.interval import Interval
from factcheck.languages import data
from factcheck.model import Quantity, Relation
from factcheck.records import replace
from factcheck.relate.context.cues import Cues, cues
from factcheck.relate.context.labels import Label
from factcheck.relate.context.reading import Read
from factcheck.relate.sums.products import place_of

BEHIND = 2
"""How many figures behind the later level its yearly rate stands at the most."""
AROUND = 60
"""How many characters before a level say what is measured."""
MOST = 40
"""Over more years than these no yearly rate is held against levels."""
_KINDS = ("growth", "change", "order")


def yearly(one: Read, stated: Sequence[Relation]) -> Iterator[Relation]:
    """The two levels of each such pair with the rate of each year that stands behind them, taken over the years between."""
    cue = cues(one.article.lang, "yearly_rates")
    spoken = {number for number, block in enumerate(one.article.blocks) if cue.hint.search(block.text)}
    numbers = {place_of(label.figure): number for number, label in enumerate(one.labels)} if spoken else {}
    for tie in stated:
        roles = dict(tie.roles)
        if tie.kind not in _KINDS or not tie.stated or roles["new"].block not in spoken:
            continue
        old, new = numbers.get(place_of(roles["old"])), numbers.get(place_of(roles["new"]))
        if old is None or new is None or roles["old"].kind == "percent" or _is_real(one, roles["new"], cue):
            continue
        rate = _rate(one, max(old, new), cue)
        years = _years(one, one.labels[old], one.labels[new], cue) if rate is not None else None
        if rate is not None and years is not None:
            negative = frozenset({"rate"} if rate.direction < 0 else ())
            whole = _whole(rate.figure, years, rate.direction < 0, cue)
            found = (("old", roles["old"]), ("new", roles["new"]), ("rate", whole))
            yield Relation("growth", found, False, "nearby", negative=negative, choice=place_of(whole))


def _is_real(one: Read, level: Quantity, cue: Cues) -> bool:
    """Whether it is money of what is told at current prices but grows, as copy tells it, at constant ones."""
    text = one.article.blocks[level.block].text
    return level.kind == "money" and cue.real.search(text[max(0, level.start - AROUND) : level.start]) is not None


def _rate(one: Read, last: int, cue: Cues) -> Label | None:
    """The rate behind the levels, and of the same, that is said to be one of each year."""
    level = one.labels[last]
    text = one.article.blocks[level.figure.block].text
    for label in one.labels[last + 1 : last + 1 + BEHIND]:
        figure = label.figure
        if label.sentence != level.sentence:
            return None
        if figure.kind != "percent" or not figure.value:
            continue
        if cue.before.fullmatch(text, level.figure.end, figure.start) or (cue.joined.fullmatch(text, level.figure.end, figure.start) and cue.behind.match(text, figure.end)):
            return label
    return None


def _years(one: Read, old: Label, new: Label, cue: Cues) -> tuple[int, int] | None:
    """The least and the most times that the level grew: from the years of both, or from the one stretch that the sentence names."""
    first, last = old.moment[0], new.moment[0]
    if 1900 < first < last:
        return (last - first, last - first) if last - first <= MOST else None
    sentence = one.article.sentences[new.sentence]
    text = one.article.blocks[sentence.block].text[sentence.start : new.figure.start]
    units = data(one.article.lang, "units")["units"]
    told = [label.figure for label in one.labels if label.sentence == new.sentence and label.figure.kind == "duration" and units.get(label.figure.unit.lower()) == "year"]
    named = [(int(match["first"]), int(match["last"])) for match in cue.between.finditer(text)]
    if len(named) == 1 and 0 < named[0][1] - named[0][0] <= MOST:
        years = named[0][1] - named[0][0]
        return years, years + 1  # the first year's growth may count too
    if cue.plan.search(one.article.blocks[sentence.block].text, 0, new.figure.start):
        return (4, 5)  # the year before the plan, or its first one, is compared with its last
    if len(told) == 1 and told[0].value is not None and told[0].hedge == "exact" and 2 < told[0].value <= MOST:
        return int(told[0].value) - 1, int(told[0].value)
    return None


def _whole(rate: Quantity, years: tuple[int, int], is_fall: bool, cue: Cues) -> Quantity:
    """The rate over all of the years, compounded or added up: copy takes either for the mean."""
    low, high = rate.interval.low, rate.interval.high
    if low is None or high is None:
        return replace(rate, interval=Interval(None, None))
    sign = -1 if is_fall else 1
    ends = [end for each in (low, high) for count in years for end in (each * count, 100 * sign * (Fraction(1 + sign * each / 100) ** count - 1))]
    value = 100 * sign * (Fraction(1 + sign * (rate.value or 0) / 100) ** years[1] - 1)
    words = cue.table["words"].format(rate=rate.text, years=years[1])
    return replace(rate, text=f"{float(value):.1f}%", value=value, interval=Interval(min(ends), max(ends)), derived=words)
