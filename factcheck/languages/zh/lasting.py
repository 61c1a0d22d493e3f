"""How long something takes, in several units: 1小时20分钟, 2分35秒, 9秒83; in the smallest of them."""

from __future__ import annotations

from fractions import Fraction

from factcheck.kept import compiled
from factcheck.languages.reading import Unit
from factcheck.languages.zh.numerals import Numeral, read_numeral

_HOURS = ("小时", "个小时")
_MINUTES = ("分", "分钟")
_MORE = compiled(r"(?:零|又)?(?P<number>\d{1,2}|[一二两三四五六七八九十]{1,3})(?P<unit>分钟?|秒)(?![之米])")
_HUNDREDTHS = compiled(r"(?P<digits>\d{1,3})(?![\d.,%万亿年月日个])")


def lasting(text: str, numeral: Numeral, stop: int, unit: str) -> tuple[Numeral, int, Unit] | None:
    """The whole time that begins with this number of hours, minutes or seconds, where it goes on behind `stop`; else None."""
    if numeral.value is None or numeral.step != 1 or numeral.more or numeral.is_vague:
        return None
    if unit == "秒":
        match = _HUNDREDTHS.match(text, stop)
        if not match:
            return None
        step = Fraction(1, 10 ** len(match["digits"]))
        return _with(numeral, numeral.value + int(match["digits"]) * step, step), match.end(), Unit("duration", "秒")
    value, name = numeral.value, "小时" if unit in _HOURS else "分钟"
    while name != "秒" and (match := _MORE.match(text, stop)):
        smaller = "秒" if match["unit"] == "秒" else "分钟"
        part = read_numeral(match["number"], 0)
        if part is None or part.value is None or part.value >= 60 or smaller == name:
            break
        value = value * (3600 if (name, smaller) == ("小时", "秒") else 60) + part.value
        stop, name = match.end(), smaller
    step = Fraction(1)
    if name == "秒" and (match := _HUNDREDTHS.match(text, stop)):
        step, stop = Fraction(1, 10 ** len(match["digits"])), match.end()
        value += int(match["digits"]) * step
    is_longer = value != numeral.value
    return (_with(numeral, value, step), stop, Unit("duration", name)) if is_longer else None


def in_decades(text: str, start: int, numeral: Numeral) -> Numeral | None:
    """The age of 八旬老人 and 年近六旬, in years; None where 旬 is ten days."""
    if numeral.value is None or numeral.end != start + 1 or text[start] not in "四五六七八九":
        return None
    return numeral._replace(value=numeral.value * 10, step=Fraction(10), end=numeral.end + 1, is_whole=False, more=text[start - 1 : start] != "近")


def begins(unit: str) -> bool:
    """Whether smaller units of time may follow this one."""
    return unit in _HOURS or unit in _MINUTES or unit == "秒"


def _with(numeral: Numeral, value: Fraction, step: Fraction) -> Numeral:
    return numeral._replace(value=value, step=step, is_whole=False)
