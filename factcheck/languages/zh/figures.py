"""How Chinese copy writes figures: numerals, hedges, units, dates.

The way of one figure: a trigger character, the longest numeral, its unit, the
hedges on either side, and a veto where a longer known word covers it.
"""

from __future__ import annotations

from fractions import Fraction

from factcheck.interval import Interval
from factcheck.kept import compiled
from factcheck.languages.reading import Found, Unit, hedged, made, placed
from factcheck.languages.zh import compound, shares
from factcheck.languages.zh.codes import code_at, is_coded, is_model, is_of_law, past_code, past_hyphens
from factcheck.languages.zh.dates import dated, signed
from factcheck.languages.zh.hedging import combined, compared, hedge_after, hedge_before
from factcheck.languages.zh.lasting import begins, in_decades, lasting
from factcheck.languages.zh.layout import plain
from factcheck.languages.zh.lexicon import lexicon, quoted, unit_at, vetoed
from factcheck.languages.zh.numerals import FEW_OF, HAN, Numeral, read_numeral
from factcheck.languages.zh.ranges import with_ranges
from factcheck.languages.zh.ranks import placed_at, top_at
from factcheck.model import Quantity

_SOME = r"(?:(?<![^\s，。、；：！？“（(])|(?<=[了的达时历续近来这有约又出后经成十])|(?<=(?:增长|上涨|提高|扩大|增加|暴涨|飙升|长达|持续|过去|耗时|短短|其后|此后|未来|需要|至少|超过|高出|翻了|之前|之后|隔了|间隔)))"
"""What stands before 数 where it means some, and does not end a noun such as 人数."""
_TRIGGER = compiled(rf"(?<![\w.])\.\d|(?<!\d)(?<!\d\.)\d|(?<=[居列国球省市区界得])首位|过半|翻[了番倍一两二三四五1-5]|大半|多半|近半|超半|[{HAN.replace('数', '').replace('几', '')}]|数[十百千万亿]|几(?![乎何率])|{_SOME}数(?=(?:{FEW_OF})(?![一-龥]?(?:均|率)))")
_PIECE_OF_MONEY = compiled(r"钱|\d|[一二三四五六七八九](?=[^\w]|$|[角毛])|(?=[^\w]|$)")
_ONE_PIECE = compiled(r"一块(?![钱角毛零一二三四五六七八九两半\d])")
_PER = compiled(r"/(?P<per>[^\W\d_涨跌升降至提上下增减调高为到比较的和与占]{1,3})")
_ROUND = compiled(r"(?:人民币)?整(?![个体数理治合顿改修年日天月])|正(?=[^\w]|$)")
_FORMAL = "壹贰叁肆伍陆柒捌玖拾佰仟"
"""Numerals of accounts; alone before a word they are mostly parts of names and words."""
_FORMAL_GO_ON = "元圆角分万亿成折拾佰仟整"
_RANGE_FOLLOWS = compiled(rf"\s?(?:[-—–~～－]{{1,3}}|至|到)第?\s?[\d{HAN}]")
_BEFORE_ALONE = compiled(r"(?<![^|])[ \-−负]*\Z")
_AFTER_ALONE = compiled(r"[ 。]{0,6}(?:\||\Z)")
_LONGEST = 48
_LONG = compiled(rf"[{HAN}]{{{_LONGEST},}}")
_NUMERALS = frozenset(HAN)
_SHORT = 24
_BEFORE_MINUS = "达为是至到约近低升降跌于从由自长幅率速润额"
"""Characters that a minus may follow: 气温低至-20℃, 净利润-1.2亿元."""
_TO = "-—–~～－至到"
_HEDGED = frozenset("上近超逾过约破")
_IS = ("是", "为", "等于")
_AFTER_IS = compiled(r"[，。、；,.;？！?!]|$|不是|却|也|与|而")


def figures(text: str, block: int, article: int, *, ends: bool = False) -> list[Quantity]:
    """All figures of a block's text, in order; `block` and `article` are stamped on them.

    ends: a range or a score is followed by the figures that it is made of.
    """
    read = plain(text)
    found = with_ranges(read.text, _figures(read.text))
    return placed(text, read.back(found) if read.text is not text else found, block, article, ends=ends)


def _figures(text: str) -> list[Found]:
    found: list[Found] = []
    position = free = 0
    search = _TRIGGER.search
    while match := search(text, position):
        start = match.start()
        one, position = _read(text, start, free)
        if one is not None:
            found.append(one)
            free = one.quantity.end
    return found


def _read(text: str, start: int, free: int) -> tuple[Found | None, int]:
    """The figure at `start`, or None, and where to go on; `free` is where the last figure ended."""
    char = text[start]
    if not char.isdigit() and char != ".":
        if (word := shares.word(text, start, free)) is not None:
            return Found(word), word.end
        if char == "首":
            return Found(made("ordinal", start, start + 2, Fraction(1), Interval.exactly(1), "位", "exact")), start + 2
        if char not in HAN:
            return None, start + 1
        if text[start + _LONGEST - 1 : start + _LONGEST] in _NUMERALS and (long := _LONG.match(text, start)):
            return None, long.end()
    elif code := code_at(text, start):
        period = signed(text, start) if text[start - 1] in "QHY" else None
        return (period, period.quantity.end) if period else (None, code)
    if (date := dated(text, start, free)) is not None:
        return date, date.quantity.end
    nearby = text[start + 1 : start + 28]
    if ("分" in nearby or "/" in nearby[:4] or "／" in nearby[:4]) and (part := shares.fraction(text, start, free)) is not None:
        return Found(part), part.end
    numeral = read_numeral(text, start)
    if numeral is None:
        return None, _past_digits(text, start) if char.isdigit() else start + 1
    if "又" in nearby or "/" in nearby[:8] or "／" in nearby[:8]:
        numeral = shares.mixed(text, numeral) or numeral
    return _counted(text, start, numeral, free)


def _past_digits(text: str, start: int) -> int:
    """Behind a run of digits that is too long for any figure."""
    end = start + 1
    while end < len(text) and text[end].isdigit():
        end += 1
    return end


def _counted(text: str, start: int, numeral: Numeral, free: int) -> tuple[Found | None, int]:
    """What a number counts or measures."""
    if (of_its_own := _in_form_of_its_own(text, start, numeral, free)) is not None:
        return of_its_own
    numeral = compound.with_more(text, numeral)
    end = numeral.end
    found = unit_at(text, end) or (unit_at(text, end + 1) if text[end : end + 1] == " " else None)
    if found is None and text[start] == "数" and text.startswith("月", end) and end == start + 1:
        found = end + 1, Unit("duration", "个月")
    if found is not None and found[1].name == "块" and _PIECE_OF_MONEY.match(text, found[0]) and not _ONE_PIECE.match(text, start):
        found = found[0], Unit("money", "CNY")
    longer = lasting(text, numeral, found[0], found[1].name) if found is not None and begins(found[1].name) and compound.may_go_on(text, found[0]) else None
    if longer is not None:
        numeral, found = longer[0], longer[1:]
    elif found is not None and not _fits(text, start, numeral, found[0], found[1]):
        found = None
    prefix = _prefix(text, start, free)
    if found is None:
        return _bare(text, start, numeral, prefix, free)
    return _with_unit(text, start, numeral, found, prefix, free)


def _in_form_of_its_own(text: str, start: int, numeral: Numeral, free: int) -> tuple[Found | None, int] | None:
    """Places in a ranking, decades of life and tenths; nothing, where the characters are no number but a word or a name."""
    end, following = numeral.end, text[numeral.end : numeral.end + 2]
    if text[start - 1 : start] == "第" and numeral.value is not None:
        if is_of_law(text, start - 1, end):
            return None, end + 1
        if place := placed_at(text, start - 1, numeral, free):
            return Found(place), place.end
    covered = vetoed(text, start, end) if numeral.is_han else 0
    if covered and text[start : start + 2] == "千万" and text[start - 1 : start] in _HEDGED and unit_at(text, end):
        covered = 0  # 上千万元 is a sum, 千万 alone a plea
    if covered and not (text[start] == "十" and end == start + 2 and _is_alone(text, start, end)):
        return None, max(covered, start + 1)
    if end == start + 1 and text[start] in _FORMAL and text[end : end + 1].isalpha() and text[end] not in _FORMAL_GO_ON:
        return None, end  # 内陆口岸, 肆意, 叁 in names
    if following[:1] == "旬" and (decades := in_decades(text, start, numeral)) is not None:
        one = _finished(text, start, decades.end, decades, Unit("age", "岁"), free, start)
        return Found(one), one.end
    if ("成" in following or "折" in following) and (tenths := shares.tenths(text, start, numeral, free)) is not None:
        return Found(tenths, 10), tenths.end
    return None


def _with_unit(
    text: str, start: int, numeral: Numeral, found: tuple[int, Unit], prefix: tuple[int, str] | None, free: int
) -> tuple[Found | None, int]:
    """The figure with the unit found behind it; None for the number of a road or a model, and for a mere unit."""
    stop, unit = found
    if unit.kind == "count" and (text.startswith("国道", stop - 1) or (not numeral.is_han and is_model(text, start, numeral.end, unit.name))):
        return None, stop + 1
    if unit.kind == "money":
        amount = _money(text, start, numeral, stop, unit, prefix, free)
        return None if _is_mere_size(text, start, stop, amount.quantity) else amount, amount.quantity.end
    if unit.kind in ("measure", "duration", "age", "multiple"):
        numeral, stop = compound.measured(text, numeral, stop, unit)
        unit = Unit(unit.kind, unit.name.replace("个半", "个").replace("个多", "个"))
        if unit.name in ("度", "°", "摄氏度", "摄氏°"):
            unit, prefix = _degrees(text, start, unit)
    one = _finished(text, start if prefix is None else prefix[0], stop, numeral, unit, free, start)
    return None if _is_mere_size(text, start, stop, one) else Found(one, numeral.scale), one.end


def _is_mere_size(text: str, start: int, end: int, one: Quantity) -> bool:
    """亿元 and 万人 alone are a unit, as in the title of a column; 超亿元 is a figure."""
    return text[start] in "万亿兆" and one.start == start and one.end == end and text[start + 1] not in "余多几来把儿"


def _money(text: str, start: int, numeral: Numeral, stop: int, unit: Unit, prefix: tuple[int, str] | None, free: int) -> Found:
    """An amount with its coins, its "per" and the name of the currency before it."""
    name = unit.name
    if unit.name in lexicon().coins:
        return _coins_only(text, start, numeral, stop, unit, free)
    numeral, stop = compound.with_coins(text, numeral, stop)
    if text.startswith(("整", "正", "人民币整"), stop) and (rounded := _ROUND.match(text, stop)):
        stop = rounded.end()
    if prefix is not None and name == "CNY":
        name = prefix[1]
    if text.startswith("/", stop) and (per := _PER.match(text, stop)):
        name, stop = f"{name}/{per['per']}", per.end()
    one = _finished(text, start if prefix is None else prefix[0], stop, numeral, Unit("money", name), free, start)
    return Found(one, numeral.scale)


def _coins_only(text: str, start: int, numeral: Numeral, stop: int, unit: Unit, free: int) -> Found:
    """两角五分, in the smallest coin of the currency."""
    factor = lexicon().coins[unit.name]
    currency, _, _ = unit.name.partition(" ")
    if numeral.value is not None:
        value = numeral.value * factor
        smaller = compound.SMALLEST.match(text, stop) if factor > 1 else None
        if smaller:
            value, stop = value + compound.digit(smaller["number"]), smaller.end()
        numeral = numeral._replace(value=value, step=Fraction(1) if smaller else numeral.step * factor, end=stop)
    name = f"{currency} cent"
    return Found(_finished(text, start, stop, numeral, Unit("money", name), free, start))


def _degrees(text: str, start: int, unit: Unit) -> tuple[Unit, tuple[int, str] | None]:
    """摄氏37度: the scale may stand in front."""
    for word, name in lexicon().degrees:
        if text.endswith(word, 0, start):
            return Unit("measure", name), (start - len(word), name)
    return unit, None


def _prefix(text: str, start: int, free: int) -> tuple[int, str] | None:
    """Where a currency sign or name before the number begins, and its code: HK$100, 人民币50元."""
    if start <= free:
        return None
    at = start - 1 if text[start - 1] == " " and start - 1 > free else start
    for word, code in lexicon().prefixes.get(text[at - 1], ()):
        begin = at - len(word)
        if begin >= free and text.endswith(word, 0, at) and not (_is_letter(word[0]) and begin and _is_letter(text[begin - 1])):
            return begin, code
    return None


def _is_letter(char: str) -> bool:
    return char.isascii() and char.isalpha()


def _bare(text: str, start: int, numeral: Numeral, prefix: tuple[int, str] | None, free: int) -> tuple[Found | None, int]:
    """A number without a unit behind it: money by its sign, a plain number, or a word or code that is no figure."""
    end = numeral.end
    if prefix is not None and (not numeral.is_han or prefix[1] != "CNY" or end - start > 1):
        one = _finished(text, prefix[0], end, numeral, Unit("money", prefix[1]), free, start)
        return Found(one, numeral.scale), one.end
    if numeral.is_han:
        return _bare_words(text, start, numeral, free)
    if numeral.value is None or is_coded(text, start, numeral, free, end - start >= 8 and _is_alone(text, start, end)):
        return None, past_hyphens(text, end)
    if behind := past_code(text, numeral):
        return None, behind
    one = _finished(text, start, end, numeral, Unit("number", ""), free, start)
    return Found(one, numeral.scale), one.end


def _bare_words(text: str, start: int, numeral: Numeral, free: int) -> tuple[Found | None, int]:
    """A numeral in words without a unit, which is a figure only where nothing else makes sense."""
    end = numeral.end
    if (top := top_at(text, start, numeral, free)) is not None:
        return Found(top), top.end
    one = _finished(text, start, end, numeral, Unit("number", ""), free, start)
    is_long = end - start > 2 and not numeral.is_vague and (numeral.step < 1 or any(char in "百千万亿佰仟兆" for char in text[start:end]))
    is_hedged = (one.start < start or one.end > end) and (numeral.value is None or numeral.value >= 10 or one.hedge in ("atleast", "atmost"))
    if quoted(text, start, end):
        return None, end
    if is_long or is_hedged or _is_alone(text, one.start, one.end) or _is_named(text, start, end):
        return Found(one, numeral.scale), one.end
    if any(sign in text[end : end + 2] for sign in _TO) and _RANGE_FOLLOWS.match(text, end):
        return Found(one, numeral.scale, is_tentative=True), one.end
    return None, end


def _is_alone(text: str, start: int, end: int) -> bool:
    """Whether nothing but numerals stands in the block or the cell of a table."""
    if len(text) <= _SHORT and all(char in HAN or char == "点" or char.isspace() for char in text):
        return True
    return _BEFORE_ALONE.search(text, max(0, start - 6), start) is not None and _AFTER_ALONE.match(text, end) is not None


def _is_named(text: str, start: int, end: int) -> bool:
    """Whether the sentence says what a number is: 答案是四。"""
    return text[start] != "零" and text.endswith(_IS, 0, start) and _AFTER_IS.match(text, end) is not None


def _fits(text: str, start: int, numeral: Numeral, stop: int, unit: Unit) -> bool:
    """Whether a Chinese numeral before this unit is a count and not a part of another word."""
    words = lexicon()
    if not numeral.is_han:
        return not (unit.name == "分" and unit.kind == "money")
    if unit.kind in ("money", "percent", "point"):
        return unit.name not in words.coins or numeral.end - start > 1 or text[stop - 1] == "钱" or bool(compound.SMALLEST.match(text, stop)) or _is_alone(text, start, stop)
    if _is_alone(text, start, stop) and unit.name not in words.never_words:
        return True
    if unit.name in words.never_words:
        return False
    if numeral.end - start > 1 and text[start] != "一":
        return unit.name not in ("分", "点") and not (unit.kind == "count" and quoted(text, start, stop))
    if text[start : numeral.end] == "一" and unit.name in words.articles:
        return False
    if unit.kind == "count" and quoted(text, start, stop):
        return False
    if text[start] in "百千万亿" and start and text[start - 1] in _HEDGED:
        return True
    if unit.kind == "count" and start and text[start - 1] in "每各同哪这那某另任首末":
        return False
    if unit.kind == "duration" and text[start] in "几数":
        return True
    return unit.name not in words.digits_only


def _finished(text: str, start: int, end: int, numeral: Numeral, unit: Unit, free: int, digits: int) -> Quantity:
    """The figure with its hedges; `start` is where its sign begins, `digits` where its number does."""
    before, hedge = hedge_before(text, start, free)
    is_negative = False
    if text.endswith(("零下", "零上"), free, start) and (unit.kind == "measure" or text[end : end + 1] in _TO):
        before, is_negative, hedge = start - 2, text[start - 1] == "下", "exact"
    elif start > free and (sign := _sign(text, start, free)) >= 0:
        before, is_negative = sign, True
        before, hedge = hedge_before(text, before, free)
    if text[max(0, start - 1) : start] == "第" and hedge == "exact" and numeral.value is not None:
        return made("ordinal", start - 1, end, numeral.value, Interval.exactly(numeral.value), unit.name, "exact", numeral.step)
    end, after = hedge_after(text, end, bool(unit.name))
    if after == "exact" and hedge == "exact" and (limit := compared(text, start, end, free)):
        before, end, hedge = limit
    hedge = combined(hedge, after)
    if numeral.more and hedge in ("exact", "about", "under", "atleast"):
        hedge = "over"
    if numeral.is_vague and not (numeral.is_size and hedge != "exact"):
        value, vague = numeral.value, "over" if numeral.value is not None else "range"
        interval = Interval(numeral.low, numeral.high)
        if is_negative:
            value, interval = None if value is None else -value, -interval
        return made(unit.kind, before, end, value, interval, unit.name, vague, numeral.step)
    assert numeral.value is not None
    value = -numeral.value if is_negative else numeral.value
    counted = unit.kind in ("count", "age") and unit.name != "点" and numeral.is_whole
    interval, hedge = hedged(value, numeral.step, hedge, counted)
    return made(unit.kind, before, end, value, interval, unit.name, hedge, numeral.step)


def _sign(text: str, start: int, free: int) -> int:
    """Where a minus before the number stands, or -1 if there is none."""
    at = start - 1
    if text[at] == " " and at > free and text[at - 1] in "-−负" and not text[max(0, at - 3) : at - 1].strip()[-1:].isalnum():
        at -= 1
    if text[at] == "负":
        return at if at == 0 or text[at - 1] not in "胜背担抱欺自辜正" else -1
    if text[at] in "-−" and (at == 0 or text[at - 1] in _BEFORE_MINUS or not (text[at - 1].isalnum() or text[at - 1] in "-%）)")):
        return at
    return -1
