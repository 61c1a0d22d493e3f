"""Shares and multiples in words: 四分之一, 六成五, 八折, 过半, 翻番."""

from __future__ import annotations

from fractions import Fraction

from factcheck.hedges import interval_of
from factcheck.interval import Interval
from factcheck.kept import compiled
from factcheck.languages.reading import made, multiple, share
from factcheck.languages.zh.hedging import combined, compared, hedge_after, hedge_before
from factcheck.languages.zh.lexicon import lexicon
from factcheck.languages.zh.numerals import ONES, Numeral, read_numeral
from factcheck.model import Quantity
from factcheck.records import replace

_BASE = compiled(r"[\d,零〇○一壹二贰两三叁四肆五伍六陆七柒八捌九玖十拾百佰千仟万亿]{1,24}(?=\s?分\s?之)")
_OF = compiled(r"\s?分\s?之\s?(?P<minus>负)?")
_TO = compiled(r"(?:至|到|[-—–~～－]{1,2})(?![百千万]\s?分)")
_ROUGHLY = compiled(r"(?:(?P<more>强)|(?P<less>弱))(?=[，。；、！？）)的]|\Z)")
_SLASH = compiled(r"(?P<top>\d{1,3})[/／](?P<base>\d{1,4})(?![\d/／.\-])")
_MOVED = ("增长", "增加", "提高", "上升", "减少", "下降", "降低", "缩短", "占到", "达到")
"""Right before a share in figures that tells how much something moved."""
_BESIDE = compiled(r"(?: ?又 ?| )(?P<top>\d{1,2})[/／](?P<base>[1-9]\d?)(?![\d/／.\-]|决赛)")
_NOT_MINUS = tuple("正±胜自欺背0123456789")
_TENTHS = compiled(
    rf"\s?成(?![功立为员绩本果都长交就品分熟套群千人年型效])(?:\s?(?P<half>[{''.join(ONES)}半])(?![个家人名成年月日次项万亿千百十]))?"
)
_ENDS_TENTH = compiled(r"[，。、；：！？）)左以多的]|\Z")
"""What follows 一成 and 半成 where they are shares: not 一成不变."""
_DISCOUNT = compiled(r"\s?折(?![合算旧叠射腾腰戟磨扣价返页线桥断中])")
_DOUBLED = compiled(r"翻了?(?:(?P<hedge>将近|接近|不到|不足|超过|不止|近|超|逾|约)?(?P<times>[一两二三四五]|[1-5])番|番|倍)")
_PARTS_OF_100 = ("百", "佰", "千", "仟", "万")
_NOT_HALF = ("半导", "半岛", "半年", "半球", "半场", "半决", "半径", "半山")


def fraction(text: str, start: int, free: int) -> Quantity | None:
    """四分之一, 百分之五, 1/3: in per cent."""
    match = _BASE.match(text, start)
    if not match:
        return _with_slash(text, start, free)
    of = _OF.match(text, match.end())
    base = read_numeral(match.group(), 0)
    top = read_numeral(text, of.end()) if of else None
    if top is None or top.value is None or base is None or not base.value or base.end != len(match.group()):
        return None
    scale = Fraction(-100 if of and of["minus"] else 100) / base.value
    if match.group() in _PARTS_OF_100 or base.value % 100 == 0:
        if (to := _TO.match(text, top.end)) and (last := read_numeral(text, to.end())) and last.value and not _OF.match(text, last.end):
            return made("percent", start, last.end, None, Interval(top.value * scale, last.value * scale), "%", "range", last.step * scale)
        return _printed(text, start, top.end, top.value * scale, abs(top.step * scale), free)
    return _worded(text, start, top.end, top.value * scale, "exact", free)


def mixed(text: str, numeral: Numeral) -> Numeral | None:
    """三又四分之一, 1 1/2: the whole number with its fraction."""
    if numeral.is_whole and not numeral.is_han and (slash := _BESIDE.match(text, numeral.end)) and numeral.value is not None:
        base = int(slash["base"])
        value = numeral.value + Fraction(int(slash["top"]), base)
        return numeral._replace(value=value, step=Fraction(1, base), end=slash.end(), is_whole=False)
    if not text.startswith("又", numeral.end) or numeral.value is None:
        return None
    part = fraction(text, numeral.end + 1, numeral.end + 1)
    if part is None or part.value is None or part.value >= 100:
        return None
    value = numeral.value + part.value / 100
    return numeral._replace(value=value, step=value - numeral.value, end=part.end, is_whole=False)


def _with_slash(text: str, start: int, free: int) -> Quantity | None:
    match = _SLASH.match(text, start)
    if not match or not int(match["base"]) or text[max(0, start - 1) : start] in tuple("/.-"):
        return None
    top, base = int(match["top"]), int(match["base"])
    _, hedge = hedge_before(text, start, free)
    alone = len(text) < 40 and not text[match.end() :].strip() and not text[:start].strip(" -−负")
    beside = text.startswith(("的", "以上", "左右", "强"), match.end()) or text[max(0, start - 1) : start] in tuple("的占足") or text.endswith(_MOVED, 0, start)
    if not (alone or (top < base <= 20 and (hedge != "exact" or (beside and not text.startswith("决赛", match.end()))))):
        return None
    return _worded(text, start, match.end(), Fraction(100 * top, base), "exact", free)


def _has_minus(text: str, start: int, free: int) -> bool:
    """Whether a minus stands right before the share, and no plus before that: 负五分之三, but 正负3%."""
    return start > free and text[start - 1] in "负-−" and text[max(0, start - 2) : start - 1] not in _NOT_MINUS


def _printed(text: str, start: int, end: int, value: Fraction, step: Fraction, free: int) -> Quantity:
    """A share that is printed to the last digit."""
    at, before = hedge_before(text, start, free)
    if _has_minus(text, start, free):
        at, value = min(at, start - 1), -value
    end, after = hedge_after(text, end, True)
    hedge = combined(before, after)
    if hedge in ("above", "below"):
        return share(at, end, value, hedge)
    return made("percent", at, end, value, interval_of(value, step, hedge), "%", hedge, step)


def _worded(text: str, start: int, end: int, value: Fraction, hedge: str, free: int) -> Quantity:
    """A share in words; `hedge` is what the word itself says."""
    has_minus = _has_minus(text, start, free)
    if value < 0 or has_minus:
        size = share(start - has_minus, end, abs(value), "exact")
        return size if value < 0 and has_minus else replace(size, value=-abs(value), interval=-size.interval)
    at, before = hedge_before(text, start, free)
    end, after = hedge_after(text, end, True)
    if after == "exact" and (roughly := _ROUGHLY.match(text, end)):
        end, after = roughly.end(), "over" if roughly["more"] else "under"
    if at == start and after == "exact" and (limit := compared(text, start, end, free)):
        return share(limit[0], limit[1], value, limit[2])
    return share(at, end, value, combined(before if before != "exact" else hedge, after))


def tenths(text: str, start: int, numeral: Numeral, free: int) -> Quantity | None:
    """六成五 and 八五折, in per cent."""
    if numeral.low is not None and numeral.high is not None and numeral.high <= 10 and (match := _TENTHS.match(text, numeral.end)):
        return made("percent", start, match.end(), None, Interval(numeral.low * 10, numeral.high * 10), "%", "range", Fraction(10))
    if numeral.value is None or numeral.value < 0:
        return None
    if numeral.value <= 10 and (match := _TENTHS.match(text, numeral.end)):
        half = match["half"]
        if text[start:numeral.end] in ("一", "半") and not half and not _ENDS_TENTH.match(text, match.end()):
            return None
        value = numeral.value * 10 + (5 if half == "半" else ONES[half] if half else 0)
        step = Fraction(1) if half else numeral.step * 10
        return _printed(text, start, match.end(), value, step, free)
    if numeral.step <= 1 and (match := _DISCOUNT.match(text, numeral.end)):
        printed = text[start : numeral.end]
        whole = len(printed.partition(".")[0]) == 1 or printed == "10"
        value = numeral.value * (10 if whole and numeral.value <= 10 else 1)
        return _printed(text, start, match.end(), value, Fraction(1), free) if 0 < value <= 100 else None
    return None


def word(text: str, start: int, free: int) -> Quantity | None:
    """Shares and multiples that are words of their own: 一半, 过半, 翻番."""
    words = lexicon()
    if text[start] not in words.word_starts:
        return None
    if doubled := _DOUBLED.match(text, start):
        times, within = doubled["times"], words.before.get(doubled["hedge"] or "", "exact")
        power = 1 if times is None else int(times) if times.isdigit() else ONES[times]
        at, before = hedge_before(text, start, free)
        end, after = hedge_after(text, doubled.end(), True)
        return multiple(at, end, Fraction(2**power), combined(within if before == "exact" else before, after), "倍")
    for width in (3, 2):
        meaning = words.shares.get(text[start : start + width]) if start + width <= len(text) else None
        if meaning and not text.startswith(_NOT_HALF, start + width - 1):
            hedge, _, part = meaning.rpartition(" ")
            return _worded(text, start, start + width, Fraction(part) * 100, hedge or "exact", free)
    return None


