"""Numbers of two units, and those that a word behind them makes more: 三斤半, 一米八, 两元五角, 30多, 五打."""

from __future__ import annotations

from fractions import Fraction

from factcheck.kept import compiled
from factcheck.languages.reading import Unit
from factcheck.languages.zh.numerals import ONES, Numeral, read_numeral

_DOZEN = compiled("打(?=鸡蛋|苹果|啤酒|铅笔|毛巾|袜|玫瑰|[^\\w]|$)")
_HALF = compiled(r"半(?=[^\w]|$|的|左右|多|以上|以来|时间|后|前|内|就|才|了|男|女|孩|童)")
_SMALLER = compiled(r"(?P<number>\d{1,3}|[一二三四五六七八九两])(?P<unit>[斤两钱米厘寸])?(?![\d.%万亿千百十])")
_COINS = compiled(r"又?(?:(?P<jiao>\d|[零一壹二贰两三叁四肆五伍六陆七柒八捌九玖])(?:[角毛](?P<fen>\d|[零一壹二贰两三叁四肆五伍六陆七柒八捌九玖])?分?|(?=[^\w]|$))"
                    r"|(?P<only>\d{1,2}|[零一壹二贰两三叁四肆五伍六陆七柒八捌九玖十]{1,3})美?分)钱?")
SMALLEST = compiled(r"(?P<number>\d|[一二两三四五六七八九])(?:分钱?|(?=[^\w]|$))")
_GOING_ON = frozenset(f"{''.join(ONES)}十又")
_PARTS = {"斤": ("两", 10), "公斤": ("两", 20), "米": ("厘米", 100), "尺": ("寸", 10), "丈": ("尺", 10), "度": ("分", 10)}
"""Of a measure the smaller one that is told behind it, and how many of it make one."""


def may_go_on(text: str, at: int) -> bool:
    """Whether a digit, or a character that a smaller unit may begin with, stands at a place."""
    char = text[at : at + 1]
    return char in _GOING_ON or char.isdigit()


def with_more(text: str, numeral: Numeral) -> Numeral:
    """The number with what makes it more behind it: 30多, 五打."""
    following = text[numeral.end : numeral.end + 1]
    if following in ("多", "余") and not numeral.more and (numeral.value is None or numeral.value >= 10):
        numeral = numeral._replace(more=True, end=numeral.end + 1)
    if following == "打" and (dozens := _DOZEN.match(text, numeral.end)):
        numeral = _in_dozens(numeral, dozens.end())
    return numeral


def _in_dozens(numeral: Numeral, end: int) -> Numeral:
    if numeral.value is None:
        return numeral._replace(end=end)
    return numeral._replace(value=numeral.value * 12, step=numeral.step * 12, end=end, is_han=False, is_whole=True)


def with_coins(text: str, numeral: Numeral, stop: int) -> tuple[Numeral, int]:
    """An amount with its coins, and where it ends: 两元五角."""
    if numeral.value is None or numeral.step > 1 or not may_go_on(text, stop):
        return numeral, stop
    coins = _COINS.match(text, stop)
    if coins is None or not (coins["jiao"] or coins["only"]):
        return numeral, stop
    if coins["only"]:
        cents = digit(coins["only"]) if len(coins["only"]) == 1 else read_numeral(coins["only"], 0)
        amount = Fraction(cents if isinstance(cents, int) else int(cents.value or 0) if cents else 0)
    else:
        amount = Fraction(10 * digit(coins["jiao"]) + (digit(coins["fen"]) if coins["fen"] else 0))
    return numeral._replace(value=numeral.value + amount / 100, step=Fraction(1, 100), end=coins.end(), is_whole=False), coins.end()


def digit(printed: str) -> int:
    """What one character of a number stands for."""
    return int(printed) if printed.isdigit() else ONES.get(printed, 10)


def measured(text: str, numeral: Numeral, stop: int, unit: Unit) -> tuple[Numeral, int]:
    """三斤半, 六斤八两, 一米八: a measure with a smaller one behind it, in the larger."""
    if numeral.value is None or numeral.step != 1 or numeral.more:
        return numeral, stop
    if unit.name.startswith("个多"):
        return numeral._replace(more=True), stop
    if unit.name.startswith("个半"):
        return numeral._replace(value=numeral.value + Fraction(1, 2), step=Fraction(1, 2), is_whole=False), stop
    if text.startswith("半", stop) and (half := _HALF.match(text, stop)):
        return numeral._replace(value=numeral.value + Fraction(1, 2), step=Fraction(1, 2), is_whole=False), half.end()
    smaller, ratio = _PARTS.get(unit.name, ("", 0))
    match = _SMALLER.match(text, stop) if smaller and may_go_on(text, stop) else None
    if not match or numeral.value >= 1000:
        return numeral, stop
    amount = Fraction(digit(match["number"]))
    if match["unit"] is None:
        follows = text[match.end() : match.end() + 1]
        if numeral.value > {"米": 9, "度": 45}.get(unit.name, 0) or (follows and (follows.isalnum() and follows not in "的高长宽深左以，")):
            return numeral, stop
        ratio = 10 ** len(match["number"])
    elif not smaller.startswith(match["unit"]):
        return numeral, stop
    step = Fraction(1, ratio)
    return numeral._replace(value=numeral.value + amount * step, step=step, is_whole=False), match.end()
