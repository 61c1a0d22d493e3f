"""Digits that are no figure: codes, names and numbers of papers, phones, roads and stocks."""

from __future__ import annotations

from factcheck.kept import compiled
from factcheck.languages.zh.dates import NUMBERED
from factcheck.languages.zh.lexicon import lexicon
from factcheck.languages.zh.numerals import Numeral

_AFTER = compiled(rf"[A-Za-z](?![A-Za-z]*[/²³])|国道|省道|县道|路公交|号(?:{NUMBERED})|[·・]\d|\+[\dA-Z]")
_PAPER = compiled(r"(?<=[〔［\[（(])(?:19|20)\d\d[〕］\]）)][^\s，。、；]{0,12}?\d+号")
"""The number of a document: 〔2023〕12号."""
_HOTLINE = compiled(r"[48]00-\d{3,4}-\d{3,4}(?!\d)|0\d{2,3}-\d{7,8}(?!\d)")
_NAME = compiled(r"\d{2,5}[^，。、；：,.;:\d%元万亿个吨人]{0,4}[”’]")
"""A number with quotation marks close around it: “985”."""
_HYPHENS = compiled(r"(?:-\d+)+(?![\d.%万亿])")
_CODE = compiled(r"[0-9A-Za-z.\-]+")


def code_at(text: str, start: int) -> int:
    """The end of a name or a code that the digits at `start` belong to, or 0: A380, COVID-19, 〔2023〕12号, 400-810-8888."""
    if text[start - 1 : start] in ("〔", "［", "[", "（", "(") and (paper := _PAPER.match(text, start)):
        return paper.end()
    if named := lexicon().named.match(text, start):
        return named.end()
    if text[start] in "480" and (hotline := _HOTLINE.match(text, start)):
        return hotline.end()
    code = _CODE.match(text, start) if _is_code(text, start) else None
    return code.end() if code else 0


def _is_code(text: str, start: int) -> bool:
    """Whether what stands before digits makes them a part of a name: A380, COVID-19, G20, 5+2."""
    before = text[start - 1] if start else ""
    if before.isascii() and before.isalpha():
        return not any(text.endswith(word, 0, start) for word, _ in lexicon().prefixes.get(before, ()))
    if before == "-" and start > 1:
        return text[start - 2].isascii() and text[start - 2].isalpha()
    return before in ("·", "・", "+") and start > 1 and text[start - 2].isascii() and text[start - 2].isalnum()


def is_coded(text: str, start: int, numeral: Numeral, free: int, is_alone: bool) -> bool:
    """Whether a bare number is a code by what it is or by what stands before it; `free` is where the last figure ended."""
    if text[start : numeral.end] in lexicon().numbers or _is_long(text, start, numeral, is_alone):
        return True
    if numeral.scale > 1:
        return False
    is_quoted = text[start - 1 : start] in ("“", "‘") and _NAME.match(text, start)
    at = max(free, start - 12)
    return bool(is_quoted or lexicon().codes.search(text, at, start) or lexicon().models.search(text, at, start))


def past_code(text: str, numeral: Numeral) -> int:
    """The end of what makes a code or a name of the bare number that it follows, or 0: 66号公路, 12345热线."""
    end = numeral.end
    if _AFTER.match(text, end) or (numeral.scale == 1 and lexicon().names_after.match(text, end)):
        code = _CODE.match(text, end)
        return max(end + 1, code.end() if code else 0)
    return 0


def _is_long(text: str, start: int, numeral: Numeral, is_alone: bool) -> bool:
    """Phone, licence and stock numbers: long or zero-led runs of digits without a unit."""
    run = text[start : numeral.end]
    if not run.isdigit():
        return False
    return (len(run) >= 8 and not is_alone) or (len(run) > 1 and run[0] == "0") or (len(run) == 6 and text[start - 1 : start] in ("(", "（"))


_ARTICLE = compiled(r"[条款项章编节号](?P<follows>(?:的|中的?|有关|相关|之)*规定|所[称列指])?")


def is_of_law(text: str, start: int, end: int) -> bool:
    """Whether the ordinal from `start` to `end` names an article: 治安管理条例第12条, 第三条规定."""
    article = _ARTICLE.match(text, end)
    return article is not None and (article["follows"] is not None or lexicon().laws.search(text, max(0, start - 8), start) is not None)


def past_hyphens(text: str, end: int) -> int:
    """Where a code ends that goes on behind a hyphen: 787-9."""
    more = _HYPHENS.match(text, end)
    return more.end() if more else end


def is_model(text: str, start: int, end: int, unit: str) -> bool:
    """Whether digits name a model and what follows them is no measure word: 小米14手机, 055型."""
    words = lexicon()
    if text[start] == "0" and text[start + 1 : end].isdigit():
        return True
    return words.model_tails.fullmatch(unit) is not None and words.models.search(text, max(0, start - 10), start) is not None
