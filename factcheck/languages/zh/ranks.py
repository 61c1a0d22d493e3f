"""Ranks in words: 居第三位, 第二大经济体, 排名全省第五, 名列前三."""

from __future__ import annotations

from factcheck.interval import Interval
from factcheck.kept import compiled
from factcheck.languages.reading import made
from factcheck.languages.zh.numerals import Numeral
from factcheck.model import Quantity

_PLACE = compiled(r"位|名(?![称义字])|大(?=[^\W\d_]{0,6}(?:国|体|市场|城市|省|企业|公司|银行|股东|伙伴|来源|出口|进口))")
"""What makes a rank of 第三: 居第三位, 第二大经济体."""
_RANK = compiled(r"(?=[，。；、！？）)”]|和|及|\s|$)")
_RANKED = compiled("(?:[居列排]|排名|位次|名次|跃升至?|升至|降至|[居列排](?:全|世|亚|国|省|市|县|区)[国省市县区界洲球内]*|倒数|总分|团体)$")
"""What stands before 第三 where it is a rank and no unit follows: 居全省第三."""
_TOP = compiled("(?:名列|排名|位列|位居|排在|跻身|进入|列)?前$")


def placed_at(text: str, start: int, numeral: Numeral, free: int) -> Quantity | None:
    """The rank that 第 at `start` makes of a numeral, or None; `free` is where the last figure ended."""
    place = _PLACE.match(text, numeral.end) if numeral.is_han else None
    if place:
        return _rank(start, place.end(), numeral, place.group())
    if _RANK.match(text, numeral.end) and _RANKED.search(text, max(free, start - 9), start):
        return _rank(start, numeral.end, numeral, "")
    return None


def top_at(text: str, start: int, numeral: Numeral, free: int) -> Quantity | None:
    """The rank of 名列前三, whose numeral begins at `start`, or None."""
    if text[start - 1 : start] != "前" or text[numeral.end : numeral.end + 1] not in _TOP_OF:
        return None
    return _rank(start - 1, numeral.end, numeral, "") if _TOP.search(text, max(free, start - 4), start) else None


def _rank(start: int, end: int, numeral: Numeral, unit: str) -> Quantity | None:
    if numeral.value is None:
        return None
    return made("ordinal", start, end, numeral.value, Interval.exactly(numeral.value), unit, "exact")


_TOP_OF = ("的", "名", "位", "强", "，", "。")
