"""Two figures that are one: 5—10万人, 3至5天, 20和30之间, 大于100并且小于300."""

from __future__ import annotations

from factcheck.kept import compiled
from factcheck.languages.limits import is_limit, with_limits
from factcheck.languages.reading import UNCOUNTED, Found, joined
from factcheck.records import replace

_TO = compiled(r"(?:[（(]含[）)])?\s?(?:[-—–~～－]{1,3}|至|到)\s?(?:近|约|最高|最多)?")
_AND = compiled(r"\s?[和与跟到至]\s?")
_BETWEEN = compiled(r"\s?(?:之间|中间|间(?!的?[隔接]))")
_AND_ALSO = compiled(r"\s?[，,、]?\s?(?:的?同时|并且?|而且?|且|又|但)?\s?")
_CHANGE = compiled("(?<![将可拟计预])(?:增持|减持|增长|增加|新增|提高|上升|上涨|下降|下跌|减少|降低|上调|下调|回升|回落|扩大|缩小|升|降|涨|跌|增|减)了?$")
_AT = compiled("(?:位于|介于|在|处于)$")


def with_ranges(text: str, found: list[Found]) -> list[Found]:
    """The figures, with those that are the two ends of one range made one."""
    result: list[Found] = []
    for one in found:
        whole = _range(text, result[-1], one) if result else None
        if whole is None:
            result.append(one)
        else:
            result[-1] = whole
    return with_limits(text, result, "zh")


def _range(text: str, first: Found, second: Found) -> Found | None:
    a, b = first.quantity, second.quantity
    if b.start - a.end > 8 or a.value is None or b.value is None:
        return None
    between = text[a.end : b.start]
    if a.hedge in ("atleast", "over") and b.hedge in ("atmost", "under") and _AND_ALSO.fullmatch(between):
        return _limits(first, second) if is_limit(text, first, "zh") and is_limit(text, second, "zh") else None
    is_rank = a.kind == b.kind == "ordinal" and a.value < b.value and _AND.fullmatch(between) and (_BETWEEN.match(text, b.end) or between in ("至", "到"))
    if (a.kind in UNCOUNTED or b.kind in UNCOUNTED) and not is_rank:
        return None
    if a.unit and (a.kind, a.unit) != (b.kind, b.unit):
        return None
    end = b.end
    if b.unit == "间" and not a.unit and a.kind == "number" and _AND.fullmatch(between):
        second = second._replace(quantity=replace(b, kind="number", unit=""))
    elif _AND.fullmatch(between) and (closing := _BETWEEN.match(text, b.end)):
        end = closing.end()
    elif not _TO.fullmatch(between) or a.hedge not in ("exact", "about", "atleast", "over", "under"):
        return None
    elif "至" in between or "到" in between:
        before = text[max(0, a.start - 6) : a.start]
        if before.endswith(("由", "自")) or (a.unit and before.endswith("从")):
            return None
        if a.unit and a.kind in ("money", "count", "measure") and _CHANGE.search(before):
            return None
    low, high = a.value, b.value
    if not a.unit and first.scale == 1 and second.scale > 1 and 0 < low < high / second.scale * 10:
        low *= second.scale
    if low > high and between.strip() in ("-", "—", "–", "－") and not a.unit and not b.unit:
        return None
    start = a.start
    if end > b.end and (at := _AT.search(text, max(0, start - 2), start)):
        start = at.start()
    return joined(first, second, start, end, low, high)


def _limits(first: Found, second: Found) -> Found | None:
    """1000以上，1500以下: a lower and an upper limit."""
    a, b = first.quantity, second.quantity
    if a.value is None or b.value is None or a.value >= b.value or (a.unit and b.unit and a.unit != b.unit):
        return None
    return joined(first, second, a.start, b.end, a.value, b.value)
