"""Chinese and mixed numerals: 5616.6亿, 2亿3000万, 四百余万, 十几, 三五百, 叁万, 两千四百五.

A numeral is a run of tokens: digits, Chinese ones, tens and myriads. Its longest
well-formed beginning counts; the reader of units goes on behind that.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from factcheck.kept import compiled

ONES = {
    char: value
    for value, chars in enumerate(("零〇○", "一壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"))
    for char in chars
}
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_SCORES = {"廿": 20, "卅": 30}
_MYRIADS = {"万": 10**4, "亿": 10**8, "兆": 10**12}
_SIZES = {"百": 100, "千": 1000, "万": 10000}
_ONE = "".join(ONES)
_TEN = "".join(_TENS)
_MYRIAD = "".join(_MYRIADS)
HAN = f"{_ONE}{_TEN}万亿几数半廿卅"
"""Every character that a Chinese numeral can start with."""

_NUMBER = r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?!\d|[ ,]\d)(?:\.\d+)?|\d{1,40}(?!\d)(?:\.\d{1,40}(?!\d))?|\.\d{1,40}(?!\d)"
# 千 and 兆 belong to the unit where one of these follows: 千瓦, 兆赫.
_THOUSAND = r"[千仟](?![克瓦伏卡赫帕焦]|比特)"
_SIMPLE = compiled(
    rf"(?P<number>{_NUMBER})(?P<odd>[余多](?=[万亿元个]))?(?P<scale>百万|千万|万亿|[百千]亿|[万亿])?(?P<more>[余多])?"
    rf"(?![\d{_ONE}{_TEN}{_MYRIAD}余多几.,eE^×kKwWMx]|点[{_ONE}])"
)
FEW_OF = "个?月|周|天|日|年|载|个?小时|分钟|倍|名|次|家|人|起|件|米|公里|个|位|项|种"
"""Units before which 数 alone means some."""
_DIGIT = _ONE.replace("两", "")
_RUN = compiled(
    rf"两?(?:(?:{_NUMBER})|[{_DIGIT}]|两(?=[{_TEN}万亿])|[十拾]|百(?!分[之点])|佰|{_THOUSAND}(?!米(?<=\d千米))|[廿卅万亿]|兆(?![瓦赫帕欧字位比头])"
    rf"|几|数(?=[{_TEN}万亿])|[余多来](?=[{_TEN}万亿])){{1,48}}|两|数(?={FEW_OF})"
)
_TOKEN = compiled(rf"{_NUMBER}|.")
_POINT = compiled(rf"点(?P<part>[{_DIGIT}]{{1,40}}|\d{{1,40}})(?P<scale>[{_TEN}万亿]{{,4}})(?![{_ONE}\d])")
_TENTH = compiled(r"(?P<number>\d{1,4})(?P<scale>[万亿])(?P<tenth>[1-9])(?![\d.,%年月日号点时至到—–~～十百千万亿零多余几来成分-])")
"""3万5, as people say 35000."""
_POWER = compiled(r"(?:[eE](?P<ten>[+-]?\d{1,2})|\^(?P<power>[+-]{0,2}\d{1,2})|[x×]10\^(?P<times>[+-]?\d{1,2}))(?![\w.])")
_LETTER = compiled(r"(?P<letter>[kKwWM])(?![A-Za-z0-9²³/])")
_LETTERS = {"k": 1000, "w": 10000, "m": 1000000}
_MORE_AFTER = compiled("(?P<more>来|(?P<size>把))(?=[个位名年天岁块元斤米吨里人家次分亩种条只户辆])")
_SOME = compiled(rf"(?P<top>[百千万])(?:(?P<spoken>儿)?八(?P<less>[十百千])|(?<=百)十)[来余多]?(?P<scale>[万亿]?)(?![\d{_ONE}{_TEN}{_MYRIAD}])")
"""千儿八百, 百八十, 百十来: speech for a round number or somewhat less or more."""


class Numeral(NamedTuple):
    """A numeral that was read: its value, and both ends where it names a range."""

    value: Fraction | None
    step: Fraction
    end: int
    more: bool
    """余 or 多 stands in it: the value and somewhat more."""
    is_han: bool
    is_whole: bool
    """Printed to the last unit: no decimals, no magnitude word."""
    low: Fraction | None
    high: Fraction | None
    scale: int
    """What the magnitude word at its end multiplies with."""

    @property
    def is_vague(self) -> bool:
        """Whether it names a range by itself: 十几, 三五百, or 百 alone."""
        return self.low is not None

    @property
    def is_size(self) -> bool:
        """Whether it is a word such as 百 alone, which may stand for somewhat less."""
        return self.low is not None and self.value is not None and self.low < self.value


def read_numeral(text: str, start: int) -> Numeral | None:
    """The longest numeral at `start`, or None if there is none."""
    if match := _SIMPLE.match(text, start):
        return _with_more(text, _simple(match))
    return _some(text, start) or _general(text, start)


def _with_more(text: str, numeral: Numeral) -> Numeral:
    """500来人, 千把块: 来 and 把 behind a round number leave open how many more there are."""
    match = _MORE_AFTER.match(text, numeral.end) if text.startswith(("来", "把"), numeral.end) and _is_round(numeral) else None
    if match is None or match["size"] and not (numeral.is_size and numeral.is_han):
        return numeral
    return numeral._replace(more=not match["size"], end=numeral.end + 1)


def _some(text: str, start: int) -> Numeral | None:
    match = _SOME.match(text, start) if text[start] in _SIZES else None
    if match is None or match["less"] and _TENS[match["less"]] * 10 != _SIZES[match["top"]]:
        return None
    size = _SIZES[match["top"]]
    scale = _factor(match["scale"])
    low = Fraction(size * scale * (8 if match["less"] else 9), 10)
    high = Fraction(size * scale) if match["spoken"] else Fraction(size * scale * (18 if match["less"] else 20), 10)
    return Numeral(None, Fraction(size // 10 * scale), match.end(), False, True, False, low, high, scale)


def _simple(match: re.Match[str]) -> Numeral:
    """Digits and at most one magnitude word: nearly all figures in news."""
    number, odd, word, more = match.groups()
    scale = 1 if word is None else _factor(word)
    value, step = decimal(number, scale)
    return Numeral(value, step, match.end(), bool(odd or more), False, word is None and step == 1, None, None, scale)


def decimal(printed: str, scale: int = 1) -> tuple[Fraction, Fraction]:
    """The value of digits with their separators, times `scale`, and the size of the last digit."""
    if not printed.isdecimal():
        printed = "".join(printed.split()).replace(",", "")
    whole, _, part = printed.partition(".")
    if not part:
        return Fraction(int(whole) * scale), _steps(0, scale)
    return Fraction(int(whole + part) * scale, 10 ** len(part)), _steps(len(part), scale)


@lru_cache(maxsize=256)
def _steps(decimals: int, scale: int) -> Fraction:
    return Fraction(scale, 10**decimals)


@lru_cache(maxsize=256)
def _factor(word: str) -> int:
    factor = 1
    for char in word:
        factor *= _TENS.get(char) or _MYRIADS[char]
    return factor


def _general(text: str, start: int) -> Numeral | None:
    if spoken := _TENTH.match(text, start):
        scale = _MYRIADS[spoken["scale"]]
        value = Fraction(int(spoken["number"]) * scale + int(spoken["tenth"]) * scale // 10)
        return Numeral(value, Fraction(scale, 10), spoken.end(), False, False, False, None, None, 1)
    run = _RUN.match(text, start)
    if run is None:
        return _half(text, start)
    numeral = _read_run(run.group())
    if numeral is None:
        return None
    numeral = numeral._replace(end=start + numeral.end)
    if text.startswith("点", numeral.end) and (point := _POINT.match(text, numeral.end)):
        return _with_decimals(numeral, point)
    if (more := _with_more(text, numeral)) is not numeral:
        return more
    if text[start] in "0123456789." and numeral.scale == 1:
        return _with_power(text, start, numeral)
    return numeral


def _is_round(numeral: Numeral) -> bool:
    """Whether it is a number of tens, behind which more can be left open."""
    return not numeral.more and numeral.value is not None and numeral.value % 10 == 0


@lru_cache(maxsize=4096)
def _read_run(run: str) -> Numeral | None:
    return _special(run, 0) or _composed(run, 0)


def _half(text: str, start: int) -> Numeral | None:
    if text[start : start + 1] != "半":
        return None
    half = Fraction(1, 2)
    return Numeral(half, half, start + 1, False, True, False, None, None, 1)


def _with_decimals(numeral: Numeral, point: re.Match[str]) -> Numeral:
    if numeral.value is None:
        return numeral
    part, scale = point.group("part"), _factor(point.group("scale"))
    digits = part if part.isdecimal() else "".join(str(ONES[char]) for char in part)
    step = Fraction(1, 10 ** len(digits))
    value = (numeral.value + int(digits) * step) * scale
    return Numeral(value, step * scale, point.end(), False, numeral.is_han, False, None, None, scale)


def _with_power(text: str, start: int, numeral: Numeral) -> Numeral:
    """Scientific notation and letters: 12.3e+14, 2^5, 40k, 30w."""
    assert numeral.value is not None
    if power := _POWER.match(text, numeral.end):
        if power.group("power") is None:
            scale = Fraction(10) ** int(power.group("ten") or power.group("times"))
            return numeral._replace(value=numeral.value * scale, step=numeral.step * scale, end=power.end(), is_whole=False)
        exponent = int(power.group("power").replace("+", "").replace("--", ""))
        if numeral.value or exponent > 0:
            return numeral._replace(value=numeral.value**exponent, step=numeral.step, end=power.end(), is_whole=False)
    letter = _LETTER.match(text, numeral.end)
    if letter and _is_magnitude(text, start, numeral, letter.group("letter")):
        factor = _LETTERS[letter.group("letter").lower()]
        return numeral._replace(
            value=numeral.value * factor, step=numeral.step * factor, end=letter.end(), is_whole=False, scale=factor
        )
    return numeral


def _is_magnitude(text: str, start: int, numeral: Numeral, letter: str) -> bool:
    """Whether a letter counts thousands or millions, and is no part of a name such as 4K or 3M."""
    assert numeral.value is not None
    if letter in "kw":
        return True
    alone = len(text) < 40 and not text[numeral.end + 1 :].strip() and not text[:start].strip(" -−")
    return alone or numeral.step < 1 or (letter in "KW" and numeral.value >= 100)


def _special(run: str, start: int) -> Numeral | None:
    """Numerals that follow no system of tens: 二〇二五, 三五百, 两三千, 十七八."""
    if run[0] in "0123456789." or not any(char in ONES and after in ONES for char, after in pairwise(run)):
        return None
    if match := _SPREAD.fullmatch(run):
        first, second = ONES[match.group("a")], ONES[match.group("b")]
        if 0 < first < second <= first + 2:
            tens = _TENS_WORTH.get(match.group("tens") or "", 0)
            factor = Fraction(_factor(match.group("scale")))
            low, high = (tens + first) * factor, (tens + second) * factor
            return Numeral(None, factor, start + len(run), False, True, False, low, high, int(factor))
    if all(char in ONES for char in run):
        value = int("".join(str(ONES[char]) for char in run))
        return Numeral(Fraction(value), Fraction(1), start + len(run), False, True, True, None, None, 1)
    if match := _PLAIN.match(run):
        digits, scale = match.group("digits"), _factor(match.group("scale"))
        value = int("".join(str(ONES[char]) for char in digits))
        return Numeral(Fraction(value * scale), Fraction(scale), start + match.end(), False, True, scale == 1, None, None, scale)
    return None


_ROUND = frozenset("百佰千仟万亿")
"""A numeral of these alone names a size, not a count: 百名儿童 are some hundred."""
_LARGE = 10**6
_FROM = Fraction(9, 10)
_SPREAD = compiled(rf"(?P<tens>[{_ONE}]?十)?(?P<a>[{_ONE}])(?P<b>[{_ONE}])(?P<scale>[{_TEN}万亿]*)")
_PLAIN = compiled(rf"(?P<digits>[{_ONE}]{{2,}})(?P<scale>[万亿])")
_TENS_WORTH = {"十": 10} | {f"{char}十": value * 10 for char, value in ONES.items()}


class _Sum:
    """The value of a run of tokens while it is being read."""

    __slots__ = ("digit", "last", "section", "sections", "small")

    def __init__(self) -> None:
        self.sections: list[tuple[Fraction, int]] = []
        self.section = Fraction(0)
        self.digit: Fraction | None = None
        self.last = 0
        """The unit just read, of which the next digit may count tenths: 一千六."""
        self.small = 10**5
        """The next unit in this section must stay below it."""

    def total(self) -> Fraction:
        return sum((value for value, _ in self.sections), self.section + (self.digit or 0))

    def put(self, digit: Fraction) -> bool:
        if self.digit:
            return False
        self.digit = digit
        return True

    def tens(self, unit: int, digit: Fraction | None) -> bool:
        if unit >= self.small:
            return False
        self.section += (1 if digit is None else digit) * unit
        self.digit, self.last, self.small = None, unit, unit
        return True

    def myriad(self, unit: int) -> bool:
        amount = self.section + (self.digit or 0)
        sections, below = self.sections[:], Fraction(0)
        while sections and (sections[-1][1] < unit or (sections[-1][1] == unit and not amount)):
            below += sections.pop()[0]
        if sections and sections[-1][1] <= unit:
            return False
        amount = amount + below or Fraction(1)
        self.sections = [*sections, (amount * unit, unit)]
        self.section, self.digit, self.last, self.small = Fraction(0), None, unit, 10**5
        return True


class _Run:
    """A run of tokens that is read twice over, since 几 has a least and a greatest value."""

    def __init__(self, run: str) -> None:
        self.low, self.high = _Sum(), _Sum()
        self.is_han = run[0] not in "0123456789."
        self.more = self.is_vague = self.is_zero = False
        self.step = Fraction(1)
        self.scale = 1
        self.single = ""
        """The Chinese digit that stands last."""
        self.before_digit = self.end = 0

    def _is_next_figure(self, token: str, after: str) -> bool:
        """Whether digits begin another figure: 1.27亿65岁, but not 3万4000 or 3万4,000."""
        plain = token.replace(",", "")
        return after not in _TENS and after not in _MYRIADS and (len(plain) != len(str(self.low.last)) - 1 or not plain.isdecimal())

    def take(self, token: str, at: int, after: str) -> bool:
        """Reads one token; False where it does not fit."""
        if token in ONES or token in "几数":
            return self._digit(token, at)
        if token in _TENS or token in _SCORES:
            return self._tens(token)
        if token in _MYRIADS:
            unit = _MYRIADS[token]
            if not (self.low.myriad(unit) and self.high.myriad(unit)):
                return False
            self.step, self.scale, self.single, self.is_zero = self.step * unit, self.scale * unit, "", False
            return True
        if token in "余多来":
            self.more, self.single = True, ""
            return True
        if at and not self.is_zero and self._is_next_figure(token, after):
            return False
        value, step = decimal(token)
        if not (self.low.put(value) and self.high.put(value)):
            return False
        self.step, self.scale, self.single, self.before_digit = step, 1, "", at
        return True

    def _digit(self, token: str, at: int) -> bool:
        few = token in "几数"
        if few and self.is_vague:
            return False
        is_head = not at
        low, high = ((1 if is_head else 0), 10) if few else (ONES[token], ONES[token])
        if not (self.low.put(Fraction(low)) and self.high.put(Fraction(high))):
            return False
        self.is_vague = self.is_vague or few
        self.is_zero = self.is_zero or token in "零〇○"
        self.step, self.scale, self.before_digit = Fraction(1), 1, at
        self.single = "" if few else token
        return True

    def _tens(self, token: str) -> bool:
        unit = _TENS.get(token, 10)
        digits = (self.low.digit or None, self.high.digit or None)
        if token in _SCORES:
            digits = (Fraction(_SCORES[token], 10),) * 2
        if not (self.low.tens(unit, digits[0]) and self.high.tens(unit, digits[1])):
            return False
        if not self.is_han or unit > 10:
            self.scale *= unit
        if not self.is_han:
            self.step *= unit
        self.single, self.is_zero = "", False
        return True


def _composed(run: str, start: int) -> Numeral | None:
    """The value of the longest well-formed beginning of a run."""
    reading = _Run(run)
    low, high = reading.low, reading.high
    for match in _TOKEN.finditer(run):
        if not reading.take(match.group(), match.start(), run[match.end() : match.end() + 1]):
            if low.digit and reading.before_digit and low.last:  # 三万五万: the second one starts anew
                low.digit = high.digit = None
                reading.end = reading.before_digit
            break
        reading.end = match.end()
    end, more, step = reading.end, reading.more, reading.step
    if end and run[end - 1] in "余多来":
        end, more = end - 1, False
    if not end:
        return None
    if reading.single and not reading.is_zero and low.last >= 100 and low.digit:  # 两千四百五, 一万三
        step = Fraction(low.last // 10)
        low.digit *= step
    value = low.total()
    if not set(run[:end]) - _ROUND and value < _LARGE:
        return Numeral(value, step, start + end, False, True, False, value * _FROM, value * 2, reading.scale)
    whole = step == 1 and reading.scale == 1 or (reading.is_han and step == 1)
    if not reading.is_vague:
        return Numeral(value, step, start + end, more, reading.is_han, whole, None, None, reading.scale)
    if reading.scale == 1 and run in ("几", "数"):
        return Numeral(None, step, start + end, False, True, False, Fraction(2), Fraction(9), 1)
    known = None if run[0] in "几数" else value
    return Numeral(known, Fraction(reading.scale), start + end, False, True, False, value, high.total(), reading.scale)
