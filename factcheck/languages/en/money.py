"""Signs and names of currencies around a number: HK$1.2bn, Rs.130, 20 dollars 43 cents, 75 USD million."""

from __future__ import annotations

from fractions import Fraction

from factcheck.kept import compiled
from factcheck.languages.en.lexicon import last_sign, lexicon, unit_after
from factcheck.languages.en.numerals import Numeral, read_numeral

_WIDTH = 18
_MARK = compiled(r"(?P<letter>[MB])(?P<code>[A-Z]{3})\s?\Z")
_JOINT = compiled(r",?\s(?:and\s)?")
_ENDS = compiled(r"[.,;?!]?\s*\Z|\smore\b|\sand\sone\spoint\b")
_SCALE_BEHIND = compiled(r"\s(?P<scale>million|billion|mln|bln|trillion)(?![A-Za-z])")
_COIN = compiled(r"\s?([A-Za-z]+)\b")
_SCALES = {"million": 10**6, "mln": 10**6, "billion": 10**9, "bln": 10**9, "trillion": 10**12}
_KILOS = compiled(r"\s?\((?:about\s|some\s)?[\d.,]+\s?(?:kg|kilos?|kilogram(?:me)?s?|tonnes?|grams?)\b")
"""A weight told in brackets behind pounds."""
_WEIGHT = compiled(r"\b(?:weigh(?:s|ed|ing|t)?|baby|lost|losing|gained|heav(?:y|ier)|lighter|los[et])\b[^.]*\Z")


def sign_before(text: str, start: int, free: int) -> tuple[int, str, int]:
    """Where the sign or code of a currency before the number begins, the code and what it multiplies with; or (start, "", 1)."""
    if start <= free:
        return start, "", 1
    last = text[start - 1]
    if not (last in _LAST or last == " "):
        return start, "", 1
    window = text[max(free, start - _WIDTH) : start]
    word = last_sign(window)
    if word:
        begin = start - len(word) - last.isspace()
        if not (word[0].isalnum() and begin and (text[begin - 1].isalnum() or text[begin - 1] in ".-$")):
            if (word in _LOOSE and last != " ") or (word in ("dollar", "Dlrs", "dlrs", "R") and not _LARGE.match(text, start)):
                return _plain_sign(window, start)
            return begin, lexicon().sign_codes[word], 1
        if (found := _plain_sign(window, start))[1]:
            return found
    if window.rstrip()[-1:].isupper() and (marked := _MARK.search(window)) and marked["code"] in lexicon().sign_codes:
        return start - len(marked.group()), marked["code"], 10**6 if marked["letter"] == "M" else 10**9
    return start, "", 1


_LOOSE = frozenset(("us $", "c $", "hk $", "u.s $", "nz $"))
"""Signs of copy whose words and signs are all set apart by spaces."""
_LARGE = compiled(r"\d[\d,.]*\s?(?:million|billion|mln|bln|bn\b|trillion)|\d+\.\d")


def _plain_sign(window: str, start: int) -> tuple[int, str, int]:
    """The sign that stands last, without the letters before it."""
    bare = window.rstrip()
    if bare and len(window) - len(bare) <= 1 and bare[-1] in lexicon().sign_codes and not bare[-1].isalnum():
        return start - len(window) + len(bare) - 1, lexicon().sign_codes[bare[-1]], 1
    return start, "", 1


_LAST = frozenset("$£€¥₹₩₽₺₪₫฿₱₦₴₸₾₭₮₿₲₡₵￥sSbBmMpPkKtTdDyYrRnNhHeEgGlLfFcCuUaAvVjJqQxXzZwWoOiI.")


def scaled_behind(text: str, end: int, numeral: Numeral) -> Numeral | None:
    """75 USD million: the magnitude word behind the currency."""
    match = _SCALE_BEHIND.match(text, end) if numeral.scale == 1 else None
    if not match:
        return None
    scale = _SCALES[match["scale"]]
    return numeral._replace(value=numeral.value * scale, step=numeral.step * scale, end=match.end(), is_whole=False, scale=scale)


def with_coins(text: str, end: int, numeral: Numeral) -> Numeral | None:
    """20 dollars 43 cents, 15 dollars and 50: the amount with its hundredths."""
    if numeral.scale != 1 or numeral.step != 1:
        return None
    joint = _JOINT.match(text, end)
    if not joint or text[joint.end() : joint.end() + 1] in "$£€":
        return None
    coins = read_numeral(text, joint.end())
    if coins is None or coins.step != 1 or coins.scale != 1 or not 0 < coins.value < 100:
        return None
    word = _COIN.match(text[coins.end : coins.end + 12])
    if word and word.group(1).lower() in lexicon().coins:
        stop = coins.end + word.end()
    elif _ENDS.match(text, coins.end) and (coins.is_word or coins.end - coins.start == 2):
        stop = coins.end
    else:
        return None
    return numeral._replace(value=numeral.value + coins.value / 100, step=Fraction(1, 100), end=stop, is_whole=False)


def is_weight(text: str, start: int, end: int) -> bool:
    """Whether pounds are a weight here."""
    return text.startswith((" of ", "-weight"), end) and unit_after(text, end)[0] is None or _WEIGHT.search(text[max(0, start - 30) : start]) is not None or _KILOS.match(text, end) is not None
