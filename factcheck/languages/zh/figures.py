"""How Chinese copy writes figures: numerals, hedges, units, dates.

The way of one figure: a trigger character, the longest numeral, its unit, the
hedges on either side, and a veto where a longer known word covers it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from factcheck.hedges import interval_of
from factcheck.interval import Interval
from factcheck.languages import data
from factcheck.languages.zh.numerals import HAN, Numeral, read_numeral
from factcheck.model import Quantity

_TRIGGER = re.compile(rf"[0-9过翻大多]|[{HAN}]")
_NARROW = {ord(wide): narrow for wide, narrow in zip("０１２３４５６７８９．，％－＋", "0123456789.,%-+")}
_WIDE = re.compile("[０-９．％－]")

_DATE = re.compile(
    r"(?P<y>\d{4}|[一二][〇零○一二三四五六七八九]{3})年(?:(?P<m>\d{1,2}|十[一二]?|[一二三四五六七八九])月份?(?:(?P<d>\d{1,2}|[一二三]?十?[一二三四五六七八九十])[日号])?)?"
    r"|(?P<m2>\d{1,2})月份?(?:(?P<d2>\d{1,2})[日号])?"
    r"|(?P<d3>\d{1,2})[日号](?!线|楼|院|门|文|店|机|令|公告)"
    r"|(?P<iso>\d{4}[-/.]\d{1,2}[-/.]\d{1,2})(?!\d)"
    r"|(?P<y2>\d{4})(?=[-—–~至到]{1,2}\d{4}年)"
    r"|(?P<y3>\d{2})年代"
)
_PERIOD = re.compile(
    r"(?P<a>\d{1,2})月?份?[-—–~至到]{1,2}(?P<b>\d{1,2})月份?(?!\d*[日号])|第?(?P<q>[一二三四1-4])季度?(?=[^个])(?<=季度)|第?(?P<q2>[一二三四])季(?=同比|环比|净|营收)"
)
_CLOCK = re.compile(r"\d{1,2}[:：]\d{2}(?::\d{2})?(?!\d)|\d{1,2}时(?:\d{1,2}分)?(?!间|期)")
_SCORE = re.compile(r"\d{1,3}(?:[比:：∶]\d{1,3})+")
_FRACTION = re.compile(rf"(?P<base>百|千|万|[{HAN}]+|\d+)分之")
_WHOLE_SHARE = re.compile("过半数?|大半|多半")
_CODE_AFTER = re.compile(r"[A-Za-z](?![A-Za-z]*[/²³])|国道|省道|号线|路公交")
_TENTHS = re.compile(r"成(?![功立为员绩本果都长交就品分熟套群千])(?P<half>[一二三四五六七八九半])?")
_ONE_UNIT = "一"


class _Unit(NamedTuple):
    kind: str
    name: str


class _Lexicon(NamedTuple):
    units: dict[str, _Unit]
    longest_unit: int
    before: dict[str, str]
    after: tuple[tuple[str, str], ...]
    veto: dict[str, tuple[str, ...]]
    slogans: re.Pattern[str]
    shares: dict[str, str]
    multiples: tuple[tuple[str, int], ...]
    articles: frozenset[str]
    digits_only: frozenset[str]
    neutral: frozenset[str]


@lru_cache(maxsize=1)
def _lexicon() -> _Lexicon:
    table = data("zh", "figures")
    units = {word: _Unit("count", word) for word in table["counts"]["words"]}
    for kind in ("measure", "duration", "age"):
        units |= {word: _Unit(kind, word) for word in table[f"{kind}s"]["words"]}
    for code, words in table["currencies"].items():
        units |= {word: _Unit("money", code) for word in words}
    units |= {"%": _Unit("percent", "%"), "％": _Unit("percent", "%"), "‰": _Unit("percent", "‰"), "倍": _Unit("multiple", "倍")}
    units |= {word: _Unit("point", "pp") for word in ("个百分点", "百分点")} | {"个基点": _Unit("point", "bp"), "基点": _Unit("point", "bp")}
    before = {word: hedge for hedge, words in table["hedges"]["before"].items() for word in words}
    after = tuple(
        sorted(((w, h) for h, words in table["hedges"]["after"].items() for w in words), key=lambda pair: -len(pair[0]))
    )
    veto: dict[str, list[str]] = {}
    for word in sorted(table["veto"]["words"], key=len, reverse=True):
        for char in set(word) & set(HAN + "分"):
            veto.setdefault(char, []).append(word)
    return _Lexicon(
        units,
        max(map(len, units)),
        before,
        after,
        {char: tuple(words) for char, words in veto.items()},
        re.compile("|".join(table["veto"]["slogans"])),
        table["shares"],
        tuple(sorted(table["multiples"].items(), key=lambda pair: -len(pair[0]))),
        frozenset(table["counts"]["articles"]),
        frozenset(table["counts"]["digits_only"]),
        frozenset(table["hedges"]["neutral"]),
    )


def figures(text: str, block: int, article: int) -> list[Quantity]:
    """All figures of a block's text, in order; `block` and `article` are stamped on them."""
    if _WIDE.search(text):
        text, printed = text.translate(_NARROW), text
    else:
        printed = text
    found: list[Quantity] = []
    position = 0
    while match := _TRIGGER.search(text, position):
        start = match.start()
        quantity, position = _read(text, start, found[-1].end if found else 0)
        if quantity is not None:
            found.append(replace(quantity, text=printed[quantity.start : quantity.end], block=block, article=article))
    return _joined_ranges(printed, found)


def _read(text: str, start: int, free: int) -> tuple[Quantity | None, int]:
    """The figure at `start`, or None, and where to go on; `free` is where the last figure ended."""
    lexicon = _lexicon()
    char = text[start]
    if not char.isdigit():
        word = _word(text, start, lexicon, free)
        if word is not None:
            return word, word.end
        if char not in HAN:
            return None, start + 1
    elif _is_code(text, start):
        return None, _skip_code(text, start)
    for special in (_dated, _fraction):
        quantity = special(text, start, free)
        if quantity is not None:
            return quantity, quantity.end
    numeral = read_numeral(text, start)
    if numeral is None:
        return None, start + 1
    return _counted(text, start, numeral, free)


def _counted(text: str, start: int, numeral: Numeral, free: int) -> tuple[Quantity | None, int]:
    lexicon = _lexicon()
    end = numeral.end
    if numeral.is_han and (covered := _vetoed(text, start, end, lexicon)):
        return None, covered
    tenths = _TENTHS.match(text, end)
    if tenths and numeral.value is not None and numeral.value <= 10:
        return _in_tenths(text, start, numeral, tenths, free)
    if end < len(text) and text[end] in "多余" and not numeral.more:
        numeral = numeral._replace(more=True, end=end + 1)
        end += 1
    unit = _unit_at(text, end, lexicon)
    if unit is None or not _fits(text, start, numeral, unit[1], lexicon):
        if numeral.is_han:
            return None, end
        if numeral.value is not None and _is_long_code(text, start, numeral):
            return None, end
        if _CODE_AFTER.match(text, end):
            return None, end + 1
        return _finished(text, start, end, numeral, _Unit("number", ""), free), end
    width, name = len(unit[0]), unit[1]
    if name.kind == "count" and text[end : end + width + 1].endswith("国道"):
        return None, end + width + 1
    stop = end + width
    if name.kind == "money" and (per := re.compile(r"/([^\W\d_]{1,3})").match(text, stop)):
        name, stop = _Unit("money", f"{name.name}/{per.group(1)}"), per.end()
    quantity = _finished(text, start, stop, numeral, name, free)
    return quantity, quantity.end


def _fits(text: str, start: int, numeral: Numeral, unit: _Unit, lexicon: _Lexicon) -> bool:
    """Whether a Chinese numeral before this unit is a count and not a part of another word."""
    if not numeral.is_han:
        return True
    if unit.kind in ("money", "percent", "point"):
        return True
    if numeral.end - start > 1 and text[start] not in "一":
        return unit.name not in ("分", "点")
    if text[start:numeral.end] == _ONE_UNIT and unit.name in lexicon.articles:
        return False
    if unit.kind == "count" and start and text[start - 1] in "每各同哪这那某另任首末":
        return False
    return unit.name not in lexicon.digits_only


def _finished(text: str, start: int, end: int, numeral: Numeral, unit: _Unit, free: int) -> Quantity:
    lexicon = _lexicon()
    before, hedge = _hedge_before(text, start, free, lexicon)
    negative = start > free and text[start - 1] in "-−" and (start < 2 or not text[start - 2].isalnum())
    if text[max(0, start - 2) : start] == "零下" and unit.kind == "measure":
        before, negative, hedge = start - 2, True, "exact"
    elif negative:
        before = min(before, start - 1)
    if text[max(0, start - 1) : start] == "第" and hedge == "exact":
        return _quantity("ordinal", before - 1, end, numeral.value, Interval(numeral.value, numeral.value), unit.name, "exact", numeral.step)
    for word, kind in lexicon.after:
        if text.startswith(word, end) and not (word in ("多", "余") and unit.name):
            end += len(word)
            hedge = kind if hedge in ("exact", "about") else hedge
            break
    if numeral.more and hedge in ("exact", "about", "under", "atleast"):
        hedge = "over"
    if numeral.value is None:
        interval, hedge = Interval(numeral.low, numeral.high), "range"
        if hedge == "atleast":
            interval = Interval(numeral.low, None)
        return _quantity(unit.kind, before, end, None, interval, unit.name, hedge, numeral.step)
    value = -numeral.value if negative else numeral.value
    counted = unit.kind in ("count", "age") and unit.name != "点" and numeral.is_whole
    return _quantity(
        unit.kind, before, end, value, interval_of(value, numeral.step, hedge, counted), unit.name, hedge, numeral.step
    )


def _quantity(
    kind: str, start: int, end: int, value: Fraction | None, interval: Interval, unit: str, hedge: str, step: Fraction
) -> Quantity:
    return Quantity(kind, "", 0, start, end, value, interval, unit, hedge, step)


def _hedge_before(text: str, start: int, free: int, lexicon: _Lexicon) -> tuple[int, str]:
    for width in (3, 2, 1):
        at = start - width
        if at >= free and (hedge := lexicon.before.get(text[at:start])):
            word = text[at:start]
            if word in lexicon.neutral:
                return at, "exact"
            if word == "上" and not text[start] in "百千万亿十":
                return start, "exact"
            if word in ("近", "上") and at and text[at - 1] in "最附接临早晚以":
                return start, "exact"
            return at, "atleast" if word == "上" else hedge
    return start, "exact"


def _unit_at(text: str, end: int, lexicon: _Lexicon) -> tuple[str, _Unit] | None:
    for width in range(min(lexicon.longest_unit, len(text) - end), 0, -1):
        word = text[end : end + width]
        if unit := lexicon.units.get(word):
            return word, unit
    return None


def _word(text: str, start: int, lexicon: _Lexicon, free: int) -> Quantity | None:
    """Shares and multiples that are words of their own: 一半, 过半, 翻番."""
    for word, factor in lexicon.multiples:
        if text.startswith(word, start):
            value = Fraction(factor)
            return _quantity("multiple", start, start + len(word), value, interval_of(value, Fraction(1, 10), "exact"), "倍", "exact", Fraction(1))
    for width in (3, 2):
        meaning = lexicon.shares.get(text[start : start + width])
        if meaning and not text.startswith(("半导", "半岛", "半年"), start + width - 1):
            hedge, _, share = meaning.rpartition(" ")
            return _shared(text, start, start + width, Fraction(share), hedge or "exact", free)
    return None


def _shared(text: str, start: int, end: int, share: Fraction, hedge: str, free: int) -> Quantity:
    """A share in words, in per cent: 四分之一 stands for 25, give or take what such words leave open."""
    lexicon = _lexicon()
    before, said = _hedge_before(text, start, free, lexicon)
    hedge = said if said != "exact" else hedge
    for word, kind in lexicon.after:
        if text.startswith(word, end):
            end, hedge = end + len(word), kind
            break
    value = share * 100
    if hedge == "exact":
        interval = Interval(value - 1, value + 1)
    elif hedge == "over":
        interval = Interval(value, min(Fraction(100), value + 25) if value >= 50 else value + 10)
    else:
        interval = interval_of(value, Fraction(1), hedge)
    return _quantity("percent", before, end, value, interval, "%", hedge, Fraction(1))


def _in_tenths(text: str, start: int, numeral: Numeral, tenths: re.Match[str], free: int) -> tuple[Quantity, int]:
    half = tenths.group("half")
    assert numeral.value is not None
    extra = read_numeral(half, 0) if half and half != "半" else None
    value = numeral.value * 10 + (5 if half == "半" else extra.value if extra and extra.value else 0)
    fine = numeral._replace(value=value, step=Fraction(1) if half else Fraction(10) * numeral.step, end=tenths.end(), is_whole=False)
    quantity = _finished(text, start, tenths.end(), fine, _Unit("percent", "%"), free)
    return quantity, quantity.end


def _fraction(text: str, start: int, free: int) -> Quantity | None:
    match = _FRACTION.match(text, start)
    if not match:
        return None
    top = read_numeral(text, match.end())
    base = read_numeral(match.group("base"), 0)
    if top is None or base is None or not base.value or top.value is None:
        return None
    if match.group("base") in ("百", "千", "万"):
        scale = Fraction(100) / base.value
        fine = top._replace(value=top.value * scale, step=top.step * scale, is_whole=False)
        return _finished(text, start, top.end, fine, _Unit("percent", "%"), free)
    return _shared(text, start, top.end, top.value / base.value, "exact", free)


def _dated(text: str, start: int, free: int) -> Quantity | None:
    period = _PERIOD.match(text, start)
    if period and (period.group("a") or period.group("q") or period.group("q2")):
        if period.group("a"):
            name = f"{int(period.group('a'))}-{int(period.group('b'))}"
        else:
            name = "Q" + str("一二三四".find(period.group("q") or period.group("q2")) + 1 or period.group("q"))
        return _undetermined("period", start, period.end(), name)
    if text[start] in HAN and not text.startswith("年", start + 4):
        return None
    match = _DATE.match(text, start)
    if match:
        return _date(text, start, match, free)
    if clock := _CLOCK.match(text, start):
        return _undetermined("time", start, clock.end(), "")
    if score := _SCORE.match(text, start):
        return _undetermined("score", start, score.end(), "")
    return None


def _date(text: str, start: int, match: re.Match[str], free: int) -> Quantity | None:
    part = match.groupdict()
    if part["iso"]:
        year, month, day = (int(number) for number in re.split("[-/.]", part["iso"]))
        return replace(_undetermined("date", start, match.end(), ""), date=(year, month, day))
    if part["y3"]:
        return _undetermined("period", start, match.end(), part["y3"] + "s")
    if part["m2"] and not part["d2"] and text[max(free, start - 1) : start] == "前":
        return _undetermined("period", start - 1, match.end(), f"1-{int(part['m2'])}")
    numbers = [_small(part[a] or part.get(b) or part.get(c)) for a, b, c in (("y", "y2", "y"), ("m", "m2", "m"), ("d", "d2", "d3"))]
    year, month, day = numbers
    if year is not None and not 1000 <= year <= 2200:
        return None
    if (month is not None and not 1 <= month <= 12) or (day is not None and not 1 <= day <= 31):
        return None
    return replace(_undetermined("date", start, match.end(), ""), date=(year, month, day))


def _undetermined(kind: str, start: int, end: int, name: str) -> Quantity:
    return _quantity(kind, start, end, None, Interval(None, None), name, "exact", Fraction(1))


def _small(printed: str | None) -> int | None:
    if printed is None:
        return None
    if printed.isdigit():
        return int(printed)
    numeral = read_numeral(printed, 0)
    return int(numeral.value) if numeral and numeral.value is not None and numeral.end == len(printed) else None


def _vetoed(text: str, start: int, end: int, lexicon: _Lexicon) -> int:
    """The end of a known word or slogan that covers the numeral, or 0."""
    for word in lexicon.veto.get(text[start], ()):
        at = word.find(text[start])
        if text.startswith(word, start - at) and start - at + len(word) >= end and start >= at:
            return max(start - at + len(word), start + 1)
    for back in (0, 2):
        if start >= back and (match := lexicon.slogans.match(text, start - back)):
            return match.end()
    return 0


def _is_code(text: str, start: int) -> bool:
    """Whether digits belong to a name or a code: A380, COVID-19, G20."""
    before = text[start - 1] if start else ""
    if before.isascii() and before.isalpha():
        return True
    return before == "-" and start > 1 and text[start - 2].isascii() and text[start - 2].isalpha()


def _skip_code(text: str, start: int) -> int:
    match = re.compile(r"[0-9A-Za-z.\-]+").match(text, start)
    return match.end() if match else start + 1


def _is_long_code(text: str, start: int, numeral: Numeral) -> bool:
    """Phone, licence and stock numbers: long or zero-led runs of digits without a unit."""
    run = text[start : numeral.end]
    if not run.isdigit():
        return False
    return len(run) >= 8 or (len(run) > 1 and run[0] == "0") or (len(run) == 6 and text[start - 1 : start] in ("(", "（"))


def _joined_ranges(text: str, found: list[Quantity]) -> list[Quantity]:
    """Two figures that are the ends of one range become one figure."""
    joined: list[Quantity] = []
    for quantity in found:
        last = joined[-1] if joined else None
        if last is not None and _is_range(text, last, quantity):
            joined[-1] = _range(text, last, quantity)
        else:
            joined.append(quantity)
    return joined


_CONNECTORS = frozenset(("—", "-", "–", "~", "～", "至", "到", "－", "——", "—-"))


def _is_range(text: str, first: Quantity, second: Quantity) -> bool:
    if text[first.end : second.start] not in _CONNECTORS or first.value is None or second.value is None:
        return False
    if first.unit and (first.kind, first.unit) != (second.kind, second.unit):
        return False
    if text[max(0, first.start - 1) : first.start] in ("由", "从", "自"):
        return False
    return second.kind not in ("date", "period", "time", "score", "ordinal")


def _range(text: str, first: Quantity, second: Quantity) -> Quantity:
    assert first.value is not None and second.value is not None
    low = first.value
    plain = read_numeral(text[second.start : second.end], 0)
    if not first.unit and plain is not None and plain.scale > 1 and low < second.value / plain.scale * 10:
        low *= plain.scale
    return replace(
        second,
        text=text[first.start : second.end],
        start=first.start,
        value=None,
        interval=Interval(low, second.value) if low <= second.value else Interval(second.value, low),
        hedge="range",
    )
