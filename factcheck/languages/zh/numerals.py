"""Chinese and mixed numerals: 5616.6亿, 2亿3000万, 四百余万, 十几, 三五百, 叁万."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

_ONES = {char: value for value, chars in enumerate(("零〇○", "一壹", "二贰两兩", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")) for char in chars}
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MYRIADS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
HAN = "".join(_ONES) + "".join(_TENS) + "".join(_MYRIADS) + "几数半"
"""Every character that a Chinese numeral can start with."""

_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?")
_SCALE = re.compile(
    r"(?P<odd>[余多来几])?(?P<scale>[十百千]?万亿|[十百千]?[万亿]|千(?![克米瓦伏卡赫])|百(?!分))?(?P<more>[余多])?"
)
_HAN_RUN = re.compile(rf"[{HAN}]+(?:[多余][万亿]+)?(?:点[{''.join(_ONES)}]+[万亿]{{0,2}})?")


class Numeral(NamedTuple):
    """A numeral that was read: its value, or both ends where it names a range."""

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


def read_numeral(text: str, start: int) -> Numeral | None:
    """The longest numeral at `start`, or None if there is none."""
    if digits := _DIGITS.match(text, start):
        return _mixed(text, digits)
    run = _HAN_RUN.match(text, start)
    return _han(run.group(), run.end()) if run else None


def _mixed(text: str, digits: re.Match[str]) -> Numeral:
    value, step = _decimal(digits.group())
    end, more, scale, total = digits.end(), False, 1, Fraction(0)
    whole = step == 1
    while True:
        match = _SCALE.match(text, end)
        word = match.group("scale") if match else None
        if match is None or (not word and not match.group("odd")):
            break
        if not word:  # 1000余
            if match.group("odd") in "余多":
                more, end = True, match.end("odd")
            break
        factor = _factor(word)
        more = more or bool(match.group("odd") or match.group("more"))
        whole, scale, end = False, factor, match.end()
        total += value * factor
        following = _DIGITS.match(text, end)
        then = _SCALE.match(text, following.end()) if following else None
        lower = then.group("scale") if then else None
        if following and lower and _factor(lower) < factor and not more:
            value, step = _decimal(following.group())
            end = following.end()
            continue
        return Numeral(total, step * factor, end, more, False, False, None, None, scale)
    return Numeral(total + value, step, end, more, False, whole, None, None, scale)


def _decimal(printed: str) -> tuple[Fraction, Fraction]:
    whole, _, part = printed.replace(",", "").partition(".")
    if not part:
        return Fraction(int(whole)), Fraction(1)
    step = Fraction(1, 10 ** len(part))
    return int(whole + part) * step, step


def _factor(word: str) -> int:
    factor = 1
    for char in word:
        factor *= _TENS.get(char) or _MYRIADS[char]
    return factor


def _han(run: str, end: int) -> Numeral | None:
    if run == "半":
        return Numeral(Fraction(1, 2), Fraction(1, 2), end, False, True, False, None, None, 1)
    body, _, part = run.partition("点")
    more = "多" in body or "余" in body
    body = body.replace("多", "").replace("余", "")
    if "几" in body or "数" in body:
        return _vague(body, end)
    if teens := re.fullmatch(rf"([{''.join(_ONES)}]?十)([{''.join(_ONES)}])([{''.join(_ONES)}])", body):
        tens = _composed(teens.group(1)) or 0
        first, second = _ONES[teens.group(2)], _ONES[teens.group(3)]
        return _between(int(tens) + first, int(tens) + second, 1, end) if first < second else None
    if len(body) >= 2 and all(char in _ONES for char in body):
        if len(body) == 2 and 0 < _ONES[body[0]] < _ONES[body[1]]:
            return _between(_ONES[body[0]], _ONES[body[1]], 1, end)
        return _plain(Fraction(int("".join(str(_ONES[char]) for char in body))), end)
    if spread := re.fullmatch(rf"([{''.join(_ONES)}])([{''.join(_ONES)}])([十百千万亿]+)", body):
        first, second = _ONES[spread.group(1)], _ONES[spread.group(2)]
        return _between(first, second, _factor(spread.group(3)), end) if first < second else None
    value = _composed(body.rstrip("半"))
    if value is None:
        return None
    step = Fraction(_last_unit(body))
    if part:
        digits = part.rstrip("万亿")
        step = Fraction(1, 10 ** len(digits))
        scale = _factor(part[len(digits) :])
        value = (value + int("".join(str(_ONES[char]) for char in digits)) * step) * scale
        step = Fraction(scale, 10 ** len(digits))
    return Numeral(value, step, end, more, True, not part and step == 1, None, None, 1)


def _last_unit(body: str) -> int:
    """What the last character counts in: 万 of 三十万, 1 of 三十."""
    factor = 1
    for char in reversed(body):
        if char not in _MYRIADS:
            break
        factor *= _MYRIADS[char]
    return factor


def _plain(value: Fraction, end: int) -> Numeral:
    return Numeral(value, Fraction(1), end, False, True, True, None, None, 1)


def _between(first: int, second: int, factor: int, end: int) -> Numeral:
    return Numeral(None, Fraction(factor), end, False, True, False, Fraction(first * factor), Fraction(second * factor), factor)


def _vague(body: str, end: int) -> Numeral | None:
    """几百, 数十亿, 十几, 二十几."""
    head, rest = body[0], body[1:]
    if head in "几数":
        if not rest:
            return Numeral(None, Fraction(1), end, False, True, False, Fraction(2), Fraction(9), 1) if head == "几" else None
        if any(char not in _TENS and char not in _MYRIADS for char in rest):
            return None
        factor = _factor(rest)
        return Numeral(None, Fraction(factor), end, False, True, False, Fraction(2 * factor), Fraction(10 * factor - 1), factor)
    if body.endswith("几") and (value := _composed(body[:-1])) and value % 10 == 0:
        return Numeral(None, Fraction(1), end, False, True, False, value + 1, value + 9, 1)
    return None


def _composed(body: str) -> Fraction | None:
    """The value of a numeral such as 三千零五十万, or None where it is not well formed."""
    total = section = digit = 0
    seen_digit = False
    for char in body:
        if char in _ONES:
            if seen_digit and digit:
                return None
            digit, seen_digit = _ONES[char], True
        elif char in _TENS:
            section += (digit if seen_digit else 1) * _TENS[char]
            digit, seen_digit = 0, False
        else:
            section = section + digit or 1
            factor = _MYRIADS[char]
            if factor == 10**8 and total and not section - 1:
                total *= factor
            elif factor == 10**8:
                total = (total + section) * factor
            else:
                total += section * factor
            section = digit = 0
            seen_digit = False
    return Fraction(total + section + digit) if body else None
