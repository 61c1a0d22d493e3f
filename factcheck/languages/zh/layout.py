"""Chinese text as the reader of figures wants it: narrow digits, simplified numerals, no spaces inside a figure.

Characters are replaced one by one; where spaces are left out, a figure is led back to where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from factcheck.kept import compiled
from factcheck.languages.reading import Found
from factcheck.languages.zh.lexicon import lexicon
from factcheck.model import Quantity
from factcheck.records import replace

_NARROW = {ord(wide): narrow for wide, narrow in zip("０１２３４５６７８９．％－＋＄￥／―‐‑‒", "0123456789.%-+$¥/—---")}
_WIDE = compiled("[０-９．％－＄￥／―‐‑‒]")
_MIDDLE_DOT = compiled(r"(?<=\d)[·・](?=\d{1,3}(?:[%万亿元倍吨米]|公[里斤顷]|平方|个百分点))")
"""A decimal point as older copy sets it: 1·1万人. That of a date has no unit behind it."""
_WIDE_COMMA = compiled("(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")
_GROUPED = compiled(r"(?<![\d.,，:：-])\d{1,3}(?:(?:，\d{3}){2,}(?![\d，])|，\d{3}(?=(?:\.\d+)?(?:[万亿股]|\.\d\d[元%])))")
"""Digits that wide commas group: 1，245，300股. A single group needs what shows that no new clause begins."""
_HAN = "零〇一壹二贰两三叁四肆五伍六陆七柒八捌九玖十拾百佰千仟万亿几"
_SPACE = compiled(
    rf"(?<=[\d{_HAN}多余几点又]) {{1,3}}(?=[{_HAN}多余点又成折]|分之|个? ?百 ?分|百分)|(?<=[分百]) {{1,3}}(?=分? ?之|分)|(?<=之) {{1,3}}(?=[\d{_HAN}])"
    rf"|(?<=百分) {{1,3}}(?=点)|(?<=个) {{1,3}}(?=百 ?分)"
    r"|(?<=[大小]于) {1,3}(?=或|等于)|(?<=或) {1,3}(?=等于)"
    r"|(?<=负) {1,3}(?=[\d点])|(?<=\d)(?P<before> )(?=[^\x00-\xff])|(?<=[^\x00-\xff])(?P<behind> )(?=\d)"
)


def _is_gap(gap: re.Match[str]) -> bool:
    """Whether it is a blank to leave out: beside digits, only one next to a Chinese character."""
    if gap.lastgroup is None:
        return True
    return "一" <= gap.string[gap.end() if gap.lastgroup == "before" else gap.start() - 1] <= "鿿"


class Plain(NamedTuple):
    """Text without what stands in the way, and where each of its characters comes from."""

    text: str
    origin: list[int] | None

    def back(self, found: Iterable[Found]) -> list[Found]:
        """The figures with their places in the text as it was."""
        if self.origin is None:
            return list(found)
        return [one._replace(quantity=self._moved(one.quantity), ends=tuple(map(self._moved, one.ends))) for one in found]

    def _moved(self, figure: Quantity) -> Quantity:
        assert self.origin is not None
        return replace(figure, start=self.origin[figure.start], end=self.origin[figure.end - 1] + 1)


def plain(text: str) -> Plain:
    """`text`, ready to be read."""
    same = text
    if _WIDE.search(text):
        same = _WIDE_COMMA.sub(",", text).translate(_NARROW)
    if "，" in same and _GROUPED.search(same):
        same = _GROUPED.sub(lambda match: match.group().replace("，", ","), same)
    if "·" in same or "・" in same:
        same = _MIDDLE_DOT.sub(".", same)
    if lexicon().traditional.search(same):
        same = same.translate(lexicon().simplified)
    gaps = [gap for gap in _SPACE.finditer(same) if _is_gap(gap)] if " " in same else []
    if not gaps:
        return Plain(same, None)
    kept: list[str] = []
    origin: list[int] = []
    position = 0
    for gap in gaps:
        kept.append(same[position : gap.start()])
        origin += range(position, gap.start())
        position = gap.end()
    kept.append(same[position:])
    origin += range(position, len(same))
    return Plain("".join(kept), origin)
