"""The hedges of Chinese copy: 约, 逾, 不足, 至少 before a figure; 左右, 以上 and 多 behind it."""

from __future__ import annotations

from factcheck.kept import compiled
from factcheck.languages.zh.lexicon import lexicon

_MAGNITUDES = "百千万亿十"
_OTHER_WORD = {"近": "最附接临早晚以将远亲", "上": "最附接临早晚以身网线", "超": "高反赶班", "约": "节条制合公契预签条大纽", "破": "打冲攻突识侦撞", "过": "经通度路穿走渡难不", "足": "满十手立"}
_COMPARED_AFTER = compiled(r"\s?(?P<less>[低小少矮短轻])|\s?(?P<more>[高大多长重])(?!度|型|约|少)")
_LARGE = compiled(r"[\d.,]+[万亿]")
_FEW_MORE = ("多", "余")
_GOES_ON = compiled(r"(?![的来前后以才就了高长宽深重厚远大]|时间|[^\w]|$).")
"""Behind a unit, 多 belongs to the figure only where nothing follows that it may belong to: 两倍多, but 3个多边形."""
_INCLUDED = compiled(r"[（(]不?含(?:本数)?[）)]")


def hedge_before(text: str, start: int, free: int) -> tuple[int, str]:
    """Where the figure starts with its hedge, and which hedge it is; `free` is where the last figure ended."""
    if start <= free:
        return start, "exact"
    words = lexicon()
    for width in words.before_widths.get(text[start - 1], ()):
        at = start - width
        if at < free:
            continue
        word = text[at:start]
        hedge = words.before.get(word)
        if hedge is None:
            continue
        if word in ("上", "过", "成", "破") and text[start] not in _MAGNITUDES and not (word in ("过", "破") and _LARGE.match(text, start)) and not (word == "过" and text[at - 1 : at] in "占比已均数率量额值" and at):
            return start, "exact"
        if at and text[at - 1] in _OTHER_WORD.get(word, ()):
            return start, "exact"
        return at, "atleast" if word == "上" else hedge
    return start, "exact"


def hedge_after(text: str, end: int, has_unit: bool) -> tuple[int, str]:
    """Where the figure ends with its hedge, and which hedge it is."""
    stop = end
    if text[end : end + 1] in ("（", "(") and (included := _INCLUDED.match(text, end)):
        stop = included.end()
    words = lexicon()
    if text[stop : stop + 1] in words.after_first:
        for word, hedge in words.after:
            if text.startswith(word, stop) and not (has_unit and word in _FEW_MORE and _GOES_ON.match(text, stop + 1)):
                return stop + len(word), hedge
    return end, "exact"


def compared(text: str, start: int, end: int, free: int) -> tuple[int, int, str] | None:
    """比170低: the two words around a figure that make it a limit."""
    before = 2 if text[max(free, start - 2) : start] == "比 " else 1 if start > free and text[start - 1] == "比" else 0
    match = _COMPARED_AFTER.match(text, end) if before else None
    if match is None:
        return None
    return start - before, match.end(), "below" if match["less"] else "above"


def combined(before: str, after: str) -> str:
    """One hedge of two: the one behind a figure is the firmer one."""
    if after == "exact":
        return before
    return after if before in ("exact", "about") else before
